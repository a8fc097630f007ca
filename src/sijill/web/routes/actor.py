"""One actor."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from msgspec import Struct
from starlette.responses import Response

from sijill.model.graph import StatementRow, Thing, TimelineEntry
from sijill.model.listing import Listing
from sijill.model.records import Article
from sijill.web.asked import ActorAsked, ActorPage, TogetherAsked
from sijill.web.render import as_json
from sijill.web.routes.visiting import Visiting
from sijill.web.schema import answers
from sijill.web.views.actor import find_actor, view_actor
from sijill.web.views.statements import in_order
from sijill.web.views.together import find_common, view_together

router = APIRouter()

Identity = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,40}$", description="the id of the thing")]


class Said(Struct, frozen=True):
    """A thing, and what it is reported to have said."""

    actor: Thing
    statements: Listing[StatementRow]


class Together(Struct, frozen=True):
    """Two things, and the events, statements and articles in which both stand."""

    actors: tuple[Thing, Thing]
    events: Listing[TimelineEntry]
    statements: Listing[StatementRow]
    articles: Listing[Article]


@router.get("/actors/{identity}/with/{other}.json", responses=answers(Together, "the two, and what joins them"))
def together_rows(
    visit: Visiting, identity: Identity, other: Identity, asked: Annotated[TogetherAsked, Query()]
) -> Response:
    """Two things, and what joins them; with `of` only the rows of that list."""
    pair = find_actor(visit.snapshot, identity), find_actor(visit.snapshot, other)
    found = find_common(visit.snapshot, *pair)
    counts = {of: asked.rows if asked.of in (None, of) else 0 for of in ("events", "statements", "articles")}
    listing = visit.snapshot.listing
    return as_json(
        Together(
            pair,
            listing(found.events, first=asked.first, count=counts["events"]),
            listing(found.statements, first=asked.first, count=counts["statements"]),
            listing(found.articles, first=asked.first, count=counts["articles"]),
        )
    )


@router.get("/actors/{identity}/with/{other}", include_in_schema=False)
def together_page(
    visit: Visiting, identity: Identity, other: Identity, asked: Annotated[TogetherAsked, Query()]
) -> Response:
    """The page of what two actors have in common."""
    pair = find_actor(visit.snapshot, identity), find_actor(visit.snapshot, other)
    return visit.show("together", view_together(visit.snapshot, pair, asked, visit.links), asked)


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
