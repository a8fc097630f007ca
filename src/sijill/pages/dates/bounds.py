"""The day of publication that no clock states, as far as the article itself bounds it.

Each clue bounds the day from one side: what is told as past, what is announced, a weekday beside `أمس`, an anniversary,
an age.  How far they hold is measured on dated news (`python -m evals.pages.days`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sijill.model.daybounds import WEEKDAYS, DayBound, meet_bounds
from sijill.model.records import Published, PublishedHow
from sijill.model.time import bounds_of, shift_day
from sijill.pages.blocks import Block
from sijill.pages.dates.clock import Clock, day_at, weekday_at
from sijill.text.addresses import day_in_address
from sijill.text.anniversary import find_anniversary, spoken_of
from sijill.text.fold import fold_text, fold_with_offsets
from sijill.text.timex import Point, Timex, find_timexes, is_future, resolve_timex

_RELATIVE = {"اليوم": 0, "امس": -1, "البارحة": -1, "الليلة": 0, "غدا": 1, "امس الاول": -2, "اول امس": -2}
_LEAD = re.compile(r"(?<!\w)(?P<rel>امس الاول|اول امس|اليوم|امس|البارحة|الليلة|غدا)(?!\w)[\s،,:(]*(?:يوم\s+)?")
_LEAD_CHARACTERS, _BLOCK_CHARACTERS = 1_500, 20_000
_YEAR = re.compile(r"\d{4}|[٠-٩]{4}")
_NOT_YET = frozenset("حتى موعد مهلة غاية بحلول قبل لن".split())  # a day behind them is not told as past
_AWAITED = frozenset("سوف المقرر المزمع المرتقب المنتظر".split())
_NEXT = re.compile(r"\s*(?:المقبل|القادم|المقبلة|القادمة|الاتي)")
_NEAR = 120  # characters before a time in which a word of the future makes it one that is to come


class Clue(NamedTuple):
    """A bound and where the page says so."""

    bound: DayBound
    start: int | None = None
    end: int | None = None


def bound_published(
    lead: Sequence[Block],
    body: Sequence[Block],
    clocks: Sequence[Clock],
    updated: Published | None = None,
    *,
    address: str | None = None,
    fetched: str | None = None,
) -> Published:
    """What the article tells of its day: a lead that says `أمس الثلاثاء 16 آب 2022`, a weekday, days told as past.

    `address` is where it was published, `fetched` the day it was fetched at the latest.
    """
    clues = [*lead_clues(lead), *_outside_clues(address, fetched), *_clock_clues(clocks, updated), *_told_clues(body)]
    domain = meet_bounds(clue.bound for clue in clues)
    by_bound = {clue.bound: clue for clue in reversed(clues)}
    placed = [clue for bound in domain.used if (clue := by_bound[bound]).start is not None]
    place = (placed[0].start, placed[0].end) if placed else (None, None)
    reason = domain.reason
    if domain.day is None:
        reason = f"no day is stated; {reason}" if reason else "no day is stated"
    how: PublishedHow = "bounded" if domain.earliest or domain.latest else "unknown"
    return Published(
        domain.day, how, domain.earliest, domain.latest, None if domain.day else domain.weekday, *place, reason
    )


def lead_clues(lead: Sequence[Block]) -> Iterator[Clue]:
    """`أمس الأحد`, alone or with its date: the day after it, or the weekday of that."""
    for block in lead:
        text = block.text[:_LEAD_CHARACTERS]
        folded, offsets = fold_with_offsets(text)
        for match in _LEAD.finditer(folded):
            shift = _RELATIVE[match["rel"]]
            name = weekday_at(folded, match.end())
            if name is None:
                continue
            start, end = offsets[match.start()], len(text[: offsets[name[1]]].rstrip())
            place = block.start + start, block.start + end
            day = day_at(folded, name[1])
            known = _shifted(day, -shift) if day else None
            words = text[start:end]
            if known:
                yield Clue(DayBound(f"the text says '{words}' beside the date", known, known), *place)
                continue
            month_day = _month_day_at(block.text[start:_LEAD_CHARACTERS], shift)
            reason = f"the text says '{words}'" + (" beside a date without a year" if month_day else "")
            weekday = WEEKDAYS[(name[0] - shift) % 7]
            yield Clue(DayBound(reason, weekday=weekday, month_day=month_day), *place)


def _shifted(day: str, count: int) -> str | None:
    moved = shift_day(date.fromisoformat(day), count)
    return moved.isoformat() if moved else None


def _month_day_at(text: str, shift: int) -> str | None:
    """The day of the year that the expression at the beginning of the text means when counted from the day told."""
    timex = next((timex for timex in find_timexes(text[:_NEAR]) if timex.start == 0), None)
    point = timex.meaning if timex else None
    if not isinstance(point, Point) or not point.month or not point.day or point.year is not None:
        return None
    try:
        moved = date(2000, point.month, point.day) - timedelta(days=shift)  # a leap year: 29 February is a day
    except ValueError:
        return None
    return (
        f"{moved:%m-%d}" if {(point.month, point.day), (moved.month, moved.day)}.isdisjoint({(2, 29), (3, 1)}) else None
    )


def _outside_clues(address: str | None, fetched: str | None) -> Iterator[Clue]:
    """The day that the address tells, and that of fetching, after which nothing was published."""
    day = day_in_address(address)
    if day:
        yield Clue(DayBound(f"the address says {day}", day, day))
    if fetched:
        yield Clue(DayBound(f"it was fetched on {fetched[:10]}", latest=fetched[:10]))


def _clock_clues(clocks: Sequence[Clock], updated: Published | None) -> Iterator[Clue]:
    """A date line without its year, and the day on which the page was changed."""
    undated = next((clock for clock in clocks if clock.value is None and clock.weekday and clock.role != "other"), None)
    if undated is not None:
        yield Clue(DayBound("the date line has no year", weekday=undated.weekday), undated.start, undated.end)
    if updated is not None and updated.day:
        yield Clue(DayBound("only the day of a change is stated", latest=updated.day), updated.start, updated.end)


def _told_clues(body: Sequence[Block]) -> list[Clue]:
    """What the body tells as past, the latest first, then what it announces, the nearest first, then birthdays."""
    past: list[Clue] = []
    ahead: list[Clue] = []
    counted: list[Clue] = []
    for block in body:
        text = block.text[:_BLOCK_CHARACTERS]
        if not _YEAR.search(text):
            continue
        folded = fold_text(text)
        for timex in find_timexes(text):
            first, last = _settled(timex)
            if first is None or last is None:
                continue
            place = block.start + timex.start, block.start + timex.end
            clue = _anniversary_clue(text, timex, first, last)
            if clue is not None:
                counted.append(Clue(clue, *place))
            elif _is_ahead(text, timex):
                if timex.is_absolute_day and _is_announced(text, timex):
                    ahead.append(Clue(DayBound(f"'{timex.text}' is told as to come", latest=last), *place))
            elif timex.is_absolute_day or _is_begun(text, timex):
                past.append(Clue(DayBound(f"'{timex.text}' is told as past", earliest=first), *place))
        age = _age_clue(folded)
        if age is not None:
            counted.append(Clue(age, block.start, block.end))
    past.sort(key=lambda clue: clue.bound.earliest or "", reverse=True)
    ahead.sort(key=lambda clue: clue.bound.latest or "")
    told = past[0].bound.earliest if past else None
    announced = [clue for clue in ahead if told is None or (clue.bound.latest or "") > told]
    return [*past[:1], *counted, *announced[:1]]


def _is_announced(text: str, timex: Timex) -> bool:
    """`سيعقد المؤتمر في 12 أيار 2021`: the verb or cue of the future stands before the day."""
    before = _words_before(text, timex)
    told = any((is_future(word) and word.lstrip("وف")[:1] == "س") or word in _AWAITED for word in before)
    return told and timex.tense == "future" and before[-2:] != ["اعتبارا", "من"]


def _words_before(text: str, timex: Timex) -> list[str]:
    """The folded words of the sentence that stand near before a time."""
    return fold_text(text[max(0, timex.start - _NEAR) : timex.start]).rsplit(". ", 1)[-1].split()


def _is_begun(text: str, timex: Timex) -> bool:
    """`منذ عام 2011`: of months and years only what something has lasted since is surely past.

    Years told with a verb in the past were targets and forecasts in one case of twelve.
    """
    return _words_before(text, timex)[-1:] == ["منذ"]


def _settled(timex: Timex) -> tuple[str | None, str | None]:
    """The first and last day of a time whose words alone settle its year; nulls for every other."""
    point = timex.meaning
    if not isinstance(point, Point) or point.year is None or point.mod in ("BEFORE", "AFTER"):
        return None, None
    value = resolve_timex(timex, None)
    return (value.earliest, value.latest) if value.value and not value.reason else (None, None)


def _is_ahead(text: str, timex: Timex) -> bool:
    """Whether a word of the future stands before the time in its sentence, or right after it."""
    if timex.tense == "future" or _NEXT.match(fold_text(text[timex.end : timex.end + 20])):
        return True
    return any(is_future(word) or word.lstrip("وف") in _NOT_YET for word in _words_before(text, timex))


def _anniversary_clue(text: str, timex: Timex, first: str, last: str) -> DayBound | None:
    """`الذكرى العاشرة لثورة 2011`: from a month before the tenth anniversary to the eleventh."""
    found = find_anniversary(_words_before(text, timex))
    spoken = spoken_of(found.years, date.fromisoformat(first), date.fromisoformat(last)) if found else None
    if found is None or spoken is None:
        return None
    return DayBound(f"'{found.words}' of '{timex.text}'", spoken[0].isoformat(), spoken[1].isoformat())


_BIRTH = re.compile(r"(?<!\w)(?:ولد|ولدت|مواليد|المولودة?|مولودة?)\s(?:\w+\s){0,5}?(?P<year>\d{4})")
_AGE = re.compile(r"(?:البالغة?\s(?:من\sالعمر\s)?|عمره\s|عمرها\s|\()(?P<age>\d{1,2})\s(?:عاما|سنة|عام)")


def _age_clue(folded: str) -> DayBound | None:
    """`المولود عام 1975 (43 عاما)`: in the year of the 43rd birthday or the next, where a block tells one birth and one age."""
    births, ages = set(_BIRTH.findall(folded)), set(_AGE.findall(folded))
    if len(births) != 1 or len(ages) != 1:
        return None
    year = int(births.pop()) + int(ages.pop())
    first, _ = bounds_of(str(year))
    _, last = bounds_of(str(year + 1))
    return DayBound("a year of birth beside an age", first, last) if first and last else None
