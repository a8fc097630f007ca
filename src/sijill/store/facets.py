"""How the answers of a question spread over outlets, actors, places, types, acts and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import pairwise

import numpy as np
from sqlalchemy import Connection, func, select

from sijill.model.records import Article
from sijill.model.search import Facet, FacetField, Facets, FacetUnit, FacetValue
from sijill.store import tables
from sijill.store.answering import Answering, Mask, Numbers
from sijill.store.meanings import Meanings
from sijill.store.narrowing import Names, find_meeting
from sijill.text.query import ask_field, parse_query, read_day, say_field

__all__ = ["count_facets"]

FIELDS: tuple[FacetField, ...] = ("outlet", "actor", "place", "type", "act", "day")
SHOWN = 8
TRIED = 16  # names counted as a question finds them, of which the most frequent are shown
BUCKETS = 12  # days, months or years up to which the finer ones are told
MOST_BUCKETS = 31  # the days of one month
UNITS: tuple[tuple[FacetUnit, int], ...] = (("day", 10), ("month", 7), ("year", 4))


def count_facets(
    connection: Connection,
    typed: str,
    *,
    among: Collection[int] | None = None,
    names: Names | None = None,
    meanings: Meanings | None = None,
) -> Facets:
    """How the answers of what was typed spread, all of them, as `answer` finds them among the articles that count.

    A count is the number of answers of the narrowed question that stands beside it, to the article: names count wherever
    they, or longer names with their words, stand, because `actor:` finds them so; what is near in meaning is looked for
    anew among what is left.  Of the names those are looked at that are the most frequent as they are written.  Of a field
    that the question has already, the values tell what another choice would give, but days divide those asked for.
    Articles whose day is not known are under no day.  UsageError for a day that is none.
    """
    return _Counting(connection, typed, among, names or Names(), meanings or Meanings()).count()


class _Counting:
    """One question, its conditions kept apart."""

    def __init__(
        self, connection: Connection, typed: str, among: Collection[int] | None, names: Names, meanings: Meanings
    ) -> None:
        self.connection, self.typed, self.names = connection, typed, names
        self.query = parse_query(typed)
        self.size = int(connection.execute(select(func.max(tables.articles.c.id))).scalar() or 0) + 1
        self.mended = names.mended(connection)
        self.is_mended = self._mask(self.mended)
        if among is None:
            self.counted = self._mask(connection.execute(select(tables.articles.c.id)).scalars())
        else:
            self.counted = self._mask(among)
        self.counted[[number for number, one in self.mended.items() if one is None]] = False
        self.met = {
            field: self._mask(find_meeting(connection, field, values, names))
            for field, values in self.query.fields.items()
        }
        self.answering = Answering(connection, self.query, meanings)

    def count(self) -> Facets:
        total = len(self.answering.among(self._fitting(())))
        facets = [self._days() if field == "day" else self._facet(field) for field in FIELDS]
        return Facets(self.typed, total, tuple(facet for facet in facets if facet.values))

    def _mask(self, numbers: Iterable[int]) -> Mask:
        mask = np.zeros(self.size, np.bool_)
        mask[np.fromiter(numbers, np.int64)] = True
        return mask

    def _fitting(self, besides: Collection[str]) -> Mask:
        """The articles that count and meet every field besides these."""
        fitting = self.counted.copy()
        for field, met in self.met.items():
            if field not in besides:
                fitting &= met
        return fitting

    def _facet(self, field: FacetField) -> Facet:
        fitting = self._fitting((field,))
        chosen = {say_field(field, value).lower() for value in self.query.fields.get(field, ())}
        values = []
        for value in self._frequent(field, self.answering.among(fitting)):
            count = len(self.answering.among(fitting & self._having(field, value)))
            if count:
                is_chosen = say_field(field, value).lower() in chosen
                values.append(FacetValue(value, count, ask_field(self.typed, field, value), is_chosen))
        values.sort(key=lambda one: (-one.count, one.value))
        return Facet(field, None, tuple(values[:SHOWN]))

    def _frequent(self, field: FacetField, answers: Numbers) -> Iterator[str]:
        """The values that most of the answers have."""
        for value, _ in self._tally(field, answers).most_common(
            TRIED if field in ("outlet", "actor", "place") else None
        ):
            yield value

    def _tally(self, field: FacetField, answers: Numbers) -> Counter[str]:
        """How many of the answers have each value, as it is written."""
        held = self._mask(answers)
        values = self.names.values(self.connection, field)
        counts = np.bincount(values.at[(held & ~self.is_mended)[values.articles]], minlength=len(values.names))
        tally = Counter({values.names[at]: int(counts[at]) for at in np.flatnonzero(counts)})
        for number, one in self.mended.items():
            if one is not None and held[number]:
                tally.update(_values_of(one, field))
        return tally

    def _having(self, field: FacetField, value: str) -> Mask:
        """The articles that a question narrowed by the value has left."""
        if field in ("outlet", "actor", "place"):
            return self._mask(find_meeting(self.connection, field, (value,), self.names))
        return self._with(field, lambda one: one == value)

    def _with(self, field: FacetField, is_meant: Callable[[str], bool]) -> Mask:
        """The articles that have a value which is meant, as they were put right."""
        values = self.names.values(self.connection, field)
        meant = np.array([is_meant(name) for name in values.names], np.bool_)
        mask = np.zeros(self.size, np.bool_)
        mask[values.articles[meant[values.at]]] = True
        for number, one in self.mended.items():
            mask[number] = one is not None and any(map(is_meant, _values_of(one, field)))
        return mask

    def _days(self) -> Facet:
        """The days of the answers, or their months or years, in their order."""
        fitting = self._fitting(())
        days = self._tally("day", self.answering.among(fitting))
        unit, length = _unit_of(days)
        tally: Counter[str] = Counter()
        for day, count in days.items():
            tally[day[:length]] += count
        after, before = self._bound("after"), self._bound("before")
        values = []
        for value, _ in sorted(tally.most_common(MOST_BUCKETS)):
            first = after if after.startswith(value) else value
            last = before if before.startswith(value) else value
            query = ask_field(ask_field(self.typed, "after", first), "before", last)
            within = self._with("day", partial(_is_within, value))
            count = len(self.answering.among(fitting & within))
            values.append(FacetValue(value, count, query, (after, before) == (first, last)))
        return Facet("day", unit, tuple(values))

    def _bound(self, field: str) -> str:
        values = self.query.fields.get(field, ())
        return read_day(field, values[-1]) if values else ""


def _is_within(value: str, day: str) -> bool:
    return day.startswith(value)


def _unit_of(days: Iterable[str]) -> tuple[FacetUnit, int]:
    """The finest unit of which there are not too many, but a coarser one only where there are two of it; and its letters."""
    days = list(days)
    for (unit, length), (_, coarser) in pairwise(UNITS):
        if len({day[:length] for day in days}) <= BUCKETS or len({day[:coarser] for day in days}) < 2:
            return unit, length
    return UNITS[-1]


def _values_of(article: Article, field: FacetField) -> set[str]:
    """What an article that was put right has of a field."""
    if field == "type":
        return {one.type for one in article.events}
    if field == "act":
        return {one.act for one in article.statements}
    if field == "outlet":
        return {article.outlet.name} if article.outlet and article.outlet.name else set()
    if field == "day":
        return {article.published.value[:10]} if article.published.value else set()
    kinds = ("PER", "ORG") if field == "actor" else ("LOC", "FAC")
    return {one.name for one in article.entities if one.kind in kinds and one.name}
