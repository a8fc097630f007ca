"""Putting lines right: the queue, the list, the forms, and what the forms send."""

from __future__ import annotations

import os
from typing import Annotated, Literal
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from sijill.dossier import Dossier
from sijill.ledger.editing import check_reason, read_act
from sijill.model.corrections import (
    ActChange,
    Change,
    Confirmation,
    DayChange,
    DifferentThing,
    Hiding,
    Note,
    PlaceChange,
    SameThing,
    SpeakerChange,
)
from sijill.model.errors import UsageError
from sijill.model.review import CorrectionRow, ReviewRow
from sijill.web.asked import Asked, CorrectAsked
from sijill.web.guard import Editor, check_form, is_loopback, require_editor
from sijill.web.links import write_address, write_target
from sijill.web.render import YEAR_SECONDS
from sijill.web.routes.visiting import Visiting
from sijill.web.schema import rows_of
from sijill.web.snapshot import Snapshot
from sijill.web.snapshots import Snapshots
from sijill.web.views.correct import find_line, view_correct
from sijill.web.views.corrections import view_corrections, view_review

router = APIRouter()

EDITORS = [Depends(require_editor)]
LONGEST_NAME = 200
EDITOR = "sijill_editor"  # the cookie that remembers who corrected last, where there are no accounts
What = Literal["speaker", "act", "day", "place", "hide", "note", "confirm", "same", "different"]
Csrf = Annotated[str, Form(max_length=100)]
Said = Annotated[str, Form(max_length=2_000)]
Line = Annotated[str, Form(pattern=r"^[0-9a-f]{64}:(article|statement|event|mention):\d{1,9}-\d{1,9}$")]
Identity = Annotated[str, InPath(pattern=r"^[0-9a-f]{16}$")]


@router.get("/review", include_in_schema=False)
def review_page(visit: Visiting, asked: Annotated[Asked, Query()]) -> Response:
    """What a person should look at."""
    return visit.show("review", view_review(visit.snapshot, asked, visit.links), asked)


@router.get("/review.json", responses=rows_of(ReviewRow))
def review_rows(visit: Visiting, asked: Annotated[Asked, Query()]) -> Response:
    """What a person should look at, the least certain first."""
    return visit.rows(visit.snapshot.review, asked)


@router.get("/corrections", include_in_schema=False)
def corrections_page(request: Request, visit: Visiting, asked: Annotated[Asked, Query()]) -> Response:
    """What was put right."""
    view = view_corrections(visit.snapshot, asked, visit.links)
    return visit.show("corrections", view, asked, who=who_was(request))


@router.get("/corrections.json", responses=rows_of(CorrectionRow))
def corrections_rows(visit: Visiting, asked: Annotated[Asked, Query()]) -> Response:
    """What was put right, the newest first."""
    return visit.rows(visit.snapshot.correction_rows, asked)


@router.get("/correct", include_in_schema=False, dependencies=EDITORS)
def correct_page(request: Request, visit: Visiting, asked: Annotated[CorrectAsked, Query()]) -> Response:
    """The forms for one line."""
    view = view_correct(visit.snapshot, asked.target, visit.links)
    return visit.show("correct", view, asked, who=who_was(request))


@router.post("/correct", include_in_schema=False)
def correct(
    request: Request,
    visit: Visiting,
    editor: Editor,
    *,
    csrf: Csrf,
    target: Line,
    what: Annotated[What, Form()],
    value: Said = "",
    place_id: Annotated[str, Form(max_length=40)] = "",
    open_: Annotated[bool, Form(alias="open")] = False,
    who: Said = "",
    why: Said = "",
) -> Response:
    """Put a line right."""
    check_form(request, csrf)
    change = read_change(visit.snapshot, what, value, place_id=place_id, is_open=open_)
    if what != "note":
        check_reason(why)
    _, named, _ = find_line(visit.snapshot, target)
    dossier_of(request).correct(named, change, who=editor or who, why=why, key=key_of(request, editor))
    as_of = visit.links.as_of
    if as_of and named.kind == "article" and isinstance(change, DayChange) and (change.value or "")[:10] > as_of:
        as_of = None  # from now on nothing of the article is known by that day
    back = write_address("/correct", {"target": write_target(named)}, as_of)
    return done(request, back, who=None if editor else who)


@router.post("/corrections/{identity}/undo", include_in_schema=False)
def undo(
    request: Request,
    editor: Editor,
    identity: Identity,
    asked: Annotated[Asked, Query()],
    *,
    csrf: Csrf,
    who: Said = "",
    why: Said = "",
) -> Response:
    """Undo a correction."""
    check_form(request, csrf)
    dossier_of(request).undo(identity, who=editor or who, why=why, key=key_of(request, editor))
    return done(request, write_address("/corrections", {}, asked.as_of), who=None if editor else who)


def read_change(snapshot: Snapshot, what: What, value: str, *, place_id: str, is_open: bool) -> Change:
    """The change that a form asks for."""
    words = None if is_open else value.strip()
    if words == "" and what in ("speaker", "act", "day", "place", "same", "different"):
        raise UsageError("Nothing was written in the form.", hint="write what is right, or mark it as open")
    if what == "act":
        return ActChange(read_act(words or ""))
    if what in ("same", "different"):
        _, other, _ = find_line(snapshot, words or "")
        return SameThing(other) if what == "same" else DifferentThing(other)
    plain: dict[str, Change] = {
        "speaker": SpeakerChange(words), "day": DayChange(words), "place": PlaceChange(words, place_id or None),
        "hide": Hiding(), "note": Note(value), "confirm": Confirmation(),
    }  # fmt: skip
    return plain[what]


def who_was(request: Request) -> str:
    """The name to begin a form with, where there are no accounts."""
    return unquote(request.cookies.get(EDITOR, ""))[:LONGEST_NAME] or os.environ.get("SIJILL_EDITOR", "")


def key_of(request: Request, editor: str | None) -> str | None:
    """The key of whoever runs the application, who signs for nobody else: not for editors, nor for other machines."""
    is_own = request.client is not None and is_loopback(request.client.host) and not forwarded(request)
    return os.environ.get("SIJILL_KEY") or None if is_own and editor is None else None


def forwarded(request: Request) -> bool:
    """Whether the request comes through a proxy, from whatever machine."""
    return any(name in request.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip"))


def dossier_of(request: Request) -> Dossier:
    """The record, to be written to."""
    snapshots: Snapshots = request.app.state.snapshots
    return Dossier(snapshots.path)


def done(request: Request, address: str, *, who: str | None) -> Response:
    """Back to what was corrected; the name is remembered."""
    snapshots: Snapshots = request.app.state.snapshots
    snapshots.look_again()
    answer = RedirectResponse(address, 303)
    if who:
        answer.set_cookie(
            EDITOR, quote(who.strip()[:LONGEST_NAME]), max_age=YEAR_SECONDS, httponly=True, samesite="lax"
        )
    return answer
