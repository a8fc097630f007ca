"""The index that articles are found by: full text over our own keys, inside the record's own file.

The index holds words as `text.searchkeys` writes them, in an ordinary FTS5 table, so that any SQLite program still opens
the record.  An article leaves the index with its row (a trigger); those that an older version wrote are put in when the
record is led to the present one.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct
from sqlalchemy import Connection, text

from sijill.text.gazetteer import known_names
from sijill.text.lexicon import load_rows
from sijill.text.query import Clause, Query
from sijill.text.searchkeys import search_key, search_keys
from sijill.text.tokens import tokenize

__all__ = [
    "Found",
    "close_words",
    "find_articles",
    "find_numbers",
    "find_verbatim",
    "index_articles",
    "make_index",
    "unindexed_articles",
    "ways_of",
]

_TITLE_WEIGHT = 4.0  # not tuned: a word in a headline counts as four in the text
_MOST_ALIASES, _MOST_WAYS = 12, 16
# What the keys of an Arabic record are written with, but for a word in ten thousand.
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويء0123456789abcdefghijklmnopqrstuvwxyz"
_LONGEST = 40  # letters of a word that others are spelled like


class Found(Struct, frozen=True):
    """An article that answers, and how well (higher is better)."""

    article: int
    score: float


def make_index(connection: Connection) -> None:
    """The empty index beside the tables; nothing where it is there already."""
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 0')"
    )
    connection.exec_driver_sql(
        "CREATE TRIGGER IF NOT EXISTS search_follows AFTER DELETE ON articles "
        "BEGIN DELETE FROM search WHERE rowid = old.id; END"
    )


def index_articles(connection: Connection, articles: Iterable[tuple[int, str, str]]) -> None:
    """Put articles in: number, headline, text."""
    rows = [(number, keys_of(title), keys_of(body)) for number, title, body in articles]
    if rows:
        connection.exec_driver_sql("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", rows)


def unindexed_articles(connection: Connection) -> list[int]:
    """The articles that the index does not hold."""
    rows = connection.exec_driver_sql("SELECT id FROM articles WHERE id NOT IN (SELECT rowid FROM search)")
    return [int(row[0]) for row in rows]


def keys_of(words: str) -> str:
    """The keys of a text, in its order."""
    return " ".join(search_key(token.text) for token in tokenize(words) if token.norm[:1].isalnum())


def match_of(query: Query, *, any_word: bool = False) -> str | None:
    """The question as FTS5 reads it, or one that asks for any of its words; None where it has none that must be there."""
    wanted = [_clause(clause) for clause in query.clauses if not clause.negative]
    unwanted = [_clause(clause) for clause in query.clauses if clause.negative]
    if not wanted:
        return None
    match = (" OR " if any_word else " AND ").join(f"({one})" for one in wanted)
    return f"({match}) NOT ({' OR '.join(unwanted)})" if unwanted else match


def _clause(clause: Clause) -> str:
    return " OR ".join('"' + " ".join(way) + '"' for words in clause.alternatives for way in ways_of(words))


def ways_of(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The keys of a word or phrase in every way it may be written; a known name by its other names too."""
    ways: list[tuple[str, ...]] = [()]
    for word in words:
        ways = [(*way, key) for way in ways for key in _keys_of_word(word)][:_MOST_WAYS]
    return [*ways, *_other_names(ways[0])]


def _keys_of_word(word: str) -> tuple[str, ...]:
    keys = search_keys(word)
    return (*keys, *_spellings().get(keys[0], ()))


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """For the key of every word that is spelled in several ways the keys of the other ways: `كيماوي` and `كيميائي`."""
    found: dict[str, tuple[str, ...]] = {}
    for word, others in load_rows("spellings"):
        keys = tuple(dict.fromkeys(map(search_key, (word, *others.split()))))
        found |= {key: tuple(other for other in keys if other != key) for key in keys}
    return found


