"""One actor."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from msgspec import Struct
from starlette.responses import Response

from sijill.model.graph import StatementRow, Thing
from sijill.model.listing import Listing
from sijill.web.asked import ActorAsked, ActorPage
from sijill.web.render import as_json
from sijill.web.routes.visiting import Visiting
from sijill.web.schema import answers
from sijill.web.views.actor import find_actor, view_actor
from sijill.web.views.statements import in_order

router = APIRouter()

Identity = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,40}$", description="the id of the thing")]


class Said(Struct, frozen=True):
    """A thing, and what it is reported to have said."""

    actor: Thing
    statements: Listing[StatementRow]


@router.get("/actors/{identity}.json", responses=answers(Said, "the thing, and its statements"))
def actor_rows(visit: Visiting, identity: Identity, asked: Annotated[ActorAsked, Query()]) -> Response:
    """The thing, and what it is reported to have said."""
    thing = find_actor(visit.snapshot, identity)
    said = in_order(visit.snapshot.said_by.get(thing.id, []), asked.order)
    return as_json(Said(thing, visit.snapshot.listing(said, first=asked.first, count=asked.rows)))


@router.get("/actors/{identity}", include_in_schema=False)
def actor_page(visit: Visiting, identity: Identity, asked: Annotated[ActorPage, Query()]) -> Response:
    """The page of a person or body."""
    thing = find_actor(visit.snapshot, identity)
    return visit.show("actor", view_actor(visit.snapshot, thing, asked, visit.links), asked)
