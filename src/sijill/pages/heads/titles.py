"""The headline of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil

from sijill.model.records import FurnitureKind
from sijill.pages.blocks import Block
from sijill.pages.furniture.cues import is_caption
from sijill.pages.heads.bylines import find_byline
from sijill.pages.heads.datelines import find_dateline_line
from sijill.pages.heads.names import has_outlet_word
from sijill.text.fold import fold_text

_HEADING = {"h1": 0.6, "h2": 0.3, "h3": 0.2}
_SAME_WORDS, _SAME_SHARE = 4, 0.7  # a title with a site's name behind it begins with the title, and is most of it
_LONGEST = 60  # words; a line with more is no title with a name behind it


def shared_words(block: Block, others: Sequence[Block]) -> float:
    """The share of a line's words, cut to their stems, that stand in the other blocks too; a short line gets less.

    >>> shared_words(Block("فتح الجسر القديم", 0), [Block("أعلن المجلس فتح جسر المدينة", 0)])  # "the old bridge opens"
    0.5
    """
    found = sum(any(stem in other.stems for other in others) for stem in block.stems)
    return found / (len(block.stems) + 1)


def same_title(block: Block, title: Block) -> bool:
    """Whether a line is the headline again, whatever marks and site names stand around it."""
    if not block.words or len(block.words) > 2 * len(title.words) + 4:
        return False
    if block.words == title.words:
        return True
    mine, theirs = list(block.words), list(title.words)
    longer, shorter = (mine, theirs) if len(mine) >= len(theirs) else (theirs, mine)
    return (
        len(shorter) >= _SAME_WORDS and len(shorter) >= _SAME_SHARE * len(longer) and longer[: len(shorter)] == shorter
    )


def find_doubled(blocks: Sequence[Block], head: int) -> set[int]:
    """The indices of the lines that another of the first `head` lines says again (`same_title`), in linear time.

    >>> find_doubled([Block("فتح الجسر القديم", 0), Block("طقس اليوم", 0), Block("فتح الجسر القديم.", 0)], 3)  # a bridge opens
    {0, 2}
    """
    whole = Counter(block.words for block in blocks[:head])
    begun = {words[:length] for words in whole for length in _near_lengths(words)}
    return {
        at
        for at, block in enumerate(blocks)
        if whole[block.words] > (at < head)
        or block.words in begun
        or any(block.words[:length] in whole for length in _near_lengths(block.words))
    }


def _near_lengths(words: Sequence[str]) -> range:
    """How long a beginning of the words, short of all of them, may be to be the same title."""
    if len(words) > _LONGEST:
        return range(0)
    return range(max(_SAME_WORDS, ceil(_SAME_SHARE * len(words))), len(words))


def find_title(
    blocks: Sequence[Block],
    kinds: Sequence[FurnitureKind | None],
    first: int,
    titles: Sequence[str],
    names: frozenset[str] = frozenset(),
) -> int | None:
    """The index of the headline: the line before the text whose words come again in it.

    `titles` are what the page's head calls it (`og:title`, `<title>`), `names` what the site is called, all folded.
    """
    bare = not any(
        kind in ("navigation", "other") for kind in kinds[:first]
    )  # no masthead: the page begins with its title
    text = [block for at, block in enumerate(blocks[first : first + 12], first) if kinds[at] is None][:6]
    doubled = find_doubled(blocks, first + 1)
    best: tuple[float, int] | None = None
    places = [at for at, block in enumerate(blocks) if at < first or block.tag in ("h1", "h2")]
    for at in places:
        block = blocks[at]
        named = any(_is_named(block, title) for title in titles)
        watch = (
            kinds[at] == "related" and at < first and len(block.words) >= 5 and block.link_share < 0.5
        )  # `شاهد.. ...`
        if kinds[at] is not None and not (named and block.tag in _HEADING) and not watch:
            continue
        if (
            not block.words
            or len(block.words) > 40
            or (is_caption(block) and not named)
            or block.link_share > 0.9 < len(text)
        ):
            continue
        called = _is_outlet(block, names)
        short = len(block.words) < 3
        shared = shared_words(block, text) > 0  # a page may be called as its site is
        told = 1.2 if shared or len(block.words) >= 5 else 0.0 if short else 0.3
        score = _score(block, text) + told * (named and not called) + _HEADING.get(block.tag, 0.0) - 0.02 * min(at, 10)
        score += 0.3 * (at in doubled) - called
        score += (
            0.5 * (bare and at == 0 and not called and (shared or not short) and find_dateline_line(block) is None)
            - 0.2 * watch
            - 0.5 * (find_byline(block) is not None)
        )
        score += 0.15 * any(kinds[i] == "date-line" for i in (at - 1, at + 1) if 0 <= i < len(kinds))
        score -= 0.5 * (at > first) + 0.5 * (find_dateline_line(block) is not None) + 0.3 * ("|" in block.text)
        if best is None or score > best[0]:
            best = (score, at)
    if best is not None and best[0] > 0.0:
        return best[1]
    # A first line such as `شاهد: ...`, `عاجل | ...` or `حرام عليكم` is a headline where there is no other.
    if not blocks or first == 0 or kinds[0] not in (None, "related", "navigation"):
        return None
    short = bare and kinds[0] is None and not _is_outlet(blocks[0], names) and find_dateline_line(blocks[0]) is None
    return 0 if short or len(blocks[0].words) > 4 else None


def _is_outlet(block: Block, names: frozenset[str]) -> float:
    """How surely a line is the name of the site and no headline."""
    if fold_text(block.text).strip() in names:
        return 1.5
    return 0.8 if len(block.words) <= 5 and not block.is_sentence and has_outlet_word(list(block.words)) else 0.0


def _is_named(block: Block, title: str) -> bool:
    """Whether the page's head calls a line its title, with the site's name before or after it or not."""
    mine = " ".join(block.words)
    return len(mine) >= 6 and (
        mine == title or (len(block.words) >= 3 and (title.startswith(mine) or title.endswith(mine)))
    )


def _score(block: Block, text: Sequence[Block]) -> float:
    count = len(block.words)
    length = 0.2 if 4 <= count <= 16 else 0.1 if 4 <= count <= 19 else -0.3 if count < 3 else 0.0
    ends = -0.15 if block.text.rstrip().endswith(".") else 0.0
    foreign = -0.5 if block.is_foreign and text and not text[0].is_foreign else 0.0
    return 0.1 + shared_words(block, text) + length + ends + foreign
