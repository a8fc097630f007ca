"""Where a page's further articles begin.

Three signs: pieces that the template repeats, each with a heading and running text of its own; lines drawn between the items
of a bulletin; and, in running text, a title after the end of an article: behind a head such as `اقرأ أيضا`, behind tags or
share bars, or with a clock of its own.  What is no further article stays in the one before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from sijill.pages.blocks import Block, Cue
from sijill.pages.dates.clock import find_clocks
from sijill.pages.furniture.cues import find_cue
from sijill.pages.heads.datelines import find_dateline
from sijill.pages.heads.titles import shared_words
from sijill.pages.markup.hints import STRONG
from sijill.text.lexicon import load_words

_MOST_TITLES = 8  # more lines than these between head and paragraph are a list, not a title
# Own title shared with own text, an end of the first article before the head, and no sign that it goes on: the six split
# pages of seeds and sample score .95-1.28; of 23,441 undivided ANT pages the six best of the in-body heads .43-.53 before
# several titles without an end counted as links, none after, 2026-11.
_ENOUGH = 0.4
_ENDS = ("source-line", "keywords", "share", "comments", "subscription", "date-line", "other")
_ITEMS_SHARE = 0.6  # of a page's running text, that repeated items hold where the page is made of them
_OWN, _OVER = 0.15, 0.05  # an item's heading shares so much with its own text, and more than with the others'
_RULE = re.compile(r"[=*\-_~•●■#◆]{3,}|\*(?:\s*\*){2,}")
_BETWEEN = ("share", "source-line", "other", "date-line", "subscription")  # may stand between a title and its text
_TITLE_WORDS = (3, 25)
_FIRST_WORDS, _FIRST_PARAGRAPHS = 40, 2  # of running text before a further article can begin without a head


class Part(Struct, frozen=True):
    """One article's blocks `[first, last)`; `title` is known (an index of the page) where the split found it.

    `shared` is where the head of the whole page ends (an index of the page): an item of a bulletin has the bulletin's day.
    """

    first: int
    last: int
    title: int | None = None
    shared: int | None = None


def split_blocks(blocks: Sequence[Block]) -> list[Part]:
    """The parts of the page, an article each; one part where nothing parts it."""
    return _by_entries(blocks) or _by_rules(blocks) or _by_titles(blocks)


def _by_entries(blocks: Sequence[Block]) -> list[Part] | None:
    """The items that an HTML page repeats, where most of its running text is theirs and no title stands over them all."""
    kinds: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, block in enumerate(blocks):
        if block.entry is not None:
            kinds[block.entry[0]][block.entry[1]].append(at)
    if not kinds:
        return None
    items = max(kinds.values(), key=lambda found: sum(_weight(blocks, places) for places in found.values()))
    places = [found for _, found in sorted(items.items())]
    if sum(_weight(blocks, found) for found in places) < _ITEMS_SHARE * _weight(blocks, range(len(blocks))):
        return None
    if sum(any(_is_hour(blocks[at]) for at in found[:3]) for found in places) * 2 > len(places):
        return None  # a live blog: one article, its entries headed by the hour
    titles = [next(at for at in found if blocks[at].tag in _HEADINGS) for found in places]
    texts = [[blocks[at] for at in found if blocks[at].is_paragraph] for found in places]
    if not _are_apart([blocks[at] for at in titles], texts):
        return None
    begin = places[0][0]
    over = [block for block in blocks[:begin] if block.tag == "h1" or block.is_paragraph]
    if any(
        shared_words(block, [one for text in texts for one in text]) >= _OWN * 2 for block in over if block.tag == "h1"
    ):
        return None
    if sum(len(block.words) for block in over if block.is_paragraph) > _FIRST_WORDS * 2:
        return None
    starts = [found[0] for found in places]
    return _parts(starts, titles, len(blocks), begin)


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _is_hour(block: Block) -> bool:
    """Whether a line is a clock without a day."""
    cue = find_cue(block) if len(block.words) <= 5 and block.has_digits else None
    return cue is not None and cue.kind == "date-line" and not any(clock.value for clock in find_clocks(block.text))


def _weight(blocks: Sequence[Block], places: Sequence[int]) -> int:
    return sum(len(blocks[at].words) for at in places if blocks[at].is_paragraph)


def _are_apart(titles: Sequence[Block], texts: Sequence[Sequence[Block]]) -> bool:
    """Whether most headings tell of their own text and of no other: those of one article's sections do neither."""
    telling = 0
    for at, title in enumerate(titles):
        own = shared_words(title, texts[at][:2])
        other = max((shared_words(title, text[:2]) for n, text in enumerate(texts) if n != at), default=0.0)
        telling += own >= _OWN and own > other + _OVER
    return len(titles) >= 2 and telling * 3 >= len(titles) * 2


