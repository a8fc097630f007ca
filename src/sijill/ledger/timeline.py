"""The events of the story, each once, in the order of time."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sijill.ledger.asof import check_day
from sijill.ledger.days import day_bounds, precision_of, sort_key
from sijill.ledger.happened import when_of
from sijill.ledger.headings import head_of
from sijill.ledger.matching import query_matches
from sijill.ledger.merge import Cluster, Mention, collect_mentions, gather_clusters
from sijill.ledger.placequery import where_matches
from sijill.ledger.salience import salience_of
from sijill.ledger.sources import cite, count_independent, publication_order
from sijill.ledger.speakers import NOTHING, answers_to, thing_of_entity
from sijill.ledger.states import list_modalities
from sijill.ledger.toplines import keep_salient
from sijill.ledger.wordindex import WordIndex
from sijill.model.graph import (
    ArticleKey,
    Evidence,
    FigureReport,
    LinkedEvent,
    Origin,
    Party,
    Thing,
    ThingsByEntity,
    TimelineEntry,
    Where,
    article_key,
)
from sijill.model.places import Located, PlacePrecision, Spot
from sijill.model.records import Article
from sijill.text.namewords import bare_keys

__all__ = ["ActorIndex", "ToldEvent", "build_timeline", "choose_events", "tell_events"]

Spots = Mapping[tuple[ArticleKey, int, int], Spot]
# Texts that name a place from which it is agreed on, and how many times fewer name one that is left out.  Of the lines of two
# weeks read one by one, places of a neighbouring clause stood in one text of many.
_AGREED, _ASIDE = 3, 3
_PRECISIONS: tuple[PlacePrecision, ...] = ("point", "town", "region", "country", "wider")


class ToldEvent(NamedTuple):
    """A line of the timeline with all by which its actors are found: their words in the articles, and the things they are."""

    entry: TimelineEntry
    names: tuple[str, ...]
    actors: tuple[Thing, ...]


class ActorIndex:
    """Lines by the names of their actors: the same answers as `choose_events` without it, at once."""

    def __init__(self, told: Sequence[ToldEvent]) -> None:
        lines: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for at, one in enumerate(told):
            called = {name for thing in one.actors for name in (thing.name, *thing.aliases)}
            for name in called.union(one.names):
                lines[name].append(at)
        self._words = WordIndex((name,) for name in lines)
        self._lines = list(lines.values())
        self._by_thing: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(told):
            for thing in one.actors:
                self._by_thing[thing.id].append(at)

    def find(self, actor: str) -> list[int]:
        """The numbers of the lines with an actor of that name, or with the thing of that id, in their order."""
        named = {at for name in self._words.find(actor) for at in self._lines[name]}
        return sorted(named.union(self._by_thing.get(actor, ())))


def build_timeline(
    articles: Sequence[Article],
    *,
    origins: Mapping[ArticleKey, Origin] | None = None,
    start: str | None = None,
    end: str | None = None,
    actor: str | None = None,
    place: str | None = None,
    everything: bool = False,
    top: int | None = None,
    linked: Sequence[LinkedEvent] | None = None,
    located: Mapping[ArticleKey, Sequence[Located]] | None = None,
    things: ThingsByEntity = NOTHING,
) -> list[TimelineEntry]:
    """The events worth a line, dated ones first in the order of time, then those whose day is open.

    Worth a line is an article's main event, one told in a headline, and one with its own time; `everything` gives the
    others too.  `start` and `end` are days, both included: an event counts when it can have happened between them.  `actor`
    and `place` find a name however it is typed, `place` also what lies in it; the id of a thing or place finds no namesakes.
    `top` keeps the most salient of what was asked for, see `ledger.salience`.  `linked` comes from
    `link.events.link_events(articles)`; without it every mention is a line of its own.  `located` comes from
    `link.places.locate_articles(articles)`; without it no place has coordinates.  `origins` comes from
    `link.duplicates.find_origins(articles)`; without it every article counts as a source of its own.  The result does not
    depend on the order of `articles`.
    """
    told = tell_events(articles, origins=origins, everything=everything, linked=linked, located=located, things=things)
    chosen = choose_events(told, start=start, end=end, actor=actor, place=place)
    return chosen if top is None else keep_salient(chosen, top)


def tell_events(
    articles: Sequence[Article],
    *,
    origins: Mapping[ArticleKey, Origin] | None = None,
    everything: bool = False,
    linked: Sequence[LinkedEvent] | None = None,
    located: Mapping[ArticleKey, Sequence[Located]] | None = None,
    things: ThingsByEntity = NOTHING,
    clusters: Sequence[Cluster] | None = None,
) -> list[ToldEvent]:
    """All lines of `build_timeline`, to choose from more than once; `clusters` are the articles' own, where at hand."""
    if clusters is None:
        clusters = gather_clusters(collect_mentions(articles, origins), linked)
    spots = {(key, one.start, one.end): one.spot for key, found in (located or {}).items() for one in found if one.spot}
    told = [
        _told(cluster, origins, things, spots)
        for cluster in clusters
        if everything or any(mention.is_notable for mention in cluster.mentions)
    ]
    return sorted(
        told,
        key=lambda one: (
            one.entry.precision == "open", *sort_key(one.entry.when), -one.entry.salience, one.entry.id,
        ),
    )  # fmt: skip


