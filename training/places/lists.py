"""The names of places in the package's own lists, with the countries their section speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

from training.places.sections import EVERYWHERE, SECTIONS

FILES = ("countries", "regions", "cities", "towns", "facilities")


class ListedName(NamedTuple):
    """One row of a list: its names, the canonical one first."""

    file: str
    names: tuple[str, ...]
    english: str
    countries: tuple[str, ...]


def read_lists() -> Iterator[ListedName]:
    """The rows of all lists, in the order of the files; `# -- NAME` begins a section."""
    folder = resources.files("sijill.text").joinpath("lexicons", "ar")
    for file in FILES:
        countries = EVERYWHERE
        for line in folder.joinpath(f"{file}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("# -- "):
                countries = SECTIONS[line[5:]]
            cells = [*line.split("#", 1)[0].rstrip().split("\t"), "", ""]
            if cells[0]:
                written = [cells[0], *(name for name in cells[2].split("|") if name)]
                yield ListedName(file, tuple(name.lstrip("?~!") for name in written), cells[1], countries)
