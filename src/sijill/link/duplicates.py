"""Which articles are copies of one text, and which agency they credit."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.model.graph import ArticleKey, Origin
from sijill.model.records import Article

__all__ = ["find_origins"]


def find_origins(articles: Sequence[Article]) -> dict[ArticleKey, Origin]:
    """For each article the group of near-copies it belongs to and the agency it credits."""
    return {}
