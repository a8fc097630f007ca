"""`python -m training.events`: the weights of events, from the written articles and the gold beside the project.

Needs scikit-learn (not needed by Sijill).  Gold beside the project (`SIJILL_GOLD`, else `../shared/gold`) is news: it
counts double, and says how densely news is marked (`real` features, folded into the others).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from evals.annotated import gold_pages
from evals.events.authored import TRAINING
from evals.gold import GoldPage, read_gold

from sijill.annotate.events.kinds import features_of_article, features_of_type
from sijill.run.stages import STAGES, annotate
from training.events.examples import ArticleExamples, read_examples
from training.events.fit import Weights, fit_weights

BESIDE = Path(os.environ.get("SIJILL_GOLD", TRAINING.parents[2] / "shared" / "gold"))
TARGET = TRAINING.parents[1] / "src" / "sijill" / "annotate" / "events" / "weights"
# Chosen on writer c with a, b and tune to learn from: 0.02, 0.05 and 0.1 of KEEP_C differ by .01 to .02, 0.1 best.
KEEP_C, TYPE_C = 0.1, 0.2
KEEP_SEEN, TYPE_SEEN = 4, 2  # a feature counts from so many examples on
REAL_WEIGHT = 2.0


def load_articles() -> list[tuple[ArticleExamples, bool]]:
    """The examples of every article, with whether it is news."""
    found = [(one, False) for one in _read(gold_pages(TRAINING.glob("*.txt")), real=False)]
    gold = BESIDE / "tune.jsonl"
    if gold.exists():
        found += [(one, True) for one in _read(read_gold(gold, BESIDE / "tune-pages.jsonl"), real=True)]
    else:
        print(f"no gold in {BESIDE}: the weights of news are not learned", file=sys.stderr)
    return found


def _read(pages: Iterable[GoldPage], *, real: bool) -> Iterable[ArticleExamples]:
    for page in pages:
        page.articles = tuple(annotate(page.page.text, article, STAGES[:3]) for article in page.articles)
        yield from read_examples(page, real=real)


def fit_keep(articles: list[tuple[ArticleExamples, bool]]) -> Weights:
    """Which candidates are events."""
    rows, labels, weights = [], [], []
    for article, real in articles:
        for one in article.examples:
            if one.is_event is not None:
                features = list(one.candidate.features)
                if real:
                    features.append("real")
                    features += [f"real {f}" for f in features if f.startswith("place ")]
                rows.append(features)
                labels.append("yes" if one.is_event else "no")
                weights.append(REAL_WEIGHT if real else 1.0)
    return _fold(fit_weights(rows, labels, times_seen=KEEP_SEEN, c=KEEP_C, weights=weights))


def _fold(weights: Weights) -> Weights:
    """What news adds to a feature goes into it: what is read is news."""
    for name in [name for name in weights if name.split()[0] == "real"]:
        cells = weights.setdefault(name.removeprefix("real").strip() or "bias", {"yes": 0.0})
        cells["yes"] = round(cells["yes"] + weights.pop(name)["yes"], 3)
    return weights


def fit_type(articles: list[tuple[ArticleExamples, bool]]) -> Weights:
    """Of which type an event is."""
    rows, labels, weights = [], [], []
    for article, real in articles:
        about = features_of_article([one.candidate for one in article.examples])
        for one in article.examples:
            if one.row is not None:
                rows.append([*features_of_type(article.ground, one.candidate), *about])
                labels.append(one.row["type"])
                weights.append(REAL_WEIGHT if real else 1.0)
    return fit_weights(rows, labels, times_seen=TYPE_SEEN, c=TYPE_C, weights=weights)


def write_weights(name: str, weights: Weights) -> None:
    """A feature a line, by name."""
    head = "# Made by `python -m training.events`: a feature, then its weight for each class.\n"
    lines = ["\t".join([f, *(f"{label}={w:g}" for label, w in sorted(weights[f].items()))]) for f in sorted(weights)]
    (TARGET / f"{name}.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    read = load_articles()
    write_weights("keep", fit_keep(read))
    write_weights("type", fit_type(read))
