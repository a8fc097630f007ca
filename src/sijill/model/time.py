"""Values of time: TIMEX3 values with the days they are bounded by.

A value is written as TIMEX3 writes it (ISO 8601): `2018-04-30`, `2018-04-30T14:55`, `2018-04-30TEV`, `2018-04`, `2018`,
`2018-W14`, `2018-Q1`, `P5M`.  Beside it stand the earliest and latest day it can mean, where these can be told.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

__all__ = ["Mod", "TimeType", "TimeValue", "bounds_of", "shift_day", "shift_month"]

Mod = Literal["START", "MID", "END", "BEFORE", "AFTER", "APPROX"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]

_VALUE = re.compile(
    r"(?P<year>\d{2,4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?P<clock>T.*)?"
)
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month; a winter ends in the next year


class TimeValue(Struct, frozen=True):
    """One reading of a time: a TIMEX3 `value` with its `mod`, days `earliest`..`latest`, and why it is open.

    `value` is null where the text does not settle it; `reason` then says why (`no-anchor`, `vague`, ...) or says what
    an uncertain value rests on (`lead`).  `earliest` and `latest` are days, both included.
    """

    value: str | None = None
    mod: Mod | None = None
    earliest: str | None = None
    latest: str | None = None
    reason: str | None = None


def shift_day(day: date, days: int) -> date | None:
    """The day that many days away, null where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_month(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month that many months away.

    >>> shift_month(2018, 1, -2)
    (2017, 11)
    """
    years, zero_based = divmod(year * 12 + month - 1 + months, 12)
    return years, zero_based + 1


def bounds_of(value: str | None, mod: Mod | None = None) -> tuple[str | None, str | None]:
    """The earliest and latest day a TIMEX3 value can mean, both included; nulls where it has none.

    START, MID and END keep the bounds of the whole, since "early 2021" draws no line; BEFORE leaves the earliest open
    and AFTER the latest.

    >>> bounds_of("2018-02"), bounds_of("2018-W14"), bounds_of("2018-Q1")
    (('2018-02-01', '2018-02-28'), ('2018-04-02', '2018-04-08'), ('2018-01-01', '2018-03-31'))
    >>> bounds_of("201"), bounds_of("P3D")  # the 2010s, three days
    (('2010-01-01', '2019-12-31'), (None, None))
    >>> bounds_of("2018/2019")  # an interval of ISO 8601: a season, a fiscal year
    ('2018-01-01', '2019-12-31')
    """
    begins, stroke, ends = (value or "").partition("/")
    days = _days_of(begins) if value else None
    if days and stroke:
        end = _days_of(ends)
        days = (days[0], end[1]) if end and days[0] <= end[1] else None
    if days is None:
        return None, None
    first, last = days
    if mod == "BEFORE":
        return None, first.isoformat()
    if mod == "AFTER":
        return last.isoformat(), None
    return first.isoformat(), last.isoformat()


def _days_of(value: str) -> tuple[date, date] | None:
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    try:
        return _days_of_parts(match)
    except ValueError:  # a day the calendar does not have
        return None


def _days_of_parts(match: re.Match[str]) -> tuple[date, date]:
    digits = match["year"]
    scale = 10 ** (4 - len(digits))  # `201` is a decade, `20` a century
    year = int(digits) * scale
    if match["month"]:
        month = int(match["month"])
        if match["day"]:
            day = date(year, month, int(match["day"]))
            return day, day
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return (monday + timedelta(5) if match["weekend"] else monday), monday + timedelta(6)
    if match["quarter"]:
        return _months(year, int(match["quarter"]) * 3 - 2, 3)
    if match["half"]:
        return _months(year, int(match["half"]) * 6 - 5, 6)
    if match["season"]:
        return _months(year, _SEASONS[match["season"]], 3)
    return date(year, 1, 1), date(year + scale - 1, 12, 31)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last_year, last_month = shift_month(year, month, count - 1)
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])
