"""The mentions of one component put into groups: the two profiles that agree best become one, until none agree enough.

Two things must hold for two profiles to become one: together they score enough as profiles, and their single mentions do not
speak against it on average.  The first alone lets what has grown swallow its neighbours (one event of 958 mentions among
9,774 of a week), the second alone keeps apart what only the whole shows to be one (pairs R .24 instead of .64).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from sijill.link.eventblocks import pairs_within
from sijill.link.eventmentions import EventMention
from sijill.link.eventprofiles import Profile, are_apart
from sijill.link.eventscore import ENOUGH, describe, score
from sijill.model.corrections import Span

__all__ = ["Group", "Merge", "group_mentions"]

# evals/linking dev week, 2026-11: pairs F1 .69 at -1, .67 at -.7, of which precision .88 and .91.
MEAN = -1.0
_TORN = 0.5  # by which the day of a month or year must fit better than others do
SURE = 1e6  # of a pair that a person has put together

Bonds = Mapping[Span, Mapping[Span, str]]
"""Pairs of mentions by where they stand, under both their sides, with why."""
NONE: Bonds = {}


class Merge(NamedTuple):
    """Two groups that became one: the first mention of each, and why."""

    one: EventMention
    other: EventMention
    reason: str


class Group(NamedTuple):
    """Mentions of one event, in their order, and how they came together."""

    mentions: tuple[EventMention, ...]
    merges: tuple[Merge, ...]


class _Node:
    """A group as it grows: its profile, its members, and what it scores with each neighbour."""

    __slots__ = ("age", "apart", "keys", "members", "merges", "pairs", "profile", "scores")

    def __init__(self, mention: EventMention, apart: Iterable[Span]) -> None:
        self.profile = Profile(mention)
        self.members = [mention]
        self.merges: list[Merge] = []
        self.scores: dict[int, float] = {}  # the latest known, of an older state where one of the two has grown since
        self.pairs: dict[int, tuple[float, int]] = {}  # sum and number of the scores of single mentions
        self.age = 0
        self.keys, self.apart = {mention.key}, set(apart)


def group_mentions(
    mentions: Sequence[EventMention],
    *,
    together: Bonds = NONE,
    apart: Bonds = NONE,
) -> list[Group]:
    """The groups, in the order of their first mentions; the order of `mentions` makes no difference.

    Pairs that are `together` are joined before all others; no group holds a pair that is `apart`, which goes before `together`.
    """
    if len(mentions) == 1:
        return [Group(tuple(mentions), ())]
    ordered = sorted(mentions, key=lambda mention: mention.order)
    return _Grouping(ordered, together, apart).run()


class _Grouping:
    def __init__(self, ordered: Sequence[EventMention], together: Bonds, apart: Bonds) -> None:
        self.nodes = {at: _Node(mention, apart.get(mention.key, ())) for at, mention in enumerate(ordered)}
        places = {mention.key: at for at, mention in enumerate(ordered)}
        self.keys = [mention.key for mention in ordered]
        for one, other in pairs_within(ordered):
            a, b = sorted((places[one.key], places[other.key]))
            self._know(a, b, score(self.nodes[a].profile, self.nodes[b].profile))
        self.told: dict[tuple[int, int], str] = {}
        for key, others in together.items():
            for second, why in others.items():
                if key < second and key in places and second in places:
                    a, b = sorted((places[key], places[second]))
                    self._know(a, b, SURE)
                    self.told[a, b] = why

    def _know(self, a: int, b: int, value: float) -> None:
        self.nodes[a].scores[b] = self.nodes[b].scores[a] = value
        self.nodes[a].pairs[b] = self.nodes[b].pairs[a] = (value, 1)

    def run(self) -> list[Group]:
        """Join until nothing agrees enough."""
        heap = [
            (-value, a, b, 0, 0)
            for a, node in self.nodes.items()
            for b, value in node.scores.items()
            if a < b and value > ENOUGH
        ]
        heapify(heap)
        while heap:
            value, a, b, age_a, age_b = heappop(heap)
            one, other = self.nodes.get(a), self.nodes.get(b)
            if one is None or other is None:
                continue
            if (age_a, age_b) != (one.age, other.age):
                if one.scores.get(b) == -value:  # not yet looked at since one of the two has grown
                    fresh = self._score(one, other, b)
                    one.scores[b] = other.scores[a] = fresh
                    if fresh > ENOUGH:
                        heappush(heap, (-fresh, a, b, one.age, other.age))
                continue
            if one.apart & other.keys:
                continue
            if value > -SURE and (are_apart(one.profile, other.profile) or self._is_torn(a, b)):
                continue
            self._join(a, b)
            for c, bound in one.scores.items():
                if bound > ENOUGH:
                    heappush(heap, (-bound, min(a, c), max(a, c), -1, -1))
        groups = [
            Group(tuple(sorted(node.members, key=lambda mention: mention.order)), tuple(node.merges))
            for node in self.nodes.values()
        ]
        return sorted(groups, key=lambda group: group.mentions[0].order)

    def _is_torn(self, a: int, b: int) -> bool:
        """Whether one tells a month or year in which a third, of another day, fits it as well as this one."""
        for wide, day in ((a, b), (b, a)):
            profile, firm = self.nodes[wide].profile, self.nodes[day].profile.firm
            if profile.wide is None or profile.firm or not firm:
                continue
            near = self.nodes[wide].scores
            for c, value in near.items():
                third = self.nodes[c].profile
                if c != day and value >= near[day] - _TORN and are_apart(third, self.nodes[day].profile):
                    return True
        return False

    def _score(self, one: _Node, other: _Node, b: int) -> float:
        total, count = one.pairs[b]
        return min(score(one.profile, other.profile), total / count - MEAN + ENOUGH) if total < SURE else SURE

    def _decided(self, one: _Node, other: _Node) -> str:
        """The words of the correction that puts a mention of each together."""
        told = [why for (a, b), why in self.told.items() if self._parted(a, b, one, other)]
        return min(told)

    def _parted(self, a: int, b: int, one: _Node, other: _Node) -> bool:
        """Whether one of two mentions is in one group, the other in the other."""
        first, second = self.keys[a], self.keys[b]
        return (first in one.keys and second in other.keys) or (second in one.keys and first in other.keys)

    def _join(self, a: int, b: int) -> None:
        """Make `b` a part of `a`; what either scored with a third is an upper guess of what both do."""
        one, other = self.nodes[a], self.nodes.pop(b)
        first, second = (min(node.members, key=lambda mention: mention.order) for node in (one, other))
        one.merges += other.merges
        why = self._decided(one, other) if one.scores[b] >= SURE else describe(one.profile, other.profile)
        one.merges.append(Merge(first, second, why))
        one.profile.take(other.profile)
        one.members += other.members
        one.keys |= other.keys
        one.apart |= other.apart
        one.age += 1
        del one.scores[b], one.pairs[b]
        for c, value in other.scores.items():
            if c != a:
                near = self.nodes[c]
                del near.scores[b]
                mine, theirs = one.pairs.get(c, (0.0, 0)), near.pairs.pop(b)
                one.pairs[c] = near.pairs[a] = mine[0] + theirs[0], mine[1] + theirs[1]
                one.scores[c] = near.scores[a] = max(value, one.scores.get(c, value))
