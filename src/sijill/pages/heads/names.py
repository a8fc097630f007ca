"""What a short name in the head of an article is: a place, an agency, a turn such as `خاص`, an outlet or a person."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, load_words

NameKind = Literal["place", "agency", "turn", "outlet", "person"]

_PLACES = ("cities", "towns", "countries")
_KUNYA = frozenset({"ابو", "ابي", "ام", "ابن", "بن", "بنت", "عبد", "ال", "ولد", "ايت", "ابا", "د", "ا"})
_INITIAL = re.compile(r"[^\W\d_]\.(?:\s?[^\W\d_]\.)*$")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 6  # words of a name


@lru_cache(maxsize=2_048)
def sort_name(text: str) -> NameKind | None:
    """What a name is by its words, or None where they do not say.

    >>> [sort_name(name) for name in ("بغداد", "رويترز", "خاص", "صحيفة النخلة", "سلمى العطار", "ضفاف")]
    ['place', 'agency', 'turn', 'outlet', 'person', None]
    """
    folded = fold_text(text).strip(' .:،,-–—/|»«"')
    words = folded.split()
    if not words or len(words) > _LONGEST:
        return None
    if folded in _agencies():
        return "agency"
    if folded in _turns() or all(word.removeprefix("و") in _turns() for word in words):
        return "turn"
    if is_place(folded):
        return "place"
    if has_outlet_word(words):
        return "outlet"
    return "person" if is_person(text) else None


def is_place(folded: str) -> bool:
    """Whether a folded name is a town or a country, with `مدينة` or `محافظة` before it or not."""
    return folded in _places() or (
        folded.partition(" ")[0] in ("مدينة", "محافظة", "ولاية", "ريف", "مخيم")
        and folded.partition(" ")[2] in _places()
    )


def has_outlet_word(words: list[str]) -> bool:
    """Whether folded words, two or more, begin or end as names of outlets do: `صحيفة ...`, `... نيوز`."""
    first, last, anywhere = _outlet_words()
    return len(words) > 1 and (words[0] in first or words[-1] in last or not anywhere.isdisjoint(words))


def is_person(text: str) -> bool:
    """Whether two to five words begin with a given name or an initial: `سلمى العطار`, `ن. بوزيدي`."""
    words = text.split()
    if not 2 <= len(words) <= 5 or any(not _WORD.match(word) for word in words):
        return False
    first = fold_text(words[0])
    return first in _given() or first in _KUNYA or bool(_INITIAL.match(words[0]))


@cache
def _given() -> frozenset[str]:
    return frozenset(fold_text(row[0].lstrip("~?")) for row in load_rows("given_names"))


@cache
def _places() -> frozenset[str]:
    names = {name for file in _PLACES for row in load_rows(file) for name in (row[0], *"".join(row[2:3]).split("|"))}
    known = {fold_text(name.lstrip("?~")) for name in names if name and not name.startswith("!")}
    return frozenset((known | load_words("dateline_places")) - _turns())


@cache
def _turns() -> frozenset[str]:
    return frozenset(fold_text(row[0]) for row in load_rows("meta_words") if row[1] == "turn")


@cache
def _agencies() -> frozenset[str]:
    return frozenset(fold_text(row[0]) for row in load_rows("wire_agencies"))


@cache
def known_outlets() -> frozenset[str]:
    """The media that the lists know, by every form of their names, folded."""
    names = (name for row in load_rows("media") for name in (row[0], *"".join(row[2:3]).split("|")) if name)
    return frozenset(fold_text(name.lstrip("?~!")) for name in names)


@cache
def _outlet_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    rows = [(fold_text(row[0]), row[1]) for row in load_rows("outlet_words")]
    first, last, anywhere = (frozenset(word for word, place in rows if place == at) for at in ("first", "last", "in"))
    return first, last, anywhere
