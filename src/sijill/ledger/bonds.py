"""What joins people and bodies: events and statements in which both stand, articles that name both.

How much two are joined is worked out as for people who write papers together (Newman, "Scientific collaboration networks.
II", Phys. Rev. E 64, 016132, 2001): what many stand in joins any two of them less.  An event or a statement counts for
DIRECT articles.  Whoever is named everywhere would still be joined with all: the sum is set against how often the two are
named at all (Salton's cosine: divided by the root of the product of their articles).
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct

from sijill.model.graph import ArticleKey

__all__ = ["DIRECT", "Bonds", "Shared", "Tie"]

DIRECT = 3  # so many articles that merely name both weigh as much as one event or statement of the two; a choice, not measured


class Tie(Struct, frozen=True):
    """How much joins two, by their ids in the order of the alphabet: the numbers of what they share.

    `shared` is the sum of these, each divided among all who stand there; `weight` sets it against how often the two are named.
    """

    one: str
    other: str
    events: int
    statements: int
    articles: int
    shared: float
    weight: float


class Shared(NamedTuple):
    """What two have in common: ids of lines of the timeline, ids of statements, keys of articles, each in the order given."""

    events: list[str]
    statements: list[str]
    articles: list[ArticleKey]


class _Meeting(NamedTuple):
    """Things that stand in one event, statement or article; with a speaker only he and another are joined, else any two."""

    kind: int  # 0 an event, 1 a statement, 2 an article
    key: str | ArticleKey
    speaker: str | None
    members: tuple[str, ...]
    share: float

    def joins(self, one: str, other: str) -> bool:
        """Whether it joins two of its members."""
        return self.speaker is None or self.speaker in (one, other)


class Bonds:
    """All that joins the people and bodies of a record."""

    def __init__(
        self,
        *,
        events: Iterable[tuple[str, Collection[str]]],
        statements: Iterable[tuple[str, str, Collection[str]]],
        articles: Iterable[tuple[ArticleKey, Collection[str]]],
    ) -> None:
        """`events` have their actors, `statements` their speaker and whom he speaks to or about, `articles` whom they name."""
        self.articles_of: dict[str, int] = defaultdict(int)
        self._meetings: list[_Meeting] = []
        self._by_thing: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for event, actors in events:
            self._add(0, event, None, actors)
        for statement, speaker, others in statements:
            self._add(1, statement, speaker, {speaker, *others})
        for article, named in articles:
            for one in set(named):
                self.articles_of[one] += 1
            self._add(2, article, None, named)

    def _add(self, kind: int, key: str | ArticleKey, speaker: str | None, members: Collection[str]) -> None:
        once = tuple(sorted(set(members)))
        if len(once) < 2:
            return
        value = 1 if kind == 2 else DIRECT
        for one in once:
            self._by_thing[one].append(len(self._meetings))
        self._meetings.append(_Meeting(kind, key, speaker, once, value / (len(once) - 1)))

    def around(self, thing: str) -> list[str]:
        """Those who share anything with the thing, whoever shares most first."""
        sums: dict[str, float] = defaultdict(float)
        for at in self._by_thing.get(thing, ()):
            meeting = self._meetings[at]
            for other in meeting.members:
                if other != thing and meeting.joins(thing, other):
                    sums[other] += meeting.share
        return sorted(sums, key=lambda one: (-round(sums[one], 6), one))

    def among(self, things: Collection[str]) -> list[Tie]:
        """What joins any two of the things, the most joined first."""
        chosen = frozenset(things)
        counts: dict[tuple[str, str], list[int]] = {}
        sums: dict[tuple[str, str], float] = defaultdict(float)
        for at in sorted(set().union(*(self._by_thing.get(thing, ()) for thing in chosen))):
            meeting = self._meetings[at]
            met = [one for one in meeting.members if one in chosen]
            for place, one in enumerate(met):
                for other in met[place + 1 :]:
                    if meeting.joins(one, other):
                        counts.setdefault((one, other), [0, 0, 0])[meeting.kind] += 1
                        sums[one, other] += meeting.share
        ties = [
            Tie(
                one,
                other,
                numbers[0],
                numbers[1],
                numbers[2],
                round(sums[one, other], 6),
                self._weigh(one, other, sums[one, other]),
            )
            for (one, other), numbers in counts.items()
        ]
        return sorted(ties, key=lambda tie: (-tie.weight, tie.one, tie.other))

    def between(self, one: str, other: str) -> Shared:
        """All that joins the two: what their tie counts."""
        found = Shared([], [], [])
        mine, theirs = (self._by_thing.get(thing, ()) for thing in (one, other))
        for at in sorted(set(mine) & set(theirs)):
            meeting = self._meetings[at]
            if one != other and meeting.joins(one, other):
                found[meeting.kind].append(meeting.key)  # type: ignore[arg-type]
        return found

    def _weigh(self, one: str, other: str, shared: float) -> float:
        named: Mapping[str, int] = self.articles_of
        return round(shared / math.sqrt(max(named.get(one, 0), 1) * max(named.get(other, 0), 1)), 6)
