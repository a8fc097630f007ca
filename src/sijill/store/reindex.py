"""Filling the search index of a record that was written before there was one."""

from __future__ import annotations

from sqlalchemy import Connection

from sijill.store.reading import read_numbered
from sijill.store.searchindex import index_articles, unindexed_articles

__all__ = ["index_rest"]


def index_rest(connection: Connection) -> None:
    """Put into the search index the articles that it does not hold: those of a record that older versions wrote."""
    numbers = set(unindexed_articles(connection))
    if numbers:
        articles = read_numbered(connection, sorted(numbers))
        index_articles(
            connection, ((number, a.title.text if a.title else "", a.text) for number, a in articles.items())
        )
