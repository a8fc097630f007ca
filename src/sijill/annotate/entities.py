"""Entities of an article."""

from __future__ import annotations

from sijill.model.reading import Reading
from sijill.model.records import Entity


def find_entities(reading: Reading) -> tuple[Entity, ...]:
    """The entities of an article, in the order of the page."""
    return ()
