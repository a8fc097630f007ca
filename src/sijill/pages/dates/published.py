"""The publication clock of an article: stated, given from outside, or bounded; and what disagrees with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from msgspec.structs import replace

from sijill.model.daybounds import WEEKDAYS
from sijill.model.records import Published
from sijill.pages.blocks import Block
from sijill.pages.dates.bounds import bound_published, lead_clues
from sijill.pages.dates.clock import Clock
from sijill.pages.dates.stamps import Stamps
from sijill.text.addresses import day_in_address

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


def find_published(stamps: Stamps, head: Sequence[Clock]) -> tuple[Published, Published | None]:
    """The stated clocks of publication and of change, from the place that is most trusted, each at its finest.

    `head` are the clocks of the page's head (JSON-LD, meta), without a place: the printed clock beside the headline goes
    before them, the one above the headline behind.
    """
    places = (stamps.head, tuple(head), stamps.tail, stamps.mast, stamps.loose)
    first = next((clock for place in places if (clock := _first_of(place, "published"))), None)
    changed = next((clock for place in places[:3] if (clock := _first_of(place, "updated"))), None)
    every = [clock for place in places for clock in place]
    return (
        _stated(_finest(first, every)) if first else Published(),
        _stated(_finest(changed, every)) if changed else None,
    )


def _first_of(clocks: Sequence[Clock], role: str) -> Clock | None:
    """The first dated clock of a role; the first without any where none says it is of publication."""
    dated = [clock for clock in clocks if clock.value]
    unsaid = (clock for clock in dated if clock.role is None and role == "published")
    return next((clock for clock in dated if clock.role == role), None) or next(unsaid, None)


def _finest(chosen: Clock, clocks: Sequence[Clock]) -> Clock:
    """The clock of the same day and role that tells the minute, and of one instant the one in the zone of the page."""
    day = (chosen.value or "")[:10]
    if len(chosen.value or "") <= 10:
        same = [clock for clock in clocks if clock.value and clock.value[:10] == day and len(clock.value) > 10]
        alike = [
            clock for clock in same if clock.role == chosen.role or {clock.role, chosen.role} == {None, "published"}
        ]
        chosen = alike[0] if alike else chosen
    if chosen.zone == 0:
        local = (clock for clock in clocks if clock.zone and clock.role in (chosen.role, "published", None))
        return next((clock for clock in local if _instant(clock) == _instant(chosen)), chosen)
    return chosen


def _instant(clock: Clock) -> datetime | None:
    """The minute of a clock in UTC."""
    if clock.zone is None or not clock.value or len(clock.value) <= 10:
        return None
    return datetime.fromisoformat(clock.value).replace(tzinfo=timezone(timedelta(minutes=clock.zone)))


def _stated(clock: Clock) -> Published:
    day = (clock.value or "")[:10]
    if clock.end == clock.start:
        return Published(clock.value, "stated", day, day, reason=clock.source)
    return Published(clock.value, "stated", day, day, None, clock.start, clock.end, clock.source or "date-line")


class Outside(NamedTuple):
    """What is known of an article's day from outside its page: the day its giver says, its address, the day of fetching."""

    given: str | None = None
    address: str | None = None
    fetched: str | None = None


def read_published(
    clocks: tuple[Stamps, Sequence[Clock]], lead: Sequence[Block], body: Sequence[Block], outside: Outside
) -> tuple[Published, Published | None]:
    """The clocks of publication and of change: stated, else given, else what the text, address and fetching tell.

    `clocks` are those on the page and those of its head.  What disagrees with a stated day stands in its `reason`.
    """
    published, updated = find_published(*clocks)
    if published.value is not None:
        against = "; ".join(f"contradiction: {words}" for words in _disagreements(published, clocks[1], lead, outside))
        return replace(published, reason=f"{published.reason}; {against}" if against else published.reason), updated
    given = parse_given(outside.given) if outside.given else None
    if given:
        return Published(given, "given", given[:10], given[:10]), updated
    found = bound_published(lead, body, clocks[0].all, updated, address=outside.address, fetched=outside.fetched)
    if outside.given:
        reason = f"the given '{outside.given[:40]}' is not written as 2023-08-17; {found.reason}"
        found = replace(found, reason=reason)
    return found, updated


def _disagreements(
    published: Published, head: Sequence[Clock], lead: Sequence[Block], outside: Outside
) -> Iterator[str]:
    """What else tells of the day and cannot be right beside it."""
    day = date.fromisoformat(published.day or "")
    for clock in head:
        if clock.role == "published" and clock.value and _apart(clock.value, day):
            yield f"{clock.source} says {clock.value[:10]}"
    told = day_in_address(outside.address)
    if told and _apart(told, day):
        yield f"the address says {told}"
    if outside.fetched and outside.fetched[:10] < day.isoformat():
        yield f"it was fetched on {outside.fetched[:10]}"
    for clue in lead_clues(lead):
        bound = clue.bound
        if bound.weekday not in (None, WEEKDAYS[day.weekday()]) or (
            bound.earliest and bound.earliest != day.isoformat()
        ):
            yield f"{bound.reason}, and {day.isoformat()} is a {WEEKDAYS[day.weekday()].capitalize()}"


def _apart(told: str, day: date) -> bool:
    """Whether two days differ by more than the clocks of two countries."""
    return abs((date.fromisoformat(told[:10]) - day).days) > 1
