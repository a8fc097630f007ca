"""Counting hits: spans matched one to one, F1 with an interval from resampled pages, and the lines that say so."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

Span = tuple[int, int]


class Tally(NamedTuple):
    """Hits among the gold and among the predicted; for an accuracy both totals are the number of judged rows."""

    hit: int
    gold: int
    predicted: int

    def plus(self, other: Tally) -> Tally:
        """Both added up."""
        return Tally(self.hit + other.hit, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hit / (self.gold + self.predicted) if self.gold + self.predicted else 0.0


Scores = dict[str, list[Tally]]
"""A tally a page (or sentence), by measure."""


def overlap(a: Span, b: Span) -> float:
    """Length shared by two spans over the length both cover."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def match_spans(gold: Sequence[Span], predicted: Sequence[Span], at_least: float = 0.5) -> list[tuple[int, int]]:
    """Pairs (gold, predicted) matched greedily by overlap, best first, each side once."""
    candidates = sorted(
        (-share, i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(predicted)
        if (share := overlap(a, b)) >= at_least
    )
    left, right, pairs = set(range(len(gold))), set(range(len(predicted))), []
    for _, i, j in candidates:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((i, j))
    return pairs


def total(tallies: Sequence[Tally]) -> Tally:
    """All tallies added up."""
    summed = Tally(0, 0, 0)
    for tally in tallies:
        summed = summed.plus(tally)
    return summed


def interval(
    per_page: Sequence[Tally], value: Callable[[Tally], float] = lambda tally: tally.f1
) -> tuple[float, float]:
    """The 95 % bootstrap interval of a figure over pages: 1,000 resamples, fixed seed."""
    rng = random.Random(20261124)
    if not per_page:
        return 0.0, 0.0
    figures = sorted(value(total(rng.choices(per_page, k=len(per_page)))) for _ in range(1000))
    return figures[25], figures[974]


def print_scores(name: str, ours: Scores, naive: Scores) -> None:
    """A line a measure: F1 (or accuracy), its interval, precision, recall, and the baseline."""
    for measure, tallies in ours.items():
        tally = total(tallies)
        low, high = interval(tallies)
        base = f"{total(naive[measure]).f1:.3f}" if measure in naive else "-"
        precision = tally.hit / tally.predicted if tally.predicted else 0.0
        recall = tally.hit / tally.gold if tally.gold else 0.0
        print(
            f"{name:8} {measure:32} {tally.f1:.3f} [{low:.3f}, {high:.3f}]  P={precision:.3f} R={recall:.3f} "
            f"gold={tally.gold} predicted={tally.predicted}  naive={base}"
        )
