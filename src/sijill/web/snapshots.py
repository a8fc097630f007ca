"""Snapshots of a record by the day they are known by, made anew when the file has changed."""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, select

from sijill.ledger.asof import check_day
from sijill.ledger.changes import Sighting
from sijill.ledger.sources import cite, publication_order
from sijill.link.places import resolve_places
from sijill.model.corrections import Correction, standing
from sijill.model.errors import SijillError
from sijill.model.graph import ArticleKey, article_key
from sijill.model.history import ReadingRow
from sijill.model.listing import Listing
from sijill.model.places import Located
from sijill.model.records import Article, Entity, Rejection
from sijill.model.search import Facets, SearchHit
from sijill.run.cache import Cache
from sijill.run.derived import Derived
from sijill.run.history import list_history
from sijill.run.reading import ReadArticles, read_all
from sijill.run.view import View, date_view
from sijill.store import tables
from sijill.store.corrections import read_corrections
from sijill.store.facets import count_facets
from sijill.store.finding import Names, answer
from sijill.store.meanings import Meanings
from sijill.store.reading import article_numbers, read_rejections, read_sightings, read_text
from sijill.store.record import Record, connect, told_as_store_error
from sijill.store.searchindex import close_words
from sijill.text.query import parse_query
from sijill.web.parts import Memo
from sijill.web.preparing import Preparation, PreparingError, State
from sijill.web.snapshot import PARTS, Snapshot, reach_of

__all__ = ["Snapshots"]

KEPT = 4  # days a reader slides between; each holds lists over the same articles
TEXTS = 64
COUNTED_FIRST = "after:0001"  # a question about all articles
PATIENCE = 3  # times what the last one took: so long at least a snapshot is shown while a writer is at work


class Reading(Struct, frozen=True):
    """What the file held: read once, used for every day."""

    state: State
    articles: list[Article]
    digest: bytes | None
    recorded: dict[str, str]
    sightings: dict[str, Sighting]
    rejections: list[Rejection]
    corrections: list[Correction]


