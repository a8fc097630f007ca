"""What bounds a day that nobody states, and the days that are left when all of it holds.

A bound is an interval of days, both included, a day of the week, a day of the year, or several of them at once.  Bounds
are met in the order they are given; one that leaves no day is set aside and reported, never swallowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from sijill.model.graph import Evidence, Source
from sijill.model.records import labelled

__all__ = ["WEEKDAYS", "DayBound", "DayDomain", "DayRow", "meet_bounds"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEARS = 28  # a date falls on the same weekday again after at most so many years, but for 2100


class DayBound(Struct, frozen=True):
    """One ground for a day, and the words that say so."""

    reason: Annotated[str, labelled("السبب", "Reason", "the ground, in a phrase")]
    earliest: Annotated[str | None, labelled("أقرب احتمال", "Earliest", "first day it leaves")] = None
    latest: Annotated[str | None, labelled("أبعد احتمال", "Latest", "last day it leaves")] = None
    weekday: Annotated[str | None, labelled("يوم الأسبوع", "Weekday", "English, lower case")] = None
    month_day: Annotated[str | None, labelled("يوم السنة", "Day of the year", "a day of any year, as `01-06`")] = None
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "the words that say so")] = ()


class DayDomain(Struct, frozen=True):
    """The days that are left, between `earliest` and `latest`, null where open; what was used, and what contradicts it."""

    earliest: str | None = None
    latest: str | None = None
    weekday: str | None = None
    month_day: str | None = None
    used: tuple[DayBound, ...] = ()
    contradictions: tuple[DayBound, ...] = ()

    @property
    def day(self) -> str | None:
        """The only day that is left, if it is one."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def reason(self) -> str | None:
        """All grounds in one line, contradictions last."""
        said = [bound.reason for bound in self.used]
        said += [f"contradiction: {bound.reason}" for bound in self.contradictions]
        return "; ".join(dict.fromkeys(said)) or None


def meet_bounds(bounds: Iterable[DayBound]) -> DayDomain:
    """The days on which all bounds hold, those that contradict the earlier ones left out.

    A day of the week or year moves the ends to the nearest day that has it; it never makes an end where there is none.

    >>> meet_bounds([DayBound("a Monday", weekday="monday"), DayBound("after 3 January", earliest="2020-01-03")]).earliest
    '2020-01-06'
    """
    domain = DayDomain()
    for bound in bounds:
        met = _meet(domain, bound)
        if met is None:
            domain = replace(domain, contradictions=(*domain.contradictions, bound))
        elif _days(met) != _days(domain):
            domain = replace(met, used=(*domain.used, bound))
    return domain


def _days(domain: DayDomain) -> tuple[str | None, ...]:
    return domain.earliest, domain.latest, domain.weekday, domain.month_day


def _meet(domain: DayDomain, bound: DayBound) -> DayDomain | None:
    weekday, month_day = domain.weekday or bound.weekday, domain.month_day or bound.month_day
    if bound.weekday not in (None, weekday) or bound.month_day not in (None, month_day):
        return None
    earliest = max(filter(None, (domain.earliest, bound.earliest)), default=None)
    latest = min(filter(None, (domain.latest, bound.latest)), default=None)
    if earliest:
        earliest = _nearest(earliest, 1, weekday, month_day)
    if latest:
        latest = _nearest(latest, -1, weekday, month_day)
    if earliest and latest and earliest > latest:
        return None
    return replace(domain, earliest=earliest, latest=latest, weekday=weekday, month_day=month_day)


def _nearest(day: str, step: int, weekday: str | None, month_day: str | None) -> str:
    """The first day from `day` on, forwards or backwards, with that weekday and day of the year; itself where none is."""
    for candidate in _candidates(date.fromisoformat(day), step, month_day):
        if weekday is None or WEEKDAYS[candidate.weekday()] == weekday:
            return candidate.isoformat()
    return day


def _candidates(day: date, step: int, month_day: str | None) -> Iterator[date]:
    if month_day is None:
        for count in range(7):
            try:
                yield day + timedelta(days=step * count)
            except OverflowError:
                return
        return
    month, number = map(int, month_day.split("-"))
    for count in range(_YEARS + 1):
        try:
            candidate = date(day.year + step * count, month, number)
        except ValueError:  # 29 February, or beyond the calendar
            continue
        if (candidate - day).days * step >= 0:
            yield candidate


class DayRow(Struct, frozen=True):
    """An article that states no day: what is left for it, the grounds, and what contradicts them."""

    article: Annotated[Source, labelled("المقالة", "Article", "the article, with the day or bounds that are left")]
    grounds: Annotated[
        tuple[DayBound, ...], labelled("الأسباب", "Grounds", "what bounds the day, in the order it was met")
    ]
    contradictions: Annotated[
        tuple[DayBound, ...], labelled("التناقضات", "Contradictions", "what cannot hold beside the grounds, left out")
    ]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "the words of all grounds")]
