"""Where the nodes of a network stand: the heaviest nodes and the strongest edges, laid out in the unit square.

The layout is stress majorisation (Gansner, Koren, North: "Graph Drawing by Stress Majorization", GD 2004): the distance of
two nodes in the drawing comes close to their distance in the graph.  It begins from a spiral in the order of weight, so
the same network gives the same picture, whatever the order in which it comes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

__all__ = ["MOST_EDGES", "MOST_NODES", "Edge", "Network", "lay_out", "place_nodes"]

MOST_NODES, MOST_EDGES = 60, 200
STRONGEST = 3  # edges of a node that are drawn: those of the strongest of either end
STEPS = 250  # of the majorisation; 60 nodes stand still before
EVEN = 0.4  # of the way to even distances on each axis: what is crowded opens
APART = 0.075  # so far from one another two nodes stand where there is room

Floats = NDArray[np.float64]


class Edge(Struct, frozen=True):
    """What joins two nodes; in a network with arrows it leads from `one` to `other`."""

    one: str
    other: str
    weight: float


class Network(Struct, frozen=True):
    """Nodes, heaviest first, with their places in the unit square; edges, strongest first; and how many were left out."""

    nodes: list[str]
    weights: list[float]
    places: list[tuple[float, float]]
    edges: list[Edge]
    nodes_left: int
    edges_left: int
    centre: str | None = None


def lay_out(
    nodes: Mapping[str, float],
    edges: Iterable[Edge],
    *,
    most: int = MOST_NODES,
    strongest: int = STRONGEST,
    centre: str | None = None,
) -> Network:
    """The network of the `most` heaviest nodes; an edge is drawn where it is among the `strongest` of either end.

    A node without an edge is left out.  Of a network around a `centre` that node and all its edges are drawn.
    """
    ranked = sorted(nodes, key=lambda one: (one != centre, -nodes[one], one))[: min(most, MOST_NODES)]
    kept = frozenset(ranked)
    given = sorted(edges, key=lambda edge: (-edge.weight, edge.one, edge.other))
    inner = [edge for edge in given if edge.one in kept and edge.other in kept and edge.one != edge.other]
    drawn = _backbone(inner, strongest, centre)
    joined = {end for edge in drawn for end in (edge.one, edge.other)}
    shown = [one for one in ranked if one in joined]
    places = place_nodes({one: nodes[one] for one in shown}, drawn)
    return Network(
        shown, [nodes[one] for one in shown], [places[one] for one in shown], drawn,
        len(nodes) - len(shown), len(given) - len(drawn), centre if centre in joined else None,
    )  # fmt: skip


def _backbone(edges: Sequence[Edge], strongest: int, centre: str | None) -> list[Edge]:
    """The edges, given strongest first, that are among the strongest of one of their ends."""
    rank: dict[str, int] = defaultdict(int)
    kept = []
    for edge in edges:
        is_middle = centre in (edge.one, edge.other)
        if is_middle or min(rank[edge.one], rank[edge.other]) < strongest:
            kept.append(edge)
        if not is_middle:
            rank[edge.one] += 1
            rank[edge.other] += 1
    return kept[:MOST_EDGES]


def place_nodes(nodes: Mapping[str, float], edges: Iterable[Edge]) -> dict[str, tuple[float, float]]:
    """A place in the unit square for each node; the order of what is given makes no difference."""
    order = sorted(nodes, key=lambda one: (-nodes[one], one))
    if len(order) < 2:
        return dict.fromkeys(order, (0.5, 0.5))
    distances = _distances(order, edges)
    found = _turn(_majorise(_spiral(len(order)), distances))
    found = _push_apart(_fill(found))
    return {one: (round(float(x), 4), round(float(y), 4)) for one, (x, y) in zip(order, found, strict=True)}


def _distances(order: Sequence[str], edges: Iterable[Edge]) -> Floats:
    """How far any two are on the shortest way: an edge is from 1, the strongest, to 2 long; parts that do not meet stand off."""
    at = {one: number for number, one in enumerate(order)}
    weights: dict[tuple[int, int], list[float]] = defaultdict(list)
    for edge in edges:
        weights[min(at[edge.one], at[edge.other]), max(at[edge.one], at[edge.other])].append(edge.weight)
    sums = {pair: math.fsum(found) for pair, found in weights.items()}
    steps = sorted(set(sums.values()), reverse=True)
    length = {weight: 1 + number / max(len(steps) - 1, 1) for number, weight in enumerate(steps)}
    far = np.full((len(order), len(order)), np.inf)
    np.fill_diagonal(far, 0.0)
    for (one, other), weight in sums.items():
        far[one, other] = far[other, one] = length[weight]
    for middle in range(len(order)):  # Floyd and Warshall
        np.minimum(far, far[:, middle, None] + far[None, middle, :], out=far)
    reached = far[np.isfinite(far)]
    far[~np.isfinite(far)] = max(float(reached.max()), 1.0) * 0.8 + 1
    return far


def _spiral(count: int) -> Floats:
    """Points as the seeds of a sunflower stand, the first one in the middle."""
    number = np.arange(count, dtype=np.float64)
    angle = number * math.pi * (3 - math.sqrt(5))
    return np.stack([np.sqrt(number) * np.cos(angle), np.sqrt(number) * np.sin(angle)], axis=1)


def _majorise(places: Floats, distances: Floats) -> Floats:
    """The places after each step of the majorisation has lowered the stress, far pairs counting less."""
    count = len(places)
    with np.errstate(divide="ignore"):
        weights = np.where(distances > 0, distances**-2.0, 0.0)
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + 1 / count)
    pull = weights * distances
    for _ in range(STEPS):
        apart = np.linalg.norm(places[:, None] - places[None, :], axis=2)
        ratio = -pull / np.maximum(apart, 1e-9)
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        moved: Floats = inverse @ (ratio @ places)
        if float(np.abs(moved - places).max()) < 1e-6:
            break
        places = moved
    return places


def _turn(places: Floats) -> Floats:
    """The places turned so that they spread most from side to side."""
    x, y = (places - places.mean(axis=0)).T
    angle = 0.5 * math.atan2(2 * float(x @ y), float(x @ x - y @ y))
    cosine, sine = math.cos(angle), math.sin(angle)
    return np.stack([x * cosine + y * sine, y * cosine - x * sine], axis=1)


def _fill(places: Floats) -> Floats:
    """The places stretched over the unit square, and some of the way to even distances on each axis."""
    columns = []
    for values in np.round(places, 6).T:
        low, span = float(values.min()), float(np.ptp(values))
        if span < 1e-3:
            columns.append(np.full(len(values), 0.5))
            continue
        steps = np.unique(values)
        even = np.searchsorted(steps, values) / (len(steps) - 1)
        columns.append((1 - EVEN) * (values - low) / span + EVEN * even)
    return np.stack(columns, axis=1)


def _push_apart(places: Floats) -> Floats:
    """The places with those too near each other moved away, within the square."""
    count = len(places)
    number = np.arange(count, dtype=np.float64)
    aside = np.stack([np.cos(number), np.sin(number)], axis=1)  # where two stand on one spot
    found = places
    for _ in range(60):
        gap = found[:, None] - found[None, :]
        apart = np.linalg.norm(gap, axis=2)
        same = apart < 1e-6
        way = np.where(same[..., None], aside[:, None] - aside[None, :], gap)
        size = np.maximum(np.linalg.norm(way, axis=2), 1e-9)
        lack = np.maximum(APART - apart, 0.0)
        np.fill_diagonal(lack, 0.0)
        if not lack.any():
            break
        found = np.clip(found + 0.35 * (way / size[..., None] * lack[..., None]).sum(axis=1), 0.0, 1.0)
    return found
