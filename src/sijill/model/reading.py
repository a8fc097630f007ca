"""An article open for annotation: its page text, what is known so far, and its sentences cut into tokens.

Annotating stages take a `Reading` and return records whose spans are code points of `page_text`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

from sijill.model.records import Article, Words

Part = Literal["title", "dateline", "body", "clock"]


class Token(NamedTuple):
    """A word, number or mark: `text` as printed, `norm` folded (no harakat or tatweel, one alef) for look-ups."""

    text: str
    start: int
    end: int
    norm: str


class Sentence(Struct, frozen=True):
    """A sentence of one part of the article; `block` numbers the paragraphs of the body from 0 (-1 outside the body)."""

    part: Part
    block: int
    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def in_lead(self) -> bool:
        """Whether it stands in the title or in the first two paragraphs, or in what comes before these."""
        return self.part == "title" or self.block < 2


class Reading(Struct, frozen=True):
    """One article with its page text and sentences: what an article-scope stage is given."""

    page_text: str
    article: Article
    sentences: tuple[Sentence, ...]

    def words(self, start: int, end: int) -> Words:
        """The words of the page at `[start, end)`."""
        return Words(self.page_text[start:end], start, end)
