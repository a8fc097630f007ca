"""The words of time, looked up token by token.

Every word of the lexicons is known with each proclitic it can carry (`والخميس`, `للأسبوع`), so that one dictionary look-up
a token tells whether the grammar has to look closer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sijill.model.reading import Token
from sijill.text.fold import fold_text
from sijill.text.lexicon import PROCLITICS, load_rows
from sijill.text.numbers import Number, parse_number, parse_ordinal, read_digits
from sijill.text.timex.meaning import Unit

_BARE_KINDS = frozenset(
    {"meridiem", "zone", "tail", "one", "more", "other", "some-after", "approx-after"}
)  # stand without proclitics
_SHORTEST_WITH_PROCLITIC = 3  # two letters and a proclitic make other words: باب is a door, not "in August"


class Measure(NamedTuple):
    """A unit of time as a noun: which, how many its form says (one, two, many, tamyiz), and whether it has ال."""

    unit: Unit | str
    number: str
    definite: bool


class MonthName(NamedTuple):
    """A month's number, and whether the word alone names it (empty), or is `weak` or `rare` as a month."""

    number: int
    strength: str


class Feast(NamedTuple):
    """A feast's rule (see calendars.py), the part of day it is bound to, and whether its word is a name as well."""

    rule: str
    part: str
    is_name: bool


class Phrase(NamedTuple):
    """The words after the first of an entry of several words, and what the whole says."""

    rest: tuple[str, ...]
    kind: str
    value: Any


class Word(NamedTuple):
    """What a token can say about time: the proclitic it carries, its senses by kind, longer entries it begins.

    `kinds` are those of both, so that one look tells a reader whether it may begin here; `begins` says whether the word
    alone can begin an expression.
    """

    proclitic: str
    senses: dict[str, Any]
    phrases: tuple[Phrase, ...]
    kinds: frozenset[str]
    begins: bool = True


_NEVER_FIRST = frozenset({"tail", "direction", "one", "more", "other", "some-after", "approx-after", "meridiem"})
_NO_ARTICLE = frozenset(
    {"الى", "الا", "الذي", "التي", "الذين", "الان", "اليه", "اليها", "اليهم", "الينا", "الف", "الاف", "ال", "الفا",
     # verbs: met, joined, kept to, cancelled, threw ...
     "التقى", "التقت", "التقيا", "التقوا", "التقينا", "التحق", "التحقت", "التحقوا", "التزم", "التزمت", "التقط", "التقطت",
     "التهم", "التهمت", "التف", "التمس", "التمست", "الغى", "الغت", "الغي", "الغيت", "القى", "القت", "القي", "القيت", "الزم",
     "الزمت", "الحق", "الحقت", "الهم", "الهمت", "الفت"}
)  # fmt: skip
_OTHER_WORDS = frozenset({"لامس", "ولامس", "فلامس"})  # "touched", not "for yesterday"
_NUMERAL_SENSES, _NUMERAL = {"number": True}, frozenset({"number"})


def _entries() -> list[tuple[str, str, Any]]:
    """Form, kind and value of every lexicon entry, forms folded."""
    rows: list[tuple[str, str, Any]] = []
    for form, number, *strength in load_rows("months"):
        rows.append((form, "month", MonthName(int(number), "".join(strength))))
    for form, number, *bare in load_rows("weekdays"):
        rows.append((form, "weekday-bare" if bare else "weekday", int(number)))
    for form, unit, number in load_rows("time_units"):
        rows.append((form, "unit", Measure(unit, number, False)))
        if number != "tamyiz":
            rows.append(("ال" + form, "unit", Measure(unit, number, True)))
    for form, kind, value, *_ in load_rows("time_words"):
        rows.append((form, kind, value))
    for form, number, *strength in load_rows("hijri_months"):
        rows.append((form, "hijri-month", MonthName(int(number), "".join(strength))))
    for form, rule, *more in load_rows("feasts"):
        rows.append((form, "feast", Feast(rule, "".join(more[:1]), "name" in more)))
    for form, _, _ in load_rows("numbers"):
        rows += [(form, "number", True), ("ال" + form, "number", True)]
    rows += [("ال" + row[0], "ordinal", True) for row in load_rows("ordinals")]
    rows += [(row[0], "nth", int(row[1])) for row in load_rows("ordinals")]
    folded = [(fold_text(form), kind, value) for form, kind, value in rows]
    return folded + [(_FINAL_YA.sub("ى", form), kind, value) for form, kind, value in folded if _FINAL_YA.search(form)]


_FINAL_YA = re.compile(r"ي\b")  # written without its dots in Egypt: الماضى, عامى


def _with_proclitics(word: str, kinds: frozenset[str]) -> list[tuple[str, str]]:
    """(token, proclitic) for each proclitic the word can carry."""
    if kinds <= _BARE_KINDS or (len(word) < _SHORTEST_WITH_PROCLITIC and not kinds & {"every", "number", "lead"}):
        return []
    forms = [(proclitic + word, proclitic) for proclitic in PROCLITICS]
    if word.startswith("ال"):  # ل and ال melt: للخميس
        forms += [(proclitic + word[1:], proclitic) for proclitic in PROCLITICS if proclitic.endswith("ل")]
    return forms


