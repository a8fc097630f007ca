"""The names under which the bytes of a page were given, as rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from sijill.store import tables
from sijill.store.givings import Giving, choose_giving, join_givings
from sijill.store.rejections import drop_rejections

__all__ = ["add_giving", "giving_row", "read_givings"]


def add_giving(connection: Connection, page: int, giving: Giving) -> bool:
    """Note one more giving of a page; whether it is a new one.

    What was said of other bytes that this source gave before holds no more.

    Where the page would now be read with other hints, its run is taken off: it is to be read again.
    """
    sha256 = connection.execute(select(tables.pages.c.sha256).where(tables.pages.c.id == page)).scalar_one()
    drop_rejections(connection, given={giving.source: sha256})
    before = read_givings(connection, page)
    same = before.get(giving.source)
    joined = join_givings(same, giving) if same else giving
    if joined == same:
        return False
    where = (tables.givings.c.page == page) & (tables.givings.c.source == giving.source)
    connection.execute(delete(tables.givings).where(where))
    connection.execute(insert(tables.givings), [giving_row(page, joined)])
    chosen = choose_giving({**before, giving.source: joined}.values())
    row: dict[str, Any] = {"source": chosen.source}
    if chosen.hints != choose_giving(before.values()).hints:
        row["run"] = None
    connection.execute(update(tables.pages).where(tables.pages.c.id == page).values(row))
    return True


def read_givings(connection: Connection, page: int) -> dict[str, Giving]:
    """The givings of a page by source."""
    rows = connection.execute(
        select(*(tables.givings.c[column.name] for column in tables.GIVING.columns)).where(
            tables.givings.c.page == page
        )
    )
    return {giving.source: giving for giving in map(tables.GIVING.restore, rows)}


def giving_row(page: int, giving: Giving) -> dict[str, Any]:
    """A giving as a row."""
    return {
        "page": page,
        **dict(zip((c.name for c in tables.GIVING.columns), tables.GIVING.flatten(giving), strict=True)),
    }
