"""Places that GeoNames' towns lack, written by hand: regions, what is wider than a country, towns, quarters and spots."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sijill.model.places import PlacePrecision

FOLDER = Path(__file__).with_name("additions")
PRECISIONS: dict[str, PlacePrecision] = {"p": "point", "t": "town", "r": "region", "w": "wider"}


class Addition(NamedTuple):
    """One hand-written place; `parent` is the name of a region, or "" for the country itself."""

    precision: PlacePrecision
    country: str
    names: tuple[str, ...]
    english: str
    spot: tuple[float, float] | None
    parent: str


def read_additions() -> Iterator[Addition]:
    """The rows of regions.tsv, wider.tsv and places.tsv, in that order."""
    for cells in _read_rows("regions.tsv"):
        country, name, english, north, east, aliases = [*cells, ""][:6]
        yield Addition("region", country, (name, *_split(aliases)), english, (float(north), float(east)), "")
    for cells in _read_rows("wider.tsv"):
        kind, country, name, english, north, east, aliases = [*cells, ""][:7]
        yield Addition(PRECISIONS[kind], country, (name, *_split(aliases)), english, (float(north), float(east)), "")
    yield from _read_places()


def _read_places() -> Iterator[Addition]:
    """Rows under heads `== COUNTRY REGION`; `p`, `r` in the fourth column; no coordinates: somewhere in its region."""
    country = parent = ""
    for cells in _read_rows("places.tsv"):
        if cells[0].startswith("== "):
            country, _, parent = cells[0][3:].partition(" ")
            continue
        name, north, east, kind, english = [*cells, "", "", "", ""][:5]
        names = _split(name)
        spot = (float(north), float(east)) if north else None
        precision = PRECISIONS[kind or "t"] if spot else "region"
        yield Addition(precision, country, names, english, spot, parent)


def _split(names: str) -> tuple[str, ...]:
    return tuple(name for name in names.split("|") if name)


def _read_rows(file: str) -> Iterator[list[str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        for cells in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if cells and not cells[0].startswith("# "):
                yield cells


def read_spots(file: str) -> dict[str, tuple[float, float]]:
    """Countries' centres by code."""
    return {cells[0]: (float(cells[1]), float(cells[2])) for cells in _read_rows(file)}
