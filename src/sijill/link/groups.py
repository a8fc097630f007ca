"""Nodes put together into groups, with the reasons; the outcome does not depend on the order in which they come."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, NamedTuple, TypeVar

from sijill.link.locals import Local
from sijill.model.graph import Join
from sijill.model.records import EntityKind
from sijill.text.bodynames import Body

K = TypeVar("K", bound=Hashable)


class Joined(NamedTuple, Generic[K]):
    """Two nodes that are one thing, and why."""

    one: K
    other: K
    reason: str


class Groups(Generic[K]):
    """Disjoint groups of nodes."""

    def __init__(self, nodes: Iterable[K]) -> None:
        self._parents: dict[K, K] = {node: node for node in nodes}
        self.joined: list[Joined[K]] = []

    def root(self, node: K) -> K:
        """The node that stands for the group of `node`."""
        while self._parents[node] != node:
            self._parents[node] = self._parents[self._parents[node]]
            node = self._parents[node]
        return node

    def join(self, one: K, other: K, reason: str) -> None:
        """Make two groups one."""
        self.joined.append(Joined(one, other, reason))
        self._parents[self.root(other)] = self.root(one)

    def members(self) -> list[list[K]]:
        """Every group, in the order in which its first node was given."""
        found: dict[K, list[K]] = {}
        for node in self._parents:
            found.setdefault(self.root(node), []).append(node)
        return list(found.values())


class Group(NamedTuple):
    """Mentions of one thing, and why those under different names are."""

    kind: EntityKind
    locals: tuple[Local, ...]
    joins: tuple[Join, ...] = ()
    body: Body | None = None  # of a name that many bodies bear: which of them
