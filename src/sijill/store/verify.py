"""The proof that every line of a record leads back to the characters of a preserved page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby, pairwise
from typing import Any

import msgspec
import zstandard
from msgspec import MsgspecError, Struct
from sqlalchemy import Connection, select

from sijill.model.errors import MissingExtraError
from sijill.model.records import Article, Rejection, stable_id
from sijill.pages.page import project
from sijill.store import tables
from sijill.store.corrections import read_corrections
from sijill.store.reading import StoredPage, read_articles, read_pages
from sijill.store.readings import StoredReading, read_reading_texts, read_readings
from sijill.store.record import Record
from sijill.store.signing import is_signed_right

UNREADABLE = (MsgspecError, ValueError, TypeError, KeyError, zstandard.ZstdError)


class Problem(Struct, frozen=True):
    """Something in the record that does not hold: on which page, in which row, and what."""

    page_sha256: str | None
    where: str
    problem: str


class Proof(Struct, frozen=True):
    """What was proved: counts of the things that hold, and every problem.

    `corrections` are those of the record, `signed` those of them whose signature holds; `readings` are earlier readings.
    """

    record: str
    pages: int
    projections: int
    articles: int
    spans: int
    ids: int
    problems: tuple[Problem, ...]
    corrections: int = 0
    signed: int = 0
    readings: int = 0

    @property
    def holds(self) -> bool:
        """Whether everything does."""
        return not self.problems


def verify_record(record: Record, *, watch: Callable[[int], None] = lambda count: None) -> Proof:
    """Recompute every hash, project every page anew, and hold every span of every row against the page text."""
    with record.reading() as connection:
        check = Check(connection)
        check.file()
        for number in connection.execute(select(tables.pages.c.id).order_by(tables.pages.c.sha256)).scalars().all():
            check.page(number)
            watch(1)
        check.signatures()
    return Proof(
        str(record.path), check.pages, check.projections, check.articles, check.spans, check.ids,
        tuple(check.problems), check.corrections, check.signed, check.readings,
    )  # fmt: skip


class Check:
    """One verification under way."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.pages = self.projections = self.articles = self.spans = self.ids = 0
        self.corrections = self.signed = self.readings = 0
        self.problems: list[Problem] = []
        self.seen_ids: set[str] = set()

    def file(self) -> None:
        """The database holds together: pages of the file, and rows that refer to rows."""
        for (message,) in self.connection.exec_driver_sql("PRAGMA quick_check(20)"):
            if message != "ok":
                self.problems.append(Problem(None, "file", str(message)))
        for table, row, parent, _ in self.connection.exec_driver_sql("PRAGMA foreign_key_check"):
            self.problems.append(Problem(None, f"{table} row {row}", f"its row in {parent} is missing"))

    def page(self, number: int) -> None:
        """One page with all its rows."""
        try:
            stored = next(read_pages(self.connection, [number]))
            articles = read_articles(self.connection, page=number)
        except UNREADABLE as error:
            sha256 = self.connection.execute(select(tables.pages.c.sha256).where(tables.pages.c.id == number)).scalar()
            self.problems.append(Problem(sha256, "page", f"its rows cannot be read: {error}"))
            return
        before = len(self.problems)
        self.bytes(stored)
        self.projection(stored, has_articles=bool(articles))
        self.pages += len(self.problems) == before
        for article in articles:
            self.article(stored, article)
        self.history(stored)

    def history(self, stored: StoredPage) -> None:
        """What was read of the page before: the hash of its text, every span in it, and intervals that follow one another."""
        try:
            texts = read_reading_texts(self.connection, stored.id)
            readings = read_readings(self.connection, stored.id)
        except UNREADABLE as error:
            self.problems.append(Problem(stored.sha256, "readings", f"they cannot be read: {error!r}"))
            return
        for sha256, (_, text) in texts.items():
            if hashlib.sha256(text.encode()).hexdigest() != sha256:
                self.problems.append(Problem(stored.sha256, "readings", f"a text of theirs is not {sha256}"))
        for one in readings:
            here = f"article {one.ordinal} from {one.recorded_from}"
            if one.article is not None and one.recorded_to is not None:
                text = texts[one.text_sha256 or ""][1]
                before = len(self.problems)
                self.spans += self.prove_spans(stored.sha256, here, one.article, text)
                self.readings += len(self.problems) == before
        for where, problem in find_interval_problems(readings):
            self.problems.append(Problem(stored.sha256, where, problem))

    def bytes(self, stored: StoredPage) -> None:
        """The hashes of bytes and text."""
        for what, got, expected in (
            ("bytes", hashlib.sha256(stored.body).hexdigest(), stored.sha256),
            ("text", hashlib.sha256(stored.text.encode()).hexdigest(), stored.text_sha256),
        ):
            if got != expected:
                self.problems.append(Problem(stored.sha256, what, f"SHA-256 is {got}, not {expected}"))

    def projection(self, stored: StoredPage, *, has_articles: bool) -> None:
        """The text is what the projection makes of the bytes."""
        opened = project(stored.giving.document(stored.body))
        if isinstance(opened, Rejection):
            if has_articles:
                self.problems.append(Problem(stored.sha256, "text", f"the page is refused: {opened.reason}"))
            return
        page = opened[0]
        if page.projection != stored.projection:  # another version: its text stands by its hash alone
            return
        if page.text != stored.text:
            self.problems.append(Problem(stored.sha256, "text", f"{page.projection} gives another text"))
        else:
            self.projections += 1

    def article(self, stored: StoredPage, article: Article) -> None:
        """Every span of the article, its text and its ids."""
        here = f"article {article.ordinal}"
        before = len(self.problems)
        self.spans += self.prove_spans(stored.sha256, here, article, stored.text)
        for where, row_problem in (*self.find_id_problems(article), *find_value_problems(article)):
            self.problems.append(Problem(stored.sha256, f"{here}{where}", row_problem))
        self.articles += len(self.problems) == before

    def prove_spans(self, page_sha256: str, here: str, article: Article, text: str) -> int:
        """Every span of an article against a page text; gives how many hold."""
        proved = 0
        for where, span in find_spans(article):
            problem = span_problem(span, text)
            if problem:
                self.problems.append(Problem(page_sha256, f"{here}{where}", problem))
            proved += problem is None
        for start, end in article.body:
            if not 0 <= start < end <= len(text):
                self.problems.append(Problem(page_sha256, f"{here}.body", f"[{start}, {end}) is not inside the page"))
        return proved

    def signatures(self) -> None:
        """The signatures of corrections; an unsigned one has nothing to prove."""
        for one in read_corrections(self.connection):
            self.corrections += 1
            if one.signature is None:
                continue
            try:
                problem = None if is_signed_right(one) else "its signature is not one over what it says"
            except MissingExtraError as error:
                problem = f"its signature cannot be checked: {error.message}"
            self.signed += problem is None
            if problem:
                self.problems.append(Problem(one.target.page_sha256, f"correction {one.id} by {one.who}", problem))

    def find_id_problems(self, article: Article) -> Iterator[tuple[str, str]]:
        """Ids that are not made of page, kind and span, that stand for two rows, or that lead nowhere."""
        page = article.page_sha256
        named: list[tuple[str, str, list[str]]] = [
            (
                f".statements[{n}].id",
                row.id,
                [  # its content; with the cue where two reports share a content; its cue alone
                    stable_id(page, "statement", row.content.start, row.content.end),
                    stable_id(page, f"statement:{row.cue.start}", row.content.start, row.content.end),
                    stable_id(page, "statement", row.cue.start, row.cue.end),
                ],
            )
            for n, row in enumerate(article.statements)
        ]
        named += [
            (f".events[{n}].id", row.id, [stable_id(page, "event", row.trigger.start, row.trigger.end)])
            for n, row in enumerate(article.events)
        ]
        for where, found, expected in named:
            if found not in expected:
                yield where, f"{found} is not the id of its span"
            if found in self.seen_ids:
                yield where, f"{found} stands for two rows"
            self.seen_ids.add(found)
            self.ids += 1
        statements = {row.id for row in article.statements}
        for n, event in enumerate(article.events):
            if event.said_in is not None and event.said_in not in statements:
                yield f".events[{n}].said_in", f"{event.said_in} is no statement of the article"


