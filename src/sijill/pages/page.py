"""One document opened: its page text and the articles on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sijill.model.records import Article, Furniture, Outlet, Page, Range, Rejection, Words
from sijill.pages.blocks import Block, find_lines
from sijill.pages.clock import Clock, find_clocks, is_clock_line
from sijill.pages.datelines import Dateline, find_dateline, find_dateline_line
from sijill.pages.decode import decode_html, decode_text, describe_binary, looks_binary
from sijill.pages.documents import Document
from sijill.pages.furniture import Layout
from sijill.pages.html import PROJECTION, project_html
from sijill.pages.language import find_language
from sijill.pages.meta import Head, read_clock, read_head
from sijill.pages.outlets import find_outlet, find_printed
from sijill.pages.published import Outside, read_published
from sijill.pages.split import Part, split_blocks
from sijill.text.fold import fold_text

TEXT_PROJECTION = "text/2"
_REPORT = re.compile(r'<meta name="generator" content="Sijill">')
MAX_TEXT = 4_000_000  # characters; a thick novel has one million, the longest article of ANT 47 thousand
_LISTED = 5  # lines of cards on a page without a text that make it a list
MAX_BLOCKS = 50_000  # the fullest of the real pages has 430; a line costs 30 microseconds


def open_page(document: Document) -> tuple[Page, tuple[Article, ...]] | Rejection:
    """The page and its articles in reading order, or why the page cannot be used."""
    opened = project(document)
    if isinstance(opened, Rejection):
        return opened
    page, blocks, head = opened
    articles = tuple(
        _read_article(page, blocks, part, ordinal, head if ordinal == 0 else Head())
        for ordinal, part in enumerate(split_blocks(blocks))
    )
    if sum(block.is_card for block in blocks) > _LISTED and not any(article.body for article in articles):
        return Rejection(
            document.source, page.sha256, "list", "It only lists articles that stand on other pages, and holds none."
        )
    return page, articles


def project(document: Document) -> tuple[Page, list[Block], Head] | Rejection:
    """The page's text with its blocks and what its head says, or why it cannot be used."""
    sha256 = document.sha256
    kind = describe_binary(document.body)
    if kind:
        return Rejection(document.source, sha256, "binary", f"It is {kind}, not a page.")
    is_html = document.media == "html"
    source = (decode_html if is_html else decode_text)(document.body, document.charset)
    if looks_binary(source):
        return Rejection(document.source, sha256, "binary", "Its bytes are no text in any encoding known here.")
    if is_html and _REPORT.search(source, 0, 2_000):  # read as a page, it would be evidence for itself
        return Rejection(document.source, sha256, "report", "It is a report that Sijill wrote, not a page.")
    if is_html:
        text, blocks = project_html(source)
        head = read_head(source)
    else:
        text, blocks, head = source, find_lines(source), Head()
    if len(text) > MAX_TEXT:
        return Rejection(
            document.source, sha256, "large", f"Its text has {len(text):,} characters; a page has no {MAX_TEXT:,}."
        )
    if len(blocks) > MAX_BLOCKS:
        return Rejection(
            document.source, sha256, "large", f"It has {len(blocks):,} lines; a page has no {MAX_BLOCKS:,}."
        )
    if not any(block.words for block in blocks):
        return Rejection(document.source, sha256, "empty", "There is no text on it.")
    projection = PROJECTION if is_html else TEXT_PROJECTION
    url = document.url or head.address
    page = Page(document.source, sha256, text, projection, url, document.published, document.outlet, document.fetched)
    return page, blocks, head