def _parts(starts: Sequence[int], titles: Sequence[int], end: int, shared: int) -> list[Part]:
    """Items from their starts on; what stands before the first is the head of all, and goes with the first."""
    edges = [0, *starts[1:], end]
    return [
        Part(first, last, title - first, shared) for first, last, title in zip(edges, edges[1:], titles, strict=False)
    ]


def _by_rules(blocks: Sequence[Block]) -> list[Part] | None:
    """The items between lines drawn across a bulletin, each with a title and a paragraph of its own."""
    rules = [at for at, block in enumerate(blocks) if not block.words and _RULE.fullmatch(block.text.strip())]
    if len(rules) < 2:
        return None
    found: list[tuple[int, int]] = []
    for begin, end in zip(rules, [*rules[1:], len(blocks)], strict=True):
        text = next((at for at in range(begin + 1, end) if blocks[at].is_paragraph), None)
        if text is None:
            continue
        heads = [at for at in range(begin + 1, text) if _is_title(blocks[at])]
        if not heads:
            return None
        found.append((begin + 1, heads[-1]))
    if len(found) < 2 or sum(block.is_paragraph for block in blocks[: found[0][0]]):
        return None
    texts = [[block for block in blocks[title + 1 : title + 6] if block.is_paragraph] for _, title in found]
    if not _are_apart([blocks[title] for _, title in found], texts):
        return None
    return _parts([start for start, _ in found], [title for _, title in found], len(blocks), found[0][0])


def _by_titles(blocks: Sequence[Block]) -> list[Part]:
    """Running text: an article ends where another's title stands."""
    cues = [find_cue(block) for block in blocks]
    starts: list[tuple[int, int]] = []
    words = paragraphs = 0
    for at, block in enumerate(blocks):
        begin = starts[-1][0] if starts else 0
        if starts and at <= starts[-1][1]:
            continue
        if words and block.zone not in ("nav", "footer"):
            title = _title_behind(blocks, cues, begin, at) if words else None
            if title is None and words >= _FIRST_WORDS and paragraphs >= _FIRST_PARAGRAPHS:
                title = _title_with_clock(blocks, cues, begin, at)
            if title is not None:
                starts.append((at + (title != at), title))
                words = paragraphs = 0
                continue
        if block.is_paragraph and cues[at] is None:
            words, paragraphs = words + len(block.words), paragraphs + 1
    edges = [0, *(start for start, _ in starts), len(blocks)]
    titles = [None, *(title for _, title in starts)]
    return [
        Part(first, last, None if title is None else title - first)
        for first, last, title in zip(edges, edges[1:], titles, strict=False)
    ]


def _title_behind(blocks: Sequence[Block], cues: Sequence[Cue | None], begin: int, at: int) -> int | None:
    """The title of an article that begins behind the head `اقرأ أيضا` that stands there, or None."""
    cue = cues[at]
    if cue is None or cue.kind != "related" or cue.manner != "head" or len(blocks[at].words) > 8:
        return None
    return _find_second_title(blocks, begin, at)


def _title_with_clock(blocks: Sequence[Block], cues: Sequence[Cue | None], begin: int, at: int) -> int | None:
    """The title that stands there, where the article before it has ended: a clock or a share bar and a paragraph follow."""
    if not _is_title(blocks[at]) or cues[at] is not None or blocks[at - 1].text.rstrip().endswith(":"):
        return None
    text = next((n for n in range(at + 1, min(at + 6, len(blocks))) if blocks[n].is_paragraph), None)
    if text is None or blocks[text].zone in ("aside", "nav", "footer", "figure") or blocks[at].is_card:
        return None
    between = [cue.kind if cue else None for cue in cues[at + 1 : text]]
    clock = any(cue is not None and cue.kind == "date-line" and blocks[at + 1 + n].has_digits
                for n, cue in enumerate(cues[at + 1 : text]))  # fmt: skip
    if not clock or any(kind is not None and kind not in _BETWEEN for kind in between):
        return None
    body = [block for block in blocks[text : text + 4] if block.is_paragraph]
    if sum(block.is_sentence for block in body) < min(2, len(body)) or any(block.hint == "comments" for block in body):
        return None
    earlier = (blocks[n] for n in range(at - 1, begin - 1, -1) if blocks[n].is_paragraph)
    own, other = shared_words(blocks[at], body[:2]), shared_words(blocks[at], list(islice(earlier, 4)))
    return at if own >= _OWN and own > other + _OVER else None


def _is_title(block: Block) -> bool:
    """Whether a line can be a headline: some words, no end of a sentence, and no link."""
    low, high = _TITLE_WORDS
    return (
        low <= len(block.words) <= high
        and not block.is_paragraph
        and block.link_share < 0.8
        and not block.text.rstrip("\"'”»").endswith((".", ":", "،"))
        and find_dateline(block.text) is None
    )


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
    apart = len({blocks[at].words for at in lines})
    return best if _score(blocks, begin, head, best, text, lines=apart) >= _ENOUGH else None


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
