"""The network: where its nodes stand, and how it is drawn."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.show.netdrawing import draw_network
from sijill.show.network import MOST_EDGES, MOST_NODES, Edge, lay_out

NODES = st.dictionaries(st.text("ابتثج", min_size=1, max_size=4), st.integers(1, 50), min_size=2, max_size=20)


@st.composite
def graphs(draw):
    nodes = draw(NODES)
    names = sorted(nodes)
    pairs = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names), st.integers(1, 9)), max_size=40))
    edges = {(min(a, b), max(a, b)): weight for a, b, weight in pairs if a != b}
    return nodes, [Edge(a, b, float(weight)) for (a, b), weight in edges.items()]


@settings(max_examples=40, deadline=None)
@given(graphs(), st.integers(0, 99))
def test_a_network_is_the_same_however_it_comes_and_stays_inside(graph, seed):
    nodes, edges = graph
    one = lay_out(nodes, edges)
    shuffled, mixed = list(nodes.items()), list(edges)
    Random(seed).shuffle(shuffled)
    Random(seed).shuffle(mixed)
    assert lay_out(dict(shuffled), mixed) == one
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in one.places)
    joined = {name for edge in one.edges for name in (edge.one, edge.other)}
    assert set(one.nodes) == joined  # a node without an edge is left out


def test_what_is_too_much_is_left_out_and_counted():
    nodes = {f"n{at:03}": float(at + 1) for at in range(100)}
    edges = [Edge(f"n{a:03}", f"n{b:03}", float(a + b)) for a in range(100) for b in range(a + 1, 100)]
    found = lay_out(nodes, edges)
    assert len(found.nodes) <= MOST_NODES
    assert len(found.edges) <= MOST_EDGES
    assert found.nodes[0] == "n099"
    assert found.nodes_left == 100 - len(found.nodes)
    assert found.edges_left > 0


def test_right_to_left_is_the_mirror_and_a_few_nodes_are_drawn_flat():
    nodes = {"ريم": 9.0, "سامي": 4.0, "ليلى": 1.0}
    network = lay_out(nodes, [Edge("ريم", "سامي", 2.0), Edge("ريم", "ليلى", 1.0)])
    left, right = (draw_network(network, network.nodes, rtl=rtl) for rtl in (False, True))
    assert [round(left.width - circle.x, 1) for circle in left.circles] == [circle.x for circle in right.circles]
    assert {circle.name.words.strip("\u2068\u2069") for circle in left.circles if circle.name} == set(nodes)
    many = {f"n{at:02}": 1.0 for at in range(30)}
    full = lay_out(many, [Edge("n00", name, 1.0) for name in many if name != "n00"])
    assert left.height < draw_network(full, full.nodes).height / 2
