"""Resolving temporal expressions: what is missing in the words is filled from an anchor day, or left open.

Nothing is read against today's clock.  Without an anchor only what the words settle has a value.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from sijill.model.time import TimeValue, bounds_of, shift_day, shift_month
from sijill.text.timex.meaning import SAME_MONTH, SAME_QUARTER, Length, Point, Repeat, Tense, Then, Timex, Vague
from sijill.text.timex.returning import resolve_feast, resolve_hijri
from sijill.text.timex.values import on_day, write_point, write_value

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
    if isinstance(meaning, Then):
        return _told_then(meaning, anchor, previous)
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
    if point.span == SAME_QUARTER:
        quarter = _told_quarter(point, anchor, previous)
        if quarter is None:
            return TimeValue(None, point.mod, reason="no-day-before")
        if point.base == "previous":
            return write_value(quarter, point.mod)
        point = replace(point, span=quarter[5:7])
    if point.feast is not None:
        return resolve_feast(point, anchor, tense)
    if point.hijri is not None:
        value = resolve_hijri(point, point.hijri, anchor, tense)
        if value is not None:
            return value
        point = replace(point, hijri=None)
    base = _told(previous, point.unit) if point.base == "previous" else anchor
    if point.unit == "month" and point.year is not None and point.base == "previous":  # نفس الشهر من عام 2017
        told = _told(previous, "month")
        point = replace(point, unit=None, count=None, base=None, month=told.month if told else None)
        if told is None:
            return replace(write_point(point), reason="no-day-before")
    if point.year is not None and point.unit in ("day", "year"):  # اليوم الخميس 3 أيار 2018, العام الجاري 2018
        point = replace(point, unit=None, count=None, base=None)
    if point.unit is not None:
        if base is None:
            return TimeValue(None, point.mod, reason="no-anchor" if point.base != "previous" else "no-day-before")
        shifted = _resolve_shift(point, base, tense)
        if point.base == "previous" and point.unit == "year" and anchor and base <= anchor and tense != "future":
            ahead = (shifted.earliest or "") > anchor.isoformat()  # told of the past, and yet past the anchor
            return TimeValue(None, point.mod, reason="no-day-before") if ahead else shifted
        return shifted
    if point.year is not None or point.era is not None:
        return write_point(point)
    if anchor is None:
        return TimeValue(None, point.mod, reason="no-anchor")
    if point.month is not None:
        return write_point(_with_year(point, anchor, tense))
    if point.day is not None:
        return write_point(_in_near_month(point, anchor, tense))
    if point.span is not None:
        return write_point(_with_span_year(point, anchor, tense))
    if point.weekday is not None:
        return write_point(on_day(point, _weekday_near(anchor, point, tense)))
    told = _told(previous, "day")  # a part of day or a clock time alone: on the day told last, if that is recent
    return write_point(on_day(point, told if told and 0 <= (anchor - told).days <= _RECENT_DAYS else anchor))


_BY_THEN = 7  # days before the anchor from which `ذلك الحين` looks back: what is nearer is told as now


def _told_then(then: Then, anchor: date | None, previous: Sequence[str]) -> TimeValue:
    """The time told last, where it is precise enough and lies well before the anchor, or ahead of it."""
    for value in previous[:-2:-1]:
        told = value[:10] if value[10:11] == "T" else value
        first, last = bounds_of(told)
        near = anchor and last and anchor - timedelta(_BY_THEN) < date.fromisoformat(last) <= anchor
        if first and last and len(told) >= then.digits and not near and told.replace("-", "").isdecimal():
            return TimeValue(told, None, first, last)
    return TimeValue(None, reason="no-day-before")


def _told_quarter(point: Point, anchor: date | None, previous: Sequence[str]) -> str | None:
    """The quarter told last, of a later year than the one it is set beside: `بزيادة عن الربع المماثل من العام الماضي`."""
    told = [value for value in reversed(previous) if value[4:6] == "-Q"]
    year = point.year or (anchor.year + (point.count or 0) if anchor and point.unit == "year" else None)
    return next((value for value in told if year is None or int(value[:4]) > year), told[0] if told else None)


_PRECISION = {"year": 4, "month": 7, "week": 10, "day": 10}  # characters a value has where it names one of the unit


def _told(previous: Sequence[str], unit: str | None) -> date | None:
    """The first day of the last time told that was as precise as the unit that counts from it."""
    for value in reversed(previous):
        first, last = bounds_of(value)
        if first and (len(value) >= _PRECISION.get(unit or "", 10)) and (unit != "day" or first == last):
            return date.fromisoformat(first)
    return None


def _resolve_shift(point: Point, base: date, tense: Tense | None) -> TimeValue:
    count = point.count or 0
    ended = point.span == "WE" or (point.unit == "week" and point.mod == "END" and tense == "past")
    if ended and not count and tense != "future" and base.weekday() < 5:
        count = -1  # on a Tuesday the weekend is the one that was
    unit = point.unit
    if unit == "day":
        day = shift_day(base, count)
        return TimeValue(None, point.mod, reason="impossible") if day is None else _shifted_day(point, day)
    if unit == "week":
        return _resolve_week(point, base, count)
    if unit == "month":
        year, month = shift_month(base.year, base.month, count)
        return write_point(replace(point, year=year, month=point.month or month))
    if unit == "quarter":
        year, quarter = divmod(base.year * 4 + (base.month - 1) // 3 + count, 4)
        return write_value(f"{year:04d}-Q{quarter + 1}", point.mod)
    if unit == "year":
        return write_point(replace(point, year=base.year + count))
    if unit == "decade":
        return write_point(replace(point, era=f"{base.year // 10 + count:03d}"))
    if unit == "century":
        return write_point(replace(point, era=f"{base.year // 100 + count:02d}"))
    return _hours_away(point, base, count)


def _shifted_day(point: Point, day: date) -> TimeValue:
    """A day counted from the anchor; a date or weekday beside it that names another day is kept as a contradiction."""
    if point.month is not None and point.day is not None and (point.month, point.day) != (day.month, day.day):
        said = date(day.year, point.month, point.day)
        return replace(
            write_point(on_day(point, said)), reason=f"contradiction: counted from the anchor it is {day.isoformat()}"
        )
    if point.weekday is not None and point.weekday != day.isoweekday():
        ahead = (point.weekday - day.isoweekday() + 3) % 7 - 3
        if abs(ahead) == 1:  # written before midnight, published after it: the weekday is the safer witness
            reason = f"contradiction: counted from the anchor it is {day.isoformat()}"
            return replace(write_point(on_day(point, day + timedelta(ahead))), reason=reason)
    return write_point(on_day(point, day))


def _resolve_week(point: Point, base: date, count: int) -> TimeValue:
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks=count)
    if point.weekday is not None:
        return write_point(on_day(point, monday + timedelta(days=point.weekday - 1)))
    year, week, _ = monday.isocalendar()
    value = f"{year:04d}-W{week:02d}" + ("-WE" if point.span == "WE" else "") + (f"T{point.part}" if point.part else "")
    return write_value(value, point.mod)


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
    return on_day(point, min(side or fitting, key=lambda day: abs((day - anchor).days)))


def _with_year(point: Point, anchor: date, tense: Tense | None) -> Point:
    """A month, or a day of a month, on the side of the anchor that its words and tense point to."""
    assert point.month is not None
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    if point.direction == "next" and point.mod == "END" and point.month == anchor.month and point.day is None:
        return replace(point, year=anchor.year, direction=None)  # بنهاية سبتمبر المقبل, told as it begins
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


def _with_span_year(point: Point, anchor: date, tense: Tense | None) -> Point:
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
    elif point.span and point.span[0] in "QH" and (begin := bounds[year][0]) and begin > day:
        ahead = (date.fromisoformat(begin) - anchor).days
        if tense != "future" or ahead > _QUARTERS_AHEAD:
            year -= 1  # a quarter that has not begun is last year's
    return replace(point, year=year, direction=None)


_QUARTERS_AHEAD = 190  # days: in January `ستعلن نتائج الربع الرابع` still tells of the last one


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
