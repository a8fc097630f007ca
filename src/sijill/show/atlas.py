"""A map of places as data for an SVG: outlines, circles as large as what is told of a place, names where they have room."""

from __future__ import annotations

import gzip
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple, cast

from msgspec import Struct

from sijill.model.labels import Label
from sijill.model.places import Spot

__all__ = ["Atlas", "Dot", "draw_map"]

WIDTH = 1000
SHORTEST, TALLEST = 420, 640
CORE, AROUND = 0.75, 1.5  # of all mentions, those nearest to their middle; and so much farther than these
LEAST = 3.0  # degrees from edge to edge
LARGEST = 24.0  # the radius of the place most is told of
NAMED = 28
LETTER, LINE = 8.2, 19  # of a name, about

LineKind = Literal["coast", "border"]
Box = tuple[float, float, float, float]


class Outline(Struct, frozen=True):
    """A coast or border as the path of an SVG."""

    kind: LineKind
    path: str


class NamePlace(Struct, frozen=True):
    """Where a name stands: from its middle, its left end (`start`) or its right one (`end`)."""

    x: float
    y: float
    anchor: Literal["middle", "start", "end"]


class Dot(Struct, frozen=True):
    """A place: `at` is its number among those given; `label` is where its name stands, None where it has no room."""

    at: int
    x: float
    y: float
    r: float
    is_wide: bool
    label: NamePlace | None


class Atlas(Struct, frozen=True):
    """All that is drawn, in units of the drawing; `outside` places lie beyond its edges."""

    width: int
    height: int
    outlines: list[Outline]
    dots: list[Dot]
    outside: int


