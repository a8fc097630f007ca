"""Resolving temporal expressions: what is missing in the words is filled from an anchor day, or left open.

Nothing is read against today's clock.  Without an anchor only what the words settle has a value.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta

from msgspec.structs import replace

from sijill.model.time import Mod, TimeValue, bounds_of, shift_day, shift_month
from sijill.text.timex.calendars import feast_days, hijri_days, hijri_year_of
from sijill.text.timex.clocks import on_the_clock
from sijill.text.timex.meaning import SAME_MONTH, HijriDay, Length, Point, Repeat, Tense, Timex, Vague

_NEAR = (
    2  # an undecided month or day lies ahead where the way back is over twice as long (tune: 2 and 4 equal, 100 worse)
)
_FUTURE_REACH = 3  # with a future verb, up to three times as long as the way back
_RECENT_DAYS = 3  # a clock time alone belongs to a day told that recently: a longer memory changed nothing on tune


def resolve_timex(
    timex: Timex, anchor: date | None, *, tense: Tense | None = None, previous: Sequence[str] = ()
) -> TimeValue:
    """The value of an expression read on the day `anchor`; without an anchor, only what the words alone settle.

    `tense` overrides what the clause around the expression says; `previous` are the values told before it, the
    last one last: `اليوم التالي` and `العام نفسه` count from the last that is precise enough.

    >>> from sijill.text.timex import find_timexes
    >>> yesterday, = find_timexes("وصل أمس")  # arrived yesterday
    >>> resolve_timex(yesterday, date(2019, 3, 1)).value, resolve_timex(yesterday, None).reason
    ('2019-02-28', 'no-anchor')
    """
    meaning = timex.meaning
    if isinstance(meaning, Length):
        return TimeValue(meaning.value, meaning.mod, reason=None if meaning.value else "vague")
    if isinstance(meaning, Repeat):
        return TimeValue(meaning.value)
    if isinstance(meaning, Vague):
        return TimeValue(None, meaning.mod, reason=meaning.reason)
    try:
        return _resolve_point(meaning, anchor, tense or timex.tense, previous)
    except (ValueError, OverflowError):  # 31 February, or beyond the calendar
        return TimeValue(None, meaning.mod, reason="impossible")


def _resolve_point(point: Point, anchor: date | None, tense: Tense | None, previous: Sequence[str]) -> TimeValue:
    if point.month == SAME_MONTH:
        told = _told(previous, "month")
        if told is None:
            return TimeValue(None, point.mod, reason="no-day-before")
        point = replace(point, month=told.month)
    if point.feast is not None:
        return _resolve_feast(point, anchor, tense)
    if point.hijri is not None:
        return _resolve_hijri(point, point.hijri, anchor, tense)
    base = _told(previous, point.unit) if point.base == "previous" else anchor
    if point.unit == "month" and point.year is not None and point.base == "previous":  # نفس الشهر من عام 2017
        told = _told(previous, "month")
        point = replace(point, unit=None, count=None, base=None, month=told.month if told else None)
        if told is None:
            return replace(_write(point), reason="no-day-before")
    if point.year is not None and point.unit in ("day", "year"):  # اليوم الخميس 3 أيار 2018, العام الجاري 2018
        point = replace(point, unit=None, count=None, base=None)
    if point.unit is not None:
        if base is None:
            return TimeValue(None, point.mod, reason="no-anchor" if point.base != "previous" else "no-day-before")
        value = _resolve_shift(point, base, tense)
        if point.base == "previous" and point.unit == "year" and anchor and base <= anchor and tense != "future":
            ahead = (value.earliest or "") > anchor.isoformat()  # told of the past, and yet past the anchor
            return TimeValue(None, point.mod, reason="no-day-before") if ahead else value
        return value
    if point.year is not None or point.era is not None:
        return _write(point)
    if anchor is None:
        return _without_anchor(point)
    if point.month is not None:
        return _write(_with_year(point, anchor, tense))
    if point.day is not None:
        return _write(_in_near_month(point, anchor, tense))
    if point.span is not None:
        return _write(_with_span_year(point, anchor))
    if point.weekday is not None:
        return _write(_on(point, _weekday_near(anchor, point, tense)))
    told = _told(previous, "day")  # a part of day or a clock time alone: on the day told last, if that is recent
    return _write(_on(point, told if told and 0 <= (anchor - told).days <= _RECENT_DAYS else anchor))


_MOON = 2  # days by which a moon seen elsewhere or a day's own clock may part the calendars


def _resolve_hijri(point: Point, hijri: HijriDay, anchor: date | None, tense: Tense | None) -> TimeValue:
    """A Hijri day; a Gregorian one beside it gives the value, and the Hijri one the year it may lack."""
    if hijri.year is None:
        if point.month is not None and point.year is not None:
            return _resolve_point(replace(point, hijri=None), anchor, tense, ())
        base = anchor.year + (point.count or 0) if anchor and point.unit == "year" else None
        days = _near_days(lambda year: _hijri_in(year, hijri), anchor, point.direction, tense, base)
    else:
        days = hijri_days(hijri)
    if days is None:
        reason = "beyond-calendar" if hijri.year else "no-anchor"
        return (
            TimeValue(None, point.mod, reason=reason) if point.month is None else _resolve_beside(point, anchor, tense)
        )
    if point.month is not None and point.day is not None:
        return _beside(point, days[0])
    if point.year is not None:  # عام 1445هـ (2023م)
        return _write(replace(point, hijri=None))
    return _on_days(point, days)


def _resolve_beside(point: Point, anchor: date | None, tense: Tense | None) -> TimeValue:
    return _resolve_point(replace(point, hijri=None), anchor, tense, ())


def _beside(point: Point, day: date) -> TimeValue:
    """A Gregorian day that stands beside a Hijri one, which names `day`."""
    assert point.month is not None
    assert point.day is not None
    years = [point.year] if point.year else [day.year - 1, day.year, day.year + 1]
    said = min((date(year, point.month, point.day) for year in years), key=lambda other: abs((other - day).days))
    value = _write(_on(point, said))
    if abs((said - day).days) > _MOON:
        return replace(value, reason=f"contradiction: the Hijri day is {day.isoformat()}")
    return value


def _hijri_in(year: int, hijri: HijriDay) -> tuple[tuple[date, date], ...]:
    """When a Hijri month or day without a year falls in a Gregorian year."""
    first = hijri_year_of(date(year, 1, 1))
    found = [hijri_days(hijri._replace(year=first + more)) for more in range(3)] if first else []
    return tuple(days for days in found if days and days[0].year == year)


def _resolve_feast(point: Point, anchor: date | None, tense: Tense | None) -> TimeValue:
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
    elif direction is None and tense == "future":
        near = [days for days in near if days[1] >= anchor]
    return min(near, key=lambda days: abs(gaps[days]), default=None)


def _on_days(point: Point, days: tuple[date, date]) -> TimeValue:
    """A day has a value; a Hijri month or year, or an Easter of two churches, only its first and last day."""
    if days[0] == days[1]:
        return _write(_on(replace(point, month=None, day=None), days[0]))
    return TimeValue(None, point.mod, days[0].isoformat(), days[1].isoformat(), "several-days")


_PRECISION = {"year": 4, "month": 7, "week": 10, "day": 10}  # characters a value has where it names one of the unit


def _told(previous: Sequence[str], unit: str | None) -> date | None:
    """The first day of the last time told that was as precise as the unit that counts from it."""
    for value in reversed(previous):
        first, last = bounds_of(value)
        if first and (len(value) >= _PRECISION.get(unit or "", 10)) and (unit != "day" or first == last):
            return date.fromisoformat(first)
    return None


def _without_anchor(point: Point) -> TimeValue:
    return TimeValue(None, point.mod, reason="no-anchor")


def _on(point: Point, day: date) -> Point:
    return replace(point, year=day.year, month=day.month, day=day.day)


def _resolve_shift(point: Point, base: date, tense: Tense | None) -> TimeValue:
    count = point.count or 0
    if point.span == "WE" and not count and tense != "future" and base.weekday() < 5:
        count = -1  # on a Tuesday the weekend is the one that was
    unit = point.unit
    if unit == "day":
        day = shift_day(base, count)
        return TimeValue(None, point.mod, reason="impossible") if day is None else _shifted_day(point, day)
    if unit == "week":
        return _resolve_week(point, base, count)
    if unit == "month":
        year, month = shift_month(base.year, base.month, count)
        return _write(replace(point, year=year, month=point.month or month))
    if unit == "quarter":
        year, quarter = divmod(base.year * 4 + (base.month - 1) // 3 + count, 4)
        return _bounded(f"{year:04d}-Q{quarter + 1}", point.mod)
    if unit == "year":
        return _write(replace(point, year=base.year + count))
    if unit == "decade":
        return _write(replace(point, era=f"{base.year // 10 + count:03d}"))
    if unit == "century":
        return _write(replace(point, era=f"{base.year // 100 + count:02d}"))
    return _hours_away(point, base, count)


def _shifted_day(point: Point, day: date) -> TimeValue:
    """A day counted from the anchor; a date or weekday beside it that names another day is kept as a contradiction."""
    if point.month is not None and point.day is not None and (point.month, point.day) != (day.month, day.day):
        said = date(day.year, point.month, point.day)
        return replace(
            _write(_on(point, said)), reason=f"contradiction: counted from the anchor it is {day.isoformat()}"
        )
    if point.weekday is not None and point.weekday != day.isoweekday():
        ahead = (point.weekday - day.isoweekday() + 3) % 7 - 3
        if abs(ahead) == 1:  # written before midnight, published after it: the weekday is the safer witness
            reason = f"contradiction: counted from the anchor it is {day.isoformat()}"
            return replace(_write(_on(point, day + timedelta(ahead))), reason=reason)
    return _write(_on(point, day))


def _resolve_week(point: Point, base: date, count: int) -> TimeValue:
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks=count)
    if point.weekday is not None:
        return _write(_on(point, monday + timedelta(days=point.weekday - 1)))
    year, week, _ = monday.isocalendar()
    value = f"{year:04d}-W{week:02d}" + ("-WE" if point.span == "WE" else "") + (f"T{point.part}" if point.part else "")
    return _bounded(value, point.mod)


def _hours_away(point: Point, base: date, count: int) -> TimeValue:
    """Hours or minutes from an hour that is not known: the value stays open, the days around it do not."""
    days = abs(count) // 24 + 1 if point.unit == "hour" else 1
    first, last = (base - timedelta(days), base) if count < 0 else (base, base + timedelta(days))
    return TimeValue(None, point.mod, first.isoformat(), last.isoformat(), "no-hour")


def _in_near_month(point: Point, anchor: date, tense: Tense | None) -> Point:
    """A day of an unnamed month: the last one or, ahead, the next one, on its weekday where one is told."""
    near: list[date] = []
    for months in range(-3, 4):
        year, month = shift_month(anchor.year, anchor.month, months)
        if point.day and point.day <= monthrange(year, month)[1]:
            near.append(date(year, month, point.day))
    fitting = [day for day in near if day.isoweekday() == point.weekday] or near
    side = [day for day in fitting if (day >= anchor if tense == "future" else day <= anchor)]
    return _on(point, min(side or fitting, key=lambda day: abs((day - anchor).days)))


def _with_year(point: Point, anchor: date, tense: Tense | None) -> Point:
    """A month, or a day of a month, on the side of the anchor that its words and tense point to."""
    assert point.month is not None
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    if point.day is None:
        gaps = {year: (year - anchor.year) * 12 + point.month - anchor.month for year in years}
    else:
        there = [year for year in years if point.day <= monthrange(year, point.month)[1]]  # 29 February is rare
        gaps = {year: (date(year, point.month, point.day) - anchor).days for year in there or [anchor.year]}
    return replace(point, year=_choose(gaps, point.direction, tense), direction=None)


def _choose(gaps: dict[int, int], direction: str | None, tense: Tense | None) -> int:
    """The year whose gap to the anchor fits: `last` is before it, `next` after it, else tense and nearness say."""
    before = max((gap, year) for year, gap in gaps.items() if gap <= 0) if min(gaps.values()) <= 0 else None
    after = min((gap, year) for year, gap in gaps.items() if gap >= 0) if max(gaps.values()) >= 0 else None
    if direction in ("last", "last2"):
        earlier = [(gap, year) for year, gap in gaps.items() if gap < 0]
        return max(earlier)[1] - (direction == "last2") if earlier else min(gaps)
    if direction in ("next", "next2"):
        later = [(gap, year) for year, gap in gaps.items() if gap > 0]
        return min(later)[1] + (direction == "next2") if later else max(gaps)
    if direction == "this":
        return min(gaps, key=lambda year: abs(gaps[year]))
    if before is None or after is None:
        return min(gaps, key=lambda year: abs(gaps[year]))
    if after[0] * _NEAR < -before[0] or (tense == "future" and after[0] <= -before[0] * _FUTURE_REACH + 1):
        return after[1]
    return before[1]


def _with_span_year(point: Point, anchor: date) -> Point:
    """A season, quarter or half without a year, on the side its direction says; else the anchor's own year."""
    bounds = {year: bounds_of(f"{year:04d}-{point.span}") for year in range(anchor.year - 2, anchor.year + 2)}
    day = anchor.isoformat()
    year = anchor.year
    if point.direction == "last":
        year = max(year for year, (_, last) in bounds.items() if last and last < day)
    elif point.direction == "next":
        year = min((year for year, (first, _) in bounds.items() if first and first > day), default=year)
    elif point.direction == "this":
        year = next((year for year, (first, last) in bounds.items() if first and last and first <= day <= last), year)
    elif point.span and point.span[0] in "QH" and (bounds[year][0] or day) > day:
        year -= 1  # a quarter that has not begun is last year's
    return replace(point, year=year, direction=None)


