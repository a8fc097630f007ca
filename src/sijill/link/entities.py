"""From mentions in many articles to the things they name, each once.

Names settle most: the lists (abbreviations, other names), spelling, titles, a middle name left out.  Where a name may be
anybody's (a surname alone, `محمد علي`, `وزارة الدفاع`), the article has to say whose it is: by a role, by whom is named
beside it, by the state it is about.  Where that is not enough the two stay apart and are a suggestion: a wrong merge puts
words into somebody's mouth, a missed one is seen and mended.  Everything is worked out from the articles given and from
nothing else, and their order makes no difference.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from sijill.link.bodies import Bodies
from sijill.link.decided import Decided, decide
from sijill.link.groups import Group, Joined
from sijill.link.locals import Known, Local, gather
from sijill.link.people import Doubt, People
from sijill.model.corrections import NO_PAIRS, Pairs
from sijill.model.graph import ArticleKey, Join, Suggestion, Thing
from sijill.model.records import Article, EntityKind
from sijill.text.bodynames import read_body
from sijill.text.gazetteer import find_known
from sijill.text.names import entity_id, name_keys, without_titles
from sijill.text.romanize import romanize


class Register:
    """The things of some articles, those in most articles first, the pairs that may be one, and which thing a mention names.

    `by_entity` has the things by article and the id that the article's mentions carry.
    """

    def __init__(
        self,
        things: tuple[Thing, ...],
        suggestions: tuple[Suggestion, ...],
        by_entity: dict[tuple[ArticleKey, str], Thing],
    ) -> None:
        self.things = things
        self.suggestions = suggestions
        self.by_entity = by_entity

    def thing_of(self, article: ArticleKey, entity: str) -> Thing | None:
        """The thing that an entity id of an article stands for."""
        return self.by_entity.get((article, entity))

    def thing_at(self, page_sha256: str, start: int, end: int) -> Thing | None:
        """The thing that the mention at these characters names."""
        return self._by_span.get((page_sha256, start, end))

    @cached_property
    def _by_span(self) -> dict[tuple[str, int, int], Thing]:
        return {(w.page_sha256, w.start, w.end): thing for thing in self.things for w in thing.evidence}


Doubtful = tuple[Local, Local, float, tuple[str, ...]]


def link_entities(articles: Iterable[Article], pairs: Pairs = NO_PAIRS) -> tuple[Thing, ...]:
    """The things that the articles name, those in most articles first; the order of the articles makes no difference."""
    return link_record(articles, pairs).things


def link_record(articles: Iterable[Article], pairs: Pairs = NO_PAIRS) -> Register:
    """The things that the articles name, with what may be one and is not joined.

    `pairs` are mentions that people put together or apart (`model.corrections.pairs_of`): they settle it.
    """
    articles = list(articles)
    known = Known(articles)
    by_kind: dict[EntityKind, list[Local]] = defaultdict(list)
    for local in gather(articles):
        by_kind[local.kind].append(local)
    people, bodies = People(by_kind["PER"], known), Bodies(by_kind["ORG"], known)
    people.link()
    bodies.link()
    nodes = [node.locals for node in people.nodes]
    groups = _groups("PER", nodes, people.groups.members(), people.groups.joined)
    doubts = _doubts(nodes, people.doubts)
    for group, members in zip(
        _groups("ORG", bodies.nodes, bodies.groups.members(), bodies.groups.joined),
        bodies.groups.members(),
        strict=True,
    ):
        body = bodies.slots[members[0]].body
        joins = (*group.joins, *_inferred(group, bodies.inferred))
        groups.append(group._replace(joins=joins, body=body if body.is_shared and body.owner else None))
    doubts += _doubts(bodies.nodes, bodies.doubts)
    for kind in ("LOC", "FAC"):
        by_id: dict[str, list[Local]] = defaultdict(list)
        for local in by_kind[kind]:
            by_id[entity_id(kind, local.name)].append(local)
        groups += [Group(kind, tuple(found)) for found in by_id.values()]
    return _register(decide(groups, pairs), doubts)


def _register(decided: Decided, doubts: Iterable[Doubtful]) -> Register:
    by_local: dict[Local, Thing] = {}
    taken: dict[str, Thing] = {}
    for group in sorted(decided.groups, key=_by_size):
        thing = _thing(group, taken=taken)
        taken[thing.id] = thing
        by_local.update(dict.fromkeys(group.locals, thing))
    by_entity: dict[tuple[ArticleKey, str], Thing] = {}
    for local in sorted(by_local, key=lambda local: local.order):
        for entity in local.entities:
            by_entity.setdefault((local.article, entity), by_local[local])
    things = tuple(sorted(taken.values(), key=_by_prominence))
    return Register(things, _suggest(decided, doubts, by_local), by_entity)


def _suggest(decided: Decided, doubts: Iterable[Doubtful], by_local: Mapping[Local, Thing]) -> tuple[Suggestion, ...]:
    best: dict[tuple[str, str], Suggestion] = {}
    settled = {frozenset({by_local[one].id, by_local[other].id}) for one, other in decided.apart}
    for first, second, score, reasons in doubts:
        one, other = (decided.replaced.get(local, local) for local in (first, second))
        pair = sorted((by_local[one], by_local[other]), key=_by_prominence)
        if pair[0] is pair[1] or frozenset({pair[0].id, pair[1].id}) in settled:
            continue
        evidence = (one.first, other.first) if by_local[one] is pair[0] else (other.first, one.first)
        found = Suggestion(one.kind, (pair[0].id, pair[1].id), (pair[0].name, pair[1].name), score, reasons, evidence)
        known = best.get((pair[0].id, pair[1].id))
        if known is None or (-score, reasons) < (-known.score, known.reasons):
            best[pair[0].id, pair[1].id] = found
    return tuple(sorted(best.values(), key=lambda row: (-row.score, row.kind, row.names, row.things)))


def _groups(
    kind: EntityKind,
    nodes: Sequence[Sequence[Local]],
    members: Iterable[Sequence[int]],
    joined: Iterable[Joined[int]],
) -> list[Group]:
    by_node: dict[int, list[Join]] = defaultdict(list)
    for one, other, reason in joined:
        a, b = nodes[one][0], nodes[other][0]
        by_node[one].append(Join(reason, tuple(sorted({a.name, b.name})), (a.first, b.first)))
    groups = []
    for group in members:
        joins = sorted({join for at in group for join in by_node[at]}, key=_join_order)
        groups.append(Group(kind, tuple(local for at in group for local in nodes[at]), tuple(joins)))
    return groups


def _join_order(join: Join) -> tuple[object, ...]:
    return join.names, join.reason, join.evidence[0].page_sha256, join.evidence[0].start


def _inferred(group: Group, reasons: dict[Local, str]) -> list[Join]:
    """Why articles that do not say whose the body is are taken to mean this one: each reason once."""
    found: dict[str, Join] = {}
    first = group.locals[0]
    for local in group.locals:
        reason = reasons.get(local)
        if reason and reason not in found and local is not first:
            names = tuple(sorted({first.first.words, local.first.words}))
            found[reason] = Join(reason, names, (first.first, local.first))
    return [found[reason] for reason in sorted(found)]


def _doubts(nodes: Sequence[Sequence[Local]], doubts: Iterable[Doubt]) -> list[Doubtful]:
    return [(nodes[doubt.one][0], nodes[doubt.other][0], doubt.score, doubt.reasons) for doubt in doubts]


def _by_size(group: Group) -> tuple[object, ...]:
    return -len(group.locals), min(local.order for local in group.locals), group.kind


def _by_prominence(thing: Thing) -> tuple[object, ...]:
    return -thing.articles, -thing.mentions, thing.kind, thing.name, thing.id


def _thing(group: Group, *, taken: dict[str, Thing]) -> Thing:
    found = group.locals
    names = Counter(local.name for local in found for _ in local.evidence)
    written = [*names, *(mention.words for local in found for mention in local.evidence)]
    name = _canonical_name(group, names)
    known = find_known(group.kind, name)
    aliases = _aliases(name, written)
    evidence = sorted(
        {words for local in found for words in local.evidence}, key=lambda e: (e.page_sha256, e.start, e.end)
    )
    joins = group.joins
    if not joins and aliases and known is not None:
        joins = (Join("names of one thing in the lists", (name, *aliases), (evidence[0],)),)
    identity = entity_id(group.kind, f"{' '.join(group.body.core)} {group.body.owner}" if group.body else name)
    if identity in taken:  # another one of that name
        place = min(local.order for local in found)
        identity = hashlib.sha256(f"{identity}:{place}".encode()).hexdigest()[:16]
    return Thing(
        id=identity,
        kind=group.kind,
        name=name,
        english=known.english if known else romanize(name) if group.kind == "PER" else None,
        aliases=aliases,
        entities=tuple(sorted({entity for local in found for entity in local.entities})),
        reasons=joins,
        mentions=len(evidence),
        articles=len({local.article for local in found}),
        evidence=tuple(evidence),
    )


def _canonical_name(group: Group, names: Counter[str]) -> str:
    """The list's name, else the most used, the longer and the alphabetically first of them; of a person a full one.

    A name that many bodies bear is told with its owner: as printed, or with the state in brackets.
    """
    if group.body is not None:
        return _owned_name(group, names)
    listed = sorted({known.name for name in names if (known := find_known(group.kind, name))})
    if listed:
        return listed[0]
    full = {name: count for name, count in names.items() if len(without_titles(name_keys(name))) > 1} or names
    return min(full, key=lambda n: (-full[n], -len(n), n))


def _owned_name(group: Group, names: Counter[str]) -> str:
    printed = Counter(mention.words for local in group.locals for mention in local.evidence)
    own = {name: count for name, count in (names + printed).items() if read_body(name) == group.body}
    listed = sorted({known.name for name in own if (known := find_known(group.kind, name))} & set(names))
    for name in listed:
        if not read_body(name).is_shared or read_body(name) == group.body:
            return name
    if own:
        return min(own, key=lambda n: (-own[n], -len(n), n)).replace("_", " ").replace("#", "")
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    return f"{name} ({group.body.owner})" if group.body else name


def _aliases(name: str, written: list[str]) -> tuple[str, ...]:
    """The other names, each spelling once and the most used of it; what `لل…` cut short (`لسعودية`) is no name."""
    counts = Counter(written)
    by_keys = {name_keys(name): name}
    for other in sorted(counts, key=lambda n: (-counts[n], n)):
        if not (other.startswith("ل") and name_keys("ا" + other) in by_keys):
            by_keys.setdefault(name_keys(other), other)
    return tuple(sorted(set(by_keys.values()) - {name}))
