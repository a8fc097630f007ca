"""Calendars beside the Gregorian one: Hijri days by Umm al-Qura, and the days of feasts.

A feast has a rule: `hijri 10-01` (a day of the Hijri year), `hijri 09` (a month), `fixed 12-25`, `nth 11-4-4` (month, which,
weekday), `easter -2` (days from Easter Sunday) or `eastern 1` (that of the Eastern churches).  Western and Eastern churches
reckon Easter apart, so that a rule of Easter spans both of its days unless they meet.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from hijridate import Gregorian, Hijri

from sijill.text.timex.meaning import HijriDay

FIRST_HIJRI, LAST_HIJRI = 1343, 1500  # the years Umm al-Qura tables cover: 1924-08-01 to 2077-11-16

Days = tuple[date, date]  # first and last, both included


@lru_cache(maxsize=4096)
def hijri_days(hijri: HijriDay) -> Days | None:
    """The Gregorian days of a Hijri day, month or year; null beyond the tables.

    >>> hijri_days(HijriDay(1445, 7, 5)), hijri_days(HijriDay(1445, 9))  # 5 Rajab; Ramadan
    ((datetime.date(2024, 1, 17), datetime.date(2024, 1, 17)), (datetime.date(2024, 3, 11), datetime.date(2024, 4, 9)))

    Raises ValueError for a day the month does not have.
    """
    year, month, day = hijri
    if year is None or not FIRST_HIJRI <= year <= LAST_HIJRI:
        return None
    if month is None:
        return _gregorian(year, 1, 1), _last_of_month(year, 12)
    if day is None:
        return _gregorian(year, month, 1), _last_of_month(year, month)
    only = _gregorian(year, month, day)
    return only, only


def _gregorian(year: int, month: int, day: int) -> date:
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def _last_of_month(year: int, month: int) -> date:
    return _gregorian(year, month, Hijri(year, month, 1).month_length())


def hijri_year_of(day: date) -> int | None:
    """The Hijri year that holds a day, null beyond the tables."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except OverflowError:
        return None


@lru_cache(maxsize=4096)
def feast_days(rule: str, year: int) -> tuple[Days, ...]:
    """When a feast falls in a Gregorian year: mostly once, a Hijri one also twice or never.

    >>> feast_days("hijri 10-01", 2000)  # the feast of breaking the fast, twice in that year
    ((datetime.date(2000, 1, 8), datetime.date(2000, 1, 8)), (datetime.date(2000, 12, 27), datetime.date(2000, 12, 27)))
    >>> feast_days("easter 0", 2017)  # both churches
    ((datetime.date(2017, 4, 16), datetime.date(2017, 4, 16)),)
    """
    kind, _, place = rule.partition(" ")
    if kind == "hijri":
        return _hijri_feast(place, year)
    if kind in ("easter", "eastern"):
        shift, last = timedelta(days=int(place)), eastern_easter(year)
        return (((western_easter(year) if kind == "easter" else last) + shift, last + shift),)
    numbers = [int(part) for part in place.split("-")]
    day = _nth_weekday(year, *numbers) if kind == "nth" else date(year, *numbers)
    return ((day, day),)


def _hijri_feast(place: str, year: int) -> tuple[Days, ...]:
    first = hijri_year_of(date(year, 1, 1))
    if first is None:
        return ()
    month, _, day = place.partition("-")
    found = (
        hijri_days(HijriDay(hijri, int(month), int(day) if day else None)) for hijri in (first, first + 1, first + 2)
    )
    return tuple(days for days in found if days and days[0].year == year)


def _nth_weekday(year: int, month: int, which: int, weekday: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def western_easter(year: int) -> date:
    """Easter Sunday of the Gregorian reckoning (the anonymous algorithm of Nature, 1876).

    >>> western_easter(2018).isoformat()
    '2018-04-01'
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    length = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * length) // 451
    month, day = divmod(h + length - 7 * m + 114, 31)
    return date(year, month, day + 1)


def eastern_easter(year: int) -> date:
    """Easter Sunday of the Eastern churches (Meeus's Julian algorithm), in Gregorian days; right from 1900 to 2099.

    >>> eastern_easter(2018).isoformat()
    '2018-04-08'
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)
