"""What the encoder takes for names in a sentence, as words of it; nothing where its weights are not installed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple, cast

import numpy as np

from sijill.annotate.entities.words import Word
from sijill.annotate.listening import installed_encoder
from sijill.model.reading import Token
from sijill.model.records import EntityKind

__all__ = ["Heard", "HeardName", "cut_of", "hear"]


class HeardName(NamedTuple):
    """`words[start:end]` name something of this kind, says a head; `score` is the mean chance of their tags."""

    start: int
    end: int
    kind: EntityKind
    score: float


class Heard(NamedTuple):
    """The names by the project's own guidelines, and for every word the greatest chance of any head that it belongs to one."""

    mentions: list[HeardName]
    inside: list[float]

    def chance(self, start: int, end: int) -> float:
        """How likely these words are part of a name: the least likely of them."""
        return min(self.inside[start:end])


def hear(tokens: tuple[Token, ...], words: Sequence[Word]) -> Heard | None:
    """One pass over a sentence; `words` are those of `tokens`, in order.  None without the encoder."""
    encoder = installed_encoder() if words else None
    if encoder is None:
        return None
    from sijill.encode import MENTIONS, NAMES

    read = encoder.read(tokens)
    rows = {token.start: at for at, token in enumerate(tokens)}
    places = [rows[word.token.start] for word in words]
    word_at = {place: at for at, place in enumerate(places)}
    inside = np.zeros(len(words))
    for head in (NAMES, MENTIONS):
        inside = np.maximum(inside, 1.0 - encoder.tag_chances(read, head)[places, 0])
    mentions = []
    for span in encoder.find_tags(read, MENTIONS):
        held = [word_at[at] for at in range(span.first, span.last) if at in word_at]
        if held:
            mentions.append(HeardName(held[0], held[-1] + 1, cast(EntityKind, span.label), span.score))
    return Heard(mentions, [float(chance) for chance in inside])


def cut_of(word: Word, seen: Collection[str]) -> int:
    """How many letters before a name at this word are proclitics; `seen` are the keys of the article's words.

    The heads take whole words.  A letter is cut off where the lists know what is left, where that stands alone elsewhere in the
    article, or before the article `ال`.
    """
    facts = word.facts
    if facts.given or facts.surname or any(cut == 0 for cut, _ in facts.known):
        return 0
    known = [cut for cut, _ in facts.known]
    if known:
        return known[0]
    return next(
        (cut for cut, rest in facts.openings if cut and (rest in seen or (rest.startswith("ال") and len(rest) > 4))), 0
    )
