"""Times of an article."""

from __future__ import annotations

from sijill.model.reading import Reading
from sijill.model.records import Time


def find_times(reading: Reading) -> tuple[Time, ...]:
    """The times of an article, in the order of the page."""
    return ()
