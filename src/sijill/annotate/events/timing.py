"""When an event happened: the time of the article that its own clause or sentence licenses."""

from __future__ import annotations

from sijill.annotate.events.triggers import Trigger
from sijill.model.reading import Sentence
from sijill.model.records import Time
from sijill.model.time import TimeValue

_COMMAS = frozenset("،,")
_BREAKS = frozenset(".؛:!؟?…")
# Tokens away at which a time still belongs to a trigger of its sentence; see `find_when`.
FARTHEST = 30


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

    What stands between counts as distance: every other trigger five tokens, every comma two, an inner full stop all.
    """
    best: tuple[float, Time] | None = None
    for first, last, time in times:
        low, high = (trigger.at, first) if trigger.at < first else (last, trigger.at)
        between = sentence.tokens[low + 1 : high]
        if any(token.norm in _BREAKS for token in between):
            continue
        others = sum(low < other.at < high for other in triggers)
        commas = sum(token.norm in _COMMAS for token in between)
        distance = (high - low) + 5 * others + 2 * commas + (2 if trigger.at > first else 0)
        if distance <= FARTHEST and (best is None or distance < best[0]):
            best = (distance, time)
    return best[1].reading if best else None
