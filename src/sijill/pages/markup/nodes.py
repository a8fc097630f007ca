"""From characters of an HTML page's text to the nodes of its document tree."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct
from resiliparse.parse.html import HTMLTree

from sijill.pages.markup.html import VOID, Element, Projector

__all__ = ["NodeRange", "map_nodes"]


class NodeRange(Struct, frozen=True):
    """The characters `[start, end)` of the page text that stand in a node, named by its XPath."""

    start: int
    end: int
    node: str


def map_nodes(html: str) -> list[NodeRange]:
    """For every block of the projection, in order, the element of the parsed document that holds it.

    >>> map_nodes("<p>أول</p><div><p>ثان</p></div>")[1].node  # first, second
    '/html[1]/body[1]/div[1]/p[1]'
    """
    document = HTMLTree.parse(html).document
    mapper = _NodeMapper()
    mapper.run(document.html if document is not None else "")
    return [NodeRange(block.start, block.end, node) for block, node in zip(mapper.blocks, mapper.nodes, strict=True)]


class _NodeMapper(Projector):
    """The projector, noting where in the tree each block was gathered."""

    def __init__(self) -> None:
        super().__init__()
        self.path: list[tuple[str, int]] = []
        self.counts: list[Counter[str]] = [Counter()]
        self.nodes: list[str] = []

    def pass_over(self, tag: str) -> None:
        self.counts[-1][tag] += 1

    def enter(self, tag: str, attributes: str, element: Element) -> Element:
        self.counts[-1][tag] += 1
        place = self.counts[-1][tag]
        inside = super().enter(tag, attributes, element)
        if tag not in VOID:
            self.path.append((tag, place))
            self.counts.append(Counter())
        return inside

    def leave(self, tag: str, element: Element) -> Element:
        outside = super().leave(tag, element)
        if self.path and self.path[-1][0] == tag:
            self.path.pop()
            self.counts.pop()
        return outside

    def flush(self, element: Element) -> None:
        before = len(self.blocks)
        super().flush(element)
        node = "".join(f"/{tag}[{place}]" for tag, place in self.path)
        self.nodes += [node] * (len(self.blocks) - before)