def choose_events(
    told: Sequence[ToldEvent],
    *,
    start: str | None = None,
    end: str | None = None,
    actor: str | None = None,
    place: str | None = None,
    actors: ActorIndex | None = None,
) -> list[TimelineEntry]:
    """The lines asked for, as `build_timeline` takes them; `actors` is an index of what is told, for many questions."""
    for day in (start, end):
        if day is not None:
            check_day(day)
    if actor and actors is not None:
        told, actor = [told[at] for at in actors.find(actor)], None
    named = cache(lambda name: query_matches(actor or "", name))  # most names stand in many lines
    known: dict[str, bool] = {}
    lies: dict[str, bool] = {}

    def is_known(thing: Thing) -> bool:
        if thing.id not in known:
            known[thing.id] = thing.id == actor or answers_to(actor or "", thing)
        return known[thing.id]

    def is_there(where: Where) -> bool:
        key = where.spot.id if where.spot is not None else f" {where.name}"
        if key not in lies:
            lies[key] = where_matches(place or "", where)
        return lies[key]

    return [
        one.entry
        for one in told
        if _can_be_between(one.entry, start, end)
        and (not place or any(map(is_there, one.entry.places)))
        and (not actor or any(map(named, one.names)) or any(map(is_known, one.actors)))
    ]


def _can_be_between(entry: TimelineEntry, start: str | None, end: str | None) -> bool:
    earliest, latest = day_bounds(entry.when)
    return not ((start and latest and latest < start) or (end and earliest and earliest > end))


def _told(
    cluster: Cluster, origins: Mapping[ArticleKey, Origin] | None, things: ThingsByEntity, spots: Spots
) -> ToldEvent:
    names: dict[str, None] = {}
    actors: dict[str, Thing] = {}
    for mention in cluster.mentions:
        for actor in mention.event.actors:
            names[actor.text] = None
            if (thing := thing_of_entity(mention.article, actor.entity, things)) is not None:
                actors[thing.id] = thing
    return ToldEvent(_tell(cluster, origins, things, spots), tuple(names), tuple(actors.values()))


