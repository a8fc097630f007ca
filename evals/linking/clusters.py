"""Whether mentions are put together as a reader puts them together: over pairs, and mention by mention (B cubed).

A happening is written as a code.  `W` and `W~plan` are two codes of which a reader may say either that they are one happening
or that they are two (a strike, and the talk of it before): pairs of them are not counted.  `PB~4` and `PB~6` are two.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from evals.measure import Tally, total


class BCubed(NamedTuple):
    """Of the mentions beside one, the share that belongs there; of those that belong there, the share that is there."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def is_same(one: str, other: str) -> bool | None:
    """Whether two codes are one happening; None where it is not settled.

    >>> is_same("W", "W"), is_same("W", "W~plan"), is_same("W~a", "W~b")
    (True, None, False)
    """
    if one == other:
        return True
    stem, _, more = one.partition("~")
    other_stem, _, other_more = other.partition("~")
    return None if stem == other_stem and not (more and other_more) else False


def tally_pairs(happenings: Sequence[str], found: Sequence[Hashable]) -> list[Tally]:
    """A tally a settled pair: a hit is a pair of one happening that is found to be one."""
    tallies = []
    for a, b in combinations(range(len(happenings)), 2):
        same = is_same(happenings[a], happenings[b])
        if same is not None:
            together = found[a] == found[b]
            tallies.append(Tally(int(same and together), int(same), int(together)))
    return tallies


def score_bcubed(happenings: Sequence[str], found: Sequence[Hashable]) -> BCubed:
    """B-cubed precision and recall, each mention compared with those it is settled against, itself among them."""
    precision = recall = 0.0
    for a, mine in enumerate(happenings):
        settled = [b for b, other in enumerate(happenings) if is_same(mine, other) is not None]
        beside = [b for b in settled if found[b] == found[a]]
        belongs = [b for b in settled if is_same(mine, happenings[b])]
        both = len(set(beside) & set(belongs))
        precision += both / len(beside)
        recall += both / len(belongs)
    count = max(len(happenings), 1)
    return BCubed(precision / count, recall / count)


def figures(happenings: Sequence[str], found: Sequence[Hashable]) -> Mapping[str, float]:
    """Precision, recall and F1 over pairs, and B cubed."""
    pairs = total(tally_pairs(happenings, found))
    cubed = score_bcubed(happenings, found)
    return {
        "pairs P": pairs.hit / pairs.predicted if pairs.predicted else 1.0,
        "pairs R": pairs.hit / pairs.gold if pairs.gold else 1.0,
        "pairs F1": pairs.f1,
        "B3 P": cubed.precision,
        "B3 R": cubed.recall,
        "B3 F1": cubed.f1,
    }
