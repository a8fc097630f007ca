"""Figures with intervals: strict F1 of names, macro-F1 of stances, R@1 of titles; each over what was held out."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from sijill.encode.tags import TagSpan
from training.encoder.e5file import Array

RESAMPLES = 1_000
Row = TypeVar("Row")


class Figure(NamedTuple):
    """A value with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def bootstrap(rows: Sequence[Row], score: Callable[[Sequence[Row]], float]) -> Figure:
    """The score of the rows and the interval over resampled ones, with a fixed seed."""
    draw = random.Random(0)
    values = sorted(score([rows[draw.randrange(len(rows))] for _ in rows]) for _ in range(RESAMPLES))
    return Figure(score(rows), values[int(RESAMPLES * 0.025)], values[int(RESAMPLES * 0.975)])


Spans = frozenset[tuple[int, int, str]]
GoldAndFound = tuple[Spans, Spans]


def spans_of_tags(tags: Sequence[str]) -> Spans:
    """The spans of well-formed tags as (first word, last word not included, kind)."""
    spans: set[tuple[int, int, str]] = set()
    first = 0
    for at, tag in enumerate([*tags, "O"]):
        if at > first and tags[first] != "O" and not tag.startswith("I-"):
            spans.add((first, at, tags[first][2:]))
        if not tag.startswith("I-"):
            first = at
    return frozenset(spans)


def plain(spans: Sequence[TagSpan]) -> Spans:
    """Found spans without their scores."""
    return frozenset((span.first, span.last, span.label) for span in spans)


def strict_f1(rows: Sequence[GoldAndFound], kind: str | None = None) -> float:
    """F1 of spans whose bounds and kind are both right; of one kind, or of all."""

    def of_kind(spans: Spans) -> Spans:
        return spans if kind is None else frozenset(span for span in spans if span[2] == kind)

    right = sum(len(of_kind(gold) & of_kind(found)) for gold, found in rows)
    total = sum(len(of_kind(gold)) + len(of_kind(found)) for gold, found in rows)
    return 2 * right / total if total else 0.0


def macro_f1(rows: Sequence[tuple[int, int]], classes: Sequence[int]) -> float:
    """The mean over classes of the F1 of (gold, found)."""
    scores = []
    for at in classes:
        right = sum(gold == found == at for gold, found in rows)
        total = sum((gold == at) + (found == at) for gold, found in rows)
        scores.append(2 * right / total if total else 0.0)
    return sum(scores) / len(scores)


def ranked_first(titles: Array, leads: Array) -> list[float]:
    """1 for each title whose own article is the nearest of all, else 0."""
    nearest = np.argmax(titles @ leads.T, axis=1)
    return [float(at == found) for at, found in enumerate(nearest)]


def mean(values: Sequence[float]) -> float:
    """The mean."""
    return sum(values) / len(values)
