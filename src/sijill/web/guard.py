"""What every request passes: the host it names, its size, who it is from; and the headers of every answer."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sijill.web.accounts import Account
from sijill.web.entry import SESSION, Entry, parse_address

__all__ = ["Editor", "Guard", "check_form", "is_loopback", "require_editor"]

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
LARGEST_FORM = 64 * 2**20  # bytes of one sending


class Guard:
    """Refuses what does not belong here, and dresses every answer; forms get their secret word from it."""

    def __init__(self, app: ASGIApp, *, entry: Entry, hosts: Iterable[str]) -> None:
        self.app = app
        self.entry = entry
        self.hosts = {host.lower() for host in hosts}
        self.secret = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        session = connection.cookies.get(SESSION, "")
        fresh = not (20 <= len(session) <= 64 and session.isascii())
        session = secrets.token_urlsafe(24) if fresh else session
        state = scope.setdefault("state", {})
        state["csrf"] = hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()

        secure = "; Secure" if scope.get("scheme") == "https" else ""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store" if self.entry.asks else "no-cache")
                is_page = "text/html" in headers.get("content-type", "")
                if fresh and is_page and SESSION not in headers.get("set-cookie", ""):
                    headers.append("set-cookie", f"{SESSION}={session}; HttpOnly; SameSite=Lax; Path=/{secure}")
            await send(message)

        state["account"] = None
        admitted = self.refuse(connection) or self.entry.admit(connection, session)
        if isinstance(admitted, Response):
            await admitted(scope, receive, dressed)
            return
        state["account"] = admitted
        await self.app(scope, limited(receive), dressed)

    def refuse(self, connection: HTTPConnection) -> Response | None:
        """An answer to what is asked under a name that is not ours, from another site, or too large."""
        headers = connection.headers
        host = headers.get("host", "")
        if not self.is_ours(host):
            return PlainTextResponse(f"This server does not answer to the name '{host[:80]}'.\n", 421)
        if connection.scope["method"] in ("GET", "HEAD"):
            return None
        origin = headers.get("origin")
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none") or (
            origin is not None and origin != "null" and not is_origin(origin, host)
        ):
            return PlainTextResponse("Sent from another site.\n", 403)
        if not headers.get("content-length", "0").isdigit() or int(headers.get("content-length", "0")) > LARGEST_FORM:
            return PlainTextResponse(f"More than {LARGEST_FORM // 2**20} MB at once.\n", 413)
        return None

    def is_ours(self, host: str) -> bool:
        """Whether we go by this name: another site's name that leads here is how a browser is made to read us to it."""
        parts = parse_address(f"//{host}")
        name = (parts.hostname or "").lower() if parts else ""
        if "*" in self.hosts and is_address(name):  # an address is nobody's name
            return True
        return name in self.hosts


def is_origin(origin: str, host: str) -> bool:
    """Whether a page that says where it is from is from this host."""
    parts = parse_address(origin)
    return parts is not None and parts.netloc == host


def require_editor(request: Request) -> str | None:
    """The name of the editor who asks, None where the application has no accounts; whoever only reads is refused.

    A route that changes the record takes it as a parameter: `def correct(editor: Editor, ...)`.
    """
    account: Account | None = request.state.account
    if account is None:
        return None
    if account.role != "editor":
        raise HTTPException(403, f"{account.name} may read this record, not change it.")
    return account.name


Editor = Annotated[str | None, Depends(require_editor)]


def check_form(request: Request, csrf: str) -> None:
    """Refuse a form that we did not write for this reader."""
    if not hmac.compare_digest(csrf.encode(), str(request.state.csrf).encode()):
        raise HTTPException(403, "This form is too old, or from another place; load the page again.")


def limited(receive: Receive) -> Receive:
    """The body of a request, cut where it is longer than it said or may be."""
    taken = 0

    async def take() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_FORM:
            return {"type": "http.disconnect"}
        return message

    return take


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address.

    >>> [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "example.org")]
    [True, True, True, False, False]
    """
    return host == "localhost" or (is_address(host) and ipaddress.ip_address(host).is_loopback)


def is_address(name: str) -> bool:
    """Whether it is a number, not a name."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
