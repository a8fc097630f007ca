"""Search in the articles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from sijill.model.errors import TryAgainError
from sijill.model.search import Facets, SearchHit
from sijill.web.asked import FacetsAsked, SearchAsked, SearchPage
from sijill.web.pace import Pace
from sijill.web.render import as_json
from sijill.web.routes.visiting import PROGRAM_SECONDS, Visiting
from sijill.web.schema import answers, rows_of
from sijill.web.views.search import check_asked, find_hits, view_search

router = APIRouter()
PACE = Pace(per_second=20, burst=60)  # questions of one address: ten people at a desk stay far below


def check_pace(request: Request) -> None:
    """Refuse whoever asks without pause."""
    if not PACE.allows(request.client.host if request.client else ""):
        raise HTTPException(429, "More questions than one can read the answers of; wait a second.")


@router.get("/search", include_in_schema=False)
def search_page(request: Request, visit: Visiting, asked: Annotated[SearchPage, Query()]) -> Response:
    """The articles that answer a question."""
    if asked.q:
        check_pace(request)
    return visit.show("search", view_search(visit.snapshot, asked, visit.links), asked)


@router.get("/search.json", responses=rows_of(SearchHit))
def search_rows(request: Request, visit: Visiting, asked: Annotated[SearchAsked, Query()]) -> Response:
    """The articles that answer a question, the best first."""
    check_pace(request)
    return as_json(find_hits(visit.snapshot, asked))


@router.get("/search/facets.json", responses=answers(Facets, "values with counts, field by field"))
def search_facets(request: Request, visit: Visiting, asked: Annotated[FacetsAsked, Query()]) -> Response:
    """How all answers to a question spread over outlets, actors, places, types, acts and days."""
    check_pace(request)
    check_asked(asked.q)
    found = visit.snapshot.facets(asked.q, patience=PROGRAM_SECONDS)
    if found is None:
        raise TryAgainError("The names of the record are being read.", hint="ask again in a few seconds")
    return as_json(found)
