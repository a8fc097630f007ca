"""Rules and encoder on one sentence: what stands when they agree, differ, or only one of them sees a name.

The encoder's surest names come first, with their bounds; what rules and lists find beside them stays unless the encoder
holds it for no name at all.  Names of the lists always stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Literal, NamedTuple

from sijill.annotate.entities.heard import Heard, HeardName, cut_of
from sijill.annotate.entities.mention import Keys, Mention, keys_of, longest_apart
from sijill.annotate.entities.words import Word

__all__ = ["Backing", "Ground", "Ruled", "back_up", "combine"]

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


class Backing(NamedTuple):
    """What the article says of the mentions that rules find, by their words: how often, and their best chance in any place."""

    times: Counter[Keys]
    chance: dict[Keys, float]


def back_up(sentences: Iterable[tuple[Sequence[Word], Sequence[Ruled], Heard]]) -> Backing:
    """The backing of an article's ruled mentions."""
    backing = Backing(Counter(), {})
    for words, ruled, heard in sentences:
        for mention, _ in ruled:
            keys = keys_of(words, mention)
            backing.times[keys] += 1
            chance = heard.chance(mention.start, mention.end)
            backing.chance[keys] = max(chance, backing.chance.get(keys, 0.0))
    return backing


def combine(
    words: Sequence[Word], ruled: Sequence[Ruled], heard: Heard, *, seen: Collection[str], backing: Backing
) -> list[Mention]:
    """The mentions of a sentence; `seen` are the keys of the article's words."""
    by_span = {(one.mention.start, one.mention.end): one.mention for one in ruled}
    taken: set[int] = set()
    kept: list[Mention] = []
    for name in sorted(heard.mentions, key=_surest_first):
        if name.score < SURE or _is_noun(words, name) or not taken.isdisjoint(range(name.start, name.end)):
            continue
        longer = next((one.mention for one in ruled if _completes(words, one.mention, name, backing)), None)
        if longer is not None and taken.isdisjoint(range(longer.start, longer.end)):
            mention = longer
        else:
            mention = _mention_of(name, words, by_span.get((name.start, name.end)), seen)
        kept.append(mention)
        taken.update(range(mention.start, mention.end))
    for mention, ground in ruled:
        cells = range(mention.start, mention.end)
        if taken.isdisjoint(cells) and backing.chance[keys_of(words, mention)] >= LEAST[ground]:
            kept.append(mention)
            taken.update(cells)
    return longest_apart(kept)


def _is_noun(words: Sequence[Word], name: HeardName) -> bool:
    """Whether a single word is the noun of a kind of thing, or an ordinary one said to be a person."""
    if name.end > name.start + 1:
        return False
    facts = words[name.start].facts
    if facts.known or facts.given or facts.surname:
        return False
    return facts.head is not None or (name.kind == "PER" and facts.ordinary and facts.definite)


def _completes(words: Sequence[Word], mention: Mention, name: HeardName, backing: Backing) -> bool:
    """Whether rules know more of a name than the encoder hears: given names before it, a part of a place (`ريف إدلب`), or
    more words that come back."""
    if mention.kind != name.kind or not (mention.start <= name.start and name.end <= mention.end):
        return False
    before = words[mention.start : name.start]
    if mention.kind == "PER" and before and name.end == mention.end and all(word.facts.given for word in before):
        return True
    if mention.end - mention.start == name.end - name.start:
        return False
    return mention.kind == "LOC" or backing.times[keys_of(words, mention)] > 1


def _surest_first(name: HeardName) -> tuple[float, int]:
    return -name.score, name.start


def _mention_of(name: HeardName, words: Sequence[Word], ruled: Mention | None, seen: Collection[str]) -> Mention:
    """The encoder's name as a mention: where rules see the same words, they know its proclitics and what it is."""
    if ruled is None:
        return Mention(name.start, name.end, cut_of(words[name.start], seen), name.kind)
    return Mention(name.start, name.end, ruled.cut, name.kind, ruled.known if ruled.kind == name.kind else None)
