"""`sijill changes`: what was changed in an article after it was first seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, Heading, print_json, print_rows, typed
from sijill.cli.rows import cite_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sijill.model.graph import VersionRow

HEADINGS = (
    Heading("from", wraps=False), Heading("to", wraps=False), Heading("kind", wraps=False), Heading("before"),
    Heading("after"), Heading("address", under=True), Heading("evidence", under=True),
)  # fmt: skip


def changes(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    article: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", help="An address, a page's hash or its name [default: all].")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what was added, taken out and altered in an article after it was first seen, word by word."""
    found = sijill.open(record).changes(article and typed(article))
    if as_json:
        print_json(found)
    else:
        print_rows(HEADINGS, (line for row in found.rows for line in tell(row)))


def tell(row: VersionRow) -> Iterator[tuple[str, ...]]:
    """A version for people, a line a change."""
    earlier, later = (seen or "?" for seen in row.seen)
    for change in row.changes:
        cited = "; ".join(cite_evidence(words) for words in (change.before, change.after) if words)
        before, after = (words.words if words else "" for words in (change.before, change.after))
        kind = f"{change.kind} (title)" if change.part == "title" else change.kind
        yield earlier, later, kind, before, after, row.address, cited
