"""The lists of the record, each a page and the same address with `.json`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from sijill.model.commitments import CommitmentRow
from sijill.model.graph import CopyRow, PlaceRow, StatementRow, Thing, TimelineEntry
from sijill.model.records import Article
from sijill.web.asked import (
    ActorsAsked,
    ArticlesAsked,
    Asked,
    CommitmentsAsked,
    CommitmentsPage,
    PlacesAsked,
    StatementsAsked,
    StatementsPage,
    TimelineAsked,
    TimelinePage,
)
from sijill.web.routes.visiting import Visiting
from sijill.web.schema import rows_of
from sijill.web.views import actors, articles, commitments, places, sources, statements, timeline

router = APIRouter()


@router.get("/timeline", include_in_schema=False)
def timeline_page(visit: Visiting, asked: Annotated[TimelinePage, Query()]) -> Response:
    """The events by time."""
    return visit.show("timeline", timeline.view_timeline(visit.snapshot, asked, visit.links), asked)


@router.get("/timeline.json", responses=rows_of(TimelineEntry))
def timeline_rows(visit: Visiting, asked: Annotated[TimelineAsked, Query()]) -> Response:
    """The events by time."""
    found = timeline.find_entries(visit.snapshot, asked)
    return visit.rows(found, asked)


@router.get("/statements", include_in_schema=False)
def statements_page(visit: Visiting, asked: Annotated[StatementsPage, Query()]) -> Response:
    """Who said what."""
    return visit.show("statements", statements.view_statements(visit.snapshot, asked, visit.links), asked)


@router.get("/statements.json", responses=rows_of(StatementRow))
def statements_rows(visit: Visiting, asked: Annotated[StatementsAsked, Query()]) -> Response:
    """Who said what, when, through whom."""
    found = statements.find_statements(visit.snapshot, asked)
    return visit.rows(found, asked)


@router.get("/articles", include_in_schema=False)
def articles_page(visit: Visiting, asked: Annotated[ArticlesAsked, Query()]) -> Response:
    """The articles by day."""
    return visit.show("articles", articles.view_articles(visit.snapshot, asked, visit.links), asked)


@router.get("/articles.json", responses=rows_of(Article))
def articles_rows(visit: Visiting, asked: Annotated[ArticlesAsked, Query()]) -> Response:
    """The articles with all that was read in them."""
    found = articles.find_articles(visit.snapshot, asked)
    return visit.rows(found, asked)


@router.get("/actors", include_in_schema=False)
def actors_page(visit: Visiting, asked: Annotated[ActorsAsked, Query()]) -> Response:
    """Who acts and speaks."""
    return visit.show("actors", actors.view_actors(visit.snapshot, asked, visit.links), asked)


@router.get("/actors.json", responses=rows_of(Thing))
def actors_rows(visit: Visiting, asked: Annotated[ActorsAsked, Query()]) -> Response:
    """Who acts and speaks, each once for all names."""
    found = actors.find_actors(visit.snapshot, asked)
    return visit.rows(found, asked)


@router.get("/places", include_in_schema=False)
def places_page(visit: Visiting, asked: Annotated[PlacesAsked, Query()]) -> Response:
    """Where it happens."""
    return visit.show("places", places.view_places(visit.snapshot, asked, visit.links), asked)


@router.get("/places.json", responses=rows_of(PlaceRow))
def places_rows(visit: Visiting, asked: Annotated[PlacesAsked, Query()]) -> Response:
    """The places named, each once with its coordinates."""
    found = places.find_places(visit.snapshot, asked)
    return visit.rows(found, asked)


@router.get("/sources", include_in_schema=False)
def sources_page(visit: Visiting, asked: Annotated[Asked, Query()]) -> Response:
    """Outlets and copies."""
    return visit.show("sources", sources.view_sources(visit.snapshot, asked, visit.links), asked)


@router.get("/sources.json", responses=rows_of(CopyRow))
def sources_rows(visit: Visiting, asked: Annotated[Asked, Query()]) -> Response:
    """Who carries whose text."""
    return visit.rows(visit.snapshot.copies, asked)


@router.get("/commitments", include_in_schema=False)
def commitments_page(visit: Visiting, asked: Annotated[CommitmentsPage, Query()]) -> Response:
    """Promises and plans."""
    return visit.show("commitments", commitments.view_commitments(visit.snapshot, asked, visit.links), asked)


@router.get("/commitments.json", responses=rows_of(CommitmentRow))
def commitments_rows(visit: Visiting, asked: Annotated[CommitmentsAsked, Query()]) -> Response:
    """What was promised or planned, and what became of it."""
    found = commitments.find_commitments(visit.snapshot, asked)
    return visit.rows(found, asked)
