"""What the encoder hears of the words of an article: how likely each names an event, of which type and modality."""

from __future__ import annotations

from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.annotate.listening import installed_encoder, read_sentences
from sijill.model.reading import Reading

__all__ = ["Hearing", "hear_article"]

# How much the heads count beside the learned weights, and from which log-odds they speak for a word.  The heads learned from
# the articles the weights learned from, so these are chosen by hand on what neither saw; trigger and typed F1 on the sample,
# 46 written articles and check (2026-11) without them .657 .429, .713 .474, .569 .386; as here .672 .437, .748 .504, .592 .405.
SHARE, FROM = 0.5, -1.0
LEAST = 1e-4  # chances are kept this far from 0 and 1
SMOOTH = 1e-3


class Hearing(NamedTuple):
    """Rows of chances by where a token starts: the first column for no event, then begins and goes on for each type."""

    rows: dict[int, NDArray[np.float64]]
    types: tuple[str, ...]
    moods: dict[int, NDArray[np.float64]]
    modalities: tuple[str, ...]

    def bonus(self, start: int) -> float:
        """What is added to the log-odds that the token there names an event."""
        chance = min(max(1.0 - float(self.rows[start][0]), LEAST), 1.0 - LEAST)
        return SHARE * (log(chance / (1.0 - chance)) - FROM)

    def type_chances(self, start: int) -> dict[str, float]:
        """How likely each type is for the token there; they sum to one."""
        return dict(zip(self.types, _shares(self.rows[start]).tolist(), strict=True))

    def log_moods(self, start: int) -> dict[str, float]:
        """The logarithm of how likely each modality is for the token there."""
        return dict(zip(self.modalities, np.log(_shares(self.moods[start])).tolist(), strict=True))


def _shares(row: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of a row of chances those of each label, whether it begins there or goes on, as shares of one."""
    both: NDArray[np.float64] = row[1::2] + row[2::2] + SMOOTH
    both /= both.sum()
    return both


def hear_article(reading: Reading) -> Hearing | None:
    """One pass over each sentence of title and body; None without the encoder."""
    encoder = installed_encoder()
    if encoder is None:
        return None
    from sijill.encode.heads import MODALITIES, TRIGGERS

    rows: dict[int, NDArray[np.float64]] = {}
    moods: dict[int, NDArray[np.float64]] = {}
    for tokens, read in read_sentences(reading, encoder):
        starts = [token.start for token in tokens]
        rows |= zip(starts, encoder.tag_chances(read, TRIGGERS).astype(np.float64), strict=True)
        moods |= zip(starts, encoder.tag_chances(read, MODALITIES).astype(np.float64), strict=True)
    return Hearing(rows, TRIGGERS.labels, moods, MODALITIES.labels)
