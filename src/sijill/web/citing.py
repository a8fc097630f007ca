"""Who passes on whose words, and to whom they are said: statements by the things that their chains and addressees name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sijill.ledger.speakers import thing_of_entity
from sijill.model.graph import StatementRow, ThingsByEntity
from sijill.model.records import Article, Entity
from sijill.text.names import name_key

__all__ = ["find_addressed", "find_passed_on"]

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


def _named(article: Article) -> list[Entity]:
    return [one for one in article.entities if one.kind in WHO]
