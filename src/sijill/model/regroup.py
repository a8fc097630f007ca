"""Groups as people want them: what they put apart, and what they put together, laid over groups that were found.

Whoever is put apart leaves with all that people put with him; the rest of his group stays.  Where people put together, step
by step, whom they put apart, apart holds: a wrong merge puts words into somebody's mouth, a missed one is seen and mended.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

__all__ = ["Regrouped", "regroup"]

K = TypeVar("K", bound=Hashable)


class Regrouped(NamedTuple, Generic[K]):
    """The groups, and who left the group that was found for him."""

    groups: list[list[K]]
    left: set[K]


class _Union(Generic[K]):
    """Disjoint sets."""

    def __init__(self) -> None:
        self._parents: dict[K, K] = {}

    def root(self, node: K) -> K:
        while (parent := self._parents.setdefault(node, node)) != node:
            node = self._parents[node] = self._parents.setdefault(parent, parent)
        return node

    def join(self, one: K, other: K) -> None:
        self._parents[self.root(other)] = self.root(one)


def regroup(
    groups: Sequence[Sequence[K]], same: Iterable[tuple[K, K]], different: Iterable[tuple[K, K]]
) -> Regrouped[K]:
    """The groups after all decisions; of a pair in `different` the first leaves.  Every node of a pair is in some group.

    All who leave do so at once, so the order of decisions matters only where they contradict each other: of those that put
    together, the earlier in `same` then holds.

    >>> regroup([["a", "b", "c"], ["d"]], same=[("c", "b"), ("a", "d")], different=[("b", "a")]).groups
    [['a', 'd'], ['b', 'c']]
    """
    different = list(different)
    together: _Union[K] = _Union()
    kept = []
    for one, other in same:
        roots = {together.root(one), together.root(other)}
        if len(roots) == 1 or not any({together.root(a), together.root(b)} == roots for a, b in different):
            together.join(one, other)
            kept.append((one, other))
    home = {node: number for number, group in enumerate(groups) for node in group}
    joined: _Union[int] = _Union()
    for one, other in kept:
        joined.join(home[one], home[other])
    leaving = {together.root(a) for a, b in different if joined.root(home[a]) == joined.root(home[b])}
    named = {node for pair in (*kept, *different) for node in pair}
    left = {node for node in named if together.root(node) in leaving}

    final: _Union[tuple[str, K | int]] = _Union()
    for one, other in kept:
        if one not in left:  # whoever left stays with his own alone
            final.join(("group", home[one]), ("group", home[other]))
    found: dict[tuple[str, K | int], list[K]] = {}
    for number, group in enumerate(groups):
        for node in group:
            place = ("left", together.root(node)) if node in left else final.root(("group", number))
            found.setdefault(place, []).append(node)
    return Regrouped(list(found.values()), left)
