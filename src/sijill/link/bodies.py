"""Bodies: which names in which articles are one ministry's, party's, company's or club's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sijill.link.groups import Groups
from sijill.link.locals import Known, Local
from sijill.link.names import same_word
from sijill.link.people import Doubt
from sijill.link.support import ENOUGH, Support, weigh
from sijill.model.graph import ArticleKey
from sijill.text.bodynames import Body, is_common_name, read_body, told_by_lists
from sijill.text.gazetteer import KnownName, find_known

_LARGEST = 60  # nodes of a block that are compared with each other


class Slot(NamedTuple):
    """What mentions are put under from the outset: a listed name, a name with its owner, or one article's open name."""

    listed: str
    body: Body
    article: ArticleKey | None = None


class Bodies:
    """The nodes of the record's bodies, and their groups."""

    def __init__(self, locals_: Iterable[Local], known: Known) -> None:
        self.known = known
        self._owners: dict[int, str] = {}  # why a local was put under an owner that its name does not tell
        by_slot: dict[Slot, list[Local]] = defaultdict(list)
        reasons: dict[Slot, dict[Local, str]] = defaultdict(dict)
        for local in locals_:
            slot, reason = self._slot(local)
            by_slot[slot].append(local)
            if reason:
                reasons[slot][local] = reason
        self.slots = sorted(
            by_slot, key=lambda slot: (slot.body.core, slot.body.owner or "", slot.listed, slot.article or ())
        )
        self.nodes = [self._split(slot, by_slot[slot], reasons[slot]) for slot in self.slots]
        self.inferred = {local: reason for found in reasons.values() for local, reason in found.items()}
        self.groups: Groups[int] = Groups(range(len(self.nodes)))
        self.doubts: list[Doubt] = []

    @staticmethod
    def _split(slot: Slot, found: list[Local], reasons: dict[Local, str]) -> tuple[Local, ...]:
        """Those whose name tells the owner first: they give the reasons of the others their evidence."""
        return tuple(sorted(found, key=lambda local: (local in reasons, local.order)))

    def _slot(self, local: Local) -> tuple[Slot, str]:
        printed = read_body(local.first.words)
        listed = find_known("ORG", local.name)
        if printed.is_shared:
            told = told_by_lists(listed) if listed and not read_body(listed.name).is_shared else None
            if told is not None and told.core == printed.core and printed.owner in (None, told.owner):
                return Slot("", told), "" if printed.owner else f"the article calls it {local.name}"
            return self._shared(local, printed, listed)
        if listed is not None:
            body = told_by_lists(listed)
            return (Slot("", body), "") if body else (Slot(listed.name, read_body(listed.name)), "")
        named = read_body(local.name)
        if named.is_shared:  # an abbreviation that the article spells out
            return self._shared(local, named, None)
        if is_common_name(local.name):
            return self._shared(local, named, None)
        return Slot("", named), ""

    def _shared(self, local: Local, body: Body, listed: KnownName | None) -> tuple[Slot, str]:
        """A name that many have: its owner told, or worked out, or open in this article."""
        if body.owner is not None:
            return Slot("", body), ""
        setting = self.known.setting(local.article)
        owner = setting.owner_of(body.core, local.first.start, local.first.end)
        if owner is None and listed is not None:
            owner = setting.owner_if_named(told_by_lists(listed))
        if owner is None:
            return Slot("", body, local.article), ""
        return Slot("", Body(body.core, owner.state)), owner.reason

    def link(self) -> None:
        """Join names that differ in spelling or in an owner told once; what is left in doubt is noted."""
        self._join_owned()
        self._join_spellings()
        self._join_abbreviated()
        self._doubt_open()

    def _join_owned(self) -> None:
        """`أرامكو` and `أرامكو السعودية`: a name of its own, with and without its state, where the record knows one state."""
        by_core: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, slot in enumerate(self.slots):
            if slot.article is None and not slot.body.is_shared:
                by_core[slot.body.core].append(at)
        for same in by_core.values():
            owners = {self.slots[at].body.owner for at in same} - {None}
            if len(same) > 1 and len(owners) < 2 and self._agree(same):
                for other in same[1:]:
                    self._join(same[0], other, f"the same name, with and without {next(iter(owners), 'its state')}")
            elif len(same) > 1:
                self._weigh_all(same, "the same name")

    def _join_spellings(self) -> None:
        """Names whose words differ in spelling alone, or which one writes apart and another together."""
        blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for at, slot in enumerate(self.slots):
            if slot.article is None:
                core, owner = slot.body.core, slot.body.owner
                blocks["".join(core), owner].append(at)
                if len(core) > 1:
                    blocks[core[0], len(core), owner].append(at)
                    blocks[core[-1], -len(core), owner].append(at)
        for block in blocks.values():
            members = sorted(set(block))
            for place, one in enumerate(members):
                for other in members[place + 1 : place + _LARGEST]:
                    reason = self._why_spelled(one, other)
                    if reason and self._agree((one, other)):
                        self._join(one, other, reason)

    def _why_spelled(self, one: int, other: int) -> str | None:
        a, b = self.slots[one].body.core, self.slots[other].body.core
        if "".join(a) == "".join(b):
            return "the same letters" if a != b else None
        if len(a) != len(b):
            return None
        spelled = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        if len(a) > 1 and all(same_word(*pair) for pair in spelled):
            return "spelled " + ", ".join(" and ".join(sorted(pair)) for pair in spelled)
        return None

    def _join_abbreviated(self) -> None:
        """A short form that an article explains (`قوات سوريا الديمقراطية (قسد)`) is explained for all, if all agree."""
        told: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for at, node in enumerate(self.nodes):
            for local in node:
                named = read_body(local.name).core
                for words in {mention.words for mention in local.evidence}:
                    if read_body(words).core != named:
                        told[read_body(words).core].add(self.groups.root(at))
        for at, slot in enumerate(self.slots):
            full = {self.groups.root(root) for root in told.get(slot.body.core, ())} - {self.groups.root(at)}
            if len(full) == 1 and slot.article is None and not slot.body.is_shared and self._agree((at, *full)):
                self._join(full.pop(), at, "an article of the record calls the one by the other")

    def _doubt_open(self) -> None:
        """For a shared name whose owner an article leaves open: the likeliest owner, as a suggestion."""
        owned: dict[tuple[str, ...], dict[str | None, int]] = defaultdict(dict)
        for at, slot in enumerate(self.slots):
            if slot.article is None and slot.body.owner is not None:
                owned[slot.body.core][slot.body.owner] = at
        for at, slot in enumerate(self.slots):
            if slot.article is None or slot.body.core not in owned:
                continue
            for state, share in self.known.setting(slot.article).shares():
                if state in owned[slot.body.core]:
                    words = ("a name that many bodies bear", f"the article names {state} most")
                    self.doubts.append(Doubt(at, owned[slot.body.core][state], round(share, 2), words))
                    break

    def _weigh_all(self, same: Sequence[int], reason: str) -> None:
        for place, one in enumerate(same):
            for other in same[place + 1 :]:
                support = weigh(self.known, self.nodes[one], self.nodes[other])
                if self._one_owner(one, other) and support.score >= ENOUGH and self._agree((one, other)):
                    self._join(one, other, "; ".join((reason, *support.words)))
                elif self._one_owner(one, other):
                    self._doubt(one, other, support, reason)

    def _one_owner(self, one: int, other: int) -> bool:
        owners = {self.slots[at].body.owner for at in (one, other)} - {None}
        return len(owners) < 2

    def _doubt(self, one: int, other: int, support: Support, reason: str) -> None:
        self.doubts.append(Doubt(one, other, round(support.score, 2), (reason, *support.words)))

    def _agree(self, nodes: Sequence[int]) -> bool:
        """No two different listed names and no two owners among the groups of the nodes."""
        roots = {self.groups.root(at) for at in nodes}
        group = (
            [at for at in range(len(self.slots)) if self.groups.root(at) in roots] if len(roots) < 2 else list(nodes)
        )
        listed = {self.slots[at].listed for at in group} - {""}
        owners = {self.slots[at].body.owner for at in group} - {None}
        return len(listed) < 2 and len(owners) < 2

    def _join(self, one: int, other: int, reason: str) -> None:
        if self.groups.root(one) != self.groups.root(other):
            self.groups.join(one, other, reason)
