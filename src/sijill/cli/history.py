"""`sijill history`: what the record said of a page before it was read again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, Heading, print_json, print_rows, typed
from sijill.cli.rows import cite_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sijill.model.history import FieldChange, ReadingRow

HEADINGS = (
    Heading("article", wraps=False), Heading("from", wraps=False), Heading("to", wraps=False), Heading("change", wraps=False),
    Heading("before"), Heading("after"), Heading("fields", under=True), Heading("evidence", under=True),
)  # fmt: skip
_SHOWN = 160  # characters of a text that was read otherwise


def history(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    page: Annotated[
        str, typer.Argument(metavar="PAGE", help="A page's hash (or its first eight digits), name or address.")
    ],
    as_json: AsJson = False,
) -> None:
    """Show every reading of a page, since when until when the record said so, and what each changed against the one before."""
    found = sijill.open(record).history(typed(page))
    if as_json:
        print_json(found)
    else:
        print_rows(HEADINGS, (line for row in found.rows for line in tell(row)))


def tell(row: ReadingRow) -> Iterator[tuple[str, ...]]:
    """A reading for people: a line that it was there, and a line a change."""
    when = str(row.ordinal), row.recorded_from, row.recorded_to or "now"
    what = "read" if row.is_there else "no such article"
    yield *when, what, "", "", row.stages or "", ""
    for change in row.changes:
        cited = "; ".join(cite_evidence(words) for words in (change.before, change.after) if words)
        before, after = (words.words if words else "" for words in (change.before, change.after))
        fields = "; ".join(map(tell_field, change.fields))
        yield *when, f"{change.part} {change.kind}", before, after, fields, cited


def tell_field(field: FieldChange) -> str:
    """What is altered of one thing."""
    before, after = ("?" if value is None else value[:_SHOWN] for value in (field.before, field.after))
    return f"{field.name}: {before} → {after}"
