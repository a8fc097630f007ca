"""The publication clock of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sijill.model.records import Published
from sijill.pages.clock import Clock

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
