"""Which mentions are compared at all: those that share a block, so that the work grows as the mentions do.

A block is a family of types, some days, and one thing more: the word, a word beside it, a place, or a party.  Within one
article, and between copies of one text, mentions are compared whatever their days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from sijill.link.eventmentions import EventMention
from sijill.model.families import family_of
from sijill.text.telling import ORDINARY

__all__ = ["Block", "blocks_of", "pairs_within"]

_WEEK, _MONTH, _YEAR = 7, 30, 366
_FINE = ("point", "town", "region")
_MOST = 3  # places, parties and words of one mention that make blocks, each


class Block(NamedTuple):
    """A block by its key; two mentions that are both only `waiting` in it are not compared."""

    key: tuple[Hashable, ...]
    waiting: bool = False


def blocks_of(mention: EventMention) -> Iterator[Block]:
    """The blocks that a mention stands in, each once."""
    family = family_of(mention.event.type)
    yield Block(("article", mention.article, family))
    yield Block(("copies", mention.group, mention.stem))
    if mention.landmark is not None:
        yield Block(("once", mention.landmark[0], mention.landmark[1].split()[-1] if mention.landmark[1] else ""))
    days = mention.days
    if days is None:
        return
    grounds = list(_grounds(mention))
    pairs = list(combinations(grounds, 2))
    if not days.firm:
        seen = [*grounds, *pairs] if mention.event.main or mention.in_title or mention.in_lead else pairs
        yield from (Block((family, days.first // _WEEK, ground)) for ground in seen)
        yield from (Block((family, days.first // _WEEK - 1, ground)) for ground in pairs)
    elif days.is_exact:
        yield from (Block((family, "day", days.first, ground)) for ground in grounds)
        yield from (Block((family, days.first // _WEEK, ground), waiting=True) for ground in grounds)
        yield from (Block((family, days.first // _WEEK, ground)) for ground in pairs)
        yield from (Block((family, "month", days.first // _MONTH, ground), waiting=True) for ground in pairs)
        yield from (Block((family, "year", days.first // _YEAR, ground), waiting=True) for ground in pairs)
    elif days.last - days.first <= _MONTH:
        for month in range(days.first // _MONTH, days.last // _MONTH + 1):
            yield from (Block((family, "month", month, ground)) for ground in pairs)
    else:
        for year in range(days.first // _YEAR, min(days.last // _YEAR, days.first // _YEAR + 2) + 1):
            yield from (Block((family, "year", year, ground)) for ground in pairs)


def _grounds(mention: EventMention) -> Iterator[tuple[str, str]]:
    """The word, telling words beside it, the finer places, and the parties."""
    yield "word", mention.stem
    spots = mention.spots or mention.near_spots
    yield from [("place", spot.id) for spot in spots if spot.precision in _FINE][:_MOST]
    yield from [("party", party) for party in sorted(mention.parties)][:_MOST]
    phrase = mention.phrase
    beside = sorted(stem for stem, weight in phrase.weights.items() if weight * phrase.length > ORDINARY + 0.01)
    yield from [("beside", stem) for stem in beside][:_MOST]


def pairs_within(mentions: Iterable[EventMention]) -> Iterator[tuple[EventMention, EventMention]]:
    """The pairs of these mentions that share a block, each once."""
    active: defaultdict[Hashable, list[EventMention]] = defaultdict(list)
    waiting: defaultdict[Hashable, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        for block in dict.fromkeys(blocks_of(mention)):
            (waiting if block.waiting else active)[block.key].append(mention)
    seen: set[tuple[object, object]] = set()
    for key, some in active.items():
        for one, other in (*combinations(some, 2), *((a, b) for b in waiting.get(key, ()) for a in some)):
            pair = min(one.order, other.order), max(one.order, other.order)
            if one is not other and pair not in seen:
                seen.add(pair)
                yield one, other
