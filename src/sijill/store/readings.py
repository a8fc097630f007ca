"""What was read of an article before: kept with the time in which the record said so, never overwritten.

The readings of an article follow one another in half-open intervals `[recorded_from, recorded_to)` without gap or overlap, and
exactly one is open: the article's own row or, where its page has no such article any more, a row without one.  A page that is
read again with the same outcome has said nothing new: its reading goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
import zstandard
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, delete, func, insert, select, update

from sijill.model.records import Article, Event, Page
from sijill.store import tables
from sijill.store.reading import read_articles
from sijill.store.validtime import valid_days

__all__ = [
    "PageRead",
    "StoredReading",
    "copy_readings",
    "count_readings",
    "keep_readings",
    "read_reading_texts",
    "read_readings",
]

# An article's 10.0 KB of JSON become 2.4 KB at level 9 (1,700 a second) and 2.6 KB at 3 (12,000); beside them 0.6 KB of events
# (2,477 articles of ANT read without the encoder, 2026-11).
LEVEL = 9

PageRead = tuple[
    int, Page | None, Sequence[Article]
]  # a page's number, the page unless it is refused now, its articles


class StoredReading(Struct, frozen=True):
    """What the record said of an article from one moment to another, `recorded_to` null for what it says now.

    `article` is null where it said that the page has no such article.
    """

    ordinal: int
    recorded_from: str
    recorded_to: str | None
    stages: str | None
    text_sha256: str | None
    article: Article | None


def keep_readings(connection: Connection, found: Sequence[PageRead], *, recorded: str) -> dict[tuple[int, int], str]:
    """Before rows are replaced: keep what will no longer be said; since when each article found now is said, by page and ordinal.

    `recorded` is now; where a clock was put back, the moment after the last that the record knows stands for it.
    """
    pages = [number for number, _, _ in found]
    present, absent = _present_since(connection, pages), _absent_since(connection, pages)
    moment = moment_after(recorded, [*present.values(), *absent.values()])
    since: dict[tuple[int, int], str] = {}
    for number, page, articles in found:
        before = {article.ordinal: article for article in read_articles(connection, page=number)}
        now = {article.ordinal: article for article in articles}
        for ordinal, article in now.items():
            if ordinal in before and _same(before[ordinal], article):
                since[number, ordinal] = present[number, ordinal]
                del before[ordinal]
            else:
                since[number, ordinal] = moment
        closed = {ordinal: present[number, ordinal] for ordinal in before}
        _close(connection, number, before.values(), since=closed, moment=moment)
        _keep_text(connection, number, page)
        _note_absence(connection, number, now, gone=set(before) - set(now), moment=moment)
    return since


def read_readings(connection: Connection, page: int) -> list[StoredReading]:
    """All readings of a page's articles, the present ones with them, by article and then by time."""
    columns = tables.readings.c
    sha256, source, text_sha256 = connection.execute(
        select(tables.pages.c.sha256, tables.pages.c.source, tables.pages.c.text_sha256).where(
            tables.pages.c.id == page
        )
    ).one()
    texts = {key: text for key, (_, text) in read_reading_texts(connection, page).items()}
    found = []
    for row in connection.execute(select(tables.readings).where(columns.page == page)):
        article = None
        if row.article is not None:
            article = _restore(row.article, texts[row.text_sha256])
            article = replace(article, source=source, page_sha256=sha256)
        found.append(
            StoredReading(row.ordinal, row.recorded_from, row.recorded_to, row.stages, row.text_sha256, article)
        )
    present, stages = _present_since(connection, [page]), _stages_of(connection, page)
    for article in read_articles(connection, page=page):
        found.append(StoredReading(article.ordinal, present[page, article.ordinal], None, stages, text_sha256, article))
    return sorted(found, key=lambda one: (one.ordinal, one.recorded_from))


def read_reading_texts(connection: Connection, page: int) -> dict[str, tuple[str, str]]:
    """The texts that readings of a page refer to, the present one among them, with their projections, by hash."""
    unpack = zstandard.ZstdDecompressor().decompress
    past, pages = tables.reading_texts.c, tables.pages.c
    rows = [
        *connection.execute(select(past.sha256, past.projection, past.text).where(past.page == page)),
        *connection.execute(select(pages.text_sha256, pages.projection, pages.text).where(pages.id == page)),
    ]
    return {sha256: (projection, unpack(text).decode()) for sha256, projection, text in rows}


def copy_readings(source: Connection, target: Connection, theirs: int, ours: int) -> dict[tuple[int, int], str]:
    """The old readings of a page of another record under a number of ours; since when its present articles are said."""
    for table in (tables.reading_texts, tables.readings):
        for row in source.execute(select(table).where(table.c.page == theirs)):
            kept = {name: value for name, value in row._mapping.items() if name != "id"} | {"page": ours}
            if table is tables.reading_texts:
                target.execute(insert(table).values(kept))
            else:
                number = target.execute(insert(table).values(kept).returning(table.c.id)).scalar_one()
                _copy_events(source, target, row.id, number)
    return {(ours, ordinal): since for (_, ordinal), since in _present_since(source, [theirs]).items()}


def count_readings(connection: Connection) -> tuple[int, int]:
    """How many old readings are kept, and the bytes they take, with the page texts they refer to."""
    columns = tables.readings.c
    count, size = connection.execute(
        select(func.count(), func.coalesce(func.sum(func.length(columns.article)), 0)).where(
            columns.article.is_not(None)
        )
    ).one()
    texts = select(func.coalesce(func.sum(func.length(tables.reading_texts.c.text)), 0))
    return int(count), int(size) + int(connection.execute(texts).scalar_one())


