"""What an article says of one happening, as mentions are compared: its days, places, parties, and the words around it.

Everything is read from the article alone, so that a mention stays what it is whatever else the record holds.  Only the
things that names stand for (`things`) and the copies of its text (`origins`) come from the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from sijill.link.landmarks import find_landmarks
from sijill.model.graph import ArticleKey, Evidence, Origin, ThingsByEntity, article_key
from sijill.model.places import Located, Spot
from sijill.model.records import Article, Event
from sijill.model.time import TimeValue, bounds_of
from sijill.text.names import entity_id
from sijill.text.namewords import telling_keys
from sijill.text.passages import Passages
from sijill.text.telling import stem_of, weigh_stems
from sijill.text.tokens import cut_norms

__all__ = ["Days", "EventMention", "Order", "Words", "events_in_order", "order_of", "read_mentions"]

Order = tuple[str, str, int, int, str]
"""The order in which mentions were told: day, article, place on the page, id of the event."""

_BEFORE, _BEHIND = 3, 7  # tokens around the word that names an event
_LETTERS = 80  # before it in which the first are looked for, and twice as many behind


@dataclass(frozen=True, slots=True)
class Words:
    """Stems with what each says, made one long together; `length` is what they were before, 0 where there are none."""

    weights: Mapping[str, float]
    length: float


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day it can have happened, counted from day 1 of year 1; `firm` where the text says so.

    Not firm is the day of publication, told or taken: a happening that an article only comes back to often stands beside it
    (`the minister condemned the attack on Monday`).
    """

    first: int
    last: int
    firm: bool

    @property
    def is_exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


@dataclass(frozen=True, eq=False, slots=True)
class EventMention:
    """One event of one article, with what is compared."""

    article: ArticleKey
    event: Event
    order: Order
    group: str
    published: int | None
    days: Days | None
    places: frozenset[str]
    named_places: frozenset[str]
    spots: tuple[Spot, ...]
    near_spots: tuple[Spot, ...]
    agents: frozenset[str]
    parties: frozenset[str]
    named: frozenset[str]
    figures: frozenset[tuple[str, int | None, int | None]]
    landmark: tuple[str, str] | None
    stem: str
    sentence_at: int
    phrase: Words
    sentence: Words
    title: Words
    in_title: bool
    in_lead: bool

    @property
    def key(self) -> tuple[str, int, int]:
        """Where it stands: the page, and the characters of the word that names it."""
        return self.article[0], self.event.trigger.start, self.event.trigger.end

    @property
    def words(self) -> Evidence:
        """The word that names it."""
        trigger = self.event.trigger
        return Evidence(self.article[0], trigger.start, trigger.end, trigger.text)


def events_in_order(article: Article) -> list[Event]:
    """The events of an article in the order of the page."""
    return sorted(article.events, key=lambda one: (one.trigger.start, one.id))


def order_of(article: Article, event: Event) -> Order:
    """Where a mention stands among all: by the article's day, those of no known day last."""
    day = article.published.day or article.published.latest
    return (day or "9999", *article_key(article), event.trigger.start, event.id)


def read_mentions(
    article: Article,
    *,
    located: Sequence[Located] = (),
    origin: Origin | None = None,
    things: ThingsByEntity | None = None,
) -> list[EventMention]:
    """Every event of an article, in the order of the page."""
    if not article.events:
        return []
    reader = _Reader(article, located, origin, things or {})
    return [reader.read(event) for event in events_in_order(article)]


