"""What stands around the headline and is nobody's text: the writer and the dateline that the layout's lines have not given."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.model.records import Words
from sijill.pages.blocks import Block
from sijill.pages.dates.stamps import find_lead
from sijill.pages.furniture.layout import Layout
from sijill.pages.heads.bylines import find_byline, find_signature
from sijill.pages.heads.datelines import Dateline, find_dateline_line
from sijill.pages.heads.metalines import read_meta_line
from sijill.pages.heads.names import is_place, sort_name
from sijill.text.fold import fold_text

_BEHIND_LEAD = 3  # lines behind the standfirst that may still name the writer
_NEAR = 12  # lines behind the headline, or before it, that are looked at
_SHORT = 20  # words of a line with a name in it
_OTHERS = ("related", "comments", "navigation")


def find_writer(layout: Layout, given: str | None, names: frozenset[str]) -> tuple[int, int] | None:
    """Where the page prints the writer, when no line of the layout has told: beside the headline, in a line that the
    template calls so, behind a label below the text, or where the name that the page's records give (`given`) stands.

    `names` are the outlets', folded: a byline is none of them.
    """
    blocks, kinds = layout.blocks, layout.kinds
    for at in _near(layout):
        if kinds[at] not in (*_OTHERS, "caption") and (span := find_signature(blocks[at], names)):
            return span
    for at in range(len(blocks)):
        if (
            blocks[at].hint == "byline"
            and blocks[at].zone not in ("nav", "aside")
            and kinds[at] not in ("related", "comments")
        ):
            span = find_byline(blocks[at], names=names)
            if (
                span is not None
                and len(blocks[at].text[span[0] - blocks[at].start : span[1] - blocks[at].start].split()) > 1
            ):
                return span
    for block in _tail(layout):
        if span := find_byline(block, names=names):
            return span
    for at in _near(layout):
        if (
            kinds[at] == "caption"
            and "date-line" in kinds[max(at - 1, 0) : at + 2]
            and (span := find_byline(blocks[at], names=names))
        ):
            return span  # `تصوير: ...` beside the clock of a report in pictures
    for block in (blocks[at] for at in _near(layout)) if given and fold_text(given) not in names else ():
        at = block.text.find(given or "")
        if at >= 0 and len(block.words) <= _SHORT:
            return block.start + at, block.start + at + len(given or "")
    return None


def find_place(layout: Layout) -> Words | None:
    """The town that a line between headline and text tells, beside clocks or names, when there is no dateline."""
    for at in _near(layout):
        block = layout.blocks[at]
        if layout.kinds[at] in (*_OTHERS, "caption") or at == layout.title:
            continue
        line = read_meta_line(block.text, block.start)
        if line is not None and line.clocks and len(line.places) == 1:
            place = line.places[0]
            return Words(place.text, place.start, place.end)
        found = find_dateline_line(block, layout.outlets) if line is None and at < layout.first else None
        if found is not None and tells_place(found):
            return Words(block.text[: found.length], block.start, block.start + found.length)
    return None


def tells_place(dateline: Dateline) -> bool:
    """Whether a dateline names a place, or what may be one, and not outlets and agencies alone."""
    return dateline.own or any(is_place(fold_text(name)) or sort_name(name) is None for name in dateline.names)


def _near(layout: Layout) -> Iterator[int]:
    """The lines between headline and text, those behind the standfirst, and the one above the headline."""
    title, lead = -1 if layout.title is None else layout.title, find_lead(layout)
    yield from range(title + 1, min(lead, title + 1 + _NEAR))
    for at in range(lead, min(lead + 1 + _BEHIND_LEAD, len(layout.blocks))):
        if not layout.blocks[at].is_paragraph:
            yield at
    if title > 0 and layout.kinds[title - 1] == "date-line":
        yield title - 1


def _tail(layout: Layout) -> Iterator[Block]:
    for at in range(layout.last + 1, min(layout.last + 1 + _NEAR, len(layout.blocks))):
        if layout.kinds[at] in ("related", "comments"):
            return
        yield layout.blocks[at]
