"""HTML to page text (`html/2`): what a reader sees, a line a block, with what the markup says about each block.

The parser builds the tree as browsers do; its own serialisation, where every element is closed and every attribute quoted,
is then read in one pass, so that no depth of nesting costs a recursion and no page more than its length.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from resiliparse.parse.html import HTMLTree

from sijill.pages.blocks import Block
from sijill.pages.markup.entries import mark_entries
from sijill.pages.markup.hints import STRONG, find_hint

PROJECTION = "html/2"

_TOKEN = re.compile(r'<(/?)([a-zA-Z][^\s/>]*)([^>"]*(?:"[^"]*"[^>"]*)*)>|<!--.*?-->|<![^>]*>|([^<]+|<)', re.S)
_ATTRIBUTE = re.compile(r'([^\s="/]+)="([^"]*)"')
_SPACES = re.compile("[ \t\n\r\f\v\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\u2028\u2029\x85\x1c-\x1f]+")
_UNSEEN = frozenset(
    "head script style template noscript svg iframe object embed select textarea canvas datalist audio video map math"
    " noframes noembed xmp plaintext title dialog".split()
)
_RAW = frozenset("script style iframe noscript noframes noembed xmp plaintext".split())  # serialised without escapes
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen".split()
)
_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol p pre section summary table tbody td tfoot th"
    " thead tr ul button label option hr br".split()
)
_REGIONS = frozenset("div section header footer article main body aside html span time".split())
_ZONES = frozenset("nav aside footer header form figure".split())
_HIDDEN = re.compile(r"\shidden[\s=>]|display:\s*none|visibility:\s*hidden|\shidden$", re.I)
_NO_FRAMES = re.compile(r"<noframes[^>]{0,200}>(.*?)</noframes", re.I | re.S)
_PARAGRAPH_WORDS = 12  # words a block needs to count for where the article stands
_SMALL = 0.25  # a region with more of the page's running text than this is no aside, whatever its name
_MOST_COMMENTS = 0.8  # readers may write more than the paper did
_MAIN = 0.8  # the article stands in the innermost element with this share of the running text


class Element:
    """An open block element: its tag, what it inherits, and how much running text it holds."""

    __slots__ = ("best", "form", "hint", "last", "number", "parent", "tag", "weight", "zone")

    def __init__(self, number: int, tag: str, parent: Element | None, hint: str | None, form: str = "") -> None:
        self.number = number
        self.last = number
        self.tag = tag
        self.parent = parent
        self.zone = tag if tag in _ZONES else None
        self.hint = hint
        self.weight = 0
        self.best: Element | None = None
        self.form = form  # tag and class: what template pieces of one kind share


def project_html(html: str) -> tuple[str, list[Block]]:
    """The page text and its blocks."""
    document = HTMLTree.parse(html).document
    text, blocks = Projector().run(document.html if document is not None else "")
    if not text and (unframed := _NO_FRAMES.search(html)) is not None:  # a page of frames: what it shows without them
        document = HTMLTree.parse(unframed[1]).document
        text, blocks = Projector().run(document.html if document is not None else "")
    return text, blocks


class Projector:
    """One pass over a serialised page: blocks are gathered as elements open and close."""

    def __init__(self) -> None:
        self.elements: list[Element] = [Element(0, "html", None, None)]
        self.owners: list[Element] = []
        self.blocks: list[Block] = []
        self.weights: list[int] = []  # words of running text, a number a block
        self.lines: list[str] = []
        self.length = 0
        self.buffer: list[str] = []
        self.linked = 0  # characters in the buffer that stand in links
        self.clock: str | None = None
        self.stack: list[
            tuple[str, Element | None]
        ] = []  # open elements, with the block element around a block element
        self.links = 0
        self.after_link = False

    def run(self, html: str) -> tuple[str, list[Block]]:
        """The page text and its blocks, from the serialised page."""
        element = self.elements[0]
        at = 0
        while at < len(html):
            match = _TOKEN.match(html, at)
            if match is None:
                break
            at = match.end()
            closing, tag, attributes, text = match.groups()
            if text is not None:
                self.after_link = False
                if not self.buffer and text.isspace():
                    continue  # the space between two tags
                self.buffer.append(text)
                if self.links:
                    self.linked += len(text) - text.count(" ") - text.count("\n")
            elif closing:
                element = self.leave(tag, element)
            elif tag and _is_unseen(tag, attributes):
                self.pass_over(tag)
                at = _skip(html, at, tag)
            elif tag:
                element = self.enter(tag, attributes, element)
        self.flush(element)
        for _, outer in reversed(self.stack):
            if outer is not None:
                self.close(element)
                element = outer
        return "\n".join(self.lines), self.settle()

    def pass_over(self, tag: str) -> None:
        """An element that no reader sees."""

    def enter(self, tag: str, attributes: str, element: Element) -> Element:
        """Go into an element; the block element that is open from here on."""
        if tag in _BLOCK:
            self.flush(element)
        if tag in VOID:
            return element
        if tag == "a":
            self.links += 1
            if self.after_link:  # links side by side are words apart, whatever stands between their tags
                self.buffer.append(" ")
        elif tag == "time" and attributes and self.clock is None:
            self.clock = dict(_ATTRIBUTE.findall(attributes)).get("datetime")
        if tag in _BLOCK:
            self.stack.append((tag, element))
            return self.open(tag, element, attributes)
        if attributes and element.tag in _REGIONS and read_attributes(attributes)[0]:
            self.flush(
                element
            )  # `<span class="byline">` beside `<span class="date">`: pieces of a template, not of a sentence
            self.stack.append((tag, element))
            return self.open(tag, element, attributes)
        self.stack.append((tag, None))
        return element

    def leave(self, tag: str, element: Element) -> Element:
        """Go out of an element; the block element that is open from here on."""
        self.after_link = tag == "a"
        if tag == "a" and self.links:
            self.links -= 1
        if self.stack and self.stack[-1][0] == tag:
            _, outer = self.stack.pop()
            if outer is not None:
                self.flush(element)
                self.close(element)
                return outer
        return element

    def open(self, tag: str, parent: Element, attributes: str) -> Element:
        """A new element inside its parent."""
        hint, classes, _ = read_attributes(attributes)
        element = Element(len(self.elements), tag, parent, hint, f"{tag}.{classes}")
        self.elements.append(element)
        return element

    def close(self, element: Element) -> None:
        """Note where an element ends."""
        element.last = len(self.elements) - 1

    def flush(self, element: Element) -> None:
        """End the block that is being gathered."""
        if not self.buffer:
            return
        raw = "".join(self.buffer)
        self.buffer.clear()
        linked, self.linked = self.linked, 0
        clock, self.clock = self.clock, None
        raw = unescape(raw) if "&" in raw else raw
        lines = raw.split("\n") if element.tag == "pre" else (raw,)
        letters = max(1, len(raw) - raw.count(" ") - raw.count("\n"))
        for line in lines:
            text = _SPACES.sub(" ", line).strip(" \ufeff\u200b")
            if not text:
                continue
            start = self.length + 1 if self.lines else 0
            block = Block(text, start, tag=element.tag, clock=clock, link_share=min(1.0, linked / letters))
            self.lines.append(text)
            self.length = block.end
            self.blocks.append(block)
            self.owners.append(element)
            words = text.count(" ") + 1
            prose = words >= _PARAGRAPH_WORDS or (words >= 4 and text.endswith((".", "؟")))
            self.weights.append(words if prose and block.link_share < 0.5 else 0)

    def settle(self) -> list[Block]:
        """The blocks, each told its region, its hint and whether it stands where the article stands."""
        root = self.elements[0]
        total = self.weigh(frozenset())
        for element in self.elements[1:]:
            small = element.weight < (_MOST_COMMENTS if _holds_comments(element) else _SMALL) * total
            parent = element.parent or root
            element.zone = (element.zone if small else None) or parent.zone
            element.hint = (element.hint if small else None) or parent.hint
        total = self.weigh(STRONG)
        main = root
        while main.best is not None and main.best.weight >= _MAIN * total:
            main = main.best
        for block, owner in zip(self.blocks, self.owners, strict=True):
            block.zone = owner.zone
            block.hint = owner.hint
            block.inside = main.number <= owner.number <= max(main.last, main.number)
            block.surely_inside = block.inside and main is not root and main.tag not in ("html", "body")
        mark_entries(self.blocks, self.owners, self.elements, main)
        return self.blocks

    def weigh(self, without: frozenset[str]) -> int:
        """Give every element the running text in it, and the part of it that holds most; the whole (at least 1).

        Text under one of the hints `without` does not count.
        """
        for element in self.elements:
            element.weight, element.best = 0, None
        for weight, owner in zip(self.weights, self.owners, strict=True):
            if weight and owner.hint not in without:
                owner.weight += weight
        for element in reversed(self.elements[1:]):  # parts come after the whole
            parent = element.parent or self.elements[0]
            parent.weight += element.weight
            if parent.best is None or element.weight > parent.best.weight:
                parent.best = element
        return self.elements[0].weight or 1


def _holds_comments(element: Element) -> bool:
    return element.hint == "comments" and element.tag not in ("html", "body", "main", "article")


@lru_cache(maxsize=8_192)  # templates repeat them
def read_attributes(attributes: str) -> tuple[str | None, str, bool]:
    """The hint that the attributes of an element give, its classes in one order, and whether they hide it."""
    if not attributes:
        return None, "", False
    fields = dict(_ATTRIBUTE.findall(attributes))
    return find_hint(fields), " ".join(sorted(fields.get("class", "").split())), bool(_HIDDEN.search(attributes))


def _is_unseen(tag: str, attributes: str) -> bool:
    """Whether no reader sees what stands in the element."""
    if tag in _UNSEEN:
        return not (tag == "dialog" and "open" in attributes)
    return bool(attributes) and read_attributes(attributes)[2] and tag not in VOID and tag not in ("body", "html")


def _skip(html: str, at: int, tag: str) -> int:
    """Where the element that opened just before `at` ends."""
    if tag in VOID:
        return at
    if tag in _RAW:
        end = html.find(f"</{tag}", at)
        close = html.find(">", end) if end >= 0 else -1
        return close + 1 if close >= 0 else len(html)
    depth = 1
    for match in re.compile(rf"<(/?){re.escape(tag)}(?=[\s>/])", re.I).finditer(html, at):
        depth += -1 if match[1] else 1
        if depth == 0:
            close = html.find(">", match.end())
            return close + 1 if close >= 0 else len(html)
    return len(html)
