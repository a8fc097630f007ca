"""The table of places, read once when a place is first asked for.

`places.tsv.gz` is made by `python -m training.places`; its towns are from GeoNames (CC BY 4.0, see NOTICE).
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple, cast

from sijill.model.places import PlacePrecision
from sijill.text.names import name_keys
from sijill.text.places.keys import place_key, sound_key

FILE = "places.tsv.gz"
SHORTEST = 4  # consonants: shorter ones are shared by many names
LONG = 5  # consonants: enough for a larger namesake of other spelling (Birmingham of England beside that of Alabama)


class Row(NamedTuple):
    """One place: `parent` is the id of what contains it, `listed` says that our own lists or additions name it."""

    id: str
    precision: PlacePrecision
    country: str
    parent: str
    latitude: float
    longitude: float
    population: int
    listed: bool
    name: str
    english: str


class Table(NamedTuple):
    """The lines of the file, and which of them answer to an id, a name and a sound."""

    lines: tuple[tuple[str, ...], ...]
    by_id: dict[str, int]
    by_key: dict[str, list[int]]


@cache
def load_table() -> Table:
    """The whole table: some 25,000 places in a tenth of a second."""
    packed = resources.files("sijill.text.places").joinpath(FILE).read_bytes()
    lines = [tuple(line.split("\t")) for line in gzip.decompress(packed).decode().splitlines()]
    by_key: dict[str, list[int]] = {}
    for at, cells in enumerate(lines):
        for key in cells[10].split("|"):
            by_key.setdefault(key, []).append(at)
    return Table(tuple(lines), {cells[0]: at for at, cells in enumerate(lines)}, by_key)


@cache
def _by_sound() -> dict[str, list[int]]:
    """Towns abroad by the consonants of their names; only for those that are known widely enough to be spelled in many ways."""
    found: dict[str, list[int]] = {}
    for at, cells in enumerate(load_table().lines):
        for sound in cells[11].split("|") if cells[11] and cells[1] == "town" else ():
            found.setdefault(sound, []).append(at)
    return found


@lru_cache(maxsize=16_384)
def _read_row(at: int) -> Row:
    cells = load_table().lines[at]
    return Row(
        cells[0], cast(PlacePrecision, cells[1]), cells[2], cells[3], float(cells[4]), float(cells[5]), int(cells[6]),
        cells[7] == "1", cells[8], cells[9],
    )  # fmt: skip


@lru_cache(maxsize=16_384)
def find_rows(name: str) -> tuple[Row, ...]:
    """The places that go by a name, in the order of the table; foreign names also by their sound.

    >>> sorted({row.country for row in find_rows("طرابلس")})  # Tripoli
    ['LB', 'LY']
    """
    exact = load_table().by_key.get(place_key(name), [])
    sounding: list[int] = []
    sound = sound_key(name)
    if len(sound) >= (LONG if exact else SHORTEST) and not _looks_arabic(name):
        sounding = _by_sound().get(sound, [])
    rows = [_read_row(at) for at in exact]
    largest = max((row.population for row in rows), default=0)
    rows += [row for at in sounding if at not in exact and (row := _read_row(at)).population > largest]
    return tuple(rows)


def _looks_arabic(name: str) -> bool:
    """True for a name with the article on one of its words (`وادي الرمان`): another spelling of it would be another name."""
    return any(key.startswith("ال") for key in name_keys(name))


@cache
def places_by_id(place: str) -> Row | None:
    """The place with that id, if the table has it."""
    at = load_table().by_id.get(place)
    return None if at is None else _read_row(at)


@cache
def row_chain(place: str) -> tuple[Row, ...]:
    """What contains a place, the nearest first: region, country.

    >>> [row.english for row in row_chain(find_rows("سرمدا")[0].id)]  # Sarmada
    ['Idlib', 'Syria']
    """
    row = places_by_id(place)
    chain: list[Row] = []
    while row is not None and row.parent and len(chain) < 6:
        row = places_by_id(row.parent)
        if row is not None:
            chain.append(row)
    return tuple(chain)
