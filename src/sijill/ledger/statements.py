"""Who said what, when, through whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sijill.model.graph import ArticleKey, Origin, StatementRow
from sijill.model.records import Article

__all__ = ["list_statements"]


def list_statements(
    articles: Sequence[Article],
    *,
    origins: Mapping[ArticleKey, Origin] | None = None,
    speaker: str | None = None,
    about: str | None = None,
) -> list[StatementRow]:
    """The statements in the order they were said; those whose day is open come last.

    `origins` comes from `link.duplicates.find_origins(articles)`; without it no article counts as a copy of another.
    """
    return []
