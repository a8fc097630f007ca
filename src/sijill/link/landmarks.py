"""Landmarks: happenings that come once to whom they come to, as articles name them and as some article dates them.

`غداة اغتيال قاسم سليماني` (the day after the killing of Qasem Soleimani) tells of a day without stating it; an article that
dates the killing gives it.  What is only attempted, denied or yet to come is no landmark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from sijill.model.graph import Evidence
from sijill.model.reading import Token
from sijill.model.records import Article, Entity, Time
from sijill.text.anniversary import find_anniversary
from sijill.text.fold import fold_text, fold_word
from sijill.text.inflect import past_forms, present_forms
from sijill.text.lexicon import load_rows, strip_proclitics
from sijill.text.names import name_keys, without_titles
from sijill.text.timex import is_past_report
from sijill.text.tokens import split_sentences, tokenize

__all__ = ["Landmark", "Told", "find_landmarks", "same_landmark"]

_NAME_REACH = 9  # tokens from `قتل` over rank, office and army to the name
_DAY_REACH = 10  # tokens between the name and the day that dates it
_DAY_BEFORE = 5  # tokens from a day to the verb that it stands before
_WIDEST_DAYS = 6  # a week still dates it, a month does not
_STOPS = frozenset('،؛:.,;!؟?"«»“”()')
_NOT_DONE = frozenset(
    "محاولة محاولات مؤامرة خطة مخطط تهديد تهديدات نفى ينفي نفت تنفي نفي احتمال شائعات شائعة قبل قبيل حاول حاولت يحاول دون "
    "عدم بعدم لم لن سوف قد يمكن إذا لو".split()
)
_ADJUNCTS = frozenset("في فى ضد على من مع باستخدام بحسب وفق بامر خلال اثر بعد قبل الى عن عهد".split())  # end the object
_AFTER, _BEFORE = frozenset({"غداة"}), frozenset({"عشية"})
_UNITS = {"D": 1, "W": 7}
# Letters that a text has where it may name a landmark: a quick look before it is cut into words.
_HINTS = ("قتل", "غتي", "غتا", "وفا", "توف", "ستشه", "صرع", "عدم", "عدام", "تصفي", "سقوط", "سقاط", "هروب", "فرار",
          "طاح", "نفجار", "كارث", "فاجع")  # fmt: skip

Word = Literal["noun", "verb"]


class Told(NamedTuple):
    """The days between which an article dates a landmark, and the words that do."""

    earliest: str
    latest: str
    evidence: Evidence


class Landmark(NamedTuple):
    """A landmark as one article names it: what happened, to whom, the words, and what is counted from it there.

    What the article tells beside it happened `days` later (`غداة`: 1) or, for an anniversary, `years` later.
    """

    kind: str
    keys: tuple[str, ...]
    name: str
    evidence: Evidence
    days: int = 0
    years: int = 0
    told: Told | None = None


class _Trigger(NamedTuple):
    kind: str
    names: tuple[str, ...]
    word: Word


@cache
def _triggers() -> dict[str, _Trigger]:
    found: dict[str, _Trigger] = {}
    for kind, names, nouns, verbs in load_rows("once_only"):
        allowed = tuple(names.split(","))
        for noun in nouns.split():
            found[fold_word(noun)] = _Trigger(kind, allowed, "noun")
        for verb in verbs.split():
            past, _, present = verb.partition("/")
            if present:
                for form in past_forms(past).free | present_forms(present).free:
                    found.setdefault(form, _Trigger(kind, allowed, "verb"))
    return found


def find_landmarks(article: Article) -> list[Landmark]:
    """The landmarks that an article names, in the order of the page, dated where the words around them do."""
    found: list[Landmark] = []
    names = {entity.start: entity for entity in article.entities}
    for start, text in _passages(article):
        folded = fold_text(text)
        if not any(hint in folded for hint in _HINTS):
            continue
        for tokens in split_sentences(tokenize(text), text):
            found += _in_sentence(_Sentence(article, names, text, start, tokens))
    return found


def _passages(article: Article) -> Iterator[tuple[int, str]]:
    """The headline and the blocks of the text, each with its place on the page."""
    if article.title:
        yield article.title.start, article.title.text
    yield from article.blocks


class _Sentence(NamedTuple):
    """A sentence of an article, with the article's names by their place: its text begins at `offset` of the page."""

    article: Article
    names: Mapping[int, Entity]
    text: str
    offset: int
    tokens: Sequence[Token]


class _Naming(NamedTuple):
    """Where a sentence names a landmark: the token that tells it, the name, and the token the name ends with."""

    trigger: _Trigger
    at: int
    name: Entity
    last: int


def _in_sentence(sentence: _Sentence) -> Iterator[Landmark]:
    article, _, text, offset, tokens = sentence
    for at, token in enumerate(tokens):
        trigger, proclitic = _trigger_at(token)
        if trigger is None or _is_not_done(tokens, at, trigger):
            continue
        naming = _name_behind(sentence, at, trigger)
        if naming is None:
            continue
        name = naming.name
        start = offset + token.start + len(token.text) - len(token.text.removeprefix(proclitic))
        words = Evidence(article.page_sha256, start, name.end, text[start - offset : name.end - offset])
        days, years = _counted_from(sentence, at)
        keys = without_titles(name_keys(name.name))
        yield Landmark(trigger.kind, keys, name.name, words, days, years, _told_day(sentence, naming))


