"""Two records made one: as if the pages of both had been given to one build."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from sqlalchemy import insert, select

from sijill.run.build import build_record
from sijill.run.cache import drop_cache
from sijill.store import tables
from sijill.store.forgetting import Locks, forget_page_rows, sweep
from sijill.store.merging import Merged, merge_pages, merge_rest, missing_removals
from sijill.store.reading import count_rows
from sijill.store.record import Record

__all__ = ["MergeReport", "merge_record"]

Watch = Callable[[int], None]


class MergeReport(Struct, frozen=True):
    """What a merge took over, and what the record holds now.

    `refused` pages were taken out of this record before, `forgotten` ones of the other: they are in neither any more.
    """

    record: str
    added: int
    known: int
    refused: int
    forgotten: int
    reread: int
    corrections: int
    pages: int
    articles: int


def merge_record(
    into: Record, other: Record, *, jobs: int | None = None, watch: Watch = lambda count: None
) -> MergeReport:
    """Take over the other record's pages, names, rejections, corrections and removals; done twice it changes nothing.

    Then pages are read again where other stages read them or where both records together give them otherwise.
    """
    done = Merged()
    forgotten = _take_removals(into, other)
    merge_pages(into, other, done, watch=watch)
    merge_rest(into, other, done)
    built = build_record(into, (), jobs=jobs)
    with into.reading() as connection:
        counts = count_rows(connection)
    return MergeReport(
        str(into.path), done.added, done.known, done.refused, forgotten, built.reread, done.corrections,
        counts["pages"], counts["articles"],
    )  # fmt: skip


def _take_removals(into: Record, other: Record) -> int:
    """The removals of the other record hold here too; gives the number of pages that went."""
    with other.reading() as source, into.writing() as target:
        rows = missing_removals(target, source)
        locks = Locks([row["lock"] for row in rows])
        hashes = target.execute(select(tables.pages.c.sha256)).scalars().all() if rows else []
        gone = [sha256 for sha256 in hashes if locks.refuse(sha256)]
        if rows:
            forget_page_rows(target, gone)
            if gone:
                drop_cache(into.path)
            target.execute(insert(tables.removals), rows)
    sweep(into)
    return len(gone)
