"""Mentions of events in many articles brought together: each happening once.

Every mention is compared with those that share a block with it (`eventblocks`); pairs that agree make components, and
each component is put into groups by itself (`eventgroups`).  What two mentions score depends on them alone, so a new
article changes only the components it touches, and a record that grew is the same as one built at once, in any order:
what was worked out for the articles that stayed (`eventpieces`) is not worked out again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from sijill.link.duplicates import find_origins
from sijill.link.entities import link_record
from sijill.link.eventgroups import Bonds, group_mentions
from sijill.link.eventmentions import Order, order_of
from sijill.link.eventpieces import (
    EventPieces,
    Grouped,
    Sketch,
    Telling,
    group_of,
    marks_of,
    may_share,
    sketch_of,
    told_in,
)
from sijill.link.eventprofiles import Profile
from sijill.link.eventscore import ENOUGH, score
from sijill.link.places import locate_articles
from sijill.model.corrections import Pair, Pairs, Span
from sijill.model.graph import ArticleKey, LinkedEvent, Origin, ThingsByEntity, article_key
from sijill.model.pieces import Pieces, digest_of
from sijill.model.places import Located
from sijill.model.records import Article

__all__ = ["link_events"]

NO_PAIRS = Pairs()
ALONE = (Grouped((0,), ()),)


def link_events(
    articles: Sequence[Article],
    *,
    origins: Mapping[ArticleKey, Origin] | None = None,
    located: Mapping[ArticleKey, Sequence[Located]] | None = None,
    things: ThingsByEntity | None = None,
    pairs: Pairs = NO_PAIRS,
    kept: EventPieces | None = None,
) -> list[LinkedEvent]:
    """The events of the articles, in the order in which they were first told; the order of the articles makes no difference.

    `origins` (`find_origins`), `located` (`locate_articles`) and `things` (`link_record`) are worked out from the same articles
    where they are not given.  `pairs` is what people decided (`pairs_of(corrections, "event")`): those of `same` become one
    event and those of `different` never do, whatever the rest says; a pair whose mention is not there changes nothing.
    `kept` is what was worked out before, for whatever articles; it spares work and changes nothing.
    """
    origins = find_origins(articles) if origins is None else origins
    located = locate_articles(articles) if located is None else located
    things = link_record(articles).by_entity if things is None else things
    tellings = []
    for article in sorted(articles, key=article_key):
        key = article_key(article)
        tellings.append(Telling(article, located.get(key, ()), origins.get(key), things))
    linking = _Linking(tellings, pairs, EventPieces(Pieces(), Pieces()) if kept is None else kept)
    linking.compare()
    return linking.events()


class _Linking:
    """The mentions of some articles, those that agree, and the events they make."""

    def __init__(self, tellings: Sequence[Telling], pairs: Pairs, kept: EventPieces) -> None:
        self._together, self._apart = _both_ways(pairs.same), _both_ways(pairs.different)
        self._tellings, self._kept = tellings, kept
        self._mentions: dict[Span, tuple[Telling, int]] = {}
        for telling in tellings:
            for number, span in enumerate(telling.spans):
                self._mentions[span] = telling, number  # of two at one place the later
        self._agreeing: defaultdict[Span, set[Span]] = defaultdict(set)
        self._blocks = _Blocks()

    def compare(self) -> None:
        """Find the pairs that agree; of two articles that were compared before it is known."""
        known: list[tuple[Telling, Sketch]] = []
        new: list[Telling] = []
        for telling in self._tellings:
            sketch = self._kept.articles.get(telling.digest)
            if sketch is None:
                new.append(telling)
            else:
                known.append((telling, sketch))
        by_digest = {telling.digest: telling for telling in self._tellings}
        marks = set().union(*map(marks_of, new)) if known else set()
        for telling, sketch in known:
            for number, digest, there in sketch.agreeing:
                if digest in by_digest:
                    self._join(telling.spans[number], by_digest[digest].spans[there])
            if may_share(sketch, marks):
                for number in range(len(telling.events)):
                    self._blocks.add(telling, number)
        for telling in new:
            found = [pair for number in range(len(telling.events)) for pair in self._compare_one(telling, number)]
            self._kept.articles.put(telling.digest, sketch_of(telling, found))
        for span, others in self._together.items():
            for other in others:
                if span in self._mentions and other in self._mentions:
                    self._join(span, other)

    def _compare_one(self, telling: Telling, number: int) -> Iterator[tuple[int, bytes, int]]:
        """Compare a mention with all that came before and share a block with it; gives those that agree, as they are kept."""
        span = telling.spans[number]
        if self._mentions[span] != (telling, number):
            return
        profile = self._blocks.profile_of(telling, number)
        for other, there in self._blocks.partners(telling, number):
            if score(profile, self._blocks.profile_of(other, there)) > ENOUGH:
                self._join(span, other.spans[there])
                yield number, other.digest, there
        self._blocks.add(telling, number)

    def _join(self, one: Span, other: Span) -> None:
        self._agreeing[one].add(other)
        self._agreeing[other].add(one)

    def events(self) -> list[LinkedEvent]:
        """The events, in the order in which they were first told; only components that are new are put into groups."""
        orders = {
            span: order_of(telling.article, telling.events[number])
            for span, (telling, number) in self._mentions.items()
        }
        found: list[tuple[Order, LinkedEvent]] = []
        for component in self._components():
            component.sort(key=orders.__getitem__)
            members = [self._mentions[span] for span in component]
            told = [(article_key(telling.article), telling.events[number]) for telling, number in members]
            for group in self._group(component) if len(component) > 1 else ALONE:
                found.append((orders[component[group.members[0]]], told_in(group, told)))
        return [event for _, event in sorted(found, key=lambda one: one[0])]

    def _group(self, component: Sequence[Span]) -> tuple[Grouped, ...]:
        """The groups of a component, its mentions in their order."""
        members = [self._mentions[span] for span in component]
        decided = [
            (at, sorted(bonds[span].items()))
            for bonds in (self._together, self._apart)
            for at, span in enumerate(component)
            if span in bonds
        ]
        digest = digest_of([(telling.digest, number) for telling, number in members], decided)
        known = self._kept.components.get(digest)
        if known is not None:
            return known
        mentions = [telling.mentions[number] for telling, number in members]
        places = {span: at for at, span in enumerate(component)}
        groups = group_mentions(mentions, together=self._together, apart=self._apart)
        return self._kept.components.put(digest, tuple(group_of(group, places) for group in groups))

    def _components(self) -> Iterator[list[Span]]:
        seen: set[Span] = set()
        for start in self._mentions:
            if start in seen:
                continue
            seen.add(start)
            component = [start]
            for span in component:
                for other in self._agreeing.get(span, ()):
                    if other not in seen:
                        seen.add(other)
                        component.append(other)
            yield component


Place = tuple[Telling, int]


class _Blocks:
    """The mentions that new ones are compared with, by the blocks they stand in."""

    def __init__(self) -> None:
        self._active: defaultdict[Hashable, list[Place]] = defaultdict(list)
        self._waiting: defaultdict[Hashable, list[Place]] = defaultdict(list)
        self._profiles: dict[Place, Profile] = {}

    def profile_of(self, telling: Telling, number: int) -> Profile:
        """A mention as it is compared."""
        found = self._profiles.get((telling, number))
        if found is None:
            found = self._profiles[telling, number] = Profile(telling.mentions[number])
        return found

    def add(self, telling: Telling, number: int) -> None:
        """Take a mention in."""
        for block in telling.blocks[number]:
            (self._waiting if block.waiting else self._active)[block.key].append((telling, number))

    def partners(self, telling: Telling, number: int) -> Iterable[Place]:
        """The mentions that share a block with this one, each once."""
        found: dict[Place, None] = {}
        for block in telling.blocks[number]:
            found.update(dict.fromkeys(self._active.get(block.key, ())))
            if not block.waiting:
                found.update(dict.fromkeys(self._waiting.get(block.key, ())))
        return found


def _both_ways(pairs: Iterable[Pair]) -> Bonds:
    """The pairs under both their sides, each with the words of the correction that says so."""
    found: defaultdict[Span, dict[Span, str]] = defaultdict(dict)
    for pair in pairs:
        found[pair.one][pair.other] = found[pair.other][pair.one] = pair.correction.told
    return found
