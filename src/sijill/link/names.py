"""Telling whether two names of people are one name written twice."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sijill.text.fold import fold_word
from sijill.text.lexicon import load_rows
from sijill.text.names import name_keys, skeleton, without_titles

GENERATIONS = frozenset({"الاب", "الابن", "جونيور"})  # behind a name they make it the father's or the son's
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
    if _generation(a) != _generation(b):
        return None
    if len(a) == len(b):
        spelled = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        if all(same_word(*pair) for pair in spelled):
            return "spelled " + ", ".join(" and ".join(sorted(pair)) for pair in spelled)
        return None
    short, long = sorted((a, b), key=len)
    if is_distinctive(short[-1]) and short[0] == long[0] and short[-1] == long[-1] and _in_order(short, long):
        return "a middle name left out"
    return None


def why_maybe_same(one: PersonName, other: PersonName) -> str | None:
    """Why two full names may be one person's though they need not be; None where they are hardly.

    >>> why_maybe_same(read_person("جيم ماتيس"), read_person("جيمس ماتيس"))  # Jim, James Mattis
    'a short first name'
    >>> why_maybe_same(read_person("سلمان العمري"), read_person("سليمان العمري"))
    'spelled سلمان and سليمان'
    """
    short, long = sorted((one.keys, other.keys), key=lambda keys: (len(keys), keys))
    if _generation(short) != _generation(long):
        return None  # father and son
    if len(short) == len(long):
        spelled = [(x, y) for x, y in zip(short, long, strict=True) if x != y]
        if len(spelled) == len(short) > 2 or not spelled:
            return None
        if all(_near(*pair) for pair in spelled):
            return "spelled " + ", ".join(" and ".join(sorted(pair)) for pair in spelled)
        if spelled == [(short[0], long[0])] and _is_beginning(*sorted(spelled[0], key=len)):
            return "a short first name"
        if sorted(short) == sorted(long):
            return "the same words in another order"
        return None
    if short == long[: len(short)]:
        return "the last name left out"
    if short[0] == long[0] and short[-1] == long[-1] and _in_order(short, long):
        return "a middle name left out"
    return None


def _generation(keys: tuple[str, ...]) -> str:
    return keys[-1] if keys[-1] in GENERATIONS else ""


def _near(one: str, other: str) -> bool:
    """As `same_word`, for names that two people may well bear: سلمان and سليمان, رزاق and عبدالرزاق."""
    if one == other:
        return True
    parts = sorted((one, other), key=len)
    if parts[1] == "عبدال" + parts[0].removeprefix("ال"):
        return True
    return len(parts[0]) > 2 and skeleton(one) == skeleton(other) and abs(len(one) - len(other)) <= 2


def _is_beginning(short: str, long: str) -> bool:
    return len(short) > 2 and long.startswith(short)


def is_shared_name(keys: tuple[str, ...]) -> bool:
    """True for a name that many people bear: two given names, `محمد علي`."""
    return len(keys) == 2 and all(key in _given() for key in keys)


def is_distinctive(word: str) -> bool:
    """True for a surname that few share: `الحارثي`, not `علي`, not a short one (`كيم X جونغ`)."""
    return len(word) >= _LONG and fold_word(word) not in _given()


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
