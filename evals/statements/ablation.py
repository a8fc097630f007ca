"""`python -m evals.statements.ablation`: statements by rules alone, by the encoder alone, and by both, with what each costs.

On the sample, the written articles, and the tune gold beside the project where it is; times and names are the product's in all
three.  The encoder's heads have learned from tune: its row there is no measure of news it has not seen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from msgspec.structs import replace

from evals.__main__ import ARTICLES, BESIDE, SAMPLE
from evals.annotated import gold_pages
from evals.gold import GoldPage, read_gold
from evals.measure import Scores, print_scores
from evals.statements.score import score
from sijill.annotate.statements import find_statements, find_statements_by_encoder, find_statements_by_rules
from sijill.encode import has_weights, load_encoder
from sijill.model.reading import Reading
from sijill.model.records import Statement
from sijill.run.stages import STAGES
from sijill.text.reading import open_reading

Finder = Callable[[Reading], tuple[Statement, ...]]
FINDERS: dict[str, Finder] = {
    "rules": find_statements_by_rules,
    "encoder": find_statements_by_encoder,
    "both": find_statements,
}


def readings_of(pages: list[GoldPage]) -> list[list[Reading]]:
    """The articles of each page, with the times and names of the product."""
    before = STAGES[: [stage.name for stage in STAGES].index("statements")]
    rows = []
    for page in pages:
        readings = [open_reading(page.page.text, article) for article in page.articles]
        for stage in before:
            readings = [
                replace(one, article=replace(one.article, **{stage.writes: stage.run(one)})) for one in readings
            ]
        rows.append(readings)
    return rows


def main() -> int:
    """Print a table for each gold."""
    if not has_weights():
        print("The encoder's weights are not in this checkout: make model", file=sys.stderr)
        return 0
    golds = {
        "sample": read_gold(SAMPLE / "gold.jsonl", SAMPLE / "pages"),
        "articles": gold_pages(sorted(ARTICLES.glob("*.txt"))),
    }
    if (BESIDE / "tune.jsonl").exists():
        golds["tune"] = read_gold(BESIDE / "tune.jsonl", BESIDE / "tune-pages.jsonl")
    for name, pages in golds.items():
        readings = readings_of(pages)
        count = sum(map(len, readings))
        for finder, find in FINDERS.items():
            scores: Scores = {}
            load_encoder().trunk.forget()  # each pays for its own pass
            started = time.process_time()
            found = [[replace(one.article, statements=find(one)) for one in row] for row in readings]
            rate = count / (time.process_time() - started)
            for page, articles in zip(pages, found, strict=True):
                for measure, tally in score(page, articles).items():
                    scores.setdefault(measure, []).append(tally)
            print(f"{name}, {finder}: {rate:.0f} articles a second of one processor")
            print_scores(finder, scores, {})
    return 0


if __name__ == "__main__":
    sys.exit(main())
