"""From a view to a page: templates, words in the reader's language, and JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from importlib import resources
from typing import Any
from urllib.parse import urlencode

import msgspec
from jinja2 import Environment, FunctionLoader, StrictUndefined
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sijill.model.graph import TimelineEntry
from sijill.model.labels import VALUE_LABELS, Label, group_of
from sijill.show.lines import fold_sources
from sijill.show.netdrawing import draw_network
from sijill.show.overview import Bar, Dot, anchor_of
from sijill.show.reasons import OPEN_TIMES, REJECTED, say_message, say_reason, say_reasons
from sijill.show.wording import count_words, date_words, day_words, noun_for, published_words
from sijill.web.accounts import Account
from sijill.web.asked import Asked
from sijill.web.links import Links, write_target
from sijill.web.snapshot import Snapshot

__all__ = ["Visit", "as_json", "language_of"]

LANGUAGES = ("ar", "en")
SECTIONS = (
    ("/timeline", Label("الخط الزمني", "Timeline")),
    ("/statements", Label("التصريحات", "Statements")),
    ("/actors", Label("الأطراف", "Actors")),
    ("/places", Label("الأماكن", "Places")),
    ("/commitments", Label("التعهدات", "Commitments")),
    ("/sources", Label("المصادر", "Sources")),
    ("/articles", Label("المقالات", "Articles")),
    ("/review", Label("المراجعة", "Review")),
)
YEAR_SECONDS = 365 * 24 * 3600
ROLES = {"reader": Label("قارئ", "reader"), "editor": Label("محرر", "editor")}


def language_of(request: Request) -> str:
    """The language that the address asks for, else the one kept, else Arabic."""
    asked = request.query_params.get("lang") or request.cookies.get("lang")
    return asked if asked in LANGUAGES else "ar"


class Visit:
    """One reader's request for one view of the record."""

    def __init__(self, request: Request, snapshot: Snapshot) -> None:
        self.request = request
        self.snapshot = snapshot
        self.links = Links(snapshot)
        self.lang = language_of(request)

    def show(
        self, template: str, view: object, asked: Asked | None = None, *, status: int = 200, **more: object
    ) -> Response:
        """The page; `more` is what its template asks for besides."""
        context = {
            "view": view, "asked": asked or Asked(), "links": self.links, "as_of": self.snapshot.view.as_of,
            "reach": self.snapshot.reach, "home": self.links.to("/"), "add_page": self.links.to("/add"),
            "sections": [(self.links.to(place), label) for place, label in SECTIONS],
            "mark_address": partial(self.mark_address, asked),
            **page_context(self.request, self.lang), "json_address": self.json_address(asked), **more,
        }  # fmt: skip
        return page_of(self.request, template, context, status=status)

    def rows(self, found: Sequence[Struct], asked: Asked) -> Response:
        """The rows of a list that the address asks for, for programs."""
        return as_json(self.snapshot.listing(found, first=asked.first, count=asked.rows))

    def json_address(self, asked: Asked | None) -> str:
        """The same rows for programs, which get the oldest first unless they ask for the newest."""
        order = getattr(asked, "order", None)
        return readdress(self.request, ending=".json", lang=None, order=None if order == "oldest" else order)

    def mark_address(self, asked: Asked | None, mark: Dot | Bar, entry: TimelineEntry) -> str:
        """Where a mark of the drawing leads: the words of one event; of many just those, with all else that is asked for."""
        if mark.count == 1:
            return self.links.link(entry.heading)
        words = asked.words() if asked else {}
        for name in ("page", "days", "span", "group"):
            words.pop(name, None)
        days = f"{mark.first}/{mark.last}"
        drawn = {"days": days, "group": mark.group} if isinstance(mark, Dot) else {"span": days}
        return self.links.to("/timeline", **{**words, **drawn})


def page_context(request: Request, lang: str) -> dict[str, Any]:
    """What every page is written with, those about trouble too."""

    def say(label: Label | tuple[str, str]) -> str:
        return label[LANGUAGES.index(lang)]

    def ui(arabic: str, english: str) -> str:
        return arabic if lang == "ar" else english

    account: Account | None = getattr(request.state, "account", None)
    return {
        "lang": lang, "dir": "rtl" if lang == "ar" else "ltr", "say": say, "ui": ui, "path": request.url.path,
        "other_language": readdress(request, lang="en" if lang == "ar" else "ar"),
        "json_address": readdress(request, ending=".json", lang=None),
        "readdress": lambda **changed: readdress(request, **changed),
        "kept": lambda *names: kept_fields(request, names),
        "csrf": getattr(request.state, "csrf", ""),
        "account": account,
        "may_edit": account is None or account.role == "editor",
    }  # fmt: skip


def page_of(request: Request, template: str, context: Mapping[str, Any], *, status: int = 200) -> Response:
    """The written page; the language is kept where the address asks for one."""
    text = environment().get_template(template).render(context)
    response = HTMLResponse(text, status_code=status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie("lang", request.query_params["lang"], max_age=YEAR_SECONDS, httponly=True, samesite="lax")
    return response


def readdress(request: Request, *, ending: str = "", **changed: str | int | None) -> str:
    """The address of this page with some of what it asks changed; None takes a field away."""
    words = {name: value for name, value in request.query_params.items() if value != ""}
    for name, value in changed.items():
        words.pop(name, None)
        if value is not None:
            words[name] = str(value)
    path = request.url.path
    return f"{path}{ending}?{urlencode(words)}" if words else f"{path}{ending}"


def kept_fields(request: Request, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """What the address asks besides the fields of a form, to be sent with it."""
    gone = {*names, "page", "lang", "mark"}
    return [(name, value) for name, value in request.query_params.items() if name not in gone and value != ""]


def as_json(found: object, *, status: int = 200) -> Response:
    """Rows and the like for programs."""
    return Response(msgspec.json.encode(found), media_type="application/json", status_code=status)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, and what they call."""
    folder = resources.files("sijill.web").joinpath("templates")
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(lambda name: folder.joinpath(f"{name}.html.j2").read_text(encoding="utf-8")),
        lstrip_blocks=True,
        trim_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        VALUE_LABELS=VALUE_LABELS, OPEN_TIMES=OPEN_TIMES, REJECTED=REJECTED, ROLES=ROLES, say_message=say_message,
        say_reason=say_reason, say_reasons=say_reasons, group_of=group_of, count_words=count_words, date_words=date_words,
        day_words=day_words, fold_sources=fold_sources, anchor=anchor_of, noun_for=noun_for, published_words=published_words,
        share=share, draw_network=draw_network, write_target=write_target,
    )  # fmt: skip
    made.filters.update(thousands=lambda number: f"{number:,}", file_name=file_name, script=script_of)
    return made


def share(x: float, width: float, way: str) -> str:
    """Where something `width` wide begins, as a share of the drawing: time runs from right to left in Arabic."""
    return f"{100 * (1 - x - width if way == 'rtl' else x):.2f}%"


def script_of(name: str) -> str:
    """The language a name is read in: of some places no Arabic name is known."""
    return "en" if name[:1].isascii() else "ar"


def file_name(source: str) -> str:
    """A page's address; of a path only the file's name, since folders of the writer's machine concern no reader."""
    return source if "://" in source else source.replace("\\", "/").rsplit("/", 1)[-1]
