"""The events of the story, each once, in the order of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sijill.model.graph import ArticleKey, Origin, TimelineEntry
from sijill.model.records import Article

__all__ = ["build_timeline"]


def build_timeline(
    articles: Sequence[Article],
    *,
    origins: Mapping[ArticleKey, Origin] | None = None,
    start: str | None = None,
    end: str | None = None,
    actor: str | None = None,
    place: str | None = None,
    everything: bool = False,
) -> list[TimelineEntry]:
    """The events worth a line, dated ones first in the order of time, then those whose day is open.

    `origins` comes from `link.duplicates.find_origins(articles)`; without it every article counts as a source of its own.
    """
    return []
