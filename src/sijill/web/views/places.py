"""Where the story takes place: a map, and every place with its words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sijill.ledger.placequery import lies_in
from sijill.model.graph import PlaceRow
from sijill.model.labels import VALUE_LABELS, Label
from sijill.show.atlas import Atlas, draw_map
from sijill.web.asked import PlacesAsked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.views.paging import Paging, rows_shown

__all__ = ["Chart", "PlaceLine", "PlacesView", "chart_places", "find_places", "name_of_place", "view_places"]

DRAWN = 250
WITHIN = 3


class PlaceLine(Struct, frozen=True):
    """A place in a list."""

    row: PlaceRow
    name: Label
    href: str
    events: str
    inside: str
    within: list[Label]
    precision: Label | None
    candidates: list[Label]


class Chart(Struct, frozen=True):
    """The map, and for each of its dots the place."""

    atlas: Atlas
    places: list[PlaceLine]


class PlacesView(Struct, frozen=True):
    """The page."""

    chart: Chart | None
    lines: list[PlaceLine]
    paging: Paging
    within: Label | None


def find_places(snapshot: Snapshot, asked: PlacesAsked) -> Sequence[PlaceRow]:
    """The places asked for."""
    if not asked.within:
        return snapshot.places
    return [row for row in snapshot.places if row.spot is not None and lies_in(asked.within, row.spot)]


def view_places(snapshot: Snapshot, asked: PlacesAsked, links: Links) -> PlacesView:
    """The page of places asked for."""
    found = find_places(snapshot, asked)
    shown, paging = rows_shown(found, asked)
    return PlacesView(
        chart_places(snapshot, found, links, whole=asked.whole),
        [_line(row, links) for row in shown],
        paging,
        name_of_place(snapshot, asked.within),
    )


def name_of_place(snapshot: Snapshot, identity: str | None) -> Label | None:
    """What the place of that id is called; None where it is no id of a place of the record."""
    spots = (row.spot for row in snapshot.places if row.spot is not None) if identity else ()
    found = next((place for spot in spots for place in (spot, *spot.within) if place.id == identity), None)
    return Label(found.name, found.english or found.name) if found else None


def chart_places(
    snapshot: Snapshot, rows: Sequence[PlaceRow], links: Links, *, whole: bool = False, count: int = DRAWN
) -> Chart | None:
    """The map of the places told of most."""
    drawn = [_line(row, links) for row in rows if row.spot is not None][:count]
    key = ("map", whole, *(line.row.spot.id for line in drawn if line.row.spot))
    spots = [(line.row.spot, line.row.articles, line.name) for line in drawn if line.row.spot]
    atlas = snapshot.memo.get(key, lambda: draw_map(spots, whole=whole))
    return Chart(atlas, drawn) if atlas else None


def _line(row: PlaceRow, links: Links) -> PlaceLine:
    spot = row.spot
    return PlaceLine(
        row,
        Label(_in_arabic(row), spot.english if spot and spot.english else row.name),
        links.link(row.evidence[0]),
        links.to("/timeline", place=spot.id if spot else row.name),
        links.to("/places", within=spot.id) if spot and spot.precision in ("region", "country") else "",
        [Label(place.name, place.english or place.name) for place in spot.within[:WITHIN]] if spot else [],
        VALUE_LABELS["place precision"][spot.precision] if spot else None,
        [Label(place.name, place.english or place.name) for place in row.candidates],
    )


def _in_arabic(row: PlaceRow) -> str:
    """Its Arabic name; of a place of which none is known, the word of the articles."""
    return next((name for name in (row.name, *row.aliases) if not name[:1].isascii()), row.name)
