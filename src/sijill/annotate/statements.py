"""Statements of an article."""

from __future__ import annotations

from sijill.model.reading import Reading
from sijill.model.records import Statement


def find_statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of an article, in the order of the page."""
    return ()
