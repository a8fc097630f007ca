"""On which day an event happened: every day that the article offers is weighed, and that it names none, by learned weights.

Offered are the times of the trigger's sentence and of the one before it, what another happening is counted from, the day of
the lead's news, and the days beside the same word elsewhere in the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from sijill.annotate.events.candidates import Candidate
from sijill.annotate.events.ground import Ground
from sijill.annotate.events.timing import BREAKS, COMMAS, OPENERS, PlacedTime, age_days
from sijill.annotate.events.triggers import PREPOSITIONS
from sijill.annotate.events.weights import logit
from sijill.model.records import Modality
from sijill.model.time import TimeValue, bounds_of

__all__ = ["Around", "Offer", "choose_day", "offer_days"]

# What is taken from the score of "no day" in title and lead; below these, nothing.  On 159 articles of news kept apart `when`
# is .770 at 1.2 and .778 at 2.0, which gives more days that the text does not.
IN_LEAD = 1.5
_STEPS = (1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 45)
_LEANING = frozenset("بعد قبل عقب اثر منذ بعدما قبيل خلال رغم بسبب جراء وسط نتيجة عن ب".split())
_SHAPES = (
    (re.compile(r"\d{4}"), "year"),
    (re.compile(r"\d{4}-\d\d"), "month"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "day"),
    (re.compile(r"\d{4}-\d\d-\d\dT.*"), "hour"),
)
MOST_RETOLD = 3  # days of the same word elsewhere that are offered
# Tokens to the farthest time of a sentence that is offered, and times on either side: bounds the work on any text.
FARTHEST, MOST_TIMES = 120, 12


class Around(NamedTuple):
    """What an article offers besides the trigger's own sentence."""

    lead: TimeValue | None
    """The day of the lead's news."""
    before: TimeValue | None
    """The last day of the sentence before, in the same paragraph."""
    carried: TimeValue | None
    """The day of the past verb before, where و joins this one to it; or what a length is counted from."""
    retold: Sequence[TimeValue]
    """Days beside the same word elsewhere."""


class Offer(Struct):
    """A day, or none, with what speaks for it; `distance` is that of its words from the trigger, in tokens."""

    when: TimeValue | None
    distance: int
    features: list[str]


def choose_day(offers: Sequence[Offer], *, in_lead: bool) -> Offer:
    """The offer with the highest score; the first of them is that there is no day."""
    scores = [logit("when", offer.features) for offer in offers]
    scores[0] -= IN_LEAD if in_lead else 0.0
    return offers[max(range(len(offers)), key=scores.__getitem__)]


def offer_days(
    ground: Ground, candidate: Candidate, triggers_at: Sequence[int], modality: Modality, around: Around
) -> list[Offer]:
    """No day, then each day there may be; the same value once, with all that speaks for it."""
    manner = _manner(ground, candidate, modality)
    offers = [Offer(None, 0, [*_no_day(candidate, manner, around)])]
    offers += _own_times(ground, candidate, triggers_at, manner)
    _add(offers, around.carried, "carried", manner, [])
    _add(offers, around.before, "before", manner, [f"before beside {min(len(candidate.times), 2)}"])
    if around.lead is not None and around.lead.value:
        value = around.lead.value
        told = bool(around.retold)
        extra = [
            f"lead beside {min(len(candidate.times), 2)} {manner[0]}", f"lead type {candidate.trigger.type}",
            f"lead {_shape(value)} {manner[0]}", f"lead retold {told} {manner[0]}",
            f"lead at {min(candidate.trigger.at, 5)} {manner[0]}",
        ]  # fmt: skip
        _add(offers, around.lead, "lead", manner, extra)
        if len(value) > 10:
            _add(offers, TimeValue(value[:10], None, *bounds_of(value[:10])), "lead's day", manner, [])
    for at, when in enumerate(around.retold):
        _add(offers, when, "retold", manner, [f"retold {at}", f"retold {manner[0]} {at}"])
    return offers


def _add(offers: list[Offer], when: TimeValue | None, name: str, manner: list[str], extra: list[str]) -> None:
    if when is None or when.value is None:
        return
    features = [name, *(f"{name} {one}" for one in manner[1:]), *extra]
    same = next((offer for offer in offers if offer.when is not None and offer.when.value == when.value), None)
    if same is not None:
        same.features += features
    else:
        offers.append(Offer(when, 0, features))


def _manner(ground: Ground, candidate: Candidate, modality: Modality) -> list[str]:
    """How the trigger is told: the place first, then what is crossed with every sort of day, the modality last."""
    sentence, trigger = candidate.sentence, candidate.trigger
    before = sentence.tokens[trigger.at - 1].norm if trigger.at else "^"
    place = "title" if sentence.part == "title" else f"p{min(sentence.block, 2)}"
    kind = f"{trigger.kind}{'+ال' if trigger.definite else ''}"
    leaning = "leaning" if before in _LEANING or trigger.proclitic in ("ب", "ل") else "upright"
    said = "told" if ground.statement_of(trigger) is None else "said"
    return [
        place, f"{kind} {place}", f"{leaning} {place}", f"{said} {place}", f"{kind} {leaning}",
        f"{modality} {place}", modality,
    ]  # fmt: skip


