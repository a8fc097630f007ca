"""`python -m evals.search.retrieval`: is the article found by its title, by a statement and by a sentence out of its middle?

2,000 articles of the ANT corpus without their titles; 500 titles, a statement (its content, as the rules find it) and a sentence
of the middle of as many; none was seen when the encoder was taught.  Beside Sijill: SQLite's own full text, BM25 over Snowball's
stems (`pip install -e '.[rivals]'`), any of our words, all of them, and the encoder alone.  The rivals ask for any of the words:
asking for all finds next to no title.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from evals.search.news import ANT, Told, make_record, read_news
from sijill.annotate.meaning import embed_question
from sijill.annotate.statements import find_statements_by_rules
from sijill.model.records import Rejection
from sijill.pages.documents import Document
from sijill.pages.page import open_page
from sijill.store.meanings import Meanings
from sijill.store.ranking import rank_articles
from sijill.store.searchindex import find_articles
from sijill.text.query import Query, parse_query
from sijill.text.reading import open_reading
from sijill.text.tokens import split_sentences, tokenize

ARTICLES, QUESTIONS, RESAMPLES = 2_000, 500, 1_000
CHOSEN_ON = 500  # the first articles, on which the shares and floors of the ranking were chosen: not asked for here
MOST = 100  # looked at of each ranking
SHORTEST, LONGEST = 8, 25  # words of a sentence
Asked = tuple[str, int]  # the words, and the number of the article they are of
Search = Callable[[str], Sequence[int]]


def title_of(told: Told) -> str | None:
    """What an article is asked for by: its title."""
    return told.title


def middle_of(told: Told) -> str | None:
    """A sentence out of its middle, None where it has no fitting one."""
    fitting = [
        told.text[tokens[0].start : tokens[-1].end]
        for tokens in split_sentences(tokenize(told.text), told.text)
        if SHORTEST <= sum(token.norm[:1].isalnum() for token in tokens) <= LONGEST
    ]
    return fitting[len(fitting) // 2] if len(fitting) >= 3 else None


def statement_of(told: Told) -> str | None:
    """What someone in its middle says, None where nobody says anything of fitting length."""
    opened = open_page(Document(told.id, told.text.encode(), "text", published=told.published))
    if isinstance(opened, Rejection):
        return None
    page, articles = opened
    fitting = [
        statement.content.text
        for article in articles
        for statement in find_statements_by_rules(open_reading(page.text, article))
        if SHORTEST <= len(words_of(statement.content.text)) <= LONGEST
    ]
    return fitting[len(fitting) // 2] if fitting else None


def words_of(text: str) -> list[str]:
    """The bare words: no marks that a question would be read by."""
    return re.findall(r"\w+", text)


def make_searches(connection: Connection) -> dict[str, Search]:
    """Every way to search, by name: words to the numbers of articles, the best first."""
    meanings = Meanings()
    plain, stemmed = "any_word_unicode61", "any_word_snowball"
    texts = dict(map(tuple, connection.exec_driver_sql("SELECT id, text FROM temp.bodies")))

    def asked(words: str) -> Query:
        return parse_query(" ".join(word for word in words_of(words) if not parse_query(word).fields))

    def near(words: str) -> list[int]:
        vector = embed_question(" ".join(words_of(words)))
        return [] if vector is None else [one.article for one in meanings.nearest(connection, vector, most=MOST)]

    searches: dict[str, Search] = {"SQLite full text": _full_text(connection, plain, texts, str)}
    try:
        from snowballstemmer import stemmer
    except ImportError:
        print("no snowballstemmer: pip install -e '.[rivals]'", file=sys.stderr)
    else:
        searches["Snowball stems"] = _full_text(connection, stemmed, texts, stemmer("arabic").stemWord)
    return searches | {
        "our words, all": lambda words: [one.article for one in find_articles(connection, asked(words), most=MOST)],
        "our words, any": lambda words: [
            one.article for one in find_articles(connection, asked(words), most=MOST, any_word=True)
        ],
        "meaning alone": near,
        "sijill search": lambda words: [one.article for one in rank_articles(connection, asked(words), meanings)][
            :MOST
        ],
    }


def _full_text(connection: Connection, name: str, texts: dict[int, str], key: Callable[[str], str]) -> Search:
    """FTS5 with its own BM25 over the keys of the words."""
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.{name} USING fts5(body)")
    rows = [(number, " ".join(key(word) for word in words_of(text))) for number, text in texts.items()]
    connection.exec_driver_sql(f"INSERT INTO temp.{name} (rowid, body) VALUES (?, ?)", rows)

    def search(words: str) -> list[int]:
        match = " OR ".join(f'"{key(word)}"' for word in words_of(words))
        rows = connection.exec_driver_sql(
            f"SELECT rowid FROM temp.{name} WHERE {name} MATCH ? ORDER BY rank LIMIT {MOST}", (match,)
        )
        return [int(row[0]) for row in rows]

    return search


def reciprocal(found: Sequence[int], wanted: int) -> float:
    """One by the rank of what was wanted; 0 where it is not there."""
    return 1 / (list(found).index(wanted) + 1) if wanted in found else 0.0


def interval(values: Sequence[float]) -> str:
    """The mean with its 95 % bootstrap interval."""
    draw = random.Random(0)
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(RESAMPLES))
    low, high = means[int(RESAMPLES * 0.025)], means[int(RESAMPLES * 0.975)]
    return f"{sum(values) / len(values):.3f} [{low:.3f}, {high:.3f}]"


def score(connection: Connection, news: Sequence[Told]) -> None:
    """Print the table."""
    numbers = {source: number for number, source in connection.exec_driver_sql(
        "SELECT articles.id, pages.source FROM articles JOIN pages ON pages.id = articles.page"
    )}  # fmt: skip
    connection.exec_driver_sql("CREATE TEMP TABLE bodies (id INTEGER PRIMARY KEY, text TEXT)")
    rows = [(numbers[told.id], told.text) for told in news if told.id in numbers]
    connection.exec_driver_sql("INSERT INTO temp.bodies VALUES (?, ?)", rows)
    searches = make_searches(connection)
    for name, question_of in (("title", title_of), ("statement", statement_of), ("sentence", middle_of)):
        asked: list[Asked] = [
            (question, numbers[told.id])
            for told in news
            if told.id in numbers and (question := question_of(told)) is not None
        ][CHOSEN_ON : CHOSEN_ON + QUESTIONS]
        ranks = {
            way: [reciprocal(search(question), wanted) for question, wanted in asked]
            for way, search in searches.items()
        }
        for way, values in ranks.items():
            among_ten = [float(value >= 0.1) for value in values]
            print(f"{name:9} {way:17} MRR {interval(values)}  recall@10 {interval(among_ten)}  of {len(values)}")
        single = max((way for way in ranks if way != "sijill search"), key=lambda way: sum(ranks[way]))
        gains = [ours - theirs for ours, theirs in zip(ranks["sijill search"], ranks[single], strict=True)]
        print(f"{name:9} sijill search over {single}: {interval(gains)}")


def main() -> int:
    """The table, or why there is none."""
    if not ANT.exists():
        print(f"no {ANT}: skipped (SIJILL_ANT names another file)", file=sys.stderr)
        return 0
    news = read_news(ARTICLES)
    with tempfile.TemporaryDirectory() as folder:
        record = make_record(Path(folder) / "news.sijill", news, with_titles=False)
        with record, record.reading() as connection:
            score(connection, news)
    return 0


if __name__ == "__main__":
    sys.exit(main())
