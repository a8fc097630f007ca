"""The dossier as one self-contained HTML page: no network, no markup of the pages, readable without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sijill.model.records import Article, Rejection

__all__ = ["render_report", "write_report"]


def render_report(
    articles: Sequence[Article],
    pages_text: Mapping[str, str],
    *,
    title: str | None = None,
    rejections: Sequence[Rejection] = (),
    as_of: str | None = None,
    open_articles: Sequence[Article] = (),
) -> str:
    """The report as HTML.  `pages_text` maps a page's hash to its text; `open_articles` are set apart by an as-of view."""
    return ""


def write_report(
    path: Path,
    articles: Sequence[Article],
    pages_text: Mapping[str, str],
    *,
    title: str | None = None,
    rejections: Sequence[Rejection] = (),
    as_of: str | None = None,
    open_articles: Sequence[Article] = (),
) -> Path:
    """Writes the report to `path` (UTF-8) and gives the path back."""
    page = render_report(
        articles, pages_text, title=title, rejections=rejections, as_of=as_of, open_articles=open_articles
    )
    path.write_text(page, encoding="utf-8")
    return path
