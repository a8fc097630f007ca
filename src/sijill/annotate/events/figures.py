"""Counts of people killed, wounded, displaced and arrested, with how far the words leave them open."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, get_args

from sijill.model.reading import Sentence
from sijill.model.records import EventType, Figure, FigureKind
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, load_words
from sijill.text.numbers import parse_number

BACK = 5  # tokens from a number back to the word that tells what happened: "إصابة ما لا يقل عن 20"
Side = Literal["before", "after"]
# Loose words of number and the least they can mean: dozens are two tens at least.
_LOOSE = {
    "عشرات": 20,
    "العشرات": 20,
    "بضعة": 3,
    "مئات": 200,
    "المئات": 200,
    "الاف": 2000,
    "الالاف": 2000,
    "ملايين": 2_000_000,
}
_MOST = 50_000_000  # people; a larger number beside a victim word is money or a year gone wrong
_MORE = frozenset({"اكثر", "يقل", "الاقل", "يزيد", "تجاوز", "يفوق"})
_LESS = frozenset({"اقل", "يصل", "يناهز_"})


# What a figure can be a figure of.
_HARMED: frozenset[EventType] = frozenset({"ASSAULT", "DEATH", "DISASTER", "HEALTH", "PROTEST", "COERCE"})
BEARERS: dict[FigureKind, frozenset[EventType]] = {
    "killed": _HARMED,
    "wounded": _HARMED | {"SPORT"},
    "displaced": frozenset({"ASSAULT", "DISASTER", "COERCE", "OTHER", "RETREAT", "AID"}),
    "arrested": frozenset({"TRIAL", "COERCE", "CONCEDE", "PROTEST"}),
}


class Counted(NamedTuple):
    """A figure and the token of the word that says what happened to the people."""

    figure: Figure
    at: int


class _Count(NamedTuple):
    first: int
    last: int
    low: int | None
    high: int | None


@cache
def _kinds() -> dict[str, dict[Side, FigureKind]]:
    found: dict[str, dict[Side, FigureKind]] = {}
    for kind, side, words in load_rows("casualty_words"):
        assert kind in get_args(FigureKind), kind
        for word in fold_text(words).split():
            found.setdefault(word, {})[side] = kind  # type: ignore[index,assignment]
    return found


def find_figures(sentence: Sentence, text: str) -> list[Counted]:
    """The counted victims of a sentence, in order: `مقتل 12`, `أكثر من 20 جريحا`, `قتيلان`.

    `text` is the page text.  A number is read once, for the word before it or else the word after its noun.
    """
    tokens = sentence.tokens
    norms = [token.norm for token in tokens]
    kinds = _kinds()
    found: list[Counted] = []
    if not any(norm in kinds or norm[1:] in kinds or norm[:-2] in kinds for norm in norms):
        return found

    def keep(kind: FigureKind, count: _Count, at: int) -> None:
        start, end = tokens[count.first].start, tokens[count.last].end
        found.append(Counted(Figure(kind, count.low, count.high, text[start:end], start, end), at))

    at = 0
    while at < len(norms):
        if norms[at][-2:] in ("ان", "ين") and "after" in kinds.get(norms[at][:-2], {}):
            keep(kinds[norms[at][:-2]]["after"], _Count(at, at, 2, 2), at)  # قتيلان: two
            at += 1
            continue
        count = _read_count(norms, at)
        if count is None:
            at += 1
            continue
        where = _victim_word(norms, count, kinds)
        if where is not None:
            keep(*_with_noun(count, where))
        at = count.last + 1
    return found


def _with_noun(count: _Count, where: tuple[FigureKind, int]) -> tuple[FigureKind, _Count, int]:
    kind, at = where
    return kind, count._replace(last=max(count.last, at)), at


def _victim_word(
    norms: list[str], count: _Count, kinds: dict[str, dict[Side, FigureKind]]
) -> tuple[FigureKind, int] | None:
    """The word that says what happened: right after the number (or its noun), else shortly before it."""
    for at in range(count.last + 1, min(count.last + 3, len(norms))):
        kind = kinds.get(norms[at], {}).get("after")
        if kind:
            return kind, at
    for at in range(count.first - 1, max(count.first - 1 - BACK, -1), -1):
        word = norms[at]
        kind = kinds.get(word, {}).get("before") or (
            kinds.get(word[1:], {}).get("before") if word[:1] in "وبل" else None
        )
        if kind:
            return kind, at
        if word in ".،؛:":
            return None
    return None


def _read_count(norms: list[str], at: int) -> _Count | None:
    """The number that begins at a token, with the words before it that open a side (`أكثر من`, `بين 10 و15`)."""
    bare = norms[at][1:] if norms[at][:1] in "وب" else norms[at]
    loose = _LOOSE.get(bare) or _LOOSE.get(norms[at])
    if loose:
        return _Count(at, at, loose, None)
    if norms[at] in load_words("two_people"):
        return _Count(at, at, 2, 2)
    number = parse_number(norms, at)
    if (
        number is None
        or number.definite
        or number.whole is None
        or not 0 < number.whole <= _MOST
        or 1900 <= number.value <= 2100
    ):
        return None
    value, last = number.whole, at + number.length - 1
    before = norms[max(0, at - 2) : at]
    after = norms[last + 1 : last + 5]
    if "بين" in before and last + 1 < len(norms):
        upper = parse_number(norms, last + 1)
        if upper and upper.whole and upper.proclitic == "و" and upper.whole > value:
            return _Count(at, last + upper.length, value, upper.whole)
    if _MORE & set(before) or "الاقل" in after:
        return _Count(at, last, value, None)
    if _LESS & set(before):
        return _Count(at, last, None, value)
    return _Count(at, last, value, value)
