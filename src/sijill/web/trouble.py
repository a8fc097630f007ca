"""What went wrong, as a page for people and as JSON for programs, with the same code as on the command line."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sijill.model.errors import DataError, MissingExtraError, SijillError, StoreError, TryAgainError, UsageError
from sijill.model.labels import Label
from sijill.web.entry import LOGIN, is_local_address, parse_address
from sijill.web.preparing import PreparingError
from sijill.web.render import as_json, language_of, page_context, page_of
from sijill.web.schema import Trouble, TroubleTold

__all__ = ["NotFoundError", "add_trouble", "tell_trouble"]

STATUS: dict[type[SijillError], int] = {
    UsageError: 400, DataError: 422, TryAgainError: 503, MissingExtraError: 501, StoreError: 500,
}  # fmt: skip
HEADINGS = {
    400: Label("في الطلب خطأ", "Something in the address is wrong"),
    401: Label("لهذا السجل رمز دخول", "This record has a token"),
    403: Label("هذا غير مسموح", "This is not allowed"),
    404: Label("لا شيء هنا", "Nothing is here"),
    413: Label("أكبر مما يُقبل", "Too large"),
    429: Label("طلبات كثيرة في وقت قصير", "Too many requests in a short time"),
    503: Label("السجل مشغول", "The record is busy"),
}
BY_CODE = {"login": Label("لم تدخل بحسابك، أو انتهت جلستك", "You are not logged in, or no longer")}
OTHER = Label("حدث خلل", "Something went wrong")


class NotFoundError(UsageError):
    """What was asked for is not in the record."""


def add_trouble(app: FastAPI) -> None:
    """Every error of ours, and every wrong address, gets its page."""

    @app.exception_handler(PreparingError)
    def preparing(request: Request, error: PreparingError) -> Response:
        if request.url.path.endswith(".json"):
            answer = tell_trouble(request, 503, error.code, error.message, hint=error.hint)
        else:
            context = {**page_context(request, language_of(request)), "done": error.done, "total": error.total}
            answer = page_of(request, "preparing", context, status=503)
        answer.headers["retry-after"] = "2"
        return answer

    @app.exception_handler(SijillError)
    def ours(request: Request, error: SijillError) -> Response:
        status = 404 if isinstance(error, NotFoundError) else 500
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind) and status != 404), status)
        return tell_trouble(request, status, error.code, error.message, hint=error.hint)

    @app.exception_handler(RequestValidationError)
    def wrong(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        field = str(first["loc"][-1])
        return tell_trouble(
            request, 400, "usage", f"{field}: {first['msg']}", hint="/openapi.json says what is accepted"
        )

    @app.exception_handler(HTTPException)
    def other(request: Request, error: HTTPException) -> Response:
        return tell_trouble(request, error.status_code, "usage", str(error.detail))


def tell_trouble(request: Request, status: int, code: str, message: str, *, hint: str | None = None) -> Response:
    """The error as the caller reads it."""
    if request.url.path.endswith(".json"):
        return as_json(Trouble(TroubleTold(code, message, hint)), status=status)
    context = {
        **page_context(request, language_of(request)),
        "heading": BY_CODE.get(code) or HEADINGS.get(status, OTHER),
        "message": message,
        "hint": hint,
        "asks_token": code == "token",
        "login": login_address(request) if code == "login" else None,
    }
    return page_of(request, "trouble", context, status=status)


def login_address(request: Request) -> str:
    """Where to log in, and from there back to the page of ours that the request was sent from."""
    came = parse_address(request.headers.get("referer", ""))
    if came is None or came.netloc != request.headers.get("host"):
        return LOGIN
    here = came._replace(scheme="", netloc="", fragment="").geturl()
    return f"{LOGIN}?{urlencode({'next': here})}" if is_local_address(here) else LOGIN
