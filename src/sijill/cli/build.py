"""`sijill build`: pages into a record."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import sijill
from sijill.cli.output import AsJson, FieldMap, Jobs, PublishedDay, complain_of_page, print_json, read_map
from sijill.cli.progress import count_documents, watch_progress


def build(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record: one file, NAME.sijill.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH...", help="Files, folders, archives, tables, feeds; none: read old pages again."),
    ] = None,
    *,
    published: PublishedDay = None,
    fields: FieldMap = None,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> int:
    """Make a record of pages, or add pages to one; what is there already is skipped."""
    given = paths or []
    with watch_progress("building", count_documents(given)) as watch:
        done = sijill.open(record).build(given, published=published, fields=read_map(fields), jobs=jobs, watch=watch)
    if as_json:
        print_json(done)
    else:
        sys.stdout.write(
            f"{record}: {done.added} pages added, {done.skipped} already there, {done.reread} read again, "
            f"{len(done.rejected)} rejected; it holds {done.pages} pages with {done.articles} articles.\n"
        )
    for rejection in done.rejected:
        complain_of_page(rejection, as_json=as_json)
    return 1 if done.rejected else 0