class _Reader:
    """One article, with what all its mentions need."""

    def __init__(
        self, article: Article, located: Sequence[Located], origin: Origin | None, things: ThingsByEntity
    ) -> None:
        self.article = article
        self.key = article_key(article)
        self.passages = Passages(article)
        self.group = origin.group if origin else f"{self.key[0]}:{self.key[1]}"
        self.spots = {(one.start, one.end): one.spot for one in located if one.spot is not None}
        self.things = things
        self.title = _words(article.title.text) if article.title else Words({}, 0.0)
        self.named = frozenset(self._thing(e.entity, e.name) for e in article.entities if e.kind in ("PER", "ORG"))
        self.named_places = frozenset(
            self._place(e.start, e.end, e.text) for e in article.entities if e.kind in ("LOC", "FAC")
        )
        self.published = _ordinal(article.published.day)
        self.landmarks = [(mark.evidence, mark) for mark in find_landmarks(article)]
        self._sentences: dict[int, Words] = {}

    def read(self, event: Event) -> EventMention:
        """One event of the article."""
        start, end = event.trigger.start, event.trigger.end
        passage = self.passages.sentence_at(start, end, event.trigger.text)
        at = self.passages.sentence_start(start, end)
        agents = [a for a in event.actors if a.role == "agent" and a.entity]
        parties = [a for a in event.actors if a.entity]
        return EventMention(
            article=self.key,
            event=event,
            order=order_of(self.article, event),
            group=self.group,
            published=self.published,
            days=_days(event.when, self.published),
            places=frozenset(self._place(p.start, p.end, p.text) for p in event.places),
            named_places=self.named_places,
            spots=self._spots([(p.start, p.end) for p in event.places]),
            near_spots=self._spots([s for s in self.spots if passage.start <= s[0] and s[1] <= passage.end]),
            agents=frozenset(self._thing(a.entity, a.text) for a in agents),
            parties=frozenset(self._thing(a.entity, a.text) for a in parties),
            named=self.named,
            figures=frozenset((f.kind, f.low, f.high) for f in event.figures),
            landmark=self._landmark(start),
            stem=stem_of(event.trigger.text),
            sentence_at=at,
            phrase=self._phrase(passage, start, end),
            sentence=self._sentence(at, passage.words),
            title=self.title,
            in_title=self.passages.in_title(start),
            in_lead=self.passages.in_lead(start),
        )

    def _spots(self, spans: Iterable[tuple[int, int]]) -> tuple[Spot, ...]:
        found = {spot.id: spot for span in spans if (spot := self.spots.get(span)) is not None}
        return tuple(found[key] for key in sorted(found))

    def _place(self, start: int, end: int, name: str) -> str:
        """The place by its id, or by its name where it is not located."""
        spot = self.spots.get((start, end))
        return spot.id if spot is not None else " ".join(telling_keys(name))

    def _thing(self, entity: str | None, name: str) -> str:
        thing = self.things.get((self.key, entity)) if entity else None
        return thing.id if thing is not None else entity or entity_id("ORG", name)

    def _landmark(self, start: int) -> tuple[str, str] | None:
        for words, mark in self.landmarks:
            if words.start <= start < words.end and not (mark.days or mark.years):
                return mark.kind, " ".join(mark.keys)
        return None

    def _phrase(self, passage: Evidence, start: int, end: int) -> Words:
        """The words right around the one that names it: `attack` is many, `chemical attack on Douma` is one."""
        words, low, high = passage.words, start - passage.start, end - passage.start
        reach = max(words.find(" ", max(low - _LETTERS, 0), low), 0) if low > _LETTERS else 0
        before = cut_norms(words[reach:low])[-_BEFORE:]
        behind = cut_norms(words[high : high + 2 * _LETTERS])[:_BEHIND]
        return _weigh((*before, *behind))

    def _sentence(self, at: int, text: str) -> Words:
        if at not in self._sentences:
            self._sentences[at] = _words(text)
        return self._sentences[at]


def _days(when: TimeValue | None, published: int | None) -> Days | None:
    if when is not None:
        first, last = (when.earliest, when.latest) if when.earliest or when.latest else bounds_of(when.value, when.mod)
        if first and last:
            days = _ordinal(first) or 0, _ordinal(last) or 0
            return Days(*days, firm=days != (published, published))
    return Days(published, published, firm=False) if published is not None else None


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def _words(text: str) -> Words:
    return _weigh(cut_norms(text))


def _weigh(norms: Iterable[str]) -> Words:
    weights = weigh_stems(norms)
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return Words({stem: weight / length for stem, weight in weights.items()}, length)
