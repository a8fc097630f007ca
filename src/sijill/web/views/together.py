"""What two people or bodies have in common: the events, statements and articles that their line in the drawing counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

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

R = TypeVar("R", bound=Struct)
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
    first = asked.model_copy(update={"page": 1, "rows": FIRST})

    def shown(of: str, rows: Sequence[R]) -> tuple[Sequence[R], Paging | None]:
        """The first rows of every kind; of the one kind that is asked for a page, and none of the others."""
        if asked.of is None:
            return rows_shown(rows, first)[0], None
        return rows_shown(rows, asked) if asked.of == of else ((), None)

    events, of_events = shown("events", found.events)
    statements, of_statements = shown("statements", found.statements)
    articles, of_articles = shown("articles", found.articles)
    ids = [thing.id for thing in pair]
    return TogetherView(
        [(Label(thing.name, thing.english or thing.name), links.actor(thing.id)) for thing in pair],
        (len(found.events), len(found.statements), len(found.articles)),
        {of: links.together(ids[0], ids[1], of=of) for of in ("events", "statements", "articles")},
        event_lines(events, links, {}),
        said_lines(snapshot, statements, links),
        [article_line(snapshot, article, links) for article in articles],
        of_events or of_statements or of_articles,
    )
