"""Readers of larger times: last week, this year, quarters and halves, seasons, decades, centuries, edges."""

from __future__ import annotations

from typing import cast

from sijill.text.timex.days import Found
from sijill.text.timex.meaning import Base, Direction, Point, Unit
from sijill.text.timex.words import Line
from sijill.text.timex.years import YEAR_ADJECTIVES

_COUNTS = {"last2": -2, "last": -1, "this": 0, "same": 0, "next": 1, "follow": 1, "next2": 2}
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
    end = direction[1] if direction else end
    if demonstrative and not direction and line.norm(end) == "من" and unit == "day":
        return None
    base: Base = "previous" if said in ("same", "follow") else "anchor"
    return Point(unit=cast(Unit, unit), count=_COUNTS[said], base=base), end


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
    """العام, الشهر, الأسبوع without more: this one, where an edge stands before it (`نهاية العام`)."""
    measure = line.take(at, "unit")
    if measure is None or not measure[0].definite or measure[0].number != "one":
        return None
    unit, end = measure[0].unit, measure[1]
    if unit not in ("week", "month", "year") or line.norm(end).startswith("ال"):
        return None
    return Point(unit=unit, count=0, base="anchor"), end


def read_span(line: Line, at: int) -> Found:
    """الربع الثالث من, النصف الأول من, صيف, فصل الشتاء, عطلة نهاية الأسبوع."""
    season = _read_season(line, at)
    if season:
        return season
    if line.take(at, "holiday"):
        found = read_span(line, at + 1)
        return found if found and found[0].span == "WE" else None
    edge = line.take(at, "edge")
    if edge and line.norm(at).endswith("نهاية"):
        week = line.take(edge[1], "unit")
        if week and week[0] == ("week", "one", True):
            return _directed_weekend(line, week[1])
    head = line.take(at, "part-unit")
    ordinal = line.ordinal(head[1]) if head else None
    if head is None or ordinal is None or (head[0] == "H" and ordinal.value > 2) or ordinal.value > 4:
        return None
    end = head[1] + ordinal.length
    span = f"{head[0]}{ordinal.whole}"
    if line.norm(end) in ("من", "لعام", "للعام") or line.norm(end)[-4:].isdecimal():
        return Point(span=span), end
    alone = head[0] == "Q" and line.norm(at).endswith("الربع") and line.norm(at - 1) in _IN
    return (Point(span=span, base="anchor"), end) if alone else None  # أرباح الشركة في الربع الأول


def _directed_weekend(line: Line, at: int) -> Found:
    direction = line.take(at, "direction")
    if direction is None:
        return Point(span="WE", unit="week", count=0, base="anchor"), at
    return Point(span="WE", unit="week", count=_COUNTS[direction[0]], base="anchor"), direction[1]


_IN = frozenset({"في", "من", "خلال", "منذ", "حتى", "وفي"})  # before a season of the anchor's year


def _read_season(line: Line, at: int) -> Found:
    head = line.take(at, "head")
    start = head[1] if head and head[0] == "season" else at
    demonstrative = line.take(at, "demonstrative")
    this = line.take(demonstrative[1], "season") if demonstrative and demonstrative[0] == "this" else None
    if this and line.is_definite(this[1] - 1):
        return Point(span=this[0], direction="this"), this[1]
    window = line.take(at, "window")
    season = window or line.take(start, "season")
    if season is None:
        return None
    direction = line.take(season[1], "direction")
    if direction and direction[0] in ("last", "next", "this"):
        return Point(span=season[0], direction=cast(Direction, direction[0])), direction[1]
    alone = line.is_definite(start) and line.norm(start - 1) in _IN and not line.is_definite(season[1])
    return Point(span=season[0], base="anchor" if window or alone else None), season[1]


def read_era(line: Line, at: int) -> Found:
    """التسعينيات, ثمانينيات القرن الماضي, عقد الستينات, القرن التاسع عشر الميلادي."""
    century = line.take(at, "unit")
    if century and century[0] == ("century", "one", True):
        start = century[1] + (line.norm(century[1]) == "ال")
        ordinal = line.ordinal(start) or line.number(start)
        if ordinal is None or ordinal.whole is None or not 1 <= ordinal.whole <= 21:
            return None
        end = start + ordinal.length
        if line.norm(end) == "قبل":  # before Christ: TIMEX3 has no word for it here
            return None
        return Point(era=f"{ordinal.whole - 1:02d}"), end + (line.norm(end) in ("الميلادي", "للميلاد"))
    start = at + 1 if line.norm(at) in ("عقد", "اعوام", "سنوات") else at
    decade = line.take(start, "decade")
    if decade is None or (line.norm(decade[1]) == "من" and "عمر" in line.norm(decade[1] + 1)):
        return None
    end, hundreds = decade[1], 19
    alone = start == at and line.take(at - 1, "edge") is None and line.norm(at - 1) not in ("منذ", "خلال", "حتى")
    link = end + (line.norm(end) == "من")
    after = line.take(link, "unit")
    if after and after[0] == ("century", "one", True):
        named = line.ordinal(after[1])
        last = line.take(after[1], "direction")
        if named and named.whole:
            hundreds, end = named.whole - 1, after[1] + named.length
        elif last:
            hundreds, end = (20 if last[0] == "this" else 19), last[1]
    elif alone and int(decade[0]) < 50:  # a man in his thirties
        return None
    return Point(era=f"{hundreds}{int(decade[0]) // 10}"), end


def read_edge(line: Line, at: int) -> Found:
    """بداية, منتصف, أواخر: the start, middle or end of what follows."""
    edge = line.take(at, "edge")
    return None if edge is None else (Point(mod=edge[0]), edge[1] + (line.norm(edge[1]) == "من"))


def read_sometime(line: Line, at: int) -> Found:
    """وقت سابق من: some part of the time that follows, which gives the value."""
    found = line.take(at, "sometime")
    return None if found is None else (Point(), found[1])
