"""The days of articles that state none, worked out once for a state of the record, or read back from the cache.

Working them out reads every article of a bounded day again; what is kept are those articles and the grounds.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sijill.model.corrections import Correction
from sijill.model.daybounds import DayDomain
from sijill.model.graph import article_key
from sijill.model.records import Article
from sijill.run.cache import Cache
from sijill.run.days import DatedArticles, ReadText, date_articles

__all__ = ["date_kept"]


class _Dated(Struct, array_like=True):
    """Known and open articles by their numbers, those that are otherwise than in the record, and the grounds."""

    known: list[int]
    open: list[int]
    changed: dict[int, Article]
    domains: list[tuple[str, int, DayDomain]]


def date_kept(
    articles: Sequence[Article],
    read_text: ReadText,
    *,
    as_of: str | None,
    corrections: Sequence[Correction],
    cache: Cache,
    fingerprint: bytes | None,
) -> DatedArticles:
    """As `date_articles` gives it; `fingerprint` is that of the view, None where nothing is kept."""
    if fingerprint is None:
        return date_articles(articles, read_text, as_of=as_of, corrections=corrections)
    ordered = sorted(articles, key=article_key)  # in whatever order they come, a number means the same one
    numbers = {article_key(article): number for number, article in enumerate(ordered)}

    def make() -> _Dated:
        dated = date_articles(articles, read_text, as_of=as_of, corrections=corrections)
        known, open_ = ([numbers[article_key(one)] for one in found] for found in (dated.known, dated.open))
        every = zip((*known, *open_), (*dated.known, *dated.open), strict=True)
        changed = {number: one for number, one in every if one is not ordered[number]}
        return _Dated(known, open_, changed, [(*key, domain) for key, domain in dated.domains.items()])

    kept = cache.get("days", fingerprint, _Dated, make, of=lambda _: articles)
    known, open_ = ([kept.changed.get(at) or ordered[at] for at in found] for found in (kept.known, kept.open))
    return DatedArticles(known, open_, {(page, ordinal): domain for page, ordinal, domain in kept.domains})
