"""Scores of words -> spans of words: the best sequence of tags that is well formed (no I- without its B-)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
NEVER = -1e9


class TagSpan(NamedTuple):
    """Words `first` to `last` (not included) carry `label`; `score` is the mean probability of their tags."""

    first: int
    last: int
    label: str
    score: float


def allowed_steps(classes: tuple[str, ...]) -> Scores:
    """0 where tag j may follow tag i, else -1e9; the last row says which tag may begin a sentence."""
    steps = np.zeros((len(classes) + 1, len(classes)), np.float32)
    for column, after in enumerate(classes):
        if after.startswith("I-"):
            for row, before in enumerate((*classes, "O")):
                if before[2:] != after[2:]:
                    steps[row, column] = NEVER
    return steps


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities, a row a word."""
    shifted: Scores = scores - scores.max(axis=-1, keepdims=True)
    logs: Scores = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs


def best_path(scores: Scores, steps: Scores) -> list[int]:
    """The tags (columns of `scores`) of the best allowed sequence: Viterbi."""
    if not len(scores):
        return []
    best = scores[0] + steps[-1]
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        routes = best[:, None] + steps[:-1]
        back.append(routes.argmax(axis=0))
        best = routes.max(axis=0) + row
    path = [int(best.argmax())]
    for sources in reversed(back):
        path.append(int(sources[path[-1]]))
    return path[::-1]


def find_spans(scores: Scores, classes: tuple[str, ...], steps: Scores) -> list[TagSpan]:
    """The spans of the best allowed sequence, in order."""
    logs = log_softmax(scores)
    path = best_path(logs, steps)
    spans: list[TagSpan] = []
    first = 0
    for at, tag in enumerate([*path, 0]):
        if at > first and path[first] and not classes[tag].startswith("I-"):
            chances = np.exp(logs[range(first, at), path[first:at]])
            spans.append(TagSpan(first, at, classes[path[first]][2:], float(chances.mean())))
        if not classes[tag].startswith("I-"):
            first = at
    return spans
