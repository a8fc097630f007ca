"""Which blocks of one article are its title, its body and its furniture, by their own words and by where they stand.

The first and the last paragraph part the article from what is around it: before the first stand menus, dates and captions,
after the last the tail.  Between them only what is surely furniture is taken out: in doubt a block stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from sijill.model.records import FurnitureKind
from sijill.pages.blocks import Block, Cue
from sijill.pages.dates.clock import find_clocks, role_of
from sijill.pages.furniture.asides import (
    find_author_life,
    find_closing_list,
    find_inserts,
    find_mail_heads,
    find_notes,
    find_polls,
    find_pull_quotes,
    find_repeated_lead,
    find_summaries,
    find_thread,
)
from sijill.pages.furniture.cues import find_cue, has_address, is_caption
from sijill.pages.heads.bylines import find_byline, find_signature
from sijill.pages.heads.datelines import find_dateline, find_dateline_line
from sijill.pages.heads.names import is_person
from sijill.pages.heads.titles import find_title, same_title
from sijill.pages.markup.hints import STRONG
from sijill.text.fold import fold_text

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KINDS: tuple[FurnitureKind, ...] = (
    "caption", "share", "related", "comments", "keywords", "source-line", "date-line", "subscription", "navigation", "other",
)  # fmt: skip
_TITLE_WORDS = 28  # a first line without a full stop is a headline up to this length (tune: longest 17; seeds: 20)
_MASTHEAD = 12  # first lines that may name the outlet
_TAIL_WORDS = 14  # a line of the tail with more words than this is kept, whatever stands before it
_CONTACT_WORDS = 25  # of a line behind the text that tells where to write
_DESK = re.compile(r"[(\[][^()\[\]]{0,120}(?:تحرير|إعداد|تغطية|كتابة|ترجمة|Editing|Reporting)[^()\[\]]{0,120}[)\]]")
_MOST_COMMENTS = 0.5  # a "comments" head with more of the page's paragraphs behind it than this opens no comments


class Layout:
    """The blocks of one article with the part each plays: `kinds` holds furniture, `title` and `body` are indices."""

    def __init__(
        self, blocks: Sequence[Block], *, titles: Sequence[str], names: frozenset[str], title: int | None = None
    ) -> None:
        self.blocks = blocks
        self.names = names
        self.cues: list[Cue | None] = [find_cue(block) for block in blocks]
        self.kinds: list[FurnitureKind | None] = [self._own_kind(at) for at in range(len(blocks))]
        self.byline: tuple[int, int] | None = None
        self.dateline: int | None = None
        self.title = title
        if blocks and self.cues[0] is not None and self.cues[0].kind == "related" and len(blocks[0].words) > 3:
            self.kinds[0] = None  # a first line that says `شاهد..` is the headline, not a link to another page
        for at, kind in find_mail_heads(blocks):
            self.kinds[at] = kind  # whatever its lines look like: their clock is the sender's
        self._mark_zones()
        self.first = self._find_first()
        if title is None:
            self.title = find_title(blocks, self.kinds, self.first, titles, names)
        if self.title is not None:
            self.kinds[self.title] = None
        self.first = self._find_first()
        self.names = names | {fold_text(block.text) for block in blocks[: self.title or 0] if len(block.words) <= 5}
        self.outlets = names | {
            fold_text(block.text)
            for block in blocks[: self.title or 0][:_MASTHEAD]
            if len(block.words) <= 5 and block.hint != "byline" and not is_person(block.text)
        }
        for block in blocks[(self.title or 0) + 1 : self.first + 1]:
            head = find_dateline_line(block) or find_dateline(block.text)
            self.names |= {fold_text(name) for name in head.names} if head else frozenset()
        self._mark_comments()
        self.last = max((at for at in range(len(blocks)) if self._is_text(at)), default=self.first)
        self._mark(find_summaries(blocks, self.cues))
        self._mark(find_inserts(blocks))
        self._mark(find_notes(blocks, self.first))
        self._mark(find_thread(blocks, self.cues, self.first))
        self._mark(find_closing_list(blocks, self.cues, self.first, self.last))
        self.last = max((at for at in range(len(blocks)) if self._is_text(at)), default=self.first)
        self._mark_head()
        self._mark_middle()
        self._mark_tail()
        self._mark(find_author_life(blocks, self.first + 1))
        for find in (find_pull_quotes, find_repeated_lead, find_polls):
            self._mark(find(blocks, self.body))

    @property
    def body(self) -> list[int]:
        """The blocks of the text, in order."""
        apart = {self.title, self.dateline, self._byline_block}
        return [at for at, kind in enumerate(self.kinds) if kind is None and at not in apart]

    def _mark(self, found: Iterable[tuple[int, FurnitureKind]]) -> None:
        for at, kind in found:
            if at != self.title:
                self.kinds[at] = self.kinds[at] or kind

    def _own_kind(self, at: int) -> FurnitureKind | None:
        """The kind that the words or the markup of a block give it, wherever it stands."""
        block, cue = self.blocks[at], self.cues[at]
        if block.hint in STRONG and not (block.tag == "h1" and not block.zone):
            return cue.kind if cue else _kind_of(block.hint)
        if block.is_card and (cue is None or cue.kind == "date-line"):
            return "related"
        if cue is not None:
            return cue.kind
        if block.zone in ("nav", "footer", "aside") and block.tag != "h1":
            return "related" if block.zone == "aside" else "navigation"
        if block.is_boxed:
            return "related"
        if block.zone == "figure" and len(block.words) <= 60:
            return "caption"
        if (
            block.hint
            and not block.is_paragraph
            and block.tag not in _HEADINGS
            and block.hint not in ("byline", "date-line")
        ):
            return _kind_of(block.hint)
        if block.tag == "button" or (block.link_share > 0.8 and block.tag == "li"):
            return "navigation"
        return None

    def _is_text(self, at: int) -> bool:
        block = self.blocks[at]
        return (
            self.kinds[at] is None
            and at != self.title
            and block.is_paragraph
            and (block.inside or len(block.words) >= 40)
        )

    def _find_first(self) -> int:
        """The first paragraph; a first line that may be the headline is none."""
        for at, block in enumerate(self.blocks):
            ends = (
                block.text.rstrip("\"'”’»)]").endswith((".", "…"))
                or block.tag == "p"
                or len(block.words) >= _TITLE_WORDS
            )
            if ends and self._is_text(at) and not is_caption(block, self.names):
                return at
        plain = [at for at, kind in enumerate(self.kinds) if kind is None]
        return plain[1] if len(plain) > 1 else len(self.blocks)

    def _mark_zones(self) -> None:
        """What follows the head of a list of other articles, up to the next paragraph, is of the list."""
        inside = begun = False
        for at, cue in enumerate(self.cues):
            block = self.blocks[at]
            if cue is not None and cue.kind == "related" and cue.manner in ("head", "line") and at > 0:
                inside = begun
            elif (
                block.is_paragraph
                or _ends_list(block)
                or (cue is not None and cue.kind not in ("date-line", "other", "related"))
            ):
                inside = False
            elif inside and self.kinds[at] is None:
                self.kinds[at] = "related"
            begun = begun or (block.is_paragraph and self.kinds[at] is None)

    def _mark_comments(self) -> None:
        """What follows the head of the readers' comments is theirs, where most of the page stands before it."""
        weights = [len(block.words) if self._is_text(at) else 0 for at, block in enumerate(self.blocks)]
        total = behind = sum(weights)
        for at, cue in enumerate(self.cues):
            if (
                cue is not None
                and cue.kind == "comments"
                and cue.manner == "head"
                and at > self.first
                and behind <= _MOST_COMMENTS * total
            ):
                for i in range(at + 1, len(self.blocks)):
                    self.kinds[i] = self.kinds[i] or "comments"
                return
            behind -= weights[at]

    def _mark_head(self) -> None:
        """Menus and names before the title; datelines, bylines, captions and dates between title and text."""
        title = -1 if self.title is None else self.title
        for at in range(min(self.first, len(self.blocks))):
            block = self.blocks[at]
            if self.kinds[at] == "date-line" and at > title:
                self._take_byline(at)
            if self.kinds[at] is not None or at == self.title:
                continue
            if title >= 0 and same_title(block, self.blocks[title]):
                self.kinds[at] = "duplicate-title"
            elif is_caption(block, self.names) and not find_dateline_line(block):
                self.kinds[at] = "caption"
            elif (
                at > title
                and at >= self.first - 3
                and self.dateline is None
                and find_dateline_line(block, self.outlets)
            ):
                self.dateline = at
            elif self._take_byline(at):
                continue
            elif at < title:
                self.kinds[at] = "navigation"
            elif block.is_foreign and not self._is_foreign_page:
                self.kinds[at] = "caption" if len(block.words) >= 4 else "other"
            elif block.hint == "date-line":
                self.kinds[at] = "date-line"
            elif not block.inside and (len(block.words) < 6 or block.link_share > 0.5):
                self.kinds[at] = "navigation"

    def _mark_middle(self) -> None:
        """Between the first and the last paragraph: titles again, captions, and what stands outside the article."""
        for at in range(self.first, min(self.last + 1, len(self.blocks))):
            block = self.blocks[at]
            heads = self.kinds[at] == "date-line" and role_of(block.text) is None and not block.hint
            if heads and any(clock.value for clock in find_clocks(block.text)):
                self.kinds[at] = None  # a day between paragraphs heads a part of a chronology
            cue = self.cues[at]
            if cue is not None and not block.hint and not block.zone and block.link_share < 0.5:
                about = cue.manner == "in" and block.is_paragraph  # an article may be about cookies or rights
                listed = cue == Cue("navigation", "shape")  # ... and hold a list of short items
                self.kinds[at] = None if about or listed else self.kinds[at]
            if self.kinds[at] is not None or at == self.title:
                continue
            if self.title is not None and same_title(block, self.blocks[self.title]):
                self.kinds[at] = "duplicate-title"
            elif (is_caption(block, self.names) and not _goes_on(block)) or (
                block.is_foreign and not self._is_foreign_page and self._beside_caption(at)
            ):
                self.kinds[at] = "caption"
            elif (not block.inside and not block.is_paragraph and block.tag not in _HEADINGS) or (
                not block.inside and len(block.words) < 40 and not self._is_text(at)
            ):
                self.kinds[at] = "navigation"

    def _mark_tail(self) -> None:
        """Behind the last paragraph: sentences stay; after the first piece of furniture no short line does."""
        closed = False
        for at in range(self.last + 1, len(self.blocks)):
            block = self.blocks[at]
            if self.kinds[at] is not None:
                cue = self.cues[at]
                inline = self.kinds[at] == "caption" or (
                    cue is not None and cue.kind == "related" and cue.manner != "line"
                )
                closed = closed or not inline
            elif at == self.title or block.surely_inside:
                continue
            elif is_caption(block, self.names):
                self.kinds[at] = "caption"
            elif (
                not block.inside
                or self._signs(block)
                or (len(block.words) <= _CONTACT_WORDS and has_address(block))
                or (block.is_foreign and not self._is_foreign_page)
                or (closed and len(block.words) <= _TAIL_WORDS and not (block.is_sentence and len(block.words) >= 6))
            ):
                self.kinds[at] = "other"
            elif not closed and self._take_byline(at):
                closed = True

    def _signs(self, block: Block) -> bool:
        """Whether a line is a sign-off: initials in brackets, or a word on the writer of the byline."""
        if re.fullmatch(r"[(\[].{1,40}[)\]]", block.text) or _DESK.fullmatch(block.text):
            return True
        if self.byline is None or self._byline_block is None:
            return False
        owner = self.blocks[self._byline_block]
        name = owner.text[self.byline[0] - owner.start : self.byline[1] - owner.start]
        return len(name) > 4 and block.text.startswith(name) and len(block.words) <= 30

    def _take_byline(self, at: int) -> bool:
        if self.byline is not None:
            return False
        beside = {self.kinds[i] for i in (at - 1, at + 1) if 0 <= i < len(self.blocks)}
        between = self.title is not None and self.title < at < self.first
        span = find_byline(self.blocks[at], bare="date-line" in beside and between, known=between, names=self.outlets)
        if span is None and self.kinds[at] == "date-line":
            span = find_signature(self.blocks[at], self.outlets)
            self.byline = span
            return span is not None
        if span is not None:
            self.byline = span
            self._byline_block = at
        return span is not None

    _byline_block: int | None = None

    def _beside_caption(self, at: int) -> bool:
        return any(0 <= i < len(self.kinds) and self.kinds[i] == "caption" for i in (at - 1, at + 1))

    @cached_property
    def _is_foreign_page(self) -> bool:
        texts = [block for block in self.blocks if block.is_paragraph] or self.blocks
        return sum(block.is_foreign for block in texts) * 2 > len(texts)


def _ends_list(block: Block) -> bool:
    """Whether a block is no title in a list of links: a sentence, or, in HTML, words outside any link."""
    outside = block.tag != "" and block.link_share < 0.5 and block.hint is None
    return outside or (block.text.endswith((".", ".”", '."', ".»")) and len(block.words) >= 4)


def _kind_of(hint: str | None) -> FurnitureKind:
    return next((kind for kind in _KINDS if kind == hint), "other")


def _goes_on(block: Block) -> bool:
    """Whether a line goes on from the one before it, as no caption does: it begins with `و` and a verb, or a quotation."""
    words = block.words
    return bool(words) and words[0][0] == "و" and len(words[0]) >= 4 and len(words) > 12
