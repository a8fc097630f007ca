"""Cut Natural Earth's outlines of coasts and borders down to the file that maps are drawn over.

    npm pack world-atlas@2 && tar xzf world-atlas-2.0.2.tgz
    python training/outlines/make.py package/countries-50m.json src/sijill/show/outlines.txt.gz

Natural Earth is in the public domain; the package is its 1:50m countries as TopoJSON.  Kept are the lines alone: each once,
as a coast or a border, thinned to what a map a screen wide can show.  Where most news of the record comes from they
are kept finer.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

Point = tuple[float, float]

NEAR = (-20.0, 5.0, 75.0, 45.0)  # west, south, east, north: the Arab countries and around them
FINE, COARSE = 0.03, 0.15  # degrees a kept line may stray from the true one


def read_arcs(topology: dict) -> list[list[Point]]:
    """The arcs in degrees: TopoJSON keeps them as whole numbers, each point as the step from the one before."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def used_arcs(shapes: object) -> Iterator[int]:
    """The numbers of the arcs of a country, however deep its rings lie; a negative one is walked backwards."""
    if isinstance(shapes, int):
        yield shapes if shapes >= 0 else ~shapes
    elif isinstance(shapes, list):
        for shape in shapes:
            yield from used_arcs(shape)


def thin(points: list[Point], tolerance: float) -> list[Point]:
    """The points without those that lie within the tolerance of the line between their neighbours (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    far, at = 0.0, 0
    for number, (x, y) in enumerate(points[1:-1], 1):
        across = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1))
        distance = across / length if length else ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
        if distance > far:
            far, at = distance, number
    if far <= tolerance:
        return [points[0], points[-1]]
    return thin(points[: at + 1], tolerance)[:-1] + thin(points[at:], tolerance)


def is_near(points: list[Point]) -> bool:
    """Whether a line passes where outlines are kept finer."""
    west, south, east, north = NEAR
    return any(west <= x <= east and south <= y <= north for x, y in points)


def main(source: Path, target: Path) -> None:
    """Write the lines."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    uses = Counter(
        arc
        for country in topology["objects"]["countries"]["geometries"]
        for arc in set(used_arcs(country.get("arcs", [])))
    )
    lines = []
    for number, points in enumerate(read_arcs(topology)):
        kept = thin(points, FINE if is_near(points) else COARSE)
        width = max(abs(x - kept[0][0]) + abs(y - kept[0][1]) for x, y in kept)
        if width < (0.1 if is_near(points) else 0.6):  # an islet
            continue
        kind = "border" if uses[number] > 1 else "coast"
        lines.append(kind + "\t" + " ".join(f"{x:.2f},{y:.2f}" for x, y in kept))
    text = "\n".join(sorted(lines)) + "\n"
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(lines)} lines, {text.count(',')} points, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
