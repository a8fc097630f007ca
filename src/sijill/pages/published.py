"""The publication clock of an article."""

from __future__ import annotations

import re
from datetime import date

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
