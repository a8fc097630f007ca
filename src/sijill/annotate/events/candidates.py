"""Words that may report an event, each with what speaks for and against: the features that the weights are learned over.

A candidate knows only its article; `decide.py` says what becomes of it.  Another scorer (an encoder's) can add features
of its own to `Candidate.features` before that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial

from msgspec import Struct

from sijill.annotate.events.ground import Ground
from sijill.annotate.events.lexicon import load_triggers
from sijill.annotate.events.licence import is_governed, keep_if_told
from sijill.annotate.events.timing import PlacedTime, find_when
from sijill.annotate.events.topics import find_topics
from sijill.annotate.events.triggers import CLAUSE_HEADS, PREPOSITIONS, UNMET, Trigger, drop_inner, find_triggers
from sijill.model.reading import Sentence, Token

MARKS = frozenset('،,.؛:!؟?…()[]"«»“”-–')
_NOT = frozenset("لم لن لا عدم دون ليس ليست غير بدون".split())
_RELATIVE = frozenset("الذي التي الذين اللذين اللتين".split())
_PRONOUNS = ("هما", "هم", "ها", "ه")
_EDGE = "^"


class Candidate(Struct):
    """A trigger in its sentence with the features of its telling; `ruled` says whether the rules alone would keep it."""

    sentence: Sentence
    trigger: Trigger
    times: list[PlacedTime]
    ruled: bool
    lexeme: str
    features: list[str]

    @property
    def token_start(self) -> int:
        """Where its token starts, proclitics included: what the encoder's say is known by."""
        return self.sentence.tokens[self.trigger.at].start


def find_candidates(ground: Ground) -> list[Candidate]:
    """Every listed word of title and body that is no part of a name, in order."""
    topics = find_topics(ground.reading)
    found: list[Candidate] = []
    titled: set[int] = set()
    title_types: set[str] = set()
    seen: set[int] = set()
    for sentence in ground.reading.sentences:
        if sentence.part not in ("title", "body"):
            continue
        triggers = [trigger for trigger in find_triggers(sentence, topics) if not ground.names(trigger)]
        if not triggers:
            continue
        times = ground.times_of(sentence)
        ruled = _keep_by_rule(ground, sentence, triggers, times)
        place = _place_of(sentence)
        for at, trigger in enumerate(triggers):
            features = [f"topic {topic} {trigger.type}" for topic in topics]
            features += _features_of_word(sentence.tokens, trigger, place)
            features += _features_of_telling(ground, sentence, trigger, times, place)
            features += _features_of_neighbours(triggers, at, ruled)
            if trigger.lexeme in titled:
                features.append("titled" if sentence.part == "body" else "titled again")
            if sentence.part == "body" and trigger.type in title_types:
                features += [f"title type {place}", f"title type {trigger.kind} {trigger.definite}"]
            features.append(f"{'seen' if trigger.lexeme in seen else 'new'} {place}")
            is_ruled = trigger.at in ruled
            features += [f"rule {is_ruled}", f"rule {is_ruled} {place}", f"rule {is_ruled} {trigger.kind}"]
            found.append(Candidate(sentence, trigger, times, is_ruled, name_of(trigger.lexeme), features))
        seen.update(trigger.lexeme for trigger in triggers)
        if sentence.part == "title":
            titled.update(trigger.lexeme for trigger in triggers)
            title_types.update(trigger.type for trigger in triggers if trigger.at in ruled)
    return found


def _keep_by_rule(
    ground: Ground, sentence: Sentence, triggers: Sequence[Trigger], times: list[PlacedTime]
) -> frozenset[int]:
    met = [trigger for trigger in triggers if trigger.strength > UNMET and not ground.reports(trigger)]
    kept = drop_inner(keep_if_told(sentence, met, partial(_day_distance, sentence, times)))
    return frozenset(trigger.at for trigger in kept)


def _day_distance(sentence: Sentence, times: list[PlacedTime], trigger: Trigger) -> int | None:
    found = find_when(sentence, trigger, (), times)
    return found[1] if found else None


def _place_of(sentence: Sentence) -> str:
    if sentence.part == "title":
        return "title"
    return f"p{sentence.block}" if sentence.block < 2 else "later"


@cache
def _names() -> dict[int, str]:
    names: dict[int, str] = {}
    for word, lexeme in load_triggers().lexemes.items():
        names.setdefault(lexeme, word)
    return names