def find_interval_problems(readings: Sequence[StoredReading]) -> Iterator[tuple[str, str]]:
    """Recorded times of an article that overlap, leave a gap, or of which not exactly the last is open."""
    for ordinal, found in groupby(readings, key=lambda one: one.ordinal):
        where, following = f"article {ordinal}", list(found)
        for one, after in pairwise(following):
            if one.recorded_to != after.recorded_from or one.recorded_from >= after.recorded_from:
                yield where, f"from {one.recorded_from} to {one.recorded_to} is not followed by {after.recorded_from}"
        if following[-1].recorded_to is not None:
            yield where, f"nothing is said of it from {following[-1].recorded_to} on"


def find_value_problems(article: Article) -> Iterator[tuple[str, str]]:
    """Values that no reading can give: of another type, outside the vocabulary, or a day that is none."""
    plain = msgspec.to_builtins(article)
    try:
        msgspec.convert(plain, Article)
    except msgspec.ValidationError as error:
        yield "", str(error)
    for where, day in find_days(plain):
        try:
            exists = date.fromisoformat(day).isoformat() == day
        except (ValueError, TypeError):
            exists = False
        if not exists:
            yield where, f"'{day}' is no day"


def find_days(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Every day that bounds something, and the day of publication, with the way to it."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if inside is not None and (name in ("earliest", "latest") or (where, name) == (".published", "value")):
                yield f"{where}.{name}", inside[:10] if name == "value" else inside
            else:
                yield from find_days(inside, f"{where}.{name}")
    elif isinstance(value, list | tuple):
        for n, inside in enumerate(value):
            yield from find_days(inside, f"{where}[{n}]")


def find_spans(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Every record with a start and an end inside a record, with the way to it."""
    if isinstance(value, Struct):
        fields = value.__struct_fields__
        if has_span(type(value)) and value.start is not None:  # type: ignore[attr-defined]
            yield where, value
        for name in fields:
            inside = getattr(value, name)
            if isinstance(inside, Struct | tuple):
                yield from find_spans(inside, f"{where}.{name}")
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            if isinstance(item, Struct):
                yield from find_spans(item, f"{where}[{n}]")


@cache
def has_span(record: type[Struct]) -> bool:
    """Whether records of this type have a start and an end."""
    return {"start", "end"} <= set(record.__struct_fields__)


def span_problem(span: Any, text: str) -> str | None:
    """What is wrong with a span, or None: it lies outside the page, or other words stand there."""
    start, end = span.start, span.end
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)):
        return f"[{start}, {end}) is not inside the page"
    words = getattr(span, "text", None)
    if words is not None and text[start:end] != words:
        return f"[{start}, {end}) reads '{text[start:end]}', not '{words}'"
    return None
