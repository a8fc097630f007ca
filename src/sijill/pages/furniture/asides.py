"""What stands in or behind a text and is not of it, told by its neighbours: pull quotes, summaries made by machines, polls,
threads of replies, an author's life, and the list that closes a page.

Each function gives the indices of blocks with the kind of furniture they are; none looks at an outlet's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sijill.model.records import FurnitureKind
from sijill.pages.blocks import Block, Cue
from sijill.text.lexicon import load_words

Marked = Iterator[tuple[int, FurnitureKind]]

_QUOTE_WORDS = (4, 40)  # a pull quote says again so many words of the text
_MOST_QUOTES = 100  # each is looked for in the whole text: the bound keeps a page of quotations linear
_POINT_WORDS, _MOST_POINTS = 40, 8  # of a summary in points
_ENDS = ("keywords", "source-line", "share", "comments")
_BEHIND = 0.5  # of the running text stands before what closes an article
_CHOICE_WORDS = 4
_BIO_WORDS = 6
_QUESTION = 10  # words of a poll's question
_MAIL = 30  # first lines of a page among which a message's head stands
_MAIL_LABEL = re.compile(
    r"[>\s*]*(?:من|إلى|الى|التاريخ|الموضوع|نسخة|أرسلت|تاريخ الإرسال|المرسل|From|To|Sent|Date|Subject|Cc)\s?:", re.I
)
_FORWARDED = re.compile(
    r"-{3,}\s*(?:رسالة معاد توجيهها|الرسالة الأصلية|رسالة محولة|Forwarded message|Original Message)", re.I
)
_NOTE = re.compile(r"\s*[\[(]?\d{1,3}[\])]?\s*[-.–)]?\s*\D")
_SKIPPED = re.compile(r"تخط[ىي] .{1,40} واصل القراءة|تخط[ىي] .{1,40} وواصل القراءة|تجاوز .{1,40} وواصل القراءة")
_INSERTED = 12  # lines between the two marks


def find_pull_quotes(blocks: Sequence[Block], body: Sequence[int]) -> Marked:
    """Short blocks set apart whose words another block of the text says as a part of it; headings may quote the text."""
    low, high = _QUOTE_WORDS
    apart = [at for at in body if blocks[at].tag in ("blockquote", "aside", "q")]
    quotes = [at for at in apart if low <= len(blocks[at].words) <= high][:_MOST_QUOTES]
    if not quotes:
        return
    texts = [(len(blocks[at].words), " ".join(blocks[at].words)) for at in body if len(blocks[at].words) > low]
    for at in quotes:
        count, words = len(blocks[at].words), " ".join(blocks[at].words)
        if any(length > count and words in text for length, text in texts):
            yield at, "other"


def find_repeated_lead(blocks: Sequence[Block], body: Sequence[int]) -> Marked:
    """A paragraph that the text says again, word for word: a summary put before it."""
    seen: dict[tuple[str, ...], int] = {}
    for at in body:
        words = blocks[at].words
        if len(words) < 10:
            continue
        if words in seen:
            yield seen[words], "duplicate-title"
        seen[words] = at


def find_summaries(blocks: Sequence[Block], cues: Sequence[Cue | None]) -> Marked:
    """The points of a summary behind its head, up to the line that says how it was made or the first that is no point."""
    machine = load_words("summary_heads")
    for at, block in enumerate(blocks):
        if not block.tag or len(block.words) > 8:
            continue
        if block.plain not in machine and not any(block.plain.startswith(f"{head} ") for head in machine):
            continue
        points = []
        for place in range(at + 1, min(at + 1 + _MOST_POINTS, len(blocks))):
            other = blocks[place]
            if other.tag not in ("li", block.tag) or len(other.words) > _POINT_WORDS or cues[place] is not None:
                break
            points.append(place)
        if points:
            yield at, "other"
            yield from ((place, "other") for place in points)


def find_polls(blocks: Sequence[Block], body: Sequence[int]) -> Marked:
    """A question with two or more short answers, of which the first is yes or no."""
    answers = load_words("poll_answers")
    for place, at in enumerate(body):
        choice = blocks[at].plain in answers or (
            blocks[at].tag in ("li", "label", "option") and _asks(blocks, body, place)
        )
        if choice and place and blocks[body[place - 1]].plain not in answers:
            end = place
            while (
                end < len(body) and len(blocks[body[end]].words) <= _CHOICE_WORDS and not blocks[body[end]].is_sentence
            ):
                end += 1
            question = blocks[body[place - 1]]
            if end - place >= 2 and question.text.rstrip().endswith(("؟", "?")):
                yield body[place - 1], "other"
                yield from ((at, "other") for at in body[place:end])


def _asks(blocks: Sequence[Block], body: Sequence[int], place: int) -> bool:
    """Whether a short question stands right before a list of answers."""
    before = blocks[body[place - 1]] if place else None
    return before is not None and len(before.words) <= _QUESTION and before.text.rstrip().endswith(("؟", "?"))


def find_notes(blocks: Sequence[Block], first: int) -> Marked:
    """Foot-notes: their head behind the text, and the numbered lines that follow it."""
    heads = load_words("notes_heads")
    for at in range(first + 1, len(blocks)):
        if blocks[at].plain in heads and len(blocks[at].words) <= _CHOICE_WORDS:
            end = at + 1
            while end < len(blocks) and _NOTE.match(blocks[end].text):
                end += 1
            if end > at + 1:
                yield from ((place, "other") for place in range(at, end))


def find_inserts(blocks: Sequence[Block]) -> Marked:
    """What a page's text sets between a line that skips it and the line of its end: `تخطى … وواصل القراءة`, `… نهاية`."""
    for at, block in enumerate(blocks):
        if not _SKIPPED.fullmatch(block.plain):
            continue
        near = range(at + 1, min(at + 1 + _INSERTED, len(blocks)))
        end = next(
            (n for n in near if blocks[n].plain.endswith(" نهاية") or blocks[n].plain.startswith("نهاية ")), None
        )
        yield from ((place, "related") for place in range(at, (at if end is None else end) + 1))


