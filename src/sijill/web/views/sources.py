"""The outlets of the record, and who carries whose text."""

from __future__ import annotations

from collections import Counter, defaultdict

from msgspec import Struct

from sijill.ledger.asof import latest_day
from sijill.model.graph import CopyRow
from sijill.model.records import Article
from sijill.text.names import name_key
from sijill.web.asked import Asked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.views.networks import Web, web_of_copies
from sijill.web.views.paging import Paging, rows_shown

__all__ = ["SourcesView", "view_sources"]

SHOWN = 6  # articles of one row


class OutletLine(Struct, frozen=True):
    """An outlet: its articles, how many of them carry somebody else's text, and the days between which they lie."""

    name: str
    href: str
    articles: int
    taken: int
    given: int
    days: tuple[str, str] | None


class CopyLine(Struct, frozen=True):
    """A row, with links to its articles."""

    row: CopyRow
    articles: list[tuple[str, str]]


class SourcesView(Struct, frozen=True):
    """The page."""

    outlets: list[OutletLine]
    web: Web | None
    copies: list[CopyLine]
    paging: Paging
    unnamed: int
    texts: int


def view_sources(snapshot: Snapshot, asked: Asked, links: Links) -> SourcesView:
    """The page of outlets and copies."""
    rows = snapshot.copies
    shown, paging = rows_shown(rows, asked)
    own = Counter(name_key(article.outlet.name) for article in snapshot.articles if article.outlet)
    return SourcesView(
        outlets=_outlets(snapshot, links),
        web=web_of_copies(rows, own, links),
        copies=[_line(row, links) for row in shown],
        paging=paging,
        unnamed=sum(article.outlet is None for article in snapshot.articles),
        texts=len({origin.group for origin in snapshot.origins.values()}),
    )


def _outlets(snapshot: Snapshot, links: Links) -> list[OutletLine]:
    """Each outlet once, however it is written, those with most articles first."""
    held: dict[str, list[Article]] = defaultdict(list)
    for article in snapshot.articles:
        if article.outlet:
            held[name_key(article.outlet.name)].append(article)
    taken: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for row in snapshot.copies:
        taken[name_key(row.taker)] += row.articles
        given[name_key(row.giver)] += row.articles
    lines = []
    for key, articles in held.items():
        name = Counter(article.outlet.name for article in articles if article.outlet).most_common(1)[0][0]
        days = sorted(day for article in articles if (day := latest_day(article)))
        span = (days[0], days[-1]) if days else None
        lines.append(OutletLine(name, links.outlet(name), len(articles), taken[key], given[key], span))
    return sorted(lines, key=lambda line: (-line.articles, line.name))


def _line(row: CopyRow, links: Links) -> CopyLine:
    found = zip(row.sources[:SHOWN], row.evidence, strict=False)
    return CopyLine(row, [(links.link(words), source.title or words.words) for source, words in found])
