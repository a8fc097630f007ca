"""Text of a page cut where marks begin and end, so that layers can be drawn over it and shown or hidden one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

__all__ = ["Mark", "Segment", "cut_segments"]


class Mark(Struct, frozen=True):
    """Characters `[start, end)` that a layer draws something over; `note` says what."""

    start: int
    end: int
    layer: str
    note: tuple[str, str] = ("", "")


class Segment(Struct, frozen=True):
    """Characters under the same marks; `begins` is true where the words to be shown first begin."""

    text: str
    layers: str
    note: tuple[str, str] = ("", "")
    begins: bool = False


def cut_segments(text: str, start: int, marks: Sequence[Mark]) -> list[Segment]:
    """The text, which stands at `start` of the page, cut at the ends of the marks that reach into it.

    >>> [(one.text, one.layers) for one in cut_segments("قال سامر نعم", 10, [Mark(14, 18, "people"), Mark(14, 22, "statements")])]
    [('قال ', ''), ('سامر', 'people statements'), (' نعم', 'statements')]
    """
    end = start + len(text)
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = sorted({start, end, *_within(inside, start, end)})
    segments = []
    for begin, stop in pairwise(edges):
        over = [mark for mark in inside if mark.start <= begin and mark.end >= stop]
        notes = [mark.note for mark in sorted(over, key=lambda mark: mark.end - mark.start) if mark.note[0]]
        segments.append(
            Segment(
                text[begin - start : stop - start],
                " ".join(dict.fromkeys(mark.layer for mark in over)),
                (" · ".join(note[0] for note in notes), " · ".join(note[1] for note in notes)),
                any(mark.layer == "mark" and mark.start == begin for mark in over),
            )
        )
    return segments


def _within(marks: Iterable[Mark], start: int, end: int) -> Iterable[int]:
    return (at for mark in marks for at in (mark.start, mark.end) if start < at < end)
