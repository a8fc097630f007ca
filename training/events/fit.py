"""Log-linear weights from examples: logistic regression over named features, rare features left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

Weights = dict[str, dict[str, float]]
NEGLIGIBLE = 0.02  # weights nearer to nothing are left out of the file


def fit_weights(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    *,
    times_seen: int,
    c: float,
    weights: Sequence[float] | None = None,
) -> Weights:
    """A weight a feature and class; with two classes, that of "yes"."""
    counts = Counter(feature for row in rows for feature in set(row))
    names = sorted(feature for feature, count in counts.items() if count >= times_seen and feature != "bias")
    column = {name: at for at, name in enumerate(names)}
    indices: list[int] = []
    ends = [0]
    for row in rows:
        indices += sorted({column[feature] for feature in row if feature in column})
        ends.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(rows), len(names)))
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