class _Frame(NamedTuple):
    """The part of the globe that is shown: equirectangular, true to scale on its middle parallel."""

    west: float
    north: float
    scale: float  # units a degree of latitude
    squeeze: float  # degrees of longitude are so much shorter
    height: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point of the globe stands in the drawing."""
        return (longitude - self.west) * self.squeeze * self.scale, (self.north - latitude) * self.scale

    def holds(self, x: float, y: float, margin: float = 0) -> bool:
        """Whether a point of the drawing lies inside its edges."""
        return -margin <= x <= WIDTH + margin and -margin <= y <= self.height + margin


def draw_map(spots: Sequence[tuple[Spot, int, Label]], *, whole: bool = False) -> Atlas | None:
    """The map of spots with their weights and names; None where there is none.  `whole` shows the farthest too."""
    placed = [(at, *one) for at, one in enumerate(spots) if one[0].precision != "wider"]
    if not placed:
        return None
    ranked = sorted(placed, key=lambda one: -one[2])
    frame = _frame(_core(ranked, whole=whole))
    most = ranked[0][2]
    dots: list[Dot] = []
    taken: list[Box] = []
    outside = 0
    circles = []
    for at, spot, weight, name in ranked:
        x, y = frame.place(spot.longitude, spot.latitude)
        if not frame.holds(x, y):
            outside += 1
            continue
        circles.append((at, spot, x, y, max(4.0, LARGEST * math.sqrt(weight / most)), name))
    drawn = [(x - r, y - r, x + r, y + r) for _, _, x, y, r, _ in circles]
    for number, (at, spot, x, y, r, name) in enumerate(circles):
        others = drawn[:number] + drawn[number + 1 :]
        label = _room(x, y, r, name, taken=taken, others=others) if len(taken) < NAMED else None
        dots.append(Dot(at, round(x, 1), round(y, 1), round(r, 1), spot.precision in ("country", "region"), label))
    return Atlas(WIDTH, round(frame.height), _outlines(frame), dots, outside)


def _core(ranked: Sequence[tuple[int, Spot, int, Label]], *, whole: bool) -> list[Spot]:
    """The places that the frame shall hold: those around the middle of the story, unless `whole`.

    The middle is the median of all mentions.  The frame holds CORE of them, and what lies not much farther off.
    """
    spots = [spot for _, spot, _, _ in ranked]
    if whole or len(spots) < 4:
        return spots
    middle_x = _median([(spot.longitude, weight) for _, spot, weight, _ in ranked])
    middle_y = _median([(spot.latitude, weight) for _, spot, weight, _ in ranked])
    by_distance = sorted(
        (
            math.hypot((spot.longitude - middle_x) * math.cos(math.radians(middle_y)), spot.latitude - middle_y),
            at,
            weight,
        )
        for at, (_, spot, weight, _) in enumerate(ranked)
    )
    total, so_far, reach = sum(weight for _, _, weight in by_distance), 0, 0.0
    for distance, _, weight in by_distance:
        so_far, reach = so_far + weight, distance
        if so_far >= CORE * total:
            break
    return [spots[at] for distance, at, _ in by_distance if distance <= max(reach * AROUND, LEAST)]


def _median(values: Sequence[tuple[float, int]]) -> float:
    half, so_far = sum(weight for _, weight in values) / 2, 0
    for value, weight in sorted(values):
        so_far += weight
        if so_far >= half:
            return value
    return 0.0


def _frame(core: Sequence[Spot]) -> _Frame:
    west, east = min(s.longitude for s in core), max(s.longitude for s in core)
    south, north = min(s.latitude for s in core), max(s.latitude for s in core)
    squeeze = math.cos(math.radians(min(60.0, abs((south + north) / 2))))
    wide = max((east - west) * squeeze, LEAST) * 1.25
    tall = max(north - south, LEAST * 0.6) * 1.35
    height = min(TALLEST, max(SHORTEST, WIDTH * tall / wide))
    scale = min(WIDTH / wide, height / tall)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return _Frame(middle_x - WIDTH / 2 / scale / squeeze, middle_y + height / 2 / scale, scale, squeeze, height)


def _room(x: float, y: float, r: float, name: Label, *, taken: list[Box], others: Sequence[Box]) -> NamePlace | None:
    """Above, beneath or beside the circle, where neither another name nor another circle is; else where no name is."""
    length = max(len(name.ar), len(name.en)) * LETTER
    places = [
        (NamePlace(round(x, 1), round(base, 1), "middle"), (x - length / 2, base - LINE + 4, x + length / 2, base + 4))
        for base in (y - r - 6, y + r + 16)
    ]
    side = y + 5
    for left, anchor in ((x + r + 6, "start"), (x - r - 6 - length, "end")):
        at = x + r + 6 if anchor == "start" else x - r - 6
        place = NamePlace(round(at, 1), round(side, 1), cast(Literal["start", "end"], anchor))
        places.append((place, (left, side - LINE + 4, left + length, side + 4)))
    for hindrances in ([*taken, *others], taken):
        for place, box in places:
            if box[0] > 0 and box[2] < WIDTH and not any(_overlap(box, one) for one in hindrances):
                taken.append(box)
                return place
    return None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _outlines(frame: _Frame) -> list[Outline]:
    found = []
    for kind, points in _read_outlines():
        places = [frame.place(*point) for point in points]
        xs, ys = [x for x, _ in places], [y for _, y in places]
        if max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > frame.height:
            continue
        found += [Outline(kind, path) for path in _paths(frame, places)]
    return found


def _paths(frame: _Frame, places: Sequence[tuple[float, float]]) -> list[str]:
    """The stretches of a line that lie near the drawing, without steps too small to see."""
    paths: list[str] = []
    words: list[str] = []
    last: tuple[float, float] | None = None
    for at, (x, y) in enumerate(places):
        near = any(frame.holds(*places[i], margin=80) for i in (at - 1, at, at + 1) if 0 <= i < len(places))
        if not near:
            if len(words) > 1:
                paths.append("M" + "L".join(words))
            words, last = [], None
            continue
        if last is None or abs(x - last[0]) + abs(y - last[1]) > 1.5 or at == len(places) - 1:
            words.append(f"{x:.0f} {y:.0f}")
            last = (x, y)
    if len(words) > 1:
        paths.append("M" + "L".join(words))
    return paths


@lru_cache(maxsize=1)
def _read_outlines() -> list[tuple[LineKind, list[tuple[float, float]]]]:
    packed = resources.files("sijill.show").joinpath("outlines.txt.gz").read_bytes()
    lines: list[tuple[LineKind, list[tuple[float, float]]]] = []
    for line in gzip.decompress(packed).decode().splitlines():
        kind, _, points = line.partition("\t")
        pairs = [tuple(map(float, point.split(","))) for point in points.split(" ")]
        lines.append(("border" if kind == "border" else "coast", [(pair[0], pair[1]) for pair in pairs]))
    return lines
