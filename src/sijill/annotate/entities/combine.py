"""Rules and encoder on one sentence: what stands when they agree, differ, or only one of them sees a name.

The encoder's surest names come first, with their bounds; what rules and lists find beside them stays unless the encoder
holds it for no name at all.  Names of the lists always stay.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from sijill.annotate.entities.heard import Heard, HeardName, cut_of
from sijill.annotate.entities.mention import Mention, longest_apart
from sijill.annotate.entities.words import Word

__all__ = ["Ground", "Ruled", "combine"]

Ground = Literal["list", "body", "person"]

# Strict F1 on 46 written articles, ANERcorp's blocks, the sample and check (2026-11): .7: .833 .787 .833 .893;
# .85: .832 .774 .899 .891; .9: .819 .766 .916 .894; rules alone: .740 .687 .954 .878.
SURE = 0.85
# Chances under which what only rules find is dropped; half or twice as much changes F1 by .002 at most.
LEAST: dict[Ground, float] = {"list": -1.0, "body": 0.1, "person": 0.2}


class Ruled(NamedTuple):
    """A mention that rules find, and on what ground."""

    mention: Mention
    ground: Ground


def combine(words: Sequence[Word], ruled: Sequence[Ruled], heard: Heard, seen: Collection[str]) -> list[Mention]:
    """The mentions of a sentence; `seen` are the keys of the article's words."""
    by_span = {(one.mention.start, one.mention.end): one.mention for one in ruled}
    taken: set[int] = set()
    kept: list[Mention] = []
    for name in sorted(heard.mentions, key=_surest_first):
        if name.score >= SURE and taken.isdisjoint(range(name.start, name.end)):
            kept.append(_mention_of(name, words, by_span.get((name.start, name.end)), seen))
            taken.update(range(name.start, name.end))
    for mention, ground in ruled:
        cells = range(mention.start, mention.end)
        if taken.isdisjoint(cells) and heard.chance(mention.start, mention.end) >= LEAST[ground]:
            kept.append(mention)
            taken.update(cells)
    return longest_apart(kept)


def _surest_first(name: HeardName) -> tuple[float, int]:
    return -name.score, name.start


def _mention_of(name: HeardName, words: Sequence[Word], ruled: Mention | None, seen: Collection[str]) -> Mention:
    """The encoder's name as a mention: where rules see the same words, they know its proclitics and what it is."""
    if ruled is None:
        return Mention(name.start, name.end, cut_of(words[name.start], seen), name.kind)
    return Mention(name.start, name.end, ruled.cut, name.kind, ruled.known if ruled.kind == name.kind else None)
