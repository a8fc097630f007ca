"""`python -m training.news`: the news layers and their heads, from marked news, the written articles and the tune gold.

Needs torch and onnx (`make news`), not needed by Sijill.  The trunk stays as it is: a new trunk needs this run again, and
then those of `training.statements` and `training.events`.  About half an hour on two cores.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from evals.annotated import gold_pages
from evals.events.authored import TRAINING
from evals.gold import BESIDE, read_gold
from evals.news import has_news, read_news

from sijill.encode.encoder import NEWS_FILE, WEIGHTS
from sijill.encode.heads import LATER
from training.encoder.graph import build_branch
from training.news.learn import NewsLayers, Settings, learn
from training.news.lower import SOURCE, upper_weights
from training.news.marks import MarkedArticle, read_marked

WRITTEN = 0.4  # how much a written article counts beside one of news: no other value tried


def read_articles() -> list[MarkedArticle]:
    """All that is learned from; says what is missing."""
    articles = list(read_marked(gold_pages(TRAINING.glob("*.txt")), weight=WRITTEN))
    if (BESIDE / "tune.jsonl").exists():
        articles += read_marked(read_gold(BESIDE / "tune.jsonl", BESIDE / "tune-pages.jsonl"))
    else:
        print(f"no gold in {BESIDE}: nothing is learned from it", file=sys.stderr)
    if has_news():
        articles += read_marked(read_news("train"))
    else:
        print("no corpus (SIJILL_DATA): nothing is learned from its articles", file=sys.stderr)
    return articles


def write_layers(net: NewsLayers, folder: Path) -> None:
    """The layers as a graph that stands on the trunk's, and a small file a head."""
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    layers = {name: value for name, value in state.items() if name.startswith("layers.")}
    (folder / NEWS_FILE).write_bytes(build_branch(layers, SOURCE, "news").SerializeToString())
    for head in LATER:
        weight, bias = state[f"heads.{head.name}.weight"], state[f"heads.{head.name}.bias"]
        np.savez(folder / f"{head.name}.npz", weight=np.ascontiguousarray(weight.T).astype(np.float16), bias=bias)


def main() -> int:
    """Learn and write."""
    articles = read_articles()
    print(f"{len(articles)} articles", file=sys.stderr, flush=True)
    write_layers(learn(upper_weights(), articles, Settings()), WEIGHTS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
