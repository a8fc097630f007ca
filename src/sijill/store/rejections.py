"""What could not be used, as rows: a source has one, the latest, until the source is used."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert

from sijill.model.records import Rejection
from sijill.store import tables

__all__ = ["add_rejections", "drop_rejections"]


def add_rejections(connection: Connection, rejections: Sequence[Rejection], *, run: int) -> None:
    """Put in what could not be used, in the place of what was said of the same sources before."""
    by_source = {rejection.source: rejection for rejection in rejections}
    rows = [
        {"source": r.source, "sha256": r.sha256, "code": r.code, "reason": r.reason, "run": run}
        for r in by_source.values()
    ]
    if rows:
        columns = tables.rejections.c
        connection.execute(
            delete(tables.rejections).where(columns.source == bindparam("given")), [{"given": one} for one in by_source]
        )
        connection.execute(insert(tables.rejections), rows)


def drop_rejections(connection: Connection, *, given: Mapping[str, str] = {}, read: Collection[str] = ()) -> None:
    """Take out what holds no more: of sources that give a page now, by its hash, and of pages that are read now.

    A source whose page is in the record and could not be read keeps the rejection of these very bytes.
    """
    columns = tables.rejections.c
    if given:
        other = columns.sha256.is_distinct_from(bindparam("page"))
        connection.execute(
            delete(tables.rejections).where(columns.source == bindparam("given"), other),
            [{"given": source, "page": sha256} for source, sha256 in given.items()],
        )
    if read:
        connection.execute(delete(tables.rejections).where(columns.sha256.in_(read)))
