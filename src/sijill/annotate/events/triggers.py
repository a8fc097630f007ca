"""Triggers: the words of a sentence that report a happening, with its type.

`lexicons/ar/triggers.txt` says which words, and under which conditions; inflection is by rule (`text.inflect`).
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from sijill.model.reading import Sentence, Token
from sijill.model.records import EventType
from sijill.text.fold import fold_text, fold_with_offsets
from sijill.text.inflect import Forms, noun_forms, past_forms, present_forms
from sijill.text.lexicon import load_rows, strip_proclitics

Kind = Literal["past", "present", "noun"]
# How well a row's conditions are met: weakly (~), without conditions, by the article's topic, by its words.
WEAK, PLAIN, TOPICAL, WORDED = range(4)
SUBJECT_REACH = 4  # and how many before a verb its subject
LONG_ENOUGH = 3  # letters a word keeps when its ending is taken off
_ENDINGS = ("هما", "هم", "ها", "ه", "ا", "ين", "ون", "ان", "ات")
_WITH_PRONOUN = {
    preposition + pronoun: full
    for preposition, full in (("علي", "على"), ("الي", "الى"), ("من", "من"), ("عن", "عن"))
    for pronoun in ("ه", "ها", "هم", "هما")
}
REACH = 7  # how many tokens after a trigger its object is looked for
_KINDS: tuple[Kind, ...] = ("noun", "past", "present")
_VERB_PROCLITICS = frozenset({"", "و", "ف", "ل", "ول", "فل"})
_NONE_AT_ALL = frozenset({"عدم", "اي"})  # "no interference", "any attempt": no happening is told
ONE_LEXEME = 4  # words of a row with one verb at most that are taken for one lexeme; longer rows list synonyms
_WEAK_LETTERS = str.maketrans("", "", "اويىةتنمسءئؤ")  # what patterns add to a root, roughly
_SUFFIXES = ("هما", "هم", "هن", "ها", "ه")
_STOPS = frozenset(".؛:!؟?…")


class Row(Struct, frozen=True):
    """A line of the lexicon with its conditions folded; `lexeme` is equal for rows that share a word."""

    type: EventType
    lexeme: int
    words: frozenset[str]
    phrases: tuple[str, ...]
    topics: frozenset[str]
    never: frozenset[str]
    never_behind: frozenset[str]
    not_about: frozenset[str]
    weak: bool

    @property
    def free(self) -> bool:
        """Whether it holds without any condition."""
        return not (self.words or self.phrases or self.topics)


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


class Reading(NamedTuple):
    """A row a word may stand for, as which kind of word, after which proclitic."""

    row: int
    kind: Kind
    proclitic: str
    definite: bool


class _Lexicon(NamedTuple):
    rows: tuple[Row, ...]
    free: dict[str, tuple[tuple[int, Kind], ...]]
    bound: dict[str, tuple[tuple[int, Kind], ...]]
    lexemes: dict[str, int]


def _parse_row(columns: tuple[str, ...], lexeme: int, extra: str = "") -> Row:
    conditions = fold_text(columns[3]).split() if len(columns) > 3 else []
    topics = frozenset(c[1:].upper() for c in conditions if c.startswith("@"))
    never = frozenset(c[1:] for c in conditions if c.startswith("!") and c[1:2] != "@")
    wanted = [c.replace("_", " ").strip() for c in conditions if c[0] not in "@!~<="]
    if extra:
        wanted, topics = [extra], frozenset()
    assert columns[0] in get_args(EventType), columns[0]
    return Row(
        columns[0],  # type: ignore[arg-type]
        lexeme,
        frozenset(w for w in wanted if " " not in w),
        tuple(f" {w} " for w in wanted if " " in w),
        topics,
        never,
        frozenset(c[1:] for c in conditions if c.startswith("<")),
        frozenset(c[2:].upper() for c in conditions if c.startswith("!@")),
        "~" in conditions and not extra,
    )


def _listed_forms(columns: tuple[str, ...]) -> Iterator[tuple[Kind, str, Forms, str]]:
    """Each listed word: its kind, itself, its forms, and the word that must follow it."""
    for pair in filter(None, map(str.strip, columns[1].split(","))):
        past, present = pair.split()
        name = past if past != "-" else present
        if past != "-":
            yield "past", name, past_forms(past), ""
        if present != "-":
            yield "present", name, present_forms(present), ""
    for noun in filter(None, map(str.strip, columns[2].split(",") if len(columns) > 2 else [])):
        first, _, rest = noun.partition(" ")
        forms = noun_forms(first.removesuffix("*"))
        if first.endswith("*"):
            forms = Forms(*(frozenset(f for f in part if not f.endswith("ات")) for part in forms))
        yield "noun", first.removesuffix("*"), forms, fold_text(rest)


def _lexemes_of(columns: tuple[str, ...], names: list[str], known: dict[str, int]) -> dict[str, int]:
    """The lexeme of each word of a row, entered into `known`; a row of one verb is one lexeme, a list has one a root."""
    conditions = fold_text(columns[3]).split() if len(columns) > 3 else []
    alike = [c[1:] for c in conditions if c.startswith("=")]
    alone = len(set(names)) <= ONE_LEXEME and "," not in columns[1]
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        groups.setdefault("" if alone else name.translate(_WEAK_LETTERS), []).append(name)
    for word in alike:
        known.setdefault(word, len(known))
    for group in groups.values():
        lexeme = next((known[name] for name in (*alike, *reversed(group)) if name in known), len(known))
        for name in group:
            known.setdefault(name, lexeme)
    return {name: known[name] for name in names}


@cache
def load_triggers() -> _Lexicon:
    """The lexicon with every written form of its words."""
    rows: list[Row] = []
    free: dict[str, dict[tuple[int, Kind], None]] = {}
    bound: dict[str, dict[tuple[int, Kind], None]] = {}
    lexemes: dict[str, int] = {}
    for columns in load_rows("triggers"):
        listed = list(_listed_forms(columns))
        by_name = _lexemes_of(columns, [fold_text(word) for _, word, _, _ in listed], lexemes)
        numbers: dict[tuple[int, str], int] = {}
        for kind, word, forms, extra in listed:
            key = (by_name[fold_text(word)], extra)
            if key not in numbers:
                numbers[key] = len(rows)
                rows.append(_parse_row(columns, *key))
            entry = (numbers[key], kind)
            for form in forms.free:
                free.setdefault(form, {})[entry] = None
            for form in forms.bound:
                bound.setdefault(form, {})[entry] = None
    return _Lexicon(
        tuple(rows), {f: tuple(e) for f, e in free.items()}, {f: tuple(e) for f, e in bound.items()}, lexemes
    )


@cache
def lexeme_of(word: str) -> int:
    """The lexeme of a listed word."""
    return load_triggers().lexemes[fold_text(word)]


def word_forms() -> Container[str]:
    """Every form of a listed word, without proclitics and pronouns."""
    return load_triggers().free


@lru_cache(maxsize=65_536)
def read_word(norm: str) -> tuple[Reading, ...]:
    """The rows a folded word may stand for; the shortest proclitic that gives any is taken."""
    lexicon = load_triggers()
    for proclitic, rest in strip_proclitics(norm):
        found = dict.fromkeys(lexicon.free.get(rest, ()))
        for suffix in _SUFFIXES:
            if rest.endswith(suffix):
                found |= dict.fromkeys(lexicon.bound.get(rest[: -len(suffix)], ()))
        verb_may = proclitic in _VERB_PROCLITICS
        readings = tuple(
            Reading(row, kind, proclitic, kind == "noun" and rest.startswith("ال") and rest in lexicon.free)
            for row, kind in found
            if kind == "noun" or (verb_may and (kind == "present" or "ل" not in proclitic))
        )
        if readings:
            return readings
    return ()


def find_triggers(sentence: Sentence, topics: frozenset[str]) -> list[Trigger]:
    """The triggers of a sentence of an article about `topics`, in order."""
    found: list[Trigger] = []
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if at and tokens[at - 1].norm in _NONE_AT_ALL:
            continue
        readings = read_word(token.norm) if len(token.norm) > 2 else ()
        if readings:
            best = _best_reading(tokens, at, readings, topics)
            if best:
                found.append(best)
    return _drop_inner(found)


def _best_reading(
    tokens: tuple[Token, ...], at: int, readings: tuple[Reading, ...], topics: frozenset[str]
) -> Trigger | None:
    rows = load_triggers().rows
    words, window = _words_around(tokens, range(at + 1, min(at + 1 + REACH, len(tokens))))
    near = {norm for token in tokens[at + 1 : at + 3] for norm in (token.norm, token.norm.removeprefix("ال"))}
    before = tokens[at - 1].norm if at else ""
    subjects: dict[str, int] | None = None
    best: tuple[int, int, Reading] | None = None
    for reading in readings:
        row = rows[reading.row]
        if before in row.never_behind or row.not_about & topics or not row.never.isdisjoint(near):
            continue
        strength, reach = _match(row, words, window, topics, at)
        if strength < WORDED and reading.kind != "noun" and row.words:
            if subjects is None:
                subjects, _ = _words_around(tokens, range(at - 1, max(-1, at - 1 - SUBJECT_REACH), -1))
            strength = WORDED if row.words & subjects.keys() else strength
        if strength >= 0 and (best is None or strength > best[0]):
            best = (strength, reach, reading)
    if best is None:
        return None
    strength, reach, reading = best
    kind = _kind_here(tokens, at, {r.kind for r in readings if r.row == reading.row}, reading.proclitic)
    token = tokens[at]
    skip = fold_with_offsets(token.text)[1][len(reading.proclitic)] if reading.proclitic else 0
    row = rows[reading.row]
    return Trigger(
        at, token.start + skip, token.end, row.type, row.lexeme, kind, strength, reading.proclitic,
        reading.definite, reach,
    )  # fmt: skip


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


def _match(row: Row, words: dict[str, int], window: str, topics: frozenset[str], at: int) -> tuple[int, int]:
    """How well the row's conditions are met, and the last token they used; -1 where they are not."""
    met = row.words & words.keys()
    if met:
        return WORDED, min(words[word] for word in met)
    if any(phrase in window for phrase in row.phrases):
        return WORDED, at
    if row.topics & topics:
        return TOPICAL, at
    if row.weak:
        return WEAK, at
    return (PLAIN, at) if row.free else (-1, at)


