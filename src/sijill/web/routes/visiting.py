"""The view of the record that a request is for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from sijill.web.render import Visit
from sijill.web.snapshots import Snapshots

__all__ = ["Visiting"]

READER_SECONDS, PROGRAM_SECONDS = 2.0, 60.0  # how long a view may take before the asker is told to ask again


def begin_visit(request: Request) -> Visit:
    """The newest snapshot for the day that the address asks for."""
    snapshots: Snapshots = request.app.state.snapshots
    patience = PROGRAM_SECONDS if request.url.path.endswith(".json") else READER_SECONDS
    return Visit(request, snapshots.of(request.query_params.get("as_of") or None, patience=patience))


Visiting = Annotated[Visit, Depends(begin_visit)]
