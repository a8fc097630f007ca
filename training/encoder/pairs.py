"""ANS: pairs of news claims that agree, conflict, or have nothing to do with each other (`other`: hardly any, so we add some).

The added ones join claims of different pairs: half at random, half such that they share a word of five letters or more,
for two reports of one matter need neither agree nor conflict.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import NamedTuple

from sijill.encode.difference import word_key
from training.encoder.names import tokenize_words

LABELS = {"agree": "agree", "disagree": "conflict", "other": "neither"}
ADDED = 300


class Pair(NamedTuple):
    """Two claims and how they stand to each other."""

    first: str
    second: str
    label: str


def read_pairs(file: Path) -> list[Pair]:
    """The pairs of one of ANS's files."""
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return [Pair(row["s1"], row["s2"], LABELS[row["stance"]]) for row in csv.DictReader(rows)]


def add_unrelated(pairs: list[Pair], seed: int) -> list[Pair]:
    """The pairs and `ADDED` more that are neither, of claims from different pairs."""
    draw = random.Random(seed)
    added: list[Pair] = []
    claims = [(at, claim, _long_words(claim)) for at, pair in enumerate(pairs) for claim in pair[:2]]
    for _ in range(20 * ADDED):  # claims without a long word that others share are drawn in vain
        if len(added) == ADDED:
            break
        mine, claim, words = draw.choice(claims)
        others = [other for other in claims if other[0] != mine and (len(added) % 2 == 0 or len(words & other[2]) == 1)]
        if others:
            added.append(Pair(claim, draw.choice(others)[1], "neither"))
    return [*pairs, *added]


def _long_words(claim: str) -> frozenset[str]:
    return frozenset(key for key in map(word_key, tokenize_words(claim)) if len(key) >= 5)
