"""From mentions in many articles to the things they name, each once.

Two mentions are one thing where kind and canonical name agree (the lists of names settle abbreviations and other names),
and, for people with a full name, where only spelling, titles or a middle name differ.  Where that is not sure, they
stay apart: a wrong merge puts words into somebody's mouth, a missed one is seen and mended.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sijill.link.names import PersonName, read_person, why_same_person
from sijill.model.graph import ArticleKey, Evidence, Thing, article_key
from sijill.model.records import Article, EntityKind
from sijill.text.gazetteer import find_known
from sijill.text.names import entity_id, name_keys
from sijill.text.romanize import romanize

Key = tuple[EntityKind, str]


class Naming(NamedTuple):
    """One mention: the name it was given in its article, which article that is, and the words."""

    name: str
    article: ArticleKey
    evidence: Evidence


def link_entities(articles: Iterable[Article]) -> tuple[Thing, ...]:
    """The things that the articles name, those in most articles first; the order of the articles makes no difference."""
    by_key: dict[Key, list[Naming]] = defaultdict(list)
    ids: dict[Key, set[str]] = defaultdict(set)
    for article in articles:
        for e in article.entities:
            key = e.kind, entity_id(e.kind, e.name)
            words = Evidence(article.page_sha256, e.start, e.end, e.text)
            by_key[key].append(Naming(e.name, article_key(article), words))
            ids[key].add(e.entity)
    people = {key: Counter(naming.name for naming in found) for key, found in by_key.items() if key[0] == "PER"}
    groups = _merge_people(people)
    merged = {key for members, _ in groups for key in members}
    groups += [([key], ()) for key in by_key if key not in merged]
    things = [
        _thing(
            [naming for key in members for naming in by_key[key]],
            members[0][0],
            ids=set().union(*(ids[key] for key in members)),
            reasons=reasons,
        )
        for members, reasons in groups
    ]
    return tuple(sorted(things, key=lambda thing: (-thing.articles, -thing.mentions, thing.kind, thing.name, thing.id)))


def _thing(found: Sequence[Naming], kind: EntityKind, *, ids: set[str], reasons: tuple[str, ...]) -> Thing:
    names = Counter(naming.name for naming in found)
    listed = sorted({known.name for name in names if (known := find_known(kind, name))})
    # the list's name, else the most used, the longer and the alphabetically first of them
    name = listed[0] if listed else min(names, key=lambda n: (-names[n], -len(n), n))
    known = find_known(kind, name)
    aliases = _aliases(name, [*names, *(naming.evidence.words for naming in found)])
    evidence = sorted({naming.evidence for naming in found}, key=lambda e: (e.page_sha256, e.start, e.end))
    if not reasons and aliases and known is not None:
        reasons = ("names of one thing in the lists",)
    return Thing(
        id=entity_id(kind, name),
        kind=kind,
        name=name,
        english=known.english if known else romanize(name) if kind == "PER" else None,
        aliases=aliases,
        entities=tuple(sorted(ids)),
        reasons=reasons,
        mentions=len(evidence),
        articles=len({naming.article for naming in found}),
        evidence=tuple(evidence),
    )


def _aliases(name: str, written: list[str]) -> tuple[str, ...]:
    """The other names, each spelling once and the most used of it; what `لل…` cut short (`لسعودية`) is no name."""
    counts = Counter(written)
    by_keys = {name_keys(name): name}
    for other in sorted(counts, key=lambda n: (-counts[n], n)):
        if not (other.startswith("ل") and name_keys("ا" + other) in by_keys):
            by_keys.setdefault(name_keys(other), other)
    return tuple(sorted(set(by_keys.values()) - {name}))


def _merge_people(names: dict[Key, Counter[str]]) -> list[tuple[list[Key], tuple[str, ...]]]:
    """Groups of two and more names that are one person's, with the reasons.

    A group is kept only where every two of its names agree: `سليم علي الحارثي` and `سليم حسن الحارثي` are two people, and
    `سليم الحارثي` then belongs to neither.
    """
    blocks: dict[tuple[str, str], list[tuple[Key, PersonName]]] = defaultdict(list)
    for key in sorted(names):
        person = read_person(min(names[key]))
        if person is not None:
            blocks[person.block].append((key, person))
    groups = []
    for block in blocks.values():
        for members in _connected(block):
            reasons = [why_same_person(a, b) for at, (_, a) in enumerate(members) for _, b in members[:at]]
            listed = {known.name for key, _ in members for n in names[key] if (known := find_known("PER", n))}
            if all(reasons) and len(listed) < 2:
                groups.append(([key for key, _ in members], tuple(sorted({reason for reason in reasons if reason}))))
    return groups


def _connected(block: list[tuple[Key, PersonName]]) -> list[list[tuple[Key, PersonName]]]:
    """The members of a block in groups of two and more that hang together by some pair."""
    left = list(block)
    groups: list[list[tuple[Key, PersonName]]] = []
    while left:
        group = [left.pop(0)]
        for member in group:  # grows while it is walked
            near = [other for other in left if why_same_person(member[1], other[1])]
            group += near
            left = [other for other in left if other not in near]
        if len(group) > 1:
            groups.append(group)
    return groups
