"""Rows of a record back to the records they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import zstandard
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, func, select

from sijill.ledger.changes import Sighting
from sijill.model.graph import ArticleKey
from sijill.model.records import Article, Rejection
from sijill.store import tables
from sijill.store.given import read_givings
from sijill.store.givings import Giving, choose_giving
from sijill.store.shapes import shape_of

EVERYTHING = frozenset(tables.FOUND)


_BATCH = 500  # numbers in one question to the database


class StoredPage(Struct, frozen=True):
    """A page as it lies in the record."""

    id: int
    sha256: str
    body: bytes
    text: str
    text_sha256: str
    projection: str
    giving: Giving


def read_articles(
    connection: Connection, parts: Collection[str] = EVERYTHING, *, page: int | None = None
) -> list[Article]:
    """All articles, or those of one page, in the order of their pages' hashes; of the lists only those named in `parts`.

    The order does not depend on the order of adding.
    """
    chosen = None if page is None else tables.articles.c.page == page
    return list(_read_chosen(connection, parts, chosen).values())


def read_numbered(connection: Connection, numbers: Sequence[int], parts: Collection[str] = ()) -> dict[int, Article]:
    """The articles with these numbers, by number; of the lists only those in `parts`."""
    found: dict[int, Article] = {}
    for at in range(0, len(numbers), _BATCH):
        found |= _read_chosen(connection, parts, tables.articles.c.id.in_(numbers[at : at + _BATCH]))
    return found


def _read_chosen(
    connection: Connection, parts: Collection[str], chosen: ColumnElement[bool] | None
) -> dict[int, Article]:
    """Articles by number, in the order of their pages' hashes."""
    columns = [tables.articles.c[column.name] for column in tables.ARTICLE.columns]
    wanted = select(tables.articles.c.id, tables.pages.c.sha256, tables.pages.c.source, *columns)
    wanted = wanted.join(tables.pages).order_by(tables.pages.c.sha256, tables.articles.c.ordinal)
    if chosen is not None:
        wanted = wanted.where(chosen)
    texts = read_texts(connection, chosen)
    found = {name: read_found(connection, name, chosen) for name in parts}
    articles = {}
    for number, sha256, source, *row in connection.execute(wanted):
        fields = tables.ARTICLE.restore_fields(row)
        fields |= {name: tuple(by_article.get(number, ())) for name, by_article in found.items()}
        text = "\n".join(texts[sha256][start:end] for start, end in fields["body"])
        articles[number] = Article(source=source, page_sha256=sha256, text=text, **fields)
    return articles


def article_numbers(connection: Connection, keys: Iterable[ArticleKey]) -> set[int]:
    """The numbers of the articles with these keys."""
    wanted = set(keys)
    rows = connection.execute(
        select(tables.articles.c.id, tables.pages.c.sha256, tables.articles.c.ordinal).join(tables.pages)
    )
    return {number for number, sha256, ordinal in rows if (sha256, ordinal) in wanted}


def read_texts(connection: Connection, chosen: ColumnElement[bool] | None = None) -> dict[str, str]:
    """The page texts, which spans refer to, by page hash: all, or those of the articles chosen."""
    wanted = select(tables.pages.c.sha256, tables.pages.c.text)
    if chosen is not None:
        wanted = wanted.where(tables.pages.c.id.in_(select(tables.articles.c.page).where(chosen)))
    unpack = zstandard.ZstdDecompressor().decompress
    return {sha256: unpack(text).decode() for sha256, text in connection.execute(wanted)}


def read_text(connection: Connection, sha256: str) -> str:
    """The text of one page."""
    packed = connection.execute(select(tables.pages.c.text).where(tables.pages.c.sha256 == sha256)).scalar_one()
    return zstandard.ZstdDecompressor().decompress(packed).decode()


def read_sightings(connection: Connection) -> dict[str, Sighting]:
    """Where and when the pages that have an address were seen, by page hash."""
    columns = tables.pages.c
    fetched = func.min(tables.givings.c.fetched)
    wanted = select(columns.sha256, columns.address, fetched, columns.recorded).outerjoin(tables.givings)
    wanted = wanted.where(columns.address.is_not(None)).group_by(columns.id)
    return {
        sha256: Sighting(address, first, recorded) for sha256, address, first, recorded in connection.execute(wanted)
    }


def read_found(connection: Connection, name: str, chosen: ColumnElement[bool] | None = None) -> dict[int, list[Any]]:
    """The times, entities, statements or events of every article, by its number, in their order."""
    table, shape = tables.found[name], shape_of(tables.FOUND[name])
    wanted = select(table.c.article, *(table.c[column.name] for column in shape.columns))
    wanted = wanted.order_by(table.c.article, table.c.n)
    if chosen is not None:
        wanted = wanted.join(tables.articles).where(chosen)
    by_article: dict[int, list[Any]] = defaultdict(list)
    for article, *row in connection.execute(wanted):
        by_article[article].append(shape.restore(row))
    return by_article


def read_pages(connection: Connection, numbers: Sequence[int] | None = None) -> Iterator[StoredPage]:
    """The pages in the order of their hashes, one at a time."""
    unpack = zstandard.ZstdDecompressor().decompress
    columns = tables.pages.c
    if numbers is None:
        numbers = connection.execute(select(columns.id).order_by(columns.sha256)).scalars().all()
    wanted = select(columns.id, columns.sha256, columns.bytes, columns.text, columns.text_sha256, columns.projection)
    for number in numbers:
        row = connection.execute(wanted.where(columns.id == number)).one()
        giving = choose_giving(read_givings(connection, number).values())
        yield StoredPage(
            row.id, row.sha256, unpack(row.bytes), unpack(row.text).decode(), row.text_sha256, row.projection, giving
        )


def stale_pages(connection: Connection, fingerprint: str) -> list[int]:
    """The numbers of pages that were read by other stages than the present ones, or are to be read again."""
    current = select(tables.runs.c.id).where(tables.runs.c.fingerprint == fingerprint)
    columns = tables.pages.c
    wanted = select(columns.id).where(columns.run.is_(None) | columns.run.not_in(current)).order_by(columns.sha256)
    return list(connection.execute(wanted).scalars())


def read_rejections(connection: Connection) -> list[Rejection]:
    """What could not be used, by source."""
    columns = tables.rejections.c
    rows = connection.execute(
        select(columns.source, columns.sha256, columns.code, columns.reason).order_by(columns.source)
    )
    return [Rejection(*row) for row in rows]


def count_rows(connection: Connection) -> dict[str, int]:
    """How many pages, articles, times, entities, statements, events and rejections there are."""
    counted = [tables.pages, tables.articles, *tables.found.values(), tables.rejections]
    return {
        table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for table in counted
    }
