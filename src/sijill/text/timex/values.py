"""Writing the TIMEX3 value of a point whose year is known, with the days it can mean."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date

from msgspec.structs import replace

from sijill.model.time import Mod, TimeValue, bounds_of
from sijill.text.timex.clocks import on_the_clock
from sijill.text.timex.meaning import Point


def on_day(point: Point, day: date) -> Point:
    """The point set on a day."""
    return replace(point, year=day.year, month=day.month, day=day.day)


def write_point(point: Point) -> TimeValue:
    """The TIMEX3 value of a point whose year is known, with its bounds; an impossible weekday is kept as a reason."""
    if point.era is not None:
        return write_value(point.era, point.mod)
    assert point.year is not None
    if not MINYEAR <= point.year <= MAXYEAR:
        raise ValueError(point.year)
    if point.until is not None:  # موسم 2018-2019
        return write_value(f"{point.year:04d}/{point.until:04d}", point.mod)
    if point.month is None:
        return write_value(f"{point.year:04d}" + (f"-{point.span}" if point.span else ""), point.mod)
    if point.day is None:
        return write_value(f"{point.year:04d}-{point.month:02d}", point.mod)
    day = date(point.year, point.month, point.day)
    reason = None
    if point.weekday is not None and day.isoweekday() != point.weekday:
        reason = f"contradiction: {day.isoformat()} is no {_WEEKDAYS[point.weekday - 1]}"
    return write_value(_with_clock(point, day), point.mod, reason)


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _with_clock(point: Point, day: date) -> str:
    if point.clock == "24:00":  # the midnight that ends the day
        return f"{day.isoformat()}T24:00{point.zone or ''}"
    if point.clock and point.part and point.clock < "13:00":  # ظهر الأربعاء عند الساعة الثانية
        hour = on_the_clock(int(point.clock[:2]), point.part)
        return f"{day.isoformat()}T{hour:02d}{point.clock[2:]}{point.zone or ''}"
    if point.clock:
        return f"{day.isoformat()}T{point.clock}{point.zone or ''}"
    return f"{day.isoformat()}T{point.part}" if point.part else day.isoformat()


def write_value(value: str, mod: Mod | None, reason: str | None = None) -> TimeValue:
    """A value with its bounds."""
    earliest, latest = bounds_of(value, mod)
    return TimeValue(value, mod, earliest, latest, reason)
