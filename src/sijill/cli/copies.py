"""`sijill copies`: who carries whose text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, AsOf, Heading, print_json, print_rows
from sijill.cli.rows import cite_evidence, note_open

if TYPE_CHECKING:
    from sijill.model.graph import CopyRow

HEADINGS = (
    Heading("articles", wraps=False), Heading("carried by"), Heading("taken from"), Heading("known by", wraps=False),
    Heading("evidence", under=True),
)  # fmt: skip


def copies(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show who carries whose text: by the agency that an article credits, or by the words themselves."""
    found = sijill.open(record).copies(as_of=as_of)
    if as_json:
        print_json(found)
    else:
        print_rows(HEADINGS, map(tell, found.rows), note=note_open(found))


def tell(row: CopyRow) -> tuple[str, ...]:
    """A pair of outlets for people."""
    evidence = "; ".join(f"«{words.words}» {cite_evidence(words)}" for words in row.evidence)
    return str(row.articles), row.taker, row.giver, row.how, evidence