def _tell(
    cluster: Cluster, origins: Mapping[ArticleKey, Origin] | None, things: ThingsByEntity, spots: Spots
) -> TimelineEntry:
    """The cluster as a line: heading chosen from the sources, everything they say side by side."""
    mentions = sorted(cluster.mentions, key=_mention_order)
    articles = {id(mention.article): mention.article for mention in mentions}
    sources = sorted(articles.values(), key=publication_order)
    independent = count_independent(sources, origins)
    when = when_of(mentions)
    modalities = list_modalities(mentions)
    head = head_of(mentions, when, modalities[0].modality)
    trigger = head.event.trigger
    first = [head, *(mention for mention in mentions if mention is not head)]
    return TimelineEntry(
        id=mentions[0].event.id,
        type=head.event.type,
        heading=head.passages.sentence_at(trigger.start, trigger.end, trigger.text),
        trigger=head.words,
        when=when,
        precision=precision_of(when),
        modality=modalities[0].modality,
        modalities=modalities,
        places=_places(mentions, spots),
        actors=_actors(mentions, things),
        figures=_figures(mentions),
        claimed_by=_claimed_by(mentions),
        mentions=len(mentions),
        sources=tuple(cite(article) for article in sources),
        independent_sources=independent,
        salience=salience_of(mentions, origins),
        evidence=tuple(mention.words for mention in first),
        reasons=cluster.reasons,
    )


def _mention_order(mention: Mention) -> tuple[object, ...]:
    return (*publication_order(mention.article), mention.event.trigger.start, mention.event.id)


def _places(mentions: Sequence[Mention], spots: Spots) -> tuple[Where, ...]:
    """The places its own words name, each once, the most precise first, of those the one that most texts name.

    Where several texts agree on a place, one that few name beside it is left out: it is the place of something told nearby.
    """
    named: dict[tuple[str, ...], Where] = {}
    texts: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for mention in mentions:
        for place in mention.event.places:
            evidence = Evidence(mention.article.page_sha256, place.start, place.end, place.text)
            spot = spots.get((article_key(mention.article), place.start, place.end))
            key = ("spot", spot.id) if spot is not None else bare_keys(place.text)
            named.setdefault(key, Where(place.text, place.entity, evidence, spot))
            texts[key].add(mention.group)
    most = max(map(len, texts.values()), default=0)
    told = [key for key in named if most < _AGREED or len(texts[key]) * _ASIDE > most]
    return tuple(named[key] for key in sorted(told, key=lambda key: (_fineness(named[key]), -len(texts[key]))))


def _fineness(where: Where) -> int:
    """Spots before towns, regions and countries; what is open stands with the towns."""
    return _PRECISIONS.index(where.spot.precision if where.spot is not None else "town")


def _actors(mentions: Sequence[Mention], things: ThingsByEntity) -> tuple[Party, ...]:
    """Everyone once: two names of one thing are one actor, as first named."""
    named: dict[tuple[str, ...], Party] = {}
    for mention in mentions:
        for actor in mention.event.actors:
            evidence = Evidence(mention.article.page_sha256, actor.start, actor.end, actor.text)
            thing = thing_of_entity(mention.article, actor.entity, things)
            same = (thing.id,) if thing else bare_keys(actor.text)
            party = Party(actor.role, actor.text, thing.id if thing else actor.entity, evidence)
            named.setdefault((actor.role, *same), party)
    return tuple(sorted(named.values(), key=lambda party: party.role != "agent"))


def _figures(mentions: Sequence[Mention]) -> tuple[FigureReport, ...]:
    """Every count, side by side; the same count from several sources is one report with all their words."""
    found: dict[tuple[str, int | None, int | None], FigureReport] = {}
    for mention in mentions:
        for figure in mention.event.figures:
            key = (figure.kind, figure.low, figure.high)
            words = Evidence(mention.article.page_sha256, figure.start, figure.end, figure.text)
            seen = found[key].evidence if key in found else ()
            if words not in seen:
                found[key] = FigureReport(figure.kind, figure.low, figure.high, (*seen, words))
    return tuple(found.values())


def _claimed_by(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The speakers whose words alone tell the event; none where an article tells it itself."""
    names: dict[str, None] = {}
    for mention in mentions:
        if mention.event.said_in is None:
            return ()
        said = next((s for s in mention.article.statements if s.id == mention.event.said_in), None)
        name = (said.speaker.name or said.speaker.text) if said else None
        if name:
            names.setdefault(name)
    return tuple(names)