class Snapshots:
    """The newest snapshot for any day; where it takes long, the one before is shown meanwhile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        Record.open(path).close()  # an older version is led to the present one, a wrong file is told of now
        self.lock = threading.RLock()
        self._turn = threading.Lock()
        self._under_way: OrderedDict[str | None, Preparation] = OrderedDict()
        self._shown: OrderedDict[str | None, tuple[State, Snapshot]] = OrderedDict()
        self._rests_until: dict[str | None, float] = {}
        self._reading: Reading | None = None
        self._located: dict[ArticleKey, tuple[tuple[Entity, ...], tuple[Located, ...]]] = {}
        self._numbers, self._names, self._meanings = Memo(KEPT), Names(), Meanings()
        self._counted: tuple[Names, threading.Event] | None = None
        self._engine, self._watcher, self._inode = connect(path), connect(path), os.stat(path).st_ino
        self.read_text = lru_cache(maxsize=TEXTS)(self._read_text)

    def of(self, as_of: str | None, *, patience: float = 60.0, up_to: str = PARTS[-1]) -> Snapshot:
        """The record as known by that day; UsageError where it is no day.

        Waits `patience` seconds for one that is not ready, `up_to` the part that is needed; then gives what was shown
        before the file changed, or else raises PreparingError.
        """
        if as_of is not None:
            check_day(as_of)
        with self.lock:
            state = self._look()
            shown = self._shown.get(as_of)
            if shown is not None:
                self._shown.move_to_end(as_of)
                resting = time.monotonic() < self._rests_until.get(as_of, 0.0)
                if shown[0] == state or (resting and as_of not in self._under_way):
                    return shown[1]
            preparation = self._under_way.get(as_of) or self._prepare(as_of, state)
        try:
            found = preparation.wait(patience, up_to)
        except BaseException:  # told once; the next to ask begins anew
            self._forget(as_of, preparation)
            raise
        if found is not None:
            return found
        if shown is not None:
            return shown[1]
        raise PreparingError(preparation.done, preparation.total)

    def look_again(self) -> None:
        """Read the file again at the next request, however short a time ago it was read."""
        with self.lock:
            self._rests_until.clear()
            self._drop(list(self._under_way))

    def close(self) -> None:
        """Let go of the file."""
        with self.lock:
            self._drop(list(self._under_way))
            self._engine.dispose()
            self._watcher.dispose()

    def _prepare(self, as_of: str | None, state: State) -> Preparation:
        make, keep = partial(self._make, as_of), partial(self._keep, as_of)
        made = self._under_way[as_of] = Preparation(state, make, self._turn, keep)
        self._drop(list(self._under_way)[:-KEPT])
        return made

    def _drop(self, days: Iterable[str | None]) -> None:
        for as_of in days:
            self._under_way.pop(as_of).is_dropped = True

    def _forget(self, as_of: str | None, preparation: Preparation) -> None:
        with self.lock:
            if self._under_way.get(as_of) is preparation:
                del self._under_way[as_of]

    def _keep(self, as_of: str | None, preparation: Preparation, found: Snapshot) -> None:
        """Show what is ready from now on, and let it rest for a while when the file changes."""
        with self.lock:
            if self._under_way.get(as_of) is preparation:
                del self._under_way[as_of]
                self._shown[as_of] = preparation.state, found
                self._shown.move_to_end(as_of)
                self._rests_until[as_of] = time.monotonic() + PATIENCE * preparation.took
                while len(self._shown) > KEPT:
                    self._shown.popitem(last=False)

    def _look(self) -> State:
        """What changes with every writer's transaction, and where another file takes the place of this one."""
        with told_as_store_error(self.path):
            inode = os.stat(self.path).st_ino
            if inode != self._inode:
                self._engine.dispose()
                self._watcher.dispose()
                self._engine, self._watcher, self._inode = connect(self.path), connect(self.path), inode
            with self._watcher.connect() as connection:  # its pool keeps the one connection that has been counting
                return inode, int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def _make(self, as_of: str | None) -> Snapshot:
        reading = self._read()
        corrections = standing(reading.corrections)
        read = ReadArticles(reading.articles, reading.digest)
        view = date_view(read, self.read_text, as_of, corrections, record=self.path)
        return Snapshot(
            view,
            recorded=reading.recorded,
            sightings=reading.sightings,
            reach=reach_of(reading.articles),
            rejections=reading.rejections,
            as_read=reading.articles,
            corrections=reading.corrections,
            read_text=self.read_text,
            derived=Derived(view, Cache(self.path, as_of), locate=self._locate),
            search=self._search,
            facets=self._facets,
            suggest=self._suggest,
            history=self._history,
        )

    def _read(self) -> Reading:
        """What the file holds, read again where a writer has changed it."""
        with self.lock:
            state = self._look()
        if self._reading is None or self._reading.state != state:
            with self._connection() as connection:
                read = read_all(connection, self.path)
                self._reading = Reading(
                    state,
                    sorted(read.articles, key=publication_order),
                    read.digest,
                    dict(map(tuple, connection.execute(select(tables.pages.c.sha256, tables.pages.c.recorded)))),
                    read_sightings(connection),
                    read_rejections(connection),
                    read_corrections(connection),
                )
            self._numbers, self._names, self._meanings = Memo(KEPT), Names(), Meanings()
            self.read_text.cache_clear()
        return self._reading

    def _locate(self, articles: list[Article]) -> dict[ArticleKey, tuple[Located, ...]]:
        """The places of the articles: each is read alone, so what was found for another day or state of the file holds."""
        found = {}
        for article in articles:
            key = article_key(article)
            kept = self._located.get(key)
            if kept is None or kept[0] != article.entities:
                kept = self._located[key] = article.entities, resolve_places(article)
            found[key] = kept[1]
        return found

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with told_as_store_error(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    def _read_text(self, sha256: str) -> str:
        with self._connection() as connection:
            return read_text(connection, sha256)

    def _search(self, view: View, query: str, first: int, count: int) -> Listing[SearchHit]:
        asked = parse_query(query)
        with self._connection() as connection:
            among = self._among(connection, view)
            found = answer(
                connection, asked, limit=count, offset=first, among=among, names=self._names, meanings=self._meanings
            )
        if view.as_of is None:
            return Listing(tuple(found.hits), found.total)
        return Listing(tuple(found.hits), found.total, tuple(cite(article) for article in view.open))

    def _among(self, connection: Connection, view: View) -> set[int] | None:
        """The numbers of the articles that count, None for all."""
        if view.as_of is None:
            return None
        numbers = partial(article_numbers, connection, map(article_key, view.articles))
        return self._numbers.get(view.as_of, numbers)

    def _facets(self, view: View, query: str, patience: float) -> Facets | None:
        """How the answers spread; None where what is to be counted is not read within `patience` seconds, but soon will be."""
        with self.lock:
            names, meanings = self._names, self._meanings
            if self._counted is None or self._counted[0] is not names:
                self._counted = names, threading.Event()
                threading.Thread(target=self._read_names, args=self._counted, daemon=True).start()
            is_read = self._counted[1]
        if not is_read.wait(patience):
            return None
        with self._connection() as connection:
            among = self._among(connection, view)
            return count_facets(connection, query, among=among, names=names, meanings=meanings)

    def _read_names(self, names: Names, is_read: threading.Event) -> None:
        """Read everything that facets are counted by; where that fails, whoever counts next tells why."""
        try:
            with self._connection() as connection:
                count_facets(connection, COUNTED_FIRST, names=names)
        except SijillError:
            pass
        finally:
            is_read.set()

    def _suggest(self, query: str) -> dict[str, list[str]]:
        """Words of like spelling for the words of a question that the record does not have."""
        with self._connection() as connection:
            near = {word: close_words(connection, word) for word in parse_query(query).words}
        return {word: words for word, words in near.items() if words}

    def _history(self, sha256: str) -> list[ReadingRow]:
        with self._connection() as connection:
            return list_history(connection, sha256)
