"""Entities: exact span and kind; overlapping span and kind."""

from __future__ import annotations

from evals.gold import GoldPage
from evals.measure import Tally, match_spans
from sijill.model.records import Article


def score(page: GoldPage, found: list[Article]) -> dict[str, Tally]:
    """Mentions are matched kind by kind."""
    golds = page.rows("entities")
    mentions = [mention for article in found for mention in article.entities]
    hits = {1.0: 0, 0.5: 0}
    for kind in ("PER", "ORG", "LOC", "FAC"):
        gold_spans = [row["span"] for row in golds if row["kind"] == kind]
        spans = [(mention.start, mention.end) for mention in mentions if mention.kind == kind]
        for share in hits:
            hits[share] += len(match_spans(gold_spans, spans, share))
    return {
        "entities: strict": Tally(hits[1.0], len(golds), len(mentions)),
        "entities: overlap": Tally(hits[0.5], len(golds), len(mentions)),
    }
