"""`python -m evals.search.questions`: 60 questions as people type them, 40 of them in English, over 2,000 Arabic articles.

The questions were written before any was asked.  The first ten articles of every way to search were then judged by one reader,
by headline: what is asked for is the article's matter, or it is not.  Here stand ids alone; the texts belong to the outlets.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from evals.search.news import ANT, make_record, read_news
from evals.search.retrieval import ARTICLES, Search, interval
from sijill.annotate.meaning import embed_question
from sijill.store.meanings import Meanings
from sijill.store.ranking import rank_articles
from sijill.store.searchindex import find_articles
from sijill.text.query import parse_query

QUESTIONS, ANSWERS = (Path(__file__).with_name(name) for name in ("questions.tsv", "answers.tsv"))


def read_rows(path: Path) -> list[list[str]]:
    """The rows of a table, without its comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def make_searches(connection: Connection) -> dict[str, Search]:
    """Every way to search, by name."""
    meanings = Meanings()

    def near(words: str) -> list[int]:
        vector = embed_question(" ".join(parse_query(words).words))
        return [] if vector is None else [one.article for one in meanings.nearest(connection, vector, most=10)]

    return {
        "all the words": lambda q: [one.article for one in find_articles(connection, parse_query(q), most=10)],
        "any of the words": lambda q: [
            one.article for one in find_articles(connection, parse_query(q), most=10, any_word=True)
        ],
        "meaning alone": near,
        "sijill search": lambda q: [one.article for one in rank_articles(connection, parse_query(q), meanings)][:10],
    }


def score(connection: Connection) -> None:
    """Print the table: precision of the first five places, empty ones wrong; of those filled; success among ten."""
    sources: dict[int, str] = dict(
        map(
            tuple,
            connection.exec_driver_sql(
                "SELECT articles.id, pages.source FROM articles JOIN pages ON pages.id = articles.page"
            ),
        )
    )
    answers = {number: set(ids.split()) for number, ids in read_rows(ANSWERS)}
    for language in ("en", "ar"):
        asked = [(number, words) for number, of, words in read_rows(QUESTIONS) if of == language]
        for name, search in make_searches(connection).items():
            right: list[list[bool]] = [
                [sources[found] in answers[number] for found in search(words)] for number, words in asked
            ]
            print(
                f"{language} {name:16} precision@5 {interval([sum(one[:5]) / 5 for one in right])}"
                f"  of those shown {share([hit for one in right for hit in one[:5]])}"
                f"  success@10 {interval([float(any(one)) for one in right])}  of {len(asked)}"
            )


def share(hits: Sequence[bool]) -> str:
    """The share of the hits that are right."""
    return f"{sum(hits)}/{len(hits)}"


def main() -> int:
    """The table, or why there is none."""
    if not ANT.exists():
        print(f"no {ANT}: skipped (SIJILL_ANT names another file)", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        record = make_record(Path(folder) / "news.sijill", read_news(ARTICLES), with_titles=True)
        with record, record.reading() as connection:
            score(connection)
    return 0


if __name__ == "__main__":
    sys.exit(main())
