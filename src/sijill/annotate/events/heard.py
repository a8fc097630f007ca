"""What the encoder hears of the words of an article: how likely each names an event, of which type and modality."""

from __future__ import annotations

from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.annotate.listening import installed_encoder, read_sentences
from sijill.model.reading import Reading

__all__ = ["Hearing", "hear_article"]

# How much the heads count beside the learned weights, and what is added in title and lead, and below.  The heads learned from
# the articles the weights learned from, so these are chosen on 360 of news kept apart (2026-11): trigger F1 .585 without
# the heads, .609 at .6 .4 .4, .621 as here; typed .435, .462, .471; modality .854, .876, .877; main type .544, .550, .572.
SHARE, IN_LEAD, BELOW = 0.9, 0.6, -0.3
TYPES_SHARE, MOODS_SHARE, MAIN_SHARE = 1.2, 1.2, 0.3
LEAST = 1e-4  # chances are kept this far from 0 and 1

Logs = NDArray[np.float64]


class Hearing(NamedTuple):
    """Rows of logarithms of chances by where a token starts: no event and each type; each modality; and how much it is main."""

    events: dict[int, Logs]
    types: tuple[str, ...]
    moods: dict[int, Logs]
    modalities: tuple[str, ...]
    main: dict[int, float]

    def bonus(self, start: int, *, in_lead: bool) -> float:
        """What is added to the log-odds that the token there names an event."""
        chance = min(max(1.0 - float(np.exp(self.events[start][0])), LEAST), 1.0 - LEAST)
        return SHARE * log(chance / (1.0 - chance)) + (IN_LEAD if in_lead else BELOW)

    def type_chances(self, start: int) -> dict[str, float]:
        """How much the likeliness of each type is multiplied by for the token there."""
        row = self.events[start][1:]
        return dict(zip(self.types, np.exp(TYPES_SHARE * (row - row.max())).tolist(), strict=True))

    def mood_scores(self, start: int) -> dict[str, float]:
        """What is added to the score of each modality for the token there."""
        return dict(zip(self.modalities, (MOODS_SHARE * self.moods[start]).tolist(), strict=True))

    def weight_as_main(self, start: int) -> float:
        """What is added to the weight of an event as the one that the article is about."""
        return MAIN_SHARE * self.main[start]


def hear_article(reading: Reading) -> Hearing | None:
    """One pass over each sentence of title and body; None without the encoder."""
    encoder = installed_encoder()
    if encoder is None:
        return None
    from sijill.encode.heads import EVENTS, MAIN, MOODS
    from sijill.encode.tags import log_softmax

    events: dict[int, Logs] = {}
    moods: dict[int, Logs] = {}
    main: dict[int, float] = {}
    for tokens, read in read_sentences(reading, encoder):
        starts = [token.start for token in tokens]
        events |= zip(starts, log_softmax(encoder.score_tags(read, EVENTS)).astype(np.float64), strict=True)
        moods |= zip(starts, log_softmax(encoder.score_tags(read, MOODS)).astype(np.float64), strict=True)
        main |= zip(starts, map(float, encoder.score_tags(read, MAIN)[:, 0]), strict=True)
    return Hearing(events, EVENTS.labels[1:], moods, MOODS.labels, main)
