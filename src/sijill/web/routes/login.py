"""Logging in and out."""

from __future__ import annotations

import threading
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from sijill.web.accounts import plain_name
from sijill.web.entry import SESSION, Entry, is_local_address
from sijill.web.guard import check_form
from sijill.web.pace import Pace
from sijill.web.render import language_of, page_context, page_of

router = APIRouter(include_in_schema=False)

BY_ADDRESS = Pace(per_second=0.2, burst=20)  # a newsroom behind one address begins its day
BY_NAME = Pace(per_second=0.05, burst=6)  # for one name: 4,300 guesses a day
AT_ONCE = threading.Semaphore(2)  # each check takes 64 MB and a tenth of a second

Csrf = Annotated[str, Form()]


def entry_of(request: Request) -> Entry:
    """Who is let in."""
    found: Entry = request.app.state.entry
    return found


@router.get("/login")
def login_page(request: Request, next: str = "/") -> Response:
    """The form."""
    return show_form(request, next)


@router.post("/login")
def log_in(
    request: Request,
    csrf: Csrf,
    name: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=1_000)],
    next: Annotated[str, Form(max_length=4_000)] = "/",
) -> Response:
    """Let in whoever gives the password, under a new session; guessing is slow."""
    check_form(request, csrf)
    address = request.client.host if request.client else ""
    if not (BY_ADDRESS.allows(address) and BY_NAME.allows(plain_name(name).casefold())):
        raise HTTPException(429, "Too many attempts to log in; wait a minute.")
    entry = entry_of(request)
    with AT_ONCE:
        account = entry.accounts.check(name, password)
    if account is None:
        return show_form(request, next, is_wrong=True)
    entry.sessions.end(request.cookies.get(SESSION, ""))
    answer = RedirectResponse(next if is_local_address(next) else "/", 303)
    keep_session(request, answer, entry.sessions.begin(account))
    return answer


@router.post("/logout")
def log_out(request: Request, csrf: Csrf) -> Response:
    """Forget the session."""
    check_form(request, csrf)
    entry_of(request).sessions.end(request.cookies.get(SESSION, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(SESSION, path="/", httponly=True, samesite="lax")
    return answer


def keep_session(request: Request, answer: Response, session: str) -> None:
    """Have the browser keep the secret word."""
    secure = request.url.scheme == "https"
    answer.set_cookie(SESSION, session, httponly=True, samesite="lax", path="/", secure=secure)


def show_form(request: Request, address: str, *, is_wrong: bool = False) -> Response:
    """The page that asks for name and password."""
    context = {
        **page_context(request, language_of(request)),
        "next": address if is_local_address(address) else "/",
        "is_wrong": is_wrong,
        "has_accounts": entry_of(request).has_accounts,
    }
    return page_of(request, "login", context, status=401 if is_wrong else 200)
