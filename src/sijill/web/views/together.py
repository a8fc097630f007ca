"""What two people or bodies have in common: the events, statements and articles that their line in the drawing counts."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sijill.model.graph import StatementRow, Thing, TimelineEntry
from sijill.model.labels import Label
from sijill.model.records import Article
from sijill.show.lines import EventLine, event_lines
from sijill.web.asked import TogetherAsked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.trouble import NotFoundError
from sijill.web.views.articles import ArticleLine, article_line
from sijill.web.views.paging import Paging, rows_shown
from sijill.web.views.statements import Said, said_lines

__all__ = ["Common", "TogetherView", "find_common", "view_together"]

FIRST = 10  # rows of each list where all three are shown


class Common(Struct, frozen=True):
    """The rows themselves."""

    events: Sequence[TimelineEntry]
    statements: Sequence[StatementRow]
    articles: Sequence[Article]


class TogetherView(Struct, frozen=True):
    """The page; `paging` is None where the first rows of all three lists are shown."""

    names: list[tuple[Label, str]]
    totals: tuple[int, int, int]
    more: dict[str, str]
    events: list[EventLine]
    statements: list[Said]
    articles: list[ArticleLine]
    paging: Paging | None
    first: int = FIRST


def find_common(snapshot: Snapshot, one: Thing, other: Thing) -> Common:
    """What joins the two, in the order of time; NotFoundError where they are one."""
    if one.id == other.id:
        raise NotFoundError("An actor stands beside others, not beside himself.", hint=f"/actors/{one.id} shows him")
    shared = snapshot.bonds.between(one.id, other.id)
    events, statements = frozenset(shared.events), frozenset(shared.statements)
    return Common(
        [entry for entry in snapshot.entries if entry.id in events],
        [row for row in snapshot.statements if row.id in statements],
        [snapshot.by_key[key] for key in shared.articles],
    )


def view_together(snapshot: Snapshot, pair: tuple[Thing, Thing], asked: TogetherAsked, links: Links) -> TogetherView:
    """The page of the two."""
    found = find_common(snapshot, *pair)
    rows = asked if asked.of else asked.model_copy(update={"page": 1, "rows": FIRST})
    events, of_events = rows_shown(found.events if asked.of in (None, "events") else (), rows)
    statements, of_statements = rows_shown(found.statements if asked.of in (None, "statements") else (), rows)
    articles, of_articles = rows_shown(found.articles if asked.of in (None, "articles") else (), rows)
    pagings = {"events": of_events, "statements": of_statements, "articles": of_articles}
    ids = [thing.id for thing in pair]
    return TogetherView(
        [(Label(thing.name, thing.english or thing.name), links.actor(thing.id)) for thing in pair],
        (len(found.events), len(found.statements), len(found.articles)),
        {of: links.together(ids[0], ids[1], of=of) for of in ("events", "statements", "articles")},
        event_lines(events, links, {}),
        said_lines(snapshot, statements, links),
        [article_line(snapshot, article, links) for article in articles],
        pagings[asked.of] if asked.of else None,
    )
