"""`الذكرى العاشرة`: how many years have gone since what an anniversary remembers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sijill.text.numbers import parse_ordinal

__all__ = ["Anniversary", "find_anniversary", "spoken_of"]

_WORDS = frozenset({"ذكرى", "الذكرى", "لذكرى", "للذكرى", "بالذكرى", "بذكرى", "والذكرى"})
_REACH = 8  # words between it and what it remembers
_MARGIN = timedelta(days=31)  # an anniversary is spoken of before it comes


class Anniversary(NamedTuple):
    """So many years, in the words that say so."""

    years: int
    words: str


def spoken_of(years: int, first: date, last: date) -> tuple[date, date] | None:
    """When so many years after something are spoken of, if it was between these days: a month before to the next ones."""
    try:
        return first.replace(year=first.year + years) - _MARGIN, last.replace(year=last.year + years + 1)
    except (ValueError, OverflowError):  # 29 February, or beyond the calendar
        return None


def find_anniversary(before: Sequence[str]) -> Anniversary | None:
    """The anniversary that folded words end with, of what stands behind them.

    >>> find_anniversary("احيت المدينة الذكرى السنوية العاشرة لثورة".split()).years  # the tenth anniversary of the revolution
    10
    """
    words = list(before[-_REACH:])
    at = next((at for at in reversed(range(len(words))) if words[at] in _WORDS), None)
    if at is None:
        return None
    rest = [word for word in words[at + 1 :] if word != "السنوية"]
    years = parse_ordinal(rest) if rest else None
    return Anniversary(years.whole, f"الذكرى {' '.join(rest[: years.length])}") if years and years.whole else None
