"""The line under a headline: who wrote it, from where, when, and what is counted: `سلمى العطار | بغداد | 5 مايو 2021 | 3 دقائق`.

Clocks, their labels, ages, counters, buttons and editions are taken off; a few words of names must be all that is left.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from sijill.pages.dates.clock import Clock, blank_clocks, find_clocks, role_of, unglue
from sijill.pages.heads.names import NameKind, is_person, sort_name
from sijill.text.fold import fold_text, fold_with_offsets
from sijill.text.lexicon import load_rows, load_words

_LONGEST_LINE, _LONGEST_REST, _UNKNOWN = 30, 8, 4  # words
_LONGEST_TEXT = 300  # characters
_WORD = re.compile(r"[^\W\d_]+")
_GAP = "\x00"  # stands where something was taken off
_CUT = re.compile(r"[\x00|/·•؛;،,()\[\]<>»«*+★☆\"“”]+|\s+[-–—−:]+\s*|[-–—−:]+\s+|[-–—−:]+$|\s{2,}")
_SENTENCE = re.compile(r"[!?؟…]|[^\W\d_]{2}\.(?:\s|$)|\.\.")
_ZONE = re.compile(r"\d:\d\d\s*(?:[^\W\d_]{1,6}\s*)?(?:بتوقيت|توقيت)?\s?$")
_BARE_NUMBER = re.compile(r"(?<![^\W\d_])[\d.,:%#]*\d[\d.,:%]*\s?[kmكم]?(?![^\W\d_])")


class Name(Struct, frozen=True):
    """A name of a meta line at `[start, end)` of the page, and what it is, where its words say."""

    text: str
    start: int
    end: int
    kind: NameKind | None


class MetaLine(Struct, frozen=True):
    """What a meta line holds: its clocks, the writer's place on the page, the places it names, the names that are neither
    (outlets, agencies, turns, unknown ones), whether it tells an age (`منذ 3 أيام`) and whether it counts something."""

    clocks: tuple[Clock, ...]
    byline: tuple[int, int] | None
    places: tuple[Name, ...]
    rest: tuple[Name, ...]
    age: bool
    counts: bool


@lru_cache(maxsize=1_024)  # a line is asked for by what reads furniture, writers and clocks
def read_meta_line(text: str, offset: int = 0) -> MetaLine | None:
    """What a line of names, clocks and counters holds, or None where it is no such line.

    >>> line = read_meta_line("سلمى العطار | بغداد | نشر في 5 مايو 2021")  # "Salma al-Attar | Baghdad | published on ..."
    >>> line.byline, [place.text for place in line.places], line.clocks[0].value
    ((0, 11), ['بغداد'], '2021-05-05')
    """
    if len(text) > _LONGEST_TEXT or len(text.split()) > _LONGEST_LINE:
        return None
    folded, offsets = fold_with_offsets(unglue(text))
    bare, dated = blank_clocks(folded)
    words = _words()
    bare, ages = words.age.subn(_blank, bare)
    bare, counts = words.count.subn(_blank, bare)
    bare, _ = words.edition.subn(_blank, bare)
    bare, _ = words.tool.subn(_blank, bare)
    bare = _BARE_NUMBER.sub(_blank, bare)
    clocks = tuple(find_clocks(text, offset))
    labelled = words.byline.search(bare)
    announced = role_of(text) is not None
    if not (dated or ages or counts or labelled or announced):
        return None
    names, byline = _read_names(text, folded, bare, offsets, offset)
    if names is None:
        return None
    if byline is None and not (dated or ages or counts or (announced and not names)):
        return None
    byline = byline or next(((name.start, name.end) for name in names if name.kind == "person"), None)
    places = tuple(name for name in names if name.kind == "place")
    rest = tuple(name for name in names if name.kind != "place" and (name.start, name.end) != byline)
    return MetaLine(clocks, byline, places, rest, ages > 0, counts > 0)


def _read_names(
    text: str, folded: str, bare: str, offsets: list[int], offset: int
) -> tuple[list[Name] | None, tuple[int, int] | None]:
    """The names that are left of a line, without the writer's that a label announces; None where too much is left."""
    names: list[Name] = []
    byline: tuple[int, int] | None = None
    pending = ""  # a label whose name stands in the next segment: `بقلم | فلان`
    count = 0
    for low, high in _segments(bare):
        head = _words().byline.match(bare, low, high)
        label = head[0] if head is not None else pending
        begin, end = _trim(bare, head.end() if head is not None else low, high)
        pending = label if begin >= end else ""
        if begin >= end:
            continue
        start, stop = offsets[begin], max(offsets[end - 1] + 1, offsets[end])
        words = text[start:stop].rstrip()
        count += len(words.split())
        if _SENTENCE.search(words) or count > _LONGEST_REST or (label and not _may_sign(words, label)):
            return None, None
        if label:
            byline = byline or (offset + start, offset + start + len(words))
            continue
        for piece, at in _parted(words, offset + start):
            kind = sort_name(piece)
            if kind is None and not _may_be_name(piece, folded, begin):
                return None, None
            if not (kind == "place" and _is_zone(folded, begin)):
                names.append(Name(piece, at, at + len(piece), kind))
    return (names, byline) if sum(name.kind is None for name in names) <= 1 else (None, None)


