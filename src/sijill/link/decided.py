"""What people decided about names, laid over what linking found (`model.regroup` has the rules)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sijill.link.groups import Group
from sijill.link.locals import Local
from sijill.model.corrections import Pair, Pairs, Span
from sijill.model.graph import Evidence, Join
from sijill.model.regroup import regroup

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
    """The groups after what people decided; a decision about a mention that is not there changes nothing."""
    if not pairs.same and not pairs.different:
        return Decided(list(groups))
    groups, replaced = _cut_locals(groups, pairs.different)
    at = {_span(words): local for group in groups for local in group.locals for words in local.evidence}
    same, different = _wanted(pairs.same, at), _wanted(pairs.different, at)
    apart = tuple((want.one, want.other) for want in different)
    found = regroup([group.locals for group in groups], [(want.one, want.other) for want in same], apart)
    base = {local: group for group in groups for local in group.locals}
    return Decided([_group(members, found.left, base, same) for members in found.groups], apart, replaced)


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


def _group(
    members: Sequence[Local], left: Collection[Local], base: Mapping[Local, Group], same: Sequence[_Wanted]
) -> Group:
    """The members as a group: the reasons that still hold among them, and who put them together."""
    groups = list({id(base[local]): base[local] for local in members}.values())
    decided = tuple(_join(want) for want in same if want.one in members and want.other in members)
    if len(groups) == 1 and not decided and len(members) == len(groups[0].locals):
        return groups[0]
    largest = max(groups, key=lambda group: (sum(len(one.evidence) for one in group.locals), group.kind))
    mentions = {words for local in members for words in local.evidence}
    joins = (join for group in groups for join in group.joins if mentions.issuperset(join.evidence))
    body = next((base[local].body for local in members if local not in left and base[local].body is not None), None)
    return Group(largest.kind, tuple(members), (*decided, *joins), body)


def _join(want: _Wanted) -> Join:
    ends = ((want.one, want.pair.one), (want.other, want.pair.other))
    words = tuple(next(words for words in local.evidence if _span(words) == span) for local, span in ends)
    return Join(want.pair.correction.told, tuple(sorted({want.one.name, want.other.name})), words)
