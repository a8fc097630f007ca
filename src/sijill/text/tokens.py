"""Cutting text into tokens and sentences, with the offsets of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sijill.model.reading import Token
from sijill.text.fold import MARKS, fold_word

_MARKS = re.escape(MARKS)
# A word (letters, marks, digits after a letter), a number with its inner point or comma, or any single other character.
_TOKEN = re.compile(rf"[^\W\d_][^\W_{_MARKS}]*(?:[{_MARKS}]+[^\W_{_MARKS}]*)*|\d+(?:[.,٫٬]\d+)*|[^\s{_MARKS}]")
_END = frozenset(".!?؟…")
_CLOSING = frozenset("\"'”’»›)]}")
_MAY_END = _END | _CLOSING


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`; offsets count from the beginning of `text`.

    >>> [token.norm for token in tokenize("قالَ: «نعم»")]  # he said: "yes"
    ['قال', ':', '«', 'نعم', '»']
    """
    stop = len(text) if end is None else end
    return tuple(
        [
            Token(word := match[0], *match.span(), fold_word(word) or word)  # a mark alone is its own norm
            for match in _TOKEN.finditer(text, start, stop)
        ]
    )


def cut_words(text: str) -> list[str]:
    """The tokens of a text as written, where their offsets are not needed.

    >>> cut_words("قالَ: «نعم»")  # he said: "yes"
    ['قالَ', ':', '«', 'نعم', '»']
    """
    return _TOKEN.findall(text)


def cut_norms(text: str) -> list[str]:
    """The norms of a text's tokens, where their offsets are not needed: at half the cost of the tokens.

    >>> cut_norms("قالَ: «نعم»")  # he said: "yes"
    ['قال', ':', '«', 'نعم', '»']
    """
    return [fold_word(word) or word for word in _TOKEN.findall(text)]


_ABBREVIATED = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())


def split_sentences(tokens: tuple[Token, ...], text: str) -> Iterator[tuple[Token, ...]]:
    """Groups of tokens, a sentence each; an end is a full stop or other closing mark before a space, or a line's end.

    A full stop after a single letter (`د. محمد`, `أ.ف.ب.`) or an English month (`Sept. 9`) ends nothing.
    """
    first = 0
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is None:
            break
        if token.end == following.start:
            continue
        gap = text[token.end : following.start]
        if (gap != " " and "\n" in gap) or (token.text in _MAY_END and _ends_sentence(tokens, at)):
            yield tokens[first : at + 1]
            first = at + 1
    if first < len(tokens):
        yield tokens[first:]


_MOST_CLOSING = 4  # closing marks behind a full stop: a bound, so that a line of quotation marks takes linear time


def _ends_sentence(tokens: tuple[Token, ...], at: int) -> bool:
    last = at
    while at > 0 and last - at < _MOST_CLOSING and tokens[at].text in _CLOSING:
        at -= 1
    if tokens[at].text not in _END:
        return False
    if tokens[at].text != "." or at == 0 or tokens[at - 1].end != tokens[at].start:
        return True
    before = tokens[at - 1].norm
    return not ((len(before) == 1 and before.isalpha()) or before in _ABBREVIATED)
