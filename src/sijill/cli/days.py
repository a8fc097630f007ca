"""`sijill days`: articles that state no day, and what the record leaves of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, AsOf, Heading, print_json, print_rows
from sijill.cli.rows import cite_evidence, note_open, tell_time
from sijill.model.time import TimeValue

if TYPE_CHECKING:
    from sijill.model.daybounds import DayRow

HEADINGS = (
    Heading("published", wraps=False), Heading("weekday", wraps=False), Heading("article"),
    Heading("grounds", under=True), Heading("contradictions", under=True), Heading("evidence", under=True),
)  # fmt: skip


def days(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show the articles that state no day, the days that are left for each, and why."""
    found = sijill.open(record).days(as_of=as_of)
    if as_json:
        print_json(found)
    else:
        print_rows(HEADINGS, map(tell, found.rows), note=note_open(found))


def tell(row: DayRow) -> tuple[str, ...]:
    """An article's day for people."""
    published = row.article.published
    left = tell_time(TimeValue(published.value, None, published.earliest, published.latest))
    grounds = "; ".join(bound.reason for bound in row.grounds)
    against = "; ".join(bound.reason for bound in row.contradictions)
    evidence = "; ".join(f"«{words.words}» {cite_evidence(words)}" for words in row.evidence)
    return left, published.weekday or "", row.article.title or row.article.source, grounds, against, evidence
