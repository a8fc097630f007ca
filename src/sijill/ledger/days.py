"""How finely a TIMEX3 value dates, and the first and last day it can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from sijill.model.graph import Precision
from sijill.model.time import TimeValue

__all__ = ["day_bounds", "precision_of", "sort_key"]

_SHAPES: tuple[tuple[Precision, re.Pattern[str]], ...] = (
    ("minute", re.compile(r"\d{4}-\d\d-\d\dT\d\d(?::\d\d){0,2}")),
    ("day", re.compile(r"\d{4}-\d\d-\d\d(?:T(?:MO|MI|AF|EV|NI|DT))?")),
    ("week", re.compile(r"\d{4}-W\d\d(?:-WE)?")),
    ("month", re.compile(r"\d{4}-\d\d")),
    ("quarter", re.compile(r"\d{4}-[QH]\d")),
    ("season", re.compile(r"\d{4}-(?:SP|SU|FA|WI)")),
    ("year", re.compile(r"\d{4}")),
    ("decade", re.compile(r"\d{3}")),
)
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def precision_of(when: TimeValue | None) -> Precision:
    """`day`, `month`, `year` ... for a value that dates; `open` for none, a length or a repetition.

    >>> precision_of(TimeValue("2018-04")), precision_of(TimeValue("P5M"))
    ('month', 'open')
    """
    if when is not None and when.value is not None:
        for precision, shape in _SHAPES:
            if shape.fullmatch(when.value):
                return precision
    return "open"


def day_bounds(when: TimeValue | None) -> tuple[str | None, str | None]:
    """The earliest and latest day: as given with the value, else computed from it; null where a side is open.

    A value `BEFORE` or `AFTER` a day leaves the other side open.

    >>> day_bounds(TimeValue("2018-02"))
    ('2018-02-01', '2018-02-28')
    """
    if when is None:
        return None, None
    if when.earliest or when.latest:
        return when.earliest, when.latest
    first, last = _computed(when.value or "", precision_of(when))
    if when.mod == "BEFORE":
        return None, last
    if when.mod == "AFTER":
        return first, None
    return first, last


def _computed(value: str, precision: Precision) -> tuple[str | None, str | None]:
    try:
        if precision in {"minute", "day"}:
            return (date.fromisoformat(value[:10]).isoformat(),) * 2
        if precision == "week":
            monday = date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
            return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
        if precision == "month":
            return _months(int(value[:4]), int(value[5:7]), int(value[5:7]))
        if precision == "quarter":
            length = 3 if value[5] == "Q" else 6
            return _months(int(value[:4]), (int(value[6]) - 1) * length + 1, int(value[6]) * length)
        if precision == "season":
            return _months(int(value[:4]), *_SEASONS[value[5:]])
        if precision == "year":
            return _months(int(value), 1, 12)
        if precision == "decade":
            return f"{value}0-01-01", f"{value}9-12-31"
    except (ValueError, OverflowError):  # a shape that is no day: 2018-02-30, 0000; the week in which the calendar ends
        pass
    return None, None


def _months(year: int, first: int, last: int) -> tuple[str, str]:
    end_year = year + (last < first)  # winter ends in the next year
    start, end = date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])
    return start.isoformat(), end.isoformat()


def sort_key(when: TimeValue | None) -> tuple[str, str]:
    """Sorts by the first day, then the finer before the coarser; what has no first day goes by its last."""
    earliest, latest = day_bounds(when)
    return (earliest or latest or "9999", latest or "9999")
