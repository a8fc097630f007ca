"""The record as it stood at one moment and was known by one day: what all pages are shown from.

Every part is worked out when it is first asked for and then kept; pages take slices of it.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from sijill.dossier import ACTORS
from sijill.ledger.bonds import Bonds
from sijill.ledger.changes import Sighting, list_changes
from sijill.ledger.commitments import choose_commitments
from sijill.ledger.copies import list_copies
from sijill.ledger.corrected import Marks, find_marks, mark_rows
from sijill.ledger.merge import Cluster
from sijill.ledger.places import list_places
from sijill.ledger.review import list_review
from sijill.ledger.statements import SaidOnce, choose_statements
from sijill.ledger.timeline import ActorIndex, ToldEvent, choose_events
from sijill.ledger.wordindex import WordIndex
from sijill.link.entities import Register
from sijill.model.commitments import CommitmentRow
from sijill.model.corrections import Correction, targets_of
from sijill.model.graph import (
    ArticleKey,
    CopyRow,
    LinkedEvent,
    Origin,
    PlaceRow,
    StatementRow,
    Thing,
    TimelineEntry,
    VersionRow,
    article_key,
)
from sijill.model.history import ReadingRow
from sijill.model.listing import Listing
from sijill.model.places import Located
from sijill.model.records import Article, Rejection
from sijill.model.review import CorrectionRow, ReviewRow
from sijill.model.search import Facets, SearchHit
from sijill.run.derived import Derived
from sijill.run.editing import list_corrections
from sijill.run.view import View, list_view
from sijill.text.names import name_key
from sijill.web.citing import find_addressed, find_passed_on, find_talk
from sijill.web.parts import Memo, part

__all__ = ["PARTS", "Snapshot", "reach_of"]

R = TypeVar("R", bound=Struct)
# In the order they are worked out: what takes longest comes last, so that some pages can be shown before it.
PARTS = (
    "by_page", "by_key", "by_address", "outlets", "days", "origins", "by_origin", "copies", "marks", "register", "things",
    "actors", "by_name", "named_in", "statements", "said_by", "passed_on", "addressed", "said_words", "located",
    "linked", "entries", "told_of", "bonds", "places", "open_commitments",
)  # fmt: skip
KEPT = 200  # filtered lists and drawings kept by what was asked for


class Snapshot:
    """The articles of a view with everything that follows from them."""

    def __init__(
        self,
        view: View,
        *,
        recorded: Mapping[str, str],
        sightings: Mapping[str, Sighting],
        reach: tuple[str, str] | None,
        rejections: Sequence[Rejection],
        as_read: Sequence[Article],
        corrections: Sequence[Correction],
        read_text: Callable[[str], str],
        derived: Derived,
        search: Callable[[View, str, int, int], Listing[SearchHit]],
        facets: Callable[[View, str, float], Facets | None],
        suggest: Callable[[str], dict[str, list[str]]],
        history: Callable[[str], list[ReadingRow]],
    ) -> None:
        self.view = view
        self.recorded = recorded
        self.sightings = sightings
        self.reach = reach  # the days of the whole record, between which a reader may choose one
        self.rejections = rejections
        self.as_read = as_read  # the articles of the record before anybody put them right
        self.corrections = corrections  # all of them, undone ones too
        self.read_text = read_text
        self.derived = derived
        self._search = search
        self._facets = facets
        self.suggest = suggest
        self.history = history  # of a page, by its hash
        self.lock = threading.RLock()
        self.memo = Memo(KEPT)

    @property
    def articles(self) -> list[Article]:
        """The articles that count, in the order of publication."""
        return self.view.articles

    def listing(self, rows: Sequence[R], *, first: int = 0, count: int | None = None) -> Listing[R]:
        """Some of the rows, and how many there are; in an as-of view the articles whose day is open beside them."""
        shown = rows[first:] if count is None else rows[first : first + count]
        return list_view(self.view, shown, total=len(rows))

    def search(self, query: str, *, first: int, count: int) -> Listing[SearchHit]:
        """The answers to a question from the `first` on."""
        return self.memo.get(("search", query, first, count), lambda: self._search(self.view, query, first, count))

    def facets(self, query: str, *, patience: float) -> Facets | None:
        """How all answers to a question spread; None where that is not ready within `patience` seconds."""
        key = ("facets", query)
        found = self.memo.get(key, lambda: self._facets(self.view, query, patience))
        if found is None:
            self.memo.drop(key)
        return found

    @part
    def origins(self) -> dict[ArticleKey, Origin]:
        """Where each article's text comes from."""
        return self.derived.origins

    @part
    def located(self) -> dict[ArticleKey, tuple[Located, ...]]:
        """The places of each article."""
        return self.derived.located

    @part
    def marks(self) -> Marks:
        """What people put right, by the words that rows cite."""
        return find_marks([*self.articles, *self.view.open], self.view.corrections)

    @part
    def correction_rows(self) -> list[CorrectionRow]:
        """Every correction on what had been published by the view's day, with its state, the newest first."""
        return list_corrections(self.view.known_corrections(self.corrections, self.as_read), self.as_read)

    def corrections_of(self, article: Article) -> list[CorrectionRow]:
        """Those on the article's page; also where its day is open, and it stands in no list."""
        rows = self.correction_rows
        if any(article_key(one) == article_key(article) for one in self.view.open):
            own = self.view.known_corrections(self.corrections, self.as_read, also=[article])
            rows = list_corrections(own, self.as_read)
        return [
            row
            for row in rows
            if any(target.page_sha256 == article.page_sha256 for target in targets_of(row.correction))
        ]

    @part
    def review(self) -> list[ReviewRow]:
        """What a person should look at."""
        return list_review(
            self.articles,
            suggestions=self.register.suggestions,
            corrections=self.view.corrections,
            known=self.view.known_corrections(self.view.corrections, self.as_read),
            as_read=self.as_read,
        )

    @part
    def read_by_page(self) -> dict[str, list[Article]]:
        """The articles of each page that the view shows, as they were read, before anybody put them right."""
        found: dict[str, list[Article]] = defaultdict(list)
        opened = {article_key(article) for article in self.view.open}  # listed apart, and to be put right there
        for article in (*self.view.known(self.as_read), *(one for one in self.as_read if article_key(one) in opened)):
            found[article.page_sha256].append(article)
        return dict(found)

    @part
    def register(self) -> Register:
        """The things the articles name."""
        return self.derived.register

    @part
    def linked(self) -> list[LinkedEvent]:
        """Which mentions of events tell one happening."""
        return self.derived.linked

    @part
    def told(self) -> list[ToldEvent]:
        """The events, to choose from."""
        return self.derived.told

    @part
    def clusters(self) -> list[Cluster]:
        """The mentions of events, those of one happening together."""
        return self.derived.clusters

    @part
    def told_of(self) -> ActorIndex:
        """The lines of the timeline by their actors."""
        return ActorIndex(self.told)

    @part
    def entries(self) -> list[TimelineEntry]:
        """The timeline."""
        return mark_rows(choose_events(self.told), self.marks)

    def timeline(
        self, *, actor: str | None = None, place: str | None = None, everything: bool = False
    ) -> list[TimelineEntry]:
        """The events of an actor or a place; with `everything` also those told in passing, which takes long the first time."""
        told = self.memo.get(("everything",), self.derived.tell_everything) if everything else self.told
        actors = None if everything else self.told_of
        key = ("timeline", actor, place, everything)
        return self.memo.get(
            key, lambda: mark_rows(choose_events(told, actor=actor, place=place, actors=actors), self.marks)
        )

    @part
    def said_once(self) -> list[SaidOnce]:
        """The statements, to choose from."""
        return self.derived.said

    @part
    def said_words(self) -> WordIndex:
        """The statements by the words of what is said."""
        return self.derived.said_words

    @part
    def statements(self) -> list[StatementRow]:
        """Who said what."""
        return mark_rows(choose_statements(self.said_once), self.marks)

    def said(self, *, speaker: str | None = None, about: str | None = None) -> list[StatementRow]:
        """The statements of a speaker or about something."""
        return self.memo.get(
            ("statements", speaker, about),
            lambda: mark_rows(
                choose_statements(self.said_once, speaker=speaker, about=about, words=self.said_words), self.marks
            ),
        )

    @part
    def actors(self) -> list[Thing]:
        """People and bodies, those in most articles first."""
        return [thing for thing in self.things.values() if thing.kind in ACTORS]

    @part
    def things(self) -> dict[str, Thing]:
        """Everything that is named, by id."""
        return {thing.id: thing for thing in mark_rows(self.register.things, self.marks)}

    @part
    def by_name(self) -> dict[str, Thing]:
        """People and bodies by their names as names are compared; of namesakes none, for nothing tells which is meant."""
        found: dict[str, Thing | None] = {}
        for thing in self.actors:
            key = name_key(thing.name)
            found[key] = None if key in found else thing
        return {key: thing for key, thing in found.items() if thing is not None}

    @part
    def places(self) -> list[PlaceRow]:
        """The places named."""
        return mark_rows(list_places(self.located, self.entries), self.marks)

    def commitments(self, *, at: str | None = None, who: str | None = None) -> list[CommitmentRow]:
        """What was promised or planned."""
        today = at or self.view.as_of
        found = self.derived

        def make() -> list[CommitmentRow]:
            return mark_rows(found.commitments if today == self.view.as_of else found.commitments_at(today), self.marks)

        rows = self.memo.get(("commitments", today), make)
        return choose_commitments(rows, who=who, things=self.register.things)

    @part
    def open_commitments(self) -> list[CommitmentRow]:
        """Those that are still open."""
        return [row for row in self.commitments() if row.state == "open"]

    @part
    def copies(self) -> list[CopyRow]:
        """Who carries whose text."""
        return list_copies(self.articles, self.origins)

    @part
    def said_by(self) -> dict[str, list[StatementRow]]:
        """Statements by the thing that speaks."""
        found: dict[str, list[StatementRow]] = defaultdict(list)
        for row in self.statements:
            if row.entity:
                found[row.entity].append(row)
        return dict(found)

    @part
    def passed_on(self) -> dict[str, list[StatementRow]]:
        """Statements of others by the thing that passed them on."""
        return find_passed_on(self.statements, self.by_page, self.register.by_entity)

    @part
    def addressed(self) -> dict[str, list[StatementRow]]:
        """Statements by the thing that they were said to."""
        return find_addressed(self.statements, self.by_page, self.register.by_entity)

    @part
    def bonds(self) -> Bonds:
        """What joins people and bodies: events, statements and articles in which both stand."""
        actors = frozenset(thing.id for thing in self.actors)
        talk = find_talk(self.statements, self.by_page, self.register.by_entity, addressed=self.addressed)
        return Bonds(
            events=((one.entry.id, {thing.id for thing in one.actors} & actors) for one in self.told),
            statements=((row, speaker, others & actors) for row, speaker, others in talk if speaker in actors),
            articles=((article_key(one), self.named_in.get(article_key(one), set()) & actors) for one in self.articles),
        )

    def has(self, name: str) -> bool:
        """Whether a part has been worked out, so that nobody waits for it."""
        return name in self.__dict__

    @part
    def named_in(self) -> dict[ArticleKey, set[str]]:
        """The ids of the things that each article names."""
        found: dict[ArticleKey, set[str]] = defaultdict(set)
        for (key, _), thing in self.register.by_entity.items():
            found[key].add(thing.id)
        return dict(found)

    @part
    def by_page(self) -> dict[str, list[Article]]:
        """The articles of each page, in their order on it."""
        found: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            found[article.page_sha256].append(article)
        return {page: sorted(held, key=lambda article: article.ordinal) for page, held in found.items()}

    @part
    def by_key(self) -> dict[ArticleKey, Article]:
        """The articles by page and place on it."""
        return {article_key(article): article for article in self.articles}

    @part
    def by_origin(self) -> dict[str, list[Article]]:
        """Articles of one text, by the name of their group, in the order of publication."""
        found: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            found[self.origins[article_key(article)].group].append(article)
        return dict(found)

    @part
    def by_address(self) -> dict[str, list[Article]]:
        """The versions of an article's page: those of one address."""
        found: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            if (sighting := self.sightings.get(article.page_sha256)) is not None:
                found[sighting.address].append(article)
        return dict(found)

    def changes_of(self, article: Article) -> list[VersionRow]:
        """What was changed in the article from version to version."""
        sighting = self.sightings.get(article.page_sha256)
        versions = self.by_address.get(sighting.address, []) if sighting else []
        return list_changes(versions, self.sightings) if len(versions) > 1 else []

    @part
    def outlets(self) -> set[str]:
        """The outlets, each however it is written."""
        return {name_key(article.outlet.name) for article in self.articles if article.outlet}

    @part
    def days(self) -> tuple[str, str] | None:
        """The first and the last day an article of the view is known to have been published on."""
        return reach_of(self.articles)


def reach_of(articles: Iterable[Article]) -> tuple[str, str] | None:
    """The first and the last known day of publication."""
    days = sorted(article.published.day for article in articles if article.published.day)
    return (days[0], days[-1]) if days else None
