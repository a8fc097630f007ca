"""Who published an article: as the page's head, its datelines, its source line or the text itself name it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from sijill.model.records import Outlet
from sijill.pages.blocks import Block
from sijill.pages.furniture.layout import Layout
from sijill.pages.heads.datelines import Dateline
from sijill.pages.heads.mastheads import ENOUGH, Claim, claims_of_head, claims_of_lines, claims_of_title, weigh_claims
from sijill.pages.heads.names import has_outlet_word, known_outlets
from sijill.text.fold import fold_text
from sijill.text.gazetteer import by_keys
from sijill.text.lexicon import load_rows, load_words
from sijill.text.names import name_keys

_SOURCE = re.compile(r"\s*(?:المصدر|مصدر الخبر|source)\s*[:|]\s*(?P<name>[^:|]{2,60}?)\s*$", re.I)
# لـ"name", (name) after a verb of receiving: how an outlet speaks of itself.
_SELF = re.compile(
    r"(?<!\w)(?:و|ف)?(?:ل|لل)ـ?\s?[\"“”«(]\s*(?P<to>[^\"“”»«()\n]{2,30}?)\s*[\"“”»)]"
    r"|(?:تلقت|تلقته|تلقاه|تابعتها|تابعته|تابعت|اطلعت عليه|حصلت|وصلت)\s+"
    r"[\"“”«(]\s*(?P<by>[^\"“”»«()\n]{2,30}?)\s*[\"“”»)]"
)


_QUOTE = re.compile('[لـتهي]\\s{0,3}["“”«(]')  # without it a block has no `_SELF`
_MOST_SELVES = 8  # names that a text speaks to


def find_outlet(
    layout: Layout, dateline: tuple[int, Dateline] | None, *, written: str | None, mast: Sequence[Claim], page_text: str
) -> Outlet | None:
    """The publisher that an article's page names: its `<title>` (`written`), masthead, datelines, credits, or the text itself.

    `mast` are the claims of a page's masthead that hold for an article below another one of a round-up.
    """
    blocks, title = layout.blocks, layout.title
    headline = blocks[title] if title is not None else None
    body = [blocks[at] for at in layout.body]
    furniture = [blocks[at] for at, kind in enumerate(layout.kinds) if kind is not None]
    claims = [*mast, *claims_of_title(written, headline, blocks), *claims_of_head(blocks, title)]
    claims += claims_of_lines(blocks, layout.first, title)
    claims += _claims_of_dateline(dateline, page_text)
    sources = [
        (block, match) for block in furniture if (match := _SOURCE.match(block.text)) and not _is_many(match["name"])
    ]
    claims += [Claim(match["name"], 2.0, block.start + match.start("name")) for block, match in sources[:2]]
    claims += _claims_of_text(headline, body)
    best = weigh_claims(claims)
    if best is None or best[1] < ENOUGH:
        return None
    return _print_claim(best[0], blocks, page_text)


def _print_claim(claim: Claim, blocks: Sequence[Block], page_text: str) -> Outlet:
    """The outlet of a claim, with the place where the page prints it."""
    if claim.start is None:
        return find_printed(claim.name, blocks)
    end = claim.start + len(claim.name)
    return Outlet(page_text[claim.start : end], claim.start, end, claim.name.replace("_", " "))


def _claims_of_dateline(dateline: tuple[int, Dateline] | None, page_text: str) -> list[Claim]:
    """The outlet that a dateline names; its form alone is enough where it holds no town."""
    if dateline is None:
        return []
    start, head = dateline
    name = head.names[-1] if head.own else _outlet_in_dateline(head.names)
    if not name:
        return []
    for printed in (name, name.replace(" ", "_")):
        at = page_text.find(printed, start, start + 120 + len(printed))
        if at >= 0:
            return [Claim(printed, 2.5 if head.own else 2.0, at)]
    return []


def _outlet_in_dateline(names: tuple[str, ...]) -> str | None:
    """The part of a dateline that is no place, agency or turn such as `متابعة`."""
    skip = _agencies() | load_words("dateline_places")
    left = [name for name in names if fold_text(name) not in skip]
    if len(names) == 1:
        return None
    return left[-1] if left and len(left) < len(names) else left[-1] if len(left) > 1 else left[0] if left else None


def _claims_of_text(title: Block | None, body: Sequence[Block]) -> list[Claim]:
    """Names that the text says are spoken to (`قال لـ"النافذة"`) or have received something; twice is enough, for an outlet's
    form of name once of the latter.  Agencies, and what the lists know as something else, are none.
    """
    found: dict[str, tuple[str, int]] = {}
    counts: Counter[str] = Counter()
    for block in body:
        for match in _SELF.finditer(block.text) if _QUOTE.search(block.text) else ():
            group = "to" if match["to"] else "by"
            name = match[group].strip()
            key = fold_text(name).removeprefix("ل")
            outlet = key in known_outlets() or has_outlet_word(key.split())
            if key in _agencies() or (not outlet and by_keys().get(name_keys(name)) is not None):
                continue
            counts[key] += 2 if outlet and group == "by" else 1
            found.setdefault(key, (name, block.start + match.start(group)))
    for key in found:
        if title is not None and re.search(rf"(?<!\w)ل\s?{re.escape(key)}(?!\w)", fold_text(title.text)):
            counts[key] += 1
    return [
        Claim(found[key][0], min(2.0, 1.0 * count), found[key][1]) for key, count in counts.most_common(_MOST_SELVES)
    ]


def find_printed(name: str, blocks: Sequence[Block]) -> Outlet:
    """An outlet named from outside or in the page's head, with the place where the page prints it, if it does."""
    bare = name.partition(" ")[2] if has_outlet_word(fold_text(name).split()) else ""
    for wanted in (name, bare):
        for block in blocks:
            at = block.text.find(wanted) if len(wanted) > 3 or wanted == block.text else -1
            if at >= 0 and len(block.words) <= 12:
                return Outlet(wanted, block.start + at, block.start + at + len(wanted), name)
    return Outlet(None, None, None, name)


def _is_many(name: str) -> bool:
    """Whether a source line names agencies in general, or several."""
    folded = fold_text(name)
    return "وكالات" in folded or "مواقع" in folded or len(re.split(r"[+،,/]|\s-\s", name)) > 1


@cache
def _agencies() -> frozenset[str]:
    return frozenset(fold_text(row[0]) for row in load_rows("wire_agencies"))
