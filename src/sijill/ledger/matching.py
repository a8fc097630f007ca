"""When a name answers a reader's query."""

from __future__ import annotations

from functools import lru_cache

from sijill.text.fold import fold_word
from sijill.text.lexicon import strip_proclitics
from sijill.text.names import name_key
from sijill.text.searchkeys import search_key

__all__ = ["is_called", "query_matches", "query_words", "typed_key", "word_forms"]


def query_matches(query: str, *names: str | None) -> bool:
    """Whether every word of the query stands in the names, however the letters were typed.

    Proclitics and the article make no difference, whole words are compared, marks are no words.

    >>> query_matches("احمد", "أحمد الشامي"), query_matches("عراق", "والعراق"), query_matches("العراق", "عراقي")
    (True, True, False)
    >>> query_matches("والعراق", "العراق"), query_matches("العراق -", "العراق"), query_matches("-", "العراق")
    (True, True, False)
    """
    wanted = query_words(query)
    there = [word_forms(word) for name in names if name for word in name.split()]
    return bool(wanted) and all(any(not word.isdisjoint(forms) for forms in there) for word in wanted)


def is_called(query: str, name: str) -> bool:
    """Whether the name has the words of the query; of words in "quotation marks", whether it is these alone.

    >>> is_called("المرقاب", "وكالة المرقاب"), is_called('"المرقاب"', "وكالة المرقاب")
    (True, False)
    """
    if len(query) > 2 and query[0] == query[-1] == '"':
        return name_key(query[1:-1]) == name_key(name)
    return query_matches(query, name)


@lru_cache(maxsize=1_024)
def query_words(query: str) -> tuple[frozenset[str], ...]:
    """For each word of a query the forms of which one is enough."""
    return tuple(forms for word in query.split() if (forms := _asked_forms(word)))


def _asked_forms(word: str) -> frozenset[str]:
    """A word as it is compared, and without the proclitics that search takes off it too; none for a mark.

    Of a word in a text any reading counts, of a word that is asked for these alone: `بلدية` is not `لدية`.
    """
    letters = _letters(word)
    asked = [
        rest for before, rest in strip_proclitics(letters) if not before or search_key(rest) == search_key(letters)
    ]
    return frozenset(filter(None, (typed_key(rest).removeprefix("ال") for rest in asked)))


def typed_key(word: str) -> str:
    """Letters as a reader types them: ة and ه are one."""
    return name_key(word).replace("ة", "ه")


@lru_cache(maxsize=65_536)
def word_forms(word: str) -> frozenset[str]:
    """Everything that finds a word: itself, and without its proclitics or article."""
    forms = {typed_key(rest) for _, rest in strip_proclitics(_letters(word))}
    return frozenset(forms | {form.removeprefix("ال") for form in forms})


def _letters(word: str) -> str:
    return "".join(letter for letter in fold_word(word) if letter.isalnum())
