"""Resolving temporal expressions against an anchor day."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sijill.model.time import TimeValue
from sijill.text.timex.meaning import Timex

Tense = Literal["past", "future"]


def resolve_timex(
    timex: Timex, anchor: date | None, *, tense: Tense | None = None, previous: date | None = None
) -> TimeValue:
    """The value of an expression read on the day `anchor`; without an anchor, only what the words alone settle."""
    return TimeValue(reason="no-anchor")
