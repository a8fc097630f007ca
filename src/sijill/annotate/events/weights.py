"""Weights of log-linear decisions, read from `weights/NAME.tsv`: a feature a line, then `class=weight` cells.

How they were made: `training/events/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from math import exp

__all__ = ["load_weights", "logit", "score_classes", "softmax"]

Weights = dict[str, dict[str, float]]


@cache
def load_weights(name: str) -> Weights:
    """The weights of a decision, by feature and class."""
    text = resources.files("sijill.annotate.events").joinpath("weights", f"{name}.tsv").read_text(encoding="utf-8")
    weights: Weights = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            feature, *cells = line.split("\t")
            weights[feature] = {label: float(weight) for label, _, weight in (cell.partition("=") for cell in cells)}
    return weights


@cache
def _plain(name: str) -> dict[str, float]:
    return {feature: cells["yes"] for feature, cells in load_weights(name).items()}


def logit(name: str, features: Iterable[str]) -> float:
    """The log-odds of a decision between yes and no."""
    weights = _plain(name)
    return sum(weights.get(feature, 0.0) for feature in features)


def score_classes(name: str, features: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The log-linear score of each class: the sum over the features of value times weight."""
    weights = load_weights(name)
    sums = dict.fromkeys(weights["bias"], 0.0)
    for feature, value in features:
        for label, weight in weights.get(feature, {}).items():
            sums[label] += value * weight
    return sums


def softmax(name: str, features: Iterable[str]) -> dict[str, float]:
    """The probability of each class."""
    sums = score_classes(name, ((feature, 1.0) for feature in features))
    top = max(sums.values())
    raised = {label: exp(value - top) for label, value in sums.items()}
    whole = sum(raised.values())
    return {label: value / whole for label, value in raised.items()}
