"""The laws of the layout: inside the square, whatever order the input comes in, bounded, mirrored only in the drawing."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.show.netdrawing import draw_network
from sijill.show.network import MOST_EDGES, MOST_NODES, Edge, lay_out

NAMES = [f"n{number}" for number in range(90)]
GRAPHS = st.tuples(
    st.dictionaries(st.sampled_from(NAMES), st.integers(1, 50), min_size=2, max_size=90),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(1, 9)), max_size=120),
    st.randoms(use_true_random=False),
)


def network_of(nodes, edges):
    return lay_out(nodes, edges)


def given_edges(nodes, found):
    once = {(min(a, b), max(a, b)): weight for a, b, weight in found if a in nodes and b in nodes and a != b}
    return [Edge(one, other, weight) for (one, other), weight in once.items()]


@settings(max_examples=60, deadline=None)
@given(GRAPHS)
def test_the_order_makes_no_difference_and_all_stands_in_the_square(graph):
    nodes, found, chance = graph
    edges = given_edges(nodes, found)
    network = network_of(nodes, edges)
    items = list(nodes.items())
    chance.shuffle(items)
    chance.shuffle(edges)
    assert network_of(dict(items), edges) == network
    assert len(network.nodes) <= MOST_NODES
    assert len(network.edges) <= MOST_EDGES
    assert network.nodes_left + len(network.nodes) == len(nodes)
    assert network.edges_left + len(network.edges) == len(edges)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in network.places)
    assert len(set(network.places)) == len(network.places), "no two stand on one spot"
    assert {end for edge in network.edges for end in (edge.one, edge.other)} == set(network.nodes)


@settings(max_examples=40, deadline=None)
@given(GRAPHS, st.booleans())
def test_names_stand_on_no_other_name_and_the_mirror_is_in_the_drawing_alone(graph, upright):
    nodes, found, _ = graph
    network = network_of(nodes, given_edges(nodes, found))
    names = [f"مجلس {one}" for one in network.nodes]
    ltr, rtl = (draw_network(network, names, rtl=rtl, upright=upright) for rtl in (False, True))
    for one, other in zip(ltr.circles, rtl.circles, strict=True):
        assert math.isclose(one.x, ltr.width - other.x, abs_tol=0.11)
        assert (one.y, one.r) == (other.y, other.r)
    boxes = []
    for circle in ltr.circles:
        if circle.name:
            length = (len(circle.name.words) - 2) * 0.5 * ltr.letters
            left = circle.name.x - {"middle": length / 2, "start": 0, "end": length}[circle.name.anchor]
            boxes.append((left, circle.name.y - ltr.letters * 0.8, left + length, circle.name.y))
    for at, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[2] <= ltr.width
        for other in boxes[:at]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert ltr.unnamed == sum(circle.name is None for circle in ltr.circles)


def test_of_each_the_strongest_are_drawn_and_the_rest_is_counted():
    star = {"a": 9, "b": 5, "c": 4, "d": 3, "e": 2, "alone": 1}
    edges = [Edge(one, other, 10 - number) for number, (one, other) in enumerate(
        [("a", "b"), ("a", "c"), ("b", "c"), ("a", "d"), ("b", "d"), ("a", "e")])]  # fmt: skip
    network = lay_out(star, edges, strongest=1)
    assert [(edge.one, edge.other) for edge in network.edges] == [("a", "b"), ("a", "c"), ("a", "d"), ("a", "e")]
    assert (network.nodes, network.nodes_left, network.edges_left) == (["a", "b", "c", "d", "e"], 1, 2)
    around = lay_out(star, edges, strongest=1, centre="d")
    assert around.nodes[0] == around.centre == "d"
    assert {("a", "d"), ("b", "d")} <= {(edge.one, edge.other) for edge in around.edges}
