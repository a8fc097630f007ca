"""The writer of an article, in a line of its own or in one with the clock."""

from __future__ import annotations

import re
from functools import cache

from sijill.pages.blocks import Block
from sijill.pages.dates.clock import role_of
from sijill.pages.heads.metalines import read_meta_line
from sijill.pages.heads.names import has_outlet_word, is_person, is_place, sort_name
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_words
from sijill.text.names import name_key
from sijill.text.ordinary import is_inflected

_NAME = re.compile(r"[^\W\d_][\w\u064b-\u0652]*\.?(?:[ '’.-]+[^\W\d_][\w\u064b-\u0652]*){1,4}")
_CUT = re.compile(r"\s*[|·•]\s*|\s+[-–—/]+\s+|(?<=\w)/(?=\s?\w)")
_FROM = re.compile(r"\s+(?:من|في)\s+")
_BEFORE_CLOCK = re.compile(r"\s+(?=\d)|\s{2,}|\s+(?:في|يوم|بتاريخ|on|at)\s")
_GLUED_AGE = re.compile(r"\s?(?:منذ|قبل)\s(?:\d{1,3}\s[^\W\d_]+|[^\W\d_]{2,8}ين)$")  # `سلمى العطارقبل ساعتين`
_LONGEST_LINE = 30  # words of a line that a label begins
_LONGEST = 12  # words of a line with two writers and their towns
_FEW = 4  # words of a name that no label announces


def find_byline(
    block: Block, *, bare: bool = False, known: bool = False, names: frozenset[str] = frozenset()
) -> tuple[int, int] | None:
    """Where the writer's name stands on the page, in a line that is a byline: `كتب: ...`, `بغداد - ...`.

    No label is needed where `bare`; where `known`, none before a known given name.  `names` are the outlets', folded.

    >>> find_byline(Block("بقلم: سلمى العطار", 0))  # "by: Salma al-Attar"
    (6, 17)
    """
    if len(block.words) > _LONGEST and (len(block.words) > _LONGEST_LINE or not _label().match(block.text)):
        return None
    if block.is_sentence and not re.match(r"[^\W\d_]\.", block.text):
        return None
    match = _label().match(block.text)
    if match is not None:
        return _behind_label(block, match)
    hinted = block.hint == "byline"
    parts = _parts(block.text)
    own = [part for part in parts if not _is_other(part[0], names)]
    if len(own) != 1 or len(parts) > 3:
        return None
    name, at = _GLUED_AGE.sub("", own[0][0]), own[0][1]
    if not (_is_signed(name) or _NAME.fullmatch(name)) or _is_plain(name) or not is_writer(name):
        return None
    if len(name.split()) > _FEW and not _FROM.search(name):
        return None
    if not (bare or hinted or (known and (is_person(name) or _is_signed(name)))):
        return None
    return block.start + at, block.start + at + len(name)


def find_signature(block: Block, names: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """The writer's name in one line with the clock: `name · day`, `day - name`, where it is none of the outlets' `names`."""
    line = read_meta_line(block.text, block.start)
    if line is None:
        return None
    if line.byline is not None:
        start, end = line.byline
        name = block.text[start - block.start : end - block.start]
        return line.byline if is_writer(name) and not _is_other(name, names) else None
    unknown = [found for found in line.rest if found.kind is None and is_writer(found.text)]
    if len(unknown) != 1 or not line.clocks:
        return None
    one = unknown[0]
    if not 2 <= len(one.text.split()) <= _FEW or not _NAME.fullmatch(one.text) or _is_other(one.text, names):
        return None
    return None if _is_plain(one.text) else (one.start, one.end)


def is_outlet_name(name: str, names: frozenset[str]) -> bool:
    """Whether a name's words are all in one of the outlets' names, or the other way round."""
    words = set(fold_text(name).split())
    return any(words <= (other := set(known.split())) or other <= words for known in names if known.strip())


def is_writer(name: str) -> bool:
    """Whether a name is no account or desk such as `admin` or `هيئة التحرير`."""
    return " ".join(fold_text(name).split()) not in load_words("no_writers")


def _behind_label(block: Block, match: re.Match[str]) -> tuple[int, int] | None:
    rest = match.end()
    name = block.text[rest:].strip(" :/-–|.")
    name = _BEFORE_CLOCK.split(_CUT.split(name, maxsplit=1)[0], maxsplit=1)[0].strip(" ،,.")
    if len(name.split()) > 5 and not _FROM.search(name):
        return None
    if not _NAME.fullmatch(name) and not _is_signed(name):
        return None
    if not is_writer(name):
        return None
    label = fold_text(match[0]).strip(" :/|-–*")
    marked = match[0].rstrip()[-1:] in (":", "/", "|", "-", "–")
    if label in load_words("byline_nouns") and not (
        is_person(name) or (marked and sort_name(name.split()[0]) != "place")
    ):
        return None
    start = block.start + block.text.index(name, rest)
    return start, start + len(name)


def _parts(text: str) -> list[tuple[str, int]]:
    """The names that a line is made of, each with its place in the line."""
    found, at = [], 0
    for mark in [*_CUT.finditer(text), None]:
        piece = text[at : mark.start() if mark else len(text)]
        if name := piece.strip(" :-–—|/,،*"):
            found.append((name, at + piece.index(name)))
        at = mark.end() if mark else at
    return found


def _is_other(name: str, names: frozenset[str]) -> bool:
    """Whether a name is a town's, an agency's, an outlet's or a turn such as `خاص`."""
    kind = sort_name(name)
    return (
        kind in ("place", "agency", "turn", "outlet")
        or (kind != "person" and is_outlet_name(name, names))
        or fold_text(name) in names
    )


def _is_plain(name: str) -> bool:
    """Whether words say what a section or a button is called, or begin a sentence, and are nobody's name."""
    words = [fold_text(word) for word in name.split()]
    if not is_person(name) and (role_of(name) or all(is_inflected(name_key(word)) for word in words)):
        return True
    return (
        " ".join(words) in load_words("no_outlets")
        or any(word in load_words("section_words") for word in words)
        or any(word in load_words("past_verbs") or word in load_words("reporting_verbs") for word in words[1:2])
        or words[0] in load_words("dateline_stops")
        or (len(words) > 1 and has_outlet_word(words))
    )


def _is_signed(name: str) -> bool:
    """Whether writers stand before their towns: `سلمى العطار من بغداد وسالم البدري من البصرة`."""
    parts = _FROM.split(name)
    if len(parts) not in (2, 3) or len(parts[0].split()) > _FEW or len(parts[-1].split()) > 2:
        return False
    return is_person(parts[0]) or is_place(fold_text(parts[-1]))


@cache
def _label() -> re.Pattern[str]:
    labels = sorted(load_words("byline_labels"), key=len, reverse=True)
    spelled = "|".join(r"\s+".join(_any_alef(word) for word in label.split()) for label in labels)
    return re.compile(rf"[\s\-–*]*(?:{spelled})(?!\w)\s*[:/|\-–]*\s*", re.I)


def _any_alef(word: str) -> str:
    return "".join("[اأإآ]" if letter == "ا" else re.escape(letter) for letter in fold_text(word))
