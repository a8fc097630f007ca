"""The articles of a record as a view reads them: out of its rows, or, of a large one whose file is as it was, out of the cache.

Of 22,376 articles the rows took 27 and 43 s and the cache 8 s (two cores that others used too, 2026-11).  Any write to the
file, by whatever program, changes its size or time and makes what is kept of the rows void.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, select

from sijill.model.corrections import Correction
from sijill.model.records import Article
from sijill.run.cache import Cache, code_fingerprint
from sijill.store import tables
from sijill.store.filestate import state_seen
from sijill.store.reading import read_articles

__all__ = ["LEAST", "ReadArticles", "fingerprint_of", "read_all"]

LEAST = 200  # articles; with fewer everything takes a few seconds at most


class ReadArticles(Struct):
    """All articles of a record with all that was read in them, and the hash of it; None where nothing is to be kept."""

    articles: list[Article]
    digest: bytes | None


def read_all(connection: Connection, record: Path) -> ReadArticles:
    """The articles in the order of their pages' hashes."""
    state = state_seen(connection)  # of before anything was read: what was written since belongs to the next one
    count = connection.execute(select(func.count()).select_from(tables.articles)).scalar_one()
    cache = Cache(record, None, "articles")
    if count < LEAST or not cache.is_on or state is None:
        return ReadArticles(read_articles(connection), None)

    fingerprint = hashlib.sha256(code_fingerprint() + state.encode()).digest()
    articles = cache.get(
        "articles", fingerprint, list[Article], lambda: read_articles(connection), of=lambda made: made
    )
    return ReadArticles(
        articles, cache.get("digest", fingerprint, bytes, lambda: _hash_all(articles), of=lambda _: articles)
    )


def _hash_all(articles: Sequence[Article]) -> bytes:
    digest, encoder = hashlib.sha256(), msgspec.msgpack.Encoder()
    for article in articles:
        digest.update(encoder.encode(article))
    return digest.digest()


def fingerprint_of(digest: bytes | None, corrections: Sequence[Correction], as_of: str | None) -> bytes | None:
    """Of everything that a view and what follows from it rest on, our own code with it."""
    if digest is None:
        return None
    rest = msgspec.msgpack.encode((as_of, list(corrections)))
    return hashlib.sha256(code_fingerprint() + digest + rest).digest()
