"""`python -m training.statements`: learns the weights of acts and measures them by leaving articles out.

Learned from: `acts/*.tsv` here (written for it), the sample's gold, and the tune gold beside the project (`SIJILL_GOLD`).
Only statements behind a telling cue are learned from: any other cue keeps its own act.  Without --measure the weights are
written to `src/sijill/text/lexicons/ar/act_weights.txt`.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
from evals.gold import read_gold
from evals.statements.acts import HELD_OUT, Item, read_items, said_of
from numpy.typing import NDArray

from sijill.annotate.statements.act import ACTS
from sijill.annotate.statements.act_features import find_features
from sijill.model.records import Act

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLE = ROOT / "src" / "sijill" / "sample"
BESIDE = Path(os.environ.get("SIJILL_GOLD", ROOT.parent / "shared" / "gold"))
WEIGHTS = ROOT / "src" / "sijill" / "text" / "lexicons" / "ar" / "act_weights.txt"
PENALTY = 1.0  # of the squared weights: 0.5 and 2 are within a point, left-out articles of tune, 2026-11
STEPS = 4000
FOLDS = 10
LEAST = 3  # statements a feature must be met in
HEADER = f"""# What each feature of a statement weighs for each act; made by `python -m training.statements`, not by hand.
# feature\t{chr(9).join(ACTS)}
"""

Weights = dict[str, NDArray[np.float64]]


def read_gold_items(gold: Path, pages: Path) -> list[Item]:
    """The statements of a gold file; the field is the article's page."""
    return [
        Item(page.page.source, said_of(row["cue"], row["quote"], row["content"], _speaker(row)), cast(Act, row["act"]))
        for page in read_gold(gold, pages)
        for row in page.rows("statements")
    ]


def _speaker(row: dict[str, str | None]) -> str:
    return row.get("resolved") or row.get("speaker") or ""


def learn(sources: Sequence[Sequence[Item]]) -> Weights:
    """Weights by maximum likelihood with an L2 penalty; each source has a bias of its own, that of the first is kept.

    So the shares of acts among written items do not count as shares among news: those are the first source's.
    """
    rows = [(at, item) for at, source in enumerate(sources) for item in source if item.said.own == "assert"]
    met = [find_features(item.said) | {f"source {at}": 1.0} for at, item in rows]
    counts: dict[str, int] = {}
    for features in met:
        for name in features:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    column = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for at, features in enumerate(met):
        for name, value in features.items():
            if name in column:
                x[at, column[name]] = value
    y = np.array([[float(item.act == act) for act in ACTS] for _, item in rows])
    w = _descend(x, y)
    weights = {name: w[at] for name, at in column.items() if not name.startswith("source ")}
    weights["bias"] = weights["bias"] + w[column["source 0"]]
    return weights


def _descend(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """The minimum by accelerated gradient steps of the length that the data's curvature allows."""
    step = 1.0 / (0.5 * float(np.linalg.norm(x, 2)) ** 2 + PENALTY)
    w = np.zeros((x.shape[1], y.shape[1]))
    ahead = w
    for count in range(1, STEPS + 1):
        scores = x @ ahead
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        new = ahead - step * (x.T @ (chances - y) + PENALTY * ahead)
        ahead = new + (count / (count + 3)) * (new - w)
        w = new
    return w


def accuracy(weights: Weights, items: Sequence[Item]) -> tuple[int, int]:
    """How many acts are told right, of how many."""
    right = 0
    for item in items:
        met = [value * weights[name] for name, value in find_features(item.said).items() if name in weights]
        given = item.said.own if item.said.own != "assert" else ACTS[int(np.argmax(sum(met)))]
        right += given == item.act
    return right, len(items)


def leave_out(tune: list[Item], others: Sequence[Sequence[Item]]) -> tuple[int, int]:
    """Right and all over the articles of tune, each told by weights learned without it."""
    pages = sorted({item.field for item in tune})
    random.Random(1).shuffle(pages)
    totals = [0, 0]
    for at in range(FOLDS):
        out = set(pages[at::FOLDS])
        weights = learn([[item for item in tune if item.field not in out], *others])
        right, of = accuracy(weights, [item for item in tune if item.field in out])
        totals = [totals[0] + right, totals[1] + of]
    return totals[0], totals[1]


def main(arguments: list[str]) -> int:
    """Learn and measure; the exit status is 1 where the tune gold is not there."""
    if not (BESIDE / "tune.jsonl").exists():
        print(f"no gold in {BESIDE}; set SIJILL_GOLD", file=sys.stderr)
        return 1
    tune = read_gold_items(BESIDE / "tune.jsonl", BESIDE / "tune-pages.jsonl")
    sample = read_gold_items(SAMPLE / "gold.jsonl", SAMPLE / "pages")
    written, held_out = read_items(HERE / "acts"), read_items(HELD_OUT)
    if "--measure" in arguments:
        for name, others in (("all", [sample, written]), ("gold alone", [sample]), ("no sample", [written])):
            right, of = leave_out(tune, others)
            print(f"tune, articles left out, learned from {name}: {right / of:.3f} of {of}")
        return 0
    weights = learn([tune, sample, written])
    for name, items in (("tune (learned from)", tune), ("held-out fields", held_out)):
        right, of = accuracy(weights, items)
        print(f"{name}: {right / of:.3f} of {of}")
    lines = [f"{name}\t" + "\t".join(f"{value:.2f}" for value in row) for name, row in sorted(weights.items())]
    WEIGHTS.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} features -> {WEIGHTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
