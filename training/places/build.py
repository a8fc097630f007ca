"""One table of places out of towns, countries, our own lists and additions; the same bytes every time."""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sijill.model.places import PlacePrecision
from sijill.text.places.keys import place_key, sound_key
from sijill.text.places.table import SHORTEST
from training.places.additions import Addition, read_additions, read_spots
from training.places.countries import Country, read_countries
from training.places.geonames import Town, Towns, distance_km, read_towns
from training.places.lists import ListedName, read_lists
from training.places.sections import NEAR

FAR_SIZE = 5_000  # people: smaller towns far away take no names from those at hand (12,500 of the US alone)
SOUND_SIZE = 50_000  # people: towns whose names are spelled in many ways
NAMELESS_SIZE = 100_000  # people: towns kept even where GeoNames has no Arabic name
ONE_SPOT_KM = 25.0
SEAT_KM = 40.0
DOMINANT = 10  # of several towns with the consonants of a name, one this many times as large as the next is meant


@dataclass
class Entry:
    """A place on its way into the table; `names` in the order of their worth, the first is shown."""

    id: str
    precision: PlacePrecision
    country: str
    parent: str
    spot: tuple[float, float]
    population: int
    english: str
    names: dict[str, None] = field(default_factory=dict)
    listed: bool = False
    sounds: frozenset[str] = frozenset()
    title: str = ""  # the name of our lists

    def shown_name(self) -> str:
        """The name of our lists or additions, else the spelling whose key most of its names share."""
        if self.title or not self.names:
            return self.title or self.english
        if self.id.startswith("gn"):
            keys = Counter(map(place_key, self.names))
            return min(self.names, key=lambda name: (-keys[place_key(name)], " " in name, -len(name), name))
        return next(iter(self.names))

    def line(self) -> str:
        """The entry as a line of the table."""
        keys = sorted({key for name in self.names if (key := place_key(name))})
        sounds = set(self.sounds)
        if self.population >= SOUND_SIZE and self.country not in NEAR:
            sounds |= {sound_key(name) for name in self.names}
        cells = (
            self.id, self.precision, self.country, self.parent, f"{self.spot[0]:.2f}", f"{self.spot[1]:.2f}",
            str(self.population), "1" if self.listed else "", self.shown_name(), self.english,
            "|".join(keys), "|".join(sorted(sound for sound in sounds if len(sound) >= SHORTEST)),
        )  # fmt: skip
        return "\t".join(cells)


