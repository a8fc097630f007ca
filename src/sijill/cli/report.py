"""`sijill report`: the dossier as one self-contained page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import sijill
from sijill.cli.output import AsJson, AsOf, print_json, typed
from sijill.model.errors import UsageError


def report(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.html", help="[default: RECORD with .html]")
    ] = None,
    title: Annotated[str | None, typer.Option(help="The heading of the page.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Write the dossier as one HTML page that needs no network."""
    target = output or record.with_suffix(".html")
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent} to put {target.name} in.", hint=f"mkdir {target.parent}")
    if target.is_dir():
        inside = target / record.with_suffix(".html").name
        raise UsageError(f"{target} is a folder; the report is one file.", hint=f"sijill report {record} -o {inside}")
    path = sijill.open(record).report(target, title=title and typed(title), as_of=as_of)
    if as_json:
        print_json({"report": str(path), "bytes": path.stat().st_size})
    else:
        sys.stdout.write(f"{path}\n")
