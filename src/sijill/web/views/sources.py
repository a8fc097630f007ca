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
from sijill.web.views.paging import Paging, rows_shown

__all__ = ["SourcesView", "view_sources"]

SHOWN = 6  # articles of one row
FLOWS = 24
STEP, TOP = 34, 26


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


class Flow(Struct, frozen=True):
    """A band from who gives to who carries, in units of the drawing."""

    giver: str
    taker: str
    from_y: float
    to_y: float
    width: float
    articles: int
    how: str


class Flows(Struct, frozen=True):
    """Givers on one side, carriers on the other."""

    height: float
    givers: list[tuple[str, float]]
    takers: list[tuple[str, float]]
    bands: list[Flow]


class SourcesView(Struct, frozen=True):
    """The page."""

    outlets: list[OutletLine]
    flows: Flows | None
    copies: list[CopyLine]
    paging: Paging
    unnamed: int
    texts: int


def view_sources(snapshot: Snapshot, asked: Asked, links: Links) -> SourcesView:
    """The page of outlets and copies."""
    rows = snapshot.copies
    shown, paging = rows_shown(rows, asked)
    return SourcesView(
        outlets=_outlets(snapshot, links),
        flows=_flows(rows),
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


def _flows(rows: list[CopyRow]) -> Flows | None:
    """The largest rows as bands; each name stands once on its side."""
    largest = rows[:FLOWS]
    if not largest:
        return None
    givers = list(dict.fromkeys(row.giver for row in largest))
    takers = list(dict.fromkeys(row.taker for row in largest))
    tall = max(len(givers), len(takers))
    giver_y = {name: TOP + STEP * (at + (tall - len(givers)) / 2) for at, name in enumerate(givers)}
    taker_y = {name: TOP + STEP * (at + (tall - len(takers)) / 2) for at, name in enumerate(takers)}
    most = largest[0].articles
    bands = [
        Flow(
            row.giver, row.taker, giver_y[row.giver], taker_y[row.taker],
            round(1.5 + 12 * row.articles / most, 1), row.articles, row.how,
        )
        for row in largest
    ]  # fmt: skip
    return Flows(TOP + STEP * tall, list(giver_y.items()), list(taker_y.items()), bands)
