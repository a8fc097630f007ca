"""Days of a statement: when it was said, and by when what it promises is due."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sijill.annotate.statements.report import Report
from sijill.model.records import Time, Words
from sijill.model.time import TimeValue

NEAR = 40  # tokens before a cue in which the day of speaking is looked for


def find_said_on(times: Sequence[Time], report: Report) -> TimeValue | None:
    """The day named between the clause's start and the content, the nearest to the cue."""
    passage, first = report.passage, report.content[0]
    if report.frame in ("headline", "attribution") or report.cue[0] > first:
        return None
    low = passage.tokens[max(passage.starts[report.cue[0]], report.clause, report.cue[0] - NEAR)].start
    high, cue_at = passage.tokens[first].start, passage.tokens[report.cue[0]].start
    near = [time for time in _between(times, low, high) if time.type in ("DATE", "TIME") and time.value]
    if not near:
        return None
    best = min(near, key=lambda time: abs(time.start - cue_at))
    assert best.value is not None
    return TimeValue(best.value.split("T")[0], best.mod, best.earliest, best.latest, best.reason)


def find_deadline(times: Sequence[Time], content: Words, published: str | None) -> TimeValue | None:
    """The first day in a commitment that lies behind the day of publication."""
    for time in _between(times, content.start, content.end):
        if published is not None and time.type == "DATE" and time.latest is not None and time.latest > published:
            return time.reading
    return None


def _between(times: Sequence[Time], low: int, high: int) -> list[Time]:
    first = bisect_left(times, low, key=lambda time: time.start)
    last = bisect_left(times, high, key=lambda time: time.start)
    return [time for time in times[first:last] if time.end <= high]
