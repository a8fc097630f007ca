"""`python -m evals.linking.ant`: pairs of mentions in articles of the ANT corpus, which stays where it is (`SIJILL_DATA`).

--part NAME    only the pairs of a part (dev, held-out, fresh)
--errors       print the pairs of `dev` that are answered wrongly, with the words around them
--crowd N      put N other articles of the corpus into the record beside those of the pairs
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.linking.score import (
    Answer,
    Mention,
    Pair,
    Spot,
    answer_by_linking,
    answer_by_string,
    find_mentions,
    print_figures,
    tally,
)
from sijill.model.records import Article, Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.run.stages import STAGES, annotate

HERE = Path(__file__).parent
PAIRS = HERE / "ant_pairs.jsonl"
ANT = Path(os.environ.get("SIJILL_DATA", HERE.parent.parent.parent / "shared" / "data")) / "ant-dev.jsonl.gz"
PARTS = ("dev", "held-out", "fresh")
READ = [stage for stage in STAGES if stage.name == "entities"]

Texts = dict[str, dict[str, Any]]


def read_pairs(part: str) -> list[Pair]:
    """The pairs of a part."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    return [
        Pair(_spot(row["a"]), _spot(row["b"]), row["kind"], row["same"], row["stratum"])
        for row in rows
        if row["part"] == part
    ]


def _spot(row: dict[str, Any]) -> Spot:
    return Spot(row["article"], row["start"], row["end"])


def read_texts(pairs: Sequence[Pair], crowd: int = 0) -> Texts:
    """The rows of the corpus that the pairs stand in, by id, and the first `crowd` others."""
    wanted = {spot.source for pair in pairs for spot in (pair.a, pair.b)}
    texts: Texts = {}
    with gzip.open(ANT, "rt", encoding="utf-8") as lines:
        for at, line in enumerate(lines):
            row = json.loads(line)
            if row["id"] in wanted or (at % 8 == 0 and at // 8 < crowd):
                texts[row["id"]] = row
    return texts


def page_text(row: Mapping[str, Any]) -> str:
    """A row as a page: title, an empty line, the text; what the offsets of the pairs count in."""
    return f"{row['title']}\n\n{row['text']}"


def read_articles(texts: Texts) -> list[Article]:
    """The rows as articles with their entities."""
    articles: list[Article] = []
    for row in texts.values():
        document = Document(row["id"], page_text(row).encode(), "text", None, row["published"], row["outlet"])
        opened = open_page(document)
        if not isinstance(opened, Rejection):
            page, parts = opened
            articles += [annotate(page.text, part, READ) for part in parts]
    return articles


def _found(articles: Sequence[Article], pairs: Sequence[Pair]) -> list[Pair]:
    mentions = find_mentions(articles, pairs)
    return [pair for pair in pairs if {(pair.a, pair.kind), (pair.b, pair.kind)} <= mentions.keys()]


def print_strata(pairs: Sequence[Pair], answer: Answer) -> None:
    """How many pairs of each sort are answered rightly, the same and the different apart."""
    right: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for pair in pairs:
        right[pair.stratum, pair.same].append(answer(pair) == pair.same)
    for (stratum, same), answers in sorted(right.items()):
        print(f"    {stratum:36} {'same' if same else 'different':10} {sum(answers):4} of {len(answers)}")


def print_errors(pairs: Sequence[Pair], answer: Answer, texts: Texts, mentions: Mapping[object, Mention]) -> None:
    """The words around the pairs that are answered wrongly."""
    for pair in pairs:
        if answer(pair) != pair.same:
            unseen = (
                "" if (pair.a, pair.kind) in mentions and (pair.b, pair.kind) in mentions else " (no mention found)"
            )
            print(f"{pair.kind} {pair.stratum}: {'not joined' if pair.same else 'JOINED'}{unseen}")
            for spot in (pair.a, pair.b):
                text = page_text(texts[spot.source])
                before, after = text[max(0, spot.start - 60) : spot.start], text[spot.end : spot.end + 40]
                print(f"    {before}[{text[spot.start : spot.end]}]{after}".replace("\n", " "), f"({spot.source})")


def main(arguments: list[str]) -> int:
    """Print the figures of each part; nothing fails here, for the corpus is not ours to ship."""
    if not ANT.exists():
        print(f"linking: no {ANT}, skipped (set SIJILL_DATA to the folder that holds it)", file=sys.stderr)
        return 0
    part_at = arguments.index("--part") + 1 if "--part" in arguments else None
    crowd = int(arguments[arguments.index("--crowd") + 1]) if "--crowd" in arguments else 0
    for part in [arguments[part_at]] if part_at else PARTS:
        pairs = read_pairs(part)
        texts = read_texts(pairs, crowd)
        articles = read_articles(texts)
        by_linking = answer_by_linking(articles, pairs)
        by_string = answer_by_string(lambda spot, texts=texts: page_text(texts[spot.source])[spot.start : spot.end])
        print_figures(f"linking, {part}", tally(pairs, by_linking))
        print_figures("    naive: the same words are the same thing", tally(pairs, by_string))
        print_figures("    of pairs whose mentions are both found", tally(_found(articles, pairs), by_linking))
        print_strata(pairs, by_linking)
        if "--errors" in arguments and part == "dev":
            print_errors(pairs, by_linking, texts, find_mentions(articles, pairs))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
