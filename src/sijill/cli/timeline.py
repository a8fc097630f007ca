"""`sijill timeline`: the events of a record in the order of time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, AsOf, Heading, print_json, print_rows, typed
from sijill.cli.rows import cite_evidence, count_words, note_open, tell_corrected, tell_time

if TYPE_CHECKING:
    from sijill.model.graph import TimelineEntry

SHOWN = 3  # reasons in a line; --json has them all
HEADINGS = (
    Heading("when", wraps=False), Heading("type"), Heading("sources", wraps=False), Heading("what"),
    Heading("counts", under=True), Heading("one event", under=True), Heading("corrected", under=True),
    Heading("evidence", under=True),
)  # fmt: skip


def timeline(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    *,
    as_of: AsOf = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DAY", help="Events from that day on.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Events up to that day.")] = None,
    actor: Annotated[str | None, typer.Option(help="Events in which this name takes part.")] = None,
    place: Annotated[str | None, typer.Option(help="Events at this place.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also events told in passing.")] = False,
    top: Annotated[int | None, typer.Option(min=1, metavar="N", help="The N most salient events alone.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the events, dated, with how many independent sources tell them and their evidence."""
    found = sijill.open(record).timeline(
        as_of=as_of,
        start=start,
        end=end,
        actor=actor and typed(actor),
        place=place and typed(place),
        everything=everything,
        top=top,
    )
    if as_json:
        print_json(found)
    else:
        print_rows(HEADINGS, map(tell, found.rows), note=note_open(found))


def tell(entry: TimelineEntry) -> tuple[str, ...]:
    """A line of the timeline for people."""
    kind = entry.type if entry.modality == "actual" else f"{entry.type} {entry.modality}"
    return (
        tell_time(entry.when), kind, str(entry.independent_sources), entry.heading.words, tell_counts(entry),
        tell_reasons(entry), tell_corrected(entry.corrected), cite_evidence(entry.heading),
    )  # fmt: skip


def tell_counts(entry: TimelineEntry) -> str:
    """What the sources count, each kind once, counts that differ side by side, the smallest first: `killed 12 | 15`."""
    counts: dict[str, dict[str, None]] = {}
    for figure in sorted(entry.figures, key=lambda one: one.low if one.low is not None else one.high or 0):
        if figure.low is not None or figure.high is not None:
            counts.setdefault(figure.kind, {})[count_words(figure.low, figure.high)] = None
    return ", ".join(f"{kind} {' | '.join(words)}" for kind, words in counts.items())


def tell_reasons(entry: TimelineEntry) -> str:
    """How many mentions the line is made of, and the first reasons why they are one event."""
    if not entry.reasons:
        return ""
    reasons = [join.reason for join in entry.reasons]
    more = f"; and {len(reasons) - SHOWN} more reasons" if len(reasons) > SHOWN else ""
    return f"one of {entry.mentions} mentions: {'; '.join(reasons[:SHOWN])}{more}"
