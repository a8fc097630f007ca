"""Which articles answer a question, without ranking them: for a question and whatever narrows it, at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from sijill.annotate.meaning import embed_question
from sijill.store import ranking
from sijill.store.meanings import Meanings
from sijill.store.searchindex import find_articles, find_numbers
from sijill.text.query import Query

__all__ = ["Answering", "Mask", "Numbers"]

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]  # by the number of an article, whether it is meant


class Answering:
    """The articles that `rank_articles` would find among any given ones, by the same rules.

    What narrows a question also changes what else is near in meaning among what is left, so the answers of the whole
    cannot simply be counted.
    """

    def __init__(self, connection: Connection, query: Query, meanings: Meanings) -> None:
        self.has_words = bool(query.words)
        self._whole: Numbers = np.empty(0, np.int64)
        self._near, self._likeness = np.empty(0, np.int64), np.empty(0)
        self._some, self._worth = np.empty(0, np.int64), np.empty(0)
        self._floor = ranking.floor_of(query)
        if not self.has_words:
            return
        whole = find_numbers(connection, query)
        if len(whole) > ranking.MOST:  # then the best are found, and which they are must be known
            whole = [one.article for one in find_articles(connection, query, most=-1)]
        self._whole = np.array(whole, np.int64)
        if query.is_plain and meanings.has_any(connection):
            self._read_near(connection, query, meanings)

    def _read_near(self, connection: Connection, query: Query, meanings: Meanings) -> None:
        """What may answer by meaning, the nearest first, and how much of the question's words every article has."""
        vector = embed_question(" ".join(query.words))
        if vector is None:
            return
        numbers, found = meanings.likenesses(connection, vector)
        likeness = found.astype(np.float64)
        order = np.lexsort((numbers, -likeness))
        order = order[likeness[order] >= min(self._floor, ranking.WITH_WORDS)]
        self._near, self._likeness = numbers[order], likeness[order]
        if len(query.clauses) > 1 and len(order):
            some = find_articles(connection, query, most=-1, any_word=True)
            self._some = np.array([one.article for one in some], np.int64)
            self._worth = np.array([one.score for one in some])

    def among(self, fitting: Mask) -> Numbers:
        """The numbers of those of the `fitting` articles that answer."""
        if not self.has_words:
            return np.flatnonzero(fitting)
        whole = self._whole[fitting[self._whole]][: ranking.MOST]
        at = np.flatnonzero(fitting[self._near])[: ranking.NEAR]
        if not len(at):
            return whole
        near, likeness = self._near[at], self._likeness[at]
        some = np.flatnonzero(fitting[self._some])[: ranking.NEAR]
        worth = self._worth[some]
        with_words = self._some[some][worth >= 0.5 * (worth[0] if len(some) else 0.0)]
        least = np.where(np.isin(near, with_words), ranking.WITH_WORDS, self._floor)
        is_answer = likeness >= np.maximum(least, likeness[0] - ranking.GAP)
        return np.union1d(whole, near[is_answer])
