"""`sijill places`: the places of a record, with coordinates and what contains them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, AsOf, Heading, print_json, print_rows, typed
from sijill.cli.rows import cite_evidence, note_open, tell_corrected

if TYPE_CHECKING:
    from sijill.model.graph import PlaceRow

HEADINGS = (
    Heading("articles", wraps=False), Heading("events", wraps=False), Heading("where", wraps=False),
    Heading("precision", wraps=False), Heading("place"), Heading("within", under=True), Heading("why", under=True),
    Heading("corrected", under=True), Heading("evidence", under=True),
)  # fmt: skip


def places(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    within: Annotated[str | None, typer.Option(help="Only what is, or lies in, this place.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show the places named, with coordinates, what contains them, and why each was taken for that place."""
    found = sijill.open(record).places(within=within and typed(within), as_of=as_of)
    if as_json:
        print_json(found)
    else:
        print_rows(HEADINGS, map(tell, found.rows), note=note_open(found))


def tell(row: PlaceRow) -> tuple[str, ...]:
    """A place for people; an open one with the places it may be."""
    spot = row.spot
    where = f"{spot.latitude:.2f} {spot.longitude:.2f}" if spot else "?"
    inside = [place.name for place in spot.within] if spot else [f"{c.english} ({c.country})?" for c in row.candidates]
    name = f"{row.name} ({spot.english})" if spot and spot.english else row.name
    return (
        str(row.articles), str(row.events), where, spot.precision if spot else "open", name, ", ".join(inside),
        "; ".join(row.reasons), tell_corrected(row.corrected), cite_evidence(row.evidence[0]),
    )  # fmt: skip
