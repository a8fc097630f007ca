"""What speaks for each type of an event: the features of a candidate, its words around and its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijill.annotate.events.candidates import MARKS, Candidate, outline_of
from sijill.annotate.events.ground import Ground
from sijill.annotate.events.lexicon import types_of_family
from sijill.annotate.events.triggers import UNMET, WEAK

AHEAD, BEHIND = 6, 4  # tokens around a trigger whose words are features
_STOPS = frozenset(".؛:!؟?…")


def features_of_article(candidates: Sequence[Candidate]) -> list[str]:
    """What is the same for all events of an article: the types that the rules see in its title and lead."""
    news = [one for one in candidates if one.ruled and (one.sentence.part == "title" or one.sentence.block == 0)]
    return list(dict.fromkeys(f"about type {one.trigger.type}" for one in news))


def features_of_type(ground: Ground, candidate: Candidate) -> Iterator[str]:
    """What speaks for the type of a candidate, besides its article."""
    trigger, tokens = candidate.trigger, candidate.sentence.tokens
    yield "bias"
    met = trigger.strength > UNMET
    yield f"rule {trigger.type} {trigger.strength}"
    if met:
        yield f"rule {trigger.type}"
    if met and candidate.ruled:
        yield f"ruled {trigger.type}"
    for place, name in enumerate(trigger.offered):
        yield f"offers {name}"
        if place == 0:
            yield f"offers first {name}"
    if len(trigger.offered) == 1:
        yield f"offers only {trigger.offered[0]}"
    family = types_of_family(tokens[trigger.at].norm[len(trigger.proclitic) :])
    for name in family:
        yield f"family {name}"
        if trigger.strength <= WEAK:
            yield f"family {name} weak"
    if len(family) == 1:
        yield f"family only {family[0]}"
    yield f"lexeme {candidate.lexeme}"
    yield f"lexeme {candidate.lexeme} {trigger.kind}"
    yield f"word {outline_of(tokens[trigger.at].norm[len(trigger.proclitic) :])}"
    for at in range(trigger.at + 1, min(len(tokens), trigger.at + 1 + AHEAD)):
        norm = tokens[at].norm
        if norm in _STOPS:
            break
        if norm not in MARKS:
            yield f"ahead {outline_of(norm)}"
            yield f"near {outline_of(norm)}"
            if at <= trigger.at + 2:
                yield f"+{at - trigger.at} {outline_of(norm)}"
    for at in range(max(0, trigger.at - BEHIND), trigger.at):
        norm = tokens[at].norm
        if norm not in MARKS:
            yield f"near {outline_of(norm)}"
            if at >= trigger.at - 2:
                yield f"{at - trigger.at} {outline_of(norm)}"
    last = tokens[min(len(tokens) - 1, trigger.at + AHEAD)].end
    for entity in ground.entities.within(trigger.end, last)[:2]:
        yield f"then {entity.kind}"
    statement = ground.statement_of(trigger)
    yield f"act {statement.act if statement else 'told'}"
