"""The view of the record that a request is for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from sijill.web.render import Visit
from sijill.web.snapshot import PARTS
from sijill.web.snapshots import Snapshots

__all__ = ["PROGRAM_SECONDS", "READER_SECONDS", "Visiting"]

READER_SECONDS, PROGRAM_SECONDS = 2.0, 60.0  # how long a view may take before the asker is told to ask again


# The last part of a snapshot that the pages of an address need; others need them all.
NEEDED = {
    "add": "days", "jobs": "days", "search": "days", "articles": "by_origin", "sources": "copies", "actors": "said_by",
    "statements": "said_words", "corrections": "days", "review": "register",
}  # fmt: skip


def begin_visit(request: Request) -> Visit:
    """The newest snapshot for the day that the address asks for."""
    snapshots: Snapshots = request.app.state.snapshots
    patience = PROGRAM_SECONDS if request.url.path.endswith(".json") else READER_SECONDS
    place = request.url.path.removesuffix(".json").split("/")[1]
    needed = PARTS[-1] if "/with/" in request.url.path else NEEDED.get(place, PARTS[-1])
    as_of = request.query_params.get("as_of") or None
    return Visit(request, snapshots.of(as_of, patience=patience, up_to=needed))


Visiting = Annotated[Visit, Depends(begin_visit)]
