"""`python -m evals.statements.tables`: figures by quote kind, outlet and kind of link, with intervals, and acts confused.

On the sample, and on the tune gold beside the project where it is (`SIJILL_GOLD`); never on the check gold.
"""

from __future__ import annotations

import sys
from pathlib import Path

from evals.gold import BESIDE, GoldPage, read_gold
from evals.measure import Scores, Tally, match_spans, print_scores
from evals.statements.acts import confusion
from sijill.model.records import Statement
from sijill.run.stages import annotate
from sijill.text.fold import fold_text

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "src" / "sijill" / "sample"
KINDS = ("agency", "media", "platform", "document", "event", "spokesperson", "sources")


def tables_of(pages: list[GoldPage]) -> tuple[Scores, list[tuple[str, str]]]:
    """Tallies a page by measure and group, and the pairs of acts (gold, given) of matched statements."""
    scores: Scores = {}
    acts: list[tuple[str, str]] = []
    for page in pages:
        golds = page.rows("statements")
        articles = [annotate(page.page.text, article) for article in page.articles]
        found = [statement for article in articles for statement in article.statements]
        spans = [(one.content.start, one.content.end) for one in found]
        pairs = match_spans([row["span"] for row in golds], spans)
        outlet = next((one.outlet.name for one in articles if one.outlet is not None), None) or "outlet not known"
        scores.setdefault(f"content, {outlet}", []).append(Tally(len(pairs), len(golds), len(found)))
        for quote in ("direct", "indirect", "mixed"):
            right = sum(golds[i]["quote"] == quote for i, _ in pairs)
            scores.setdefault(f"content recall, {quote}", []).append(
                Tally(right, *[sum(row["quote"] == quote for row in golds)] * 2)
            )
            told = [(golds[i]["act"], found[j].act) for i, j in pairs if golds[i]["quote"] == quote]
            agreed = sum(gold == given for gold, given in told)
            scores.setdefault(f"act, {quote}", []).append(Tally(agreed, len(told), len(told)))
        for kind in KINDS:
            wanted = {
                (i, fold_text(link["text"]))
                for i, _ in pairs
                for link in golds[i].get("chain", [])
                if link["kind"] == kind
            }
            given = {(i, words) for i, j in pairs for words in _links(found[j], kind)}
            scores.setdefault(f"chain, {kind}", []).append(Tally(len(wanted & given), len(wanted), len(given)))
        acts += [(golds[i]["act"], found[j].act) for i, j in pairs]
    return scores, acts


def _links(statement: Statement, kind: str) -> list[str]:
    return [fold_text(link.text) for link in statement.chain if link.kind == kind]


def main() -> int:
    """Print the tables of every gold that is there."""
    golds = [("sample", SAMPLE / "gold.jsonl", SAMPLE / "pages")]
    if (BESIDE / "tune.jsonl").exists():
        golds.append(("tune", BESIDE / "tune.jsonl", BESIDE / "tune-pages.jsonl"))
    for name, gold, pages in golds:
        scores, acts = tables_of(read_gold(gold, pages))
        print_scores(name, dict(sorted(scores.items())), {})
        print(confusion(acts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
