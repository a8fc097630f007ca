"""Values of time: TIMEX3 values with the days they are bounded by.

A value is written as TIMEX3 writes it (ISO 8601): `2018-04-30`, `2018-04-30T14:55`, `2018-04-30TEV`, `2018-04`, `2018`,
`2018-W14`, `2018-Q1`, `P5M`.  Beside it stand the earliest and latest day it can mean, where these can be told.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Mod = Literal["START", "MID", "END", "BEFORE", "AFTER", "APPROX"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


class TimeValue(Struct, frozen=True):
    """One reading of a time: a TIMEX3 `value` with its `mod`, days `earliest`..`latest`, and why it is open.

    `value` is null where the text does not settle it; `reason` then says why (`no-anchor`, `vague`, ...) or says what
    an uncertain value rests on (`lead`).  `earliest` and `latest` are days, both included.
    """

    value: str | None = None
    mod: Mod | None = None
    earliest: str | None = None
    latest: str | None = None
    reason: str | None = None
