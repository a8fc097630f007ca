"""Mentions of events in many articles brought together: each happening once.

Every mention is compared with those that share a block with it (`eventblocks`); pairs that agree make components, and
each component is put into groups by itself (`eventgroups`).  What two mentions score depends on them alone, so a new
article changes only the components it touches, and a record that grew is the same as one built at once, in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from sijill.link.duplicates import find_origins
from sijill.link.entities import link_record
from sijill.link.eventblocks import Block, blocks_of
from sijill.link.eventgroups import Bonds, Group, Merge, group_mentions
from sijill.link.eventmentions import EventMention, read_mentions
from sijill.link.eventprofiles import Profile
from sijill.link.eventscore import ENOUGH, score
from sijill.link.places import locate_articles
from sijill.model.corrections import Pair, Pairs, Span
from sijill.model.graph import ArticleKey, Join, LinkedEvent, Origin, ThingsByEntity, article_key
from sijill.model.places import Located
from sijill.model.records import Article

__all__ = ["EventIndex", "link_events"]

NO_PAIRS = Pairs()


def link_events(
    articles: Sequence[Article],
    *,
    origins: Mapping[ArticleKey, Origin] | None = None,
    located: Mapping[ArticleKey, Sequence[Located]] | None = None,
    things: ThingsByEntity | None = None,
    pairs: Pairs = NO_PAIRS,
) -> list[LinkedEvent]:
    """The events of the articles, in the order in which they were first told; the order of the articles makes no difference.

    `origins` (`find_origins`), `located` (`locate_articles`) and `things` (`link_record`) are worked out from the same articles
    where they are not given.  `pairs` is what people decided (`pairs_of(corrections, "event")`): those of `same` become one
    event and those of `different` never do, whatever the rest says; a pair whose mention is not there changes nothing.
    """
    origins = find_origins(articles) if origins is None else origins
    located = locate_articles(articles) if located is None else located
    things = link_record(articles).by_entity if things is None else things
    index = EventIndex(pairs)
    for article in articles:
        key = article_key(article)
        index.add(read_mentions(article, located=located.get(key, ()), origin=origins.get(key), things=things))
    return index.events()


NOTHING: dict[Span, None] = {}


class EventIndex:
    """Mentions, added and taken out article by article, and the events they make."""

    def __init__(self, pairs: Pairs = NO_PAIRS) -> None:
        self._together, self._apart = _both_ways(pairs.same), _both_ways(pairs.different)
        self._mentions: dict[Span, EventMention] = {}
        self._blocks: dict[Span, tuple[Block, ...]] = {}
        self._active: defaultdict[Hashable, dict[Span, None]] = defaultdict(dict)
        self._waiting: defaultdict[Hashable, dict[Span, None]] = defaultdict(dict)
        self._agreeing: defaultdict[Span, set[Span]] = defaultdict(set)
        self._profiles: dict[Span, Profile] = {}
        self._groups: dict[Span, list[Group]] = {}  # of each component, under its first member
        self._component: dict[Span, Span] = {}
        self._stale: dict[Span, None] = {}

    def add(self, mentions: Iterable[EventMention]) -> None:
        """Take mentions in; one that stands where another does replaces it."""
        for mention in mentions:
            if mention.key in self._mentions:
                self._drop(mention.key)
            self._mentions[mention.key] = mention
            self._blocks[mention.key] = tuple(dict.fromkeys(blocks_of(mention)))
            self._profiles[mention.key] = Profile(mention)
            for other in self._partners(mention):
                if self._agree(mention.key, other):
                    self._agreeing[mention.key].add(other)
                    self._agreeing[other].add(mention.key)
            for block in self._blocks[mention.key]:
                (self._waiting if block.waiting else self._active)[block.key][mention.key] = None
            self._stale[mention.key] = None

    def remove(self, article: ArticleKey) -> None:
        """Take out the mentions of an article."""
        for key in [key for key, mention in self._mentions.items() if mention.article == article]:
            self._drop(key)

    def events(self) -> list[LinkedEvent]:
        """The events, in the order in which they were first told; only components that changed are put into groups anew."""
        for component in list(self._changed()):  # what was known is forgotten before anything new is
            members = sorted(component, key=lambda key: self._mentions[key].order)
            mentions = [self._mentions[key] for key in members]
            self._groups[members[0]] = group_mentions(mentions, together=self._together, apart=self._apart)
            self._component.update(dict.fromkeys(members, members[0]))
        self._stale.clear()
        groups = sorted((group for found in self._groups.values() for group in found), key=_order)
        return [LinkedEvent(tuple(m.event.id for m in group.mentions), _joins(group)) for group in groups]

    def _partners(self, mention: EventMention) -> dict[Span, None]:
        """The mentions that share a block with it, and those a person has put together with it."""
        found: dict[Span, None] = {}
        for block in self._blocks[mention.key]:
            found.update(self._active.get(block.key, NOTHING))
            if not block.waiting:
                found.update(self._waiting.get(block.key, NOTHING))
        found.update({key: None for key in self._together.get(mention.key, {}) if key in self._mentions})
        found.pop(mention.key, None)
        return found

    def _agree(self, one: Span, other: Span) -> bool:
        return other in self._together.get(one, {}) or score(self._profiles[one], self._profiles[other]) > ENOUGH

    def _drop(self, key: Span) -> None:
        del self._mentions[key]
        for block in self._blocks.pop(key):
            del (self._waiting if block.waiting else self._active)[block.key][key]
        for other in self._agreeing.pop(key, set()):
            self._agreeing[other].discard(key)
            self._stale[other] = None
        self._groups.pop(self._component.pop(key, key), None)
        self._stale.pop(key, None)
        del self._profiles[key]

    def _changed(self) -> Iterator[list[Span]]:
        """The components that hold what is new or has lost a neighbour; what was known of them is forgotten."""
        seen: set[Span] = set()
        for start in self._stale:
            if start in seen:
                continue
            seen.add(start)
            component = [start]
            for key in component:
                self._groups.pop(self._component.get(key, key), None)
                for other in self._agreeing.get(key, ()):
                    if other not in seen:
                        seen.add(other)
                        component.append(other)
            yield component


def _both_ways(pairs: Iterable[Pair]) -> Bonds:
    """The pairs under both their sides, each with the words of the correction that says so."""
    found: defaultdict[Span, dict[Span, str]] = defaultdict(dict)
    for pair in pairs:
        found[pair.one][pair.other] = found[pair.other][pair.one] = pair.correction.told
    return found


def _order(group: Group) -> tuple[object, ...]:
    return group.mentions[0].order


def _joins(group: Group) -> tuple[Join, ...]:
    """Why the mentions of several texts are one, each reason once, with the first two mentions it was given for."""
    reasons: dict[str, Merge] = {}
    for merge in group.merges:
        if merge.one.article != merge.other.article:
            known = reasons.get(merge.reason)
            if known is None or (merge.one.order, merge.other.order) < (known.one.order, known.other.order):
                reasons[merge.reason] = merge
    joins = []
    for reason in sorted(reasons):
        words = reasons[reason].one.words, reasons[reason].other.words
        joins.append(Join(reason, tuple(dict.fromkeys(each.words for each in words)), words))
    return tuple(joins)
