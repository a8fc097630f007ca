"""Two sentences as one input, with the words that only one of them has marked.

What two reports of one matter differ in is what decides whether they agree: without the marks the encoder reaches macro-F1
.77 on ANS, with them .84 (trial, 2026-11).
"""

from __future__ import annotations

from sijill.encode.pieces import END, Cutter
from sijill.text.fold import fold_word
from sijill.text.lexicon import strip_proclitics

MARK = "*"
MOST_PIECES = 512  # both sentences together; the trunk knows no more places
_ARTICLE = "ال"
_SWAPPED = str.maketrans({"ى": "ي", "ة": "ه"})


def word_key(word: str) -> str:
    """A word as two sentences are compared: folded, without و ف ب ل ك and the article where three letters remain.

    >>> word_key("وبالمدينة"), word_key("مدينة")  # "and in the city", "city"
    ('مدينه', 'مدينه')
    """
    norm = fold_word(word)
    for _, rest in reversed(strip_proclitics(norm)):
        plain = rest.removeprefix(_ARTICLE)
        if plain != rest and len(plain) >= 3:
            return plain.translate(_SWAPPED)
    if len(norm) > 4 and norm[0] in "وف":
        norm = norm[1:]
    return norm.translate(_SWAPPED)


def mark_words(words: list[str], other: frozenset[str]) -> list[str]:
    """The words, with a mark before each whose key is not in `other`; punctuation is never marked."""
    marked: list[str] = []
    for word in words:
        if word[0].isalnum() and word_key(word) not in other:
            marked.append(MARK)
        marked.append(word)
    return marked


def cut_pair(cutter: Cutter, first: list[str], second: list[str]) -> list[int]:
    """The pieces of two sentences as one input; what is over the limit is cut from the end of the longer one."""
    keys = [frozenset(map(word_key, words)) for words in (first, second)]
    one = cutter.cut(mark_words(first, keys[1])).ids[:-1]
    two = cutter.cut(mark_words(second, keys[0])).ids[1:-1]
    while len(one) + len(two) + 3 > MOST_PIECES:
        (one if len(one) > len(two) else two).pop()
    return [*one, END, END, *two, END]
