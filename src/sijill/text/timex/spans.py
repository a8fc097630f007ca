"""Readers of parts and multiples of years: quarters and halves, seasons, weekends, decades, centuries."""

from __future__ import annotations

from typing import Any, cast

from sijill.model.time import Mod
from sijill.text.timex.guards import is_age_list
from sijill.text.timex.meaning import SAME_QUARTER, Direction, Point
from sijill.text.timex.units import COUNTS
from sijill.text.timex.words import Line
from sijill.text.timex.years import read_two_years

Found = tuple[Point, int] | None

_IN = frozenset({"في", "من", "خلال", "منذ", "حتى", "وفي", "قبل", "بحلول"})  # before a season of the anchor's year
_LAST = frozenset({"الاخير", "الاخيرة"})
_LIKE = frozenset({"المماثل", "المقابل", "المناظر", "ذاته", "عينه"})
_MOST = {"Q": 4, "H": 2}
_LAST_CENTURY = 21


def read_span(line: Line, at: int) -> Found:
    """الربع الثالث من, النصف الأول من, الربع الماضي, صيف, فصل الشتاء, عطلة نهاية الأسبوع."""
    if line.take(at, "holiday"):
        found = _read_weekend(line, at + 1)
        return found if found and found[0].span == "WE" else None
    return _read_season(line, at) or _read_part_of_year(line, at) or _read_second_part(line, at)


def _read_part_of_year(line: Line, at: int) -> Found:
    head = line.take(at, "part-unit")
    if head is None:
        return None
    direction = line.take(head[1], "direction")
    same = (direction and direction[0] == "same") or line.norm(head[1]) in _LIKE
    if head[0] == "Q" and same and line.norm(at).endswith("الربع"):  # الربع نفسه, الربع المماثل من العام الماضي
        end = direction[1] if direction else head[1] + 1
        return Point(span=SAME_QUARTER, base=None if line.norm(end) == "من" else "previous"), end
    if head[0] == "Q" and direction and line.norm(head[1]) not in _LAST and line.norm(at).endswith("الربع"):
        return Point(unit="quarter", count=COUNTS[direction[0]], base="anchor"), direction[1]
    ordinal = line.ordinal(head[1])
    number = _MOST[head[0]] if line.norm(head[1]) in _LAST else ordinal.whole if ordinal else None
    if number is None or number > _MOST[head[0]]:
        return None
    end = head[1] + (ordinal.length if ordinal else 1)
    if line.norm(end) == "من" and _is_other_whole(
        line, end + 1
    ):  # النصف الثاني من سبتمبر, الربع الأخير من القرن العشرين
        mod: Mod | None = "START" if number == 1 else "END" if number == _MOST[head[0]] else None
        return (Point(mod=mod), end + 1) if mod else None
    span = f"{head[0]}{number}"
    paired = line.norm(at).endswith("ين") and line.ordinal(end, joined="و") is not None
    if paired or line.norm(end) in ("من", "لعام", "للعام") or line.norm(end)[-4:].isdecimal():
        return Point(span=span, base="anchor" if paired else None), end
    alone = ordinal is not None and head[0] == "Q" and line.norm(at).endswith("الربع") and line.norm(at - 1) in _IN
    return (Point(span=span, base="anchor"), end) if alone else None  # أرباح الشركة في الربع الأول


def _is_other_whole(line: Line, at: int) -> bool:
    """Whether a month or a century stands there, whose parts TIMEX3 does not name."""
    head, unit = line.take(at, "head"), line.take(at, "unit")
    month = line.take(head[1] if head and head[0] == "month" else at, "month")
    return month is not None or (unit is not None and unit[0] == ("century", "one", True))


def _read_second(line: Line, at: int, kind: str) -> tuple[Any, int, int] | None:
    """The second of a pair, behind its own و, with what its head says: `الربعين الأول` + `والثاني من 2021`."""
    second = line.ordinal(at, joined="و") if at > 1 else None
    if second is None or second.whole is None:
        return None
    start = at - 1
    while start > max(0, at - _LONGEST_LIST) and _is_ordinal(line, start):
        start -= 1
    head = line.words[start]
    plural = line.norm(start).endswith("ين") or line.norm(start).endswith("القرون")
    sense = head.senses.get(kind) if head and plural and start < at - 1 else None
    return None if sense is None else (sense, second.whole, at + second.length)


_LONGEST_LIST = 8  # tokens back to the head of a list: القرون السابع عشر والثامن عشر والتاسع عشر


def _is_ordinal(line: Line, at: int) -> bool:
    word = line.words[at]
    return line.norm(at).startswith("عشر") or (word is not None and "ordinal" in word.kinds)


def _read_second_part(line: Line, at: int) -> Found:
    second = _read_second(line, at, "part-unit")
    if second is None or second[1] > _MOST[second[0]]:
        return None
    return Point(span=f"{second[0]}{second[1]}", base="anchor"), second[2]


def _read_weekend(line: Line, at: int) -> Found:
    """نهاية الأسبوع, نهاية الأسبوع الماضي."""
    edge = line.take(at, "edge")
    if edge is None or not line.norm(at).endswith("نهاية"):
        return None
    week = line.take(edge[1], "unit")
    if week is None or week[0] != ("week", "one", True):
        return None
    direction = line.take(week[1], "direction")
    if direction is None:
        return Point(span="WE", unit="week", count=0, base="anchor"), week[1]
    return Point(span="WE", unit="week", count=COUNTS[direction[0]], base="anchor"), direction[1]


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
    two = read_two_years(line, season[1])
    if two:  # شتاء 2011-2012 begins in the first
        return Point(span=season[0], year=two[0].year), two[1]
    short = line.norm(season[1])
    if len(short) == 2 and short.isdecimal() and int(short) >= 40 and not line.take(season[1] + 1, "unit"):  # صيف 82
        return Point(span=season[0], year=1900 + int(short)), season[1] + 1
    behind = line.norm(start - 1)
    listed = line.words[start - 1] if line.norm(start)[:1] == "و" and start else None  # في الربيع والصيف
    placed = behind in _IN or start > at or (listed is not None and "season" in listed.senses)
    alone = (
        line.norm(season[1] - 1).removeprefix("و").startswith(("ال", "لل", "بال"))
        and placed
        and not line.is_definite(season[1])
    )
    return Point(span=season[0], base="anchor" if window or alone else None), season[1]