def find_mail_heads(blocks: Sequence[Block]) -> Marked:
    """The head of a message, at least three of its lines (`من:`, `Subject:`), and what the sender writes over a forwarded one."""
    heads = [at for at, block in enumerate(blocks[:_MAIL]) if _MAIL_LABEL.match(block.text)]
    if len(heads) >= 3:
        forwarded = [at for at, block in enumerate(blocks[: 2 * _MAIL]) if _FORWARDED.search(block.text)]
        yield from ((at, "other") for at in range(heads[0], max([*heads, *forwarded]) + 1))


def find_thread(blocks: Sequence[Block], cues: Sequence[Cue | None], first: int) -> Marked:
    """Replies: all from the second numbered post on, or from the buttons under a post where others follow, most text before."""
    total = sum(len(block.words) for block in blocks if block.is_paragraph)
    posts = [at for at, cue in enumerate(cues) if at > first and cue is not None and cue.kind == "comments"]
    numbered = [
        at for at in posts if cues[at] == Cue("comments", "post") and blocks[at].text.strip("# ") not in ("1", "")
    ]
    shaped = [
        at
        for at, cue in enumerate(cues)
        if at > first and cue is not None and cue.manner == "shape" and cue.kind in ("comments", "share")
    ]
    begin = numbered[0] if numbered else shaped[0] if len(set(posts) & set(shaped)) >= 2 else None
    if begin is None:
        return
    before = sum(len(block.words) for block in blocks[:begin] if block.is_paragraph)
    if before >= _BEHIND * total:
        yield from ((at, "comments") for at in range(begin, len(blocks)))


def find_closing_list(blocks: Sequence[Block], cues: Sequence[Cue | None], first: int, last: int) -> Marked:
    """What follows the head of a list of other articles, where tags, a source or a share bar have ended this one before."""
    total = sum(len(block.words) for at, block in enumerate(blocks) if block.is_paragraph and at >= first)
    before, ended = 0, False
    for at, block in enumerate(blocks):
        cue = cues[at]
        if at >= first and cue is not None:
            ended = ended or (cue.kind in _ENDS and before >= _BEHIND * total)
            if ended and cue.kind == "related" and cue.manner in ("head", "line") and at <= last:
                yield from ((place, "related") for place in range(at + 1, len(blocks)))
                return
        before += len(block.words) if block.is_paragraph and at >= first else 0


def find_author_life(blocks: Sequence[Block], last: int) -> Marked:
    """Sentences on the writer behind the text, in an element that the template calls the author's."""
    for at in range(last, len(blocks)):
        block = blocks[at]
        if block.hint == "byline" and len(block.words) >= _BIO_WORDS:
            yield at, "other"
