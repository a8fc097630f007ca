"""What an expression takes from the one told just before it: a day to count from, a week to stand in."""

from __future__ import annotations

import re

from msgspec.structs import replace

from sijill.text.timex.meaning import Length, Meaning, Point, Timex, Unit

# Between a day and what comes after it: another clause, told or said of something else.
_TURNS = frozenset({".", "؛", ":", '"', "ان", "انه", "انها", "التي", "الذي", "بينما", "فيما", "لكن", "حيث"})


def rest_on_told(found: list[Timex], between: list[str], after: str) -> None:
    """Let the last of the expressions rest on the one before it, with the words `between` them and the one `after`."""
    _count_from_told(found, between, after)
    _put_in_week(found, between)


_TIME_AFTER = re.compile(r"P(\d+)([DWMY])")
_UNITS: dict[str, Unit] = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def _count_from_told(found: list[Timex], between: list[str], after: str) -> None:
    """Let `بعد يومين` and clock times rest on what was told just before: `يفتح الأحد ويغلق بعد يومين`, `الأحد بين 8 صباحا`.

    Years and months count from a year that is told itself: `عام 1920 وغادرها بعد ثلاثة أعوام`.
    """
    told = found[-2].meaning
    if not isinstance(told, Point) or (told.base == "previous" and not told.clock) or not _TURNS.isdisjoint(between):
        return
    last, to_a_day = found[-1], told.day or told.weekday or told.unit == "day"
    clock = last.meaning
    if isinstance(clock, Point) and clock.clock and clock == Point(clock=clock.clock, zone=clock.zone):
        if to_a_day:
            found[-1] = replace(last, meaning=replace(clock, unit="day", count=0, base="previous"))
    elif last.text.startswith("بعد ") and _ends_clause(after):
        shift = _shift_of(last.meaning)
        if shift is None:
            return
        unit, count = shift
        by_year = told.year is not None and (unit == "year" or told.month is not None) and len(between) <= _SAME_CLAUSE
        if to_a_day if unit in ("day", "week") else by_year:
            found[-1] = replace(last, meaning=Point(unit=unit, count=count, base="previous"), type="DATE")


_SAME_CLAUSE = 4  # tokens between a year and `بعد عامين` that counts from it


def _shift_of(meaning: Meaning) -> tuple[Unit, int] | None:
    """How far behind something a length or a shift from the anchor is."""
    if isinstance(meaning, Length):
        length = _TIME_AFTER.fullmatch(meaning.value or "") if not meaning.mod else None
        return (_UNITS[length[2]], int(length[1])) if length else None
    if isinstance(meaning, Point) and meaning.unit in ("day", "week") and meaning.base == "anchor":
        return meaning.unit, meaning.count or 0
    return None


_IN_WEEK = frozenset({"بين", "من", "يومي", "ايام", "،", "الى", "حتى", "و"})


def _put_in_week(found: list[Timex], between: list[str]) -> None:
    """Let weekdays stand in the week named just before them: `الأسبوع المقبل بين الأربعاء والجمعة`."""
    here, before = found[-1].meaning, found[-2].meaning
    if not (isinstance(here, Point) and isinstance(before, Point) and before.unit == "week" and here.unit is None):
        return
    if here.weekday is None or here.direction or here.day or (before.weekday is None and before.span):
        return
    if _IN_WEEK.issuperset(between):
        found[-1] = replace(found[-1], meaning=replace(here, unit="week", count=before.count, base=before.base))


def _ends_clause(norm: str) -> bool:
    """Whether nothing more is said of a length: not `بعد أسبوع دموي`, `بعد يوم على`."""
    return norm in ("", ".", "،", "في", "الى", "حيث", ")", '"', "؛") or (norm[:1] == "و" and norm != "واحد")
