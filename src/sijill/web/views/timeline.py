"""The timeline: the events asked for, by month, under a drawing of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sijill.ledger.asof import check_day
from sijill.ledger.days import day_bounds
from sijill.ledger.toplines import keep_salient
from sijill.model.graph import TimelineEntry
from sijill.model.labels import VALUE_LABELS, Label, group_of
from sijill.show.lines import EventLine, event_lines
from sijill.show.overview import Overview, draw_overview
from sijill.show.wording import MONTHS, day_words
from sijill.web.asked import TimelineAsked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.views.actors import name_of_thing
from sijill.web.views.paging import Paging, rows_shown
from sijill.web.views.places import name_of_place

__all__ = ["Drawing", "TimelineView", "draw_entries", "find_entries", "newest_first", "view_timeline"]

TOPS = (10, 25, 50, 100)  # how many of the most salient events a reader may ask for without writing an address
COARSE = frozenset({"quarter", "season", "year", "decade"})


class Stretch(Struct, frozen=True):
    """Lines that stand under one heading: a month, a year where only that is known, or nothing known."""

    heading: Label
    lines: list[EventLine]


class Drawing(Struct, frozen=True):
    """The overview, and for each of its dots and bars where it leads and what it says."""

    overview: Overview
    entries: Sequence[TimelineEntry]
    open: int


class TimelineView(Struct, frozen=True):
    """The page."""

    drawing: Drawing | None
    stretches: list[Stretch]
    paging: Paging
    types: list[tuple[str, Label]]
    modalities: list[tuple[str, Label]]
    tops: list[tuple[str, Label]]
    actor: Label | None
    place: Label | None
    stretch: Label | None


def find_entries(snapshot: Snapshot, asked: TimelineAsked) -> Sequence[TimelineEntry]:
    """The events asked for, in the order asked for."""
    found = _choose(snapshot, asked)
    return found if asked.order == "oldest" else newest_first(found)


def newest_first(entries: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """The entries from the last day to the first; those whose day is open stay at the end."""
    dated = [entry for entry in entries if entry.precision != "open"]
    return dated[::-1] + [entry for entry in entries if entry.precision == "open"]


def _choose(snapshot: Snapshot, asked: TimelineAsked) -> Sequence[TimelineEntry]:
    found = _find(snapshot, asked)
    if asked.top is not None:
        found = keep_salient(found, asked.top)
    if asked.stretch is None and (asked.days or asked.span):
        return []  # a day that does not exist has no column
    if asked.stretch is None and asked.group is None:
        return found
    return [entry for entry in found if _is_drawn(entry, asked)]


def _is_drawn(entry: TimelineEntry, asked: TimelineAsked) -> bool:
    """Whether the mark of the drawing that is asked for stands for the event: a column for days, a bar for its own span."""
    if asked.group and group_of(entry.type) != asked.group:
        return False
    earliest, latest = day_bounds(entry.when)
    if entry.precision == "open" or not (earliest and latest):
        return asked.stretch is None
    if asked.days:
        first, _, last = asked.days.partition("/")
        if earliest != latest or not first <= earliest <= last:
            return False
    return asked.span is None or asked.span == f"{earliest}/{latest}"


def _find(snapshot: Snapshot, asked: TimelineAsked) -> Sequence[TimelineEntry]:
    for day in (asked.start, asked.end):
        if day is not None:
            check_day(day)
    is_plain = not (asked.actor or asked.place or asked.all)
    found = (
        snapshot.entries if is_plain else snapshot.timeline(actor=asked.actor, place=asked.place, everything=asked.all)
    )
    if not (asked.start or asked.end or asked.type or asked.modality):
        return found
    return [entry for entry in found if _is_wanted(entry, asked)]


def _is_wanted(entry: TimelineEntry, asked: TimelineAsked) -> bool:
    if (asked.type and entry.type != asked.type) or (asked.modality and entry.modality != asked.modality):
        return False
    earliest, latest = day_bounds(entry.when)
    return not ((asked.start and latest and latest < asked.start) or (asked.end and earliest and earliest > asked.end))


def view_timeline(snapshot: Snapshot, asked: TimelineAsked, links: Links) -> TimelineView:
    """The page of events asked for."""
    shown, paging = rows_shown(find_entries(snapshot, asked), asked)
    return TimelineView(
        drawing=draw_entries(snapshot, asked, _choose(snapshot, asked)),
        stretches=_stretches(event_lines(shown, links, {})),
        paging=paging,
        types=list(VALUE_LABELS["event"].items()),
        modalities=list(VALUE_LABELS["modality"].items()),
        tops=[
            (str(count), Label(f"أبرز {count}", f"The {count} most salient"))
            for count in sorted({*TOPS, asked.top or TOPS[0]})
        ],
        actor=name_of_thing(snapshot, asked.actor),
        place=name_of_place(snapshot, asked.place),
        stretch=_name_stretch(asked),
    )


def _name_stretch(asked: TimelineAsked) -> Label | None:
    """What mark of the drawing was followed, in words."""
    words = []
    if asked.stretch:
        first, last = asked.stretch
        one, two = day_words(first), day_words(last)
        words.append(one if first == last else Label(f"{one.ar} – {two.ar}", f"{one.en} – {two.en}"))
    if asked.group:
        words.append(VALUE_LABELS["group"][asked.group])
    return Label(" · ".join(one.ar for one in words), " · ".join(one.en for one in words)) if words else None


def draw_entries(snapshot: Snapshot, asked: TimelineAsked, entries: Sequence[TimelineEntry]) -> Drawing | None:
    """The drawing of the entries between the days asked for."""

    def draw() -> Drawing | None:
        published = [day for article in snapshot.articles if (day := article.published.day)]
        first, last = asked.stretch or (asked.start, asked.end)
        overview = draw_overview(entries, published, first=first, last=last)
        return Drawing(overview, entries, sum(entry.precision == "open" for entry in entries)) if overview else None

    words = asked.words()
    return snapshot.memo.get(
        ("drawing", *sorted((name, words[name]) for name in words if name not in ("page", "rows", "order"))), draw
    )


def _stretches(lines: Sequence[EventLine]) -> list[Stretch]:
    stretches: list[Stretch] = []
    for line in lines:
        heading = _heading(line)
        if not stretches or stretches[-1].heading != heading:
            stretches.append(Stretch(heading, []))
        stretches[-1].lines.append(line)
    return stretches


def _heading(line: EventLine) -> Label:
    if line.entry.precision == "open":
        return Label("أحداث لا يُعرف يومها", "Events whose day is open")
    earliest, latest = day_bounds(line.entry.when)
    day = earliest or latest or ""
    if line.entry.precision in COARSE:
        return Label(f"خلال {line.year}", f"In {line.year}")
    month = MONTHS[int(day[5:7]) - 1]
    return Label(f"{month.ar} {day[:4]}", f"{month.en} {day[:4]}")
