"""When an event happened: the time of the article that its own clause or sentence licenses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable
from datetime import date
from typing import NamedTuple

from sijill.annotate.events.spans import SpanIndex
from sijill.annotate.events.triggers import Trigger
from sijill.model.reading import Sentence
from sijill.model.records import Time
from sijill.model.time import TimeValue, bounds_of, shift_day, shift_month

__all__ = [
    "BREAKS",
    "COMMAS",
    "OPENERS",
    "PlacedTime",
    "age_days",
    "counted_from",
    "find_when",
    "news_day",
    "place_times",
]

COMMAS = frozenset("،,")
BREAKS = frozenset(".؛:!؟?…")
OPENERS = frozenset(
    "الذي التي والتي والذي الذين اللذين اللتين بعد قبل عقب اثر منذ بعدما قبيل المولود مولود المولودة".split()
)
# Distance (see `find_when`) at which a time still belongs to a trigger: in title and lead the day of the news dates the
# whole sentence, later on a time dates its own clause.  Tune, gold times: when .752 at 30, .632 at 10; trigger F1
# .553 with 30 everywhere, .597 with 10.
IN_LEAD, LATER = 30, 12
NEWS_DAYS = 7
LONGEST_LENGTH = 40  # code points
_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")


class PlacedTime(NamedTuple):
    """A time with the first and last of its tokens in a sentence."""

    first: int
    last: int
    time: Time


def place_times(sentence: Sentence, times: Iterable[Time]) -> list[PlacedTime]:
    """The days and clock times of a sentence with their tokens, in order; `times` begin in it."""
    starts = [token.start for token in sentence.tokens]
    found = []
    for time in times:
        if time.type in ("DATE", "TIME"):
            first, after = bisect_left(starts, time.start), bisect_left(starts, time.end)
            if first < after:
                found.append(PlacedTime(first, after - 1, time))
    return found


def find_when(
    sentence: Sentence, trigger: Trigger, triggers_at: Container[int], times: list[PlacedTime]
) -> tuple[TimeValue, int] | None:
    """The nearest time of the sentence with its distance, where nothing between them cuts it off.

    What stands between counts as distance: every other trigger five tokens, every comma two, every word that opens a
    clause or phrase of its own (الذي, بعد) twelve; an inner full stop is a wall.
    """
    farthest = IN_LEAD if sentence.in_lead else LATER
    lowest = bisect_left(times, trigger.at - farthest, key=lambda placed: placed.last)
    best: tuple[int, Time] | None = None
    for first, last, time in times[lowest:]:
        if first > trigger.at + farthest:
            break
        low, high = (trigger.at, first) if trigger.at < first else (last, trigger.at)
        distance = high - low + (2 if trigger.at > first else 0)
        for at in range(low + 1, high):
            norm = sentence.tokens[at].norm
            distance += 5 * (at in triggers_at) + 2 * (norm in COMMAS) + 99 * (norm in BREAKS)
            distance += 12 * (norm in OPENERS and trigger.at < first and at + 1 < first)  # قبل نهاية العام: one phrase
        if distance <= farthest and (best is None or distance < best[0]):
            best = (distance, time)
    return (best[1].reading, best[0]) if best else None


def counted_from(
    sentence: Sentence, trigger: Trigger, times: SpanIndex[Time], days: list[PlacedTime], news: TimeValue | None
) -> TimeValue | None:
    """The day of what another happening is counted from: `بعد أسبوع على الزلزال` is a week before the news.

    `times` are all times of the article, `days` the days of the sentence; the nearest of these is the news, else the lead's.
    """
    if trigger.at < 2 or trigger.proclitic or sentence.tokens[trigger.at - 1].norm not in ("من", "على"):
        return None
    joint = sentence.tokens[trigger.at - 2].end
    near = times.within(max(sentence.start, joint - LONGEST_LENGTH), joint)
    length = next((time for time in near if time.type == "DURATION" and time.end == joint), None)
    match = _LENGTH.fullmatch((length and length.value) or "")
    if length is None or match is None or not length.text.startswith(("بعد", "قبل")):
        return None
    lowest = bisect_left(days, trigger.at - IN_LEAD, key=lambda placed: placed.last)
    around = days[lowest : lowest + 2 * IN_LEAD]
    own = [placed for placed in around if placed.time.earliest and placed.time.earliest == placed.time.latest]
    base = min(own, key=lambda placed: abs(placed.first - trigger.at)).time.reading if own else news
    if base is None or base.earliest is None:
        return None
    count = int(match[1]) * (-1 if length.text.startswith("بعد") else 1)
    value = _shifted(date.fromisoformat(base.earliest), count, match[2])
    return TimeValue(value, None, *bounds_of(value)) if value else None


def _shifted(day: date, count: int, unit: str) -> str | None:
    """The day, month or year that many units away; as exact as the unit."""
    if unit in "DW":
        moved = shift_day(day, count * (7 if unit == "W" else 1))
        return moved.isoformat() if moved else None
    year, month = shift_month(day.year, day.month, count * (12 if unit == "Y" else 1))
    if not 1 <= year <= 9999:
        return None
    return f"{year:04}-{month:02}" if unit == "M" else f"{year:04}"


def news_day(times: Iterable[PlacedTime], published: str | None) -> TimeValue | None:
    """The first day among a lead's times that can be the day of its news: within the week up to publication.

    A title names no day because its lead does; the lead tells the same news.
    """
    for _, _, time in times:
        age = age_days(time.reading, published)
        if age is not None and 0 <= age <= NEWS_DAYS and time.value and len(time.value) >= 10:
            return time.reading
    return None


def age_days(when: TimeValue | None, published: str | None) -> int | None:
    """Days from the latest day a time can mean to publication; null where either is open."""
    if when is None or when.latest is None or published is None:
        return None
    try:
        return (date.fromisoformat(published[:10]) - date.fromisoformat(when.latest[:10])).days
    except ValueError:
        return None
