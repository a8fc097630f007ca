"""`sijill forget`: a page and all that rests on it alone, taken out for good."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import sijill
from sijill.cli.output import AsJson, Heading, print_json, print_rows, typed
from sijill.model.errors import UsageError

HEADINGS = (Heading("made", wraps=False), Heading("why"))


def forget(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    page: Annotated[
        str | None, typer.Argument(metavar="PAGE", help="Its hash, name or address; none: list what was removed.")
    ] = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept, so name nobody.")] = "",
    as_json: AsJson = False,
) -> None:
    """Take a page out, with all that rests on it alone; that something was removed, when and why is all that stays."""
    dossier = sijill.open(record)
    if page is None:
        if why:
            raise UsageError("No page is named.", hint="sijill forget RECORD PAGE --why TEXT")
        dossier.sweep()
        found = dossier.removals()
        if as_json:
            print_json({"rows": found, "total": len(found)})
        else:
            print_rows(HEADINGS, ((one.made, one.why) for one in found))
        return
    done = dossier.forget(typed(page), why=typed(why))
    if as_json:
        print_json(done)
        return
    sys.stdout.write(f"{record}: one page removed; it holds {done.pages} pages with {done.articles} articles.\n")
    if done.alike:
        sys.stderr.write("Pages that carry the same text, or are of the same address, and stay:\n")
        sys.stderr.writelines(f"{sha256}\n" for sha256 in done.alike)
