"""When an event happened: the time of the article that its own clause or sentence licenses."""

from __future__ import annotations

from datetime import date

from sijill.annotate.events.triggers import Trigger
from sijill.model.reading import Sentence
from sijill.model.records import Time
from sijill.model.time import TimeValue

_COMMAS = frozenset("،,")
_BREAKS = frozenset(".؛:!؟?…")
_OPENERS = frozenset("الذي التي والتي والذي الذين اللذين اللتين بعد قبل عقب اثر منذ بعدما قبيل".split())
# Distance (see `find_when`) at which a time still belongs to a trigger: in title and lead the day of the news dates the
# whole sentence, later on a time dates its own clause.  Tune, oracle times: when .752 at 30, .632 at 10; trigger F1
# .553 with 30 everywhere, .597 with 10.
IN_LEAD, LATER = 30, 12
NEWS_DAYS = 7


def times_of(sentence: Sentence, times: tuple[Time, ...]) -> list[tuple[int, int, Time]]:
    """The days and clock times of a sentence as (first token, last token, time)."""
    found = []
    for time in times:
        if time.type in ("DATE", "TIME") and sentence.start <= time.start < sentence.end:
            inside = [at for at, token in enumerate(sentence.tokens) if time.start <= token.start < time.end]
            if inside:
                found.append((inside[0], inside[-1], time))
    return found


def find_when(
    sentence: Sentence, trigger: Trigger, triggers: list[Trigger], times: list[tuple[int, int, Time]]
) -> TimeValue | None:
    """The nearest time of the sentence, where nothing between them cuts it off.

    What stands between counts as distance: every other trigger five tokens, every comma two, every word that opens a
    clause or phrase of its own (الذي, بعد) twelve; an inner full stop is a wall.
    """
    farthest = IN_LEAD if sentence.part == "title" or sentence.block < 2 else LATER
    best: tuple[float, Time] | None = None
    for first, last, time in times:
        low, high = (trigger.at, first) if trigger.at < first else (last, trigger.at)
        between = sentence.tokens[low + 1 : high]
        if any(token.norm in _BREAKS for token in between):
            continue
        others = sum(low < other.at < high for other in triggers)
        commas = sum(token.norm in _COMMAS for token in between)
        opened = sum(token.norm in _OPENERS for token in between) if trigger.at < first else 0
        distance = 12 * opened + (high - low) + 5 * others + 2 * commas + (2 if trigger.at > first else 0)
        if distance <= farthest and (best is None or distance < best[0]):
            best = (distance, time)
    return best[1].reading if best else None


def news_day(times: list[tuple[int, int, Time]], published: str | None) -> TimeValue | None:
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
