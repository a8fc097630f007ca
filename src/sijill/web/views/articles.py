"""The articles of the record by day of publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from sijill.ledger.asof import check_day
from sijill.ledger.matching import is_called
from sijill.model.graph import article_key
from sijill.model.labels import VALUE_LABELS, Label
from sijill.model.records import Article, Rejection
from sijill.show.wording import published_words
from sijill.web.asked import ArticlesAsked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.views.paging import Paging, rows_shown

__all__ = ["ArticleLine", "ArticlesView", "article_line", "find_articles", "view_articles"]

OUTLETS = 300  # offered by name


class ArticleLine(Struct, frozen=True):
    """An article in a list."""

    href: str
    title: str | None
    outlet: str | None
    day: Label
    how: Label
    credit: str | None
    opening: str
    statements: int
    events: int


class ArticlesView(Struct, frozen=True):
    """The page."""

    lines: list[ArticleLine]
    paging: Paging
    outlets: list[tuple[str, int]]
    open: list[ArticleLine]
    giver: Label | None
    rejections: Sequence[Rejection]


def find_articles(snapshot: Snapshot, asked: ArticlesAsked) -> Sequence[Article]:
    """The articles asked for."""
    for day in (asked.start, asked.end):
        if day is not None:
            check_day(day)
    found: Sequence[Article] = snapshot.articles
    if asked.outlet or asked.start or asked.end:
        found = [article for article in found if _is_wanted(article, asked)]
    if asked.giver:
        rows = [row for row in snapshot.copies if is_called(asked.giver, row.giver)]
        carried = {(source.page_sha256, source.ordinal) for row in rows for source in row.sources}
        found = [article for article in found if article_key(article) in carried]
    return found if asked.order == "oldest" else found[::-1]


def _is_wanted(article: Article, asked: ArticlesAsked) -> bool:
    if asked.outlet and not (article.outlet and is_called(asked.outlet, article.outlet.name)):
        return False
    published = article.published
    earliest, latest = published.day or published.earliest, published.day or published.latest
    return not ((asked.start and latest and latest < asked.start) or (asked.end and earliest and earliest > asked.end))


def view_articles(snapshot: Snapshot, asked: ArticlesAsked, links: Links) -> ArticlesView:
    """The page of articles asked for."""
    shown, paging = rows_shown(find_articles(snapshot, asked), asked)
    outlets = Counter(article.outlet.name for article in snapshot.articles if article.outlet)
    return ArticlesView(
        [article_line(snapshot, article, links) for article in shown],
        paging,
        outlets.most_common(OUTLETS),
        [article_line(snapshot, article, links) for article in snapshot.view.open[: asked.rows]],
        links.named(asked.giver.strip('"')) if asked.giver else None,
        snapshot.rejections if asked.page == 1 and not snapshot.view.as_of else (),
    )


def article_line(snapshot: Snapshot, article: Article, links: Links) -> ArticleLine:
    """The article as a line."""
    origin = snapshot.origins.get(article_key(article))
    outlet = article.outlet.name if article.outlet else None
    return ArticleLine(
        links.article(article.page_sha256, article.ordinal),
        article.title.text if article.title else None,
        outlet,
        published_words(article.published),
        VALUE_LABELS["published"][article.published.how],
        origin.credit if origin and origin.credit != outlet else None,
        article.text[:160].split("\n", 1)[0],
        len(article.statements),
        len(article.events),
    )