def read_era(line: Line, at: int) -> Found:
    """التسعينيات, ثمانينيات القرن الماضي, عقد الستينات, القرن التاسع عشر الميلادي, العقد الأول من القرن العشرين."""
    second = _read_second(line, at, "unit")  # القرنين السادس عشر والسابع عشر
    if second and second[0].unit == "century" and 1 <= second[1] <= _LAST_CENTURY:
        return Point(era=f"{second[1] - 1:02d}"), second[2]
    unit = line.take(at, "unit")
    if unit and unit[0].unit == "decade" and unit[0].definite and unit[0].number == "one":
        return _read_counted_decade(line, unit[1])
    if unit and unit[0].unit == "century" and unit[0].definite:
        return _read_century(line, unit[1], paired=unit[0].number != "one")
    start = at + 1 if line.norm(at) in ("عقد", "اعوام", "سنوات") else at
    decade = line.take(start, "decade")
    if decade is None:
        return None
    alone = start == at and line.take(at - 1, "edge") is None and line.norm(at - 1) not in ("منذ", "خلال", "حتى")
    century = _century_behind(line, decade[1] + (line.norm(decade[1]) == "من"))
    listed = line.take(decade[1], "decade", joined="و")
    last = listed
    for _ in range(_LONGEST_LIST):
        further = line.take(last[1], "decade", joined="و") if last else None
        last = further or last
    behind = _century_behind(line, last[1] + (line.norm(last[1]) == "من")) if last else None
    past = last[1] if last else decade[1]
    if line.norm(past) == "من" and "عمر" in line.norm(past + 1):
        return None
    if century is None and behind is None and _is_age_of(line, at):
        return None
    is_list = (listed or _is_listed(line, at)) and not is_age_list(line, at)
    if century is None and alone and int(decade[0]) < 50 and not is_list:
        return None  # a man in his thirties
    hundreds, end = century or (behind[0] if behind else 19, decade[1])
    return Point(era=f"{hundreds}{int(decade[0]) // 10}"), end


def _is_age_of(line: Line, at: int) -> bool:
    """Whether somebody is in that decade of life: `وهو في أواخر العشرينات`, `شاب في منتصف الثلاثينيات`."""
    start = at - (line.take(at - 1, "edge") is not None)
    who = line.norm(start - 2)
    return line.norm(start - 1) == "في" and (
        who in _WHO or who.removeprefix("و") in _WHO or who.removeprefix("ال") in _WHO
    )


_WHO = frozenset(
    {"هو", "هي", "هم", "هما", "رجل", "شاب", "شابة", "امراة", "سيدة", "رجلا", "شابا", "رجلان", "رجلين", "شابان", "شابين",
     "امراتان", "امراتين", "شخص", "شخصان", "شخصين", "فتاة"}
)  # fmt: skip


def _is_listed(line: Line, at: int) -> bool:
    """Whether a decade stands behind another: `الثلاثينيات والأربعينيات`."""
    word, before = line.words[at], line.words[at - 1] if at else None
    return word is not None and word.proclitic == "و" and before is not None and "decade" in before.kinds


def _read_century(line: Line, at: int, *, paired: bool) -> Found:
    start = at + (line.norm(at) == "ال")
    ordinal = line.ordinal(start) or line.number(start)
    if ordinal is None or ordinal.whole is None or not 1 <= ordinal.whole <= _LAST_CENTURY:
        return None
    end = start + ordinal.length
    if line.norm(end) in ("قبل", "الهجري", "للهجرة") or (paired and line.ordinal(end, joined="و") is None):
        return None  # before Christ, or of the Hijri era: TIMEX3 has no word for it here
    return Point(era=f"{ordinal.whole - 1:02d}"), end + (line.norm(end) in ("الميلادي", "للميلاد"))


def _read_counted_decade(line: Line, at: int) -> Found:
    """Behind العقد: `الأول من القرن الحادي والعشرين`, `الأخير من القرن الماضي`."""
    ordinal = line.ordinal(at)
    number = 10 if line.norm(at) in _LAST else ordinal.whole if ordinal else None
    end = at + (ordinal.length if ordinal else 1)
    century = _century_behind(line, end + 1) if line.norm(end) == "من" else None
    if number is None or not 1 <= number <= 10 or century is None:
        return None
    return Point(era=f"{century[0]}{number - 1}"), century[1]


def _century_behind(line: Line, at: int) -> tuple[int, int] | None:
    """The hundreds of the years of `القرن الماضي`, `القرن التاسع عشر`, `الألفية الثالثة`, and where it ends."""
    if line.norm(at) == "الالفية":
        return 20, at + 2
    after = line.take(at, "unit")
    if after is None or after[0] != ("century", "one", True):
        return None
    named, last = line.ordinal(after[1]) or line.number(after[1]), line.take(after[1], "direction")
    if named and named.whole:
        return named.whole - 1, after[1] + named.length
    return (20 if last[0] == "this" else 19, last[1]) if last else None
