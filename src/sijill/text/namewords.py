"""The words of a name that tell it from others, whether two names agree, and a rough stem of a word."""

from __future__ import annotations

from functools import lru_cache

from sijill.text.lexicon import load_words
from sijill.text.names import name_key, name_keys

__all__ = ["bare_keys", "names_agree", "telling_keys", "word_stem"]


@lru_cache(maxsize=65_536)
def bare_keys(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared, each without its article.

    >>> bare_keys("التحالف الدولي")  # the international coalition
    ('تحالف', 'دولي')
    """
    return tuple(key.removeprefix("ال") if len(key) > 4 else key for key in name_keys(name))


def telling_keys(name: str) -> tuple[str, ...]:
    """The words that tell a name from others: without `forces`, `government` and the like."""
    return tuple(key for key in bare_keys(name) if key not in _heads())


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(name_key(word) for word in load_words("name_heads"))


def names_agree(one: str, other: str) -> bool:
    """Whether both may name one thing: the telling words of one stand in the other.

    >>> names_agree("ريف حلب", "حلب"), names_agree("قوات سوريا", "قوات العراق")  # Aleppo countryside; forces of Syria, Iraq
    (True, False)
    """
    ours, theirs = set(telling_keys(one)), set(telling_keys(other))
    if ours and theirs:
        return ours <= theirs or theirs <= ours
    return bare_keys(one) == bare_keys(other)


@lru_cache(maxsize=65_536)
def word_stem(word: str) -> str:
    """A rough stem that joins the forms of a trigger: no article, feminine or plural ending.

    >>> word_stem("الهجمات"), word_stem("هجمة"), word_stem("انسحابها")  # attacks, an attack, its withdrawal
    ('هجم', 'هجم', 'انسحاب')
    """
    stem = name_key(word)
    if stem.startswith("ال") and len(stem) > 4:
        stem = stem[2:]
    for ending in ("ات", "ون", "ين", "ان", "ها", "هم", "وا", "ه", "ة", "ت"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            return stem[: -len(ending)]
    return stem
