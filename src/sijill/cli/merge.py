"""`sijill merge`: two records made one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

import sijill
from sijill.cli.output import AsJson, Jobs, print_json
from sijill.cli.progress import watch_progress

if TYPE_CHECKING:
    from sijill.run.merging import MergeReport


def merge(
    record: Annotated[Path, typer.Argument(metavar="A", help="The record that takes the other in.")],
    other: Annotated[Path, typer.Argument(metavar="B", help="The other record; it stays as it is.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="C", help="Leave A as it is too, and take both into this one."),
    ] = None,
    *,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> None:
    """Make two records one: as if all their pages had been given to one build, with the corrections of both."""
    from sijill.store.record import check_file  # here: it brings the database along

    for one in (record, other):
        check_file(one, must_exist=True)
    into = sijill.open(output or record)
    with watch_progress("merging", None) as watch:
        first = into.merge(record, jobs=jobs, watch=watch) if output else None
        last = into.merge(other, jobs=jobs, watch=watch)
    done = add_reports(first, last) if first else last
    if as_json:
        print_json(done)
        return
    sys.stdout.write(
        f"{into.path}: {done.added} pages added, {done.known} already there, {done.reread} read again, "
        f"{done.corrections} corrections added; it holds {done.pages} pages with {done.articles} articles.\n"
    )
    if done.refused or done.forgotten:
        sys.stdout.write(f"Left out, since a record was made to forget them: {done.refused + done.forgotten} pages.\n")


def add_reports(first: MergeReport, last: MergeReport) -> MergeReport:
    """What two merges into one record did together."""
    counts = ("added", "known", "refused", "forgotten", "reread", "corrections")
    return replace(last, **{name: getattr(first, name) + getattr(last, name) for name in counts})
