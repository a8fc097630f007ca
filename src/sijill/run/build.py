"""Building a record: documents in, rows at rest, and a report of what came of each.

Pages are written in small transactions, each page whole, so a build that is killed goes on where it stopped when it is
started again.  Pages that older stages read are read again from their stored bytes.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

import sijill
from sijill.annotate.listening import installed_encoder
from sijill.annotate.meaning import embed_article
from sijill.model.graph import ArticleKey, article_key
from sijill.model.records import Article, Page, Rejection
from sijill.pages.documents import Document
from sijill.run.engine import Outcome, read_all
from sijill.run.stages import STAGES, check_stages, name_versions
from sijill.run.sweeping import sweep_if_free
from sijill.store.forgetting import read_locks
from sijill.store.given import add_giving
from sijill.store.givings import Giving, giving_of
from sijill.store.meanings import add_meanings, articles_without
from sijill.store.reading import count_rows, read_numbered, read_pages, read_rejections, stale_pages
from sijill.store.record import Record
from sijill.store.rejections import add_rejections
from sijill.store.writing import add_pages, begin_run, page_ids, replace_pages

# A kill loses at most this much reading; a transaction of 64 short pages takes 30 ms.
BATCH_PAGES, BATCH_SECONDS = 64, 1.0

# These say nothing of the page: a busy machine, a lack of memory, a mistake of ours.  What was read before stays.
PASSING = frozenset({"too-slow", "crashed", "failed"})

FORGOTTEN = "the page was taken out of this record and is not to come back"

T = TypeVar("T")
Watch = Callable[[int], None]


class BuildReport(Struct, frozen=True):
    """What a build did, and what the record holds now."""

    record: str
    added: int
    skipped: int
    reread: int
    rejected: tuple[Rejection, ...]
    pages: int
    articles: int


def build_record(
    record: Record,
    documents: Iterable[Document | Rejection],
    *,
    jobs: int | None = None,
    watch: Watch = lambda count: None,
) -> BuildReport:
    """Add the documents that are not there yet, then read again what older stages read.

    `watch` is called with the number of documents dealt with, each time some are.
    """
    check_stages(STAGES)
    sweep_if_free(record)
    build = Build(record, jobs=jobs, watch=watch)
    try:
        build.add(documents)
    finally:  # also after Ctrl-C: what was read is kept
        build.write()
    build.settle()
    build.read_again()
    build.embed_rest()
    return build.report()


class Build:
    """One build under way."""

    def __init__(self, record: Record, *, jobs: int | None, watch: Watch) -> None:
        self.record = record
        self.jobs = jobs
        self.watch = watch
        self.versions = name_versions()
        self.fingerprint = " ".join(self.versions)
        self.run: int | None = None
        self.seen: set[str] = set()
        self.unwritten: list[tuple[Document | Rejection, Outcome]] = []
        self.written = time.monotonic()
        self.givings: list[tuple[str, Giving]] = []
        self.added = self.skipped = self.reread = 0
        self.rejected: list[Rejection] = []
        with record.reading() as connection:
            self.known_rejections = set(read_rejections(connection))
            self.locks = read_locks(connection)

    def add(self, documents: Iterable[Document | Rejection]) -> None:
        """Read and write the documents that are not in the record."""
        for document, outcome in read_all(self.skip_known(documents), jobs=self.jobs):
            self.unwritten.append((document, outcome))
            if len(self.unwritten) >= BATCH_PAGES or time.monotonic() - self.written > BATCH_SECONDS:
                self.write()
            self.watch(1)

    def skip_known(self, documents: Iterable[Document | Rejection]) -> Iterator[Document | Rejection]:
        """The documents whose bytes the record does not hold; of the others only the giving is noted."""
        for document in documents:
            if isinstance(document, Rejection):
                yield document
                continue
            sha256 = document.sha256
            if self.locks.refuse(sha256):  # told, and noted nowhere
                self.rejected.append(Rejection(document.source, None, "forgotten", FORGOTTEN))
                self.watch(1)
                continue
            if sha256 in self.seen or self.is_known(sha256):
                self.givings.append((sha256, giving_of(document)))
                self.watch(1)
            else:
                self.seen.add(sha256)
                yield document

    def is_known(self, sha256: str) -> bool:
        """Whether the record held the page before."""
        with self.record.reading() as connection:
            return sha256 in page_ids(connection, [sha256])

    def write(self) -> None:
        """Put what was read into the record: one transaction."""
        batch, self.unwritten = self.unwritten, []
        self.written = time.monotonic()
        found: list[tuple[Document, Page, tuple[Article, ...]]] = []
        rejections: list[Rejection] = []
        for document, outcome in batch:
            if isinstance(outcome, Rejection):
                rejections.append(outcome)
            elif isinstance(document, Document):
                found.append((document, outcome.page, outcome.articles))
        meanings = meanings_of(outcome for _, outcome in batch)
        fresh = [rejection for rejection in rejections if rejection not in self.known_rejections]
        if found or fresh:
            with self.record.writing() as connection:
                run = self.begin(connection)
                add_pages(connection, found, run=run, recorded=now(), meanings=meanings)
                add_rejections(connection, fresh, run=run)
        self.rejected += rejections
        self.added += len(found)

    def settle(self) -> None:
        """Note the further givings of bytes that are in the record; a copy of a rejected page is rejected as it was."""
        by_hash = {rejection.sha256: rejection for rejection in self.rejected if rejection.sha256}
        with self.record.writing() as connection:
            for sha256, giving in self.givings:
                page = page_ids(connection, [sha256]).get(sha256)
                if page is not None:
                    add_giving(connection, page, giving)
                    self.skipped += 1
                elif sha256 in by_hash:
                    self.unwritten.append((giving.document(b""), replace(by_hash[sha256], source=giving.source)))
        self.write()

    def read_again(self) -> None:
        """Read the pages that older stages read, or that are now given otherwise, from their stored bytes.

        Where reading fails for what is not the page's doing, its rows stay as they are and the next build tries again.
        """
        with self.record.reading() as connection:
            stale = stale_pages(connection, self.fingerprint)
        outcomes = (outcome for _, outcome in read_all(self.stored_documents(stale), jobs=self.jobs))
        for batch in batched(zip(stale, outcomes, strict=True), BATCH_PAGES):
            found: list[tuple[int, Page | None, tuple[Article, ...]]] = [
                (page, None, ()) if isinstance(outcome, Rejection) else (page, outcome.page, outcome.articles)
                for page, outcome in batch
                if not (isinstance(outcome, Rejection) and outcome.code in PASSING)
            ]
            rejections = [outcome for _, outcome in batch if isinstance(outcome, Rejection)]
            with self.record.writing() as connection:
                run = self.begin(connection)
                meanings = meanings_of(outcome for _, outcome in batch)
                replace_pages(connection, found, run=run, recorded=now(), meanings=meanings)
                add_rejections(connection, rejections, run=run)
            self.rejected += rejections
            self.reread += sum(page is not None for _, page, _ in found)

    def embed_rest(self) -> None:
        """Give a vector to the articles that have none: read by an older version, or where there was no encoder."""
        with self.record.reading() as connection:
            missing = articles_without(connection)
        if not missing or installed_encoder() is None:
            return
        for batch in batched(missing, BATCH_PAGES):
            with self.record.reading() as connection:
                articles = read_numbered(connection, batch)
            vectors = {number: embed_article(article) for number, article in articles.items()}
            with self.record.writing() as connection:
                add_meanings(connection, {number: vector for number, vector in vectors.items() if vector})

    def stored_documents(self, numbers: Sequence[int]) -> Iterator[Document]:
        """The documents of pages out of the record, in the order of the numbers, a batch in memory at a time."""
        for batch in batched(numbers, BATCH_PAGES):
            with self.record.reading() as connection:
                stored = list(read_pages(connection, batch))
            yield from (page.giving.document(page.body) for page in stored)

    def begin(self, connection: Connection) -> int:
        """The number of this run, made with its first transaction: a build that changes nothing leaves no trace."""
        if self.run is None:
            stages = msgspec.json.encode(self.versions).decode()
            program = f"sijill/{sijill.__version__}"
            self.run = begin_run(
                connection, fingerprint=self.fingerprint, stages=stages, program=program, recorded=now()
            )
        return self.run

    def report(self) -> BuildReport:
        """What was done, and what the record holds now."""
        with self.record.reading() as connection:
            counts = count_rows(connection)
        return BuildReport(
            str(self.record.path), self.added, self.skipped, self.reread, tuple(self.rejected),
            counts["pages"], counts["articles"],
        )  # fmt: skip


def meanings_of(outcomes: Iterable[Outcome]) -> dict[ArticleKey, bytes]:
    """The vectors of all articles that were read."""
    return {
        article_key(article): vector
        for outcome in outcomes
        if not isinstance(outcome, Rejection)
        for article, vector in zip(outcome.articles, outcome.meanings, strict=False)
    }


def now() -> str:
    """The recording clock, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of at most `size`."""
    stream = iter(things)
    while batch := list(itertools.islice(stream, size)):
        yield batch
