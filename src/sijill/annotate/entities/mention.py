"""A stretch of words that names something, before it becomes a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sijill.annotate.entities.words import Word
from sijill.model.records import EntityKind
from sijill.text.gazetteer import KnownName
from sijill.text.names import skip_letters

_CONTROLS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


Keys = tuple[str, ...]


class Mention(NamedTuple):
    """`words[start:end]` of a sentence, less the first `cut` letters (proclitics) of its first word.

    `sure` is false where something else in the article has to speak for it.
    """

    start: int
    end: int
    cut: int
    kind: EntityKind
    known: KnownName | None = None
    sure: bool = True

    def span(self, words: tuple[Word, ...]) -> tuple[int, int]:
        """Where the mention stands in the page."""
        first, last = words[self.start].token, words[self.end - 1].token
        end = last.start + len(last.text.rstrip(_CONTROLS))
        return first.start + skip_letters(first.text, self.cut), end


def keys_of(words: Sequence[Word], mention: Mention) -> Keys:
    """The words of a mention as they are compared, the proclitics of the first taken off."""
    facts = words[mention.start].facts
    first = next((key for cut, key in facts.openings if cut == mention.cut), facts.key[mention.cut :])
    return (first, *(word.facts.key for word in words[mention.start + 1 : mention.end]))


def longest_apart(mentions: list[Mention]) -> list[Mention]:
    """The mentions that are left when the longer of two that overlap wins (at equal length: the known, then the first)."""
    taken: set[int] = set()
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.known is None, m.start)):
        cells = range(mention.start, mention.end)
        if taken.isdisjoint(cells):
            taken.update(cells)
            kept.append(mention)
    return sorted(kept)
