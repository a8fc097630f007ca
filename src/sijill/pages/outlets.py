"""Who published an article: as the page's head, its datelines, its source line or the text itself name it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from sijill.model.records import Outlet
from sijill.pages.blocks import Block
from sijill.pages.cues import Cue, find_cue
from sijill.pages.datelines import Dateline
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, load_words

_SOURCE = re.compile(r"\s*(?:المصدر|مصدر الخبر|source)\s*[:|]\s*(?P<name>[^:|]{2,60}?)\s*$", re.I)
# لـ"name", (name) after a verb of receiving: how an outlet speaks of itself.
_SELF = re.compile(
    r"(?<!\w)(?:و|ف)?(?:ل|لل)ـ?\s?[\"“”«(]\s*(?P<to>[^\"“”»«()\n]{2,30}?)\s*[\"“”»)]"
    r"|(?:تلقت|تلقته|تلقاه|تابعتها|تابعته|تابعت|اطلعت عليه|حصلت|وصلت|نقلته|نقلتها)\s+"
    r"[\"“”«(]\s*(?P<by>[^\"“”»«()\n]{2,30}?)\s*[\"“”»)]"
)


def find_outlet(
    blocks: Sequence[Block],
    dateline: tuple[int, Dateline] | None,
    title: Block | None,
    body: Sequence[Block],
    *,
    furniture: Sequence[Block],
    page_text: str,
) -> Outlet | None:
    """The publisher that an article's own words name: its dateline, its source line, or the way the text speaks of it."""
    if dateline is not None:
        start, head = dateline
        name = head.names[0] if head.own else _outlet_in_dateline(head.names)
        if name:
            at = page_text.find(name, start)
            printed = name if at >= 0 else name.replace(" ", "_")
            at = at if 0 <= at < start + 120 else page_text.find(printed, start)
            if 0 <= at < start + 120:
                return Outlet(printed, at, at + len(printed), name)
    for block in furniture:
        match = _SOURCE.match(block.text)
        if match and not _is_many(match["name"]):
            start = block.start + match.start("name")
            return Outlet(match["name"], start, start + len(match["name"]), match["name"])
    mast = find_masthead(blocks, title)
    return _find_self(title, body, mast) or mast


def find_masthead(blocks: Sequence[Block], title: Block | None) -> Outlet | None:
    """The name of the site: a short first line that a menu follows before the title comes."""
    if (
        title is None
        or not blocks
        or blocks[0] is title
        or find_cue(blocks[0]) not in (None, Cue("navigation", "shape"))
    ):
        return None
    menu = any(
        (cue := find_cue(block)) is not None and cue.kind == "navigation"
        for block in blocks[1:4]
        if block.start < title.start
    )
    name = re.split(r"\s*(?:[|•]|::)\s*", blocks[0].text)[0].strip()
    if not menu or not 1 <= len(name.split()) <= 5 or blocks[0].is_sentence:
        return None
    start = blocks[0].start + blocks[0].text.index(name)
    return Outlet(name, start, start + len(name), name)


def _outlet_in_dateline(names: tuple[str, ...]) -> str | None:
    """The part of a dateline that is no place, agency or turn such as `متابعة`."""
    skip = _agencies() | load_words("dateline_places")
    left = [name for name in names if fold_text(name) not in skip]
    if len(names) == 1:
        return None
    return left[-1] if left and len(left) < len(names) else left[-1] if len(left) > 1 else left[0] if left else None


def _find_self(title: Block | None, body: Sequence[Block], mast: Outlet | None) -> Outlet | None:
    """A name that the text says is spoken to, twice or more: `قال لـ"النافذة"`."""
    found: dict[str, tuple[str, int]] = {}
    counts: Counter[str] = Counter()
    for block in body:
        for match in _SELF.finditer(block.text):
            group = "to" if match["to"] else "by"
            name = match[group].strip()
            key = fold_text(name).removeprefix("ل")
            counts[key] += 1 if group == "to" else 2
            found.setdefault(key, (name, block.start + match.start(group)))
    for key in found:
        if title is not None and re.search(rf"(?<!\w)ل\s?{re.escape(key)}(?!\w)", fold_text(title.text)):
            counts[key] += 1
        if mast is not None and key in fold_text(mast.name):
            counts[key] += 1
    if not counts:
        return None
    key, count = counts.most_common(1)[0]
    name, start = found[key]
    return Outlet(name, start, start + len(name), name) if count >= 2 else None


def find_printed(name: str, blocks: Sequence[Block]) -> Outlet:
    """An outlet named from outside or in the page's head, with the place where the page prints it, if it does."""
    for block in blocks:
        at = block.text.find(name)
        if at >= 0 and len(block.words) <= 12:
            return Outlet(name, block.start + at, block.start + at + len(name), name)
    return Outlet(None, None, None, name)


def _is_many(name: str) -> bool:
    """Whether a source line names agencies in general, or several."""
    folded = fold_text(name)
    return "وكالات" in folded or "مواقع" in folded or len(re.split(r"[+،,/]|\s-\s", name)) > 1


@cache
def _agencies() -> frozenset[str]:
    return frozenset(fold_text(row[0]) for row in load_rows("wire_agencies"))
