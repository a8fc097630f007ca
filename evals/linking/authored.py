"""`python -m evals.linking.authored`: pairs of mentions in short invented articles, written for this eval; see card.md.

--errors       print the pairs that are answered wrongly
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from evals.gold import span_of
from evals.linking.score import Pair, Spot, answer_by_linking, answer_by_string, find_mentions, tally
from evals.measure import Scores, print_scores
from sijill.model.records import Article, Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.run.stages import STAGES, annotate

HERE = Path(__file__).parent
ARTICLES = HERE / "articles.jsonl"
GOLD = HERE / "pairs.jsonl"
FLOORS = HERE / "authored_floors.json"
READ = [stage for stage in STAGES if stage.name == "entities"]


def read_texts() -> dict[str, str]:
    """The invented articles by id."""
    rows = map(json.loads, ARTICLES.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows}


def read_pairs(texts: dict[str, str]) -> list[Pair]:
    """The pairs with their words found; ValueError where they are not in the article."""

    def spot(row: dict[str, Any]) -> Spot:
        span = span_of(texts[row["article"]], row["text"], row["n"])
        if span is None:
            raise ValueError(f"{row['article']}: no '{row['text']}' ({row['n']})")
        return Spot(row["article"], *span)

    rows = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    return [Pair(spot(row["a"]), spot(row["b"]), row["kind"], row["same"], row["stratum"]) for row in rows]


def read_articles(texts: dict[str, str]) -> list[Article]:
    """The invented articles with their entities."""
    articles: list[Article] = []
    for name, text in texts.items():
        opened = open_page(Document(name, text.encode(), "text", None, "2031-05-02", None))
        if not isinstance(opened, Rejection):
            articles += [annotate(opened[0].text, part, READ) for part in opened[1]]
    return articles


def score_authored() -> tuple[Scores, Scores]:
    """Tallies, one a pair: the linker's and the naive baseline's."""
    texts = read_texts()
    pairs = read_pairs(texts)
    ours = tally(pairs, answer_by_linking(read_articles(texts), pairs))
    naive = tally(pairs, answer_by_string(lambda spot: texts[spot.source][spot.start : spot.end]))
    return {"linking: pairs": ours}, {"linking: pairs": naive}


def main(arguments: list[str]) -> int:
    """Print the figures, and with --errors what is answered wrongly."""
    print_scores("authored", *score_authored())
    if "--errors" in arguments:
        texts = read_texts()
        pairs, articles = read_pairs(texts), read_articles(texts)
        answer, mentions = answer_by_linking(articles, pairs), find_mentions(articles, pairs)
        for pair in pairs:
            if answer(pair) != pair.same:
                words = [texts[spot.source][spot.start : spot.end] for spot in (pair.a, pair.b)]
                found = [
                    mentions[spot, pair.kind].entity.name if (spot, pair.kind) in mentions else "-" for spot in pair[:2]
                ]
                print("not joined" if pair.same else "JOINED", pair.a.source, pair.b.source, *words, "found:", *found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
