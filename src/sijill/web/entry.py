"""Who comes in: by the token, by an account, or as whoever sits at this machine."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from msgspec import Struct
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from sijill.web.accounts import Account, Accounts
from sijill.web.pace import Pace

__all__ = ["LOGIN", "SESSION", "Entry", "Sessions", "is_local_address", "parse_address"]

SESSION, TOKEN = "sijill_session", "sijill_token"
FREE = ("/static/", "/fonts/")  # what the pages that ask who comes are dressed with
LOGIN = "/login"
STAY_SECONDS = 12 * 3600  # since the last request
MOST_SESSIONS = 10_000
BY_TOKEN = Account("token", "reader")  # where there are accounts too, the token is for programs that read


class Login(Struct):
    """One who has logged in: under which proof, and until when without another request."""

    name: str
    proof: str
    until: float


class Sessions:
    """Who is logged in, by the secret word that the browser keeps; a restart logs everybody out."""

    def __init__(self, accounts: Accounts, clock: Callable[[], float] = time.monotonic) -> None:
        self.accounts = accounts
        self.clock = clock
        self._logins: OrderedDict[bytes, Login] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, account: Account) -> str:
        """A new secret word for whoever has just given the password."""
        session = secrets.token_urlsafe(24)
        with self._lock:
            self._logins[digest(session)] = Login(account.name, account.proof, self.clock() + STAY_SECONDS)
            while len(self._logins) > MOST_SESSIONS:
                self._logins.popitem(last=False)
        return session

    def find(self, session: str) -> Account | None:
        """The account that this session is logged in to, as it is now; a new password ends the sessions of the old one."""
        key, now = digest(session), self.clock()
        with self._lock:
            login = self._logins.get(key)
            if login is None:
                return None
            account = self.accounts.find(login.name)
            if account is None or account.proof != login.proof or login.until < now:
                del self._logins[key]
                return None
            login.until = now + STAY_SECONDS
            return account

    def end(self, session: str) -> None:
        """Log out."""
        with self._lock:
            self._logins.pop(digest(session), None)


class Entry:
    """Asks every request who it is from; `is_open` where only this machine can reach the server."""

    def __init__(self, *, token: str | None, sessions: Sessions, is_open: bool) -> None:
        self.token = token
        self.sessions = sessions
        self.accounts = sessions.accounts
        self.had_accounts = bool(self.accounts.all())
        self.is_open = is_open
        self.secret = secrets.token_bytes(32)
        self.wrong_tokens = Pace(per_second=0.2, burst=20)  # of one address: 17,000 guesses a day

    @property
    def has_accounts(self) -> bool:
        """Whether readers log in; also where the file was taken away while we run."""
        return self.had_accounts or bool(self.accounts.all())

    @property
    def asks(self) -> bool:
        """Whether anybody is asked who they are."""
        return self.token is not None or self.has_accounts or not self.is_open

    def admit(self, connection: HTTPConnection, session: str) -> Account | Response | None:
        """The account that asks, None where there are no accounts; or the answer to one who may not come in."""
        path = connection.url.path
        if not self.asks or path == LOGIN or path.startswith(FREE):
            return None
        has_accounts = self.has_accounts
        if has_accounts and (account := self.sessions.find(session)) is not None:
            return account
        given = self._given_token(connection)
        if isinstance(given, Response):
            return given
        if given:
            return BY_TOKEN if has_accounts else None
        return self._ask(connection, has_accounts=has_accounts)

    def _given_token(self, connection: HTTPConnection) -> bool | Response:
        """Whether the token comes along; where it stands in the address, the answer that takes it out of there.

        Guessing is slow: whoever has given too many wrong ones waits, with the right one too.
        """
        if self.token is None:
            return False
        words = parse_qsl(connection.url.query, keep_blank_values=True)
        given = dict(words).get("token", "") if connection.scope["method"] == "GET" else ""
        scheme, _, bearer = Headers(scope=connection.scope).get("authorization", "").partition(" ")
        bearer = bearer if scheme == "Bearer" else ""
        address = connection.client.host if connection.client else ""
        if (given or bearer) and self.wrong_tokens.is_spent(address):
            return self._slow_down(connection)
        if given and self._is_token(given):
            rest = [(name, value) for name, value in words if name != "token"]
            path = connection.url.path
            answer = RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, 303)
            secure = connection.url.scheme == "https"
            answer.set_cookie(TOKEN, self._pass_word(), httponly=True, samesite="lax", path="/", secure=secure)
            return answer
        if bearer and self._is_token(bearer):
            return True
        if given or bearer:
            self.wrong_tokens.allows(address)
        kept = connection.cookies.get(TOKEN, "")
        return hmac.compare_digest(kept.encode(), self._pass_word().encode())

    def _slow_down(self, connection: HTTPConnection) -> Response:
        """The answer to one who has given too many wrong tokens."""
        from sijill.web.trouble import tell_trouble

        message = "Too many wrong tokens; wait a minute."
        return tell_trouble(
            Request(connection.scope), 429, "try-again", message, hint="whoever serves the record knows its token"
        )

    def _ask(self, connection: HTTPConnection, *, has_accounts: bool) -> Response:
        """The page that asks who comes; JSON gets its error."""
        from sijill.web.trouble import tell_trouble

        request = Request(connection.scope)
        path = request.url.path
        if has_accounts and request.method == "GET" and not path.endswith(".json"):
            here = f"{path}?{request.url.query}" if request.url.query else path
            return RedirectResponse(f"{LOGIN}?{urlencode({'next': here})}" if here != "/" else LOGIN, 303)
        if has_accounts:
            return tell_trouble(request, 401, "login", "Readers of this record log in.", hint=f"{LOGIN}, or a token")
        wrong = "token" in request.query_params
        message = "That token is not the one." if wrong else "This record is shown to those who have its token."
        return tell_trouble(request, 401, "token", message, hint="Authorization: Bearer TOKEN, or ?token=TOKEN once")

    def _is_token(self, given: str) -> bool:
        """Whether it is the token, without telling by the time it takes."""
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def _pass_word(self) -> str:
        """What the reader's browser keeps instead of the token."""
        return hmac.new(self.secret, (self.token or "").encode(), hashlib.sha256).hexdigest()


def digest(session: str) -> bytes:
    """What is kept of a secret word, so that looking it up tells nothing of it by the time it takes."""
    return hashlib.sha256(session.encode()).digest()


def is_local_address(address: str) -> bool:
    """Whether an address leads to a page of ours, so that nobody is sent elsewhere after logging in.

    >>> [is_local_address(one) for one in ("/timeline?from=2023", "//evil.example", "/\\\\evil.example", "https://evil.example")]
    [True, False, False, False]
    """
    return address.startswith("/") and not address.startswith("//") and address.isprintable() and "\\" not in address


def parse_address(address: str) -> SplitResult | None:
    """The parts of an address; None for what is none.

    >>> [parse_address(one) and parse_address(one).hostname for one in ("http://localhost:8000/", "http://[")]
    ['localhost', None]
    """
    try:
        return urlsplit(address)
    except ValueError:
        return None