_CLAUSE_HEADS = frozenset(
    "، , : . ان انه انها انهم الذي التي الذين اللذين قد كان كانت بعدما حيث حين حينما عندما بينما فيما لقد من ما".split()
)
PREPOSITIONS = frozenset("في من الى على عن بعد قبل خلال اثر منذ حتى بسبب جراء عقب ضد حول دون بين اثناء هذا هذه".split())


def _kind_here(tokens: tuple[Token, ...], at: int, kinds: set[Kind], proclitic: str) -> Kind:
    """Which of the kinds its writing allows a word is here: a verb at the head of a clause, else a noun."""
    if len(kinds) == 1:
        return next(iter(kinds))
    heads_clause = proclitic in ("و", "ف") or (not proclitic and (at == 0 or tokens[at - 1].norm in _CLAUSE_HEADS))
    order: tuple[Kind, ...] = ("past", "present", "noun") if heads_clause else ("noun", "past", "present")
    return next(kind for kind in order if kind in kinds)


def _drop_inner(triggers: list[Trigger]) -> list[Trigger]:
    """Without the doubles: a verb, and a light noun, gives way to its object; any other object to its governor."""
    by_token = {trigger.at: trigger for trigger in triggers}
    dropped: set[int] = set()
    for trigger in triggers:
        if trigger.at in dropped:
            continue
        following = by_token.get(trigger.at + 1) or by_token.get(trigger.at + 2)
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