def name_of(lexeme: int) -> str:
    """The first word listed of a lexeme: what the weights know it by."""
    return _names().get(lexeme, "")


@lru_cache(maxsize=65_536)
def outline_of(norm: str) -> str:
    """A word without ال and its like, as neighbours are known by; digits as one sign."""
    if norm[:1].isdigit():
        return "0"
    for prefix in ("وال", "بال", "فال", "كال", "ال", "لل"):
        if norm.startswith(prefix) and len(norm) > len(prefix) + 2:
            return norm[len(prefix) :]
    return norm


def _features_of_word(tokens: tuple[Token, ...], trigger: Trigger, place: str) -> Iterator[str]:
    at, kind = trigger.at, trigger.kind
    norm = tokens[at].norm
    bare = norm[len(trigger.proclitic) :]
    before = tokens[at - 1].norm if at else _EDGE
    earlier = tokens[at - 2].norm if at > 1 else _EDGE
    after = tokens[at + 1].norm if at + 1 < len(tokens) else _EDGE
    shape = f"{kind}{'+ال' if trigger.definite else ''}"
    lexeme = name_of(trigger.lexeme)
    yield "bias"
    yield f"place {place}"
    yield f"shape {shape} {trigger.proclitic}"
    yield f"shape {shape} {place}"
    yield f"strength {trigger.strength}"
    yield f"strength {trigger.strength} {place}"
    yield f"strength {trigger.strength} {kind}"
    yield f"type {trigger.type}"
    yield f"type {trigger.type} {kind}"
    yield f"types {min(len(trigger.offered), 3)}"
    yield f"lexeme {lexeme}"
    yield f"lexeme {lexeme} {kind}"
    yield f"word {outline_of(bare)}"
    yield f"-1 {before}"
    yield f"-2 {earlier}"
    yield f"+1 {outline_of(after)}"
    yield f"-1 {_sort_of(before)} {shape}"
    yield f"+1 {_sort_of(after)} {shape}"
    yield f"-1 {_sort_of(before)} {place}"
    yield f"at {min(at, 4)} {shape}"
    if kind == "noun" and not trigger.definite and bare.endswith(_PRONOUNS):
        yield "with pronoun"
    if before in _NOT or earlier in _NOT:
        yield "negated"
    if not _RELATIVE.isdisjoint(token.norm for token in tokens[max(0, at - 3) : at]):
        yield f"relative {kind}"


def _sort_of(norm: str) -> str:
    if norm == _EDGE or norm in MARKS:
        return "mark"
    if norm in PREPOSITIONS:
        return "preposition"
    if norm in CLAUSE_HEADS:
        return "clause"
    if norm[:1].isdigit():
        return "number"
    return "definite" if norm.startswith("ال") else "word"


def _features_of_telling(
    ground: Ground, sentence: Sentence, trigger: Trigger, times: list[PlacedTime], place: str
) -> Iterator[str]:
    found = find_when(sentence, trigger, (), times) if times else None
    near = "no day" if found is None else "day near" if found[1] <= 4 else "day" if found[1] <= 10 else "day far"
    yield near
    yield f"{near} {place}"
    yield f"{near} {trigger.kind}"
    if is_governed(sentence.tokens, trigger):
        yield "governed"
    if trigger.start in ground.cues:
        yield "cue"
        yield f"cue {trigger.type}"
    statement = ground.statement_of(trigger)
    act = statement.act if statement else "told"
    yield f"act {act}"
    yield f"act {act} {trigger.kind}"
    yield f"act {act} {place}"
    if statement:
        yield f"quote {statement.quote}"


def _features_of_neighbours(triggers: Sequence[Trigger], at: int, ruled: frozenset[int]) -> Iterator[str]:
    trigger = triggers[at]
    yield f"nth {min(at, 3)}"
    for name, other in (
        ("before", triggers[at - 1] if at else None),
        ("behind", triggers[at + 1] if at + 1 < len(triggers) else None),
    ):
        if other is None:
            yield f"none {name}"
            continue
        gap = abs(other.at - trigger.at)
        far = "1" if gap == 1 else "2" if gap == 2 else "5" if gap <= 5 else "9"
        yield f"{name} {far} {other.kind} {trigger.kind}"
        yield f"{name} {far} ruled {other.at in ruled}"
        if gap <= 5:
            yield f"{name} {name_of(other.lexeme)}"
            yield f"{name} same type" if other.type == trigger.type else f"{name} other type"