def moment_after(moment: str, others: Collection[str]) -> str:
    """The moment, or the smallest one after all others where it is not later than they are.

    >>> moment_after("2031-05-02T10:00:00+00:00", ["2031-05-02T10:00:00+00:00"])
    '2031-05-02T10:00:00.000001+00:00'
    """
    last = max(others, default="")
    if moment > last:
        return moment
    return (datetime.fromisoformat(last) + timedelta(microseconds=1)).isoformat(timespec="microseconds")


def _present_since(connection: Connection, pages: Sequence[int]) -> dict[tuple[int, int], str]:
    """Since when the record says what it says now, by page and ordinal."""
    columns = tables.articles.c
    wanted = select(columns.page, columns.ordinal, columns.recorded_from).where(columns.page.in_(pages))
    return {(page, ordinal): since for page, ordinal, since in connection.execute(wanted)}


def _absent_since(connection: Connection, pages: Sequence[int]) -> dict[tuple[int, int], str]:
    """Since when articles are no more, by page and ordinal."""
    columns = tables.readings.c
    wanted = select(columns.page, columns.ordinal, columns.recorded_from)
    wanted = wanted.where(columns.page.in_(pages), columns.recorded_to.is_(None))
    return {(page, ordinal): since for page, ordinal, since in connection.execute(wanted)}


def _same(one: Article, other: Article) -> bool:
    """Whether two readings say the same; under which name the page was given is none of it."""
    return replace(one, source="") == replace(other, source="")


def _close(
    connection: Connection, page: int, articles: Collection[Article], *, since: Mapping[int, str], moment: str
) -> None:
    """Keep readings that end now."""
    if not articles:
        return
    text_sha256 = connection.execute(select(tables.pages.c.text_sha256).where(tables.pages.c.id == page)).scalar_one()
    packer, stages = zstandard.ZstdCompressor(level=LEVEL), _stages_of(connection, page)
    for article in articles:
        line = msgspec.json.encode(replace(article, source="", page_sha256="", text=""))
        row = {
            "page": page, "ordinal": article.ordinal, "recorded_from": since[article.ordinal], "recorded_to": moment,
            "stages": stages, "text_sha256": text_sha256, "article": packer.compress(line),
        }  # fmt: skip
        number = connection.execute(insert(tables.readings).values(row).returning(tables.readings.c.id)).scalar_one()
        events = list(_event_rows(number, article.events))
        if events:
            connection.execute(insert(tables.reading_events), events)


def _event_rows(reading: int, events: Sequence[Event]) -> Iterator[dict[str, object]]:
    for n, event in enumerate(events):
        valid = dict(zip(tables.VALID, valid_days(event.when), strict=True))
        yield {
            "reading": reading, "n": n, "id": event.id, "type": event.type, "trigger_text": event.trigger.text,
            "trigger_start": event.trigger.start, "trigger_end": event.trigger.end, "modality": event.modality,
            "main": event.main, "when_value": event.when.value if event.when else None, **valid,
        }  # fmt: skip


def _copy_events(source: Connection, target: Connection, theirs: int, ours: int) -> None:
    wanted = select(tables.reading_events).where(tables.reading_events.c.reading == theirs)
    rows = [{**row._mapping, "reading": ours} for row in source.execute(wanted)]
    if rows:
        target.execute(insert(tables.reading_events), rows)


def _keep_text(connection: Connection, number: int, page: Page | None) -> None:
    """Keep the page's text where it becomes another and readings refer to it."""
    past, pages = tables.reading_texts, tables.pages
    row = connection.execute(
        select(pages.c.text_sha256, pages.c.projection, pages.c.text).where(pages.c.id == number)
    ).one()
    new = row.text_sha256 if page is None else hashlib.sha256(page.text.encode()).hexdigest()
    if new == row.text_sha256:
        return
    connection.execute(delete(past).where(past.c.page == number, past.c.sha256 == new))  # it is the page's own again
    refers = select(tables.readings.c.id).where(
        tables.readings.c.page == number, tables.readings.c.text_sha256 == row.text_sha256
    )
    if connection.execute(refers.limit(1)).first() is not None:
        connection.execute(
            insert(past),
            [{"page": number, "sha256": row.text_sha256, "projection": row.projection, "text": row.text}],
        )


def _note_absence(
    connection: Connection, page: int, now: Collection[int], *, gone: Collection[int], moment: str
) -> None:
    """Articles that are no more, and those that are there again."""
    columns = tables.readings.c
    open_ones = (columns.page == page) & columns.recorded_to.is_(None)
    back = update(tables.readings).where(open_ones & columns.ordinal.in_(now))
    connection.execute(back.values(recorded_to=moment))
    if gone:
        connection.execute(
            insert(tables.readings),
            [{"page": page, "ordinal": ordinal, "recorded_from": moment} for ordinal in sorted(gone)],
        )


def _stages_of(connection: Connection, page: int) -> str | None:
    """The stages that the page was read by, where it is not to be read again for other reasons."""
    wanted = select(tables.runs.c.fingerprint).join(tables.pages).where(tables.pages.c.id == page)
    return connection.execute(wanted).scalar()


def _restore(packed: bytes, text: str) -> Article:
    article = msgspec.json.decode(zstandard.ZstdDecompressor().decompress(packed), type=Article)
    return replace(article, text="\n".join(text[start:end] for start, end in article.body))
