"""Answering a question: the articles whose words and fields fit, best first."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, select

from sijill.ledger.sources import cite
from sijill.ledger.wordindex import WordIndex
from sijill.model.corrections import standing
from sijill.model.errors import UsageError
from sijill.model.graph import Evidence
from sijill.model.reading import Token
from sijill.model.records import Article
from sijill.model.search import SaidHit, SearchHit
from sijill.store import tables
from sijill.store.corrections import read_corrections
from sijill.store.mended import meets, mended_articles
from sijill.store.reading import read_numbered
from sijill.store.searchindex import find_articles, ways_of
from sijill.text.highlights import Ways, find_marks, index_ways
from sijill.text.query import Query
from sijill.text.tokens import split_sentences, tokenize

__all__ = ["Answers", "Names", "answer"]

_MOST = 5_000  # articles ranked for one question
_MARKS = 200  # words shown as found in one article
_SAID = 5
Piece = tuple[int, str, tuple[Token, ...]]  # where on the page it begins, its text and tokens


class Names:
    """The names of a record by their words, read when they are first asked for: for one state of the file."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[WordIndex, list[array[int]]]] = {}

    def find(self, connection: Connection, field: str, values: Iterable[str]) -> set[int]:
        """The articles in which the field has all words of one of the values, however typed."""
        if field not in self._found:
            by_name: dict[str, array[int]] = defaultdict(lambda: array("I"))
            for article, *row in connection.execute(_named(field)):
                for name in filter(None, row):
                    by_name[name].append(article)
            self._found[field] = WordIndex((name,) for name in by_name), list(by_name.values())
        words, articles = self._found[field]
        return {article for value in values for at in words.find(value) for article in articles[at]}


def _named(field: str) -> Select[Any]:
    """Article and names of every row that has the field."""
    statements, entities = tables.found["statements"].c, tables.found["entities"].c
    if field == "outlet":
        return select(tables.articles.c.id, tables.articles.c.outlet_name)
    if field == "speaker":
        return select(statements.article, statements.speaker_name, statements.speaker_text, statements.role_text)
    rows = select(entities.article, entities.name).distinct()
    return rows.where(entities.kind.in_(("LOC", "FAC"))) if field == "place" else rows


class Answers(Struct, frozen=True):
    """The hits asked for, how many there are in all, and words of like spelling where there are none."""

    hits: list[SearchHit]
    total: int


def answer(
    connection: Connection,
    query: Query,
    *,
    limit: int,
    offset: int = 0,
    among: Collection[int] | None = None,
    names: Names | None = None,
) -> Answers:
    """The articles that answer, from the `offset`-th on; `among` are the numbers of those that count (None: all).

    `names` are kept by whoever asks of one state of the record more than once.
    """
    corrections = standing(read_corrections(connection))
    ranked = find_articles(connection, query, most=_MOST)
    scores = {found.article: found.score for found in ranked}
    numbers = list(scores) if query.words else _newest_first(connection)
    mended = mended_articles(connection, corrections)
    for field, allowed in _allowed(connection, query, among, names or Names()):
        fitting = set(allowed)
        if field is not None:
            fitting -= mended.keys()
            fitting |= {number for number, one in mended.items() if meets(one, field, query.fields[field])}
        numbers = [number for number in numbers if number in fitting]
    numbers = [number for number in numbers if number not in mended or mended[number] is not None]
    chosen = numbers[offset : offset + limit]
    articles = read_numbered(connection, chosen, {"statements"}) | {n: one for n, one in mended.items() if one}
    ways = index_ways(
        way for c in query.clauses if not c.negative for words in c.alternatives for way in ways_of(words)
    )
    hits = [_hit(articles[number], ways, scores.get(number, 0.0)) for number in chosen if number in articles]
    return Answers(hits, len(numbers))


def _newest_first(connection: Connection) -> list[int]:
    columns = tables.articles.c
    return list(connection.execute(select(columns.id).order_by(columns.published_value.desc(), columns.id)).scalars())


def _allowed(
    connection: Connection, query: Query, among: Collection[int] | None, names: Names
) -> Iterator[tuple[str | None, Collection[int]]]:
    """For each condition its field and the numbers of the articles that meet it as they were read."""
    if among is not None:
        yield None, among
    statements, events = tables.found["statements"], tables.found["events"]
    for field, values in query.fields.items():
        if field in ("outlet", "speaker", "actor", "place"):
            yield field, names.find(connection, field, values)
        elif field in ("type", "act"):
            table, column = (events, "type") if field == "type" else (statements, "act")
            wanted = [value.upper() if field == "type" else value.lower() for value in values]
            yield field, set(connection.execute(select(table.c.article).where(table.c[column].in_(wanted))).scalars())
        else:
            yield field, _dated(connection, field, values)


def _dated(connection: Connection, field: str, values: tuple[str, ...]) -> set[int]:
    """The articles that may have been published from a day, month or year on, or up to one."""
    columns = tables.articles.c
    day = values[-1]
    if not all(part.isdigit() for part in day.split("-")) or len(day) not in (4, 7, 10):
        raise UsageError(f"'{day}' is no day.", hint=f"write {field}:2023-08-17, {field}:2023-08 or {field}:2023")
    value = columns.published_value
    met = value >= day if field == "after" else value < _just_after(day)
    return set(connection.execute(select(columns.id).where(met)).scalars())


def _just_after(day: str) -> str:
    return day + "~"  # sorts behind every day and minute that begins so


def _hit(article: Article, ways: Ways, score: float) -> SearchHit:
    """The article with the words found in it."""
    pieces = [(place, text, tokenize(text)) for place, text in _pieces(article)]
    marks = [
        _evidence(article, place + start, text[start:end])
        for place, text, tokens in pieces
        for start, end in find_marks(tokens, ways)
    ]
    spans = [(mark.start, mark.end) for mark in marks]
    said = [
        SaidHit(one.speaker.name or one.speaker.text, _evidence(article, one.content.start, one.content.text))
        for one in article.statements
        if any(one.content.start <= start and end <= one.content.end for start, end in spans)
    ]
    return SearchHit(
        cite(article), round(score, 4), _passage(article, pieces, spans), tuple(said[:_SAID]), tuple(marks[:_MARKS])
    )


def _evidence(article: Article, start: int, words: str) -> Evidence:
    return Evidence(article.page_sha256, start, start + len(words), words)


def _pieces(article: Article) -> Iterator[tuple[int, str]]:
    if article.title:
        yield article.title.start, article.title.text
    yield from article.blocks


def _passage(article: Article, pieces: Sequence[Piece], spans: list[tuple[int, int]]) -> Evidence | None:
    """The sentence of the text that holds most different words of the question, else its first one."""
    best: tuple[int, Evidence] | None = None
    for place, text, words in pieces[1:] if article.title else pieces:
        inside = [(start - place, end - place) for start, end in spans if place <= start and end <= place + len(text)]
        if best is not None and not inside:
            continue
        for tokens in split_sentences(words, text):
            first, last = tokens[0].start, tokens[-1].end
            held = {text[start:end] for start, end in inside if first <= start and end <= last}
            if best is None or len(held) > best[0]:
                best = len(held), _evidence(article, place + first, text[first:last])
    return best[1] if best else None
