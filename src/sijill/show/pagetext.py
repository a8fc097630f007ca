"""An article's part of its page, cut into pieces for reading: title, paragraphs, furniture, and what lies between."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from sijill.model.records import Article

__all__ = ["Piece", "cut_page"]

BETWEEN = (
    4000  # characters kept of text that belongs to no part of the article; longer stretches are said by their length
)


class Piece(Struct, frozen=True):
    """Characters of the page from `start` on, of one `kind`; `parts` are (anchors that begin here, text)."""

    kind: str
    start: int
    parts: list[tuple[list[str], str]]
    left_out: int = 0
    label: str = ""


def cut_page(
    article: Article, page_text: str, anchors: Iterable[tuple[int, int]], *, number: int, whole: bool
) -> list[Piece]:
    """The pieces in the order of the page; `anchors` are spans that must be found as `a{number}-{start}-{end}`.

    `whole` keeps the page from its first to its last character; without it (several articles on the page) only the stretch
    of this article is cut.
    """
    ranges = _ranges(article)
    at = 0 if whole else min((start for start, _, _, _ in ranges), default=0)
    last = len(page_text) if whole else max((end for _, end, _, _ in ranges), default=0)
    ids: dict[int, list[str]] = {}
    for start, end in sorted(anchors):
        ids.setdefault(start, []).append(f"a{number}-{start}-{end}")
    cutter = _Cutter(page_text, ids)
    for begin, end, kind, label in ranges:
        start = max(begin, at)
        if start < end:
            cutter.take("g", at, start)
            cutter.take(kind, start, end, label)
            at = end
    cutter.take("g", at, last)
    return cutter.pieces


class _Cutter:
    """Takes stretches of the page in order and parts them where anchors begin."""

    def __init__(self, page_text: str, ids: dict[int, list[str]]) -> None:
        self.page_text = page_text
        self.ids = ids
        self.waiting = sorted(ids, reverse=True)
        self.pieces: list[Piece] = []

    def take(self, kind: str, start: int, end: int, label: str = "") -> None:
        """One stretch, unless it is empty."""
        if start >= end:
            return
        cuts = []
        while self.waiting and self.waiting[-1] < end:
            cuts.append(max(self.waiting.pop(), start))
        if kind == "g" and not cuts and end - start > BETWEEN:
            self.pieces.append(Piece("g", start, [], left_out=end - start))
            return
        edges = sorted({start, *cuts, end})
        parts = [
            (self.ids.get(one, []) if one in cuts else [], self.page_text[one:two]) for one, two in pairwise(edges)
        ]
        self.pieces.append(Piece(kind, start, parts, label=label))


def _ranges(article: Article) -> list[tuple[int, int, str, str]]:
    """(start, end, kind, furniture label): t title, d dateline or byline, b body, f furniture."""
    ranges: list[tuple[int, int, str, str]] = [(start, end, "b", "") for start, end in article.body]
    if article.title:
        ranges.append((article.title.start, article.title.end, "t", ""))
    for words in (article.dateline, article.byline):
        if words:
            ranges.append((words.start, words.end, "d", ""))
    ranges += [(piece.start, piece.end, "f", piece.kind) for piece in article.furniture]
    return sorted(ranges)
