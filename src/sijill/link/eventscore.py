"""How much speaks for two profiles being one event, by learned weights, and the same in words for people."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from sijill.link.eventprofiles import Profile, compare

__all__ = ["ENOUGH", "describe", "score"]

# Log-odds as trained, from which two are one.  evals/linking dev week, 2026-11: pairs F1 .68 .69, precision .81 .88 at 1 and 1.5;
# of 45 events over several texts of another week, drawn and read, 31 were one at 1 (most wrong ones were told in passing).
ENOUGH = 1.5
# What is too rare in the labelled week to be learned from: words of one type in one sentence, which seldom tell two happenings,
# and what comes to a person once (`link/landmarks.py`).
ONE_SENTENCE, ONCE = 2.5, 4.0


@cache
def _weights() -> dict[str, float]:
    text = resources.files("sijill.link").joinpath("weights", "events.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {feature: float(weight) for feature, weight in rows}


def score(one: Profile, other: Profile) -> float:
    """The log-odds of the two being one event; the same whichever comes first."""
    weights = _weights()
    features = compare(one, other)
    value = sum([weights.get(feature, 0.0) for feature in features])
    if "one sentence" in features and "same type" in features:
        value += ONE_SENTENCE
    return value + ONCE if "once only, same" in features else value


_DAYS = {
    "days firm same": "same day", "days firm 0": "same day", "days in the wide": "the day lies in the other's time",
    "days wide 0": "times that overlap", "days firm 1": "a day apart",
}  # fmt: skip
_SAID = {
    "copies": "copies of one text", "same party": "a common party", "same word": "the same word",
    "place same": "same place", "place near same": "same place", "place partly same": "a common place",
    "place near partly same": "a common place", "place holds": "one place in the other",
    "place near holds": "one place in the other", "once only, same": "it comes once to whom it comes to",
    "figures same": "the same count",
}  # fmt: skip


def describe(one: Profile, other: Profile) -> str:
    """Why the two are one, as a phrase: `same day, same place, both ASSAULT, .9 alike`.

    How much alike is the likeness of the words around those that name them, or of their sentences where that is more.
    """
    return ", ".join(_reasons(one, other))


def _reasons(one: Profile, other: Profile) -> Iterator[str]:
    features = compare(one, other)
    if "one sentence" in features or "one article" in features:
        yield "one sentence" if "one sentence" in features else "one article"
    days = next((_DAYS[feature] for feature in features if feature in _DAYS), None)
    if days is None and any(feature.startswith(("days firm, published", "days published")) for feature in features):
        days = "reported close to each other" if "days firm, published before" not in features else None
    if days:
        yield days
    yield from dict.fromkeys(_SAID[feature] for feature in features if feature in _SAID)
    kinds = {profile.kinds.most_common(1)[0][0] for profile in (one, other)}
    yield f"both {kinds.pop()}" if len(kinds) == 1 else " and ".join(sorted(kinds))
    alike = max(one.phrase.likeness(other.phrase), one.sentence.likeness(other.sentence))
    yield f"{alike:.1f} alike".removeprefix("0")
