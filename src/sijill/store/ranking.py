"""The articles that answer a question, in order: by their words and by what they mean, two rankings fused.

Meaning adds where a question is plain words: a phrase, OR and NOT say exactly what is wanted.  What has all the words stays,
wherever meaning puts it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from sijill.annotate.meaning import embed_question
from sijill.model.search import Why
from sijill.store.meanings import Meanings, Near
from sijill.store.searchindex import Found, find_articles, find_verbatim
from sijill.text.query import Query

__all__ = ["FLOORS", "GAP", "MOST", "NEAR", "WITH_WORDS", "Ranked", "floor_of", "rank_articles"]

_ARABIC = re.compile("[\u0621-\u064a]")
MOST = 5_000  # articles ranked for one question
VERBATIM = 4  # words of a question that may be a copied headline or sentence
NEAR = 200  # of each ranking, that are fused beside those with all the words

# Words and meaning count alike: title to article MRR .936, .938, .932 at .4, .5, .6 (evals/search/retrieval, 2026-11); reciprocal
# ranks, which know no distances, gave .922 at best.
WORDS_SHARE = 0.5
# Under these meaning adds nothing, by the letters of the question: of 2,000 articles the twentieth for a question is at .81 in
# English and .83 in Arabic, and was seldom to the point any more (60 questions of evals/search, 2026-11).
FLOORS = {"ar": 0.84, "other": 0.80}
WITH_WORDS = 0.80  # with words worth half of what the best article has; .82 lost .004 of recall of titles, .84 .03
GAP = 0.05  # behind the nearest: what is farther off is there for the number's sake


class Ranked(Struct, frozen=True):
    """An article that answers, how well (higher is better), and whether by all the words or by meaning."""

    article: int
    score: float
    why: Why


def rank_articles(
    connection: Connection, query: Query, meanings: Meanings, *, among: Collection[int] | None = None
) -> list[Ranked]:
    """The articles with the words of the question and those near it in meaning, the best first; of those `among` alone.

    Those in which a question of several words stands as it is come before all others.
    """
    ranked = _rank(connection, query, meanings, among)
    if not query.is_plain or len(query.words) < VERBATIM:
        return ranked
    verbatim = find_verbatim(connection, query.words, among=among)
    first = [Ranked(one.article, one.score + 1, "words") for one in ranked if one.article in verbatim]
    return [*first, *(one for one in ranked if one.article not in verbatim)]


def _rank(connection: Connection, query: Query, meanings: Meanings, among: Collection[int] | None) -> list[Ranked]:
    exact = find_articles(connection, query, most=MOST, among=among)
    near: list[Near] = []
    if query.is_plain and meanings.has_any(connection):
        vector = embed_question(" ".join(query.words))
        near = [] if vector is None else meanings.nearest(connection, vector, most=NEAR, among=among)
    if not near:
        return [Ranked(found.article, found.score, "words") for found in exact]
    some = exact
    if len(query.clauses) > 1:
        some = find_articles(connection, query, most=NEAR, any_word=True, among=among)
    return fuse(exact, some, near, floor=floor_of(query))


def floor_of(query: Query) -> float:
    """How near in meaning an article without the words must be at least."""
    return FLOORS["ar" if _ARABIC.search(" ".join(query.words)) else "other"]


def fuse(exact: Sequence[Found], some: Sequence[Found], near: Sequence[Near], *, floor: float) -> list[Ranked]:
    """One ranking: those with all the words (`exact`), then those near in meaning that have `some` of them or none.

    Within each the score is the mean of how good the words are and how near the meaning, each from 0 to 1 at the best.
    """
    words = {one.article: one.score for one in (*some, *exact)}
    best = max(words.values(), default=1.0) or 1.0
    worth = {article: score / best for article, score in words.items()}
    nearest, farthest = near[0].likeness, near[-1].likeness
    span = (nearest - farthest) or 1.0
    likeness = {one.article: one.likeness for one in near}
    nearness = {article: (one - farthest) / span for article, one in likeness.items()}
    whole = {one.article for one in exact}

    def is_answer(article: int) -> bool:
        least = WITH_WORDS if worth.get(article, 0.0) >= 0.5 else floor
        return likeness[article] >= max(least, nearest - GAP)

    def rank(article: int) -> Ranked:
        both = WORDS_SHARE * worth.get(article, 0.0) + (1 - WORDS_SHARE) * nearness.get(article, 0.0)
        if article in whole:
            return Ranked(article, 1 + both, "words")
        return Ranked(article, both, "meaning")

    chosen = [*whole, *(article for article in likeness if article not in whole and is_answer(article))]
    return sorted(map(rank, chosen), key=lambda one: (one.why != "words", -one.score, one.article))
