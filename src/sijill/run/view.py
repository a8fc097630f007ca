"""What a view of a record is computed from: the articles that count, as people put them right, and what links them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Connection

from sijill.ledger.corrected import (
    Row,
    correct_articles,
    correct_days,
    find_hidden,
    find_marks,
    fixed_places,
    known_corrections,
    mark_rows,
)
from sijill.ledger.sources import cite, publication_order
from sijill.link.entities import Register, link_record
from sijill.link.eventpieces import EventPieces
from sijill.link.events import link_events
from sijill.link.places import fix_places, locate_articles
from sijill.model.corrections import Correction, Pairs, pairs_of, standing
from sijill.model.daybounds import DayDomain
from sijill.model.graph import ArticleKey, LinkedEvent, Origin, ThingsByEntity, article_key
from sijill.model.listing import Listing
from sijill.model.places import Located
from sijill.model.records import Article
from sijill.run.cache import Cache
from sijill.run.dating import date_kept
from sijill.run.days import ReadText
from sijill.run.reading import ReadArticles, fingerprint_of, read_all
from sijill.store.corrections import read_corrections
from sijill.store.reading import EVERYTHING, read_articles, read_text

__all__ = ["DATING", "View", "date_view", "list_view", "read_view"]

R = TypeVar("R", bound=Struct)
Locate = Callable[[list[Article]], dict[ArticleKey, tuple[Located, ...]]]
DATING = frozenset({"times", "entities"})  # what the days that nobody states are worked out from


class View(Struct, frozen=True):
    """The articles a view is computed from, and apart those whose day is open (none without `as_of`).

    `domains` are the grounds of the days that nobody states, `corrections` what people put right and stands; `fingerprint`
    is that of everything that the view rests on, None where nothing of it is kept.
    """

    articles: list[Article]
    open: list[Article]
    as_of: str | None
    domains: Mapping[ArticleKey, DayDomain] = {}
    corrections: Sequence[Correction] = ()
    fingerprint: bytes | None = None

    @property
    def event_pairs(self) -> Pairs:
        """Event mentions that people put together and apart."""
        return pairs_of(self.corrections, "event")

    def link(self) -> Register:
        """The things that the articles name, as people put them together and apart."""
        return link_record(self.articles, pairs_of(self.corrections, "mention"))

    def locate(self, locate: Locate = locate_articles) -> dict[ArticleKey, tuple[Located, ...]]:
        """The places of each article, as people settled them; `locate` finds them before that."""
        located = locate(self.articles)
        fixed = fixed_places(self.articles, self.corrections)
        return fix_places(located, self.articles, fixed) if fixed else located

    def link_events(
        self,
        origins: Mapping[ArticleKey, Origin],
        located: Mapping[ArticleKey, Sequence[Located]],
        things: ThingsByEntity,
        kept: EventPieces | None = None,
    ) -> list[LinkedEvent]:
        """Which mentions of events tell one happening, as people put them together and apart."""
        return link_events(
            self.articles, origins=origins, located=located, things=things, pairs=self.event_pairs, kept=kept
        )

    def known(self, as_read: Sequence[Article]) -> list[Article]:
        """The articles that count and those of them that somebody hid, as they were read; `as_read` are all of the record."""
        if self.as_of is None:
            return list(as_read)
        known = {article_key(one) for one in (*self.articles, *find_hidden(as_read, self.corrections, self.as_of))}
        return [article for article in as_read if article_key(article) in known]

    def known_corrections(
        self, corrections: Sequence[Correction], as_read: Sequence[Article], *, also: Sequence[Article] = ()
    ) -> list[Correction]:
        """Those on articles that count (or `also` on these): all that they cite had been published by the view's day."""
        if self.as_of is None:
            return list(corrections)
        return known_corrections(corrections, as_read, {article_key(one) for one in (*self.known(as_read), *also)})

    def mark(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with the corrections that they rest on."""
        return mark_rows(rows, find_marks(self.articles, self.corrections))


def read_view(connection: Connection, parts: Collection[str], as_of: str | None, *, record: Path) -> View:
    """The articles of a view out of the record, as people put them right, with the days that the record bounds."""
    needed = EVERYTHING if as_of is not None else parts
    corrections = standing(read_corrections(connection))
    if not set(needed) >= DATING:
        found = correct_articles(correct_days(read_articles(connection, needed), corrections), corrections)
        return View(sorted(found, key=publication_order), [], None, {}, corrections)
    everything = set(needed) >= EVERYTHING
    read = read_all(connection, record) if everything else ReadArticles(read_articles(connection, needed), None)
    return date_view(read, partial(read_text, connection), as_of, corrections, record=record)


def date_view(
    read: ReadArticles, read_text: ReadText, as_of: str | None, corrections: Sequence[Correction], *, record: Path
) -> View:
    """The view of a day, of articles as they lie in the record and of the corrections that stand."""
    fingerprint = fingerprint_of(read.digest, corrections, as_of)
    dated = date_kept(
        read.articles, read_text, as_of=as_of, corrections=corrections, cache=Cache(record, as_of),
        fingerprint=fingerprint,
    )  # fmt: skip
    return View(sorted(dated.known, key=publication_order), dated.open, as_of, dated.domains, corrections, fingerprint)


def list_view(view: View, rows: Sequence[R], *, total: int | None = None) -> Listing[R]:
    """The rows of a view, of `total` where these are not all; with `as_of`, its open articles beside them."""
    count = len(rows) if total is None else total
    if view.as_of is None:
        return Listing(tuple(rows), count)
    return Listing(tuple(rows), count, tuple(cite(article) for article in view.open))
