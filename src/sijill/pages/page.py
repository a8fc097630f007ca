"""One document opened: its page text and the articles on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from sijill.model.records import Article, Furniture, Outlet, Page, Range, Rejection, Words
from sijill.pages.blocks import Block, find_lines
from sijill.pages.dates.clock import find_clocks
from sijill.pages.dates.published import Outside, read_published
from sijill.pages.dates.stamps import find_stamps
from sijill.pages.decode import decode_html, decode_text, describe_binary, looks_binary
from sijill.pages.documents import Document
from sijill.pages.furniture.layout import Layout
from sijill.pages.heads.bylines import is_outlet_name
from sijill.pages.heads.datelines import Dateline, find_dateline, find_dateline_line
from sijill.pages.heads.outlets import find_outlet, find_printed
from sijill.pages.heads.roundups import Mast, read_mast
from sijill.pages.heads.writers import find_place, find_writer, tells_place
from sijill.pages.language import find_language
from sijill.pages.markup.html import PROJECTION, project_html
from sijill.pages.markup.meta import Head, read_head
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
    parts = split_blocks(blocks)
    first = _read_article(page, blocks[parts[0].first : parts[0].last], parts[0], 0, head=head, mast=Mast())
    articles = [first]
    above = [block for block in blocks[: parts[0].last] if first.title is None or block.end <= first.title.start]
    for ordinal, part in enumerate(parts[1:], 1):
        mast = read_mast(above, head) if part.shared else Mast()
        own = blocks[part.first : part.last]
        articles.append(_read_article(page, own, part, ordinal, head=Head(site=mast.site), mast=mast))
    if sum(block.is_card for block in blocks) > _LISTED and not any(article.body for article in articles):
        return Rejection(
            document.source, page.sha256, "list", "It only lists articles that stand on other pages, and holds none."
        )
    return page, tuple(articles)


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


def _read_article(page: Page, blocks: Sequence[Block], part: Part, ordinal: int, *, head: Head, mast: Mast) -> Article:
    given = page.outlet if ordinal == 0 else None
    names = frozenset(fold_text(name) for name in (given, head.site) if name)
    layout = Layout(blocks, titles=head.titles, names=names, title=part.title)
    title = blocks[layout.title] if layout.title is not None else None
    ranges, dateline, start = _read_body(layout)
    furniture = [(blocks[at], kind) for at, kind in enumerate(layout.kinds) if kind is not None]
    body = [blocks[at] for at in layout.body]
    stamps = find_stamps(layout)
    stamps = stamps if stamps.mast else replace(stamps, mast=mast.clocks)
    if dateline is not None and dateline.date:
        stamps = replace(stamps, head=(*stamps.head, *find_clocks(page.text[start : start + dateline.begins], start)))
    outlet = find_outlet(
        layout, (start, dateline) if dateline else None, written=head.title, mast=mast.claims, page_text=page.text
    )
    outside = Outside(page.published, page.url, page.fetched) if ordinal == 0 else Outside(fetched=page.fetched)
    lead = [*([title] if title else []), *body[:2]]
    published, updated = read_published((stamps, head.clocks), lead, body, outside)
    text = "\n".join(page.text[begin:end] for begin, end in ranges)
    outlet = _choose_outlet(outlet, given, head.site, blocks)
    named = layout.outlets | (frozenset({fold_text(outlet.name)}) if outlet else frozenset())
    byline = layout.byline or (
        (start + dateline.byline[0], start + dateline.byline[1]) if dateline and dateline.byline else None
    )
    if byline is not None and is_outlet_name(page.text[byline[0] : byline[1]], named):
        byline = None
    byline = byline or find_writer(layout, head.writer, named)
    told = dateline if dateline is not None and tells_place(dateline) else None
    place = Words(page.text[start : start + told.length], start, start + told.length) if told else find_place(layout)
    return Article(
        page.source,
        page.sha256,
        ordinal,
        Words(title.text, title.start, title.end) if title else None,
        outlet,
        Words(page.text[byline[0] : byline[1]], *byline) if byline else None,
        place,
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
        return tuple(ranges), find_dateline_line(block, layout.outlets), block.start
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


def _choose_outlet(found: Outlet | None, given: str | None, site: str | None, blocks: Sequence[Block]) -> Outlet | None:
    name = given or site
    if name is None:
        return found
    if found is not None and fold_text(found.name) == fold_text(name):
        return Outlet(found.text, found.start, found.end, name)
    return find_printed(name, blocks)
