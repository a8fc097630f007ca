"""The readings of a page as rows: since when until when the record said what, and what each reading changed."""

from __future__ import annotations

from sqlalchemy import Connection, select

from sijill.ledger.history import compare_readings, evidence_of
from sijill.model.history import ReadingRow
from sijill.store import tables
from sijill.store.readings import StoredReading, read_readings
from sijill.store.targets import find_page

__all__ = ["list_history"]


def list_history(connection: Connection, page: str) -> list[ReadingRow]:
    """A row a reading, by article and then by time; UsageError where no page, or several, answer to the words."""
    number = find_page(connection, page)
    sha256 = connection.execute(select(tables.pages.c.sha256).where(tables.pages.c.id == number)).scalar_one()
    rows: list[ReadingRow] = []
    before: StoredReading | None = None
    for one in read_readings(connection, number):
        follows = before is not None and before.ordinal == one.ordinal
        changes = compare_readings(before.article, one.article) if before is not None and follows else ()
        row = ReadingRow(
            sha256, one.ordinal, one.recorded_from, one.recorded_to, one.article is not None, one.stages, one.text_sha256,
            changes, evidence_of(changes),
        )  # fmt: skip
        rows.append(row)
        before = one
    return rows
