"""`sijill statements`: who said what, when, through whom."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, AsOf, Heading, print_json, print_rows, print_table, typed
from sijill.cli.rows import cite_evidence, note_open, tell_corrected, tell_time
from sijill.ledger.editing import read_act
from sijill.ledger.sources import carrier_of
from sijill.model.labels import VALUE_LABELS

if TYPE_CHECKING:
    from sijill.model.graph import StatementRow

HEADINGS = (
    Heading("said on", wraps=False), Heading("speaker"), Heading("act", wraps=False), Heading("what is said"),
    Heading("through", under=True), Heading("corrected", under=True), Heading("evidence", under=True),
)  # fmt: skip
SPEAKER = 1  # of HEADINGS, the column that a table for one speaker leaves out
ROLES_SHOWN = 8  # of a speaker, the first ones


def statements(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    *,
    speaker: Annotated[str | None, typer.Option(help="Only what this name said.")] = None,
    about: Annotated[str | None, typer.Option(help="Only what has these words.")] = None,
    act: Annotated[
        str | None,
        typer.Option(metavar="ACT", help="Only this act: assert, deny, commit, request, warn, accuse or opine."),
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DAY", help="Said from that day on.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Said up to that day.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show who said what, when, through whom, with its evidence."""
    found = sijill.open(record).statements(
        speaker=speaker and typed(speaker),
        about=about and typed(about),
        act=read_act(typed(act)) if act is not None else None,
        start=start,
        end=end,
        as_of=as_of,
    )
    if as_json:
        print_json(found)
    elif sys.stdout.isatty():
        _print_by_speaker(found.rows)
        sys.stderr.write(f"{note}\n" if (note := note_open(found)) else "")
    else:
        print_rows(HEADINGS, map(tell, found.rows), note=note_open(found))


def _print_by_speaker(rows: Sequence[StatementRow]) -> None:
    """A table a speaker, in the order in which they first speak, beneath the name and the roles it was given."""
    grouped: dict[str, list[StatementRow]] = defaultdict(list)
    for row in rows:
        grouped[row.speaker or "?"].append(row)
    headings = HEADINGS[:SPEAKER] + HEADINGS[SPEAKER + 1 :]
    for name, said in grouped.items():
        cells = [tell(row) for row in said]
        print_table(
            headings, (row[:SPEAKER] + row[SPEAKER + 1 :] for row in cells), title=" - ".join((name, *roles_of(said)))
        )


def roles_of(rows: Sequence[StatementRow]) -> list[str]:
    """The roles that a speaker was given, each with the day on which it is first met."""
    days: dict[str, str] = {}
    for row in rows:
        if row.role:
            days.setdefault(row.role, tell_time(row.said_on))
    return [f"{role} ({day})" for role, day in list(days.items())[:ROLES_SHOWN]]


def tell(row: StatementRow) -> tuple[str, ...]:
    """A statement for people: the act in words, and the way from the speaker to the outlet as a line of arrows."""
    who = " - ".join(filter(None, (row.speaker or "?", row.role)))
    act = VALUE_LABELS["act"][row.act].en
    return (
        tell_time(row.said_on),
        who,
        act,
        row.content.words,
        tell_chain(row),
        tell_corrected(row.corrected),
        cite_evidence(row.content),
    )


def tell_chain(row: StatementRow) -> str:
    """The hands that the words passed through, from the speaker to the outlet; nothing where none is named."""
    carrier = carrier_of(row)
    outlet = carrier.outlet if carrier else None
    hands = [link.text for link in reversed(row.chain) if link.text not in (outlet or "")]
    return " → ".join((row.speaker or "?", *hands, outlet or "?")) if hands else ""
