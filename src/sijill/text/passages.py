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
        self._cut: dict[int, list[tuple[int, int]]] = {}

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

    def sentence_start(self, start: int, end: int) -> int:
        """Where the headline or sentence around the words begins: the same for all words of one sentence."""
        span = self._sentence(start, end)
        return span[0] if span else start

    def sentence_at(self, start: int, end: int, words: str) -> Evidence:
        """The headline or sentence around the words `[start, end)`, cut at commas where it is longer than LONGEST."""
        sha256, title = self.article.page_sha256, self.article.title
        span = self._sentence(start, end)
        if span is None:
            return Evidence(sha256, start, end, words)
        if title is not None and span == (title.start, title.end):
            return Evidence(sha256, title.start, title.end, title.text)
        block_start, _, at = self._blocks[self.block_of(start) or 0]
        shift = block_start - at  # from offsets of the article's text to those of the page
        text = self.article.text
        first, last = _clip(text, span[0] - shift, span[1] - shift, start - shift, end - shift)
        return Evidence(sha256, first + shift, last + shift, text[first:last])

    def words_between(self, start: int, end: int) -> str | None:
        """The page's characters between two places in one sentence or the headline; None where they are not in one."""
        span, title = self._sentence(start, end), self.article.title
        if span is None:
            return None
        if title is not None and span == (title.start, title.end):
            return title.text[start - title.start : end - title.start]
        block_start, _, at = self._blocks[self.block_of(start) or 0]
        return self.article.text[start - block_start + at : end - block_start + at]

    def _sentence(self, start: int, end: int) -> tuple[int, int] | None:
        """The page's characters of the sentence that holds all the words; None outside title and body."""
        title = self.article.title
        if title is not None and title.start <= start and end <= title.end:
            return title.start, title.end
        block = self.block_of(start)
        if block is None:
            return None
        spans = self._sentences(block)
        at = bisect_right(spans, start, key=lambda span: span[0]) - 1
        return spans[at] if at >= 0 and end <= spans[at][1] else None

    def _sentences(self, block: int) -> list[tuple[int, int]]:
        if block not in self._cut:
            start, end, at = self._blocks[block]
            text = self.article.text[at : at + end - start]
            self._cut[block] = [
                (tokens[0].start + start, tokens[-1].end + start) for tokens in split_sentences(tokenize(text), text)
            ]
        return self._cut[block]


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
