"""The description of the JSON routes at /openapi.json: fields that may be asked, and the rows that come."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from msgspec import Struct

from sijill.model.listing import Listing

__all__ = ["describe", "rows_of"]

REF = "#/components/schemas/{name}"
ROWS: dict[str, type[Struct]] = {}


def rows_of(row: type[Struct]) -> dict[int | str, dict[str, Any]]:
    """What a route of rows answers, for its description."""
    ROWS[row.__name__] = row
    schema = {"$ref": REF.format(name=listing_name(row))}
    return {
        200: {"description": "rows, and how many there are", "content": {"application/json": {"schema": schema}}},
        400: {"description": "a wrong call, with a hint"},
    }


def listing_name(row: type[Struct]) -> str:
    """The name msgspec gives to a listing of such rows."""
    return f"Listing_{row.__name__}_"


def describe(app: FastAPI) -> None:
    """Put the rows' own schemas, with their labels and meanings, into the description."""

    def make() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, routes=app.routes)
            _, found = msgspec.json.schema_components(
                [Listing[row] for row in ROWS.values()],  # type: ignore[valid-type]
                ref_template=REF,
            )
            made.setdefault("components", {}).setdefault("schemas", {}).update(found)
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = make  # type: ignore[method-assign]
