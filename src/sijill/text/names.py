"""Comparing names: one key for all spellings of a name, short forms, and ids that are the same in every article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from sijill.model.records import Entity, EntityKind
from sijill.text.fold import MARKS, fold_word
from sijill.text.lexicon import load_words
from sijill.text.tokens import tokenize

# Letters that writers swap in names; beside what `fold_word` joins (أإآ -> ا).
_SWAPPED = str.maketrans({"ى": "ي", "ؤ": "و", "ئ": "ي", "گ": "ك", "ڤ": "ف", "چ": "ج", "پ": "ب", "ژ": "ج"})
# Letters of one foreign sound, and letters that a transliteration writes or leaves out.
_SOUNDS = str.maketrans({"غ": "ج", "ق": "ك", "ط": "ت", "ص": "س", "ث": "ت", "ذ": "د", "ض": "د", "ظ": "ز"})
_VOWELS = frozenset("اويىءه")
# Words inside a name that writers keep or drop, and words that are written together with the next one or apart.
_OPTIONAL = frozenset({"بن", "ابن", "بنت"})
_FATHER = {"ابي": "ابو", "ابا": "ابو"}
_JOINED = frozenset({"عبد", "ابو"})
# Words that never stand alone for a person: they only begin the rest of a surname.
PARTICLES = frozenset("بن ابن بنت ابو ابي ابا عبد ال دي دو دا فان فون ولد بو بر".split())


@lru_cache(maxsize=65_536)
def name_key(word: str) -> str:
    """One word as names are compared: folded, and the letters that writers swap made one.

    >>> name_key("إيمانويل"), name_key("فاطمة")  # Emmanuel, Fatima
    ('ايمانويل', 'فاطمة')
    """
    return fold_word(word).translate(_SWAPPED)


@lru_cache(maxsize=16_384)
def name_keys(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: no `بن`, and `عبد` and `أبو` written together with what follows.

    >>> name_keys("خالد بن عبد العزيز")  # Khalid bin Abd al-Aziz
    ('خالد', 'عبدالعزيز')
    """
    keys: list[str] = []
    for token in tokenize(name):
        key = name_key(token.text)
        if not key or not key[0].isalnum() or key in _OPTIONAL:
            continue
        key = _FATHER.get(key, key).replace("ة", "ه")
        if keys and keys[-1] in _JOINED:
            keys[-1] += key
        else:
            keys.append(key)
    return tuple(keys)


@lru_cache(maxsize=65_536)
def entity_id(kind: EntityKind, name: str) -> str:
    """Sixteen hex digits for a kind and a canonical name: the same for every article and every spelling of the name.

    >>> entity_id("PER", "خالد بن عبد العزيز") == entity_id("PER", "خالد عبدالعزيز")
    True
    """
    return hashlib.sha256(f"{kind}:{' '.join(name_keys(name))}".encode()).hexdigest()[:16]


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


def skip_letters(text: str, count: int) -> int:
    """How many characters of a printed word hold its first `count` letters, marks counted along.

    >>> skip_letters("وَللبنان", 1)  # "and for Lebanon": و with its fatha
    2
    """
    at = 0
    while at < len(text) and (count > 0 or text[at] in MARKS):
        count -= text[at] not in MARKS
        at += 1
    return at


def without_titles(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without the titles it begins with; at least one word is left."""
    titles = _title_keys()
    first = 0
    while first < len(keys) - 1 and keys[first] in titles:
        first += 1
    return keys[first:]


@lru_cache(maxsize=1)
def _title_keys() -> frozenset[str]:
    return frozenset(name_key(title) for title in load_words("titles") if " " not in title)


def is_short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True where `short` is how an article comes back to `full`: its end (a surname) or its beginning.

    >>> is_short_form(name_keys("الحارثي"), name_keys("سليم الحارثي"))
    True
    """
    size = len(short)
    return 0 < size < len(full) and short in (full[-size:], full[:size])


def resolve_name(words: str, entities: Iterable[Entity]) -> Entity | None:
    """The entity of the article that `words` stand for, or None where none fits or two different ones do.

    `words` is a name as printed, with or without titles, whole or short: a surname (`الحارثي`) finds `سليم الحارثي`.  A whole
    name goes before a short form, a surname before a first name.  The entity given back is its first mention in
    `entities`; its `name` is the canonical one.  A role without a name (`الوزير`) finds nothing: see `resolve_role`.
    """
    wanted = without_titles(name_keys(words))
    if not wanted:
        return None
    by_strength: dict[int, dict[str, Entity]] = {}
    for entity in entities:
        strength = max(_fit(wanted, name_keys(entity.name)), _fit(wanted, name_keys(entity.text)))
        if strength:
            by_strength.setdefault(strength, {}).setdefault(entity.entity, entity)
    if not by_strength:
        return None
    best = by_strength[max(by_strength)]
    return next(iter(best.values())) if len(best) == 1 else None


def _fit(wanted: tuple[str, ...], full: tuple[str, ...]) -> int:
    if wanted == full:
        return 3
    if is_short_form(wanted, full):
        return 2 if wanted == full[-len(wanted) :] else 1
    return 0


def resolve_role(words: str, page_text: str, entities: Iterable[Entity]) -> Entity | None:
    """The person whom a role in words (`الوزير`) stands for: the only PER named beside that role, else None.

    Looks at the words printed just before each mention (up to six) and, after a comma, behind it.  The article `ال` makes no
    difference, so `وزير النفط سليم الحارثي` answers `الوزير`.
    """
    heads = [key.removeprefix("ال") for key in name_keys(words)]
    if not heads:
        return None
    found: dict[str, Entity] = {}
    for entity in entities:
        if entity.kind != "PER":
            continue
        before = page_text[max(0, entity.start - 80) : entity.start]
        after = page_text[entity.end : entity.end + 60]
        near = name_keys(before[max(before.rfind(mark) for mark in ".\n؛:") + 1 :])[-6:]
        if after.lstrip().startswith(("،", ",")):
            clause = after.lstrip()[1:]
            near += name_keys(clause[: min([at for mark in ".\n،," if (at := clause.find(mark)) >= 0], default=60)])[:6]
        if {key.removeprefix("ال") for key in near}.issuperset(heads):
            found.setdefault(entity.entity, entity)
    return next(iter(found.values())) if len(found) == 1 else None
