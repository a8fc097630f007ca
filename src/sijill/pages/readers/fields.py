"""Which field of a row is the page's text, day and so on, and the page that a row of any table makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from sijill.model.errors import UsageError
from sijill.model.records import Rejection
from sijill.pages.documents import MAX_PAGE_BYTES, Document, Media

FIELDS = ("id", "text", "html", "url", "published", "outlet")


class Fields(Struct, frozen=True):
    """The columns that stand for our fields; a field that is not mapped keeps its own name.

    Several columns joined make one text: `{"text": ("title", "body")}`.
    """

    mapped: dict[str, tuple[str, ...]] = {}

    def columns(self, field: str) -> tuple[str, ...]:
        """The columns of a field."""
        return self.mapped.get(field) or (field,)

    def missing(self, columns: Iterable[str]) -> list[str]:
        """The mapped columns that a table with `columns` has not, in the order they were mapped."""
        there = set(columns)
        return [name for names in self.mapped.values() for name in names if name not in there]

    @property
    def wanted(self) -> list[str]:
        """Every column that may be read."""
        return [name for field in FIELDS for name in self.columns(field)]


def parse_fields(given: Mapping[str, str] | None) -> Fields:
    """The mapping as `--map text=title+body,published=date` or a Python dict gives it; UsageError where it is none.

    >>> parse_fields({"text": "title+body"}).columns("text")
    ('title', 'body')
    """
    mapped: dict[str, tuple[str, ...]] = {}
    for field, columns in (given or {}).items():
        names = tuple(name.strip() for name in columns.split("+"))
        if field not in FIELDS or not all(names):
            raise UsageError(
                f"A page has no field '{field}' that '{columns}' could be."
                if all(names)
                else f"'{field}=' maps nothing.",
                hint=f"map some of {', '.join(FIELDS)} to a column, as text=body,published=date",
            )
        mapped[field] = names
    return Fields(mapped)


def read_row(here: str, row: Mapping[str, Any], fields: Fields, *, needs_id: bool = False) -> Document | Rejection:
    """The page of a row: named by its `id`, else (unless it `needs_id`) by its URL, else by where it stands."""
    try:
        values = {field: _read_value(row, fields, field) for field in FIELDS}
    except TypeError as error:
        return Rejection(here, None, "field", f"The row has not the fields of a page: {error}.")
    name = values["id"] or (None if needs_id else values["url"] or here)
    if name is None:
        return Rejection(here, None, "field", f"The row has not the fields of a page: no `id`{_name_columns(row)}.")
    given = values["text"] if values["text"] is not None else values["html"]
    if given is None:
        return Rejection(here, None, "field", f"The page '{name}' has neither `text` nor `html`{_name_columns(row)}.")
    try:
        body = given.encode()
        name.encode()
    except UnicodeEncodeError as error:
        return Rejection(here, None, "json", f"The page holds half a character: {error.reason}.")
    if len(body) > MAX_PAGE_BYTES:
        return Rejection(name, None, "large", f"It is over {MAX_PAGE_BYTES >> 20} MB, which no news page is.")
    media: Media = "text" if values["text"] is not None else "html"
    return Document(name, body, media, values["url"], values["published"] or None, values["outlet"] or None)


def _read_value(row: Mapping[str, Any], fields: Fields, field: str) -> str | None:
    parts = [text for column in fields.columns(field) if (text := _as_text(row.get(column), field, column)) is not None]
    if len(parts) > 1:
        glue = {"text": "\n\n", "html": "\n"}.get(field, " ")
        return glue.join(filter(None, parts))
    return parts[0] if parts else None


def _as_text(value: Any, field: str, column: str) -> str | None:
    """The value as text; TypeError where a field cannot be one such."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and field in ("id", "published"):
        return str(value)
    raise TypeError(f"`{column}` is {type(value).__name__}, not text")


def _name_columns(row: Mapping[str, Any]) -> str:
    names = [name for name in row if name not in FIELDS][:12]
    return f"; it has {', '.join(names)}: map them as text=COLUMN" if names else ""
