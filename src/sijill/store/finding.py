"""Answering a question: the articles whose words, meaning and fields fit, best first."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, func, select

from sijill.ledger.sources import cite
from sijill.model.graph import Evidence
from sijill.model.records import Article
from sijill.model.search import SaidHit, SearchHit, Why
from sijill.store import tables
from sijill.store.meanings import Meanings
from sijill.store.narrowing import Names, narrow
from sijill.store.ranking import Ranked, rank_articles
from sijill.store.reading import read_numbered
from sijill.store.searchindex import ways_of
from sijill.text.highlights import Ways, find_marks, index_ways
from sijill.text.query import Query
from sijill.text.tokens import split_sentences, tokenize

__all__ = ["Answers", "Names", "answer"]

_MARKS = 200  # words shown as found in one article
_SAID = 5
_BATCH = 500  # numbers in one question to the database
Spans = list[tuple[int, int]]  # characters of the page, in order, none in another


class Piece(Struct, frozen=True):
    """The headline or a paragraph: where on the page it begins, its text, and what was found in it."""

    start: int
    text: str
    found: Spans

    def words_at(self, start: int, end: int) -> str:
        """The words at those characters of the page."""
        return self.text[start - self.start : end - self.start]


class Said(NamedTuple):
    """A statement as a hit shows it: who speaks, and the content with its place on the page."""

    speaker: str | None
    start: int
    text: str


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
    meanings: Meanings | None = None,
) -> Answers:
    """The articles that answer, from the `offset`-th on; `among` are the numbers of those that count (None: all).

    `names` and `meanings` are kept by whoever asks of one state of the record more than once.
    """
    names = names or Names()
    fitting = narrow(connection, query, among, names)
    ranked: dict[int, Ranked] = {}
    if query.words:
        found = rank_articles(connection, query, meanings or Meanings(), among=fitting)
        ranked = {one.article: one for one in found}
        numbers = list(ranked)
    else:
        numbers = [number for number in _newest_first(connection) if fitting is None or number in fitting]
    chosen = numbers[offset : offset + limit]
    mended = names.mended(connection)
    as_read = [number for number in chosen if number not in mended]
    articles: dict[int, Article | None] = {number: mended[number] for number in chosen if number in mended}
    articles |= read_numbered(connection, as_read)
    said = _read_said(connection, as_read)
    said |= {number: _said_in(one) for number in chosen if (one := mended.get(number)) is not None}
    ways = index_ways(
        way for c in query.clauses if not c.negative for words in c.alternatives for way in ways_of(words)
    )
    hits = [
        _hit(one, said.get(number, ()), ways, ranked.get(number))
        for number in chosen
        if (one := articles.get(number)) is not None
    ]
    return Answers(hits, len(numbers))


def _read_said(connection: Connection, numbers: Sequence[int]) -> dict[int, Sequence[Said]]:
    """What the articles report to have been said: of each statement what a hit shows, and no more."""
    columns = tables.found["statements"].c
    wanted = select(
        columns.article, func.coalesce(columns.speaker_name, columns.speaker_text), columns.content_start,
        columns.content_text,
    )  # fmt: skip
    found: dict[int, list[Said]] = defaultdict(list)
    for at in range(0, len(numbers), _BATCH):
        rows = wanted.where(columns.article.in_(numbers[at : at + _BATCH])).order_by(columns.article, columns.n)
        for article, speaker, start, text in connection.execute(rows):
            found[article].append(Said(speaker, start, text))
    return dict(found)


def _said_in(article: Article) -> Sequence[Said]:
    return [
        Said(one.speaker.name or one.speaker.text, one.content.start, one.content.text) for one in article.statements
    ]


def _newest_first(connection: Connection) -> list[int]:
    columns = tables.articles.c
    return list(connection.execute(select(columns.id).order_by(columns.published_value.desc(), columns.id)).scalars())


def _hit(article: Article, said: Sequence[Said], ways: Ways, ranked: Ranked | None) -> SearchHit:
    """The article with the words found in it."""
    pieces = [
        Piece(start, text, [(start + first, start + last) for first, last in find_marks(text, ways)])
        for start, text in _texts(article)
    ]
    marks = tuple(
        Evidence(article.page_sha256, start, end, piece.words_at(start, end))
        for piece, (start, end) in islice(((piece, span) for piece in pieces for span in piece.found), _MARKS)
    )
    spans = sorted(chain.from_iterable(piece.found for piece in pieces))
    answering = (SaidHit(one.speaker, _evidence(article, one.start, one.text)) for one in _find_said(said, spans))
    return SearchHit(
        cite(article),
        round(ranked.score, 4) if ranked else 0.0,
        _why(ranked, marks),
        _passage(article, pieces[1:] if article.title else pieces),
        tuple(islice(answering, _SAID)),
        marks,
    )


def _texts(article: Article) -> Iterator[tuple[int, str]]:
    if article.title:
        yield article.title.start, article.title.text
    yield from article.blocks


def _find_said(said: Sequence[Said], spans: Spans) -> Iterator[Said]:
    """The statements in whose content one of the spans stands."""
    for one in said:
        at = bisect_left(spans, (one.start, 0))
        if at < len(spans) and spans[at][1] <= one.start + len(one.text):
            yield one


def _why(ranked: Ranked | None, marks: Sequence[Evidence]) -> Why:
    """What the article answers by; where words of the question stand in it, it is not found by meaning alone."""
    if ranked is None or ranked.why == "words":
        return "words"
    return "some-words" if marks else "meaning"


def _evidence(article: Article, start: int, words: str) -> Evidence:
    return Evidence(article.page_sha256, start, start + len(words), words)


def _passage(article: Article, pieces: Sequence[Piece]) -> Evidence | None:
    """The sentence of the text that holds most different words of the question, else its first one."""
    best: tuple[int, int, str] | None = None
    for piece in pieces:
        if best is not None and len({piece.words_at(*span) for span in piece.found}) <= best[0]:
            continue  # none of its sentences can hold more
        at = 0  # sentences and what was found are both in order: each is looked at once
        for tokens in split_sentences(tokenize(piece.text), piece.text):
            first, last = piece.start + tokens[0].start, piece.start + tokens[-1].end
            held = set()
            while at < len(piece.found) and piece.found[at][1] <= last:
                if piece.found[at][0] >= first:
                    held.add(piece.words_at(*piece.found[at]))
                at += 1
            if best is None or len(held) > best[0]:
                best = len(held), first, piece.words_at(first, last)
    return _evidence(article, best[1], best[2]) if best else None
