"""One name, one kind: what the sentences of an article disagree on is settled by the article."""

from __future__ import annotations

from collections import Counter, defaultdict

from sijill.annotate.entities.mention import Keys, Mention, keys_of
from sijill.annotate.entities.repeats import Found
from sijill.model.records import EntityKind

__all__ = ["settle_kinds"]


def settle_kinds(found: Found) -> Found:
    """The mentions with the kind most of the same words have; a surname has that of the full name before it.

    Names of the lists keep theirs; where the votes are equal, each stays as it is.
    """
    votes: defaultdict[Keys, Counter[EntityKind]] = defaultdict(Counter)
    for words, mentions in found:
        for mention in mentions:
            keys = keys_of(words, mention)
            votes[keys][mention.kind] += 1
            if mention.kind == "PER" and len(keys) > 1:
                votes[keys[-1:]]["PER"] += 1
    kinds = {keys: _leading(counted) for keys, counted in votes.items()}

    def settled(mention: Mention, keys: Keys) -> Mention:
        kind = kinds[keys]
        return mention if mention.known is not None or kind is None else mention._replace(kind=kind)

    return [(words, [settled(mention, keys_of(words, mention)) for mention in mentions]) for words, mentions in found]


def _leading(counted: Counter[EntityKind]) -> EntityKind | None:
    """The kind with the most votes, none where two have as many."""
    ranked = counted.most_common(2)
    return None if len(ranked) == 2 and ranked[0][1] == ranked[1][1] else ranked[0][0]
