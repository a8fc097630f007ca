"""Who passes on whose words, and to whom they are said: statements by the things that their chains and addressees name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sijill.ledger.speakers import thing_of_entity
from sijill.model.graph import StatementRow, ThingsByEntity
from sijill.model.records import Article, Entity
from sijill.text.names import name_key

__all__ = ["find_addressed", "find_passed_on", "find_talk"]

WHO = ("PER", "ORG")
ByThing = dict[str, list[StatementRow]]


def find_passed_on(
    rows: Iterable[StatementRow], by_page: Mapping[str, Sequence[Article]], things: ThingsByEntity
) -> ByThing:
    """The statements of others that each person or body passed on: whom a link of the chain names."""
    found: ByThing = defaultdict(list)
    for row in rows:
        named = {
            thing.id
            for article in by_page.get(row.chain_page or "", ())
            for one in _named(article)
            if any(link.start < one.end and one.start < link.end for link in row.chain)
            and (thing := thing_of_entity(article, one.entity, things)) is not None
        }
        for identity in sorted(named - {row.entity}):
            found[identity].append(row)
    return dict(found)


def find_addressed(
    rows: Iterable[StatementRow], by_page: Mapping[str, Sequence[Article]], things: ThingsByEntity
) -> ByThing:
    """The statements of others that each person or body is told to have been spoken to with."""
    found: ByThing = defaultdict(list)
    for row in rows:
        if not row.addressee:
            continue
        words = f" {name_key(row.addressee)} "
        named = {
            thing.id
            for page in dict.fromkeys(source.page_sha256 for source in row.sources)
            for article in by_page.get(page, ())
            for one in _named(article)
            if f" {name_key(one.text)} " in words
            and (thing := thing_of_entity(article, one.entity, things)) is not None
        }
        for identity in sorted(named - {row.entity}):
            found[identity].append(row)
    return dict(found)


def find_talk(
    rows: Iterable[StatementRow],
    by_page: Mapping[str, Sequence[Article]],
    things: ThingsByEntity,
    *,
    addressed: Mapping[str, Sequence[StatementRow]],
) -> Iterator[tuple[str, str, set[str]]]:
    """Each statement of a person or body, by its id, with who speaks and the others spoken to or named in what is said."""
    spoken_to: dict[str, set[str]] = defaultdict(set)
    for identity, held in addressed.items():
        for row in held:
            spoken_to[row.id].add(identity)
    for row in rows:
        if not row.entity:
            continue
        words = row.content
        about = {
            thing.id
            for article in by_page.get(words.page_sha256, ())
            for one in article.entities
            if words.start <= one.start and one.end <= words.end and one.kind in WHO
            and (thing := thing_of_entity(article, one.entity, things)) is not None
        }  # fmt: skip
        others = (about | spoken_to.get(row.id, set())) - {row.entity}
        if others:
            yield row.id, row.entity, others


def _named(article: Article) -> list[Entity]:
    return [one for one in article.entities if one.kind in WHO]
