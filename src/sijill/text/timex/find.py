"""Finding temporal expressions: pieces read one after the other and joined while they fit.

A point in time is a chain of pieces (part of day, weekday, day of a month, year, ...).  `_FOLLOWS` says which piece may
stand behind which, and over which joining words; two pieces that say the same thing twice end the chain.  At every place
the longest reading wins: a repetition, a length, a point, or a time the words leave open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from sijill.model.reading import Token
from sijill.model.time import TimeType
from sijill.text.fold import fold_with_offsets
from sijill.text.timex import guards
from sijill.text.timex.clocks import read_clock, read_part
from sijill.text.timex.days import (
    Found,
    read_bare_year,
    read_day_number,
    read_day_of_month,
    read_deictic,
    read_month,
    read_numeric_date,
    read_weekday,
    read_year,
)
from sijill.text.timex.lengths import Reading, read_length, read_repeat
from sijill.text.timex.meaning import Length, Meaning, Point, Repeat, Timex, Vague
from sijill.text.timex.tense import tense_at
from sijill.text.timex.units import (
    read_edge,
    read_era,
    read_sometime,
    read_span,
    read_unit_point,
    read_whole_unit,
)
from sijill.text.timex.words import Line
from sijill.text.tokens import tokenize

_PIECES: dict[str, Callable[[Line, int], Found]] = {
    "clock": read_clock,
    "span": read_span,
    "edge": read_edge,
    "sometime": read_sometime,
    "date": read_numeric_date,
    "day": read_day_of_month,
    "deictic": read_deictic,
    "weekday": read_weekday,
    "unit": read_unit_point,
    "era": read_era,
    "year": read_year,
    "month": read_month,
    "part": read_part,
    "whole": read_whole_unit,
    "bare-year": read_bare_year,
}
_RANGES = frozenset({"الى", "حتى", "،"})
_RANGE_LINKS = _RANGES | {"-", "–", "/", "او", "و"}
_LIST_LINKS = frozenset({"و", "،", "،و", "إلى", "الى", "حتى", "-", "–", "أو", "/", "وحتى", "، و"})
_BEFORE_FEAST = frozenset(
    {"في", "خلال", "قبل", "بعد", "حتى", "منذ", "طوال", "طيلة", "وخلال", "وفي"}
)  # رمضان is a man's name too
_FIRST = tuple(name for name in _PIECES if name != "whole")

_PLAIN, _OF, _LISTED = ("",), ("", "من"), ("", "،", ",", "-", "–", "|", "الموافق", "(")
_AT = ("", "،", ",", "-", "–", "|", "عند", "في", "على", "من")
# Which piece may stand behind which (columns), over which joining words.
_FOLLOWS: dict[str, dict[str, tuple[str, ...]]] = {
    "edge": dict.fromkeys(
        ("deictic", "weekday", "unit", "era", "year", "month", "whole", "bare-year", "span", "part"), _PLAIN
    ),
    "sometime": dict.fromkeys(("deictic", "weekday", "unit", "whole", "part", "year", "month", "span"), _PLAIN),
    "part": {"deictic": _OF, "weekday": _OF, "day": _OF, "unit": _PLAIN, "clock": _AT, "part": _PLAIN},
    "clock": {"part": _OF, "deictic": _OF, "weekday": _OF, "day": _OF, "date": _LISTED},
    "deictic": {"weekday": ("", "(", "،"), "part": _PLAIN, "day": _LISTED, "clock": _AT, "date": _LISTED},
    "weekday": {"day": _LISTED, "date": _LISTED, "part": _PLAIN, "clock": _AT, "unit": _OF, "deictic": ("(",)},
    "day": {"year": ("", "من", "،", ","), "bare-year": ("", "،", ",", "من"), "unit": _OF, "clock": _AT, "part": _PLAIN},
    "date": {"clock": _AT, "part": _PLAIN},
    "year": {"clock": _AT, "part": _PLAIN},
    "bare-year": {"clock": _AT, "part": _PLAIN},
    "month": {"year": ("", "من", "،", ",", "/"), "bare-year": ("", "،", ",", "/", "من"), "unit": _OF},
    "span": {"year": _OF, "bare-year": _OF, "unit": _OF, "whole": _OF},
    "unit": {"part": _PLAIN, "bare-year": ("", "(", "،")},
    "era": {},
    "whole": {},
}


def find_timexes(text: str, start: int = 0, end: int | None = None) -> list[Timex]:
    """The temporal expressions of `text[start:end]`, unresolved, in the order of the text.

    >>> [timex.text for timex in find_timexes("وصل الوفد مساء الجمعة 4 أيار/مايو 2018 بعد ثلاثة أيام.")]  # arrived Friday evening
    ['مساء الجمعة 4 أيار/مايو 2018', 'بعد ثلاثة أيام']
    """
    return find_in_tokens(text, tokenize(text, start, end))


def find_in_tokens(text: str, tokens: Sequence[Token]) -> list[Timex]:
    """The temporal expressions among tokens already cut (see `find_timexes`)."""
    line = Line(text, tokens)
    found: list[Timex] = []
    done = 0
    for at, word in enumerate(line.words):
        if word is None or at < done:
            continue
        line.origin = at
        reading = _read(line, at)
        if reading is None:
            continue
        meaning, done = reading
        if meaning is not None:
            found.append(_timex(line, at, done, meaning))
    return share_right(text, found)


_Read = tuple[Meaning | None, int] | None  # null meaning: a name or an age, to be stepped over


def _read(line: Line, at: int) -> _Read:
    """The longest reading at `at`; of equally long ones the first."""
    best: _Read = None
    for reading in (
        read_repeat(line, at), _read_point(line, at), _read_length(line, at), _read_open(line, at), _read_list(line, at)
    ):  # fmt: skip
        if reading is not None and (best is None or reading[1] > best[1]):
            best = reading
    return best


def _read_length(line: Line, at: int) -> _Read:
    found = read_length(line, at)
    if found and isinstance(found[0], Length) and guards.is_age(line, at, found[1], found[0]):
        return None, found[1]
    return found


def _read_list(line: Line, at: int) -> Reading:
    """The first day of `3 و5 آذار`, `من 3 إلى 5 آذار 2018`: its month and year stand behind the second."""
    head = line.take(at, "head")
    start = head[1] if head and head[0] == "day" else at
    day = read_day_number(line, start)
    if day is None or day[1] >= len(line.words):
        return None
    second = day[1] + 1 if line.norm(day[1]) in _RANGE_LINKS else day[1]
    word = line.words[second] if second < len(line.words) else None
    if word is None or (second == day[1] and word.proclitic != "و"):
        return None
    line.origin = second
    whole = _read_point(line, second)
    line.origin = at
    if whole is None or not isinstance(whole[0], Point) or whole[0].day is None:
        return None
    if line.norm(day[1]) in _RANGES and line.norm(start - 1) not in ("من", "بين") and head is None:
        return None
    weekday = None if second == day[1] else whole[0].weekday
    return replace(whole[0], day=day[0], weekday=weekday, part=None, clock=None, zone=None), day[1]


def share_right(text: str, found: list[Timex]) -> list[Timex]:
    """The expressions with what a list says once at its end: `في مارس وأبريل 2012`, `السبت والأحد الماضيين`."""
    for at in range(len(found) - 2, -1, -1):
        here, after = found[at].meaning, found[at + 1].meaning
        if not isinstance(here, Point) or not isinstance(after, Point):
            continue
        link = text[found[at].end : found[at + 1].start].strip()
        if link not in _LIST_LINKS or here.year is not None or here.direction is not None or here.unit is not None:
            continue
        if here.month is not None and after.month is not None:
            turned = after.year is not None and here.month > after.month and link in ("إلى", "حتى", "-", "الى")
            year = after.year - turned if after.year is not None else None
            shared = replace(
                here, year=year, direction=after.direction, unit=after.unit, count=after.count, base=after.base
            )
        elif here.weekday is not None and after.weekday is not None and after.month is None:
            shared = replace(here, direction=after.direction)
        else:
            continue
        found[at] = replace(found[at], meaning=shared, tense=found[at].tense or found[at + 1].tense)
    return found


def _read_open(line: Line, at: int) -> Reading:
    """Times the words leave open: `في وقت سابق`, `مؤخرا`, feasts, the minute of a match."""
    vague = line.take(at, "vague")
    if vague and not (line.norm(at).endswith("قريبا") and line.norm(vague[1]) == "من"):
        if vague[0] == "DURATION":
            return Length(None), vague[1]
        return Vague("vague", None if vague[0] == "DATE" else vague[0]), vague[1]
    edge = line.take(at, "edge")
    feast = line.take(edge[1] if edge else at, "feast")
    if feast and (feast[1] - at > 1 or line.norm(at - 1) in _BEFORE_FEAST):
        return Vague("feast", edge[0] if edge else None), feast[1]
    if line.norm(at).endswith(("الدقيقة", "الدقيقتين", "الدقائق")):
        start = at + 2 if line.norm(at + 1) == "(" else at + 1
        minute = line.number(start) or line.ordinal(start)
        if minute:
            return Vague("match-minute"), start + minute.length
    return None


def _read_point(line: Line, at: int) -> _Read:
    """A chain of pieces that together name a time."""
    chain: list[str] = []
    point, end = Point(), at
    for _ in range(8):
        step = _next_piece(line, chain, point, end)
        if step is None:
            break
        name, point, end = step
        chain.append(name)
    if not chain or not _names_a_time(line, chain, point, at, end):
        return None
    dated = chain[-1] != "year" or point.month is not None  # كأس العالم 2018 is a name, كأس العالم عام 2018 a date
    return (None if dated and guards.is_name(line, at, point) else point), end


def _next_piece(line: Line, chain: list[str], point: Point, at: int) -> tuple[str, Point, int] | None:
    """The longest piece that may stand here, joined to what was read."""
    if not chain:
        candidates: dict[str, tuple[str, ...]] = dict.fromkeys(_FIRST, _PLAIN)
    else:
        candidates = _FOLLOWS[chain[-1]]
    best: tuple[str, Point, int] | None = None
    for name, links in candidates.items():
        for link in links:
            start = at
            if link:
                if line.norm(at) != link:
                    continue
                start = at + 1
            if start >= len(line.words) or (line.words[start] is None and name not in ("clock", "span")):
                continue
            read = _PIECES[name](line, start)
            joined = point.join(read[0]) if read else None
            if read is None or joined is None or (best and read[1] <= best[2]):
                continue
            end = read[1] + 1 if link == "(" and line.norm(read[1]) == ")" else read[1]
            best = name, joined, end
    return best


def _names_a_time(line: Line, chain: list[str], point: Point, start: int, end: int) -> bool:
    if chain[0] in ("edge", "sometime") and len(chain) == 1:
        return False
    if chain == ["bare-year"] and not guards.is_year(line, start, end):
        return False
    if chain == ["span"]:
        return _is_season(point)
    return chain != ["part"] or _is_adverb(line, start, end)


def _is_season(point: Point) -> bool:
    """Whether a season says which: `الصيف الماضي`, the transfer window, the weekend."""
    return point.unit is not None or point.direction is not None or point.base is not None


def _is_adverb(line: Line, start: int, end: int) -> bool:
    """Whether a part of day stands for one of the anchor's day: `صباحا`, `في الصباح الباكر`."""
    norm = line.norm(start)
    return (
        end - start > 1 or norm.endswith(("صباحا", "فجرا", "ظهرا", "ليلا")) or line.tokens[start].text.endswith("مساءً")
    )


def _timex(line: Line, start: int, end: int, meaning: Meaning) -> Timex:
    first = line.tokens[start].start + _proclitic_length(line, start)
    last = line.tokens[end - 1].end
    return Timex(
        line.text[first:last], first, last, _type_of(line, start, end, meaning), meaning, tense_at(line, start, end)
    )


def _proclitic_length(line: Line, at: int) -> int:
    """How many characters of the token its proclitic takes, marks included."""
    word = line.words[at]
    if word is None or not word.proclitic:
        return 0
    _, offsets = fold_with_offsets(line.tokens[at].text)
    return offsets[len(word.proclitic)]


def _type_of(line: Line, start: int, end: int, meaning: Meaning) -> TimeType:
    if isinstance(meaning, Length):
        return "DURATION"
    if isinstance(meaning, Repeat):
        return "SET"
    if isinstance(meaning, Point):
        on_clock = meaning.part or meaning.clock or meaning.unit in ("hour", "minute", "second")
        return "TIME" if on_clock else "DATE"
    if meaning.reason == "match-minute":
        return "TIME"
    clock = any("ساع" in norm or "دق" in norm for norm in line.norms[start:end])
    return "TIME" if clock else "DATE"
