"""What was known on a day: articles that had certainly been published by then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sijill.model.errors import UsageError
from sijill.model.records import Article

__all__ = ["known_by", "latest_day"]


def known_by(articles: Iterable[Article], day: str) -> tuple[list[Article], list[Article]]:
    """The articles certainly published on or before `day`, and apart those whose day is open and may have been.

    An article counts when the latest day it can have been published is on or before `day`.  One that cannot have been
    published by then is in neither list.  Raises UsageError when `day` is no day.
    """
    check_day(day)
    known: list[Article] = []
    open_articles: list[Article] = []
    for article in articles:
        latest = latest_day(article)
        if latest is not None and latest <= day:
            known.append(article)
        elif article.published.value is None and (article.published.earliest or "") <= day:
            open_articles.append(article)
    return known, open_articles


def latest_day(article: Article) -> str | None:
    """The latest day the article can have been published, null where nothing bounds it."""
    return article.published.day or article.published.latest


def check_day(day: str) -> None:
    """Raise UsageError unless `day` is written as 2023-08-17 and exists."""
    try:
        exists = date.fromisoformat(day).isoformat() == day
    except ValueError:
        exists = False
    if not exists:
        raise UsageError(f"'{day}' is not a day.", hint="write a day as 2023-08-17")
