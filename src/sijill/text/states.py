"""States in words: their adjectives, names, capitals and seats of government."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from sijill.text.lexicon import PROCLITICS, load_rows
from sijill.text.names import name_keys

_ENDINGS = ("", "ه", "ين", "ون", "ان", "تان", "تين")
_LONGEST = 3  # words of a state's name


@cache
def _adjectives() -> dict[tuple[str, ...], str]:
    """Adjectives with the article, of every gender and number, as `name_keys` writes them."""
    found: dict[tuple[str, ...], str] = {}
    for state, adjectives in (row[:2] for row in load_rows("states") if len(row) > 1):
        for adjective in filter(None, adjectives.split("|")):
            for ending in _ENDINGS:
                found.setdefault(tuple(f"ال{key}{ending}" for key in name_keys(adjective)), state)
    return found


@cache
def _names() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for row in load_rows("states"):
        for name in (row[0], *(row[2].split("|") if len(row) > 2 else ())):
            if name:
                found.setdefault(name_keys(name), row[0])
    return found


@lru_cache(maxsize=65_536)
def begins_state(key: str) -> bool:
    """True where a state's name or adjective may begin with this word, with or without a proclitic."""
    whole = [key, *(key[len(cut) :] for cut in PROCLITICS if key.startswith(cut))]
    whole += ["ا" + word for word in whole if word.startswith("ل")]
    return not _first_words().isdisjoint(whole)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(keys[0] for keys in (*_adjectives(), *_names()))


def adjective_at(keys: Sequence[str], at: int) -> tuple[str, int] | None:
    """The state whose adjective begins at `keys[at]`, and how many words it has.

    >>> adjective_at(name_keys("وزارة الدفاع الروسية"), 2)  # the Russian Ministry of Defence
    ('روسيا', 1)
    """
    return _at(_adjectives(), keys, at)


def name_at(keys: Sequence[str], at: int) -> tuple[str, int] | None:
    """The state whose name, capital or seat begins at `keys[at]`, with or without a proclitic, and how many words it has.

    >>> name_at(name_keys("في كوريا الشمالية"), 1), name_at(name_keys("لموسكو"), 0)  # in North Korea; for Moscow
    (('كوريا الشمالية', 2), ('روسيا', 1))
    """
    found = _at(_names(), keys, at)
    if found is not None:
        return found
    for cut in PROCLITICS:
        rest = keys[at][len(cut) :]
        if keys[at].startswith(cut) and len(rest) > 2:
            whole = "ا" + rest if cut.endswith("ل") and rest.startswith("ل") else rest
            found = _at(_names(), [whole, *keys[at + 1 : at + _LONGEST]], 0)
            if found is not None:
                return found
    return None


def _at(table: dict[tuple[str, ...], str], keys: Sequence[str], at: int) -> tuple[str, int] | None:
    for size in range(min(_LONGEST, len(keys) - at), 0, -1):
        state = table.get(tuple(keys[at : at + size]))
        if state is not None:
            return state, size
    return None
