"""`python -m training.statements`: learns the weights of acts and measures them by leaving articles out.

Learned from: `acts/*.tsv` here (written for it), the articles of `training/authored`, the sample's gold, the tune gold
beside the project (`SIJILL_GOLD`), and the marked news of `evals.news` (its part `train`; the corpus under `SIJILL_DATA`).
Only statements behind a telling cue are learned from: any other cue keeps its own act.  Without --measure the weights are
written to `src/sijill/text/lexicons/ar`: `act_weights.txt` for the classes of words, `act_words.txt` for single words.  What the
encoder says of acts beside them is learned apart (`training/news`).
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

import numpy as np
from evals.annotated import gold_pages
from evals.gold import BESIDE, GoldPage, read_gold
from evals.news import Part, has_news, read_news
from evals.statements.acts import HELD_OUT, Item, read_items, said_of
from numpy.typing import NDArray

from sijill.annotate.statements.act import ACTS, all_features
from sijill.model.records import Act

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLE = ROOT / "src" / "sijill" / "sample"
LEXICONS = ROOT / "src" / "sijill" / "text" / "lexicons" / "ar"
AUTHORED = ROOT / "training" / "authored"
WRITERS = ("a", "b", "c")
PENALTY = 1.0  # of the squared weights: 0.5 and 2 are within a point, left-out articles of tune, 2026-11
STEPS = 150  # not compared under equal folds; with 400 a left-out writer was .726, with 150 .730, 2026-11
FOLDS = 5
NEWS = 2 + len(
    WRITERS
)  # sources whose shares of acts count as those of news: marked news (but early), tune, written articles
LEAST = 3  # statements a feature must be met in
LEAST_WORDS = 2  # the same for single words
SMALLEST = 0.05  # weights of words below it are not kept
HEADER = f"""# What each feature of a statement weighs for each act, in hundredths; made by `python -m training.statements`.
# feature\t{chr(9).join(ACTS)}
"""

Weights = dict[str, NDArray[np.float64]]


def read_gold_items(pages: Iterable[GoldPage]) -> list[Item]:
    """The statements of gold pages; the field is the article's page."""
    return [
        Item(
            page.page.source,
            said_of(row["cue"], row["quote"], row["content"], _speaker(row), row.get("role") or ""),
            cast(Act, row["act"]),
        )
        for page in pages
        for row in page.rows("statements")
        if row["cue"]
    ]


def read_marked(part: Part) -> tuple[list[Item], list[Item]]:
    """The statements of marked news, and those of articles marked early; none where the corpus is not there."""
    if not has_news():
        print("no corpus (SIJILL_DATA): nothing of its articles", file=sys.stderr)
        return [], []
    pages = read_news(part)
    early = [page for page in pages if page.golds[0]["early"]]
    return read_gold_items(page for page in pages if not page.golds[0]["early"]), read_gold_items(early)


def _speaker(row: dict[str, str | None]) -> str:
    return row.get("resolved") or row.get("speaker") or ""


def learn(sources: Sequence[Sequence[Item]], news: int = 1) -> Weights:
    """Weights by maximum likelihood with an L2 penalty; the first `news` sources share a bias, each other has its own.

    So the shares of acts among items written act by act do not count as shares among news.
    """
    rows = [(at, item) for at, source in enumerate(sources) for item in source if item.said.own == "assert"]
    met = [all_features(item.said) | {f"source {max(at, news - 1)}": 1.0} for at, item in rows]
    counts = Counter(name for features in met for name in features)
    names = sorted(name for name, count in counts.items() if count >= (LEAST_WORDS if _is_word(name) else LEAST))
    column = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)), dtype=np.float32)
    for at, features in enumerate(met):
        for name, value in features.items():
            if name in column:
                x[at, column[name]] = value
    y = np.array([[float(item.act == act) for act in ACTS] for _, item in rows], dtype=np.float32)
    w = _descend(x, y)
    weights: Weights = {name: w[at] for name, at in column.items() if not name.startswith("source ")}
    weights["bias"] = weights["bias"] + w[column[f"source {news - 1}"]]
    return weights


def _is_word(name: str) -> bool:
    return " " in name


