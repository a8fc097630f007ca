"""The front page: the story at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sijill.ledger.asof import latest_day
from sijill.ledger.days import day_bounds
from sijill.ledger.toplines import keep_salient
from sijill.model.graph import StatementRow, TimelineEntry
from sijill.model.labels import Label
from sijill.show.lines import EventLine, event_lines
from sijill.show.wording import day_words, noun_for
from sijill.web.asked import PlacesAsked, TimelineAsked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.views.actors import ActorLine, actor_line
from sijill.web.views.articles import ArticleLine, article_line
from sijill.web.views.commitments import CommitmentLine, commitment_line, list_pressing
from sijill.web.views.places import Chart, chart_places, find_places
from sijill.web.views.statements import Said, said_lines
from sijill.web.views.timeline import Drawing, draw_entries, find_entries, newest_first

__all__ = ["FrontView", "view_front"]

ACTORS, MAIN, EVENTS, SAID, OPEN, FRESH, DRAWN = 12, 10, 6, 5, 5, 6, 60


class Figure(Struct, frozen=True):
    """A number of the record and where it leads."""

    count: int
    noun: Label
    href: str


class News(Struct, frozen=True):
    """What came into the record after the last visit; at the first one the newest articles."""

    since: str | None
    articles: int
    fresh: list[ArticleLine]


class FrontView(Struct, frozen=True):
    """The page."""

    span: tuple[Label, Label] | None
    figures: list[Figure]
    news: News
    drawing: Drawing | None
    main: list[EventLine]
    events: list[EventLine]
    actors: list[ActorLine]
    chart: Chart | None
    open: list[CommitmentLine]
    said: list[Said]


def view_front(snapshot: Snapshot, asked: TimelineAsked, links: Links, *, since: str | None) -> FrontView:
    """The story at a glance; `since` is the moment (UTC) of the last visit."""
    entries = find_entries(snapshot, asked.model_copy(update={"order": "oldest"}))
    return FrontView(
        span=(day_words(snapshot.days[0]), day_words(snapshot.days[1])) if snapshot.days else None,
        figures=_figures(snapshot, links),
        news=_news(snapshot, links, since),
        drawing=draw_entries(snapshot, asked, entries),
        main=event_lines(newest_first(keep_salient(entries, MAIN)), links, {}),
        events=event_lines(_latest(snapshot, entries), links, {})[:EVENTS],
        actors=[actor_line(snapshot, thing, links) for thing in snapshot.actors[:ACTORS]],
        chart=chart_places(snapshot, find_places(snapshot, PlacesAsked()), links, count=DRAWN),
        open=[commitment_line(row, links) for row in list_pressing(snapshot.open_commitments)[:OPEN]],
        said=said_lines(snapshot, _freshest(snapshot), links),
    )


def _figures(snapshot: Snapshot, links: Links) -> list[Figure]:
    counted = (
        (len(snapshot.articles), "article", "/articles"),
        (len(snapshot.outlets), "outlet", "/sources"),
        (len({origin.group for origin in snapshot.origins.values()}), "text", "/sources"),
        (len(snapshot.entries), "event", "/timeline"),
        (len(snapshot.statements), "statement", "/statements"),
        (len(snapshot.actors), "actor", "/actors"),
    )
    return [Figure(count, noun_for(count, noun), links.to(path)) for count, noun, path in counted]


def _news(snapshot: Snapshot, links: Links, since: str | None) -> News:
    """Articles of pages that were recorded after the visit, the newest day first."""
    fresh = [article for article in snapshot.articles if snapshot.recorded.get(article.page_sha256, "") > (since or "")]
    fresh.sort(key=lambda article: latest_day(article) or "", reverse=True)
    return News(since, len(fresh), [article_line(snapshot, article, links) for article in fresh[:FRESH]])


def _latest(snapshot: Snapshot, entries: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """The last dated events that are told as done, the last first: of days up to the newest article."""
    newest = snapshot.days[1] if snapshot.days else "9999"
    done = [
        entry
        for entry in entries
        if entry.precision in ("day", "minute")
        and entry.modality == "actual"
        and (day_bounds(entry.when)[1] or "") <= newest
    ]
    return done[: -3 * EVENTS - 1 : -1]


def _freshest(snapshot: Snapshot) -> list[StatementRow]:
    """The last statements of known speakers whose day is known, one a speaker."""
    chosen: dict[str, StatementRow] = {}
    for row in reversed(snapshot.statements):
        if row.said_on.value and row.speaker and row.entity and row.entity not in chosen:
            chosen[row.entity] = row
            if len(chosen) == SAID:
                break
    return list(chosen.values())
