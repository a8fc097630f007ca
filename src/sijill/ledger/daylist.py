"""The articles that state no day, with the grounds for what is left of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sijill.ledger.sources import cite, publication_order
from sijill.model.daybounds import DayDomain, DayRow
from sijill.model.graph import ArticleKey, article_key
from sijill.model.records import Article

__all__ = ["list_days"]


def list_days(articles: Iterable[Article], domains: Mapping[ArticleKey, DayDomain]) -> list[DayRow]:
    """A row for each of the articles that has a domain, in the order of publication."""
    rows = []
    for article in sorted(articles, key=publication_order):
        domain = domains.get(article_key(article))
        if domain is not None:
            grounds = (*domain.used, *domain.contradictions)
            evidence = tuple(dict.fromkeys(words for bound in grounds for words in bound.evidence))
            rows.append(DayRow(cite(article), domain.used, domain.contradictions, evidence))
    return rows
