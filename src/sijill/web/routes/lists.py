"""The lists of the record, each a page and the same address with `.json`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from sijill.model.graph import StatementRow, TimelineEntry
from sijill.model.records import Article
from sijill.web.asked import ArticlesAsked, StatementsAsked, TimelineAsked
from sijill.web.render import as_json
from sijill.web.routes.visiting import Visiting
from sijill.web.schema import rows_of
from sijill.web.views import articles, statements, timeline

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/timeline", include_in_schema=False)
def timeline_page(visit: Visiting, asked: Annotated[TimelineAsked, Query()]) -> Response:
    """The events by time."""
    return visit.show("timeline", timeline.view_timeline(visit.snapshot, asked, visit.links), asked)


@router.get("/timeline.json", responses=rows_of(TimelineEntry))
def timeline_rows(visit: Visiting, asked: Annotated[TimelineAsked, Query()]) -> Response:
    """The events by time."""
    found = timeline.find_entries(visit.snapshot, asked)
    return as_json(visit.snapshot.listing(found, first=asked.first, count=asked.rows))


@router.get("/statements", include_in_schema=False)
def statements_page(visit: Visiting, asked: Annotated[StatementsAsked, Query()]) -> Response:
    """Who said what."""
    return visit.show("statements", statements.view_statements(visit.snapshot, asked, visit.links), asked)


@router.get("/statements.json", responses=rows_of(StatementRow))
def statements_rows(visit: Visiting, asked: Annotated[StatementsAsked, Query()]) -> Response:
    """Who said what, when, through whom."""
    found = statements.find_statements(visit.snapshot, asked)
    return as_json(visit.snapshot.listing(found, first=asked.first, count=asked.rows))


@router.get("/articles", include_in_schema=False)
def articles_page(visit: Visiting, asked: Annotated[ArticlesAsked, Query()]) -> Response:
    """The articles by day."""
    return visit.show("articles", articles.view_articles(visit.snapshot, asked, visit.links), asked)


@router.get("/articles.json", responses=rows_of(Article))
def articles_rows(visit: Visiting, asked: Annotated[ArticlesAsked, Query()]) -> Response:
    """The articles with all that was read in them."""
    found = articles.find_articles(visit.snapshot, asked)
    return as_json(visit.snapshot.listing(found, first=asked.first, count=asked.rows))
