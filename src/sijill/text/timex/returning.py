"""Resolving what returns by another calendar: Hijri days and months, feasts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from sijill.model.time import TimeValue
from sijill.text.timex.calendars import feast_days, hijri_days, hijri_year_of
from sijill.text.timex.meaning import HijriDay, Point, Tense
from sijill.text.timex.values import on_day, write_point

_MOON = 2  # days by which a moon seen elsewhere or a day's own clock may part the calendars


def resolve_hijri(point: Point, hijri: HijriDay, anchor: date | None, tense: Tense | None) -> TimeValue | None:
    """A Hijri day; a Gregorian one beside it gives the value, and the Hijri one the year it may lack.

    Null where only the Gregorian words can tell.
    """
    if hijri.year is None and point.month is not None and point.year is not None:
        return None
    if hijri.year is None:
        base = anchor.year + (point.count or 0) if anchor and point.unit == "year" else None
        days = _near_days(lambda year: _hijri_in(year, hijri), anchor, point.direction, tense, base)
    else:
        days = hijri_days(hijri)
    if days is None:
        reason = "beyond-calendar" if hijri.year else "no-anchor"
        return TimeValue(None, point.mod, reason=reason) if point.month is None and point.year is None else None
    if point.month is not None and point.day is not None:
        return _beside(point, days[0])
    return None if point.year is not None else _on_days(point, days)  # عام 1445هـ (2023م)


def _beside(point: Point, day: date) -> TimeValue:
    """A Gregorian day that stands beside a Hijri one, which names `day`."""
    assert point.month is not None
    assert point.day is not None
    years = [point.year] if point.year else [day.year - 1, day.year, day.year + 1]
    there = [year for year in years if point.day <= monthrange(year, point.month)[1]] or years  # 29 February is rare
    said = min((date(year, point.month, point.day) for year in there), key=lambda other: abs((other - day).days))
    value = write_point(on_day(point, said))
    if abs((said - day).days) > _MOON:
        return replace(value, reason=f"contradiction: the Hijri day is {day.isoformat()}")
    return value


def _hijri_in(year: int, hijri: HijriDay) -> tuple[tuple[date, date], ...]:
    """When a Hijri month or day without a year falls in a Gregorian year."""
    first = hijri_year_of(date(year, 1, 1))
    found = [hijri_days(hijri._replace(year=first + more)) for more in range(3)] if first else []
    return tuple(days for days in found if days and days[0].year == year)


def resolve_feast(point: Point, anchor: date | None, tense: Tense | None) -> TimeValue:
    """A feast in its year, else the one nearest to the anchor on the side that direction and tense say."""
    rule = point.feast or ""
    if point.hijri is not None and point.hijri.year is not None:
        whole = hijri_days(HijriDay(point.hijri.year))
        held = [d for y in range(whole[0].year, whole[1].year + 1) for d in feast_days(rule, y)] if whole else []
        days = next((d for d in held if whole and whole[0] <= d[0] <= whole[1]), None)
    else:
        base = point.year or (anchor.year + (point.count or 0) if anchor and point.unit == "year" else None)
        days = _near_days(lambda year: feast_days(rule, year), anchor, point.direction, tense, base)
    if days is None:
        return TimeValue(
            None, point.mod, reason="no-anchor" if anchor is None and point.year is None else "beyond-calendar"
        )
    if point.day is not None:
        day = days[0] + timedelta(days=point.day - 1)
        days = day, day
    return _on_days(point, days)


def _near_days(
    days_in: Callable[[int], tuple[tuple[date, date], ...]],
    anchor: date | None,
    direction: str | None,
    tense: Tense | None,
    year: int | None,
) -> tuple[date, date] | None:
    """Of what returns every year, the one in `year`, else the one the anchor, direction and tense point to."""
    if year is not None:
        return next(iter(days_in(year)), None)
    if anchor is None:
        return None
    near = [days for year in range(anchor.year - 1, anchor.year + 2) for days in days_in(year)]
    gaps = {days: 0 if days[0] <= anchor <= days[1] else (days[0] - anchor).days for days in near}
    if direction in ("last", "last2"):
        near = [days for days in near if days[1] < anchor]
    elif direction in ("next", "next2"):
        near = [days for days in near if days[0] > anchor]
    elif direction is None and tense == "future":  # ahead, unless it has just been: `يحتفل المسلمون اليوم`
        return min(near, key=lambda days: gaps[days] if gaps[days] >= 0 else -gaps[days] * _PAST_WEIGHT, default=None)
    return min(near, key=lambda days: abs(gaps[days]), default=None)


_PAST_WEIGHT = 10  # so much nearer a feast must be to be the past one beside a verb of the future


def _on_days(point: Point, days: tuple[date, date]) -> TimeValue:
    """A day has a value; a Hijri month or year, or an Easter of two churches, only its first and last day."""
    if days[0] == days[1]:
        return write_point(on_day(replace(point, month=None, day=None), days[0]))
    return TimeValue(None, point.mod, days[0].isoformat(), days[1].isoformat(), "several-days")