def _descend(x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    """The minimum by accelerated gradient steps of the length that the data's curvature allows."""
    step = 1.0 / (0.5 * _curvature(x) + PENALTY)
    w = np.zeros((x.shape[1], y.shape[1]), dtype=np.float32)
    ahead = w
    for count in range(1, STEPS + 1):
        scores = x @ ahead
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        new = ahead - np.float32(step) * (x.T @ (chances - y) + np.float32(PENALTY) * ahead)
        ahead = new + np.float32(count / (count + 3)) * (new - w)
        w = new
    return w


def _curvature(x: NDArray[np.float32]) -> float:
    """The largest eigenvalue of X'X, by power iteration, rounded up."""
    v = np.ones(x.shape[1], dtype=np.float32)
    for _ in range(30):
        v = x.T @ (x @ v)
        v /= np.linalg.norm(v)
    return 1.05 * float(np.linalg.norm(x.T @ (x @ v)))


def accuracy(weights: Weights, items: Sequence[Item]) -> tuple[int, int]:
    """How many acts are told right, of how many."""
    right = 0
    for item in items:
        met = [value * weights[name] for name, value in all_features(item.said).items() if name in weights]
        given = item.said.own if item.said.own != "assert" else ACTS[int(np.argmax(sum(met)))]
        right += given == item.act
    return right, len(items)


def leave_out(tune: list[Item], others: Sequence[Sequence[Item]], news: int) -> tuple[int, int]:
    """Right and all over the articles of tune, each told by weights learned without it."""
    pages = sorted({item.field for item in tune})
    random.Random(1).shuffle(pages)
    totals = [0, 0]
    for at in range(FOLDS):
        out = set(pages[at::FOLDS])
        weights = learn([[item for item in tune if item.field not in out], *others], news)
        right, of = accuracy(weights, [item for item in tune if item.field in out])
        totals = [totals[0] + right, totals[1] + of]
    return totals[0], totals[1]


def main(arguments: list[str]) -> int:
    """Learn and measure; the exit status is 1 where the tune gold is not there."""
    if not (BESIDE / "tune.jsonl").exists():
        print(f"no gold in {BESIDE}; set SIJILL_GOLD", file=sys.stderr)
        return 1
    tune = read_gold_items(read_gold(BESIDE / "tune.jsonl", BESIDE / "tune-pages.jsonl"))
    sample = read_gold_items(read_gold(SAMPLE / "gold.jsonl", SAMPLE / "pages"))
    by_writer = {writer: read_gold_items(gold_pages(AUTHORED.glob(f"{writer}*.txt"))) for writer in WRITERS}
    written, held_out = read_items(HERE / "acts"), read_items(HELD_OUT)
    if "--measure" in arguments:
        _measure(tune, sample, by_writer, written)
        return 0
    news, early = read_marked("train")
    weights = learn([news, tune, *by_writer.values(), early, sample, written], news=NEWS)
    marked, marked_early = read_marked("held-out")
    for name, items in (
        ("tune (learned from)", tune),
        ("held-out fields", held_out),
        ("marked news, held out", marked),
        ("the same, early", marked_early),
    ):
        right, of = accuracy(weights, items)
        print(f"{name}: {right / max(of, 1):.3f} of {of}")
    classes = {name: row for name, row in weights.items() if not _is_word(name)}
    words = {name: row for name, row in weights.items() if _is_word(name) and abs(row).max() >= SMALLEST}
    for file, rows in (("act_weights", classes), ("act_words", words)):
        lines = [f"{name}\t" + "\t".join(f"{100 * value:.0f}" for value in row) for name, row in sorted(rows.items())]
        (LEXICONS / f"{file}.txt").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(lines)} features -> {file}.txt")
    return 0


def _measure(tune: list[Item], sample: list[Item], by_writer: dict[str, list[Item]], written: list[Item]) -> None:
    """Each writer told by weights learned without this writer, and tune with its articles left out in turn."""
    for writer, items in by_writer.items():
        others = [other for name, other in by_writer.items() if name != writer]
        right, of = accuracy(learn([tune, *others, sample, written], news=1 + len(others)), items)
        print(f"writer {writer}, left out: {right / of:.3f} of {of}")
    right, of = leave_out(tune, [*by_writer.values(), sample, written], news=1 + len(by_writer))
    print(f"tune, articles left out: {right / of:.3f} of {of}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
