"""What a reader types into the search box, taken apart: words, phrases, AND/OR/NOT, fields.

    التحالف انسحاب                 both words, in any form
    "انسحاب القوات"                one after the other
    انسحاب OR إخلاء                either (أو, |)
    انسحاب -إيران                  the first without the second (NOT, ليس)
    متحدث:السوداني after:2023-08   who speaks, from when on

In a whole sentence أو and ليس are words like others.  Nothing typed is an error but a day that is none: what cannot be
read as a field or mark is read as words.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from sijill.model.errors import UsageError
from sijill.text.fold import fold_word

__all__ = ["FIELDS", "Clause", "Query", "ask_field", "drop_field", "parse_query", "read_day", "say_field"]

FIELDS = {
    "speaker": ("speaker", "متحدث", "المتحدث", "قال"),
    "outlet": ("outlet", "جهة", "صحيفة", "مصدر"),
    "actor": ("actor", "طرف", "جهة فاعلة", "اسم"),
    "place": ("place", "مكان"),
    "type": ("type", "نوع"),
    "act": ("act", "فعل"),
    "after": ("after", "from", "بعد", "منذ"),
    "before": ("before", "to", "قبل", "حتى"),
}
_BY_NAME = {name: field for field, names in FIELDS.items() for name in names}
_TOKEN = re.compile(r'(?P<minus>-)?(?:(?P<field>[^\s:"]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_OR, _AND, _NOT = frozenset({"OR", "أو", "|"}), frozenset({"AND", "و", "&"}), frozenset({"NOT", "ليس"})
_PROSE = frozenset({"أو", "و", "ليس"})  # which a sentence has too
_SENTENCE = 8  # words, without quotation marks and fields, from which a question is a sentence that was copied
_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"'))
_PLAIN = re.compile(r"[\w.-]+")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
MOST = 64  # words and phrases of a query: more are no question


class Clause(Struct, frozen=True):
    """Words of which one alternative must stand in the article: each a word or a phrase."""

    alternatives: tuple[tuple[str, ...], ...]
    negative: bool = False


class Query(Struct, frozen=True):
    """A question: clauses that must all hold, and what fields must say (each of the values of a field is enough).

    It `is_plain` where its words stand alone: no quotation marks, OR, NOT.
    """

    clauses: tuple[Clause, ...]
    fields: dict[str, tuple[str, ...]]
    is_plain: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All words that an article is to have."""
        return tuple(w for clause in self.clauses if not clause.negative for one in clause.alternatives for w in one)


def parse_query(typed: str) -> Query:
    """The question in what was typed.

    >>> parse_query('انسحاب "قوات التحالف" -إيران').clauses[1].alternatives
    (('قوات', 'التحالف'),)
    >>> parse_query("متحدث:السوداني after:2023").fields
    {'speaker': ('السوداني',), 'after': ('2023',)}
    >>> parse_query("انسحاب القوات").is_plain, parse_query("انسحاب -إيران").is_plain  # withdrawal of the forces
    (True, False)
    >>> parse_query("قال إن الجسر ليس جاهزا بعد وإن العمل فيه لم ينته").is_plain  # a sentence: ليس says what it says
    True
    """
    clauses: list[Clause] = []
    fields: dict[str, tuple[str, ...]] = {}
    joined = negative = False
    is_plain = True
    tokens = [(match, _field_of(match)) for match in _TOKEN.finditer(typed.translate(_MARKS))]
    bare = [match for match, field in tokens if field is None][
        :MOST
    ]  # what fields say besides changes no word's meaning
    is_sentence = len(bare) >= _SENTENCE and all(one["phrase"] is None and one["field"] is None for one in bare)
    for match, field in tokens:
        if field is not None:
            fields[field] = (*fields.get(field, ()), _value_of(match))
    for match in bare:
        word, phrase = match["word"], match["phrase"]
        if match["field"] is None and word in _OR | _AND | _NOT and not (is_sentence and word in _PROSE):
            joined, negative = bool(clauses) and word in _OR, word in _NOT
            is_plain = is_plain and word in _AND
            continue
        value = _value_of(match)
        words = tuple(_words(value if match["field"] is None else f"{match['field']} {value}"))
        if not words:
            continue
        is_plain = is_plain and phrase is None and not match["minus"]
        clauses = _add(clauses, words, joined=joined, negative=negative or bool(match["minus"]))
        joined = negative = False
    return Query(tuple(clauses), fields, is_plain and bool(clauses))


def ask_field(typed: str, field: str, *values: str) -> str:
    """What was typed, with the field saying these values and no others; its words keep their meaning.

    >>> ask_field("القناة صحيفة:البرق -سفينة", "outlet", "وكالة المرقاب")  # the canal, outlet: al-Barq, not a ship
    'القناة -سفينة outlet:"وكالة المرقاب"'
    """
    return " ".join([*_others(typed, field, None), *(say_field(field, value) for value in values)])


def drop_field(typed: str, field: str, value: str | None = None) -> str:
    """What was typed, without the field; of one with several values only without that `value`.

    >>> drop_field("القناة type:TRIAL type:DEATH", "type", "DEATH")
    'القناة type:TRIAL'
    """
    return " ".join(_others(typed, field, value))


def say_field(field: str, value: str) -> str:
    """A condition as it is typed.

    >>> say_field("outlet", "BBC"), say_field("actor", '"أحمد" الراوي')
    ('outlet:BBC', 'actor:"أحمد الراوي"')
    """
    value = " ".join(value.translate(_MARKS).replace('"', "").split())
    return f"{field}:{value}" if _PLAIN.fullmatch(value) else f'{field}:"{value}"'


def _others(typed: str, field: str, value: str | None) -> list[str]:
    """All that was typed besides a field (with that value)."""
    tokens = list(_TOKEN.finditer(typed.translate(_MARKS)))
    return [one[0] for one in tokens if _field_of(one) != field or (value is not None and _value_of(one) != value)]


def _field_of(token: re.Match[str]) -> str | None:
    return _BY_NAME.get((token["field"] or "").lower())


def _value_of(token: re.Match[str]) -> str:
    return token["word"] if token["phrase"] is None else token["phrase"]


def read_day(field: str, typed: str) -> str:
    """The day, month or year that a field is given, in Latin digits; UsageError where there is none such.

    >>> read_day("after", "٢٠٢١-٠٣-٠٥")
    '2021-03-05'
    """
    day = fold_word(typed.strip())
    try:
        if _DAY.fullmatch(day) is None:
            raise ValueError(day)
        date.fromisoformat(day + "-01-01"[len(day) - 4 :])
    except ValueError:
        hint = f"write {field}:2023-08-17, {field}:2023-08 or {field}:2023"
        raise UsageError(f"'{typed}' is no day.", hint=hint) from None
    return day


def _add(clauses: list[Clause], words: tuple[str, ...], *, joined: bool, negative: bool) -> list[Clause]:
    if joined and not negative and not clauses[-1].negative:
        return [*clauses[:-1], Clause((*clauses[-1].alternatives, words))]
    return [*clauses, Clause((words,), negative)]


def _words(value: str) -> list[str]:
    return re.findall(r"\w+", value)
