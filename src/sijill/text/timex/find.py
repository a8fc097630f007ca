"""Finding temporal expressions in text."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.model.reading import Token
from sijill.text.timex.meaning import Timex
from sijill.text.tokens import tokenize


def find_timexes(text: str, start: int = 0, end: int | None = None) -> list[Timex]:
    """The temporal expressions of `text[start:end]`, unresolved, in the order of the text."""
    return find_in_tokens(text, tokenize(text, start, end))


def find_in_tokens(text: str, tokens: Sequence[Token]) -> list[Timex]:
    """The temporal expressions among tokens already cut (see `find_timexes`)."""
    return []
