"""Readers of whole units as seen from the anchor: last week, this year, next quarter, last night; and their edges."""

from __future__ import annotations

from typing import cast

from msgspec.structs import replace

from sijill.text.timex.days import Found
from sijill.text.timex.meaning import SAME_MONTH, Base, Point, Unit
from sijill.text.timex.words import Line
from sijill.text.timex.years import YEAR_ADJECTIVES

COUNTS = {"last2": -2, "last": -1, "this": 0, "same": 0, "next": 1, "follow": 1, "next2": 2}
_SHIFTED = frozenset({"day", "week", "month", "year", "decade", "century"})
# الأمين العام السابق is a former secretary-general, not a secretary last year.
_GENERAL = frozenset(
    {"الامين", "امين", "المدير", "مدير", "القائد", "قائد", "المدعي", "مدعي", "النائب", "نائب", "الراي", "القطاع", "الامن",
     "المفتش", "المراقب", "السكرتير", "الكاتب", "المنسق", "المفتي", "المفوض", "الحاكم", "القنصل", "المستشار", "الامينة",
     "الوكيل", "الرئيس", "رئيس", "النظام", "الحزب", "المؤتمر", "الاتحاد"}
)  # fmt: skip


def read_unit_point(line: Line, at: int) -> Found:
    """العام الماضي, هذا الأسبوع, الشهر المقبل, السنة نفسها, الليلة الماضية."""
    demonstrative = line.take(at, "demonstrative")
    start = demonstrative[1] if demonstrative else at
    part = line.take(start, "part")
    if part and demonstrative and demonstrative[0] == "this" and line.norm(start).startswith("ال"):
        return Point(unit="day", count=0, part=part[0]), part[1]
    measure = line.take(start, "unit")
    if measure is None or not measure[0].definite or measure[0].number != "one":
        return None
    unit, end = measure[0].unit, measure[1]
    if unit == "year" and line.norm(start).endswith("عام") and line.norm(at - 1) in _GENERAL:
        return None
    if line.norm(end) in YEAR_ADJECTIVES:
        end += 1
    direction = line.take(end, "direction")
    if unit == "night":
        return _read_night(line, demonstrative[0] if demonstrative else None, end)
    if unit not in _SHIFTED:
        return None
    said = direction[0] if direction else demonstrative[0] if demonstrative else None
    if said is None or (unit == "day" and said in ("last", "next", "last2", "next2")):
        return None
    if unit == "decade" and said in ("last", "next") and not line.take(at - 1, "edge"):
        return None  # a length (see lengths.py)
    end = direction[1] if direction else end
    if demonstrative and not direction and line.norm(end) == "من" and unit == "day":
        return None
    base: Base = "previous" if said in ("same", "follow") else "anchor"
    year = read_unit_point(line, end + 1) if unit == "month" and said == "same" and line.norm(end) == "من" else None
    if year and year[0].unit == "year":  # نفس الشهر من العام الماضي
        return replace(year[0], month=SAME_MONTH), year[1]
    return Point(unit=cast(Unit, unit), count=COUNTS[said], base=base), end


def _read_night(line: Line, demonstrative: str | None, at: int) -> Found:
    direction = line.take(at, "direction")
    if direction and direction[0] == "last":
        return Point(unit="day", count=-1, part="NI"), direction[1]
    if direction and direction[0] in ("same", "follow"):
        return Point(unit="day", count=0, base="previous", part="NI"), direction[1]
    if direction and direction[0] == "next":
        return Point(unit="day", count=0, part="NI"), direction[1]
    if demonstrative is None and line.is_definite(at) and not line.take(at, "weekday"):
        return None  # الليلة الختامية
    if demonstrative == "same":
        return Point(unit="day", count=0, base="previous", part="NI"), at
    return Point(unit="day", count=0, part="NI"), at


def read_whole_unit(line: Line, at: int) -> Found:
    """العام, الشهر, الأسبوع, القرن without more: this one, where an edge stands before it (`نهاية العام`)."""
    measure = line.take(at, "unit")
    if measure is None or not measure[0].definite or measure[0].number != "one":
        return None
    unit, end = measure[0].unit, measure[1]
    if unit not in ("week", "month", "year", "century") or line.norm(end).startswith("ال"):
        return None
    return Point(unit=unit, count=0, base="anchor"), end


def read_edge(line: Line, at: int) -> Found:
    """بداية, منتصف, أواخر: the start, middle or end of what follows."""
    edge = line.take(at, "edge")
    if edge is None or (line.norm(at).endswith("بداية") and line.norm(at + 1) == "من"):  # بداية من: as of
        return None
    end = edge[1] + (line.norm(edge[1]) == "من")
    word = line.words[end] if end < len(line.words) else None
    of_day = line.norm(at).endswith("الساعات") and word is not None and not word.kinds.isdisjoint(_NAMES_OF_DAYS)
    early = of_day and edge[0] == "START" and not word.kinds & {"part"} if word else False
    return Point(mod=edge[0], part="MO" if early else None), end


# What a day is named with: الساعات الأولى من الجمعة is the morning of it.
_NAMES_OF_DAYS = frozenset({"weekday", "deictic", "number", "ordinal", "head", "demonstrative"})


def read_sometime(line: Line, at: int) -> Found:
    """وقت سابق من: some part of the time that follows, which gives the value."""
    found = line.take(at, "sometime")
    return None if found is None else (Point(mod=found[0] if found[0] in ("START", "END") else None), found[1])
