"""What follows from the articles of a view: copies, things, places, events, lines; worked out once, or read back from the cache.

Every part is a function of the articles as they count (with what people put right), of what people put together and apart,
and of our own code: the fingerprint of all three says whether what is kept still holds.  Where it does not, places and events
are pieced together from what is kept of single articles and single components of events.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache, cached_property
from typing import TypeVar

import msgspec
from msgspec import Struct

from sijill.ledger.commitments import list_commitments
from sijill.ledger.merge import Cluster, collect_mentions, gather_clusters
from sijill.ledger.statements import SaidOnce, choose_statements, gather_statements, said_words
from sijill.ledger.timeline import ToldEvent, tell_events
from sijill.ledger.wordindex import WordIndex
from sijill.link.duplicates import find_origins
from sijill.link.entities import Register
from sijill.link.eventpieces import EventPieces, Grouped, Sketch
from sijill.link.places import bare_of_places, locate_articles
from sijill.model.commitments import CommitmentRow
from sijill.model.graph import (
    ArticleKey,
    LinkedEvent,
    Origin,
    StatementRow,
    Suggestion,
    Thing,
    TimelineEntry,
    article_key,
)
from sijill.model.pieces import Pieces, digest_of
from sijill.model.places import Located
from sijill.model.records import Article
from sijill.run.cache import Cache, code_fingerprint
from sijill.run.reading import LEAST
from sijill.run.view import Locate, View

__all__ = ["Derived"]

T = TypeVar("T")
K = TypeVar("K")


class _Told(Struct, array_like=True):
    """A line of the timeline; its actors by their ids."""

    entry: TimelineEntry
    names: tuple[str, ...]
    actors: tuple[str, ...]


class _Said(Struct, array_like=True):
    """A statement; the things that speak by their ids."""

    row: StatementRow
    speakers: tuple[tuple[str | None, str | None, str | None], ...]
    texts: tuple[str, ...]


class Derived:
    """The parts of one view, in the order in which they rest on one another; without a cache all of them are worked out."""

    def __init__(self, view: View, cache: Cache | None = None, *, locate: Locate = locate_articles) -> None:
        self.view = view
        self._cache = cache if cache is not None and cache.is_on and len(view.articles) >= LEAST else None
        self._locate = locate

    @cached_property
    def origins(self) -> dict[ArticleKey, Origin]:
        """Where each article's text comes from."""
        return self._by_article("origins", list[Origin], lambda: find_origins(self.view.articles))

    @cached_property
    def located(self) -> dict[ArticleKey, tuple[Located, ...]]:
        """The places of each article."""
        return self._by_article("located", list[tuple[Located, ...]], lambda: self.view.locate(self._locate_new))

    def _locate_new(self, articles: Sequence[Article]) -> dict[ArticleKey, tuple[Located, ...]]:
        """The places of each article, read where they are not kept from another state of the record."""
        bare = [bare_of_places(article) for article in articles]
        with self._pieces("located-pieces", tuple[Located, ...]) as pieces:
            digests = {article_key(article): digest_of(article) for article in bare}
            new = self._locate([article for article in bare if pieces.get(digests[article_key(article)]) is None])
            for key, found in new.items():
                pieces.put(digests[key], found)
            return {key: pieces.used[digest] for key, digest in digests.items()}

    @cached_property
    def register(self) -> Register:
        """The things the articles name."""
        if self._cache is None:
            return self.view.link()
        made = cache(self.view.link)
        keys = [article_key(article) for article in self.view.articles]

        def named() -> list[tuple[int, str, int]]:
            numbers, things = _numbered(keys), _numbered(thing.id for thing in made().things)
            return [(numbers[key], entity, things[one.id]) for (key, entity), one in made().by_entity.items()]

        things = self._keep("things", list[Thing], lambda: list(made().things))
        pairs = self._keep("pairs", list[Suggestion], lambda: list(made().suggestions))
        by_entity = {
            (keys[article], entity): things[thing]
            for article, entity, thing in self._keep("named", list[tuple[int, str, int]], named)
        }
        return Register(tuple(things), tuple(pairs), by_entity)

    @cached_property
    def linked(self) -> list[LinkedEvent]:
        """Which mentions of events tell one happening."""
        return self._keep("linked", list[LinkedEvent], self._link_new)

    def _link_new(self) -> list[LinkedEvent]:
        """The events, worked out where they are not kept from another state of the record."""
        grounds = self.origins, self.located, self.register.by_entity
        with (
            self._pieces("linked-articles", Sketch) as articles,
            self._pieces("linked-components", tuple[Grouped, ...]) as components,
        ):
            return self.view.link_events(*grounds, kept=EventPieces(articles, components))

    @cached_property
    def told(self) -> list[ToldEvent]:
        """The lines of the timeline, to choose from."""
        return self._told("told", everything=False)

    def tell_everything(self) -> list[ToldEvent]:
        """All events, also those told in passing."""
        return self._told("everything", everything=True)

    def _told(self, part: str, *, everything: bool) -> list[ToldEvent]:
        if self._cache is None:
            return self._tell(everything=everything)
        packed = self._keep(
            part,
            list[_Told],
            lambda: [
                _Told(one.entry, one.names, tuple(thing.id for thing in one.actors))
                for one in self._tell(everything=everything)
            ],
        )
        things = self._things
        return [ToldEvent(one.entry, one.names, tuple(things[each] for each in one.actors)) for one in packed]

    def _tell(self, *, everything: bool) -> list[ToldEvent]:
        return tell_events(
            self.view.articles, origins=self.origins, everything=everything, located=self.located,
            things=self.register.by_entity, clusters=self.clusters,
        )  # fmt: skip

    @cached_property
    def clusters(self) -> list[Cluster]:
        """The mentions of events, those of one happening together."""
        return gather_clusters(collect_mentions(self.view.articles, self.origins), self.linked)

    @cached_property
    def said(self) -> list[SaidOnce]:
        """The statements, to choose from."""

        def make() -> list[SaidOnce]:
            return gather_statements(self.view.articles, origins=self.origins, things=self.register.by_entity)

        if self._cache is None:
            return make()
        packed = self._keep(
            "said",
            list[_Said],
            lambda: [
                _Said(
                    one.row,
                    tuple((name, words, thing.id if thing else None) for name, words, thing in one.speakers),
                    one.texts,
                )
                for one in make()
            ],
        )
        things = self._things
        return [
            SaidOnce(
                one.row, tuple((name, words, things[thing] if thing else None) for name, words, thing in one.speakers),
                one.texts,
            )
            for one in packed
        ]  # fmt: skip

    @cached_property
    def said_words(self) -> WordIndex:
        """The statements by the words of what is said."""
        if self._cache is None:
            return WordIndex(map(said_words, self.said))
        packed = self._keep("said_words", dict[str, bytes], lambda: WordIndex(map(said_words, self.said)).pack())
        return WordIndex.unpack(packed)

    @cached_property
    def commitments(self) -> list[CommitmentRow]:
        """What was promised or planned, as it stands on the view's day."""
        return self._keep("commitments", list[CommitmentRow], lambda: self.commitments_at(self.view.as_of))

    def commitments_at(self, day: str | None) -> list[CommitmentRow]:
        """What was promised or planned, as it stands on some day."""
        return list_commitments(
            self.view.articles, origins=self.origins, today=day, statements=choose_statements(self.said),
            clusters=self.clusters, things=self.register.by_entity,
        )  # fmt: skip

    @cached_property
    def _things(self) -> dict[str, Thing]:
        return {thing.id: thing for thing in self.register.things}

    @cached_property
    def _fingerprint(self) -> bytes:
        """The view's; that of a view of some lists alone is worked out here."""
        if self.view.fingerprint is not None:
            return self.view.fingerprint
        digest, encoder = hashlib.sha256(code_fingerprint()), msgspec.msgpack.Encoder()
        for piece in (*self.view.articles, self.view.corrections):
            digest.update(encoder.encode(piece))
        return digest.digest()

    def _keep(self, part: str, kind: type[T], make: Callable[[], T]) -> T:
        if self._cache is None:
            return make()
        return self._cache.get(part, self._fingerprint, kind, make, of=lambda _: self.view.articles)

    def _pieces(self, part: str, kind: type[T]) -> AbstractContextManager[Pieces[T]]:
        if self._cache is None:
            return nullcontext(Pieces())
        return self._cache.pieces(part, kind, of=lambda: self.view.articles)

    def _by_article(
        self, part: str, kind: type[list[T]], make: Callable[[], Mapping[ArticleKey, T]]
    ) -> dict[ArticleKey, T]:
        """A part that says something of every article: kept as a list, in the order of the view."""
        keys = [article_key(article) for article in self.view.articles]

        def in_order() -> list[T]:
            found = make()
            return [found[key] for key in keys]

        return dict(zip(keys, self._keep(part, kind, in_order), strict=True))


def _numbered(keys: Iterable[K]) -> dict[K, int]:
    return {key: number for number, key in enumerate(keys)}
