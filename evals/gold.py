"""Hand-made gold: one JSON object a line, an article each, its strings resolved to spans of the page text.

Every string is an exact substring of the page text; where it occurs more than once, `n` (or `speaker_n`, `cue_n`,
`content_n`, `trigger_n`) says which occurrence is meant, counted from 1.  `python -m evals.gold FILE PAGES` checks a file.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sijill.model.records import Article, Page, Rejection
from sijill.pages import open_page, read_documents

Row = dict[str, Any]
BESIDE = Path(os.environ.get("SIJILL_GOLD", Path(__file__).parents[2] / "shared" / "gold"))  # gold beside the project


@dataclass
class GoldPage:
    """One page with its hand-made annotations, pooled over its articles, and the articles as Sijill splits them."""

    page: Page
    articles: tuple[Article, ...]
    golds: list[Row] = field(default_factory=list)

    def rows(self, kind: str) -> list[Row]:
        """The gold rows of one kind (`times`, `entities`, ...) over all articles of the page."""
        return [row for gold in self.golds for row in gold.get(kind, [])]


def span_of(text: str, words: str, occurrence: int = 1) -> tuple[int, int] | None:
    """Where the n-th occurrence of the words stands, or None."""
    at = -1
    for _ in range(occurrence):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return at, at + len(words)


def _resolve(text: str, row: Row, key: str) -> tuple[int, int] | None:
    """Offsets already in the gold stand; else they are counted from the occurrence."""
    words = row.get(key)
    if words is None:
        return None
    started = row.get("start" if key == "text" else f"{key}_start")
    if started is not None:
        return started, started + len(words)
    return span_of(text, words, row.get("n" if key == "text" else f"{key}_n", 1))


KEYS = {"times": ("text",), "entities": ("text",), "statements": ("speaker", "cue", "content"), "events": ("trigger",)}


def resolve_gold(text: str, gold: Row) -> list[str]:
    """Give every row its `span` (that of its last key) and say which strings are not on the page."""
    complaints = []
    if lead_end_text := gold.get("lead_end_text"):  # the last words of the second paragraph
        span = span_of(text, lead_end_text)
        gold["lead_end"] = span[1] if span else len(text)
        complaints += [] if span else [f"{gold['id']}: lead_end_text not on the page"]
    for kind, keys in KEYS.items():
        for row in gold.get(kind, []):
            for key in keys:
                span = _resolve(text, row, key)
                if span is None and row.get(key) is not None:
                    complaints.append(f"{gold['id']} {kind}: {key} not on the page: {row[key]!r}")
                row["span"] = span or (0, 0)
    return complaints


def read_gold(gold_file: Path, pages: Path) -> list[GoldPage]:
    """The pages of a folder (or a `pages.jsonl`) that the gold file speaks of, with their gold.

    Raises ValueError when a string of the gold is not on its page, or a page of the gold is not there.
    """
    golds: dict[str, list[Row]] = defaultdict(list)
    for line in gold_file.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        golds[gold["id"].split("#")[0]].append(gold)  # `03_name.txt#1` is the second article of that page
    read: list[GoldPage] = []
    complaints: list[str] = []
    for document in read_documents([pages]):
        opened = document if isinstance(document, Rejection) else open_page(document)
        if isinstance(opened, Rejection):
            complaints.append(f"{opened.source}: rejected, {opened.reason}")
            continue
        page, articles = opened
        mine = golds.pop(page.source, None) or golds.pop(Path(page.source).name, None)
        if mine:
            for gold in mine:
                complaints += resolve_gold(page.text, gold)
            read.append(GoldPage(page, articles, mine))
    complaints += [f"{name}: no such page" for name in golds]
    if complaints:
        raise ValueError("\n".join(complaints))
    return read


def fingerprint(gold: Path) -> str:
    """Hash of a gold file, or of a folder's: floors hold for these annotations and no others."""
    files = sorted(gold.glob("*.txt")) if gold.is_dir() else [gold]
    return hashlib.sha256(b"".join(file.read_bytes().replace(b"\r\n", b"\n") for file in files)).hexdigest()[:16]


if __name__ == "__main__":
    try:
        pages = read_gold(Path(sys.argv[1]), Path(sys.argv[2]))
        print(f"{len(pages)} pages, {sum(len(page.golds) for page in pages)} articles, every string found")
    except ValueError as trouble:
        print(trouble)
        sys.exit(1)
