"""News of the ANT corpus marked by hand: labels and offsets stand here, the articles stay where they are (`SIJILL_DATA`).

`labels.jsonl` holds an article a line: its id, a hash of the page text (headline, empty line, text), `part` (`train`, or
`held-out`: measured on and never learned from), `early` where its reader had not yet been told how earlier readers differ from
the hand-made gold (they marked fewer events in title and lead, and called more statements opinions), where the second
paragraph ends, and

    events      [[start, end, type, modality, when, main], ...]
    statements  [{"content", "cue", "speaker", "resolved", "role": [start, end] or null, "quote", "act",
                  "chain": [[kind, start, end], ...]}, ...]

with offsets in code points of the page text.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from evals.gold import GoldPage, Row
from sijill.model.records import Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document

__all__ = ["LABELS", "Part", "has_news", "read_news"]

HERE = Path(__file__).parent
LABELS = HERE / "labels.jsonl"
ANT = Path(os.environ.get("SIJILL_DATA", HERE.parents[2] / "shared" / "data")) / "ant-dev.jsonl.gz"

Part = Literal["train", "held-out"]


def has_news() -> bool:
    """True where the corpus is there."""
    return ANT.exists()


def read_news(part: Part) -> list[GoldPage]:
    """The articles of a part with their gold, opened as the product does; ValueError where a text is not the one marked."""
    labels = {row["id"]: row for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())}
    pages = []
    for row in _corpus():
        label = labels.get(row["id"])
        if label is None or label["part"] != part:
            continue
        text = f"{row['title']}\n\n{row['text']}"
        if hashlib.sha256(text.encode()).hexdigest()[:16] != label["sha256"]:
            raise ValueError(f"{row['id']}: not the text that was marked")
        opened = open_page(Document(row["id"], text.encode(), "text", None, row["published"], row["outlet"]))
        if isinstance(opened, Rejection):
            raise ValueError(f"{row['id']}: rejected, {opened.reason}")
        pages.append(GoldPage(*opened, [_gold(text, label)]))
    return pages


def _corpus() -> Iterator[Row]:
    with gzip.open(ANT, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _gold(text: str, label: Row) -> Row:
    return {
        "id": label["id"],
        "lead_end": label["lead_end"],
        "early": label["early"],
        "times": [],
        "entities": [],
        "events": [_event(text, cells) for cells in label["events"]],
        "statements": [_statement(text, row) for row in label["statements"]],
    }


def _event(text: str, cells: Sequence[Any]) -> Row:
    start, end, kind, modality, when, main = cells
    row = {"trigger": text[start:end], "span": (start, end), "trigger_start": start, "type": kind}
    return row | {"modality": modality, "when": when, "main": main}


def _statement(text: str, row: dict[str, Any]) -> Row:
    def words(key: str) -> str | None:
        return text[slice(*row[key])] if row[key] else None

    chain = [{"kind": kind, "text": text[start:end], "start": start} for kind, start, end in row["chain"]]
    return {
        **{key: words(key) for key in ("content", "cue", "speaker", "resolved", "role")},
        "span": tuple(row["content"]),
        "content_start": row["content"][0],
        "cue_start": row["cue"][0] if row["cue"] else None,
        "quote": row["quote"],
        "act": row["act"],
        "chain": chain,
    }
