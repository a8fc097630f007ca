"""What was changed between two texts, word by word.

Blocks are aligned first, then the words of those that differ, so that a long text costs no more than its changed parts.
Method: Ratcliff and Obershelp's longest matching runs (`difflib`), over words compared without marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from sijill.text.fold import fold_word
from sijill.text.tokens import tokenize

__all__ = ["Difference", "find_differences"]

Kind = Literal["added", "removed", "altered"]
Span = tuple[int, int]
_ALIKE = 0.5  # share of their words that two blocks in the same place have in common when one is the other altered
_MOST_PAIRS = 1_000_000  # pairs of equal words in two blocks; what repeats itself more is told as altered whole


class Difference(NamedTuple):
    """Words that were added, taken out or altered: their places in the old and in the new text (empty where there are none)."""

    kind: Kind
    old: Span
    new: Span


class _Words(NamedTuple):
    keys: tuple[str, ...]
    spans: tuple[Span, ...]


def find_differences(old: Sequence[tuple[int, str]], new: Sequence[tuple[int, str]]) -> list[Difference]:
    """The changes between two lists of blocks (place, text), in the order of the new text.

    >>> [d.kind for d in find_differences([(0, "قتل 12 شخصا")], [(0, "قتل 15 شخصا"), (12, "ونفى الناطق")])]  # 12, then 15 killed
    ['altered', 'added']
    """
    before, after = ([words for block in blocks if (words := _words(*block)).keys] for blocks in (old, new))
    found: list[Difference] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(
        None, [words.keys for words in before], [words.keys for words in after], autojunk=False
    ).get_opcodes():
        if tag != "equal":
            found += _between(before, after, (i1, i2), (j1, j2))
    return found


def _words(start: int, text: str) -> _Words:
    tokens = tokenize(text)
    return _Words(
        tuple(fold_word(token.text) or token.text for token in tokens),
        tuple((start + token.start, start + token.end) for token in tokens),
    )


def _between(before: Sequence[_Words], after: Sequence[_Words], left: Span, right: Span) -> Iterator[Difference]:
    """The changes between unequal runs of blocks: pairs that are one block altered, and blocks that came or went."""
    olds = list(range(*left))
    for j in range(*right):
        likest = max(olds, key=lambda i: _share(before[i], after[j]), default=None)
        if likest is None or _share(before[likest], after[j]) < _ALIKE:
            yield Difference("added", _edge(before, likest, left), _whole(after[j]))
            continue
        while olds and olds[0] != likest:
            gone = olds.pop(0)
            yield Difference("removed", _whole(before[gone]), _edge(after, j, right))
        olds.pop(0)
        yield from _in_block(before[likest], after[j])
    for gone in olds:
        yield Difference("removed", _whole(before[gone]), _edge(after, None, right))


def _share(one: _Words, other: _Words) -> float:
    shared = len(set(one.keys) & set(other.keys))
    return shared / max(1, min(len(set(one.keys)), len(set(other.keys))))


def _whole(words: _Words) -> Span:
    return (words.spans[0][0], words.spans[-1][1]) if words.spans else (0, 0)


def _edge(blocks: Sequence[_Words], at: int | None, run: Span) -> Span:
    """An empty span where words are missing: before the block `at`, else where the run ends."""
    place = at if at is not None else run[1]
    if place < len(blocks) and blocks[place].spans:
        start = blocks[place].spans[0][0]
    else:
        start = blocks[place - 1].spans[-1][1] if place and blocks[place - 1].spans else 0
    return start, start


def _in_block(old: _Words, new: _Words) -> Iterator[Difference]:
    there = Counter(new.keys)
    if sum(there[key] for key in old.keys) > _MOST_PAIRS:
        yield Difference("altered", _whole(old), _whole(new))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old.keys, new.keys, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        kind: Kind = "altered" if i1 < i2 and j1 < j2 else "removed" if i1 < i2 else "added"
        yield Difference(kind, _span(old, i1, i2), _span(new, j1, j2))


def _span(words: _Words, first: int, last: int) -> Span:
    if first < last:
        return words.spans[first][0], words.spans[last - 1][1]
    at = words.spans[first][0] if first < len(words.spans) else words.spans[-1][1] if words.spans else 0
    return at, at
