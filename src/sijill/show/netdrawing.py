"""A network as data for an SVG: circles, lines or arrows, and names where they have room.

Drawn wide for a desk and upright for a hand; from right to left the same picture is mirrored.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from sijill.show.network import Network

__all__ = ["Circle", "Line", "Name", "Picture", "draw_network"]

Anchor = Literal["middle", "start", "end"]
Point = tuple[float, float]
Box = tuple[float, float, float, float]

LETTER, LINE = 0.56, 1.25  # of a name, in sizes of its letters
LONGEST = 24  # letters of a name
BEND = 0.12  # of its length an arrow is bent aside, so that one back is another
HEAD = 9.0
LOWEST, A_NODE = 0.48, 0.035  # of the height: that of the smallest network, and what each node adds


class Shape(Struct, frozen=True):
    """The units of a drawing: its size, the room around, the radius of the least and the heaviest node, the letters."""

    width: float
    height: float
    beside: float
    above: float
    least: float
    largest: float
    letters: float


WIDE = Shape(1000, 620, 90, 34, 5, 21, 15)
UPRIGHT = Shape(400, 560, 46, 26, 3.5, 14, 11.5)


class Name(Struct, frozen=True):
    """A name and where it stands: from its middle, its left end (`start`) or its right one (`end`)."""

    words: str
    x: float
    y: float
    anchor: Anchor


class Circle(Struct, frozen=True):
    """A node: its number in the network; `name` is None where it has no room."""

    at: int
    x: float
    y: float
    r: float
    name: Name | None


class Line(Struct, frozen=True):
    """An edge: its number in the network, its path, and the head of an arrow as the points of a triangle."""

    at: int
    path: str
    width: float
    head: str


class Picture(Struct, frozen=True):
    """All that is drawn; `unnamed` nodes had no room for a name."""

    width: float
    height: float
    letters: float
    lines: list[Line]
    circles: list[Circle]
    unnamed: int


def draw_network(
    network: Network, names: Sequence[str], *, rtl: bool = False, upright: bool = False, arrows: bool = False
) -> Picture:
    """The picture of a network whose nodes have these names; the heaviest keep theirs where there is no room for all."""
    full = UPRIGHT if upright else WIDE
    shape = replace(full, height=full.height * min(1.0, LOWEST + A_NODE * len(network.nodes)))
    places = [_place(x, y, shape, rtl=rtl, upright=upright) for x, y in network.places]
    most = max(network.weights, default=1) or 1
    sizes = [max(shape.least, shape.largest * math.sqrt(weight / most)) for weight in network.weights]
    lines, heads = _lines(network, places, sizes, shape=shape, arrows=arrows)
    circles = []
    taken: list[Box] = heads
    drawn = [(x - r - 2, y - r - 2, x + r + 2, y + r + 2) for (x, y), r in zip(places, sizes, strict=True)]
    for at, ((x, y), r) in enumerate(zip(places, sizes, strict=True)):
        name = _room(_cut(names[at]), x, y, r, shape=shape, taken=[*taken, *drawn[:at], *drawn[at + 1 :]])
        if name is not None:
            taken.append(_box(name, shape))
        circles.append(Circle(at, round(x, 1), round(y, 1), round(r, 1), name))
    unnamed = sum(one.name is None for one in circles)
    return Picture(shape.width, shape.height, shape.letters, lines, circles, unnamed)


def _lines(
    network: Network, places: Sequence[Point], sizes: Sequence[float], *, shape: Shape, arrows: bool
) -> tuple[list[Line], list[Box]]:
    """The edges, the strongest last and so over the others; and the room that the heads of arrows take."""
    number = {one: at for at, one in enumerate(network.nodes)}
    heaviest = max((edge.weight for edge in network.edges), default=1) or 1
    lines = []
    heads: list[Box] = []
    for at, edge in enumerate(network.edges):
        one, other = number[edge.one], number[edge.other]
        width = round(shape.largest / 21 * (1.2 + 6 * math.sqrt(edge.weight / heaviest)), 1)
        ends = places[one], places[other]
        if not arrows:
            lines.append(Line(at, _straight(*ends), width, ""))
            continue
        path, head = _arrow(*ends, sizes[one], sizes[other], width)
        xs, ys = [x for x, _ in head], [y for _, y in head]
        heads.append((min(xs), min(ys), max(xs), max(ys)))
        lines.append(Line(at, path, width, " ".join(f"{x:.1f},{y:.1f}" for x, y in head)))
    return lines[::-1], heads


def _place(x: float, y: float, shape: Shape, *, rtl: bool, upright: bool) -> Point:
    """A point of the unit square in the drawing; upright its sides are exchanged."""
    if upright:
        x, y = y, x
    across = 1 - x if rtl else x
    return (
        shape.beside + across * (shape.width - 2 * shape.beside),
        shape.above + y * (shape.height - 2 * shape.above),
    )


def _cut(name: str) -> str:
    """The name as far as it is drawn, held together whichever way its letters run."""
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
    return f"\u2068{short}\u2069"


def _room(words: str, x: float, y: float, r: float, *, shape: Shape, taken: Sequence[Box]) -> Name | None:
    """Beside, above or beneath the circle, where neither another name nor a circle is and the drawing does not end."""
    for name in _stands(words, x, y, r, shape):
        box = _box(name, shape)
        inside = box[0] >= 2 and box[2] <= shape.width - 2 and box[1] >= 0 and box[3] <= shape.height
        if inside and not any(_overlap(box, one) for one in taken):
            return name
    return None


def _stands(words: str, x: float, y: float, r: float, shape: Shape) -> Iterator[Name]:
    letters = shape.letters
    middle = round(y + letters / 3, 1)
    yield Name(words, round(x, 1), round(y + r + letters * 1.1, 1), "middle")
    yield Name(words, round(x, 1), round(y - r - letters * 0.5, 1), "middle")
    sides = [(x + r + letters / 2.5, "start"), (x - r - letters / 2.5, "end")]
    for at, anchor in sides if x >= shape.width / 2 else sides[::-1]:
        yield Name(words, round(at, 1), middle, cast(Anchor, anchor))
    for slope in (-1, 1):
        for at, anchor in sides:
            yield Name(words, round(at - (r / 3 if anchor == "start" else -r / 3), 1),
                       round(middle + slope * (r * 0.7 + letters / 2), 1), cast(Anchor, anchor))  # fmt: skip


def _box(name: Name, shape: Shape) -> Box:
    """The room that a name takes."""
    length = (len(name.words) - 2) * LETTER * shape.letters
    left = name.x - {"middle": length / 2, "start": 0, "end": length}[name.anchor]
    return left, name.y - shape.letters * 0.95, left + length, name.y + shape.letters * (LINE - 0.95)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _straight(one: Point, other: Point) -> str:
    return f"M{one[0]:.1f} {one[1]:.1f}L{other[0]:.1f} {other[1]:.1f}"


def _arrow(one: Point, other: Point, r1: float, r2: float, width: float) -> tuple[str, list[Point]]:
    """A bent line from the edge of one circle to that of another, and the corners of its head."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    middle = (one[0] + other[0]) / 2 - dy * BEND, (one[1] + other[1]) / 2 + dx * BEND
    start, tip = _toward(one, middle, r1), _toward(other, middle, r2 + 2)
    neck = _toward(tip, middle, HEAD * 0.6 + width)
    across = (tip[1] - neck[1]) * 0.5, (neck[0] - tip[0]) * 0.5
    head = [tip, (neck[0] + across[0], neck[1] + across[1]), (neck[0] - across[0], neck[1] - across[1])]
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {neck[0]:.1f} {neck[1]:.1f}"
    return path, head


def _toward(one: Point, other: Point, steps: float) -> Point:
    """The point so many units from one toward the other."""
    length = math.dist(one, other) or 1.0
    share = min(steps / length, 1.0)
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
