"""The record of a story as one object: the command line, the web application and Python users all call this.

    with sijill.open("coalition.sijill") as dossier:
        dossier.build(["pages/"])
        for row in dossier.statements(speaker="الوزير"):
            print(row.speaker, row.content.words)

What a call gives is computed from the articles in the record at that moment; with `as_of` from those alone that were
certainly published by that day.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Connection

from sijill.ledger.asof import check_day
from sijill.ledger.changes import choose_versions, list_changes
from sijill.ledger.commitments import choose_commitments, list_commitments
from sijill.ledger.copies import list_copies
from sijill.ledger.daylist import list_days
from sijill.ledger.places import list_places
from sijill.ledger.sources import cite, publication_order
from sijill.ledger.statements import list_statements
from sijill.ledger.timeline import build_timeline
from sijill.link.duplicates import find_origins
from sijill.link.entities import link_entities, link_record
from sijill.link.places import locate_articles
from sijill.model.commitments import CommitmentRow
from sijill.model.daybounds import DayDomain, DayRow
from sijill.model.errors import UsageError
from sijill.model.graph import (
    ArticleKey,
    CopyRow,
    PlaceRow,
    StatementRow,
    Suggestion,
    Thing,
    TimelineEntry,
    VersionRow,
    article_key,
)
from sijill.model.listing import Listing
from sijill.model.records import Article, EntityKind, Rejection
from sijill.model.search import SearchHit
from sijill.pages import read_documents
from sijill.run.build import BuildReport, build_record
from sijill.run.days import date_articles
from sijill.run.stages import name_versions
from sijill.store.backup import copy_record
from sijill.store.finding import answer
from sijill.store.health import Health, check_health
from sijill.store.reading import (
    EVERYTHING,
    article_numbers,
    count_rows,
    read_articles,
    read_rejections,
    read_sightings,
    read_text,
    read_texts,
)
from sijill.store.record import Record, check_file, check_output
from sijill.store.searchindex import close_words
from sijill.store.verify import Proof, verify_record
from sijill.text.query import parse_query

__all__ = ["Dossier", "Listing", "View"]

R = TypeVar("R", bound=Struct)
DATING = frozenset({"times", "entities"})  # what the days that nobody states are worked out from
ACTORS: tuple[EntityKind, ...] = ("PER", "ORG")  # what speaks and acts
Watch = Callable[[int], None]


class View(Struct, frozen=True):
    """The articles a view is computed from, and apart those whose day is open (none without `as_of`).

    `domains` are the grounds of the days that nobody states.
    """

    articles: list[Article]
    open: list[Article]
    as_of: str | None
    domains: Mapping[ArticleKey, DayDomain] = {}


class Dossier:
    """A record, read and extended.  Reading calls open the file, look, and close it again: a writer is never in the way."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)

    def __enter__(self) -> Dossier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is held open between calls."""

    def build(
        self,
        paths: Iterable[str | os.PathLike[str]] = (),
        *,
        published: str | None = None,
        fields: Mapping[str, str] | None = None,
        jobs: int | None = None,
        watch: Watch = lambda count: None,
    ) -> BuildReport:
        """Add the pages under `paths`; without any, only read again what older stages read.

        `published` is the day of pages that state none; `fields` says which columns of JSON, CSV and Parquet hold what, as
        `{"text": "title+body", "published": "date"}`.  Raises UsageError for a wrong path or day before anything is
        made, TryAgainError where another program writes to the record.
        """
        given = [Path(path) for path in paths]
        documents = read_documents(given, published, fields)
        check_file(self.path, must_exist=not given)
        with Record.open_to_write(self.path) as record:
            return build_record(record, documents, jobs=jobs, watch=watch)

    add = build

    def articles(self, *, as_of: str | None = None) -> Listing[Article]:
        """The articles with all that was read in them, in the order of publication."""
        view = self.view(as_of=as_of)
        return list_view(view, view.articles)

    def timeline(
        self,
        *,
        as_of: str | None = None,
        start: str | None = None,
        end: str | None = None,
        actor: str | None = None,
        place: str | None = None,
        everything: bool = False,
    ) -> Listing[TimelineEntry]:
        """The events of the story, each once, in the order of time."""
        view = self.view(as_of=as_of)
        origins = find_origins(view.articles)
        entries = build_timeline(
            view.articles,
            origins=origins,
            start=start,
            end=end,
            actor=actor,
            place=place,
            everything=everything,
            located=locate_articles(view.articles),
            things=link_record(view.articles).by_entity,
        )
        return list_view(view, entries)

    def places(self, *, within: str | None = None, as_of: str | None = None) -> Listing[PlaceRow]:
        """The places named, each once with its coordinates, those in most articles first; `within` keeps what lies in a place."""
        view = self.view(as_of=as_of)
        located = locate_articles(view.articles)
        entries = build_timeline(view.articles, origins=find_origins(view.articles), located=located)
        return list_view(view, list_places(located, entries, within=within))

    def statements(
        self, *, speaker: str | None = None, about: str | None = None, as_of: str | None = None
    ) -> Listing[StatementRow]:
        """Who said what, when, through whom, in the order it was said."""
        view = self.view(as_of=as_of)
        origins = find_origins(view.articles)
        things = link_record(view.articles).by_entity
        rows = list_statements(view.articles, origins=origins, speaker=speaker, about=about, things=things)
        return list_view(view, rows)

    def commitments(
        self, *, as_of: str | None = None, at: str | None = None, who: str | None = None
    ) -> Listing[CommitmentRow]:
        """What was promised or planned, by when, and what became of it.

        `as_of` takes only the articles known by that day and counts as overdue what was due before it; `at` asks of that
        day with all articles at hand.
        """
        view = self.view(as_of=as_of)
        origins = find_origins(view.articles)
        if at is not None:
            check_day(at)
        things = link_record(view.articles).by_entity
        said = list_statements(view.articles, origins=origins, things=things)
        rows = list_commitments(view.articles, origins=origins, today=at or as_of, statements=said)
        return list_view(view, choose_commitments(rows, who=who))

    def copies(self, *, as_of: str | None = None) -> Listing[CopyRow]:
        """Who carries whose text: outlets by the agency they credit or the earlier copy in the record."""
        view = self.view(as_of=as_of)
        return list_view(view, list_copies(view.articles, find_origins(view.articles)))

    def days(self, *, as_of: str | None = None) -> Listing[DayRow]:
        """The articles that state no day, with the days that are left for each and every ground for them."""
        view = self.view(as_of=as_of)
        return list_view(view, list_days([*view.articles, *view.open], view.domains))

    def search(self, query: str, *, as_of: str | None = None, limit: int = 20, offset: int = 0) -> Listing[SearchHit]:
        """The articles that answer a question in Arabic or English, the best first.

        Words are found in every form and spelling; `"..."` is a phrase, `OR`, `NOT` and `-` join, `speaker:`, `outlet:`,
        `actor:`, `place:`, `type:`, `act:`, `after:` and `before:` (and their Arabic names) narrow.  `total` counts all answers.
        """
        asked = parse_query(query)
        if not asked.words and not asked.fields:
            raise UsageError("Nothing to look for.", hint='a word, as in: sijill search RECORD "التحالف"')
        view = self.view(DATING, as_of=as_of) if as_of is not None else View([], [], None)
        with Record.open(self.path) as record, record.reading() as connection:
            among = None if as_of is None else article_numbers(connection, map(article_key, view.articles))
            found = answer(connection, asked, limit=limit, offset=offset, among=among)
        return list_view(view, found.hits, total=found.total)

    def suggestions(self, query: str) -> dict[str, list[str]]:
        """For every word of a question that the record does not have the words in it that are spelled nearly so."""
        with Record.open(self.path) as record, record.reading() as connection:
            near = {word: close_words(connection, word) for word in parse_query(query).words}
        return {word: words for word, words in near.items() if words}

    def changes(self, article: str | None = None) -> Listing[VersionRow]:
        """What was changed in articles after they were first seen, version by version.

        `article` is an address, a page hash (or its first eight digits and more) or a page's name; UsageError where nothing
        in the record answers to it.
        """
        with Record.open(self.path) as record, record.reading() as connection:
            articles = read_articles(connection, ())
            sightings = read_sightings(connection)
        if article is not None:
            articles = choose_versions(article, articles, sightings)
            if not articles:
                raise UsageError(
                    f"No article '{article}' in {self.path} (it holds {len(sightings)} pages with an address).",
                    hint="give the address, the page's hash or its name, as `sijill changes RECORD` lists them",
                )
        rows = list_changes(articles, sightings)
        return Listing(tuple(rows), len(rows))

    def entities(self, *, as_of: str | None = None) -> Listing[Thing]:
        """The things named, each once for all its names, those in most articles first."""
        view = self.view({"entities"}, as_of=as_of)
        return list_view(view, link_entities(view.articles))

    def actors(self, *, kind: EntityKind | None = None, as_of: str | None = None) -> Listing[Thing]:
        """The people and bodies of the story (or the things of one `kind`), each with all its names and why they are one's."""
        view = self.view({"entities"}, as_of=as_of)
        kinds = (kind,) if kind else ACTORS
        return list_view(view, [thing for thing in link_record(view.articles).things if thing.kind in kinds])

    def suggested_joins(self, *, kind: EntityKind | None = None, as_of: str | None = None) -> Listing[Suggestion]:
        """Pairs of actors that may be one and that nothing settles, the likeliest first."""
        view = self.view({"entities"}, as_of=as_of)
        kinds = (kind,) if kind else ACTORS
        return list_view(view, [row for row in link_record(view.articles).suggestions if row.kind in kinds])

    def rejections(self) -> list[Rejection]:
        """What could not be used, and why."""
        with Record.open(self.path) as record, record.reading() as connection:
            return read_rejections(connection)

    def counts(self) -> dict[str, int]:
        """How many pages, articles, times, entities, statements, events and rejections there are."""
        with Record.open(self.path) as record, record.reading() as connection:
            return count_rows(connection)

    def page_texts(self) -> dict[str, str]:
        """The page texts that spans refer to, by page hash."""
        with Record.open(self.path) as record, record.reading() as connection:
            return read_texts(connection)

    def report(self, path: str | os.PathLike[str], *, as_of: str | None = None, title: str | None = None) -> Path:
        """Write the dossier as one self-contained HTML page; gives its path back.

        Raises UsageError where a record stands at `path`.
        """
        from sijill.export.report import write_report  # here: it brings the fonts and templates along

        check_output(Path(path))
        with Record.open(self.path) as record, record.reading() as connection:
            view = read_view(connection, EVERYTHING, as_of)
            texts = read_texts(connection)
            rejections = read_rejections(connection)
        return write_report(
            Path(path), view.articles, texts, title=title, rejections=rejections, as_of=as_of, open_articles=view.open
        )

    def health(self) -> Health:
        """What the record holds, its sizes and versions, and whether its file is sound."""
        with Record.open(self.path) as record:
            return check_health(record, " ".join(name_versions()))

    def backup(self, to: str | os.PathLike[str]) -> Path:
        """Copy the record as it is at one moment to a new file, or into a folder, while others read and write it.

        Raises UsageError where a file stands there, StoreError where the copy is not sound.
        """
        path = Path(to)
        with Record.open(self.path) as record:
            return copy_record(record, path / self.path.name if path.is_dir() else path)

    def verify(self, *, watch: Watch = lambda count: None) -> Proof:
        """Prove every hash and span of the record against its stored bytes."""
        with Record.open(self.path) as record:
            return verify_record(record, watch=watch)

    def view(self, parts: Collection[str] = EVERYTHING, *, as_of: str | None = None) -> View:
        """The articles known by `as_of` (all without it) in the order of publication; of the lists those in `parts`."""
        with Record.open(self.path) as record, record.reading() as connection:
            return read_view(connection, parts, as_of)


def read_view(connection: Connection, parts: Collection[str], as_of: str | None) -> View:
    """The articles of a view out of the record, with the days that the record bounds."""
    needed = EVERYTHING if as_of is not None else parts
    articles = read_articles(connection, needed)
    if not set(needed) >= DATING:
        return View(sorted(articles, key=publication_order), [], None)
    found = date_articles(articles, partial(read_text, connection), as_of=as_of)
    return View(sorted(found.known, key=publication_order), found.open, as_of, found.domains)


def list_view(view: View, rows: Sequence[R], *, total: int | None = None) -> Listing[R]:
    """The rows of a view, of `total` where these are not all; with `as_of`, its open articles beside them."""
    count = len(rows) if total is None else total
    if view.as_of is None:
        return Listing(tuple(rows), count)
    return Listing(tuple(rows), count, tuple(cite(article) for article in view.open))
