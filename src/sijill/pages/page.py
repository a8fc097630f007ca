"""One document opened: its page text and the articles on it."""

from __future__ import annotations

from sijill.model.records import Article, Page, Rejection
from sijill.pages.documents import Document
from sijill.pages.split import split_articles


def open_page(document: Document) -> tuple[Page, tuple[Article, ...]] | Rejection:
    """The page and its articles in reading order, or why the page cannot be used."""
    text = document.body.decode("utf-8", "replace").removeprefix("\ufeff")
    sha256 = document.sha256
    if not text.strip():
        return Rejection(document.source, sha256, "empty", "The page has no text.")
    page = Page(document.source, sha256, text, "text/1", document.url, document.published, document.outlet)
    return page, split_articles(page)
