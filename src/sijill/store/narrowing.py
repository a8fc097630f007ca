"""Which articles a question is about, by what its fields say and what people put right: settled before any are ranked."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, func, select

from sijill.ledger.wordindex import WordIndex
from sijill.model.corrections import standing
from sijill.model.records import Article
from sijill.store import tables
from sijill.store.corrections import read_corrections
from sijill.store.mended import meets, mended_articles
from sijill.text.query import Query, read_day

__all__ = ["Names", "find_meeting", "narrow"]


class Values(NamedTuple):
    """Which articles have which values: row for row an article's number and the place of its value in `names`, each pair once."""

    names: list[str]
    articles: NDArray[np.int64]
    at: NDArray[np.int64]


class Names:
    """The names of a record by their words, and what was put right in it: read when first asked for, of one state of the file."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[WordIndex, list[array[int]]]] = {}
        self._values: dict[str, Values] = {}
        self._mended: dict[int, Article | None] | None = None

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

    def values(self, connection: Connection, field: str) -> Values:
        """What every article has of a field, as it was read; of `actor` the people and bodies alone, of `day` its days."""
        if field not in self._values:
            self._values[field] = _read_values(connection, field)
        return self._values[field]

    def mended(self, connection: Connection) -> dict[int, Article | None]:
        """By number the articles of corrected pages as they were put right, None where people hid one."""
        if self._mended is None:
            self._mended = mended_articles(connection, standing(read_corrections(connection)))
        return self._mended


def _named(field: str) -> Select[Any]:
    """Article and names of every row that has the field."""
    statements, entities = tables.found["statements"].c, tables.found["entities"].c
    if field == "outlet":
        return select(tables.articles.c.id, tables.articles.c.outlet_name)
    if field == "speaker":
        return select(statements.article, statements.speaker_name, statements.speaker_text, statements.role_text)
    rows = select(entities.article, entities.name).distinct()
    return rows.where(entities.kind.in_(("LOC", "FAC"))) if field == "place" else rows


def _read_values(connection: Connection, field: str) -> Values:
    statements, entities, events = (tables.found[name].c for name in ("statements", "entities", "events"))
    articles = tables.articles.c
    wanted: Select[Any]
    if field == "actor":
        wanted = select(entities.article, entities.name).where(entities.kind.in_(("PER", "ORG")))
    elif field == "place":
        wanted = select(entities.article, entities.name).where(entities.kind.in_(("LOC", "FAC")))
    elif field == "type":
        wanted = select(events.article, events.type)
    elif field == "act":
        wanted = select(statements.article, statements.act)
    elif field == "outlet":
        wanted = select(articles.id, articles.outlet_name).where(articles.outlet_name.is_not(None))
    else:
        day: Any = func.substr(articles.published_value, 1, 10)
        wanted = select(articles.id, day).where(articles.published_value.is_not(None))
    places: dict[str, int] = {}
    pairs: set[tuple[int, int]] = set()
    rows: Iterable[Any] = connection.execute(wanted)
    for number, value in rows:
        if value:
            pairs.add((number, places.setdefault(value, len(places))))
    table = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    return Values(list(places), table[:, 0].copy(), table[:, 1].copy())


def narrow(connection: Connection, query: Query, among: Collection[int] | None, names: Names) -> set[int] | None:
    """The numbers of the articles that may answer: those `among` that count, meet every field and are not hidden.

    None where all of the record may.  UsageError where a field asks for a day that is none.
    """
    mended = names.mended(connection)
    fitting = None if among is None else set(among)
    for field, values in query.fields.items():
        met = find_meeting(connection, field, values, names)
        fitting = met if fitting is None else fitting & met
    hidden = {number for number, one in mended.items() if one is None}
    if fitting is None and hidden:
        fitting = set(connection.execute(select(tables.articles.c.id)).scalars())
    return None if fitting is None else fitting - hidden


def find_meeting(connection: Connection, field: str, values: tuple[str, ...], names: Names) -> set[int]:
    """The articles that meet one field, as they were put right."""
    mended = names.mended(connection)
    met = _as_read(connection, field, values, names) - mended.keys()
    return met | {number for number, one in mended.items() if meets(one, field, values)}


def _as_read(connection: Connection, field: str, values: tuple[str, ...], names: Names) -> set[int]:
    """The articles that meet a field as they were read."""
    if field in ("outlet", "speaker", "actor", "place"):
        return names.find(connection, field, values)
    if field in ("type", "act"):
        statements, events = tables.found["statements"], tables.found["events"]
        table, column = (events, "type") if field == "type" else (statements, "act")
        wanted = [value.upper() if field == "type" else value.lower() for value in values]
        return set(connection.execute(select(table.c.article).where(table.c[column].in_(wanted))).scalars())
    day, value = read_day(field, values[-1]), tables.articles.c.published_value
    met = value >= day if field == "after" else value < _just_after(day)
    return set(connection.execute(select(tables.articles.c.id).where(met)).scalars())


def _just_after(day: str) -> str:
    return day + "~"  # sorts behind every day and minute that begins so
