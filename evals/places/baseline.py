"""The naive baseline: the most populous place of that name, whatever stands around it."""

from __future__ import annotations

from sijill.model.records import Entity
from sijill.text.places import Row, find_rows


def locate(entity: Entity) -> Row | None:
    """The most populous place that goes by the words, or None."""
    return max(find_rows(entity.text), key=lambda row: (row.population, row.id), default=None)
