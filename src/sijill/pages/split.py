"""Where a page's second article begins: behind a head such as `اقرأ أيضا` that a title and full paragraphs follow."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sijill.pages.blocks import Block
from sijill.pages.cues import find_cue
from sijill.pages.hints import STRONG
from sijill.pages.titles import shared_words
from sijill.text.lexicon import load_words

_MOST_TITLES = 8  # more lines than these between head and paragraph are a list, not a title
# Own title shared with own text, an end of the first article before the head, and no sign that it goes on: the six split
# pages of seeds and sample score .95-1.28; of 23,441 undivided ANT pages the six best of the in-body heads .43-.53 before
# several titles without an end counted as links, none after, 2026-11.
_ENOUGH = 0.4
_ENDS = ("source-line", "keywords", "share", "comments", "subscription", "date-line", "other")


class Part(Struct, frozen=True):
    """One article's blocks `[first, last)`; `title` is known (an index of the page) where the split found it."""

    first: int
    last: int
    title: int | None = None


def split_blocks(blocks: Sequence[Block]) -> list[Part]:
    """The parts of the page, an article each; what is no second article stays in the one before."""
    starts: list[tuple[int, int]] = []
    at = 0
    seen_paragraph = False
    while at < len(blocks):
        block = blocks[at]
        if seen_paragraph and len(block.words) <= 8 and block.zone not in ("nav", "footer"):
            cue = find_cue(block)
            if cue is not None and cue.kind == "related" and cue.manner == "head":
                title = _find_second_title(blocks, starts[-1][1] if starts else 0, at)
                if title is not None:
                    starts.append((at + 1, title))
                    seen_paragraph = False
        seen_paragraph = seen_paragraph or block.is_paragraph
        at += 1
    edges = [0, *(start for start, _ in starts), len(blocks)]
    titles = [None, *(title for _, title in starts)]
    return [
        Part(first, last, None if title is None else title - first)
        for first, last, title in zip(edges, edges[1:], titles, strict=False)
    ]


def _find_second_title(blocks: Sequence[Block], begin: int, head: int) -> int | None:
    """The index of the title of an article that begins behind the head, or None."""
    near = range(head + 1, min(head + 1 + _MOST_TITLES, len(blocks)))
    paragraph = next((at for at in near if blocks[at].is_paragraph and not _is_title_like(blocks[at])), None)
    if paragraph is None or blocks[paragraph].zone in ("aside", "nav", "footer"):
        return None
    if any(
        block.hint == "comments" or (block.hint in STRONG and block.is_paragraph)
        for block in blocks[head : paragraph + 1]
    ):
        return None
    if any((cue := find_cue(block)) is not None and cue.kind == "comments" for block in blocks[head + 1 : paragraph]):
        return None
    lines = [at for at in range(head + 1, paragraph) if find_cue(blocks[at]) is None]
    sentences = sum(block.is_sentence for block in blocks[paragraph : paragraph + 3])
    if not lines or (sentences < 2 and len(blocks[paragraph].words) < 40):
        return None
    text = [block for block in blocks[paragraph : paragraph + 4] if block.is_paragraph]
    best = max(
        lines, key=lambda at: (shared_words(blocks[at], text[:2]) >= 0.2, shared_words(blocks[at], text[:2]), -at)
    )
    if len(blocks[best].words) < 3 or blocks[best].text.endswith(":") or blocks[best].link_share > 0.8:
        return None
    return best if _score(blocks, begin, head, best, text, lines=len(lines)) >= _ENOUGH else None


def _score(blocks: Sequence[Block], begin: int, head: int, title: int, text: Sequence[Block], *, lines: int) -> float:
    score = shared_words(blocks[title], text)
    before = [find_cue(block) for block in blocks[max(begin, head - 3) : head]]
    ended = any(cue is not None and cue.kind in _ENDS for cue in before)
    if not ended and lines > 1:
        return 0.0  # several titles and no end of the article before them: links inside it
    score += 0.35 if ended else -0.3
    first = text[0].words[0]
    goes_on = first in load_words("continuations") or (first[0] == "و" and len(first) > 3)
    return score - 0.45 * goes_on + 0.1 * (not goes_on)


def _is_title_like(block: Block) -> bool:
    return not block.text.rstrip("\"'”»").endswith(".") and len(block.words) < 28 and block.tag != "p"
