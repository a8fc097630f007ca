"""Triggers: the words of a sentence that report a happening, with its type, under the conditions of the lexicon."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from sijill.annotate.events.lexicon import Kind, Row, WordReading, lexeme_of, load_triggers, read_word
from sijill.model.reading import Sentence, Token
from sijill.model.records import EventType
from sijill.text.fold import fold_with_offsets
from sijill.text.lexicon import strip_proclitics

# How well a row's conditions are met: not at all, a happening of the wide list, weakly (~), without conditions, by the article's
# topic, by its words.
UNMET, BARE, WEAK, PLAIN, TOPICAL, WORDED = range(-1, 5)
REACH = 10  # how many tokens after a trigger its object is looked for: 7, 9, 11 and 13 differ by .005 in typed F1 (tune, sample)
SUBJECT_REACH = 4  # and how many before a verb its subject
LONG_ENOUGH = 3  # letters a word keeps when its ending is taken off
_ENDINGS = ("هما", "هم", "ها", "ه", "ا", "ين", "ون", "ان", "ات")
_WITH_PRONOUN = {
    preposition + pronoun: full
    for preposition, full in (("علي", "على"), ("الي", "الى"), ("من", "من"), ("عن", "عن"))
    for pronoun in ("ه", "ها", "هم", "هما")
}
_NONE_AT_ALL = frozenset({"عدم", "اي"})  # "no interference", "any attempt": no happening is told
_STOPS = frozenset(".؛:!؟?…")


class Trigger(NamedTuple):
    """A word of a sentence that reports a happening; `at` is its token, `[start, end)` leaves its proclitics out."""

    at: int
    start: int
    end: int
    type: EventType
    lexeme: int
    kind: Kind
    strength: int
    proclitic: str
    definite: bool
    reach: int
    """The last token that its conditions used: its object, where a row asked for one."""
    offered: tuple[EventType, ...] = ()
    """The types of all rows of its word, met or not."""


def find_triggers(sentence: Sentence, topics: frozenset[str]) -> list[Trigger]:
    """Every listed word of a sentence of an article about `topics`, in order; UNMET where the conditions of no row are met."""
    found: list[Trigger] = []
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        readings = read_word(token.norm) if len(token.norm) > 2 else ()
        if readings:
            found.append(_best_reading(tokens, at, readings, topics))
    return found


def _best_reading(
    tokens: tuple[Token, ...], at: int, readings: tuple[WordReading, ...], topics: frozenset[str]
) -> Trigger:
    rows = load_triggers().rows
    after = _words_around(tokens, range(at + 1, min(at + 1 + REACH, len(tokens))))
    near = {norm for token in tokens[at + 1 : at + 3] for norm in (token.norm, token.norm.removeprefix("ال"))}
    before = tokens[at - 1].norm if at else ""
    subjects: dict[str, int] | None = None
    best: tuple[_Match, WordReading] | None = None
    for reading in readings:
        row = rows[reading.row]
        if before in row.never_behind or row.not_about & topics or not row.never.isdisjoint(near):
            continue
        if (row.next and row.next not in near) or (row.never_definite and reading.definite):
            continue
        if reading.kind != "noun" and before.isdigit():  # 172 صوتا: votes, not "they voted"
            continue
        match = _match(row, *after, topics, at)
        if match.strength < WORDED and reading.kind != "noun" and row.words:
            if subjects is None:
                subjects, _ = _words_around(tokens, range(at - 1, max(-1, at - 1 - SUBJECT_REACH), -1))
            met = row.words & subjects.keys()
            match = _Match(WORDED, at - max(subjects[word] for word in met), at) if met else match
        if match.strength >= 0 and (best is None or match.goes_before(best[0])):
            best = (match, reading)
    none_at_all = before in _NONE_AT_ALL
    (strength, _, reach), reading = best if best and not none_at_all else (_Match(UNMET, 0, at), readings[0])
    kind = _kind_here(tokens, at, {r.kind for r in readings if r.row == reading.row}, reading.proclitic)
    token = tokens[at]
    skip = fold_with_offsets(token.text)[1][len(reading.proclitic)] if reading.proclitic else 0
    row = rows[reading.row]
    return Trigger(
        at, token.start + skip, token.end, row.type, row.lexeme, kind, strength, reading.proclitic,
        reading.definite, reach, types_offered(readings),
    )  # fmt: skip


@lru_cache(maxsize=65_536)
def types_offered(readings: tuple[WordReading, ...]) -> tuple[EventType, ...]:
    """The types that the rows of a word name, each once, in the order of the rows."""
    rows = load_triggers().rows
    return tuple(dict.fromkeys(rows[reading.row].type for reading in readings if not rows[reading.row].bare))


def _words_around(tokens: tuple[Token, ...], places: range) -> tuple[dict[str, int], str]:
    """The words at `places` up to the end of the clause, in every shape, with their tokens; and all in a row."""
    words: dict[str, int] = {}
    line: list[str] = []
    for place in places:
        norm = tokens[place].norm
        if norm in _STOPS:
            break
        if norm.isalnum():
            line.append(norm)
        for shape in _shapes(norm):
            words.setdefault(shape, place)
    return words, f" {' '.join(line)} "


@lru_cache(maxsize=65_536)
def _shapes(norm: str) -> tuple[str, ...]:
    """A word as it stands and bare of ال, proclitics, case and pronouns: what a listed object is compared with.

    >>> set(_shapes("بسفارتها")) >= {"سفارتها", "سفارة"}, _shapes("عليهم")[-1]  # "in her embassy", "on them"
    (True, 'على')
    """
    shapes = {norm: None}
    for proclitic, rest in strip_proclitics(norm):
        if len(proclitic) <= 2 and len(rest) >= LONG_ENOUGH:
            shapes |= dict.fromkeys((rest, rest.removeprefix("ال")))
    for shape in tuple(shapes):
        for ending in _ENDINGS:
            base = shape.removesuffix(ending)
            if base != shape and len(base) >= LONG_ENOUGH:
                shapes |= dict.fromkeys((base, base[:-1] + "ة") if base.endswith("ت") else (base,))
    if norm in _WITH_PRONOUN:
        shapes[_WITH_PRONOUN[norm]] = None
    return tuple(shapes)


class _Match(NamedTuple):
    """How well a row's conditions are met (-1: not), how far off the word that meets them, and the last token it used."""

    strength: int
    distance: int
    reach: int

    def goes_before(self, other: _Match) -> bool:
        """Whether it is the better of two; of two met by words, the one whose word is nearer."""
        return self.strength > other.strength or (self.strength == other.strength and self.distance < other.distance)


