"""Folding of Arabic letters: the same word however it was typed.

Folding takes off harakat and tatweel, joins the alefs (أ إ آ ٱ -> ا), turns Persian yeh and kaf and presentation forms
into Arabic letters, and Arabic-Indic digits into Latin ones.  It keeps ة, ى, ؤ and ئ, which tell words apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Quranic signs, harakat, superscript alef, tatweel, zero-width and bidirectional controls.
MARKS = (
    "".join(map(chr, [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD), 0x0640]))
    + "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
)

_LETTERS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ی": "ي", "ې": "ي", "ک": "ك", "ہ": "ه", "ە": "ه"}


def _folding_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(mark): None for mark in MARKS}
    table |= {ord(letter): plain for letter, plain in _LETTERS.items()}
    table |= {start + digit: str(digit) for start in (0x0660, 0x06F0) for digit in range(10)}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):  # presentation forms
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            table[code] = "".join(_LETTERS.get(letter, letter) for letter in plain if letter not in MARKS).strip()
    return table


_FOLD = _folding_table()
# Letters that folding takes out or makes more than one of (lower case makes two of one letter alone).
_UNEVEN = re.compile(f"[{''.join(re.escape(chr(c)) for c, to in _FOLD.items() if to is None or len(to) != 1)}\u0130]")
_LINE = 300  # characters


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """The folded form of a word, in lower case.

    >>> fold_word("الدُّوَليّ")  # "international", vowelled
    'الدولي'
    >>> fold_word("إعـلان"), fold_word("٢٠٢٣")  # "announcement" with tatweel, "2023"
    ('اعلان', '2023')
    """
    return word.translate(_FOLD).lower()


def fold_text(text: str) -> str:
    """Any text folded; its offsets are no longer those of the page (see `fold_with_offsets`)."""
    return _fold_line(text) if len(text) <= _LINE else text.translate(_FOLD).lower()


@lru_cache(maxsize=4_096)  # the lines of a page are looked at by many readers
def _fold_line(text: str) -> str:
    return text.translate(_FOLD).lower()


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the offset it had in `text` (one more entry marks the end).

    >>> fold_with_offsets("أَمس")  # "yesterday", with a fatha
    ('امس', [0, 2, 3, 4])
    """
    if _UNEVEN.search(text) is None:
        return fold_text(text), list(range(len(text) + 1))
    letters: list[str] = []
    offsets: list[int] = []
    for at, letter in enumerate(text):
        for plain in fold_word(letter):
            letters.append(plain)
            offsets.append(at)
    return "".join(letters), [*offsets, len(text)]
