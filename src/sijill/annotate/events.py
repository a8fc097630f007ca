"""Events of an article."""

from __future__ import annotations

from sijill.model.reading import Reading
from sijill.model.records import Event


def find_events(reading: Reading) -> tuple[Event, ...]:
    """The events of an article, in the order of the page."""
    return ()
