"""What changed, as rows: readings of a page (Sijill read it anew), versions of an article (its outlet wrote it otherwise)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select

from sijill.ledger.changes import choose_versions, list_changes
from sijill.ledger.history import compare_readings, evidence_of
from sijill.model.errors import UsageError
from sijill.model.graph import VersionRow
from sijill.model.history import ReadingRow
from sijill.store import tables
from sijill.store.reading import read_articles, read_sightings
from sijill.store.readings import StoredReading, read_readings
from sijill.store.targets import find_page

__all__ = ["list_history", "list_versions"]


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


def list_versions(connection: Connection, article: str | None, *, record: Path) -> list[VersionRow]:
    """A row a version of an article that differs from the one before; of all articles where none is named.

    UsageError where nothing in the record answers to the words.
    """
    articles, sightings = read_articles(connection, ()), read_sightings(connection)
    if article is not None:
        articles = choose_versions(article, articles, sightings)
        if not articles:
            raise UsageError(
                f"No article '{article}' in {record} (it holds {len(sightings)} pages with an address).",
                hint="give the address, the page's hash or its name, as `sijill changes RECORD` lists them",
            )
    return list_changes(articles, sightings)
