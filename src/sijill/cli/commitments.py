"""`sijill commitments`: what was promised or planned, by when, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, AsOf, Heading, print_json, print_rows, typed
from sijill.cli.rows import cite_evidence, note_open, tell_corrected, tell_time

if TYPE_CHECKING:
    from sijill.model.commitments import CommitmentRow

HEADINGS = (
    Heading("due", wraps=False), Heading("state", wraps=False), Heading("who"), Heading("what"),
    Heading("outcome", under=True), Heading("corrected", under=True), Heading("evidence", under=True),
)  # fmt: skip


def commitments(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    *,
    who: Annotated[str | None, typer.Option(help="Only what this name promised or is to do.")] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="DAY", help="What was overdue on that day (else: on the latest known)."),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show what was promised or planned, by when, and where it stands."""
    found = sijill.open(record).commitments(as_of=as_of, at=at, who=who and typed(who))
    if as_json:
        print_json(found)
    else:
        print_rows(HEADINGS, map(tell, found.rows), note=note_open(found))


def tell(row: CommitmentRow) -> tuple[str, ...]:
    """A commitment for people."""
    outcome = "; ".join(f"{one.state} {tell_time(one.day)} «{one.evidence.words}» ({one.why})" for one in row.outcomes)
    return (
        tell_time(row.due),
        row.state,
        ", ".join(row.who) or "?",
        row.what.words,
        outcome,
        tell_corrected(row.corrected),
        cite_evidence(row.what),
    )
