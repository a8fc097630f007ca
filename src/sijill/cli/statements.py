"""`sijill statements`: who said what, when, through whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, AsOf, Heading, print_json, print_rows, typed
from sijill.cli.rows import cite_evidence, note_open, tell_corrected, tell_time

if TYPE_CHECKING:
    from sijill.model.graph import StatementRow

HEADINGS = (
    Heading("said on", wraps=False), Heading("speaker"), Heading("act", wraps=False), Heading("what is said"),
    Heading("through", under=True), Heading("corrected", under=True), Heading("evidence", under=True),
)  # fmt: skip


def statements(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    speaker: Annotated[str | None, typer.Option(help="Only what this name said.")] = None,
    about: Annotated[str | None, typer.Option(help="Only what has these words.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show who said what, when, through whom, with its evidence."""
    found = sijill.open(record).statements(
        speaker=speaker and typed(speaker), about=about and typed(about), as_of=as_of
    )
    if as_json:
        print_json(found)
    else:
        print_rows(HEADINGS, map(tell, found.rows), note=note_open(found))


def tell(row: StatementRow) -> tuple[str, ...]:
    """A statement for people."""
    who = " - ".join(filter(None, (row.speaker or "?", row.role)))
    through = " < ".join(link.text for link in row.chain)
    return (
        tell_time(row.said_on),
        who,
        row.act,
        row.content.words,
        through,
        tell_corrected(row.corrected),
        cite_evidence(row.content),
    )
