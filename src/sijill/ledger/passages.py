"""The sentence that words of an article stand in, cut from the article alone."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from sijill.model.graph import Evidence
from sijill.model.records import Article
from sijill.text.tokens import split_sentences, tokenize

__all__ = ["Passages"]

LONGEST = 220  # characters a line of the timeline holds on two lines of a laptop's screen; longer sentences are cut
_BREAKS = "،؛,;–—"


class Passages:
    """One article's blocks, found by page offset; sentences are cut only where asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def _blocks(self) -> list[tuple[int, int, int]]:
        """Page start, page end and the offset in `text` of every block."""
        blocks, at = [], 0
        for start, end in self.article.body:
            blocks.append((start, end, at))
            at += end - start + 1
        return sorted(blocks)

    def block_of(self, start: int) -> int | None:
        """Which block of the body holds the character, counted from 0 in page order; null outside the body."""
        at = bisect_right(self._blocks, start, key=lambda block: block[0]) - 1
        return at if at >= 0 and start < self._blocks[at][1] else None

    def in_title(self, start: int) -> bool:
        """Whether the character stands in the headline."""
        title = self.article.title
        return title is not None and title.start <= start < title.end

    def in_lead(self, start: int) -> bool:
        """Whether the character stands in the first two blocks of the body."""
        block = self.block_of(start)
        return block is not None and block < 2

    def sentence_at(self, start: int, end: int, words: str) -> Evidence:
        """The headline or sentence around the words `[start, end)`, cut at commas where it is longer than LONGEST."""
        sha256, title = self.article.page_sha256, self.article.title
        if title is not None and title.start <= start and end <= title.end:
            return Evidence(sha256, title.start, title.end, title.text)
        block = self.block_of(start)
        if block is None or end > self._blocks[block][1]:
            return Evidence(sha256, start, end, words)
        block_start, block_end, at = self._blocks[block]
        text = self.article.text[at : at + block_end - block_start]
        shift = block_start
        for tokens in split_sentences(tokenize(text), text):
            if tokens[-1].end + shift >= end:
                first, last = tokens[0].start, tokens[-1].end
                if first + shift > start:
                    break
                first, last = _clip(text, first, last, start - shift, end - shift)
                return Evidence(sha256, first + shift, last + shift, text[first:last])
        return Evidence(sha256, start, end, words)


def _clip(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """A part of the sentence `[first, last)` around `[start, end)`, at most about LONGEST characters, cut at commas or spaces."""
    if last - first <= LONGEST:
        return first, last
    if end - first > LONGEST * 2 // 3:  # the words stand far in: begin at the nearest comma before them
        breaks = [at for at in range(max(first, start - LONGEST // 2), start) if text[at] in _BREAKS]
        spaces = [at for at in range(max(first, start - LONGEST // 3), start) if text[at].isspace()]
        first = min(breaks or spaces or [start - 1]) + 1
        while first < start and text[first].isspace():
            first += 1
    if last - first > LONGEST:
        limit = max(first + LONGEST, end)
        stops = [at for at in range(end, min(limit, last)) if text[at] in _BREAKS]
        spaces = [at for at in range(end, min(limit, last)) if text[at].isspace()]
        last = stops[-1] if stops else (spaces[-1] if spaces else min(limit, last))
    return first, last
