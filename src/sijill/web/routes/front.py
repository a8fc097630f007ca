"""The front page, and the cookies that tell when it was last seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sijill.web.asked import TimelineAsked
from sijill.web.render import YEAR_SECONDS
from sijill.web.routes.visiting import Visiting
from sijill.web.views.front import view_front

router = APIRouter()

SEEN, BEFORE = "sijill_seen", "sijill_before"  # the last look, and the one that this visit counts news from
VISIT = timedelta(minutes=30)  # looks that lie closer together are one visit


@router.get("/", include_in_schema=False)
def front_page(request: Request, visit: Visiting, asked: Annotated[TimelineAsked, Query()]) -> Response:
    """The story at a glance."""
    now = datetime.now(UTC)
    seen, before = read_moment(request.cookies.get(SEEN)), read_moment(request.cookies.get(BEFORE))
    since = before if seen is not None and now - seen < VISIT else seen
    view = view_front(visit.snapshot, asked, visit.links, since=since.isoformat(timespec="seconds") if since else None)
    answer = visit.show("front", view, asked)
    for name, moment in ((SEEN, now), (BEFORE, since)):
        if moment is not None:
            value = moment.isoformat(timespec="seconds")
            answer.set_cookie(name, value, max_age=YEAR_SECONDS, httponly=True, samesite="lax")
    return answer


def read_moment(text: str | None) -> datetime | None:
    """A moment of a cookie, which anybody may have written; None where it is none."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
