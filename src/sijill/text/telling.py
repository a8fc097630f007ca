"""What the words of a passage say: their stems, names and rare words more than ordinary ones, particles nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sijill.text.lexicon import load_words
from sijill.text.namewords import word_stem
from sijill.text.ordinary import is_inflected
from sijill.text.searchkeys import search_key

__all__ = ["ORDINARY", "RARE", "stem_of", "weigh_stems"]

ORDINARY, RARE = 0.35, 1.0  # what a word in common says, by whether the list of ordinary words has it
_SHORTEST = 3  # letters of a word that says anything


def weigh_stems(norms: Iterable[str]) -> dict[str, float]:
    """The stems of folded words with what each says, each once, in their order.

    >>> weigh_stems("انفجار في ميناء السنديانة".split())  # a blast in the port of Sindiyana
    {'انفجار': 0.35, 'ميناء': 0.35, 'سنديان': 1.0}
    """
    weights: dict[str, float] = {}
    for norm in norms:
        stem, weight = _weighed(norm)
        if weight:
            weights[stem] = weight
    return weights


@lru_cache(maxsize=65_536)
def stem_of(word: str) -> str:
    """A rough stem of a word as printed, without what is written together with it."""
    return word_stem(search_key(word))


@lru_cache(maxsize=131_072)
def _weighed(norm: str) -> tuple[str, float]:
    key = search_key(norm)
    if len(key) < _SHORTEST or not key[0].isalnum() or norm in load_words("particles"):
        return key, 0.0
    return word_stem(key), ORDINARY if is_inflected(norm) else RARE
