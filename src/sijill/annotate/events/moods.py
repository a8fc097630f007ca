"""Modality by learned weights: what the rules of `modality` say is one voice among the words around and the encoder's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from sijill.annotate.events.candidates import Candidate, outline_of
from sijill.annotate.events.ground import Ground
from sijill.annotate.events.modality import find_modality, nearest_cue
from sijill.annotate.events.weights import score_classes
from sijill.model.records import Modality
from sijill.model.time import TimeValue

__all__ = ["features_of_modality", "tell_modality"]

BEFORE, NEAR_BEFORE, AFTER = 4, 3, 3  # tokens around a trigger that are looked at
SPOKEN_BEFORE = 6  # tokens in which a word of `_TELLING` still bears on a trigger
_TELLING = tuple("لم لن لا قد سوف لو اذا ان دون عدم ضد بهدف خطة مشروع اتفاق طلب دعوة نفي".split())
_OPENING_MARKS = frozenset('"“«')
_EDGE = "^"


def tell_modality(features: Iterable[str], heard: Mapping[str, float] | None = None) -> Modality:
    """The likeliest modality; `heard` is what the encoder adds to the score of each."""
    sums = score_classes("modality", ((feature, 1.0) for feature in features))
    return cast(Modality, max(sums, key=lambda label: sums[label] + (heard[label] if heard else 0.0)))


def features_of_modality(ground: Ground, candidate: Candidate, when: TimeValue | None) -> list[str]:
    """What speaks for each modality; `when` is the day its own clause gives."""
    return list(dict.fromkeys(_features(ground, candidate, when)))


def _features(ground: Ground, candidate: Candidate, when: TimeValue | None) -> Iterator[str]:
    sentence, trigger = candidate.sentence, candidate.trigger
    statement = ground.statement_of(trigger)
    published = ground.reading.article.published.day
    kind = f"{trigger.kind}{'+ال' if trigger.definite else ''}"
    place = "title" if sentence.part == "title" else f"p{min(sentence.block, 2)}"
    act = statement.act if statement else "told"
    day = _day_of(when, published)
    rule, cue = find_modality(sentence, trigger, when, published, statement), nearest_cue(sentence, trigger)
    yield "bias"
    for name, value in (("rule", rule), ("cue", cue), ("day", day)):
        yield f"{name} {value}"
        yield f"{name} {value} {kind}"
    yield f"rule {rule} {act}"
    yield f"day {day} {act}"
    yield f"kind {kind}"
    yield f"kind {kind} {place}"
    yield f"place {place}"
    yield f"act {act}"
    yield f"act {act} {kind}"
    yield f"act {act} {place}"
    if statement:
        yield f"quote {statement.quote} {act}"
    yield f"type {trigger.type}"
    yield f"lexeme {candidate.lexeme}"
    yield f"lexeme {candidate.lexeme} {act}"
    yield f"proclitic {trigger.proclitic} {kind}"
    yield from _words_around(candidate)


def _day_of(when: TimeValue | None, published: str | None) -> str:
    if when is None:
        return "none"
    if when.earliest is None or published is None:
        return "open"
    if when.earliest > published:
        return "coming"
    return "past" if (when.latest or when.earliest) < published else "today"


def _words_around(candidate: Candidate) -> Iterator[str]:
    tokens, trigger = candidate.sentence.tokens, candidate.trigger
    at = trigger.at
    for far in range(1, BEFORE + 1):
        word = outline_of(tokens[at - far].norm) if at >= far else _EDGE
        yield f"-{far} {word}"
        if far <= NEAR_BEFORE:
            yield f"before {word}"
    for far in range(1, AFTER + 1):
        word = outline_of(tokens[at + far].norm) if at + far < len(tokens) else _EDGE
        yield f"+{far} {word}"
        yield f"after {word}"
    if trigger.kind == "present" and tokens[at].norm[len(trigger.proclitic) :].startswith("س"):
        yield "future"
    spoken = {token.norm for token in tokens[max(0, at - SPOKEN_BEFORE) : at]}
    yield from (f"behind {word} {trigger.kind}" for word in _TELLING if word in spoken)
    if candidate.sentence.part == "title":
        earlier = {token.norm for token in tokens[:at]}
        if ":" in earlier:
            yield "behind a colon"
        if not _OPENING_MARKS.isdisjoint(earlier):
            yield "behind a mark"
