"""What people decided about names, laid over what linking found: put apart first, then put together.

Whoever is put apart leaves with all that people put with him; the rest of the group stays.  Where people put together, step
by step, whom they put apart, apart holds: a wrong merge puts words into somebody's mouth, a missed one is seen
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
    parts = _leave(groups, _leavers(groups, same, different, ours), ours)
    return Decided(_unite(parts, same), tuple((want.one, want.other) for want in different), replaced)


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


def _home(groups: Sequence[Group]) -> dict[Local, int]:
    return {local: number for number, group in enumerate(groups) for local in group.locals}


def _leavers(
    groups: Sequence[Group], same: Sequence[_Wanted], different: Sequence[_Wanted], ours: Groups[Local]
) -> set[Local]:
    """Those (by the root of `ours`) who would be one with somebody they are kept apart from, once the groups are put together."""
    home = _home(groups)
    numbers: Groups[int] = Groups(range(len(groups)))
    for want in same:
        if numbers.root(home[want.one]) != numbers.root(home[want.other]):
            numbers.join(home[want.one], home[want.other], "")
    return {ours.root(w.one) for w in different if numbers.root(home[w.one]) == numbers.root(home[w.other])}


def _leave(groups: Sequence[Group], leavers: set[Local], ours: Groups[Local]) -> list[Group]:
    """The groups, with those who leave in groups of their own: all at once, so that no decision comes before another."""
    root_of = {local: root for members in ours.members() for local in members if (root := ours.root(local)) in leavers}
    parts: list[Group] = []
    for group in groups:
        by_root: dict[Local | None, list[Local]] = {}
        for local in group.locals:
            by_root.setdefault(root_of.get(local), []).append(local)
        for leaver, locals_ in by_root.items():
            body = group.body if leaver is None else None
            parts.append(Group(group.kind, tuple(locals_), _joins_within(group, locals_), body))
    return parts


def _joins_within(group: Group, locals_: Sequence[Local]) -> tuple[Join, ...]:
    """The reasons that still hold inside a part of the group."""
    mentions = {words for local in locals_ for words in local.evidence}
    return tuple(join for join in group.joins if mentions.issuperset(join.evidence))


def _unite(parts: Sequence[Group], same: Sequence[_Wanted]) -> list[Group]:
    """The parts put together; whoever was kept apart from somebody here has left before."""
    home = _home(parts)
    numbers: Groups[int] = Groups(range(len(parts)))
    joins: dict[int, list[Join]] = {}
    for want in same:
        if numbers.root(home[want.one]) != numbers.root(home[want.other]):
            numbers.join(home[want.one], home[want.other], want.pair.correction.told)
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
