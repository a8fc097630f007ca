"""`python -m training.events [DECISION...]`: the weights of events, from marked news and the written articles.

Needs scikit-learn (not needed by Sijill).  News is the gold beside the project (`SIJILL_GOLD`, else `../shared/gold`) and
the articles of `evals.news` whose part is `train`; it says how densely news is marked (`real` features, folded into the
others).  A written article counts less.  Decisions: keep, type, modality, when; without a name all, in that order.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from evals.annotated import gold_pages
from evals.events.authored import TRAINING
from evals.gold import BESIDE, GoldPage, read_gold
from evals.news import has_news, read_news

from sijill.annotate.events.kinds import features_of_article, features_of_type
from sijill.annotate.events.weights import load_weights
from sijill.run.stages import STAGES, annotate
from training.events.days import read_day_choices
from training.events.examples import ArticleExamples, read_examples
from training.events.fit import Weights, fit_choices, fit_weights
from training.events.moods import read_mood_rows

TARGET = TRAINING.parents[1] / "src" / "sijill" / "annotate" / "events" / "weights"
# Chosen on 420 of the news articles, learned from the others (2026-11): trigger F1 .606 at 0.05, .608 at 0.1; typed .448, .448.
KEEP_C, TYPE_C, MOOD_C, DAY_C = 0.1, 0.2, 0.2, 0.5
KEEP_SEEN, TYPE_SEEN, MOOD_SEEN, DAY_SEEN = 4, 2, 3, 3  # a feature counts from so many examples on
WRITTEN = 0.3  # how much a written article counts beside one of news; 0, 0.3 and 1 are within .003

Marked = tuple[ArticleExamples, bool]


def load_articles() -> list[Marked]:
    """The examples of every article, with whether it is news."""
    found = [(one, False) for one in _read(gold_pages(TRAINING.glob("*.txt")), real=False)]
    gold = BESIDE / "tune.jsonl"
    if gold.exists():
        found += [(one, True) for one in _read(read_gold(gold, BESIDE / "tune-pages.jsonl"), real=True)]
    else:
        print(f"no gold in {BESIDE}: nothing is learned from it", file=sys.stderr)
    if has_news():
        found += [(one, True) for one in _read(read_news("train"), real=True)]
    else:
        print("no corpus (SIJILL_DATA): nothing is learned from its articles", file=sys.stderr)
    return found


def _read(pages: Iterable[GoldPage], *, real: bool) -> Iterable[ArticleExamples]:
    for page in pages:
        page.articles = tuple(annotate(page.page.text, article, STAGES[:3]) for article in page.articles)
        yield from read_examples(page, real=real)


def _weight(real: bool) -> float:
    return 1.0 if real else WRITTEN


def fit_keep(articles: list[Marked]) -> Weights:
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
                weights.append(_weight(real))
    return _fold(fit_weights(rows, labels, times_seen=KEEP_SEEN, c=KEEP_C, weights=weights))


def _fold(weights: Weights) -> Weights:
    """What news adds to a feature goes into it: what is read is news."""
    for name in [name for name in weights if name.split()[0] == "real"]:
        cells = weights.setdefault(name.removeprefix("real").strip() or "bias", {"yes": 0.0})
        cells["yes"] = round(cells["yes"] + weights.pop(name)["yes"], 3)
    return weights


def fit_type(articles: list[Marked]) -> Weights:
    """Of which type an event is."""
    rows, labels, weights = [], [], []
    for article, real in articles:
        about = features_of_article([one.candidate for one in article.examples])
        for one in article.examples:
            if one.row is not None:
                rows.append([*features_of_type(article.ground, one.candidate), *about])
                labels.append(one.row["type"])
                weights.append(_weight(real))
    return fit_weights(rows, labels, times_seen=TYPE_SEEN, c=TYPE_C, weights=weights)


def fit_modality(articles: list[Marked]) -> Weights:
    """Whether an event is told as done, planned, denied, demanded or possible."""
    rows, labels, weights = [], [], []
    for article, real in articles:
        for features, label in read_mood_rows(article):
            rows.append(features)
            labels.append(label)
            weights.append(_weight(real))
    return fit_weights(rows, labels, times_seen=MOOD_SEEN, c=MOOD_C, weights=weights)


def fit_when(articles: list[Marked]) -> Weights:
    """Which of the days on offer an event has."""
    choices = [
        (offers, right, counts * _weight(real))
        for article, real in articles
        for offers, right, counts in read_day_choices(article)
    ]
    return fit_choices(choices, times_seen=DAY_SEEN, c=DAY_C)


FITS: dict[str, Callable[[list[Marked]], Weights]] = {
    "keep": fit_keep,
    "type": fit_type,
    "modality": fit_modality,
    "when": fit_when,
}


def write_weights(name: str, weights: Weights) -> None:
    """A feature a line, by name."""
    head = "# Made by `python -m training.events`: a feature, then its weight for each class.\n"
    lines = ["\t".join([f, *(f"{label}={w:g}" for label, w in sorted(weights[f].items()))]) for f in sorted(weights)]
    (TARGET / f"{name}.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def main(names: list[str]) -> int:
    """Learn what is named, or everything; the exit status is 2 where there is no such decision."""
    if unknown := [name for name in names if name not in FITS]:
        print(f"no decision {unknown[0]!r}; there are {', '.join(FITS)}", file=sys.stderr)
        return 2
    articles = load_articles()
    for name in names or FITS:
        write_weights(name, FITS[name](articles))
        load_weights.cache_clear()
        print(f"{name}: learned from {len(articles)} articles", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