def _read_article(page: Page, all_blocks: Sequence[Block], part: Part, ordinal: int, head: Head) -> Article:
    blocks = all_blocks[part.first : part.last]
    given = page.outlet if ordinal == 0 else None
    names = frozenset(fold_text(name) for name in (given, head.site) if name)
    layout = Layout(blocks, titles=head.titles, names=names, title=part.title)
    title = blocks[layout.title] if layout.title is not None else None
    ranges, dateline, start = _read_body(layout)
    furniture = [(blocks[at], kind) for at, kind in enumerate(layout.kinds) if kind is not None]
    body = [blocks[at] for at in layout.body]
    clocks = _read_clocks([block for block, kind in furniture if kind == "date-line"] + _beside(layout))
    if dateline is not None and dateline.date:
        clocks = [*clocks, *(clock for clock in find_clocks(page.text[start : start + dateline.begins], start))][:40]
    if part.shared and ordinal and not any(clock.value for clock in clocks):  # an item has the day of its bulletin
        clocks = _read_clocks([block for block in all_blocks[: part.shared] if is_clock_line(block.text)])
    outlet = find_outlet(
        blocks,
        (start, dateline) if dateline else None,
        title,
        body,
        furniture=[block for block, _ in furniture],
        page_text=page.text,
    )
    outside = Outside(page.published, page.url, page.fetched) if ordinal == 0 else Outside(fetched=page.fetched)
    lead = [*([title] if title else []), *body[:2]]
    published, updated = read_published((clocks, head.clocks), lead, body, outside)
    text = "\n".join(page.text[begin:end] for begin, end in ranges)
    byline = layout.byline or (
        (start + dateline.byline[0], start + dateline.byline[1]) if dateline and dateline.byline else None
    )
    return Article(
        page.source,
        page.sha256,
        ordinal,
        Words(title.text, title.start, title.end) if title else None,
        _choose_outlet(outlet, given, head.site, blocks),
        Words(page.text[byline[0] : byline[1]], *byline) if byline else None,
        Words(page.text[start : start + dateline.length], start, start + dateline.length) if dateline else None,
        published,
        updated,
        find_language(text or (title.text if title else "")),
        text,
        ranges,
        tuple(Furniture(block.start, block.end, kind) for block, kind in furniture),
    )


def _read_body(layout: Layout) -> tuple[tuple[Range, ...], Dateline | None, int]:
    """The ranges of the text, the dateline, and where the dateline stands."""
    blocks, indices = layout.blocks, layout.body
    ranges = [(blocks[at].start, blocks[at].end) for at in indices]
    if layout.dateline is not None:
        block = blocks[layout.dateline]
        return tuple(ranges), find_dateline_line(block), block.start
    for place, at in enumerate(indices[:3]):
        block = blocks[at]
        dateline = find_dateline(block.text)
        if dateline is not None:
            begins = dateline.begins + len(block.text[dateline.begins :]) - len(block.text[dateline.begins :].lstrip())
            ranges[place] = (block.start + begins, block.end)
            return tuple(ranges), dateline, block.start
        if block.is_paragraph:
            break
    return tuple(ranges), None, 0


def _beside(layout: Layout) -> list[Block]:
    """Blocks of the head that are no clock line and hold one: `المحرر | 12 مايو 2021 | قراءة: 5 دقائق`."""
    near = [
        block for at, block in enumerate(layout.blocks[: layout.first]) if layout.kinds[at] not in (None, "date-line")
    ]
    return [block for block in near if block.clock or len(block.words) <= 16]


def _read_clocks(blocks: Sequence[Block]) -> list[Clock]:
    clocks: list[Clock] = []
    for block in blocks:
        written = find_clocks(block.text, block.start)
        machine = read_clock(block.clock, "time-element", block.start, block.end) if block.clock else None
        first = next((clock for clock in written if clock.value), None)
        if machine and (first is None or (first.value or "")[:10] == (machine.value or "")[:10]):
            clocks.append(machine)
        clocks += written
    return clocks


def _choose_outlet(found: Outlet | None, given: str | None, site: str | None, blocks: Sequence[Block]) -> Outlet | None:
    name = given or site
    if name is None:
        return found
    if found is not None and fold_text(found.name) == fold_text(name):
        return Outlet(found.text, found.start, found.end, name)
    return find_printed(name, blocks)
