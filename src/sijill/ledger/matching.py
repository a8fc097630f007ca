"""When a name answers a reader's query."""

from __future__ import annotations

from functools import lru_cache

from sijill.text.fold import fold_word
from sijill.text.lexicon import strip_proclitics
from sijill.text.names import name_key

__all__ = ["query_matches", "query_words", "typed_key", "word_forms"]


def query_matches(query: str, *names: str | None) -> bool:
    """Whether every word of the query stands in the names, however the letters were typed.

    Proclitics and the article make no difference, whole words are compared.

    >>> query_matches("احمد", "أحمد الشامي"), query_matches("عراق", "والعراق"), query_matches("العراق", "عراقي")
    (True, True, False)
    """
    wanted = query_words(query)
    there = [word_forms(word) for name in names if name for word in name.split()]
    return bool(wanted) and all(any(word in forms for forms in there) for word in wanted)


@lru_cache(maxsize=1_024)
def query_words(query: str) -> tuple[str, ...]:
    """The words of a query as they are compared."""
    return tuple(typed_key(word).removeprefix("ال") for word in query.split())


def typed_key(word: str) -> str:
    """Letters as a reader types them: ة and ه are one."""
    return name_key(word).replace("ة", "ه")


@lru_cache(maxsize=65_536)
def word_forms(word: str) -> frozenset[str]:
    """Everything that finds a word: itself, and without its proclitics or article."""
    letters = "".join(letter for letter in fold_word(word) if letter.isalnum())
    forms = {typed_key(rest) for _, rest in strip_proclitics(letters)}
    return frozenset(forms | {form.removeprefix("ال") for form in forms})
