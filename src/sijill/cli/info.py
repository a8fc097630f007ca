"""`sijill info`: what a record holds, its size, and whether its file is sound."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import sijill
from sijill.cli.output import AsJson, bare_line, print_json


def info(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    as_json: AsJson = False,
) -> int:
    """Show what a record holds, its size, what is to be read again, and whether its file is sound; exit 1 where it is not."""
    found = sijill.open(record).health()
    if as_json:
        print_json(found)
        return 1 if found.problems else 0
    lines = [
        (
            "file",
            f"{found.file_bytes:,} bytes, {found.page_bytes:,} of them preserved pages, {found.free_bytes:,} free",
        ),
        (
            "written",
            f"last by {found.made_by or 'nobody'}, {found.last_recorded or 'never'}; tables version {found.schema}",
        ),
        ("holds", ", ".join(f"{count:,} {name}" for name, count in found.counts.items())),
        ("published", f"{found.first_published or '?'} to {found.last_published or '?'}"),
    ]
    if found.readings:
        lines.append(("history", f"{found.readings:,} earlier readings of articles, {found.reading_bytes:,} bytes"))
    if found.log_bytes:
        lines.append(("log", f"{found.log_bytes:,} bytes not yet in the file"))
    if found.unread:
        lines.append(("to read", f"{found.unread:,} pages were read by other stages: sijill build {record}"))
    if found.unindexed:
        lines.append(("search", f"{found.unindexed:,} articles are not in the index"))
    if found.cache_bytes:
        from sijill.run.cache import cache_folder

        lines.append(("cache", f"{found.cache_bytes:,} bytes worked out from it, in {cache_folder(record)}"))
    lines.append(("health", "sound" if not found.problems else f"{len(found.problems)} problems"))
    sys.stdout.writelines(f"{name:10} {words}\n" for name, words in lines)
    sys.stderr.writelines(f"{bare_line(problem)}\n" for problem in found.problems)
    return 1 if found.problems else 0
