"""The timeline at a glance: days as dots, months and years as bars as long as they are, all as data for an SVG.

Distances are shares of the width, heights are pixels, so that the drawing keeps its dots round at any width.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from sijill.ledger.days import day_bounds
from sijill.model.graph import TimelineEntry
from sijill.model.labels import EventGroup, Label, group_of
from sijill.show.wording import MONTHS

__all__ = ["Bar", "Dot", "Overview", "anchor_of", "draw_overview"]

COLUMNS = 84
EDGE = 0.08  # of the drawing: on a narrow screen half the words of a mark
PITCH = 8  # pixels between stacked dots
TALLEST = 18  # dots; a taller pile is drawn as a column of bars
LANES = 8
LANE = 7
CROWD = 60  # more months and years than this are drawn one bar a span


class Dot(Struct, frozen=True):
    """An event of one day (or, in a tall pile, a bar for `count` of them from the day `first` to `last`).

    `x` is its share of the way from the first day of the drawing.
    """

    x: float
    y: float
    group: EventGroup
    entry: int
    is_done: bool
    first: str
    last: str
    height: float = 0
    count: int = 1


class Bar(Struct, frozen=True):
    """An event known to its month, year ... (or `count` of them), the days `first` to `last`: from `x`, `width` long."""

    x: float
    width: float
    lane: int
    group: EventGroup
    entry: int
    is_done: bool
    first: str
    last: str
    height: float = 4
    count: int = 1


class Tick(Struct, frozen=True):
    """A year, month or day on the axis."""

    x: float
    label: Label


class Overview(Struct, frozen=True):
    """All that is drawn; `earlier` events lie before the first day of the axis, `dropped` bars found no lane."""

    first: str
    last: str
    height: float
    axis: float
    dots: list[Dot]
    bars: list[Bar]
    ticks: list[Tick]
    earlier: int
    dropped: int
    as_columns: bool


def draw_overview(
    entries: Sequence[TimelineEntry],
    published: Sequence[str],
    *,
    columns: int = COLUMNS,
    first: str | None = None,
    last: str | None = None,
) -> Overview | None:
    """The drawing of the dated entries; None where there is none.  `published` are the days of the articles.

    The axis begins two years before the first article (of a hundred, the second): older background is counted in `earlier`,
    so that it does not push the story itself into a corner.  `first` and `last` are days that the axis shall begin and end
    with instead.
    """
    spans = []
    for at, entry in enumerate(entries):
        earliest, latest = day_bounds(entry.when)
        if entry.precision != "open" and earliest and latest:
            spans.append((at, entry, date.fromisoformat(earliest), date.fromisoformat(latest)))
    if not spans:
        return None
    days = sorted(map(date.fromisoformat, published)) or [span[2] for span in spans]
    begins = sorted(span[2] for span in spans)
    # Background is left out only where it is background: at most an eighth of the events.
    begin = max(begins[0], min(_moved(days[len(days) // 100], -731), begins[len(begins) // 8]))
    end = min(max(span[3] for span in spans), _moved(max(days), 731))
    begin = date.fromisoformat(first) if first else begin
    end = max(date.fromisoformat(last) if last else end, begin)
    shown = [span for span in spans if span[3] >= begin and span[2] <= end]
    if not shown:
        shown, begin, end = spans, min(span[2] for span in spans), max(span[3] for span in spans)
    begin, end = _moved(begin, -1), _moved(end, 1)
    length = max((end - begin).days, 6)
    exact = [span for span in shown if span[2] == span[3]]
    wide = [span for span in shown if span[2] != span[3]]
    dots, tallest, as_columns = _pile(exact, begin, length, columns)
    bars, dropped = _pack(wide, begin, end, length)
    axis = 18.0 + max(tallest, 4) * PITCH
    lanes = max((bar.lane for bar in bars), default=-1) + 1
    ticks = _ticks(begin, end, length)
    return Overview(
        begin.isoformat(), end.isoformat(), axis + 10 + lanes * LANE + 26, axis, dots, bars, ticks,
        sum(span[3] < begin for span in spans), dropped, as_columns,
    )  # fmt: skip


def _moved(day: date, count: int) -> date:
    """The day so many days later or, below 0, earlier; at the ends of the calendar its first or last day.

    >>> _moved(date(2031, 5, 2), -1).isoformat(), _moved(date.max, 1).isoformat(), _moved(date.min, -731).isoformat()
    ('2031-05-01', '9999-12-31', '0001-01-01')
    """
    return date.fromordinal(min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal()))


Span = tuple[int, TimelineEntry, date, date]


def _pile(exact: Sequence[Span], first: date, length: int, columns: int) -> tuple[list[Dot], int, bool]:
    """Dots in columns, the most salient lowest; piles too tall for dots become bars, one a group."""
    piles: dict[int, list[Span]] = defaultdict(list)
    for span in exact:
        piles[min(columns - 1, (span[2] - first).days * columns // length)].append(span)
    tallest = max(map(len, piles.values()), default=0)
    dots: list[Dot] = []
    if tallest <= TALLEST:
        for column, pile in piles.items():
            for level, (at, entry, day, _) in enumerate(sorted(pile, key=lambda span: -span[1].salience)):
                x, y, is_done = (column + 0.5) / columns, (level + 0.5) * PITCH, entry.modality == "actual"
                dots.append(Dot(x, y, group_of(entry.type), at, is_done, day.isoformat(), day.isoformat()))
        return dots, tallest, False
    scale = TALLEST * PITCH / tallest
    for column, pile in piles.items():
        by_group: dict[EventGroup, list[Span]] = defaultdict(list)
        for span in pile:
            by_group[group_of(span[1].type)].append(span)
        y = 0.0
        for group, members in sorted(by_group.items()):
            top = max(members, key=lambda span: span[1].salience)
            height = len(members) * scale
            days = [span[2].isoformat() for span in members]
            x = (column + 0.5) / columns
            dots.append(Dot(x, y, group, top[0], True, min(days), max(days), height, len(members)))
            y += height
    return dots, TALLEST, True


def _pack(wide: Sequence[Span], first: date, last: date, length: int) -> tuple[list[Bar], int]:
    """Bars in the first lane that is free, and how many events found none; where there are many, one bar a month or year."""
    spans: dict[tuple[object, ...], list[Span]] = defaultdict(list)
    for span in wide:
        spans[span[2], span[3], *(() if len(wide) > CROWD else (span[0],))].append(span)
    free = [date.min] * LANES
    bars, dropped = [], 0
    for members in sorted(spans.values(), key=lambda span: (span[0][2], -span[0][3].toordinal())):
        at, _, earliest, latest = max(members, key=lambda span: span[1].salience)
        begin, end = max(earliest, first), min(latest, last)
        lane = next((lane for lane in range(LANES) if free[lane] < begin), None)
        if lane is None:
            dropped += len(members)
            continue
        free[lane] = _moved(end, length // 200)
        x, width = (begin - first).days / length, max((end - begin).days + 1, length / 120) / length
        group = Counter(group_of(span[1].type) for span in members).most_common(1)[0][0]
        is_done = any(span[1].modality == "actual" for span in members)
        days = (earliest.isoformat(), latest.isoformat())
        bars.append(Bar(x, min(width, 1 - x), lane, group, at, is_done, *days, 4 + (len(members) > 5), len(members)))
    return bars, dropped


def _ticks(first: date, last: date, length: int) -> list[Tick]:
    """At most seven or so marks: years, months, or days, whichever the length asks for."""
    ticks: list[Tick] = []
    if length > 500:
        years = list(range(first.year + 1, last.year + 1))
        step = max(1, -(-len(years) // 7))
        ticks = [Tick((date(y, 1, 1) - first).days / length, Label(str(y), str(y))) for y in years[::step]]
    elif length > 45:
        months = [(y, m) for y in range(first.year, last.year + 1) for m in range(1, 13)]
        inside = [(y, m) for y, m in months if first <= date(y, m, 1) <= last]
        for year, month in inside[:: max(1, -(-len(inside) // 6))]:
            name = MONTHS[month - 1]
            label = Label(f"{name.ar} {year}", f"{name.en[:3]} {year}")
            ticks.append(Tick((date(year, month, 1) - first).days / length, label))
    else:
        for offset in range(1, length, max(1, length // 5)):
            day = _moved(first, offset)
            name = MONTHS[day.month - 1]
            ticks.append(Tick(offset / length, Label(f"{day.day} {name.ar}", f"{day.day} {name.en[:3]}")))
    return ticks


def anchor_of(x: float, way: str) -> str:
    """How the words of a mark at a share of the time stand to it: those near an edge would reach over it.

    >>> anchor_of(0.01, "ltr"), anchor_of(0.01, "rtl"), anchor_of(0.5, "rtl")
    ('start', 'end', 'middle')
    """
    if EDGE <= x <= 1 - EDGE:
        return "middle"
    return "start" if (x < EDGE) == (way == "ltr") else "end"