def _match(row: Row, words: dict[str, int], window: str, topics: frozenset[str], at: int) -> _Match:
    if row.bare:
        return _Match(BARE, 0, at)
    if row.next:
        return _Match(WORDED, 1, at)
    met = row.words & words.keys()
    first = min((words[word] for word in met), default=0)
    place = min((window.index(phrase) for phrase in row.phrases if phrase in window), default=-1)
    if place >= 0:
        distance = window.count(" ", 0, place) + 1
        if not met or distance <= first - at:
            return _Match(WORDED, distance, at + distance)
    if met:
        return _Match(WORDED, first - at, first)
    if row.topics & topics:
        return _Match(TOPICAL, 0, at)
    if row.weak:
        return _Match(WEAK, 0, at)
    return _Match(PLAIN if row.free else -1, 0, at)


CLAUSE_HEADS = frozenset(
    "، , : . ان انه انها انهم الذي التي الذين اللذين قد كان كانت بعدما حيث حين حينما عندما بينما فيما لقد من ما".split()
)
PREPOSITIONS = frozenset("في من الى على عن بعد قبل خلال اثر منذ حتى بسبب جراء عقب ضد حول دون بين اثناء هذا هذه".split())


def _kind_here(tokens: tuple[Token, ...], at: int, kinds: set[Kind], proclitic: str) -> Kind:
    """Which of the kinds its writing allows a word is here: a verb at the head of a clause, else a noun."""
    if len(kinds) == 1:
        return next(iter(kinds))
    heads_clause = proclitic in ("و", "ف") or (not proclitic and (at == 0 or tokens[at - 1].norm in CLAUSE_HEADS))
    order: tuple[Kind, ...] = ("past", "present", "noun") if heads_clause else ("noun", "past", "present")
    return next(kind for kind in order if kind in kinds)


def drop_inner(triggers: list[Trigger]) -> list[Trigger]:
    """Without the doubles: a verb, and a light noun, gives way to its object; any other object to its governor."""
    by_token = {trigger.at: trigger for trigger in triggers}
    dropped: set[int] = set()
    for trigger in triggers:
        if trigger.at in dropped:
            continue
        following = by_token.get(trigger.at + 1) or by_token.get(trigger.at + 2)
        if following and following.kind == "noun" and trigger.lexeme in _ending_lexemes():
            dropped.add(following.at)
            continue
        if following and following.kind == "noun" and _is_light(trigger, following):
            dropped.add(trigger.at)
            continue
        inner = by_token.get(trigger.reach) if trigger.reach > trigger.at else None
        if inner:
            governs = trigger.kind == "noun" and trigger.lexeme not in _light_lexemes()
            gives_way = not governs and inner.type == trigger.type and inner.kind == "noun"
            dropped.add(trigger.at if gives_way else inner.at)
    return [trigger for trigger in triggers if trigger.at not in dropped]


def _is_light(trigger: Trigger, following: Trigger) -> bool:
    """Whether the next noun tells what a word only leads up to: `اندلاع الحرب`, `تواجه استجوابا`, `استهدف الهجوم`."""
    adjacent = following.at == trigger.at + 1
    if trigger.kind == "noun":
        leads_up = trigger.type == "OTHER" or (trigger.type == following.type and trigger.lexeme in _light_lexemes())
        return adjacent and leads_up and not trigger.definite
    return (adjacent and trigger.type == following.type and following.definite) or (
        trigger.type == "OTHER" and trigger.strength == WEAK
    )


@cache
def _light_lexemes() -> frozenset[int]:
    return frozenset(lexeme_of(word) for word in ("عقد", "إبرام", "توقيع", "إجراء", "شن", "عملية", "عمليات"))


@cache
def _ending_lexemes() -> frozenset[int]:
    """What keeps another happening from going on: of `وقف التدريبات` no drill is told."""
    return frozenset(lexeme_of(word) for word in ("وقف", "إلغاء", "تعليق", "إنهاء", "منع", "تأجيل", "تجميد", "حظر"))
