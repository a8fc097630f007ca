"""Events: trigger, trigger with type, then modality, day and the main event's type.

Gold holds the events of the title and the first two paragraphs and dated ones, at most eight: a prediction outside that
scope is neither right nor wrong.
"""

from __future__ import annotations

from evals.gold import GoldPage
from evals.measure import Tally, match_spans
from sijill.model.records import Article

FULL = 8


def score(page: GoldPage, found: list[Article]) -> dict[str, Tally]:
    """Triggers are matched by half of their union."""
    golds = page.rows("events")
    events = [event for article in found for event in article.events]
    spans = [(event.trigger.start, event.trigger.end) for event in events]
    matched = match_spans([row["span"] for row in golds], spans)
    hit = {j for _, j in matched}
    lead_ends = [
        gold.get("lead_end", _lead_end(article)) for gold, article in zip(page.golds, page.articles, strict=False)
    ]
    starts = [article.title.start if article.title else 0 for article in page.articles]
    in_lead = [any(start <= span[0] < end for start, end in zip(starts, lead_ends, strict=False)) for span in spans]
    dated = [bool(event.when and event.when.value) for event in events]
    full = any(len(gold.get("events", [])) >= FULL for gold in page.golds)
    judged = sum(j in hit or (not full and (in_lead[j] or dated[j])) for j in range(len(events)))
    pairs = [(golds[i], events[j]) for i, j in matched]
    timed = [(gold, event) for gold, event in pairs if gold.get("when")]
    typed = sum(gold["type"] == event.type for gold, event in pairs)
    mains = [_main_agrees(gold, article) for gold, article in zip(page.golds, found, strict=False)]
    return {
        "events: trigger": Tally(len(pairs), len(golds), judged),
        "events: trigger + type": Tally(typed, len(golds), judged),
        "events: modality": Tally(
            sum(gold["modality"] == event.modality for gold, event in pairs), len(pairs), len(pairs)
        ),
        "events: when": Tally(
            sum(gold["when"] == (event.when and event.when.value) for gold, event in timed), len(timed), len(timed)
        ),
        "events: main type": Tally(sum(mains), len(mains), len(mains)),
    }


def _lead_end(article: Article) -> int:
    return article.body[min(1, len(article.body) - 1)][1] if article.body else 0


def _main_agrees(gold: dict[str, list[dict[str, object]]], article: Article) -> bool:
    wanted = {str(row["type"]) for row in gold.get("events", []) if row.get("main")}
    given = {event.type for event in article.events if event.main}
    return wanted == given
