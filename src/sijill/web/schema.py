"""The description of the JSON routes at /openapi.json: fields that may be asked, what comes, and what can go wrong."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from msgspec import Struct

from sijill.model.listing import Listing

__all__ = ["Trouble", "TroubleTold", "answers", "describe", "rows_of"]

REF = "#/components/schemas/{name}"
TROUBLES = {
    "400": "a wrong call; the hint says what would be right",
    "401": "readers have to say who they are, or to give the token",
    "403": "this reader may not ask for it",
    "404": "nothing of this name is in the record, as known by the day",
    "429": "too many requests in a short time",
    "503": "the view is being worked out, or another program writes: ask again",
}
HEAVY = ("/search.json", "/search/facets.json")  # what is asked without pause is refused there
ANSWERS: list[Any] = []


class TroubleTold(Struct, frozen=True):
    """What went wrong, in one word and in a sentence, and what would mend it."""

    code: str
    message: str
    hint: str | None = None


class Trouble(Struct, frozen=True):
    """An error, as every JSON route tells it."""

    error: TroubleTold


def rows_of(row: type[Struct]) -> dict[int | str, dict[str, Any]]:
    """What a route of rows answers, for its description."""
    return answers(Listing[row], "rows, and how many there are")  # type: ignore[valid-type]


def answers(kind: Any, meaning: str) -> dict[int | str, dict[str, Any]]:
    """What a route answers, for its description."""
    ANSWERS.append(kind)
    return {200: {"description": meaning, "content": json_of(kind)}}


def json_of(kind: Any) -> dict[str, Any]:
    """The content of an answer: JSON of that kind."""
    (schema,), _ = msgspec.json.schema_components([kind], ref_template=REF)
    return {"application/json": {"schema": schema}}


def describe(app: FastAPI) -> None:
    """Put the rows' own schemas, with their labels and meanings, into the description, and the errors as they are told."""

    def make() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, routes=app.routes)
            _, found = msgspec.json.schema_components([*ANSWERS, Trouble], ref_template=REF)
            made["components"] = {"schemas": found}
            for path, asked in made["paths"].items():
                for field in asked["get"].get("parameters", []):
                    field["schema"] = as_typed(field["schema"]) if field["in"] == "query" else field["schema"]
                asked["get"]["responses"] = {"200": asked["get"]["responses"]["200"], **troubles_of(path)}
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = make  # type: ignore[method-assign]


def as_typed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field of an address: what is not asked for is left out there, or left empty, and never null."""
    kinds = [kind for kind in schema.get("anyOf", [schema]) if kind != {"type": "null"}]
    told = {name: schema[name] for name in ("title", "description", "default") if schema.get(name) is not None}
    kind = {name: value for name, value in kinds[0].items() if name not in told}
    is_free = kind["type"] == "string" and not kind.keys() & {"enum", "format", "pattern"}
    return {**told, **kind} if is_free else {**told, "anyOf": [kind, {"type": "string", "maxLength": 0}]}


def troubles_of(path: str) -> dict[str, Any]:
    """What can go wrong at an address."""
    apart = {"404": "{" in path, "429": path in HEAVY}
    return {
        status: {"description": meaning, "content": json_of(Trouble)}
        for status, meaning in TROUBLES.items()
        if apart.get(status, True)
    }
