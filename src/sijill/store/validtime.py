"""Valid time: the days in which an event can have happened, as a half-open interval that any SQLite tool can ask."""

from __future__ import annotations

from datetime import date, timedelta

from sijill.model.time import TimeValue

__all__ = ["valid_days"]


def valid_days(when: TimeValue | None) -> tuple[str | None, str | None]:
    """`[valid_from, valid_to)` of a time, null where the text leaves that end open (both where it says nothing).

    >>> valid_days(TimeValue("2031-02", None, "2031-02-01", "2031-02-28"))
    ('2031-02-01', '2031-03-01')
    >>> valid_days(TimeValue(None, "BEFORE", None, "2031-02-28"))
    (None, '2031-03-01')
    """
    if when is None:
        return None, None
    return when.earliest, _day_after(when.latest)


def _day_after(day: str | None) -> str | None:
    """The next day; null where the calendar has none."""
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else None
    except (ValueError, OverflowError):
        return None
