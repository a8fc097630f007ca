"""Lines of the timeline and of the statement list as every screen shows them: words in both languages, links to the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Protocol, get_args

from msgspec import Struct

from sijill.ledger.days import day_bounds, precision_of
from sijill.ledger.sources import carrier_of
from sijill.model.graph import Evidence, FigureReport, Source, StatementRow, TimelineEntry
from sijill.model.labels import VALUE_LABELS, Label, group_of
from sijill.model.records import EntityKind
from sijill.show.wording import date_words
from sijill.text.gazetteer import find_known
from sijill.text.names import entity_id, name_keys
from sijill.text.romanize import romanize

__all__ = [
    "Anchors", "EventLine", "FigureLine", "SaidLine", "SourceLine", "Told", "event_lines", "fold_sources", "name_as_key",
    "said_line", "speaker_in_english",
]  # fmt: skip


SOURCES_SHOWN = 5  # beside a line; more of them make a wall that hides the words


class SourceLine(Struct, frozen=True):
    """One article behind a line: where its words are, who published them, when."""

    href: str
    outlet: str | None
    day: Label
    number: int


class FigureLine(Struct, frozen=True):
    """The counts of one kind, side by side, each with the link to its words."""

    kind: Label
    counts: list[tuple[str, str]]


class Told(Struct, frozen=True):
    """One event that a line tells: its entry, the link to the word that names it, how it is reported."""

    entry: TimelineEntry
    href: str
    claimed_by: list[str]
    modalities: list[tuple[str, Label, str]]


class EventLine(Struct, frozen=True):
    """A line of the timeline: a sentence of a day with the events it heads; `heading` parts are (text, group of its event)."""

    id: str
    told: list[Told]
    href: str
    heading: list[tuple[str, str | None]]
    when: Label
    year: str
    types: str
    people: str
    places: list[tuple[str, str]]
    figures: list[FigureLine]
    sources: list[SourceLine]
    independent: int

    @property
    def entry(self) -> TimelineEntry:
        """The most salient of its events."""
        return self.told[0].entry


class SaidLine(Struct, frozen=True):
    """One statement under its speaker."""

    id: str
    row: StatementRow
    href: str
    when: Label
    year: str
    through: list[tuple[Label, str, str]]
    sources: list[SourceLine]


class Anchors(Protocol):
    """Where evidence leads on the screen that shows it."""

    def link(self, evidence: Evidence) -> str:
        """The link to the marked characters."""

    def sources(self, sources: Iterable[Source], evidence: Sequence[Evidence]) -> list[SourceLine]:
        """Each article once, linked to its first words among the evidence."""


def event_lines(entries: Sequence[TimelineEntry], anchors: Anchors, names: Mapping[str, int]) -> list[EventLine]:
    """The entries as lines: those of one sentence and one time stand on one line, the most salient first."""
    grouped: dict[tuple[object, ...], list[TimelineEntry]] = {}
    for entry in entries:
        heading = entry.heading
        key = (heading.page_sha256, heading.start, heading.end, *day_bounds(entry.when), entry.when.value)
        grouped.setdefault(key, []).append(entry)
    return [_event_line(at, group, anchors, names) for at, group in enumerate(grouped.values())]


def _event_line(at: int, group: Sequence[TimelineEntry], anchors: Anchors, names: Mapping[str, int]) -> EventLine:
    lead = group[0]
    earliest, latest = day_bounds(lead.when)
    people = {name for entry in group for name in (*entry.claimed_by, *(party.name for party in entry.actors))}
    evidence = [one for entry in group for one in entry.evidence]
    fullest = max(group, key=lambda entry: (entry.independent_sources, len(entry.sources)))
    sources = {(one.page_sha256, one.ordinal): one for entry in (fullest, *group) for one in entry.sources}
    return EventLine(
        id=f"e{at}",
        told=[_told(entry, anchors) for entry in group],
        href=anchors.link(lead.heading),
        heading=_heading(group),
        when=date_words(lead.when),
        year=(earliest or latest or "")[:4] if lead.precision != "open" else "",
        types=" ".join(dict.fromkeys(entry.type for entry in group)),
        people=" ".join(str(names[key]) for key in sorted(set(map(name_as_key, people))) if key in names),
        places=list({place.name: anchors.link(place.evidence) for entry in group for place in entry.places}.items()),
        figures=_figures(group, anchors),
        sources=anchors.sources(sources.values(), evidence),
        independent=fullest.independent_sources,
    )


def _told(entry: TimelineEntry, anchors: Anchors) -> Told:
    modalities: list[tuple[str, Label, str]] = [
        (one.modality, VALUE_LABELS["modality"][one.modality], anchors.link(one.evidence[0]))
        for one in entry.modalities
    ]
    return Told(entry, anchors.link(entry.trigger), list(entry.claimed_by), modalities)


def _heading(group: Sequence[TimelineEntry]) -> list[tuple[str, str | None]]:
    """The heading cut at the words that name its events."""
    heading, at = group[0].heading, 0
    parts: list[tuple[str, str | None]] = []
    for entry in sorted(group, key=lambda entry: entry.trigger.start):
        start, end = entry.trigger.start - heading.start, entry.trigger.end - heading.start
        if start >= at:
            parts += [(heading.words[at:start], None), (heading.words[start:end], group_of(entry.type))]
            at = end
    return [part for part in (*parts, (heading.words[at:], None)) if part[0]]


def _figures(group: Sequence[TimelineEntry], anchors: Anchors) -> list[FigureLine]:
    by_kind: dict[str, dict[str, str]] = defaultdict(dict)
    figures = [figure for entry in group for figure in entry.figures]
    for figure in sorted(figures, key=_size):
        low, high = figure.low, figure.high
        if low == high:
            words = f"{low:,}" if low is not None else "…"
        elif low is not None and high is not None:
            words = f"{low:,}–{high:,}"
        else:
            words = f"≥ {low:,}" if low is not None else f"≤ {high:,}"
        by_kind[figure.kind].setdefault(words, anchors.link(figure.evidence[0]))
    return [FigureLine(VALUE_LABELS["figure"][kind], list(counts.items())) for kind, counts in by_kind.items()]


def _size(figure: FigureReport) -> tuple[float, float]:
    """Counts from the smallest to the largest, an exact one before one open above."""
    return figure.low if figure.low is not None else figure.high or 0, figure.high if figure.high is not None else inf


def fold_sources(lines: Sequence[SourceLine]) -> tuple[list[SourceLine], list[SourceLine]]:
    """The sources shown beside a line, the first article of each outlet, and those that are folded away; one is never folded."""
    if len(lines) <= SOURCES_SHOWN + 1:
        return list(lines), []
    first = {name_as_key(line.outlet): line for line in reversed(lines)}
    shown = [line for line in lines if first[name_as_key(line.outlet)] is line][:SOURCES_SHOWN]
    return shown, [line for line in lines if line not in shown]


def name_as_key(name: str | None) -> str:
    """A name as it is compared, one string."""
    return " ".join(name_keys(name or ""))


def speaker_in_english(name: str, entity: str | None) -> str | None:
    """The name for English screens: that of the lists, or a person's in Latin letters."""
    kind = next((kind for kind in get_args(EntityKind) if entity_id(kind, name) == entity), None)
    if kind == "PER":
        return romanize(name)
    known = find_known(kind, name) if kind else None
    return known.english if known else None


def said_line(line_id: str, row: StatementRow, anchors: Anchors) -> SaidLine:
    """The statement as a line; `line_id` is its place on the screen."""
    earliest, latest = day_bounds(row.said_on)
    carrier = carrier_of(row)
    through = [
        (
            VALUE_LABELS["chain"][link.kind],
            link.text,
            anchors.link(Evidence(carrier.page_sha256, link.start, link.end, link.text)),
        )
        for link in reversed(row.chain if carrier else ())
        if carrier and name_as_key(link.text) not in name_as_key(carrier.outlet)  # it ends the line anyway
    ]
    return SaidLine(
        id=line_id,
        row=row,
        href=anchors.link(row.content),
        when=date_words(row.said_on),
        year=(earliest or latest or "")[:4] if precision_of(row.said_on) != "open" else "",
        through=through,
        sources=anchors.sources(row.sources, row.evidence),
    )
