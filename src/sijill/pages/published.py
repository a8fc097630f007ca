"""The publication clock of an article."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from datetime import date

from sijill.model.records import Published, PublishedHow
from sijill.pages.blocks import Block
from sijill.pages.clock import WEEKDAYS, Clock, day_at, shift_day, weekday_at
from sijill.text.fold import fold_text, fold_with_offsets
from sijill.text.timex import Point, find_timexes

_GIVEN = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?)?\s*")


def parse_given(day: str) -> str | None:
    """A day or minute as given from outside, in the zone it was given in, or None.

    >>> parse_given("2018-04-14T05:38:20+00:00"), parse_given("2018-04-14"), parse_given("14 April")
    ('2018-04-14T05:38', '2018-04-14', None)
    """
    match = _GIVEN.fullmatch(day)
    try:
        date.fromisoformat(match[1] if match else "")
    except ValueError:
        return None
    assert match
    minute = match[2]
    return f"{match[1]}T{minute}" if minute and minute < "24:00" and minute[3:] < "60" else match[1]


_RELATIVE = {"اليوم": 0, "امس": -1, "البارحة": -1, "الليلة": 0, "غدا": 1, "امس الاول": -2, "اول امس": -2}
_LEAD = re.compile(r"(?<!\w)(?P<rel>امس الاول|اول امس|اليوم|امس|البارحة|الليلة|غدا)(?!\w)[\s،,:(]*(?:يوم\s+)?")


def find_published(clocks: Sequence[Clock], head: Sequence[Clock]) -> tuple[Published, Published | None]:
    """The stated clocks of publication and of change: the first day that is printed, at its finest.

    `clocks` stand on the page, `head` are those of the page's head (JSON-LD, meta), without a place.
    """
    first = _finest([c for c in clocks if c.role in (None, "published")], [c for c in head if c.role == "published"])
    changed = _finest([c for c in clocks if c.role == "updated"], [c for c in head if c.role == "updated"])
    return (_stated(first) if first else Published()), (_stated(changed) if changed else None)


def _finest(clocks: Sequence[Clock], head: Sequence[Clock]) -> Clock | None:
    """The clock of the first stated day, or the one of the same day that tells the minute."""
    dated = [clock for clock in (*clocks, *head) if clock.value]
    if not dated:
        return None
    day = (dated[0].value or "")[:10]
    same = [clock for clock in dated if (clock.value or "")[:10] == day]
    return next((clock for clock in same if len(clock.value or "") > 10), same[0])


def _stated(clock: Clock) -> Published:
    day = (clock.value or "")[:10]
    if clock.end == clock.start:
        return Published(clock.value, "stated", day, day, reason=clock.source)
    return Published(clock.value, "stated", day, day, None, clock.start, clock.end, clock.source or "date-line")


def bound_published(lead: Sequence[Block], body: Sequence[Block], clocks: Sequence[Clock]) -> Published:
    """What the text itself tells of its day: a lead that says `أمس الثلاثاء 16 آب 2022`, a weekday, days already past."""
    weekday: str | None = None
    place: tuple[int, int] | None = None
    for block in lead:
        folded, offsets = fold_with_offsets(block.text[:1_500])
        for match in _LEAD.finditer(folded):
            shift = _RELATIVE[match["rel"]]
            name = weekday_at(folded, match.end())
            if name is None:
                continue
            start, end = block.start + offsets[match.start()], block.start + offsets[name[1]]
            day = day_at(folded, name[1])
            known = shift_day(day, -shift) if day else None
            if known:
                reason = (
                    f"the text says '{block.text[start - block.start : end - block.start].strip()}' beside the date"
                )
                return Published(known, "bounded", known, known, None, start, end, reason)
            if weekday is None:
                weekday = WEEKDAYS[(name[0] - shift) % 7]
                place = (start, block.start + len(block.text[: offsets[name[1]]].rstrip()))
    undated = next((clock for clock in clocks if clock.value is None and clock.weekday and clock.role != "other"), None)
    if undated is not None:
        weekday, place = undated.weekday, (undated.start, undated.end)
    earliest = _latest_past_day(body)
    reason = "no day is stated"
    if undated is not None:
        reason = "the date line has no year"
    elif weekday:
        reason = "the text tells the weekday alone"
    if earliest:
        reason += "; not before the last day that the text tells as past"
    how: PublishedHow = "bounded" if earliest else "unknown"
    if place is None:
        return Published(None, how, earliest, None, weekday, reason=reason)
    return Published(None, how, earliest, None, weekday, *place, reason)


def _latest_past_day(body: Sequence[Block]) -> str | None:
    """The latest absolute day in the text that no word of the future stands before."""
    days: list[str] = []
    for block in body:
        text = block.text[:20_000]
        if not re.search(r"\d{4}|[٠-٩]{4}", text):
            continue
        for timex in find_timexes(text):
            if not timex.is_absolute_day or not isinstance(timex.meaning, Point):
                continue
            point = timex.meaning
            before = fold_text(text[max(0, timex.start - 120) : timex.start])
            after = fold_text(text[timex.end : timex.end + 20])
            if _FUTURE.search(before.rsplit(". ", 1)[-1]) or _NEXT.match(after):
                continue
            with contextlib.suppress(ValueError):
                days.append(date(point.year or 0, point.month or 0, point.day or 0).isoformat())
    return max(days, default=None)


_FUTURE = re.compile(
    r"(?<!\w)(?:و|ف)?(?:س(?:ي|ت|ن|ا)\w{2,}|سوف|المقرر|مقررا|المرتقب|المتوقع|يتوقع|المزمع|يفترض|ينتظر|حتى|موعد|مهلة|غاية|بحلول|قبل|ستكون|لن)(?!\w)"
)
_NEXT = re.compile(r"\s*(?:المقبل|القادم|المقبلة|القادمة|الاتي)")
