"""Two records made one: as if the pages of both had been given to one build."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from sqlalchemy import insert

from sijill.run.build import build_record
from sijill.run.sweeping import sweep_removed
from sijill.store import tables
from sijill.store.forgetting import Locks, forget_page_rows, named_pages
from sijill.store.merging import Merged, merge_pages, merge_rest, missing_removals
from sijill.store.reading import count_rows
from sijill.store.record import Record
from sijill.store.writing import page_ids

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
    """The removals of the other record hold here too, of pages and of what only names them; gives how many pages went."""
    with other.reading() as source, into.writing() as target:
        rows = missing_removals(target, source)
        locks = Locks([row["lock"] for row in rows])
        gone = {sha256 for sha256 in named_pages(target) if locks.refuse(sha256)} if rows else set()
        pages = page_ids(target, sorted(gone))
        if rows:
            forget_page_rows(target, sorted(gone))
            target.execute(insert(tables.removals), rows)
    sweep_removed(into)
    return len(pages)