def _other_names(keys: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The other names of what these words name: `Iraq` and `داعش` find `العراق` and `تنظيم الدولة`."""
    return _names().get(keys, ())


@cache
def _names() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """For every sure name of a known thing its other names, as keys."""
    found: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for known in known_names():
        forms = [tuple(keys_of(name).split()) for name in known.aliases]
        english = tuple(keys_of(known.english or "").split())
        forms = list(dict.fromkeys(form for form in forms if form))
        for form in [*forms, *([english] if english else [])]:
            others = [one for one in forms if one != form][:_MOST_ALIASES]
            if form not in found and (len(form) > 1 or form == english or form == forms[0]):
                found[form] = tuple(others)
    more = _surnames(found) | _single_names()
    return found | {form: others for form, others in more.items() if form not in found}


def _single_names() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The single words that one person alone is called by, each with the others: `بوتين` and `بوتن`."""
    owners: Counter[tuple[str, ...]] = Counter()
    called: list[list[tuple[str, ...]]] = []
    for known in known_names():
        if known.kind == "PER":
            forms = dict.fromkeys(tuple(keys_of(name).split()) for name in (known.name, *known.aliases))
            called.append([form for form in forms if len(form) == 1])
            owners.update(called[-1])
    return {
        form: tuple(other for other in single if other != form)[:_MOST_ALIASES]
        for single in called
        if len(single) > 1
        for form in single
        if owners[form] == 1
    }


def _surnames(
    names: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]],
) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The last word of people's English names, with the single Arabic words those people are called by: `Putin`."""
    found: defaultdict[tuple[str, ...], dict[tuple[str, ...], None]] = defaultdict(dict)
    for known in known_names():
        english = tuple(keys_of(known.english or "").split())
        if known.kind == "PER" and len(english) > 1 and english in names:
            single = [form for form in names[english] if len(form) == 1]
            found[english[-1:]].update(dict.fromkeys(single))
    return {form: tuple(others)[:_MOST_ALIASES] for form, others in found.items() if others}


def find_articles(
    connection: Connection, query: Query, *, most: int, any_word: bool = False, among: Collection[int] | None = None
) -> list[Found]:
    """The articles with the words of the question, or with any of them, the best first (BM25, headlines weighed).

    Of those with the numbers `among` alone, where it is given: what does not count takes no place among the `most`
    (all where that is negative).
    """
    match = match_of(query, any_word=any_word)
    if match is None:
        return []
    # The + keeps SQLite from asking the index once for each number.
    chosen = "" if among is None else "AND +rowid IN (SELECT value FROM json_each(:among)) "
    given = {} if among is None else {"among": json.dumps(sorted(among))}
    rows = connection.execute(
        text(
            "SELECT rowid, bm25(search, :title, 1.0) AS rank FROM search "
            f"WHERE search MATCH :match {chosen}ORDER BY rank LIMIT :most"
        ),
        {"title": _TITLE_WEIGHT, "match": match, "most": most, **given},
    )
    return [Found(int(row[0]), -float(row[1])) for row in rows]


def find_numbers(connection: Connection, query: Query) -> list[int]:
    """The numbers of all articles with the words of the question, in no order."""
    rows = connection.execute(text("SELECT rowid FROM search WHERE search MATCH :match"), {"match": match_of(query)})
    return list(rows.scalars())


def find_verbatim(connection: Connection, words: Sequence[str], *, among: Collection[int] | None = None) -> set[int]:
    """The articles in which these words stand one after the other, in any form of each."""
    phrase = keys_of(" ".join(words))
    if not phrase:
        return set()
    rows = connection.execute(text("SELECT rowid FROM search WHERE search MATCH :match"), {"match": f'"{phrase}"'})
    found = {int(row[0]) for row in rows}
    return found if among is None else found.intersection(among)


def close_words(connection: Connection, word: str) -> list[str]:
    """Up to three words of the record that are spelled nearly like this one, the commonest first; none if it is there itself.

    One letter too many, too few, another or two changed places (Damerau 1964), each such word asked for by itself; the
    words are given as keys.
    """
    key = search_key(word)
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search, row)"
    )
    if _count_terms(connection, [key]):
        return []
    near = _count_terms(connection, _one_edit(key))
    return sorted(near, key=lambda term: (-near[term], term))[:3]


def _count_terms(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """Those of the terms that the index has, with the number of articles that have each."""
    wanted = text("SELECT term, doc FROM json_each(:terms) CROSS JOIN temp.search_words ON term = value")
    rows = connection.execute(wanted, {"terms": json.dumps(list(terms))})
    return {str(term): int(count) for term, count in rows}


def _one_edit(word: str) -> set[str]:
    """Every word that one edit makes of this one; of a very long one none, for it is no word."""
    if len(word) > _LONGEST:
        return set()
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    fewer = {one + other[1:] for one, other in cuts if other}
    changed = {one + other[1] + other[0] + other[2:] for one, other in cuts if len(other) > 1}
    another = {one + letter + other[1:] for one, other in cuts if other for letter in _LETTERS}
    more = {one + letter + other for one, other in cuts for letter in _LETTERS}
    return (fewer | changed | another | more) - {word, ""}
