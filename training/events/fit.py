"""Log-linear weights from examples: logistic regression over named features, rare features left out.

`fit_choices` is McFadden's conditional logit: one of several offers is right, each with features of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

Weights = dict[str, dict[str, float]]
NEGLIGIBLE = 0.02  # weights nearer to nothing are left out of the file


def fit_weights(
    rows: Sequence[Sequence[str] | Mapping[str, float]],
    labels: Sequence[str],
    *,
    times_seen: int,
    c: float,
    weights: Sequence[float] | None = None,
) -> Weights:
    """A weight a feature and class; with two classes, that of "yes".  A row names its features, or gives their values."""
    names = _names(rows, times_seen)
    matrix = _matrix(rows, names)
    model = LogisticRegression(C=c, max_iter=300).fit(matrix, labels, sample_weight=weights)
    classes = [str(label) for label in model.classes_]
    if len(classes) == 2:
        classes = [classes[1]]
    found: Weights = {"bias": {label: round(float(w), 3) for label, w in zip(classes, model.intercept_, strict=True)}}
    for at, name in enumerate(names):
        cells = {label: round(float(model.coef_[k][at]), 3) for k, label in enumerate(classes)}
        cells = {label: weight for label, weight in cells.items() if abs(weight) >= NEGLIGIBLE}
        if cells:
            found[name] = cells
    return found


Choice = tuple[Sequence[Sequence[str]], int, float]
"""The features of each offer, which of them is right, and how much the example counts."""


def fit_choices(choices: Sequence[Choice], *, times_seen: int, c: float) -> Weights:
    """A weight a feature of offers, under "yes": the log-likelihood of the right ones with an L2 penalty, by L-BFGS."""
    offers = [features for one in choices for features in one[0]]
    names = _names(offers, times_seen)
    matrix = _matrix(offers, names)
    sizes = np.array([len(one[0]) for one in choices])
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.zeros(len(offers))
    right[firsts + np.array([one[1] for one in choices])] = 1.0
    counts = np.repeat([one[2] for one in choices], sizes)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, firsts), sizes))
        chances = raised / np.repeat(np.add.reduceat(raised, firsts), sizes)
        told = -float((counts * right * np.log(np.maximum(chances, 1e-12))).sum())
        slope = matrix.T @ (counts * (chances - right)) + weights / c
        return told + 0.5 / c * float(weights @ weights), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    kept = {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}
    return {"bias": {"yes": 0.0}} | {name: {"yes": w} for name, w in kept.items() if abs(w) >= NEGLIGIBLE}


def _names(rows: Sequence[Sequence[str] | Mapping[str, float]], times_seen: int) -> list[str]:
    counts = Counter(feature for row in rows for feature in set(row))
    return sorted(feature for feature, count in counts.items() if count >= times_seen and feature != "bias")


def _matrix(rows: Sequence[Sequence[str] | Mapping[str, float]], names: Sequence[str]) -> csr_matrix:
    column = {name: at for at, name in enumerate(names)}
    indices: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in rows:
        given = row if isinstance(row, Mapping) else dict.fromkeys(row, 1.0)
        for feature, value in sorted(given.items()):
            if feature in column:
                indices.append(column[feature])
                values.append(value)
        ends.append(len(indices))
    return csr_matrix((values, indices, ends), shape=(len(rows), len(names)))
