"""One document read from bytes to annotated articles: what every engine does with a page."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from sijill.annotate.meaning import embed_article
from sijill.model.records import Article, Page, Rejection
from sijill.pages.documents import Document
from sijill.pages.page import open_page
from sijill.run.stages import STAGES, Stage, annotate


class PageRead(Struct, frozen=True):
    """A page, its annotated articles, and in their order the vectors of what they mean (none without the encoder)."""

    page: Page
    articles: tuple[Article, ...]
    meanings: tuple[bytes, ...] = ()


def read_page(document: Document, stages: Sequence[Stage] = STAGES) -> PageRead | Rejection:
    """The page with its articles annotated, or why it cannot be used.

    A stage that fails is our mistake and not the page's; it still costs this page alone, and the reason names the mistake.
    """
    try:
        opened = open_page(document)
        if isinstance(opened, Rejection):
            return opened
        page, articles = opened
        annotated = tuple(annotate(page.text, article, stages) for article in articles)
        return PageRead(page, annotated, tuple(filter(None, map(embed_article, annotated))))
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}:{at.lineno}"
        reason = f"Reading it failed ({type(error).__name__} at {where}: {error}); this is a mistake in Sijill."
        return Rejection(document.source, document.sha256, "failed", reason)
