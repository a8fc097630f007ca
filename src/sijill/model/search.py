"""What a search gives: articles with the words that answer it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct

from sijill.model.graph import Evidence, Source
from sijill.model.records import labelled

__all__ = ["SaidHit", "SearchHit", "Why"]

Why = Literal["words", "some-words", "meaning"]


class SaidHit(Struct, frozen=True):
    """A statement of the article in which words of the question stand."""

    speaker: Annotated[str | None, labelled("المتحدث", "Speaker", "who is reported to have said it")]
    content: Annotated[Evidence, labelled("المضمون", "Content", "what is said")]


class SearchHit(Struct, frozen=True):
    """An article that answers a question, with its best passage and every word found in it."""

    article: Annotated[Source, labelled("المقال", "Article", "the article")]
    score: Annotated[float, labelled("الدرجة", "Score", "higher is better; to be compared within one search alone")]
    why: Annotated[
        Why, labelled("السبب", "Why", "all the words asked for, near in meaning and some of them, or meaning alone")
    ]
    passage: Annotated[Evidence | None, labelled("المقطع", "Passage", "the sentence with most words of the question")]
    statements: Annotated[
        tuple[SaidHit, ...], labelled("التصريحات", "Statements", "statements with words of the question")
    ]
    evidence: Annotated[
        tuple[Evidence, ...], labelled("الدليل", "Evidence", "the words found, in the order of the page")
    ]