class Gazetteer:
    """The entries so far, found by country and name."""

    def __init__(self, towns: Towns) -> None:
        self.towns = towns
        self.entries: dict[str, Entry] = {}
        self.by_name: dict[str, dict[str, Entry]] = defaultdict(dict)
        self.regions: dict[tuple[str, str], str] = {}  # country and admin code -> id of the region
        self.primary: set[tuple[str, str]] = set()  # country and key of names that are some region's or addition's own

    def add(self, entry: Entry, names: Iterable[str]) -> Entry:
        """Keep an entry, and know it by these names from now on."""
        entry = self.entries.setdefault(entry.id, entry)
        for name in names:
            if key := place_key(name):
                entry.names.setdefault(name)
                self.by_name[key].setdefault(entry.id, entry)
        return entry

    def add_country(self, country: Country, spot: tuple[float, float]) -> None:
        """A country; its names from babel, and from our lists later."""
        entry = Entry(country.code, "country", country.code, "", spot, country.population, country.english, listed=True)
        self.add(entry, country.names)

    def add_town(self, town: Town, names: Iterable[str] = ()) -> Entry:
        """A town of GeoNames, in the region its admin code stands for."""
        parent = self.regions.get((town.country, town.admin), town.country)
        if (own := self._addition_of(town)) is not None:
            own.population, own.english = max(own.population, town.population), own.english or town.name
            own.parent = parent if own.parent in ("", town.country) else own.parent
            return self.add(own, (*town.arabic, *names))
        entry = Entry(
            f"gn{town.id}", "town", town.country, parent, (town.latitude, town.longitude), town.population, town.name
        )
        if town.country not in NEAR and town.population >= NAMELESS_SIZE:
            entry.sounds = frozenset(s for name in (town.name, *town.latin) for s in town_sounds(name))
        return self.add(entry, (*town.arabic, *names))

    def _addition_of(self, town: Town) -> Entry | None:
        """The hand-written town of one of this town's names near its spot, or None."""
        for name in town.arabic:
            for entry in self.by_name.get(place_key(name), {}).values():
                near = entry.country == town.country and entry.precision == "town" and entry.id.startswith("sj")
                if near and distance_km(entry.spot, (town.latitude, town.longitude)) < ONE_SPOT_KM:
                    return entry
        return None

    def add_addition(self, row: Addition) -> None:
        """A hand-written place, in the region it names; two of one name and country are one, the first."""
        region = self.find_region(row.country, row.parent) if row.parent else None
        spot = row.spot or (region.spot if region else None)
        if spot is None:
            raise ValueError(
                f"places.tsv: {row.names[0]} has neither coordinates nor a region (no region '{row.parent}')"
            )
        key = hashlib.sha256(f"{row.country}:{row.parent}:{place_key(row.names[0])}".encode()).hexdigest()[:8]
        code = row.country
        parent = region.id if region else code
        if row.precision in ("town", "point") and not row.parent and code:
            town = self.towns.nearest(code, spot, SEAT_KM)
            parent = self.regions.get((code, town.admin), code) if town else code
        people = {"point": 1_000, "town": 5_000, "region": 300_000, "wider": 2_000_000, "country": 0}[row.precision]
        entry = Entry(f"sj{key}", row.precision, code, parent, spot, people, row.english, listed=True)
        self.add(entry, (*row.names, *(bare_name(name) for name in row.names if row.precision == "region")))
        self.primary |= {(code, place_key(name)) for name in row.names}
        if row.precision == "region" and row.spot and not row.parent:
            seat = self.towns.nearest(code, spot, SEAT_KM)
            if seat is not None:
                self.regions.setdefault((code, seat.admin), entry.id)

    def find_region(self, country: str, name: str) -> Entry | None:
        """The region of a country by one of its names."""
        found = [
            e
            for e in self.by_name.get(place_key(name), {}).values()
            if e.country == country and e.precision == "region"
        ]
        return found[0] if found else None

    def add_listed(self, row: ListedName) -> bool:
        """Give a row of our lists its place; False where none is known."""
        entry = self._known(row) or self._by_consonants(row)
        if entry is None:
            return False
        entry.listed = True
        if row.english and not entry.english:
            entry.english = row.english
        taken = {key for country, key in self.primary if country == entry.country}
        own = {place_key(name) for name in entry.names}
        titles = [name for name in row.names if place_key(name) in own]
        if not entry.title and titles and not entry.id.startswith("sj"):
            entry.title = titles[0]
        self.add(entry, [name for name in row.names if place_key(name) in own or place_key(name) not in taken])
        return True

    def _known(self, row: ListedName) -> Entry | None:
        for name in row.names:
            found = list(self.by_name.get(place_key(name), {}).values())
            if row.file == "countries":
                found = [entry for entry in found if entry.precision in ("country", "wider", "region")]
            elif row.countries:
                found = [entry for entry in found if entry.country in row.countries]
            if row.file == "towns":
                found = [entry for entry in found if entry.precision != "country"]
            exact = [entry for entry in found if entry.english.casefold() == row.english.casefold()]
            if best := max(exact or found, key=lambda entry: (entry.population, entry.id), default=None):
                return self._larger_namesake(row, best) or best
        if row.english and row.file != "facilities":
            return self._by_english(row)
        return None

    def _larger_namesake(self, row: ListedName, best: Entry) -> Entry | None:
        """A far larger town of the row's English name, where GeoNames has the Arabic one for a small town alone.

        The Arabic `واشنطن` stands there for a town of 24,000 in Utah alone.
        """
        towns = self.towns.by_english.get(row.english.casefold(), ()) if row.english else ()
        if best.precision != "town" or best.id.startswith("sj") or not towns or row.file == "regions":
            return None
        sounds = {sound_key(name) for name in towns[0].arabic}
        if sounds and sounds.isdisjoint(map(sound_key, row.names)):  # ألكساندريا is not الإسكندرية
            return None
        if row.countries and towns[0].country not in row.countries:
            return None
        return self.add_town(towns[0]) if towns[0].population >= DOMINANT * max(best.population, 1) else None

    def _by_english(self, row: ListedName) -> Entry | None:
        wanted = row.english.casefold()
        towns = [
            town for town in self.towns.by_english.get(wanted, ()) if not row.countries or town.country in row.countries
        ]
        return self.add_town(towns[0]) if towns else None

    def _by_consonants(self, row: ListedName) -> Entry | None:
        """The town whose Latin name has the same consonants, where only one spot is or one is far larger."""
        found: dict[int, Town] = {}
        for name in row.names:
            if len(sound := sound_key(name)) >= 3:
                for country in row.countries:
                    found |= self.towns.by_sound.get((country, sound), {})
        ranked = sorted(found.values(), key=lambda town: (-town.population, town.id))
        if not ranked:
            return None
        first = ranked[0]
        apart = [
            t
            for t in ranked[1:]
            if distance_km((first.latitude, first.longitude), (t.latitude, t.longitude)) > ONE_SPOT_KM
        ]
        if apart and first.population < DOMINANT * max(town.population for town in apart):
            return None
        return self.add_town(first)


def bare_name(name: str) -> str:
    """A region's name without the noun it begins with: `محافظة حلب` is also called `حلب`."""
    head, _, rest = name.partition(" ")
    return rest if head in ("محافظة", "ولاية", "منطقة", "إمارة", "إقليم", "بلدية", "شعبية") else name


def town_sounds(name: str) -> frozenset[str]:
    """The consonants of a Latin name."""
    from training.places.match import latin_sounds

    return latin_sounds(name)


def build_gazetteer() -> tuple[Gazetteer, list[ListedName]]:
    """The whole table, and the rows of our lists that found no place."""
    towns = read_towns()
    gazetteer = Gazetteer(towns)
    centres = read_spots("centres.tsv")
    for country in read_countries():
        gazetteer.add_country(country, centres.get(country.code) or middle(towns, country.code))
    for row in read_additions():
        gazetteer.add_addition(row)
    for town in towns.all:
        near = town.country in NEAR or town.population >= FAR_SIZE
        if (town.arabic and near) or (town.population >= NAMELESS_SIZE and town.country not in NEAR):
            gazetteer.add_town(town)
    missing = [row for row in read_lists() if not gazetteer.add_listed(row)]
    return gazetteer, missing


def middle(towns: Towns, code: str) -> tuple[float, float]:
    """The middle of a country's towns."""
    spots = [(town.latitude, town.longitude) for town in towns.all if town.country == code]
    count = len(spots) or 1
    return round(sum(spot[0] for spot in spots) / count, 2), round(sum(spot[1] for spot in spots) / count, 2)


def pack(gazetteer: Gazetteer) -> bytes:
    """The table, compressed without a clock: countries first, then by id."""
    entries = sorted(gazetteer.entries.values(), key=lambda entry: (entry.precision != "country", entry.id))
    lines = "".join(line + "\n" for entry in entries if not (line := entry.line()).endswith("\t\t"))
    return gzip.compress(lines.encode(), compresslevel=9, mtime=0)
