"""The clocks on a page that may be an article's, by where they stand.

Beside the headline stands the article's own clock; behind the text one may stand before the lists of other articles begin;
above the headline stands the page's.  Clocks inside the text and in lists, prices and comments are nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sijill.pages.blocks import Block
from sijill.pages.dates.clock import Clock, find_clocks
from sijill.pages.furniture.layout import Layout
from sijill.pages.heads.metalines import read_meta_line
from sijill.pages.markup.meta import read_clock

_BEHIND_LEAD = 3  # a line with the writer and the clock may stand behind the standfirst
_TAIL = 8  # lines behind the text that are looked at
_ENDS = ("related", "comments")  # what these lines announce is no more of the article
_SHORT = 16  # words of a line with a clock and something else


class Stamps(Struct, frozen=True):
    """The clocks beside the headline, behind the text where something says they are the article's, above the headline
    (the nearest first), and bare ones behind the text."""

    head: tuple[Clock, ...] = ()
    tail: tuple[Clock, ...] = ()
    mast: tuple[Clock, ...] = ()
    loose: tuple[Clock, ...] = ()

    @property
    def all(self) -> tuple[Clock, ...]:
        """All of them, the most trusted first."""
        return (*self.head, *self.tail, *self.mast, *self.loose)


def find_stamps(layout: Layout) -> Stamps:
    """The clocks of one article's blocks that may be its own."""
    blocks, kinds = layout.blocks, layout.kinds
    title = -1 if layout.title is None else layout.title
    head = range(title + 1, find_lead(layout))
    behind = range(head.stop, min(head.stop + _BEHIND_LEAD + 1, layout.last + 1, len(blocks)))
    found = [clock for at in head if _may_hold(layout, at) for clock in read_stamps(blocks[at])]
    found += [
        clock for at in behind if kinds[at] is not None or _is_signed(blocks[at]) for clock in _signed(blocks[at])
    ]
    tail, loose = _tail(layout)
    return Stamps(tuple(found), tuple(tail + _footers(layout)), tuple(find_mast(blocks[: max(title, 0)])), tuple(loose))


def find_lead(layout: Layout) -> int:
    """The index of the first paragraph behind the headline."""
    blocks, after = layout.blocks, 0 if layout.title is None else layout.title + 1
    if layout.first >= after:
        return min(layout.first, len(blocks))
    behind = (at for at in range(after, len(blocks)) if layout.kinds[at] is None and blocks[at].is_paragraph)
    return next(behind, len(blocks))


def find_mast(blocks: Sequence[Block]) -> list[Clock]:
    """The clocks of the lines above a headline, the nearest first; a line of several days tells of none."""
    found: list[Clock] = []
    for block in reversed(blocks):
        if block.link_share > 0.5 or block.zone in ("aside", "footer") or block.hint in ("comments", "related"):
            continue
        dated = block.has_digits or block.clock is not None
        clocks = read_stamps(block) if dated and len(block.words) <= 2 * _SHORT else []
        if len({(clock.value or "")[:10] for clock in clocks}) == 1 and _only_clock(block):
            found += [clock for clock in clocks if clock.role != "updated"]
    return found


def read_stamps(block: Block) -> list[Clock]:
    """The clocks that a line prints and the one its markup tells, the finer of one day first."""
    written = find_clocks(block.text, block.start)
    machine = read_clock(block.clock, "time-element", block.start, block.end) if block.clock else None
    first = next((clock for clock in written if clock.value), None)
    if machine is None or (first is not None and (first.value or "")[:10] != (machine.value or "")[:10]):
        return written
    finer = first is not None and len(first.value or "") > 10
    return [*written, machine] if finer else [machine, *written]


def _may_hold(layout: Layout, at: int) -> bool:
    """Whether a line between headline and text may hold the article's clock."""
    block, kind = layout.blocks[at], layout.kinds[at]
    if kind in (*_ENDS, "caption") or not (block.has_digits or block.clock):
        return False
    if kind == "date-line" or block.clock is not None:
        return True
    return block.link_share <= 0.5 and (
        len(block.words) <= _SHORT or read_meta_line(block.text, block.start) is not None
    )


def _only_clock(block: Block) -> bool:
    """Whether a line above the headline is a clock with names or numbers, and no sentence, teaser or programme."""
    return (
        block.clock is not None
        or read_meta_line(block.text, block.start) is not None
        or block.hint in ("navigation", "date-line")
    )


def _is_signed(block: Block) -> bool:
    return not block.is_paragraph and block.has_digits and read_meta_line(block.text, block.start) is not None


def _signed(block: Block) -> list[Clock]:
    """The clocks of a line behind the standfirst that names the writer, an issue or what the clock is of."""
    line = read_meta_line(block.text, block.start)
    if line is None and block.clock is None and block.hint != "date-line":
        return []
    clocks = read_stamps(block)
    signed = line is not None and (line.byline is not None or bool(line.rest) or line.counts)
    return clocks if signed or block.hint == "date-line" else [clock for clock in clocks if clock.role or clock.source]


def _tail(layout: Layout) -> tuple[list[Clock], list[Clock]]:
    """The clocks behind the text: those that say what they are of or stand beside the writer or counters, and bare ones."""
    found: list[Clock] = []
    loose: list[Clock] = []
    for at in range(layout.last + 1, min(layout.last + 1 + _TAIL, len(layout.blocks))):
        block, kind = layout.blocks[at], layout.kinds[at]
        if kind in _ENDS or block.zone in ("aside", "nav", "footer") or block.link_share > 0.5:
            break
        line = read_meta_line(block.text, block.start) if block.has_digits else None
        if line is None or line.places:
            continue
        for clock in read_stamps(block):
            if clock.role or line.counts or line.byline:
                found.append(clock)
            elif not line.rest:
                loose.append(clock)
    return found, loose


def _footers(layout: Layout) -> list[Clock]:
    """The clock that a template prints beside the writer behind the article, where there is one day only."""
    blocks = layout.blocks
    found: list[Clock] = []
    for at in range(layout.last + 1, len(blocks)):
        block = blocks[at]
        if block.hint != "date-line" or block.zone in ("aside", "nav"):
            continue
        near = blocks[max(at - 2, 0) : at + 4]
        if any(other.hint == "byline" for other in near):
            found += read_stamps(block)
    return found if len({(clock.value or "")[:10] for clock in found}) == 1 else []
