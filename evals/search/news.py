"""Articles of the ANT corpus as records to search in: those whose titles the encoder's training never saw.

Pages are opened, indexed and given their vectors, and nothing else is read in them: search needs no more, and it is quick.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from sijill.annotate.meaning import embed_article
from sijill.model.graph import article_key
from sijill.model.records import Rejection
from sijill.pages.documents import Document
from sijill.pages.page import open_page
from sijill.store.record import Record
from sijill.store.writing import add_pages, begin_run

ANT = Path(os.environ.get("SIJILL_ANT", Path(__file__).parents[3] / "shared" / "data" / "ant-dev.jsonl.gz"))
_FEWEST_WORDS = 40


class Told(NamedTuple):
    """An article of the corpus."""

    id: str
    title: str
    text: str
    published: str


def read_news(most: int) -> list[Told]:
    """Articles of different titles, in an order that does not depend on the corpus's.

    The tenth of the titles that training left out (`training.encoder.news`), by the same hash.
    """
    chosen: dict[str, dict[str, Any]] = {}
    with gzip.open(ANT, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            held_out = int.from_bytes(_hash(row["title"])[:4], "big") / 2**32 < 0.1
            if held_out and len(row["text"].split()) >= _FEWEST_WORDS:
                chosen.setdefault(row["title"], row)
    by_text = {row["text"].strip(): row for row in chosen.values()}  # one text under two titles has no one answer
    rows = sorted(by_text.values(), key=lambda row: _hash(row["title"]))[:most]
    return [Told(row["id"], row["title"], row["text"], row["published"][:10]) for row in rows]


def _hash(title: str) -> bytes:
    return hashlib.sha256(title.encode()).digest()


def make_record(path: Path, news: list[Told], *, with_titles: bool) -> Record:
    """A record of the articles, the source of each its id; without its title the text alone is the page."""
    with Record.open_to_write(path) as record, record.writing() as connection:
        run = begin_run(connection, fingerprint="eval", stages="[]", program="evals", recorded="2026-11-28")
        for told in news:
            page_text = f"{told.title}\n\n{told.text}" if with_titles else told.text
            document = Document(told.id, page_text.encode(), "text", published=told.published)
            opened = open_page(document)
            if isinstance(opened, Rejection):
                continue
            page, articles = opened
            vectors = {article_key(one): vector for one in articles if (vector := embed_article(one))}
            add_pages(connection, [(document, page, articles)], run=run, recorded="2026-11-28", meanings=vectors)
    return Record.open(path)
