"""`sijill review`: what a person should look at, the least certain first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, AsOf, Heading, print_json, print_rows
from sijill.cli.rows import cite_evidence, cite_target, note_open, tell_change
from sijill.model.listing import Listing
from sijill.show.reasons import say_reasons

if TYPE_CHECKING:
    from sijill.model.review import ReviewRow

HEADINGS = (
    Heading("what", wraps=False), Heading("certainty", wraps=False), Heading("open"), Heading("words"),
    Heading("why", under=True), Heading("in Arabic", under=True), Heading("evidence", under=True),
)  # fmt: skip


def review(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many rows.")] = 50,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show what a person should look at, and why: corrections whose target is gone, what is open, what is least certain."""
    every = sijill.open(record).review(as_of=as_of)
    found = Listing(every.rows[:limit], every.total, every.open)
    if as_json:
        print_json(found)
    else:
        print_rows(HEADINGS, map(tell, found.rows), note=note_open(found))


def tell(row: ReviewRow) -> tuple[str, ...]:
    """A row for people."""
    certainty = "" if row.certainty is None else f"{row.certainty:.2f}"
    words = " / ".join(one.words for one in row.evidence)
    if row.correction is not None:
        words = f"{tell_change(row.correction)} ({row.correction.told})"
    cited = [cite_evidence(one) for one in row.evidence] or [cite_target(one) for one in row.targets]
    why = say_reasons(row.why)
    return row.kind, certainty, "; ".join(row.open), words, why.en, why.ar, "; ".join(cited)
