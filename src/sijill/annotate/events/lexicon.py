"""The trigger lexicon: every written form of the words that report a happening, with the rows they stand for.

`lexicons/ar/triggers.txt` says which words, of which type, under which conditions; inflection is by rule.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from sijill.model.records import EventType
from sijill.text.fold import fold_text
from sijill.text.inflect import Forms, noun_forms, passive_pair, past_forms, present_forms
from sijill.text.lexicon import load_rows, load_words, strip_proclitics

__all__ = ["Kind", "Row", "WordReading", "lexeme_of", "load_triggers", "read_word", "word_forms"]

Kind = Literal["past", "present", "noun"]
ONE_LEXEME = 4  # words of a row with one verb at most that are taken for one lexeme; longer rows list synonyms
_WEAK_LETTERS = str.maketrans("", "", "اويىةتنمسءئؤ")  # what patterns add to a root, roughly
_VERB_PROCLITICS = frozenset({"", "و", "ف", "ل", "ول", "فل"})
_NO_PASSIVES = frozenset({"يزال", "يقال", "يرى", "يعنى", "يدعى"})  # "still", "it is said", "so-called": no happenings
_SUFFIXES = ("هما", "هم", "هن", "ها", "ه")


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
    bare: bool = False
    """Of the list of happenings without a type of their own."""
    next: str = ""
    """The word that must follow at once or after one other."""
    never_definite: bool = False

    @property
    def free(self) -> bool:
        """Whether it holds without any condition."""
        return not (self.words or self.phrases or self.topics)


class WordReading(NamedTuple):
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


def _parse_row(columns: tuple[str, ...], lexeme: int, extra: str, *, bare: bool) -> Row:
    conditions = fold_text(columns[3]).split() if len(columns) > 3 else []
    topics = frozenset(c[1:].upper() for c in conditions if c.startswith("@"))
    never = frozenset(c[1:] for c in conditions if c.startswith("!") and c[1:2] != "@")
    wanted = [c.replace("_", " ").strip() for c in conditions if c[0] not in "@!~<="]
    if extra:
        wanted, topics = [], frozenset()
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
        bare,
        extra,
        "!ال" in conditions,
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
        if "-" not in (past, present):
            was_done, is_done = passive_pair(past, present)
            if was_done:
                yield "past", name, past_forms(was_done), ""
            if is_done and is_done not in _NO_PASSIVES:
                yield "present", name, present_forms(is_done), ""
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
    listings = [(columns, False) for columns in load_rows("triggers")]
    listings += [(("OTHER", *columns), True) for columns in load_rows("happenings")]
    for columns, bare in listings:
        listed = list(_listed_forms(columns))
        by_name = _lexemes_of(columns, [fold_text(word) for _, word, _, _ in listed], lexemes)
        numbers: dict[tuple[int, str], int] = {}
        for kind, word, forms, extra in listed:
            key = (by_name[fold_text(word)], extra)
            if key not in numbers:
                numbers[key] = len(rows)
                rows.append(_parse_row(columns, *key, bare=bare))
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


@cache
def _types_by_form() -> dict[str, tuple[EventType, ...]]:
    found: dict[str, dict[EventType, None]] = {}
    for columns in load_rows("families"):
        assert columns[0] in get_args(EventType), columns[0]
        for _, _, forms, extra in _listed_forms(columns):
            for form in forms.free | forms.bound if not extra else ():
                found.setdefault(form, {})[columns[0]] = None  # type: ignore[index]
    return {form: tuple(types) for form, types in found.items()}


def types_of_family(bare: str) -> tuple[EventType, ...]:
    """The types that `families.txt` gives a word without its proclitics, with or without a pronoun behind it."""
    by_form = _types_by_form()
    found = by_form.get(bare)
    if found is None:
        shorter = (bare[: -len(suffix)] for suffix in _SUFFIXES if bare.endswith(suffix))
        found = next((by_form[form] for form in shorter if form in by_form), ())
    return found


def _begins_with_own_w(norm: str) -> bool:
    """Whether its و is no conjunction: `وزارته` is his ministry, and not that she visited him."""
    if not norm.startswith("و"):
        return False
    own = load_words("w_words")
    bases = [norm, *(norm.removesuffix(suffix) for suffix in _SUFFIXES)]
    return any(base in own or (base.endswith("ت") and base[:-1] + "ة" in own) for base in bases)


@lru_cache(maxsize=65_536)
def read_word(norm: str) -> tuple[WordReading, ...]:
    """The rows a folded word may stand for; the shortest proclitic that gives any is taken."""
    lexicon = load_triggers()
    own_w = _begins_with_own_w(norm)
    for proclitic, rest in strip_proclitics(norm):
        if own_w and proclitic.startswith("و"):
            continue
        found = dict.fromkeys(lexicon.free.get(rest, ()))
        for suffix in _SUFFIXES:
            if rest.endswith(suffix):
                found |= dict.fromkeys(lexicon.bound.get(rest[: -len(suffix)], ()))
        verb_may = proclitic in _VERB_PROCLITICS
        readings = tuple(
            WordReading(row, kind, proclitic, kind == "noun" and rest.startswith("ال") and rest in lexicon.free)
            for row, kind in found
            if kind == "noun" or (verb_may and (kind == "present" or "ل" not in proclitic))
        )
        if readings:
            return readings
    return ()
