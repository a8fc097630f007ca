"""What the encoder reads of marked statements: a vector each (`sijill.encode.join_spoken`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from evals.gold import GoldPage, Row, span_of
from numpy.typing import NDArray

from sijill.annotate.listening import read_sentences
from sijill.annotate.statements.act_features import LOOKED_AT
from sijill.encode import join_spoken, load_encoder
from sijill.text.reading import open_reading

Vector = NDArray[np.float32]


def read_spoken(page: GoldPage) -> list[Vector | None]:
    """A vector for each statement of a page, in the order of its rows; None where its words are no words of an article."""
    states: dict[int, Vector] = {}
    for article in page.articles:
        for tokens, read in read_sentences(open_reading(page.page.text, article), load_encoder()):
            states |= zip((token.start for token in tokens), read.states[read.firsts], strict=True)
    starts = sorted(states)
    return [_vector(page.page.text, row, states, starts) for row in page.rows("statements")]


def _vector(text: str, row: Row, states: dict[int, Vector], starts: Sequence[int]) -> Vector | None:
    cue_at = row.get("cue_start")
    if cue_at is None:
        span = span_of(text, row["cue"], row.get("cue_n", 1))
        cue_at = span[0] if span else None
    first, end = row["span"]
    words = starts[bisect_left(starts, first) : bisect_left(starts, end)][:LOOKED_AT]
    cue = bisect_right(starts, cue_at) - 1 if cue_at is not None else -1
    if not words or cue < 0:
        return None
    return join_spoken(states[starts[cue]], np.stack([states[start] for start in words]))
