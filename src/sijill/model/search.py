"""What a search gives: articles with the words that answer it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct

from sijill.model.graph import Evidence, Source
from sijill.model.records import labelled

__all__ = ["Facet", "FacetField", "FacetUnit", "FacetValue", "Facets", "SaidHit", "SearchHit", "Why"]

Why = Literal["words", "some-words", "meaning"]
FacetField = Literal["outlet", "actor", "place", "type", "act", "day"]
FacetUnit = Literal["year", "month", "day"]


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


class FacetValue(Struct, frozen=True):
    """A value by which the answers can be narrowed: asking `query` gives `count` answers."""

    value: Annotated[
        str, labelled("القيمة", "Value", "a name as the articles have it, a code, or a year, month or day")
    ]
    count: Annotated[int, labelled("العدد", "Count", "how many articles answer the narrowed question")]
    query: Annotated[str, labelled("السؤال", "Query", "the narrowed question")]
    chosen: Annotated[bool, labelled("مختارة", "Chosen", "whether the question asks for it already")]


class Facet(Struct, frozen=True):
    """How the answers spread over the values of one field: the most frequent, days in their order."""

    field: Annotated[FacetField, labelled("الحقل", "Field", "which field of the question it is")]
    unit: Annotated[
        FacetUnit | None, labelled("الوحدة", "Unit", "of days alone: whether years, months or days are counted")
    ]
    values: Annotated[tuple[FacetValue, ...], labelled("القيم", "Values", "the values with their counts")]


class Facets(Struct, frozen=True):
    """How the answers of a question spread; an article may count under several values, or under none."""

    query: Annotated[str, labelled("السؤال", "Query", "the question")]
    total: Annotated[int, labelled("المجموع", "Total", "how many articles answer it")]
    facets: Annotated[
        tuple[Facet, ...], labelled("التوزيع", "Facets", "field by field; fields without values are left out")
    ]
