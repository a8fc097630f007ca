"""What commands print: JSON for programs, tables for people, complaints on standard error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, NamedTuple

import msgspec
import typer

from sijill.model.errors import SijillError, UsageError
from sijill.model.records import Rejection

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", help="Processes to read with [default: one a core].")]
PublishedDay = Annotated[
    str | None, typer.Option("--published", metavar="DAY", help="Day of pages that state none, as 2023-08-17.")
]
FieldMap = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FIELD=COLUMN,...", help="Columns of JSON, CSV, Parquet, as text=body,published=date."
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="Only what had certainly been published by that day.")
]


# Control characters of a page or a file's name would move the cursor of a terminal or write over other lines.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(9), *range(11, 32), *range(127, 160))}


def read_map(given: Sequence[str] | None) -> dict[str, str]:
    """The columns by field, as `--map` names them; UsageError for a word that is no pair.

    >>> read_map(["text=title+body,published=date"])
    {'text': 'title+body', 'published': 'date'}
    """
    fields: dict[str, str] = {}
    for pair in ",".join(given or ()).split(",") if given else ():
        field, equals, column = typed(pair).partition("=")
        if not equals or field.strip() in fields:
            what = "is no FIELD=COLUMN" if not equals else "maps a field that is mapped already"
            raise UsageError(f"--map: '{typed(pair)}' {what}.", hint="write it as --map text=body,published=date")
        fields[field.strip()] = column.strip()
    return fields


class Heading(NamedTuple):
    """A column for people: its name, whether its words may be wrapped, and whether it stands under the widest column."""

    name: str
    wraps: bool = True
    under: bool = False


def use_utf8() -> None:
    """Standard output and error are UTF-8 wherever we run, and line ends are written as they are."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def typed(text: str) -> str:
    """Words of the command line as UTF-8, whatever encoding the system takes them for."""
    return os.fsencode(text).decode("utf-8", "replace")


def bare_line(text: str) -> str:
    """Words of a page as they can be shown in one line: control characters are written out."""
    return text.replace("\n", "\\n").translate(_CONTROLS)


def print_json(value: Any) -> None:
    """One line of JSON on standard output."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def print_rows(headings: Sequence[Heading], rows: Iterable[Sequence[str]], *, note: str = "") -> None:
    """Rows for people: a table on a terminal, else a line a row with tabs between.  Nothing is cut off."""
    if sys.stdout.isatty():
        print_table(headings, rows)
    else:
        for row in rows:
            sys.stdout.write("\t".join(bare_line(" ".join(cell.split())) for cell in row) + "\n")
    if note:
        sys.stderr.write(f"{note}\n")


def print_table(headings: Sequence[Heading], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """A table as wide as the terminal; cells `under` the last column stand below its words, dimmed."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    if title:
        Console(highlight=False).print(Text(title.translate(_CONTROLS), style="bold"))
    shown = [at for at, heading in enumerate(headings) if not heading.under]
    for at in shown:
        table.add_column(headings[at].name, overflow="fold", no_wrap=not headings[at].wraps)
    for row in rows:
        cells = [Text(row[at].translate(_CONTROLS)) for at in shown]
        for cell, heading in zip(row, headings, strict=True):
            if heading.under and cell:
                cells[-1].append(f"\n{cell.translate(_CONTROLS)}", style="dim")
        table.add_row(*cells)
    Console(highlight=False).print(table)


def complain(error: SijillError, *, as_json: bool) -> None:
    """An error on standard error: what happened, and a hint that mends it."""
    if as_json:
        body = {"error": {"code": error.code, "message": error.message, "hint": error.hint}}
        sys.stderr.write(msgspec.json.encode(body).decode() + "\n")
    else:
        sys.stderr.write(f"{error}\n".translate(_CONTROLS))


def complain_of_page(rejection: Rejection, *, as_json: bool) -> None:
    """A rejected page on standard error."""
    if as_json:
        message = f"{rejection.source}: {rejection.reason}"
        body = {"error": {"code": rejection.code, "message": message, "hint": None}}
        sys.stderr.write(msgspec.json.encode(body).decode() + "\n")
    else:
        sys.stderr.write(bare_line(f"{rejection.source}: {rejection.reason}") + "\n")
