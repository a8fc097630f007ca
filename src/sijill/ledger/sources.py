"""Articles as the sources of a line: how they are cited, their order, and how many of them are independent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sijill.ledger.asof import latest_day
from sijill.model.graph import ArticleKey, Origin, Source, StatementRow, article_key
from sijill.model.records import Article
from sijill.model.time import TimeValue
from sijill.text.names import name_key

__all__ = ["carrier_of", "cite", "count_independent", "day_of", "origin_at", "origin_of", "publication_order"]


def cite(article: Article) -> Source:
    """The article as a line cites it."""
    return Source(
        article.page_sha256,
        article.ordinal,
        article.source,
        article.outlet.name if article.outlet else None,
        article.published,
        article.title.text if article.title else None,
    )


def publication_order(article: Article) -> tuple[str, str, int]:
    """Sorts articles by the latest day they can have been published, open ones last; the hash makes it total."""
    return (latest_day(article) or "9999", article.page_sha256, article.ordinal)


def day_of(article: Article) -> TimeValue:
    """The article's own day, with its uncertainty, for what its text does not date."""
    published = article.published
    if published.day:
        return TimeValue(published.day, None, published.day, published.day, "published")
    return TimeValue(None, None, published.earliest, published.latest, published.reason or "published")


def origin_of(article: Article, origins: Mapping[ArticleKey, Origin] | None) -> Origin:
    """The article's origin; its own where none was worked out."""
    return origin_at(article_key(article), origins)


def origin_at(key: ArticleKey, origins: Mapping[ArticleKey, Origin] | None) -> Origin:
    """The origin of the article there; its own where none was worked out."""
    return (origins or {}).get(key) or Origin(f"{key[0]}:{key[1]}")


def carrier_of(row: StatementRow) -> Source | None:
    """The article whose chain the row tells: not always the first one, which may name no hand at all."""
    return next((source for source in row.sources if source.page_sha256 == row.chain_page), None)


def count_independent(articles: Iterable[Article], origins: Mapping[ArticleKey, Origin] | None) -> int:
    """How many origins the articles have: copies of one text are one, and so are articles that credit one agency.

    An article of the agency itself belongs with those that credit it.  Two different texts of one outlet are one source.
    """
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    groups = []
    for article in articles:
        origin = origin_of(article, origins)
        group = find(f"group:{origin.group}")
        groups.append(group)
        names = [article.outlet.name] if article.outlet else []
        names += [origin.credit] if origin.credit else []
        for name in names:
            parent[find(f"name:{name_key(name)}")] = find(group)
    return len({find(group) for group in groups})
