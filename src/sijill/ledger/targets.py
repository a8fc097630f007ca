"""What corrections name: from the parts of an article to targets and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sijill.model.corrections import Target
from sijill.model.records import Article, Entity, Event, Statement

__all__ = [
    "Part",
    "article_target",
    "event_target",
    "find_near",
    "find_part",
    "holds",
    "mention_target",
    "parts_of",
    "statement_target",
    "statement_targets",
]

Part = Article | Statement | Event | Entity


def article_target(article: Article) -> Target | None:
    """The headline, else the first paragraph; None for an article without either."""
    if article.title is not None:
        return Target(article.page_sha256, "article", article.title.start, article.title.end, article.title.text)
    start, words = next(iter(article.blocks), (0, ""))
    return Target(article.page_sha256, "article", start, start + len(words), words) if words else None


def statement_target(article: Article, statement: Statement) -> Target:
    """The content; the cue where another statement of the article has the same content."""
    return _name_statement(article, statement, _count_contents(article))


def statement_targets(article: Article) -> list[Target]:
    """The targets of all statements of the article, in their order."""
    contents = _count_contents(article)
    return [_name_statement(article, one, contents) for one in article.statements]


def _count_contents(article: Article) -> Counter[tuple[int, int]]:
    """How many statements have the same content, by its characters."""
    return Counter((one.content.start, one.content.end) for one in article.statements)


def _name_statement(article: Article, statement: Statement, contents: Mapping[tuple[int, int], int]) -> Target:
    words = statement.content
    if contents[words.start, words.end] > 1:
        words = statement.cue
    return Target(article.page_sha256, "statement", words.start, words.end, words.text)


def event_target(article: Article, event: Event) -> Target:
    """The word that names the event."""
    return Target(article.page_sha256, "event", event.trigger.start, event.trigger.end, event.trigger.text)


def mention_target(article: Article, entity: Entity) -> Target:
    """The mention."""
    return Target(article.page_sha256, "mention", entity.start, entity.end, entity.text)


def parts_of(article: Article) -> Iterator[tuple[Target, Part]]:
    """Everything of the article that can be corrected, by the target that names it."""
    own = article_target(article)
    if own is not None:
        yield own, article
    yield from zip(statement_targets(article), article.statements, strict=True)
    yield from ((event_target(article, one), one) for one in article.events)
    yield from ((mention_target(article, one), one) for one in article.entities)


def find_part(article: Article, target: Target) -> Part | None:
    """The part of the article that the target names; None where nothing of that kind stands there with those words.

    An article whose headline is read otherwise now is still found by the place of its old one.
    """
    if article.page_sha256 != target.page_sha256:
        return None
    if target.kind == "article":
        own = article_target(article)
        return article if own == target or (own is not None and holds(article, target.start, target.end)) else None
    return next((part for found, part in parts_of(article) if found == target), None)


def find_near(articles: Iterable[Article], target: Target) -> tuple[Article, Target] | None:
    """What is read now of that kind where the target was: the part that shares most characters with it, if any does."""
    found = [
        (min(one.end, target.end) - max(one.start, target.start), -one.start, article, one)
        for article in articles
        if article.page_sha256 == target.page_sha256
        for one, _ in parts_of(article)
        if one.kind == target.kind
    ]
    best = max(found, key=lambda row: row[:2], default=None)
    return (best[2], best[3]) if best is not None and best[0] > 0 else None


def holds(article: Article, start: int, end: int) -> bool:
    """Whether characters of the page stand in the article: in its text or in its headline."""
    named = [(words.start, words.end) for words in (article.title, article.dateline, article.byline) if words]
    return any(first <= start and end <= last for first, last in (*article.body, *named))