def _trim(bare: str, begin: int, end: int) -> tuple[int, int]:
    """The stretch without what is no letter or number at its edges."""
    low, high = begin, end
    while low < high and not bare[low].isalnum():
        low += 1
    while high > low and not (bare[high - 1].isalnum() or bare[high - 1] == "."):
        high -= 1
    return low, high


def _may_be_name(piece: str, folded: str, at: int) -> bool:
    """Whether unknown words may be a name: few, no beginning of a sentence, no entry of a chronology."""
    first = fold_text(piece.split(maxsplit=1)[0])
    begins = first in load_words("dateline_stops") or first in load_words("past_verbs")
    return len(piece.split()) <= _UNKNOWN and not begins and not _follows_colon(folded, at)


def _segments(bare: str) -> list[tuple[int, int]]:
    """The stretches of what is left between the marks and the gaps."""
    found, at = [], 0
    for mark in _CUT.finditer(bare):
        if bare[at : mark.start()].strip():
            found.append((at, mark.start()))
        at = mark.end()
    return [*found, (at, len(bare))] if bare[at:].strip() else found


def _parted(words: str, start: int) -> list[tuple[str, int]]:
    """A writer's name and the town behind or before it, where nothing parts them: `سلمى العطار بغداد`."""
    parts, whole = words.split(), sort_name(words)
    if len(parts) < 3 or whole not in (None, "person"):
        return [(words, start)]
    for length in (2, 1):
        tail, head = " ".join(parts[-length:]), " ".join(parts[:length])
        if len(parts) - length >= 2 and sort_name(tail) == "place" and sort_name(" ".join(parts[:-length])) == "person":
            at = words.rindex(parts[-length])
            return [(words[:at].rstrip(), start), (words[at:], start + at)]
        if whole is None and sort_name(head) == "place" and sort_name(" ".join(parts[length:])) == "person":
            at = words.index(parts[length], len(head))
            return [(words[:at].rstrip(), start), (words[at:], start + at)]
    return [(words, start)]


def _is_zone(folded: str, at: int) -> bool:
    """Whether a town stands right behind an hour, so that it names the zone: `08:15 دمشق`."""
    return _ZONE.search(folded[max(0, at - 24) : at]) is not None


def _follows_colon(folded: str, at: int) -> bool:
    """Whether words stand behind a clock and a colon, as entries of a chronology do: `5 مايو 2021: وصول البعثة`."""
    before = folded[:at].rstrip()
    return before.endswith(":") and any(letter.isdigit() for letter in before)


def _may_sign(words: str, label: str) -> bool:
    """Whether words behind a byline's label can be a writer's: two or more, or one behind a verb such as `كتب`."""
    count = len(words.split())
    placed = sort_name(words.split(maxsplit=1)[0]) == "place"
    if sort_name(words) in ("place", "turn") or (count > 2 and placed and not is_person(words)):
        return False
    noun = fold_text(label).strip(" :/|-–*") in load_words("byline_nouns")
    marked = label.rstrip()[-1:] in (":", "/", "|", "-", "–")
    return is_person(words) or (count > 1 and (marked or not noun)) or (count == 1 and not noun)


def _blank(match: re.Match[str]) -> str:
    return _GAP * len(match[0])


class _Words(Struct, frozen=True):
    age: re.Pattern[str]
    count: re.Pattern[str]
    edition: re.Pattern[str]
    tool: re.Pattern[str]
    byline: re.Pattern[str]


def _choice(phrases: list[str]) -> str:
    ordered = sorted({" ".join(fold_text(phrase).split()) for phrase in phrases}, key=len, reverse=True)
    return "|".join(r"\s".join(re.escape(word) for word in phrase.split()) for phrase in ordered)


@cache
def _words() -> _Words:
    sorts: dict[str, list[str]] = {}
    for phrase, sort, *_ in load_rows("meta_words"):
        sorts.setdefault(sort, []).append(phrase)
    number = r"\d[\d.,]{0,12}\s?(?:k|m|الف|د)?"
    count, reading = _choice(sorts["count"]), _choice(sorts["reading"])
    before, after = r"(?<![^\W\d_])", r"(?![^\W\d_])"
    shares = [row[0] for row in load_rows("furniture_share") if row[1] == "word"]
    return _Words(
        re.compile(rf"{before}(?:{_choice(sorts['age'])})\s(?:\d{{1,4}}\s|نحو\s)?(?:{_choice(sorts['unit'])}){after}|\d{{1,3}}\s(?:{_choice(sorts['unit'])})\sago{after}"),
        re.compile(rf"{before}(?:{count}|{reading})\s?[:：]?\s?{number}(?:\s(?:{reading}))?{after}|(?<!\d){number}\s?(?:{count}|{reading}){after}|{before}(?:{reading}){after}"),
        re.compile(rf"{before}(?:{_choice(sorts['edition'])})\s?[:.#]?\s?\d{{1,6}}{after}"),
        re.compile(rf"{before}(?:{_choice([*sorts['tool'], *shares])}){after}[+-]?"),
        re.compile(rf"[\s\-–*]*(?<![^\W\d_])(?:{_choice([row[0] for row in load_rows('byline_labels')])}){after}\s*[:/|\-–]?\s*"),
    )  # fmt: skip
