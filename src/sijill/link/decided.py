"""What people decided about names, laid over what linking found: put apart first, then put together.

Whoever is put apart leaves with all that people put with him; the rest of the group stays.  Where the two kinds of decision
contradict each other in a roundabout way, apart holds: a wrong merge puts words into somebody's mouth, a missed one is seen
and mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sijill.link.groups import Group, Groups
from sijill.link.locals import Local
from sijill.model.corrections import Pair, Pairs, Span
from sijill.model.graph import Evidence, Join

__all__ = ["Decided", "decide"]


class Decided(NamedTuple):
    """Groups as people want them; locals that people keep apart; and for a local that had to be cut what is left of it."""

    groups: list[Group]
    apart: tuple[tuple[Local, Local], ...] = ()
    replaced: Mapping[Local, Local] = {}


class _Wanted(NamedTuple):
    """A decision about two locals of the record."""

    one: Local
    other: Local
    pair: Pair


def decide(groups: Sequence[Group], pairs: Pairs) -> Decided:
    """The groups after what people decided; a decision about a mention that is not there changes nothing.

    The order in which decisions were made matters only where they contradict each other.
    """
    if not pairs.same and not pairs.different:
        return Decided(list(groups))
    groups, replaced = _cut_locals(groups, pairs.different)
    at = {_span(words): local for group in groups for local in group.locals for words in local.evidence}
    different, same = _wanted(pairs.different, at), _wanted(pairs.same, at)
    same, ours = _agreeing(same, different)
    parts = _leave(groups, different, ours)
    home = {local: number for number, group in enumerate(parts) for local in group.locals}
    apart = tuple((want.one, want.other) for want in different)
    return Decided(_unite(parts, home, same, apart), apart, replaced)


def _cut_locals(groups: Sequence[Group], different: Sequence[Pair]) -> tuple[list[Group], dict[Local, Local]]:
    """Two mentions under one name of one article that are not one: the first is taken out of what the article says of both."""
    leaving: dict[Local, list[Evidence]] = {}
    found = {_span(words): (local, words) for group in groups for local in group.locals for words in local.evidence}
    for pair in different:
        one, other = found.get(pair.one), found.get(pair.other)
        if one and other and one[0] is other[0]:
            leaving.setdefault(one[0], []).append(one[1])
    replaced: dict[Local, Local] = {}
    cut: list[Group] = []
    for group in groups:
        locals_: list[Local] = []
        for local in group.locals:
            gone = leaving.get(local, [])
            rest = tuple(words for words in local.evidence if words not in gone)
            locals_ += [local._replace(evidence=(words,)) for words in dict.fromkeys(gone)]
            if not gone:
                locals_.append(local)
            elif rest:
                replaced[local] = local._replace(evidence=rest)
                locals_.append(replaced[local])
            else:
                replaced[local] = locals_[-1]
        cut.append(group._replace(locals=tuple(locals_)))
    return cut, replaced


def _span(words: Evidence) -> Span:
    return words.page_sha256, words.start, words.end


def _wanted(pairs: Iterable[Pair], at: Mapping[Span, Local]) -> list[_Wanted]:
    return [_Wanted(at[pair.one], at[pair.other], pair) for pair in pairs if pair.one in at and pair.other in at]


def _agreeing(same: Iterable[_Wanted], different: Sequence[_Wanted]) -> tuple[list[_Wanted], Groups[Local]]:
    """The joins that bring nobody together whom people keep apart, and the locals that people put together by them."""
    named = [local for want in (*same, *different) for local in (want.one, want.other)]
    ours: Groups[Local] = Groups(sorted(set(named), key=lambda local: local.order))
    kept = []
    for want in same:
        roots = {ours.root(want.one), ours.root(want.other)}
        if not any({ours.root(far.one), ours.root(far.other)} == roots for far in different) and len(roots) > 1:
            ours.join(want.one, want.other, want.pair.correction.told)
            kept.append(want)
        elif len(roots) == 1:
            kept.append(want)
    return kept, ours


def _leave(groups: Sequence[Group], different: Sequence[_Wanted], ours: Groups[Local]) -> list[Group]:
    """The groups with those who leave in groups of their own: all at once, so that no decision comes before another."""
    home = {local: number for number, group in enumerate(groups) for local in group.locals}
    leavers = {(home[w.one], ours.root(w.one)) for w in different if home[w.one] == home[w.other]}
    named = {local for want in different for local in (want.one, want.other)}
    together = {local for pair in ours.joined for local in (pair.one, pair.other)}
    parts: list[Group] = []
    for number, group in enumerate(groups):
        by_root: dict[Local | None, list[Local]] = {None: []}
        for local in group.locals:
            root = ours.root(local) if local in named or local in together else None
            by_root.setdefault(root if root is not None and (number, root) in leavers else None, []).append(local)
        for root, locals_ in by_root.items():
            if locals_:
                body = group.body if root is None else None
                parts.append(Group(group.kind, tuple(locals_), _joins_within(group, locals_), body))
    return parts


def _joins_within(group: Group, locals_: Sequence[Local]) -> tuple[Join, ...]:
    """The reasons that still hold inside a part of the group."""
    mentions = {words for local in locals_ for words in local.evidence}
    return tuple(join for join in group.joins if mentions.issuperset(join.evidence))


def _unite(
    parts: Sequence[Group],
    home: Mapping[Local, int],
    same: Sequence[_Wanted],
    apart: Sequence[tuple[Local, Local]],
) -> list[Group]:
    numbers: Groups[int] = Groups(range(len(parts)))
    joins: dict[int, list[Join]] = {}
    for want in same:
        one, other = numbers.root(home[want.one]), numbers.root(home[want.other])
        far = [{numbers.root(home[local]) for local in pair} for pair in apart]
        if {one, other} in far and one != other:
            continue
        if one != other:
            numbers.join(one, other, want.pair.correction.told)
        names = tuple(sorted({want.one.name, want.other.name}))
        words = tuple(next(e for e in local.evidence if _span(e) == span) for local, span in _ends(want))
        joins.setdefault(home[want.one], []).append(Join(want.pair.correction.told, names, words))
    return [_united([parts[at] for at in members], joins, members) for members in numbers.members()]


def _ends(want: _Wanted) -> tuple[tuple[Local, Span], tuple[Local, Span]]:
    return (want.one, want.pair.one), (want.other, want.pair.other)


def _united(groups: Sequence[Group], joins: Mapping[int, Sequence[Join]], members: Sequence[int]) -> Group:
    decided = tuple(join for at in members for join in joins.get(at, ()))
    if len(groups) == 1 and not decided:
        return groups[0]
    largest = max(groups, key=lambda group: (sum(len(one.evidence) for one in group.locals), group.kind))
    return Group(
        largest.kind,
        tuple(local for group in groups for local in group.locals),
        (*decided, *(join for group in groups for join in group.joins)),
        next((group.body for group in groups if group.body is not None), None),
    )
