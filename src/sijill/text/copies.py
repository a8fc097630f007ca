"""Which texts are copies of one another: shared runs of words, found through an index in one pass."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from sijill.text.fold import fold_word
from sijill.text.names import name_key
from sijill.text.tokens import cut_words

__all__ = ["MayJoin", "cluster_copies", "cluster_with_guests", "plain_words"]

# A run of words is looked up in at most so many earlier texts: what is in more is a formula, and the work stays linear.
HOLDERS = 8


def plain_words(text: str) -> list[str]:
    """The words of a text as they are compared, without marks and numbers' signs.

    >>> plain_words("قال: «إنَّ الأمنَ عاد»")  # he said: "security is back"
    ['قال', 'ان', 'الامن', 'عاد']
    """
    return [plain for word in cut_words(text) if (plain := _plain(word)) is not None]


@lru_cache(maxsize=131_072)
def _plain(word: str) -> str | None:
    """A token as it is compared; None for a mark."""
    return name_key(word) if (fold_word(word) or word)[:1].isalnum() else None


MayJoin = Callable[[int, int, float], bool]


def cluster_copies(
    texts: Sequence[Sequence[str]],
    *,
    size: int,
    share: float,
    may_join: MayJoin = lambda earlier, later, of_longer: True,
) -> list[int]:
    """For each text (its words) the index of the first text that it is a copy of, its own index where it is none.

    Two texts are copies when the shorter shares at least `share` of its runs of `size` words with the longer, and
    `may_join(earlier, later, of_longer)` agrees, which is also told what share of the longer one's runs that is.  Texts shorter
    than `size` are copies only when equal.

    >>> cluster_copies([list("abcdefg"), list("zabcdef"), list("qrstuvw")], size=3, share=0.8)
    [0, 0, 2]
    """
    return cluster_with_guests(texts, (), size=size, share=share, may_join=may_join)[0]


def cluster_with_guests(
    texts: Sequence[Sequence[str]],
    guests: Sequence[Sequence[str]],
    *,
    size: int,
    share: float,
    may_join: MayJoin = lambda earlier, later, of_longer: True,
) -> tuple[list[int], list[frozenset[int]]]:
    """The clusters of the texts, and for each guest those it is a copy of, by their first text: as if it came alone.

    Guests join neither texts nor one another.  `may_join` knows a guest by its place behind the texts.

    >>> cluster_with_guests([list("abcdefg")], [list("zabcdef"), list("yzabcde")], size=3, share=0.8)
    ([0], [frozenset({0}), frozenset()])
    """
    root = list(range(len(texts)))
    holders: dict[int, list[int]] = {}
    sizes: list[int] = []

    def find(runs: set[int], at: int) -> Iterator[int]:
        shared = Counter(holder for run in runs for holder in holders.get(run, ()))
        for other, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
            few, many = sorted((len(runs), sizes[other]))
            if count >= share * few and may_join(other, at, count / many):
                yield other

    for at, words in enumerate(texts):
        runs = _runs(words, size)
        sizes.append(len(runs))
        for other in find(runs, at):
            one, two = _find(root, other), _find(root, at)
            root[max(one, two)] = min(one, two)
        for run in runs:
            held = holders.setdefault(run, [])
            if len(held) < HOLDERS:
                held.append(at)
    copied = [
        frozenset(_find(root, other) for other in find(_runs(words, size), at))
        for at, words in enumerate(guests, start=len(texts))
    ]
    return [_find(root, at) for at in range(len(texts))], copied


def _runs(words: Sequence[str], size: int) -> set[int]:
    codes = tuple(zlib.crc32(word.encode("utf-8", "replace")) for word in words)
    if len(codes) < size:
        return {hash(codes)} if codes else set()
    return {hash(codes[at : at + size]) for at in range(len(codes) - size + 1)}


def _find(root: list[int], at: int) -> int:
    while root[at] != at:
        root[at] = root[root[at]]
        at = root[at]
    return at
