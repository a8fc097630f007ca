"""`sijill backup`: a copy of the record while others read and write it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import sijill
from sijill.cli.output import AsJson, print_json


def backup(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The copy: a new file, or a folder to put it in.")],
    as_json: AsJson = False,
) -> None:
    """Copy the record as it is at one moment, while others may read and write it; the copy is checked before it gets its name."""
    made = sijill.open(record).backup(to)
    if as_json:
        print_json({"record": str(record), "copy": str(made), "bytes": made.stat().st_size})
    else:
        sys.stdout.write(f"{made}: {made.stat().st_size:,} bytes, sound.\n")
