"""Lists: what their parts say once for all of them (`3 و5 آذار`, `في مارس وأبريل 2012`)."""

from __future__ import annotations

from msgspec.structs import replace

from sijill.text.timex.chain import read_point
from sijill.text.timex.days import read_day_number
from sijill.text.timex.guards import is_age
from sijill.text.timex.meaning import Length, Meaning, Point, Repeat, Timex, Vague
from sijill.text.timex.stretches import read_counted, write_period
from sijill.text.timex.words import Line

Reading = tuple[Meaning | None, int] | None  # a null meaning is a name or an age, to be stepped over

_RANGES = frozenset({"الى", "حتى", "،"})
_RANGE_LINKS = _RANGES | {"-", "–", "/", "او", "و"}
_LIST_LINKS = frozenset({"و", "،", "،و", "إلى", "الى", "حتى", "-", "–", "أو", "/", "وحتى", "، و"})


def read_length_list(line: Line, at: int) -> Reading:
    """The first number of `بين ثلاث وسبع سنوات`, `ثمانية أو عشرة أسابيع`: its unit stands behind the second."""
    first = line.number(at)
    if first is None or line.take(at - 1, "every"):
        return None
    end = at + first.length
    link = line.norm(end)
    second = (
        line.number(end + 1) if link in _CHOICES else line.number(end, joined="و") if _is_between(line, at) else None
    )
    start = end + (link in _CHOICES)
    counted = read_counted(line, start + second.length, second.value) if second else None
    if second is None or counted is None or counted.directed or first.value >= second.value:
        return None
    if link == "الى" and not _is_between(line, at):
        return None
    length = Length(write_period(((counted.amounts[0][0], first.value),)))
    return (None, end) if is_age(line, at, counted.end, length) else (length, end)


_CHOICES = frozenset({"او", "الى"})


def _is_between(line: Line, at: int) -> bool:
    return line.norm(at - 1) in ("بين", "من", "وبين", "ومن") or line.take(at - 1, "approx") is not None


_LONGEST_LIST = 3  # days that share one month


def read_day_list(line: Line, at: int, more: int = _LONGEST_LIST) -> Reading:
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
    whole = (read_day_list(line, second, more - 1) if more else None) or read_point(line, second)
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
        link = text[found[at].end : found[at + 1].start].strip()
        if (
            isinstance(here, Point)
            and isinstance(after, Repeat)
            and here.weekday
            and not here.day
            and link in _LIST_LINKS
        ):
            found[at] = replace(found[at], meaning=after, type="SET")  # أيام السبت والاثنين من كل أسبوع
            continue
        if not isinstance(here, Point) or not isinstance(after, Point):
            continue
        if _are_seasons(here, after) and link in ("و", "أو"):
            found[at], found[at + 1] = (replace(timex, meaning=Vague("vague")) for timex in found[at : at + 2])
            continue
        same = here.span and after.span and here.span[0] in "QH" and after.span[0] in "QH" and here.unit is None
        if same and here.base == "anchor" and here.year is None and link in _LIST_LINKS:
            found[at] = replace(found[at], meaning=replace(after, span=here.span))  # الربعين الأول والثاني من 2021
            continue
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


def _are_seasons(here: Point, after: Point) -> bool:
    """Whether two seasons stand for every year: `في الربيع والصيف`."""
    return all(
        point.span in ("SP", "SU", "FA", "WI") and point.base == "anchor" and point.year is None
        for point in (here, after)
    )
