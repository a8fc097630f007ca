"""What an article's own words say of its places: nouns before a name, adjectives of states, what stands between two names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from sijill.model.reading import Token
from sijill.model.records import Article, Entity
from sijill.text.fold import fold_word
from sijill.text.lexicon import load_rows, strip_proclitics
from sijill.text.tokens import tokenize

Head = Literal["town", "region", "country"]
Bond = Literal["inside", "beside", "apart"]
_ENDS = frozenset(".!?؟:؛…\n")
_MARKS = frozenset("()[]\"'«»“”،,/-–—")
NEAR = 3  # words before and after a name in which an adjective speaks of it
LONGEST_GAP = 6  # tokens between a place and what holds it


class Stretch(NamedTuple):
    """The title, the dateline or one block of the body: the characters of the page from `start` on, and its tokens."""

    start: int
    text: str
    tokens: tuple[Token, ...]

    @property
    def end(self) -> int:
        """One past its last character of the page."""
        return self.start + len(self.text)


class Surroundings(NamedTuple):
    """What stands around a mention: the noun before it, states whose adjective stands close, and the tokens between."""

    head: Head | None
    head_word: str
    states: frozenset[str]
    adjective: str
    stretch: int
    first: int  # its first token in the stretch
    last: int  # one past its last


def read_stretches(article: Article) -> list[Stretch]:
    """The parts of an article that hold its mentions, with the offsets of the page."""
    found = [(words.start, words.text) for words in (article.title, article.dateline) if words is not None]
    at = 0
    for start, end in article.body:
        found.append((start, article.text[at : at + end - start]))
        at += end - start + 1
    return [Stretch(start, text, tokenize(text)) for start, text in sorted(found)]


def read_surroundings(stretches: list[Stretch], entity: Entity) -> Surroundings | None:
    """What stands around a mention in its sentence; None for one outside title, dateline and body."""
    at = next((i for i, part in enumerate(stretches) if part.start <= entity.start and entity.end <= part.end), None)
    if at is None:
        return None
    stretch = stretches[at]
    start, end = entity.start - stretch.start, entity.end - stretch.start
    inside = [i for i, token in enumerate(stretch.tokens) if token.end > start and token.start < end]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    head, word = _head_before(stretch.tokens, first)
    states, adjective = _states_near(stretch.tokens, first, last)
    return Surroundings(head, word, states, adjective, at, first, last)


def _head_before(tokens: tuple[Token, ...], first: int) -> tuple[Head | None, str]:
    """The noun right before a name, or before the adjective before it (`العاصمة الليبية طرابلس`)."""
    for at in range(first - 1, max(first - 3, -1), -1):
        if at < 0 or tokens[at].text in _ENDS:
            break
        for _, rest in strip_proclitics(tokens[at].norm):
            kind = _heads().get(rest)
            if kind is not None and kind != "inside":
                return cast(Head, kind), rest
        if not state_of(tokens[at].norm):
            break
    return None, ""


def _states_near(tokens: tuple[Token, ...], first: int, last: int) -> tuple[frozenset[str], str]:
    """States whose adjective agrees with a place's name close behind it, or before it behind its noun."""
    for at in range(last, min(last + NEAR, len(tokens))):
        if tokens[at].text in _ENDS or tokens[at].text in _MARKS:
            break
        if tokens[at].norm in _FUNCTION:
            break
        if state := _feminine_state(tokens[at].norm):
            return frozenset({state}), tokens[at].text
    for at in range(first - 1, max(first - NEAR, -1), -1):
        if tokens[at].text in _ENDS or tokens[at].text in _MARKS:
            break
        head = at > 0 and any(rest in _heads() for _, rest in strip_proclitics(tokens[at - 1].norm))
        if head and (state := state_of(tokens[at].norm)):
            return frozenset({state}), tokens[at].text
    return frozenset(), ""


_FUNCTION = frozenset("في من الى على عن و ان التي الذي بعد قبل مع حيث".split())


def _feminine_state(norm: str) -> str | None:
    return state_of(norm) if norm.endswith("ة") or norm.endswith("ي") else None


@cache
def _heads() -> dict[str, str]:
    return {fold_word(row[0]): row[1] for row in load_rows("place_heads")}


@cache
def _adjectives() -> dict[str, str]:
    """Every definite form of an adjective of a state; bare forms are left out (`مالي` is financial)."""
    forms: dict[str, str] = {}
    for adjective, state in load_rows("adjectives_of_states"):
        if " " in adjective:
            continue
        stem = "ال" + fold_word(adjective)
        for form in (stem, stem + "ة", stem + "ين", stem + "ون", stem + "ات", stem + "تين", stem + "ان"):
            forms.setdefault(form, state)
    return forms


@lru_cache(maxsize=100_000)  # an article repeats its words, and articles each other's
def state_of(norm: str) -> str | None:
    """The state whose definite adjective a folded word is, proclitics aside.

    >>> state_of("والليبية"), state_of("للعراقيين"), state_of("مالية")  # the Libyan, for the Iraqis, financial
    ('LY', 'IQ', None)
    """
    for _, rest in strip_proclitics(norm):
        if rest in _adjectives():
            return _adjectives()[rest]
    return None


def count_states(stretches: Iterable[Stretch]) -> Counter[str]:
    """How often the article names each state by an adjective."""
    return Counter(state for stretch in stretches for token in stretch.tokens if (state := state_of(token.norm)))


def states_of_name(name: str) -> set[str]:
    """The states that the name of an outlet holds."""
    return {state for token in tokenize(name) if (state := state_of(token.norm))}


def bond_between(stretch: Stretch, left: int, right: int) -> Bond:
    """How the tokens between two names (`left` one past the first, `right` the second's first) join them.

    `inside`: the second holds the first or is next to it (`سرمدا في ريف إدلب`); `beside`: they are in one list.
    """
    between = stretch.tokens[left:right]
    if right - left > LONGEST_GAP or any(token.text in _ENDS for token in between):
        return "apart"
    words = [token.norm for token in between if token.text not in _MARKS]
    if all(_leads_inside(word) for word in words):
        return "inside" if words or any(token.text in "،,(-–" for token in between) or not between else "beside"
    if all(word == "و" or _leads_inside(word.removeprefix("و")) for word in words):
        return "beside"
    return "apart"


def _leads_inside(word: str) -> bool:
    return any(rest in _heads() for _, rest in strip_proclitics(word)) or state_of(word) is not None


def name_parts(text: str) -> Iterator[str]:
    """The stretches of words in a mention that may be a place's name of their own, the longest first.

    >>> list(name_parts("ريف إدلب الشمالي"))  # the northern countryside of Idlib
    ['ريف إدلب', 'إدلب الشمالي', 'إدلب', 'الشمالي']
    """
    words = [token.text for token in tokenize(text) if token.text[0].isalnum()]
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            if size > 1 or fold_word(words[start]) not in _nouns():
                yield " ".join(words[start : start + size])


@cache
def _nouns() -> frozenset[str]:
    """Nouns of kinds of places (`وادي`: valley), which alone name none, though a town be called so elsewhere."""
    return frozenset(fold_word(row[0]) for row in load_rows("entity_heads") if row[1] in ("LOC", "FAC"))
