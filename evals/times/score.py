"""Times: extent (half of the union overlaps), and extent with TIMEX3 value and mod."""

from __future__ import annotations

from evals.gold import GoldPage
from evals.measure import Tally, match_spans
from sijill.model.records import Article

EQUAL = {"PT24H": "P1D", "PT48H": "P2D", "PT72H": "P3D", "P7D": "P1W", "P14D": "P2W", "P12M": "P1Y", "P24M": "P2Y"}


def _value(value: str | None) -> str | None:
    return EQUAL.get(value, value) if value else None


def score(page: GoldPage, found: list[Article]) -> dict[str, Tally]:
    """Vague times (no value) count for the extent only, on either side."""
    golds = page.rows("times")
    times = [time for article in found for time in article.times]
    pairs = match_spans([row["span"] for row in golds], [(time.start, time.end) for time in times])
    right = sum(
        golds[i].get("value") is not None
        and (_value(golds[i]["value"]), golds[i].get("mod")) == (_value(times[j].value), times[j].mod)
        for i, j in pairs
    )
    valued = sum(row.get("value") is not None for row in golds), sum(time.value is not None for time in times)
    return {"times: extent": Tally(len(pairs), len(golds), len(times)), "times: value": Tally(right, *valued)}
