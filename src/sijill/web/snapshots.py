"""Snapshots of a record by the day they are known by, made anew when the file has changed."""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, Engine, select

from sijill.dossier import View
from sijill.ledger.asof import check_day
from sijill.ledger.sources import cite, publication_order
from sijill.model.graph import article_key
from sijill.model.listing import Listing
from sijill.model.records import Article, Rejection
from sijill.model.search import SearchHit
from sijill.run.days import date_articles
from sijill.store import tables
from sijill.store.finding import answer
from sijill.store.reading import article_numbers, read_articles, read_rejections, read_text
from sijill.store.record import Record, connect, told_as_store_error
from sijill.store.searchindex import close_words
from sijill.text.query import parse_query
from sijill.web.parts import Memo
from sijill.web.snapshot import Snapshot

__all__ = ["Snapshots"]

KEPT = 4  # days a reader slides between; each holds lists over the same articles
TEXTS = 64
PATIENCE = 3  # times what reading took: so long at least a snapshot is shown while a writer is at work


class Reading(Struct, frozen=True):
    """What the file held: read once, used for every day."""

    articles: list[Article]
    recorded: dict[str, str]
    rejections: list[Rejection]


class Snapshots:
    """The newest snapshot for any day; pages that are being shown keep the one they have."""

    def __init__(self, path: Path) -> None:
        self.path = path
        Record.open(path).close()  # an older version is led to the present one, a wrong file is told of now
        self.lock = threading.RLock()
        self._making: dict[str | None, threading.Lock] = {}
        self._kept: OrderedDict[str | None, Snapshot] = OrderedDict()
        self._numbers = Memo(KEPT)
        self._reading: Reading | None = None
        self._engine: Engine | None = None
        self._watcher: Engine | None = None
        self._state: tuple[int, int] | None = None
        self._read_at = self._took = 0.0
        self.read_text = lru_cache(maxsize=TEXTS)(self._read_text)

    def of(self, as_of: str | None) -> Snapshot:
        """The record as known by that day; UsageError where it is no day."""
        if as_of is not None:
            check_day(as_of)
        with self.lock:
            reading = self._read()
            if as_of in self._kept:
                self._kept.move_to_end(as_of)
                return self._kept[as_of]
            made = self._make(reading, as_of)
            self._kept[as_of] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return made

    def look_again(self) -> None:
        """Read the file again at the next request, however short a time ago it was read."""
        with self.lock:
            self._took = 0.0

    def close(self) -> None:
        """Let go of the file."""
        with self.lock:
            for engine in (self._engine, self._watcher):
                if engine is not None:
                    engine.dispose()
            self._engine = self._watcher = None

    def _read(self) -> Reading:
        """What the file holds, read again where a writer has changed it."""
        state = self._look()
        waited = time.monotonic() - self._read_at
        if self._reading is not None and (state == self._state or waited < PATIENCE * self._took):
            return self._reading
        begun = time.monotonic()
        with self._reading_connection() as connection:
            self._reading = Reading(
                sorted(read_articles(connection), key=publication_order),
                dict(map(tuple, connection.execute(select(tables.pages.c.sha256, tables.pages.c.recorded)))),
                read_rejections(connection),
            )
        self._state, self._read_at = state, time.monotonic()
        self._took = self._read_at - begun
        self._kept.clear()
        self._numbers = Memo(KEPT)
        self.read_text.cache_clear()
        return self._reading

    def _look(self) -> tuple[int, int]:
        """What changes with every writer's transaction, and where another file takes the place of this one."""
        with told_as_store_error(self.path):
            inode = os.stat(self.path).st_ino
            if self._watcher is None or (self._state is not None and inode != self._state[0]):
                for engine in (self._engine, self._watcher):
                    if engine is not None:
                        engine.dispose()
                self._engine, self._watcher = connect(self.path), connect(self.path)
            with self._watcher.connect() as connection:  # its pool keeps the one connection that has been counting
                version = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        return inode, int(version)

    def _make(self, reading: Reading, as_of: str | None) -> Snapshot:
        found = date_articles(reading.articles, self.read_text, as_of=as_of)
        view = View(sorted(found.known, key=publication_order), found.open, as_of, found.domains)
        return Snapshot(
            view,
            recorded=reading.recorded,
            rejections=reading.rejections,
            read_text=self.read_text,
            search=self._search,
            suggest=self._suggest,
        )

    @contextmanager
    def _reading_connection(self) -> Iterator[Connection]:
        assert self._engine is not None
        with told_as_store_error(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    def _read_text(self, sha256: str) -> str:
        with self._reading_connection() as connection:
            return read_text(connection, sha256)

    def _search(self, view: View, query: str, first: int, count: int) -> Listing[SearchHit]:
        asked = parse_query(query)
        with self._reading_connection() as connection:
            among = None
            if view.as_of is not None:
                among = self._numbers.get(
                    view.as_of, lambda: article_numbers(connection, map(article_key, view.articles))
                )
            found = answer(connection, asked, limit=count, offset=first, among=among)
        if view.as_of is None:
            return Listing(tuple(found.hits), found.total)
        return Listing(tuple(found.hits), found.total, tuple(cite(article) for article in view.open))

    def _suggest(self, query: str) -> dict[str, list[str]]:
        """Words of like spelling for the words of a question that the record does not have."""
        with self._reading_connection() as connection:
            near = {word: close_words(connection, word) for word in parse_query(query).words}
        return {word: words for word, words in near.items() if words}