def _weekday_near(anchor: date, point: Point, tense: Tense | None) -> date:
    """The weekday before or after the anchor: on or before it in the past, on or after it ahead, strictly where said."""
    assert point.weekday is not None
    back = (anchor.isoweekday() - point.weekday) % 7
    ahead = -back % 7
    days = {
        "last": -(back or 7), "last2": -(back or 7) - 7, "next": ahead or 7, "next2": (ahead or 7) + 7,
        "same": -back,
    }.get(point.direction or "")  # fmt: skip
    if point.direction == "this":
        days = ahead if tense == "future" or ahead <= back else -back  # the nearer one
    if days is None:
        days = ahead if tense == "future" else -back
    return anchor + timedelta(days)


def _write(point: Point) -> TimeValue:
    """The TIMEX3 value of a point whose year is known, with its bounds; an impossible weekday is kept as a reason."""
    if point.era is not None:
        return _bounded(point.era, point.mod)
    assert point.year is not None
    if not MINYEAR <= point.year <= MAXYEAR:
        raise ValueError(point.year)
    if point.until is not None:  # موسم 2018-2019
        return _bounded(f"{point.year:04d}/{point.until:04d}", point.mod)
    if point.month is None:
        return _bounded(f"{point.year:04d}" + (f"-{point.span}" if point.span else ""), point.mod)
    if point.day is None:
        return _bounded(f"{point.year:04d}-{point.month:02d}", point.mod)
    day = date(point.year, point.month, point.day)
    reason = None
    if point.weekday is not None and day.isoweekday() != point.weekday:
        reason = f"contradiction: {day.isoformat()} is no {_WEEKDAYS[point.weekday - 1]}"
    return _bounded(_with_clock(point, day), point.mod, reason)


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


def _bounded(value: str, mod: Mod | None, reason: str | None = None) -> TimeValue:
    earliest, latest = bounds_of(value, mod)
    return TimeValue(value, mod, earliest, latest, reason)
