"""A page's text into articles."""

from __future__ import annotations

import re

from sijill.model.records import Article, Outlet, Page, Published, Words


def split_articles(page: Page) -> tuple[Article, ...]:
    """The articles of a page, in reading order."""
    blocks = [(match.start(), match.end()) for match in re.finditer(r"[^\s].*[^\s]", page.text)]
    title = Words(page.text[slice(*blocks[0])], *blocks[0])
    body = tuple(blocks[1:])
    published = Published(page.published[:10], "given") if page.published else Published()
    text = "\n".join(page.text[start:end] for start, end in body)
    outlet = Outlet(None, None, None, page.outlet) if page.outlet else None
    return (Article(page.source, page.sha256, 0, title, outlet, None, None, published, None, "ar", text, body, ()),)
