"""People: which names in which articles are one person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sijill.link.groups import Groups
from sijill.link.locals import Known, Local
from sijill.link.names import PersonName, is_distinctive, is_shared_name, why_maybe_same, why_same_person
from sijill.link.support import ENOUGH, MARGIN, Support, weigh
from sijill.text.gazetteer import find_known
from sijill.text.names import PARTICLES, name_keys, skeleton, without_titles

Keys = tuple[str, ...]
_FULLEST = 80  # names in a block that are compared with each other; in the order of the alphabet, the rest only with neighbours


class Doubt(NamedTuple):
    """Two nodes that may be one thing."""

    one: int
    other: int
    score: float
    reasons: tuple[str, ...]


class Node(NamedTuple):
    """Mentions taken for one thing from the outset, under one name."""

    keys: Keys
    locals: tuple[Local, ...]

    @property
    def is_part(self) -> bool:
        """True for a surname or a given name alone."""
        return len(_without_particles(self.keys)) == 1

    @property
    def person(self) -> PersonName:
        """The name as it is compared."""
        return PersonName(self.keys)

    @property
    def listed(self) -> str | None:
        """The name of the lists, if they know this one."""
        known = find_known("PER", self.locals[0].name)
        return known.name if known else None


class People:
    """The nodes of the record's people, and their groups."""

    def __init__(self, locals_: Iterable[Local], known: Known) -> None:
        self.known = known
        self.nodes = _open_nodes(locals_)
        self.groups: Groups[int] = Groups(range(len(self.nodes)))
        self.doubts: list[Doubt] = []
        self._members: dict[int, list[int]] = {at: [at] for at in range(len(self.nodes))}

    def link(self) -> None:
        """Join what is sure, then what is supported; what is left in doubt is noted."""
        full = [at for at, node in enumerate(self.nodes) if not node.is_part]
        self._join_namesakes(full)
        unsure = self._join_spellings(full)
        self._join_supported(unsure)
        self._join_parts(full)

    def _join(self, one: int, other: int, reason: str) -> None:
        roots = self.groups.root(one), self.groups.root(other)
        if roots[0] == roots[1]:
            return
        self.groups.join(one, other, reason)
        root = self.groups.root(one)
        gone = roots[1] if root == roots[0] else roots[0]
        self._members[root] += self._members.pop(gone)

    def _group(self, at: int) -> list[int]:
        return self._members[self.groups.root(at)]

    def _locals(self, at: int) -> list[Local]:
        return [local for member in sorted(self._group(at)) for local in self.nodes[member].locals]

    def _join_namesakes(self, full: Sequence[int]) -> None:
        """`محمد علي` of two articles is one person where the role or the company says so."""
        by_keys: dict[Keys, list[int]] = defaultdict(list)
        for at in full:
            by_keys[self.nodes[at].keys].append(at)
        for same in by_keys.values():
            self._join_alike(same)

    def _join_alike(self, same: Sequence[int]) -> None:
        """Of nodes under one name, join those that role or company support."""
        found = [
            (self._weigh(one, other), one, other)
            for at, one in enumerate(same)
            for other in same[at + 1 : at + _FULLEST]
        ]
        self._settle(found, "the same name")

    def _settle(self, found: Sequence[tuple[Support, int, int]], reason: str) -> None:
        for support, one, other in sorted(found, key=lambda row: (-row[0].score, row[1], row[2])):
            if support.score >= ENOUGH and not support.against and self._agree(one, other):
                self._join(one, other, "; ".join((reason, *support.words)))
            elif self.groups.root(one) != self.groups.root(other):
                self._doubt(one, other, support, reason)

    def _doubt(self, one: int, other: int, support: Support, reason: str) -> None:
        words = (reason, *support.words, *(("described as of two states",) if support.against else ()))
        self.doubts.append(Doubt(one, other, 0.0 if support.against else round(support.score, 2), words))

    def _weigh(self, one: int, other: int) -> Support:
        return weigh(self.known, self._locals(one), self._locals(other))

    def _agree(self, one: int, other: int) -> bool:
        """No two full names of the groups that cannot be one person's, and no two of the lists."""
        ours, theirs = self._group(one), self._group(other)
        listed = {name for at in (*ours, *theirs) if (name := self.nodes[at].listed)}
        return len(listed) < 2 and all(
            self.nodes[a].keys == self.nodes[b].keys
            or why_same_person(self.nodes[a].person, self.nodes[b].person)
            or why_maybe_same(self.nodes[a].person, self.nodes[b].person)
            for a in ours
            for b in theirs
            if not self.nodes[a].is_part and not self.nodes[b].is_part
        )

    def _join_spellings(self, full: Sequence[int]) -> list[tuple[int, int, str]]:
        """Join names that differ in spelling, titles or a middle name alone; gives back the pairs that are not sure.

        A group is kept where every two of its names agree: `سليم علي الحارثي` and `سليم حسن الحارثي` are two people, and
        `سليم الحارثي` then belongs to neither without support.
        """
        sure: dict[int, dict[int, str]] = defaultdict(dict)
        unsure: list[tuple[int, int, str]] = []
        for one, other in self._near(full):
            a, b = self.nodes[one], self.nodes[other]
            if a.keys == b.keys:
                continue
            reason = why_same_person(a.person, b.person)
            if reason and not (is_shared_name(a.keys) or is_shared_name(b.keys)):
                sure[one][other] = sure[other][one] = reason
            elif reason or (reason := why_maybe_same(a.person, b.person)):
                unsure.append((one, other, reason))
        for group in _connected(sure):
            pairs = [(one, other) for at, one in enumerate(group) for other in group[at + 1 :]]
            listed = {name for at in group if (name := self.nodes[at].listed)}
            if len(listed) < 2 and all(self._same_name(one, other) for one, other in pairs):
                for one, other in pairs:
                    if other in sure[one]:
                        self._join(one, other, sure[one][other])
            else:
                unsure += [(one, other, sure[one][other]) for one, other in pairs if other in sure[one]]
        return sorted(set(unsure))

    def _same_name(self, one: int, other: int) -> bool:
        return why_same_person(self.nodes[one].person, self.nodes[other].person) is not None

    def _near(self, full: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs of names that share a block: growth is that of the names, not of their pairs."""
        blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in full:
            for block in _blocks(self.nodes[at].keys):
                blocks[block].append(at)
        pairs: set[tuple[int, int]] = set()
        for sharing in blocks.values():
            members = sorted(set(sharing), key=lambda at: (self.nodes[at].keys, at))
            for place, one in enumerate(members):
                pairs |= {(min(one, other), max(one, other)) for other in members[place + 1 : place + _FULLEST]}
        return sorted(pairs)

    def _join_supported(self, unsure: Sequence[tuple[int, int, str]]) -> None:
        """Of the pairs that are not sure, join those that role or company support, the best first."""
        weighed = [(self._weigh(one, other), one, other, reason) for one, other, reason in unsure]
        leads: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for support, one, other, _ in weighed:
            leads[one].append((support.score, self.groups.root(other)))
            leads[other].append((support.score, self.groups.root(one)))
        for support, one, other, reason in sorted(weighed, key=lambda row: (-row[0].score, row[1:])):
            if self.groups.root(one) == self.groups.root(other):
                continue
            fewer = one if len(self.nodes[one].keys) <= len(self.nodes[other].keys) else other
            fuller = other if fewer == one else one
            rivals = [score for score, root in leads[fewer] if not self._agree(root, fuller)]
            ahead = support.score - max(rivals, default=0.0) >= MARGIN
            if support.score >= ENOUGH and ahead and not support.against and self._agree(one, other):
                self._join(one, other, "; ".join((reason, *support.words)))
            else:
                self._doubt(one, other, support, reason)

    def _join_parts(self, full: Sequence[int]) -> None:
        """A surname alone belongs to the one person of that surname that role or company support."""
        by_part: dict[Keys, list[int]] = defaultdict(list)
        for at in full:
            keys = self.nodes[at].keys
            for size in range(1, min(3, len(keys))):
                by_part[keys[-size:]].append(at)
            by_part[keys[:1]].append(at)
        alone: dict[Keys, list[int]] = defaultdict(list)
        for at, node in enumerate(self.nodes):
            if node.is_part:
                candidates = sorted({min(self._group(other)) for other in by_part[node.keys]})
                if candidates:
                    self._join_part(at, candidates)
                elif is_distinctive(node.keys[-1]):
                    alone[node.keys].append(at)
        for same in alone.values():
            self._join_alike(same)

    def _join_part(self, at: int, candidates: Sequence[int]) -> None:
        weighed = sorted(
            ((self._weigh(at, other), other) for other in candidates), key=lambda row: (-row[0].score, row[1])
        )
        (best, other), rest = weighed[0], weighed[1:]
        lead = best.score - (rest[0][0].score if rest else 0.0)
        reason = "the end of the name" if self.nodes[other].keys[-1] == self.nodes[at].keys[-1] else "the first name"
        if not rest:
            reason += ", borne by nobody else in the record"
        if best.score >= ENOUGH and lead >= (MARGIN if rest else 0.0) and not best.against:
            self._join(other, at, "; ".join((reason, *best.words)))
        else:
            self._doubt(at, other, best, reason)


def _open_nodes(locals_: Iterable[Local]) -> list[Node]:
    """Names whose words agree, titles left out, are one node; what many may bear is a node of its own in each article."""
    by_name: dict[tuple[Keys, tuple[str, int] | None], list[Local]] = defaultdict(list)
    for local in locals_:
        keys = without_titles(name_keys(local.name)) or (local.name,)
        apart = len(_without_particles(keys)) == 1 or is_shared_name(keys)
        if apart and find_known("PER", local.name) is not None:
            apart = False
        by_name[keys, local.article if apart else None].append(local)
    nodes = [Node(keys, tuple(found)) for (keys, _), found in by_name.items()]
    return sorted(nodes, key=lambda node: (node.keys, node.locals[0].order))


def _without_particles(keys: Keys) -> Keys:
    at = 0
    while at < len(keys) - 1 and keys[at] in PARTICLES:
        at += 1
    return keys[at:]


def _blocks(keys: Keys) -> Iterator[tuple[str, ...]]:
    yield "ends", skeleton(keys[0]), skeleton(keys[-1])
    yield "short first name", keys[0][:3], keys[-1]
    yield "first two", keys[0], keys[1]
    yield "words", *sorted(keys)
    yield "servant", keys[0], keys[-1].removeprefix("عبد").removeprefix("ال")


def _connected(edges: dict[int, dict[int, str]]) -> list[list[int]]:
    """The nodes that hang together by some edge."""
    seen: set[int] = set()
    groups = []
    for start in sorted(edges):
        if start in seen:
            continue
        group, queue = [], [start]
        seen.add(start)
        while queue:
            at = queue.pop()
            group.append(at)
            queue += [other for other in edges[at] if other not in seen]
            seen |= set(edges[at])
        groups.append(sorted(group))
    return groups
