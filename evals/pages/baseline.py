"""The naive reader: one article a page, its first line the title, all the rest its text, no day."""

from __future__ import annotations

import re

from sijill.model.records import Article, Page, Published, Words


def annotate(page: Page, articles: tuple[Article, ...]) -> list[Article]:
    """A single article with everything in it."""
    lines = [match.span() for match in re.finditer(r"\S[^\n]*", page.text)]
    title = Words(page.text[slice(*lines[0])].strip(), *lines[0])
    body = tuple(lines[1:])
    text = "\n".join(page.text[start:end] for start, end in body)
    return [Article(page.source, page.sha256, 0, title, None, None, None, Published(), None, "ar", text, body, ())]