def _trigger_at(token: Token) -> tuple[_Trigger | None, str]:
    for proclitic, rest in strip_proclitics(token.norm):
        trigger = _triggers().get(rest)
        if trigger is not None:
            return trigger, proclitic
    return None, ""


def _is_not_done(tokens: Sequence[Token], at: int, trigger: _Trigger) -> bool:
    before = [token.norm for token in tokens[max(0, at - 3) : at]]
    if trigger.word == "verb" and tokens[at].norm.lstrip("وف").startswith("س"):
        return True
    return any(word in _folded_not_done() for word in before)


@cache
def _folded_not_done() -> frozenset[str]:
    return frozenset(fold_word(word) for word in _NOT_DONE)


def _name_behind(sentence: _Sentence, at: int, trigger: _Trigger) -> _Naming | None:
    """To whom it happened: the first name of the right kind before the clause ends."""
    offset, tokens = sentence.offset, sentence.tokens
    reach = _NAME_REACH if "PER" in trigger.names else 3
    for place in range(at + 1, min(len(tokens), at + 1 + reach)):
        token = tokens[place]
        entity = sentence.names.get(offset + token.start)
        if entity is not None and entity.kind in trigger.names:
            last = place
            while last + 1 < len(tokens) and offset + tokens[last + 1].start < entity.end:
                last += 1
            return _Naming(trigger, at, entity, last)
        if _ends_clause(token) or token.norm in _ADJUNCTS:
            return None
    return None


def _ends_clause(token: Token) -> bool:
    return token.norm in _STOPS or is_past_report(token.norm)


def _counted_from(sentence: _Sentence, at: int) -> tuple[int, int]:
    """Days or years between the landmark and what is told beside it: `غداة`, `بعد يومين من`, `الذكرى الأولى ل`."""
    tokens = sentence.tokens
    before = [token.norm for token in tokens[max(0, at - 10) : at]]
    last = before[-1] if before else ""
    if last in _AFTER or (before[-2:] == ["اليوم", "التالي"]):
        return 1, 0
    if last in _BEFORE:
        return -1, 0
    anniversary = find_anniversary(before)
    if anniversary is not None:
        return 0, anniversary.years
    if last in ("من", "على", "عن") and at >= 2:
        end = sentence.offset + tokens[at - 2].end
        times = sentence.article.times
        length = next((time for time in times if time.end == end and time.type == "DURATION"), None)
        if length is not None and length.value and length.text.startswith("بعد") and length.value[-1] in _UNITS:
            count = length.value[1:-1]
            return (int(count) * _UNITS[length.value[-1]] if count.isdigit() else 0), 0
    return 0, 0


def _told_day(sentence: _Sentence, naming: _Naming) -> Told | None:
    """The day beside the landmark: close behind the name, inside the phrase, or right before its verb."""
    article, _, _, offset, tokens = sentence
    for time in article.times:
        if time.type not in ("DATE", "TIME") or not time.earliest or not time.latest or time.mod:
            continue
        if (date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)).days > _WIDEST_DAYS:
            continue
        day = next((at for at, token in enumerate(tokens) if offset + token.start == time.start), None)
        if day is not None and _is_dated_by(tokens, naming, day, time):
            return Told(time.earliest, time.latest, Evidence(article.page_sha256, time.start, time.end, time.text))
    return None


def _is_dated_by(tokens: Sequence[Token], naming: _Naming, day: int, time: Time) -> bool:
    """Whether the time at that token is the landmark's own.

    A noun may stand in a report of another day (`أدان الوزير الأحد اغتيال …`): behind it only a full date counts, or one
    that says `الماضي`, unless the headline or lead begins with it.
    """
    trigger, at, _, last = naming
    if trigger.word == "verb" and at - _DAY_BEFORE <= day < at:
        return not any(_ends_clause(token) for token in tokens[day:at])
    if not at < day <= last + _DAY_REACH:
        return False
    if any(_ends_clause(token) or _is_other(token, trigger) for token in tokens[last + 1 : day]):
        return False
    return trigger.word == "verb" or at < 3 or any(letter.isdigit() for letter in time.text) or "ماضي" in time.text


def _is_other(token: Token, trigger: _Trigger) -> bool:
    other, _ = _trigger_at(token)
    return other is not None and other.kind != trigger.kind


def same_landmark(one: Landmark, other: Landmark) -> bool:
    """Whether both name one happening: the kind is the same, and one full name holds the other's words."""
    if one.kind != other.kind or not one.keys or not other.keys:
        return False
    short, long = sorted((one.keys, other.keys), key=len)
    return short == long or (len(short) > 1 and set(short) <= set(long)) or (len(short) == 1 and short[0] == long[-1])
