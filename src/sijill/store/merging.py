"""One record's rows into another: pages whole or not at all, so that a merge that is killed goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, Table, insert, select, update

from sijill.model.corrections import targets_of
from sijill.store import tables
from sijill.store.corrections import add_corrections, read_corrections
from sijill.store.forgetting import read_locks
from sijill.store.given import add_giving, giving_row, read_givings
from sijill.store.meanings import read_meanings
from sijill.store.reading import read_articles, read_rejections
from sijill.store.readings import copy_readings
from sijill.store.record import Record
from sijill.store.rejections import drop_rejections
from sijill.store.writing import (
    add_articles,
    begin_run,
    page_ids,
)

__all__ = ["Merged", "merge_pages", "merge_rest", "missing_removals"]

_BATCH = 64  # pages to a transaction


class Merged(Struct):
    """What was taken over so far."""

    added: int = 0
    known: int = 0
    refused: int = 0
    corrections: int = 0


def merge_pages(into: Record, other: Record, done: Merged, *, watch: Callable[[int], None]) -> None:
    """The pages of the other record with all that was read in them; of those that both hold, the names they were given under.

    A page that was taken out of `into` is refused.
    """
    with other.reading() as source:
        wanted = source.execute(select(tables.pages).order_by(tables.pages.c.sha256))
        for batch in wanted.partitions(_BATCH):
            with into.writing() as target:
                locks = read_locks(target)
                known = page_ids(target, [page.sha256 for page in batch])
                for page in batch:
                    if locks.refuse(page.sha256):
                        done.refused += 1
                    elif page.sha256 in known:
                        _join_page(source, target, page, known[page.sha256])
                        done.known += 1
                    else:
                        _copy_page(source, target, page)
                        done.added += 1
            watch(len(batch))


def merge_rest(into: Record, other: Record, done: Merged) -> None:
    """The rejections and the corrections of the other record, without those of what is read or not to come back here."""
    with other.reading() as source, into.writing() as target:
        known = {rejection.source for rejection in read_rejections(target)}
        given = tables.givings.c.source
        known |= set(target.execute(select(given)).scalars()) - set(source.execute(select(given)).scalars())
        read = set(
            target.execute(
                select(tables.pages.c.sha256).where(tables.pages.c.id.in_(select(tables.articles.c.page)))
            ).scalars()
        )
        rejections = source.execute(select(tables.rejections)).all()
        locks = read_locks(target)
        runs = _Runs(source, target)
        rows = [
            {"source": r.source, "sha256": r.sha256, "code": r.code, "reason": r.reason, "run": runs.number(r.run)}
            for r in rejections
            if r.source not in known and r.sha256 not in read and not (r.sha256 and locks.refuse(r.sha256))
        ]
        if rows:
            target.execute(insert(tables.rejections), rows)
        corrections = read_corrections(source)
        done.corrections += add_corrections(
            target, [one for one in corrections if not any(locks.refuse(t.page_sha256) for t in targets_of(one))]
        )


def missing_removals(into: Connection, other: Connection) -> list[dict[str, Any]]:
    """The removals of the other record that this one has not yet, as rows."""
    known = set(into.execute(select(tables.removals.c.lock)).scalars())
    return [row for row in _rows(other, tables.removals) if row["lock"] not in known]


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    for row in connection.execute(select(*(column for column in table.c if column.name != "id"))):
        yield dict(row._mapping)


def _copy_page(source: Connection, target: Connection, page: Row[Any]) -> None:
    """The page as it lies there, under a number of ours."""
    row = {name: value for name, value in page._mapping.items() if name not in ("id", "run")}
    run = _Runs(source, target).number(page.run) if page.run is not None else None
    target.execute(insert(tables.pages), [{**row, "run": run}])
    number = page_ids(target, [page.sha256])[page.sha256]
    givings = read_givings(source, page.id)
    target.execute(insert(tables.givings), [giving_row(number, giving) for giving in givings.values()])
    articles = read_articles(source, page=page.id)
    since = copy_readings(source, target, page.id, number)
    add_articles(target, [(number, articles)], since=since, meanings=read_meanings(source, page.id))
    drop_rejections(target, given=dict.fromkeys(givings, page.sha256), read=[page.sha256] if articles else [])


def _join_page(source: Connection, target: Connection, page: Row[Any], number: int) -> None:
    givings = read_givings(source, page.id)
    for giving in givings.values():
        add_giving(target, number, giving)
    pages = tables.pages
    earlier = update(pages).where(pages.c.id == number, pages.c.recorded > page.recorded)
    target.execute(earlier.values(recorded=page.recorded))


class _Runs:
    """The runs of the other record as runs of ours: the same stages of the same program are one."""

    def __init__(self, source: Connection, target: Connection) -> None:
        self.source = source
        self.target = target

    def number(self, run: int) -> int:
        """Our number of a run of theirs, made where we have none like it."""
        runs = tables.runs.c
        theirs = self.source.execute(select(tables.runs).where(runs.id == run)).one()
        same = (runs.fingerprint == theirs.fingerprint) & (runs.program == theirs.program)
        ours = self.target.execute(select(runs.id).where(same & (runs.recorded == theirs.recorded))).scalar()
        if ours is not None:
            return int(ours)
        return begin_run(
            self.target, fingerprint=theirs.fingerprint, stages=theirs.stages, program=theirs.program,
            recorded=theirs.recorded,
        )  # fmt: skip
