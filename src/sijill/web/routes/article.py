"""One article: as people read it, with layers, and the page it stands on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from sijill.model.history import ReadingRow
from sijill.model.records import Article
from sijill.web.asked import ArticleAsked, Asked
from sijill.web.render import Visit, as_json
from sijill.web.routes.visiting import Visiting
from sijill.web.schema import answers, rows_of
from sijill.web.views.article import find_article, view_article
from sijill.web.views.history import view_history

router = APIRouter()

MOST_ARTICLES = 100_000  # on one page

Hash = Annotated[
    str, Path(pattern=r"^[0-9a-f]{8,64}$", description="the page's hash, or its first eight digits and more")
]
Ordinal = Annotated[int, Path(ge=0, le=MOST_ARTICLES, description="which article of the page, from 0")]


@router.get("/articles/{sha256}/{ordinal}.json", responses=answers(Article, "the article"))
def article_rows(visit: Visiting, sha256: Hash, ordinal: Ordinal) -> Response:
    """The article as `sijill annotate` prints it."""
    return as_json(find_article(visit.snapshot, sha256, ordinal))


@router.get("/articles/{sha256}/{ordinal}/history", include_in_schema=False)
def history_page(visit: Visiting, sha256: Hash, ordinal: Ordinal, asked: Annotated[Asked, Query()]) -> Response:
    """Every reading of the article, the present one first."""
    article = find_article(visit.snapshot, sha256, ordinal)
    return visit.show("history", view_history(visit.snapshot, article, _readings(visit, article), visit.links), asked)


@router.get("/articles/{sha256}/{ordinal}/history.json", responses=rows_of(ReadingRow))
def history_rows(visit: Visiting, sha256: Hash, ordinal: Ordinal, asked: Annotated[Asked, Query()]) -> Response:
    """Every reading of the article, since when until when the record said so, and what each changed."""
    return visit.rows(_readings(visit, find_article(visit.snapshot, sha256, ordinal)), asked)


def _readings(visit: Visit, article: Article) -> list[ReadingRow]:
    return [row for row in visit.snapshot.history(article.page_sha256) if row.ordinal == article.ordinal]


@router.get("/articles/{sha256}/{ordinal}", include_in_schema=False)
def article_page(visit: Visiting, sha256: Hash, ordinal: Ordinal, asked: Annotated[ArticleAsked, Query()]) -> Response:
    """The article; clicking a line anywhere leads here, with the characters marked."""
    article = find_article(visit.snapshot, sha256, ordinal)
    return visit.show("article", view_article(visit.snapshot, article, asked, visit.links), asked)