@cache
def vocabulary() -> dict[str, Word]:
    """Every token that can begin or continue a temporal expression."""
    senses: dict[str, dict[str, Any]] = {}
    phrases: dict[str, list[Phrase]] = {}
    for form, kind, value in _entries():
        first, *rest = form.split()
        senses.setdefault(first, {})
        if rest:
            phrases.setdefault(first, []).append(Phrase(tuple(rest), kind, value))
        else:
            senses[first].setdefault(kind, value)
    table: dict[str, Word] = {}
    for word, meanings in senses.items():
        longer = tuple(sorted(phrases.get(word, ()), key=lambda phrase: -len(phrase.rest)))
        kinds = frozenset(meanings) | {phrase.kind for phrase in longer}
        table[word] = Word("", meanings, longer, kinds, not _NEVER_FIRST.issuperset(meanings))
    for word, known in list(table.items()):
        for form, proclitic in _with_proclitics(word, known.kinds):
            if form not in senses and form not in _OTHER_WORDS:
                table.setdefault(form, known._replace(proclitic=proclitic))
    return table


def look_up(norm: str) -> Word | None:
    """What a folded token can say about time, null for most tokens."""
    word = vocabulary().get(norm)
    if word is None and norm[-1:].isdecimal():
        digits = read_digits(norm)
        return Word(digits[0] if digits else "", _NUMERAL_SENSES, (), _NUMERAL)
    return word


class Line:
    """Tokens in a row with their words of time; readers of the grammar walk over it and never change it.

    A proclitic may stand only at `origin`, where the phrase that is being read begins: `والجمعة مساء`, not `مساء والجمعة`.
    """

    __slots__ = ("_numbers", "month_first", "norms", "origin", "text", "tokens", "words")

    def __init__(self, text: str, tokens: Sequence[Token], *, month_first: bool = False) -> None:
        get = vocabulary().get
        self.text = text
        self.tokens = tokens
        self.norms = [token.norm for token in tokens]
        self.words = [get(norm) or (look_up(norm) if norm[-1:].isdecimal() else None) for norm in self.norms]
        self.origin = 0
        self._numbers: dict[tuple[str, int], Number | None] = {}  # many readers ask for the same one
        self.month_first = month_first  # 3/4/2018 is the fourth of March on this page

    def may_begin(self, at: int) -> bool:
        """Whether an expression can begin at a token: at most look-ups, before any reader is asked."""
        word = self.words[at]
        if word is None:
            return False
        following = self.norms
        return word.begins or any(
            following[at + 1 : at + 1 + len(entry.rest)] == list(entry.rest) for entry in word.phrases
        )

    def is_definite(self, at: int) -> bool:
        """Whether the token is a noun or adjective with ال."""
        norm = self.norm(at)
        return norm.startswith(("ال", "لل", "بال")) and norm not in _NO_ARTICLE

    def is_year(self, at: int) -> bool:
        """Whether four figures or the noun of a year stand there."""
        norm, head = self.norm(at), self.take(at, "head")
        return (len(norm) >= 4 and norm[-4:].isdecimal()) or (head is not None and head[0] == "year")

    def norm(self, at: int) -> str:
        """The folded token, empty outside the line."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def is_adjacent(self, at: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    def take(self, at: int, kind: str, *, joined: str = "") -> tuple[Any, int] | None:
        """The value of a word or entry of that kind at `at`, and where it ends.

        A proclitic is allowed only at the origin, or where it is the one named by `joined`.
        """
        word = self.words[at] if 0 <= at < len(self.words) else None
        if word is None or kind not in word.kinds or (word.proclitic != joined and (joined or at != self.origin)):
            return None
        for phrase in word.phrases:
            if phrase.kind == kind and tuple(self.norms[at + 1 : at + 1 + len(phrase.rest)]) == phrase.rest:
                return phrase.value, at + 1 + len(phrase.rest)
        value = word.senses.get(kind)
        return None if value is None else (value, at + 1)

    def number(self, at: int, *, joined: str = "") -> Number | None:
        """The cardinal at `at`, in digits or words."""
        return self._counted(at, joined, "number")

    def ordinal(self, at: int, *, joined: str = "") -> Number | None:
        """The ordinal at `at`, with ال."""
        return self._counted(at, joined, "ordinal")

    def _counted(self, at: int, joined: str, kind: str) -> Number | None:
        word = self.words[at] if 0 <= at < len(self.words) else None
        if word is None or not (kind in word.kinds or (kind == "ordinal" and "number" in word.kinds)):
            return None
        if (kind, at) not in self._numbers:
            self._numbers[kind, at] = (parse_number if kind == "number" else parse_ordinal)(self.norms, at)
        found = self._numbers[kind, at]
        if found is None or (found.proclitic != joined and (joined or at != self.origin)):
            return None
        return found
