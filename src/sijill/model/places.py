"""The records of places: where a mention lies, how finely that is known, and what contains it.

A place that the text does not settle has no spot but its candidates and the reason why it is open.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct

from sijill.model.records import labelled

__all__ = ["Located", "PlaceName", "PlacePrecision", "Spot"]

PlacePrecision = Literal["point", "town", "region", "country", "wider"]


class PlaceName(Struct, frozen=True):
    """A place by its name alone: what contains another one, or may be meant."""

    id: Annotated[
        str, labelled("المعرّف", "Id", "`gn` and GeoNames' number, the ISO code of a country, or `sj` for our own")
    ]
    name: Annotated[str, labelled("الاسم", "Name", "its Arabic name")]
    english: Annotated[str, labelled("بالإنكليزية", "English", "its English name")]
    country: Annotated[str, labelled("الدولة", "Country", "ISO code, empty where it lies in several")]


class Spot(PlaceName, frozen=True):
    """Where a place lies, how finely that is known, and what contains it."""

    latitude: Annotated[
        float, labelled("خط العرض", "Latitude", "degrees north; of the middle or the seat where it is wide")
    ]
    longitude: Annotated[float, labelled("خط الطول", "Longitude", "degrees east")]
    precision: Annotated[
        PlacePrecision, labelled("دقة المكان", "Precision", "a spot, a town, a region, a country or wider")
    ]
    within: Annotated[tuple[PlaceName, ...], labelled("ضمن", "Within", "what contains it, the nearest first")]


class Located(Struct, frozen=True):
    """A mention of a place, and the place it stands for."""

    start: Annotated[int, labelled("البداية", "Start", "first code point of the page text")]
    end: Annotated[int, labelled("النهاية", "End", "one past the last code point")]
    text: Annotated[str, labelled("النص", "Words", "the mention")]
    spot: Annotated[Spot | None, labelled("الموضع", "Spot", "the place, null where the text does not settle it")]
    reasons: Annotated[tuple[str, ...], labelled("السبب", "Reasons", "why this one, or why it is open")]
    candidates: Annotated[
        tuple[PlaceName, ...], labelled("الاحتمالات", "Candidates", "the places it may be, where open")
    ]
