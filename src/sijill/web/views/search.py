"""What a search finds: articles with the words found in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from sijill.model.errors import UsageError
from sijill.model.graph import Evidence
from sijill.model.labels import Label
from sijill.model.listing import Listing
from sijill.model.search import SearchHit, Why
from sijill.show.wording import published_words
from sijill.text.query import parse_query
from sijill.web.asked import SearchAsked, SearchPage
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.views.narrowing import Narrowing, bare_words, view_narrowing
from sijill.web.views.paging import Paging, pages_of, paging_of

__all__ = ["SearchView", "check_asked", "find_hits", "view_search"]


SMALL = 2_000  # articles of a record; of 22,376 how the answers spread takes longer to count (42 to 112 ms) than to find them


class HitLine(Struct, frozen=True):
    """An article that answers: its passage as (words, whether they were found), its statements that do."""

    href: str
    title: list[tuple[str, bool]]
    outlet: str | None
    day: Label
    passage: list[tuple[str, bool]]
    passage_href: str
    said: list[tuple[str | None, list[tuple[str, bool]], str]]
    found: int
    why: Why


class SearchView(Struct, frozen=True):
    """The page; without a question it explains how to ask."""

    query: str
    lines: list[HitLine]
    paging: Paging | None
    suggestions: Mapping[str, Sequence[str]]
    words: str = ""
    narrowing: Narrowing | None = None


def check_asked(typed: str) -> None:
    """UsageError where nothing is asked."""
    query = parse_query(typed)
    if not query.words and not query.fields:
        raise UsageError("Nothing to look for.", hint="a word, as in: /search?q=التحالف")


def find_hits(snapshot: Snapshot, asked: SearchAsked) -> Listing[SearchHit]:
    """The answers; UsageError where nothing is asked."""
    check_asked(asked.q)
    return snapshot.search(asked.q, first=asked.first, count=asked.rows)


def view_search(snapshot: Snapshot, asked: SearchPage, links: Links) -> SearchView:
    """The page of answers."""
    query = parse_query(asked.q)
    if not query.words and not query.fields:
        return SearchView(asked.q, [], None, {})
    found = find_hits(snapshot, asked)
    if asked.page > (last := pages_of(found.total, asked)):  # beyond the end the last page is shown, as of every list
        asked = asked.model_copy(update={"page": last})
        found = find_hits(snapshot, asked)
    near = snapshot.suggest(asked.q) if not found.total else {}
    lines = [_line(hit, links) for hit in found.rows]
    is_quick = len(snapshot.articles) <= SMALL
    narrowing = view_narrowing(snapshot, asked.q, counted=asked.facets or is_quick)
    return SearchView(asked.q, lines, paging_of(found.total, asked), near, bare_words(asked.q), narrowing)


def _line(hit: SearchHit, links: Links) -> HitLine:
    title = hit.article.title
    found = hit.evidence
    passage = hit.passage
    return HitLine(
        links.article(hit.article.page_sha256, hit.article.ordinal),
        _title(title, found),
        hit.article.outlet,
        published_words(hit.article.published),
        _parts(passage, found) if passage else [],
        links.link(passage) if passage else "",
        [(said.speaker, _parts(said.content, found), links.link(said.content)) for said in hit.statements],
        len(found),
        hit.why,
    )


def _title(title: str | None, found: Sequence[Evidence]) -> list[tuple[str, bool]]:
    """The headline with the words that were found, wherever on the page it stands."""
    words = {one.words for one in found}
    parts: list[tuple[str, bool]] = []
    for at, word in enumerate((title or "").split(" ")):
        parts.append((f" {word}" if at else word, word in words))
    return parts


def _parts(passage: Evidence, found: Sequence[Evidence]) -> list[tuple[str, bool]]:
    """The passage cut at the words found in it."""
    parts: list[tuple[str, bool]] = []
    at = passage.start
    for one in found:
        if one.page_sha256 == passage.page_sha256 and at <= one.start and one.end <= passage.end:
            parts += [(passage.words[at - passage.start : one.start - passage.start], False), (one.words, True)]
            at = one.end
    parts.append((passage.words[at - passage.start :], False))
    return [part for part in parts if part[0]]
