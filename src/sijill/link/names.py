"""Telling whether two names of people are one name written twice."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from sijill.text.fold import fold_word
from sijill.text.lexicon import load_rows
from sijill.text.names import name_keys, without_titles

# Letters of one foreign sound, and letters that a transliteration writes or leaves out.
_SOUNDS = str.maketrans({"غ": "ج", "ق": "ك", "ط": "ت", "ص": "س", "ث": "ت", "ذ": "د", "ض": "د", "ظ": "ز"})
_VOWELS = frozenset("اويىءه")
_LONG = 5  # letters: shorter Arabic names that share consonants are often different names (حسن، حسين)


class PersonName(NamedTuple):
    """The words of a person's name as they are compared, without titles and `بن`."""

    keys: tuple[str, ...]

    @property
    def block(self) -> tuple[str, str]:
        """Two names that may be one share this: the consonants of the first and the last word."""
        return skeleton(self.keys[0]), skeleton(self.keys[-1])


def read_person(name: str) -> PersonName | None:
    """The comparable words of a full name; None for a single word, which says too little."""
    keys = without_titles(name_keys(name))
    return PersonName(keys) if len(keys) > 1 else None


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonants of a word, letters of one sound made one, doubled letters once.

    >>> skeleton("غوتيريش") == skeleton("جوتيريس"), skeleton("نيكلسون") == skeleton("نيكولسون")  # Guterres, Nicholson
    (False, True)
    """
    letters: list[str] = []
    for at, letter in enumerate(word.translate(_SOUNDS)):
        if (at == 0 or letter not in _VOWELS) and (not letters or letters[-1] != letter):
            letters.append(letter)
    return "".join(letters)


@cache
def _given() -> frozenset[str]:
    return frozenset("".join(name_keys(row[0].lstrip("?~"))) for row in load_rows("given_names"))


def same_word(one: str, other: str) -> bool:
    """True for one word in two spellings; two different given names are never one, nor two Arabic surnames (`ال…`).

    >>> same_word("نيكلسون", "نيكولسون"), same_word("حسن", "حسين")  # Nicholson; Hassan, Hussein
    (True, False)
    """
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG or {one, other} <= _given() or one.startswith("ال") or other.startswith("ال"):
        return False
    return skeleton(one) == skeleton(other) and abs(len(one) - len(other)) <= 2


def why_same_person(one: PersonName, other: PersonName) -> str | None:
    """Why two full names are one person's, in a phrase; None where they may be two people's.

    >>> why_same_person(read_person("سليم بن حمد الحارثي"), read_person("الوزير سليم الحارثي"))
    'a middle name left out'
    """
    a, b = one.keys, other.keys
    if a == b:
        return "the same words"
    if len(a) == len(b):
        spelled = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        if len(spelled) == 1 and same_word(*spelled[0]):
            return f"spelled {' and '.join(sorted(spelled[0]))}"
        return None
    short, long = sorted((a, b), key=len)
    if is_distinctive(short[-1]) and short[0] == long[0] and short[-1] == long[-1] and _in_order(short, long):
        return "a middle name left out"
    return None


def is_distinctive(word: str) -> bool:
    """True for a surname that few share: `الحارثي`, not `علي`, not a short one (`كيم X جونغ`)."""
    return len(word) >= _LONG and fold_word(word) not in _given()


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
