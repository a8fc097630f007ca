"""Whether the dates in figures of a page put the month first: `4/13/2014` says how `5/6/2014` is meant."""

from __future__ import annotations

import re
from datetime import date

from sijill.text.fold import fold_text

_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4})(?!\d)")


def reads_month_first(text: str, published: date | None = None) -> bool:
    """Whether a page writes the month before the day, by its own dates that can be read one way only.

    Where none is such, one that is the day of publication when read month first, and not when read day first, counts too.

    >>> reads_month_first("4/13/2014 ... 5/6/2014"), reads_month_first("13/4/2014 ... 5/6/2014"), reads_month_first("5/6/2014")
    (True, False, False)
    >>> reads_month_first("5/6/2014", date(2014, 5, 6))
    True
    """
    pairs = (
        [(int(m[1]), int(m[3]), int(m[4])) for m in _FIGURES.finditer(fold_text(text))]
        if "20" in text or "٢٠" in text
        else []
    )
    months_first = sum(first <= 12 < second <= 31 for first, second, _ in pairs)
    days_first = sum(second <= 12 < first <= 31 for first, second, _ in pairs)
    if months_first or days_first or published is None:
        return months_first > days_first
    day, month = (published.day, published.month, published.year), (published.month, published.day, published.year)
    return month in pairs and day not in pairs
