"""What is kept of events between two states of a record: which mentions of an article agree with others, and groups of mentions.

An article of which nothing has changed is not even read again: its mentions are read where a new one may agree with them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sijill.link.eventblocks import Block, blocks_of
from sijill.link.eventgroups import Group
from sijill.link.eventmentions import EventMention, events_in_order, read_mentions
from sijill.model.corrections import Span
from sijill.model.graph import ArticleKey, Evidence, Join, LinkedEvent, Origin, ThingsByEntity, article_key
from sijill.model.pieces import Pieces, digest_of
from sijill.model.places import Located
from sijill.model.records import Article, Event

__all__ = ["EventPieces", "Grouped", "Sketch", "Telling", "group_of", "marks_of", "may_share", "sketch_of", "told_in"]


class Sketch(Struct, frozen=True, array_like=True):
    """The mentions of an article by their marks, and which agree with which: number here, article's digest, number there."""

    marks: bytes
    agreeing: tuple[tuple[int, bytes, int], ...]


class Grouped(Struct, frozen=True, array_like=True):
    """A group by the places of its mentions in their component, and why those of several texts are one, by two of them."""

    members: tuple[int, ...]
    joins: tuple[tuple[str, int, int], ...]


class EventPieces(NamedTuple):
    """Sketches by their articles' digests, and groups by the digests of their components."""

    articles: Pieces[Sketch]
    components: Pieces[tuple[Grouped, ...]]


class Telling:
    """The mentions of one article, and the digest of all that they rest on; read only where they are asked for.

    `events` and `spans` (where each stands) are in the order of `mentions`: a mention's number.
    """

    def __init__(
        self, article: Article, located: Sequence[Located], origin: Origin | None, things: ThingsByEntity
    ) -> None:
        key = article_key(article)
        self.article = replace(  # what no mention rests on is left out: what is not in the digest cannot be read
            article, source="", outlet=None, byline=None, dateline=None, updated=None, language=None, furniture=(),
            statements=(),
        )  # fmt: skip
        self._located, self._origin = tuple(located), origin
        named = {entity.entity for entity in article.entities if entity.entity}
        named |= {actor.entity for event in article.events for actor in event.actors if actor.entity}
        self._things = {(key, one): things[key, one] for one in sorted(named) if (key, one) in things}
        ids = [(entity, thing.id) for (_, entity), thing in self._things.items()]
        self.digest = digest_of(self.article, self._located, origin.group if origin else None, ids)
        self.events = events_in_order(article)
        sha256 = article.page_sha256
        self.spans: list[Span] = [(sha256, one.trigger.start, one.trigger.end) for one in self.events]

    @cached_property
    def mentions(self) -> list[EventMention]:
        """The mentions by their numbers."""
        return read_mentions(self.article, located=self._located, origin=self._origin, things=self._things)

    @cached_property
    def blocks(self) -> list[tuple[Block, ...]]:
        """The blocks of each mention."""
        return [tuple(dict.fromkeys(blocks_of(mention))) for mention in self.mentions]


def marks_of(telling: Telling) -> set[int]:
    """A number for every block that a mention of the article stands in, seldom the same for two."""
    encode = msgspec.msgpack.Encoder().encode
    return {crc32(encode(block.key)) for blocks in telling.blocks for block in blocks}


def sketch_of(telling: Telling, agreeing: Iterable[tuple[int, bytes, int]]) -> Sketch:
    """What is kept of an article."""
    return Sketch(array("I", sorted(marks_of(telling))).tobytes(), tuple(agreeing))


def may_share(sketch: Sketch, marks: set[int]) -> bool:
    """Whether a mention of the article may stand in a block of these marks."""
    return not marks.isdisjoint(array("I", sketch.marks))


def group_of(group: Group, places: Mapping[Span, int]) -> Grouped:
    """A group as it is kept, each reason once, with the first two mentions it was given for."""
    reasons: dict[str, tuple[int, int]] = {}
    for merge in group.merges:
        if merge.one.article != merge.other.article:
            found = places[merge.one.key], places[merge.other.key]
            reasons[merge.reason] = min(found, reasons.get(merge.reason, found))
    joins = tuple((reason, *reasons[reason]) for reason in sorted(reasons))
    return Grouped(tuple(places[mention.key] for mention in group.mentions), joins)


def told_in(grouped: Grouped, members: Sequence[tuple[ArticleKey, Event]]) -> LinkedEvent:
    """A group as an event, from the mentions of its component in their order."""
    joins = []
    for reason, one, other in grouped.joins:
        words = _words(*members[one]), _words(*members[other])
        joins.append(Join(reason, tuple(dict.fromkeys(each.words for each in words)), words))
    return LinkedEvent(tuple(members[at][1].id for at in grouped.members), tuple(joins))


def _words(article: ArticleKey, event: Event) -> Evidence:
    trigger = event.trigger
    return Evidence(article[0], trigger.start, trigger.end, trigger.text)
