"""A point in time as a chain of pieces: part of day, weekday, day of a month, year, clock time, ...

`_FOLLOWS` says which piece may stand behind which, and over which joining words; two pieces that say the same thing twice
end the chain.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from sijill.text.timex import guards
from sijill.text.timex.clocks import read_clock, read_part, read_zone
from sijill.text.timex.days import (
    read_day_alone,
    read_day_of_month,
    read_deictic,
    read_month,
    read_weekday,
)
from sijill.text.timex.feasts import read_feast
from sijill.text.timex.figures import read_numeric_date
from sijill.text.timex.hijri import read_hijri, read_hijri_year
from sijill.text.timex.meaning import Point
from sijill.text.timex.spans import read_era, read_span
from sijill.text.timex.units import read_edge, read_sometime, read_unit_point, read_whole_unit
from sijill.text.timex.words import Line
from sijill.text.timex.years import read_bare_year, read_season_years, read_written_year, read_year

# Each piece: its reader, and the kinds of words it can begin with.
_PIECES: dict[str, tuple[Callable[[Line, int], tuple[Point, int] | None], frozenset[str]]] = {
    name: (read, frozenset(kinds.split()))
    for name, read, kinds in (
        ("clock", read_clock, "number ordinal unit approx clock-lead"),
        ("span", read_span, "season part-unit edge holiday demonstrative window head ordinal"),
        ("edge", read_edge, "edge"),
        ("sometime", read_sometime, "sometime"),
        ("season", read_season_years, "season-noun number"),
        ("date", read_numeric_date, "number head"),
        ("day", read_day_of_month, "number ordinal head month edge"),
        ("day-alone", read_day_alone, "number head"),
        ("feast", read_feast, "feast nth head first-of-month edge"),
        ("hijri", read_hijri, "number ordinal head hijri-month first-of-month"),
        ("deictic", read_deictic, "told demonstrative head deictic tomorrow"),
        ("weekday", read_weekday, "weekday head demonstrative"),
        ("unit", read_unit_point, "unit demonstrative"),
        ("era", read_era, "unit decade ordinal"),
        ("year", read_year, "head approx"),
        ("hijri-year", read_hijri_year, "head number"),
        ("month", read_month, "month head unit"),
        ("part", read_part, "part midnight noon"),
        ("zone", read_zone, "zone"),
        ("whole", read_whole_unit, "unit"),
        ("bare-year", read_bare_year, "number"),
        ("written-year", read_written_year, "number"),
    )
}
_FIRST = tuple(name for name in _PIECES if name not in ("whole", "zone", "written-year"))
BEGINNINGS = tuple(_PIECES[name][1] for name in _FIRST)  # the kinds of words a point can begin with
_LONGEST = 8  # pieces of a chain

_PLAIN, _OF, _LISTED = ("",), ("", "من"), ("", "،", ",", "-", "–", "|", "الموافق", "الموافقة", "(")
_AT = ("", "،", ",", "-", "–", "|", "عند", "في", "على")
# Between a day and itself in another calendar.
_SAME = ("الموافق", "الموافقة", "المصادف", "(", "", "،", "-", "–", "/", "=")
_SAME_WORDS = frozenset(_SAME[:3])
# Which piece may stand behind which (columns), over which joining words.
_FOLLOWS: dict[str, dict[str, tuple[str, ...]]] = {
    "edge": dict.fromkeys(
        ("deictic", "weekday", "unit", "era", "year", "month", "whole", "bare-year", "span", "part", "hijri", "feast",
         "season", "hijri-year", "day", "date"), _PLAIN
    ),
    "sometime": dict.fromkeys(("deictic", "weekday", "unit", "whole", "part", "year", "month", "span", "hijri"), _PLAIN),
    "part": {
        "deictic": _OF, "weekday": _OF, "day": _OF, "hijri": _OF, "feast": _OF, "unit": _PLAIN, "part": _PLAIN,
        "date": _PLAIN, "zone": _PLAIN, "clock": _AT,
    },
    "day-alone": {"clock": _AT, "part": ("", "في")},
    "clock": {
        "part": _OF, "deictic": _OF, "weekday": _OF, "unit": _OF, "hijri": _OF, "day": ("", "من", "،"), "date": _LISTED,
        "day-alone": _PLAIN,
    },
    "deictic": {
        "weekday": ("", "(", "،"), "day": _LISTED, "date": _LISTED, "hijri": _LISTED, "part": _PLAIN, "zone": _PLAIN,
        "clock": _AT,
    },
    "weekday": {
        "day-alone": _PLAIN, "day": _LISTED, "date": _LISTED, "hijri": _LISTED, "deictic": ("(",), "unit": _OF,
        "part": ("", "في"), "sometime": ("", "في"), "zone": _PLAIN, "clock": _AT,
    },
    "day": {
        "year": ("", "من", "،", ","), "bare-year": ("", "،", ",", "من", "/", "-"), "written-year": ("", "،", ",", "من"),
        "unit": _OF, "hijri": _SAME, "part": ("", "في"), "zone": _PLAIN, "clock": _AT,
    },
    "date": {"hijri": _SAME, "date": _SAME, "part": ("", "في"), "clock": _AT},
    "hijri": {"day": _SAME, "date": _SAME, "unit": _OF, "part": _PLAIN, "clock": _AT},
    "hijri-year": {"year": _SAME, "bare-year": _SAME},
    "feast": {
        "year": ("", "من", "،", "ل"), "bare-year": ("", "من", "ل"), "hijri-year": ("", "من", "ل"), "unit": _OF,
        "part": _PLAIN, "clock": _AT,
    },
    "year": {"hijri": _SAME, "hijri-year": _SAME, "part": _PLAIN, "clock": _AT},
    "bare-year": {"hijri": _SAME, "hijri-year": _SAME, "part": _PLAIN, "clock": _AT},
    "written-year": {"part": _PLAIN, "clock": _AT},
    "month": {
        "year": ("", "من", "،", ",", "/"), "bare-year": ("", "،", ",", "/", "من"), "written-year": _OF, "unit": _OF,
    },
    "span": {
        "year": _OF, "bare-year": _OF, "written-year": _OF, "unit": _OF, "whole": _OF, "season": _OF, "month": _PLAIN,
        "era": _PLAIN,
    },
    "unit": {
        "part": _PLAIN, "bare-year": ("", "(", "،", "من", "في"), "year": ("من", "في"), "season": _PLAIN, "weekday": _PLAIN,
        "clock": _AT,
    },
    "season": {},
    "zone": {},
    "era": {},
    "whole": {},
}  # fmt: skip


def read_point(line: Line, at: int) -> tuple[Point | None, int] | None:
    """A chain of pieces that together name a time; a null point is a name, to be stepped over."""
    chain: list[str] = []
    point, end, first_end = Point(), at, at
    for _ in range(_LONGEST):
        step = _next_piece(line, chain, point, end)
        if step is None:
            break
        name, point, end = step
        first_end = first_end if chain else end
        chain.append(name)
    if not chain or not _names_a_time(line, chain, point, at, end):
        return None
    dated = chain[-1] != "year" or point.month is not None  # كأس العالم 2018 is a name, كأس العالم عام 2018 a date
    if dated and guards.is_name(line, at, point):
        whole = point.year is not None and "year" not in chain  # of ثورة 25 يناير عام 2011 the year is told
        return None, end if whole else first_end
    return point, end


def _next_piece(line: Line, chain: list[str], point: Point, at: int) -> tuple[str, Point, int] | None:
    """The longest piece that may stand here, joined to what was read."""
    last = chain[-1] if chain else ""
    best: tuple[str, Point, int] | None = None
    for link in ("", line.norm(at)) if chain else ("",):
        start = at + bool(link)
        carries = link in _SAME_WORDS
        start += carries and line.norm(start) == "ل"
        word = line.words[start] if start < len(line.words) else None
        if word is None:
            continue
        for name in _possible(last, link, word.kinds):
            read = _read_piece(line, name, start, carries=carries)
            joined = point.join(read[0]) if read else None
            if read is None or joined is None or (best and read[1] <= best[2]) or not _fits(name, point, read[0]):
                continue
            end = read[1] + 1 if link == "(" and line.norm(read[1]) == ")" else read[1]
            best = name, joined, end
        if not line.norm(at):
            break
    return best


@lru_cache(maxsize=65_536)
def _possible(last: str, link: str, kinds: frozenset[str]) -> tuple[str, ...]:
    """The pieces that may stand behind `last` over `link` where a word of these kinds stands."""
    names = [name for name, links in _FOLLOWS[last].items() if link in links] if last else _FIRST
    return tuple(name for name in names if not kinds.isdisjoint(_PIECES[name][1]))


def _read_piece(line: Line, name: str, at: int, *, carries: bool) -> tuple[Point, int] | None:
    """The piece at a place; behind الموافق its first word may carry a proclitic (`الموافق لـ17 يناير`)."""
    if not carries:
        return _PIECES[name][0](line, at)
    origin, line.origin = line.origin, at
    read = _PIECES[name][0](line, at)
    line.origin = origin
    return read


def _fits(name: str, point: Point, piece: Point) -> bool:
    """Whether a piece of the Hijri calendar or a zone belongs to what stands before it."""
    if name in ("year", "bare-year") and point.unit is not None:  # نفس الشهر من عام 2017, العام الجاري 2018
        return point.base == "previous" or point.unit == "year"
    if name == "zone":
        return point.clock is not None
    if name == "weekday" and point.unit is not None:  # الأسبوع المقبل يوم الجمعة
        return point.unit in ("day", "week")
    if name == "sometime":
        return point.part is None
    if point.hijri and (piece.day or piece.month) and point.feast is None:
        return (point.hijri.day is None) == (piece.day is None)
    if piece.hijri and (point.day or point.month or point.year) and point.feast is None:
        return (piece.hijri.day is None) == (point.day is None)
    return True


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
    return any(part is not None for part in (point.unit, point.direction, point.base, point.year))


_PARTS_ALONE = frozenset({"المساء", "الظهيرة", "الصباح", "الفجر"})
_BEFORE_PARTS = frozenset({"في", "خلال", "وفي", "حتى", "منذ"})


def _is_adverb(line: Line, start: int, end: int) -> bool:
    """Whether a part of day stands for one of the anchor's day: `صباحا`, `في الصباح الباكر`."""
    norm = line.norm(start)
    if line.norm(start - 1) in ("", ".") and line.norm(end) == "،":  # ومساء، أعلن الجيش
        return True
    if norm in _PARTS_ALONE and line.norm(start - 1) in _BEFORE_PARTS:
        return not (line.is_definite(end) or line.take(end, "part", joined="و") or line.norm(end) in ("او", "من"))
    return (
        end - start > 1 or norm.endswith(("صباحا", "فجرا", "ظهرا", "ليلا")) or line.tokens[start].text.endswith("مساءً")
    )
