"""Words of the language: the short list of the commonest ones, and their inflected forms."""

from __future__ import annotations

from functools import cache, lru_cache

from sijill.text.lexicon import load_words, strip_proclitics
from sijill.text.names import name_key

_ENDINGS = ("", "ا", "ها", "هم", "ه", "نا", "ات", "ين", "ون", "ان", "ة", "ت", "وا", "ية", "هما")
_SHORTEST = 3  # letters of a stem


@cache
def ordinary_words() -> frozenset[str]:
    """The list, written as names are compared."""
    return frozenset(map(name_key, load_words("ordinary_words")))


@lru_cache(maxsize=65_536)
def is_inflected(key: str) -> bool:
    """True for a listed word under proclitics, the article, an ending or a verb's prefix; no names are looked up.

    >>> is_inflected("وقراراتهم"), is_inflected("الشنفري")  # and their decisions; a surname
    (True, False)
    """
    words = ordinary_words()
    return any(stem in words for _, rest in strip_proclitics(key) for stem in _stems(rest.removeprefix("ال")))


def _stems(bare: str) -> list[str]:
    """What may be left of a word without its endings, as the list may hold it."""
    stems: list[str] = []
    for ending in _ENDINGS:
        stem = bare[: len(bare) - len(ending)]
        if len(stem) < _SHORTEST or not bare.endswith(ending):
            continue
        stems += [stem, "ال" + stem, stem + "ة"]
        if stem[0] in "يتن" and len(stem) > _SHORTEST:
            stems.append(stem[1:])
        if stem.endswith("ت"):  # قرارات + هم
            stems.append(stem[:-2] if stem.endswith("ات") else stem[:-1] + "ة")
    return stems
