"""Pieces that an HTML page repeats: cards that lead to other pages, items of a round-up, whole articles one after the other.

Children of one element with the same tag and class are of one kind.  A card has a title that is a link and little text; an
item has a heading of its own and running text.  Source of the idea: record detection in list pages (MDR, Liu et al. 2003),
here by template classes instead of edit distance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from sijill.pages.blocks import Block

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CARD_WORDS = 70  # words of a card that are no link; teasers run to two sentences
_TITLE_WORDS = 3
_LINK_SHARE, _DATED_SHARE = 0.8, 0.5
_BOX_SHARE = 0.4  # a box in the text holds less than this of the running text around it
_MORE_WORDS = 6  # the link that a box ends with: "read the whole file"


class Element(Protocol):
    """What is asked of an element of the tree."""

    number: int
    last: int
    tag: str
    form: str
    weight: int

    @property
    def parent(self) -> Element | None:
        """The element around it."""


class _Piece(NamedTuple):
    """An element with the blocks in it."""

    element: Element
    blocks: Sequence[Block]

    @property
    def words(self) -> int:
        """Words outside links."""
        return sum(len(block.words) for block in self.blocks if block.link_share < _LINK_SHARE)

    @property
    def is_card(self) -> bool:
        """Whether it is a linked title with at most a teaser."""
        head = [block for at, block in enumerate(self.blocks) if at < 2 or block.tag in _HEADINGS]
        titled = any(_leads_on(block) and len(block.words) >= _TITLE_WORDS for block in head)
        return titled and self.words <= _CARD_WORDS

    @property
    def is_item(self) -> bool:
        """Whether it begins with a heading and goes on with running text."""
        at = next((at for at, block in enumerate(self.blocks) if block.tag in _HEADINGS), None)
        if at is None or (self.blocks[at].link_share >= _LINK_SHARE and self.words <= _CARD_WORDS):
            return False
        before = sum(block.is_paragraph for block in self.blocks[:at])
        return before == 0 and any(block.is_paragraph for block in self.blocks[at + 1 :])


def _leads_on(block: Block) -> bool:
    """Whether a line is a link, but for a day beside it."""
    return block.link_share >= _LINK_SHARE or (block.link_share >= _DATED_SHARE and block.has_digits)


def mark_entries(
    blocks: Sequence[Block], owners: Sequence[Element], elements: Sequence[Element], main: Element
) -> None:
    """Tell every block which repeated piece it stands in, whether that is a card, and whether it is boxed."""
    first_at, last_at = _extents(owners, elements)

    def piece(element: Element) -> _Piece:
        first, last = first_at[element.number], last_at[element.number]
        return _Piece(element, blocks[first : last + 1] if first <= last else ())

    alike: dict[tuple[int, str], list[Element]] = defaultdict(list)
    for element in elements[1:]:
        if element.parent is not None and first_at[element.number] <= last_at[element.number]:
            alike[element.parent.number, element.form].append(element)
    kind = 0
    for siblings in alike.values():
        if len(siblings) < 2 or siblings[0].tag in (*_HEADINGS, "p", "a", "span"):
            continue
        pieces = [piece(element) for element in siblings]
        cards = [one for one in pieces if one.is_card]
        if len(cards) >= 2:
            for one in cards:
                for block in one.blocks:
                    block.is_card = True
            continue
        items = [one for one in pieces if one.is_item]
        if len(items) >= 2:
            for number, one in enumerate(items):
                for block in one.blocks:
                    block.entry = block.entry or (kind, number)
            kind += 1
    for element in elements[1:]:
        one = piece(element)
        if one.blocks and _is_box(one, main):
            for block in one.blocks:
                block.is_boxed = True


def _extents(owners: Sequence[Element], elements: Sequence[Element]) -> tuple[list[int], list[int]]:
    """For every element the first and the last block in it; a first past the last where there is none."""
    first = [len(owners)] * len(elements)
    last = [-1] * len(elements)
    for at, owner in enumerate(owners):
        first[owner.number] = min(first[owner.number], at)
        last[owner.number] = max(last[owner.number], at)
    for element in reversed(elements[1:]):  # parts come after the whole
        if element.parent is not None:
            above = element.parent.number
            first[above] = min(first[above], first[element.number])
            last[above] = max(last[above], last[element.number])
    return first, last


def _is_box(piece: _Piece, main: Element) -> bool:
    """Whether a small part of the text's element ends with a link of a few words that leads on."""
    element, blocks = piece
    if not main.number < element.number <= main.last or element.tag in ("p", *_HEADINGS) or len(blocks) < 2:
        return False
    if any(block.entry for block in blocks):  # an item of a round-up leads on too
        return False
    end = blocks[-1]
    leads_on = end.link_share >= _LINK_SHARE and 1 <= len(end.words) <= _MORE_WORDS
    short_head = len(blocks[0].words) <= 16 and not blocks[0].is_paragraph
    return leads_on and short_head and element.weight < _BOX_SHARE * main.weight
