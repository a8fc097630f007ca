"""The events chosen in an article, each with what the rest of the article tells of its day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from sijill.annotate.events.candidates import Candidate
from sijill.annotate.events.dating import MOST_RETOLD, Around
from sijill.annotate.events.ground import Ground
from sijill.annotate.events.timing import counted_from, find_when, news_day
from sijill.model.reading import Sentence
from sijill.model.time import TimeValue

__all__ = ["Surroundings", "look_around"]


class Surroundings(NamedTuple):
    """A candidate with the tokens of all that are chosen in its sentence, the day its own clause gives, and the rest."""

    candidate: Candidate
    triggers_at: Sequence[int]
    """In order."""
    own: TimeValue | None
    distance: int
    """That of the own day's words from the trigger (see `find_when`)."""
    around: Around


def look_around(ground: Ground, chosen: Sequence[Candidate]) -> Iterator[Surroundings]:
    """The chosen candidates, in order, with what stands around them."""
    triggers_at: dict[int, set[int]] = defaultdict(set)
    for one in chosen:
        triggers_at[one.sentence.start].add(one.trigger.at)
    sorted_at = {start: sorted(places) for start, places in triggers_at.items()}
    own = [find_when(one.sentence, one.trigger, triggers_at[one.sentence.start], one.times) for one in chosen]
    days = [found[0] if found else None for found in own]
    distances = [found[1] if found else 0 for found in own]
    by_lexeme: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(chosen):
        if days[number] is not None:
            by_lexeme[one.lexeme].append(number)
    lead, before = _day_of_lead(ground), _days_before(ground)
    carried: TimeValue | None = None
    for number, one in enumerate(chosen):
        trigger, sentence = one.trigger, one.sentence
        if number and chosen[number - 1].sentence is not sentence:
            carried = None
        taken = counted_from(sentence, trigger, ground.times, one.times, lead)
        joined = carried if trigger.kind == "past" and trigger.proclitic == "و" else None
        carried = (days[number] or carried) if trigger.kind == "past" else carried
        others = (other for other in by_lexeme[one.lexeme] if other != number)
        retold = [day for other in islice(others, MOST_RETOLD) if (day := days[other]) is not None]
        around = Around(lead, before.get(sentence.start), taken or joined, retold)
        yield Surroundings(one, sorted_at[sentence.start], days[number], distances[number], around)


def _day_of_lead(ground: Ground) -> TimeValue | None:
    lead = next((sentence for sentence in ground.reading.sentences if sentence.part == "body"), None)
    return news_day(ground.times_of(lead), ground.reading.article.published.day) if lead else None


def _days_before(ground: Ground) -> dict[int, TimeValue]:
    """The last day of the sentence before each, within one paragraph, by where the later one starts."""
    found: dict[int, TimeValue] = {}
    earlier: Sentence | None = None
    for sentence in ground.reading.sentences:
        if earlier is not None and earlier.part == sentence.part and earlier.block == sentence.block:
            times = [placed.time.reading for placed in ground.times_of(earlier) if placed.time.value]
            if times:
                found[sentence.start] = times[-1]
        earlier = sentence
    return found
