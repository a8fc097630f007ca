"""`python -m evals stories`: which mentions of events in short invented articles tell one happening.

Written for this eval with the rules known: it says that what was built works; `evals.linking.events` says how well it does on
news.  A mention is a word by its place among its like in the article; one that the finder does not see stands alone.
"""

from __future__ import annotations

import json
from collections.abc import Hashable
from pathlib import Path

from evals.gold import span_of
from evals.linking.clusters import tally_pairs
from evals.measure import Scores
from sijill.link.events import link_events
from sijill.model.records import Article, Event, Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.run.stages import annotate

HERE = Path(__file__).parent
PARTS = ((HERE / "gold.jsonl", HERE / "floors.json"),)


def score_authored(gold: Path) -> tuple[Scores, Scores]:
    """Tallies, one a pair of mentions: the linker's, and those of "one type and day are one event"."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    articles = [_read(row) for row in rows]
    linked = {event: number for number, one in enumerate(link_events(articles)) for event in one.mentions}
    happenings: list[str] = []
    ours: list[Hashable] = []
    naive: list[Hashable] = []
    for row, article in zip(rows, articles, strict=True):
        for mention in row["mentions"]:
            span = span_of(row["text"], mention["text"], mention["n"])
            if span is None:
                raise ValueError(f"{row['id']}: no '{mention['text']}' ({mention['n']})")
            event = _event_at(article, *span)
            happenings.append(mention["happening"])
            ours.append(linked[event.id] if event else (row["id"], span))
            day = (event.when.value if event and event.when else None) or article.published.day or ""
            naive.append((event.type, day[:10]) if event else (row["id"], span))
    return {"stories: pairs": tally_pairs(happenings, ours)}, {"stories: pairs": tally_pairs(happenings, naive)}


def _read(row: dict[str, str]) -> Article:
    page = Document(row["id"], row["text"].encode(), "text", None, row["published"], row["outlet"])
    opened = open_page(page)
    if isinstance(opened, Rejection):
        raise ValueError(f"{row['id']}: {opened.reason}")
    return annotate(opened[0].text, opened[1][0])


def _event_at(article: Article, start: int, end: int) -> Event | None:
    """The event whose word shares characters with the span."""
    found = (event for event in article.events if event.trigger.start < end and start < event.trigger.end)
    return next(found, None)
