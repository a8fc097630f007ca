"""Networks of the record: who stands beside whom, the same around one actor, and who carries whose text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sijill.ledger.bonds import Tie
from sijill.model.graph import CopyRow, Thing
from sijill.model.labels import Label
from sijill.show.network import Edge, Network, lay_out
from sijill.show.wording import count_words
from sijill.text.names import name_key
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot

__all__ = ["Web", "web_around", "web_of_actors", "web_of_copies"]

DRAWN = 48  # people and bodies: more names than this have no room on a screen
AROUND = 20  # beside one actor
OUTLETS = 40


class Node(Struct, frozen=True):
    """What a circle stands for; `kind` is its colour."""

    name: Label
    href: str
    kind: str
    articles: int


class Joining(Struct, frozen=True):
    """What a line stands for: the numbers of its nodes, what is counted in words, and where exactly that is."""

    one: int
    other: int
    href: str
    counted: list[Label]
    kind: str = ""


class Web(Struct, frozen=True):
    """A network, and what each of its nodes and edges is."""

    network: Network
    nodes: list[Node]
    joins: list[Joining]

    def names(self, lang: str) -> list[str]:
        """What the nodes are called on Arabic or English screens."""
        return [node.name.ar if lang == "ar" else node.name.en for node in self.nodes]


def web_of_actors(snapshot: Snapshot, links: Links, kind: str | None = None) -> Web | None:
    """Who stands beside whom, of the people and bodies in most articles; None where none do."""
    things = [thing for thing in snapshot.actors if kind in (None, thing.kind)]
    most = [thing.id for thing in things[:DRAWN]]

    def make() -> tuple[Network, list[Tie]]:
        ties = snapshot.bonds.among(most)
        network = lay_out({one: snapshot.things[one].articles for one in most}, _edges(ties), most=DRAWN)
        return replace(network, nodes_left=len(things) - len(network.nodes)), ties

    network, ties = snapshot.memo.get(("network", kind), make)
    return _web(snapshot, network, ties, links)


def web_around(snapshot: Snapshot, thing: Thing, links: Links) -> Web | None:
    """The actor with those who share most with him, and what joins these."""

    def make() -> tuple[Network, list[Tie]]:
        bonds = snapshot.bonds
        others = bonds.around(thing.id)
        drawn = [thing.id, *others[:AROUND]]
        ties = bonds.among(drawn)
        weights = {one: snapshot.things[one].articles for one in drawn}
        network = lay_out(weights, _edges(ties), strongest=1, centre=thing.id)
        return replace(network, nodes_left=len(others) + 1 - len(network.nodes)), ties

    network, ties = snapshot.memo.get(("network around", thing.id), make)
    return _web(snapshot, network, ties, links)


def _edges(ties: Sequence[Tie]) -> list[Edge]:
    return [Edge(tie.one, tie.other, tie.weight) for tie in ties]


def _web(snapshot: Snapshot, network: Network, ties: Sequence[Tie], links: Links) -> Web | None:
    if not network.edges:
        return None
    number = {one: at for at, one in enumerate(network.nodes)}
    counted = {(tie.one, tie.other): tie for tie in ties}
    nodes = [_node(snapshot.things[one], links) for one in network.nodes]
    joins = []
    for edge in network.edges:
        tie = counted[edge.one, edge.other]
        one, other = sorted((number[tie.one], number[tie.other]))
        words = [
            count_words(count, noun)
            for count, noun in ((tie.events, "event"), (tie.statements, "statement"), (tie.articles, "article"))
            if count
        ]
        joins.append(Joining(one, other, links.together(network.nodes[one], network.nodes[other]), words))
    return Web(network, nodes, joins)


def _node(thing: Thing, links: Links) -> Node:
    colour = "public" if thing.kind == "PER" else "accord"
    return Node(Label(thing.name, thing.english or thing.name), links.actor(thing.id), colour, thing.articles)


def web_of_copies(rows: Collection[CopyRow], articles: Counter[str], links: Links) -> Web | None:
    """Who carries whose text, from whose it is to who carries it; `articles` are those of each outlet, by its name's key."""
    if not rows:
        return None
    names: dict[str, str] = {}
    credited = {name_key(row.giver) for row in rows if row.how == "credit"}
    given: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    hows: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        giver, taker = name_key(row.giver), name_key(row.taker)
        names.setdefault(giver, row.giver)
        names.setdefault(taker, row.taker)
        given[giver] += row.articles
        counts[giver, taker] += row.articles
        hows.setdefault((giver, taker), Counter())[row.how] += row.articles
    weights = {key: max(articles[key], given[key], 1) for key in names}
    edges = [Edge(giver, taker, count) for (giver, taker), count in counts.items()]
    network = lay_out(weights, edges, most=OUTLETS)
    number = {one: at for at, one in enumerate(network.nodes)}
    nodes = [
        Node(
            Label(names[key], names[key]),
            links.outlet(names[key]) if articles[key] else links.to("/articles", giver=f'"{names[key]}"'),
            "accord" if key in credited else "public",
            articles[key] or given[key],
        )
        for key in network.nodes
    ]
    joins = [
        Joining(
            number[edge.one], number[edge.other], links.carried(names[edge.other], names[edge.one]),
            [count_words(counts[edge.one, edge.other], "article")],
            max(hows[edge.one, edge.other].items(), key=lambda one: (one[1], one[0]))[0],
        )
        for edge in network.edges
    ]  # fmt: skip
    return Web(network, nodes, joins)
