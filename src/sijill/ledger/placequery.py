"""When a place answers a reader's query: by its name, or because what the query names contains it."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

from sijill.ledger.matching import query_matches
from sijill.model.graph import Where
from sijill.model.places import PlaceName, Spot
from sijill.text.lexicon import load_rows
from sijill.text.places import find_rows, place_key

__all__ = ["lies_in", "where_matches"]

_WORDS = re.compile("[a-z0-9]+")


def where_matches(query: str, where: Where) -> bool:
    """Whether a place of an event is, or lies in, what the query names; one whose spot is open answers to its words alone."""
    return query_matches(query, where.name) if where.spot is None else lies_in(query, where.spot)


def lies_in(query: str, spot: Spot) -> bool:
    """Whether a spot is, or lies in, a place the query names in Arabic or in English, or by its id: then no namesake of it.

    >>> inside = (PlaceName("r", "محافظة إدلب", "Idlib", "SY"), PlaceName("SY", "سوريا", "Syria", "SY"))
    >>> sarmada = Spot("t", "سرمدا", "Sarmada", "SY", 36.19, 36.72, "town", inside)
    >>> [lies_in(query, sarmada) for query in ("سوريا", "الجمهورية العربية السورية", "ادلب", "Syria", "حلب")]
    [True, True, True, True, False]
    >>> [lies_in(query, sarmada) for query in ("t", "r", "s")]
    [True, True, False]
    >>> [lies_in(query, Spot("t", "دوما", "Dūmā", "SY", 33.57, 36.4, "town", ())) for query in ("Douma", "duma")]
    [True, True]
    >>> lies_in("-", sarmada)  # no word
    False
    """
    key = _bare_key(query)
    if not key:
        return False
    wanted = {row.id for row in find_rows(query)}
    chain: tuple[Spot | PlaceName, ...] = (spot, *spot.within)
    if any(place.id in wanted or place.id == query for place in chain):
        return True
    latin = _latin_key(query)
    if any(key == _bare_key(place.name) for place in chain):
        return True
    return latin != "" and any(latin == _latin_key(place.english) for place in chain)


@lru_cache(maxsize=4_096)
def _bare_key(name: str) -> str:
    """The name's words without the noun a region is called by: `محافظة إدلب` answers to `إدلب`."""
    words = name.casefold().split()
    regions = {row[0] for row in load_rows("place_heads") if row[1] == "region"} | {"شعبية", "أمانة"}
    if len(words) > 1 and words[0] in regions:
        words = words[1:]
    return place_key(" ".join(words))


@lru_cache(maxsize=8_192)
def _latin_key(name: str) -> str:
    """A name in Latin letters as people type it: no marks over letters, `ou` and `oo` for u, `ee` for i, no article."""
    plain = "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    for long, short in (("ou", "u"), ("oo", "u"), ("ee", "i")):
        plain = plain.replace(long, short)
    words = [word for word in _WORDS.findall(plain) if word not in ("al", "el")]
    return " ".join(words)
