"""What a record holds and how it is: sizes, versions, what is to be read again, whether its file is sound."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, func, select

from sijill.store import tables
from sijill.store.reading import count_rows, stale_pages
from sijill.store.readings import count_readings
from sijill.store.record import Record
from sijill.store.searchindex import unindexed_articles

__all__ = ["Health", "check_health"]


class Health(Struct, frozen=True):
    """A record at a glance; `problems` are sentences, none where all is well."""

    record: str
    schema: int
    made_by: str | None  # the program that wrote to it last
    file_bytes: int
    log_bytes: int  # written and not yet in the file itself
    free_bytes: int  # room inside the file that rows left behind
    page_bytes: int  # of the preserved pages, packed
    counts: dict[str, int]
    first_published: str | None
    last_published: str | None
    last_recorded: str | None
    readings: int  # what was read of articles before and is kept
    reading_bytes: int  # of these, packed, with the page texts they refer to
    unread: int  # pages that other versions of the stages read
    unindexed: int  # articles that search does not find
    problems: tuple[str, ...]
    cache_bytes: int = 0  # what was worked out for views of it, in the reader's own cache folder


def check_health(record: Record, fingerprint: str) -> Health:
    """Look the record over; `fingerprint` names the present stages.  Spans are proved by `sijill verify`, not here."""
    path = record.path
    log = path.resolve().with_name(f"{path.resolve().name}-wal")
    with record.reading() as connection:
        unread, unindexed = len(stale_pages(connection, fingerprint)), len(unindexed_articles(connection))
        first, last = connection.execute(
            select(func.min(tables.articles.c.published_value), func.max(tables.articles.c.published_value))
        ).one()
        readings, reading_bytes = count_readings(connection)
        size, free = (pragma(connection, name) for name in ("page_size", "freelist_count"))
        pages = tables.pages.c
        packed = select(func.coalesce(func.sum(func.length(pages.bytes) + func.length(pages.text)), 0))
        return Health(
            record=str(path),
            schema=tables.SCHEMA_VERSION,
            made_by=connection.execute(
                select(tables.runs.c.program).order_by(tables.runs.c.id.desc()).limit(1)
            ).scalar(),
            file_bytes=path.stat().st_size,
            log_bytes=log.stat().st_size if log.exists() else 0,
            free_bytes=size * free,
            page_bytes=int(connection.execute(packed).scalar_one()),
            counts=count_rows(connection),
            first_published=first[:10] if first else None,
            last_published=last[:10] if last else None,
            last_recorded=connection.execute(select(func.max(pages.recorded))).scalar(),
            readings=readings,
            reading_bytes=reading_bytes,
            unread=unread,
            unindexed=unindexed,
            problems=tuple(find_problems(connection)),
        )


def find_problems(connection: Connection) -> list[str]:
    """What is wrong with the file: damaged pages of the database, rows whose page or article is gone."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(20)") if row[0] != "ok"]
    gone = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20)
    return found + [f"a row of {table} belongs to a row of {parent} that is gone" for table, _, parent, _ in gone]


def pragma(connection: Connection, name: str) -> int:
    """A number that the database keeps of its file."""
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