def _no_day(candidate: Candidate, manner: list[str], around: Around) -> Iterator[str]:
    yield "none"
    yield from (f"none {one}" for one in manner[1:])
    yield f"none beside {min(len(candidate.times), 3)} {manner[0]}"
    yield f"none type {candidate.trigger.type}"
    yield f"none lead {around.lead is not None} {manner[0]}"
    yield f"none retold {bool(around.retold)}"


def _own_times(ground: Ground, candidate: Candidate, triggers_at: Sequence[int], manner: list[str]) -> list[Offer]:
    """The times of the trigger's sentence, each with where it stands."""
    at = candidate.trigger.at
    offers: list[Offer] = []
    costs: list[int] = []
    behind = bisect_left(candidate.times, at, key=lambda placed: placed.first)
    for placed in candidate.times[max(0, behind - MOST_TIMES) : behind + MOST_TIMES]:
        if abs(placed.first - at) > FARTHEST:
            continue
        features, cost = _standing(ground, candidate, placed, triggers_at, manner)
        offers.append(Offer(placed.time.reading, abs(placed.first - at), features))
        costs.append(cost)
    for rank, number in enumerate(sorted(range(len(offers)), key=costs.__getitem__)):
        offers[number].features += [f"rank {min(rank, 3)}", f"rank {min(rank, 3)} of {min(len(offers), 4)}"]
    return offers


def _standing(
    ground: Ground,
    candidate: Candidate,
    placed: PlacedTime,
    triggers_at: Sequence[int],
    manner: list[str],
) -> tuple[list[str], int]:
    tokens, trigger = candidate.sentence.tokens, candidate.trigger
    at, first, time = trigger.at, placed.first, placed.time
    side = "after" if first > at else "before"
    low, high = (at, first) if at < first else (placed.last, at)
    norms = [token.norm for token in tokens[low + 1 : high]]
    commas, breaks = sum(norm in COMMAS for norm in norms), sum(norm in BREAKS for norm in norms)
    openers = sum(norm in OPENERS for norm in norms)
    others = bisect_left(triggers_at, high) - bisect_right(triggers_at, low)
    cues = sum(token.start in ground.cues for token in tokens[low + 1 : high])
    cued = any(token.start in ground.cues for token in tokens[max(0, first - 4) : first])
    said = manner[3].split()[0]
    word = tokens[first - 1].norm if first else "^"
    age = _age(age_days(time.reading, ground.reading.article.published.day))
    gap, shape, kind = _step(high - low), _shape(time.value), manner[1].split()[0]
    features = [
        "time", f"{side} {gap}", f"{side} commas {min(commas, 3)}", f"{side} openers {min(openers, 2)}",
        f"{side} breaks {min(breaks, 2)}", f"{side} others {min(others, 3)}", f"{side} cues {min(cues, 2)}",
        f"cued {cued} {said}", f"cued {cued} {side}", f"shape {shape}", f"shape {shape} {side}", f"behind {word}",
        f"behind {'a link' if word in PREPOSITIONS or word in OPENERS else 'a word'} {side}",
        f"age {age}", f"age {age} {kind}", f"age {age} {manner[-1]}", f"age {age} {manner[0]}",
        f"{side} {gap} others {min(others, 2)} commas {min(commas, 2)}", f"{gap} {manner[0]}",
        f"proclitic {trigger.proclitic} {side}", *(f"time {side} {one}" for one in manner[1:]),
    ]  # fmt: skip
    nearest = min((_away(place, placed) for place in _around_time(triggers_at, placed) if place != at), default=99)
    features.append("nearest" if _away(at, placed) <= nearest else "another nearer")
    return features, high - low + 3 * commas + 5 * others + 9 * openers + 50 * breaks


def _around_time(triggers_at: Sequence[int], placed: PlacedTime) -> Sequence[int]:
    """The triggers next to a time, two on each side: one of them may be the one that is asked about."""
    before, after = bisect_left(triggers_at, placed.first), bisect_right(triggers_at, placed.last)
    return triggers_at[max(0, before - 2) : after + 2]


def _away(at: int, placed: PlacedTime) -> int:
    return abs(at - placed.first) if at < placed.first else abs(at - placed.last)


def _step(gap: int) -> str:
    return next((str(step) for step in _STEPS if gap <= step), "far")


def _shape(value: str | None) -> str:
    if value is None:
        return "vague"
    return next((name for pattern, name in _SHAPES if pattern.fullmatch(value)), "other")


def _age(days: int | None) -> str:
    if days is None:
        return "open"
    if days < 0:
        return "coming"
    return "today" if days == 0 else "week" if days <= 7 else "month" if days <= 31 else "old"
