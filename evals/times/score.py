"""Times: extent (half of the union overlaps), and extent with TIMEX3 value and mod."""

from __future__ import annotations

from collections.abc import Sequence

from evals.gold import GoldPage, Row
from evals.measure import Tally, match_spans
from sijill.model.records import Article, Time

EQUAL = {"PT24H": "P1D", "PT48H": "P2D", "PT72H": "P3D", "P7D": "P1W", "P14D": "P2W", "P12M": "P1Y", "P24M": "P2Y"}


def _value(value: str | None) -> str | None:
    return EQUAL.get(value, value) if value else None


def is_right(row: Row, time: Time) -> bool:
    """Whether a time has the value and mod of the gold row."""
    return (_value(row.get("value")), row.get("mod")) == (_value(time.value), time.mod)


def score_times(golds: Sequence[Row], times: Sequence[Time]) -> dict[str, Tally]:
    """Vague times (no value) count for the extent only, on either side."""
    pairs = match_spans([row["span"] for row in golds], [(time.start, time.end) for time in times])
    right = sum(golds[i].get("value") is not None and is_right(golds[i], times[j]) for i, j in pairs)
    valued = sum(row.get("value") is not None for row in golds), sum(time.value is not None for time in times)
    return {"times: extent": Tally(len(pairs), len(golds), len(times)), "times: value": Tally(right, *valued)}


def score(page: GoldPage, found: list[Article]) -> dict[str, Tally]:
    """The tallies of one page, its articles pooled."""
    return score_times(page.rows("times"), [time for article in found for time in article.times])
