"""Text -> words with their offsets -> the pieces the encoder reads.

Words are the tokens of `text.tokens`, each cut into pieces on its own, so that `باريس.` and `باريس .` read alike and every
answer falls on a word with exact offsets.  Clean-up (harakat, tatweel, presentation forms) happens inside a word, after
its offsets are taken: nothing ever has to be mapped back through changed text.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

from sijill.text.fold import MARKS

START, END, UNKNOWN = 0, 2, 3  # <s>, </s>, <unk>: where XLM-R's vocabulary has them, and the pruned one too
LONGEST_WORD = 64  # letters; what is longer is no word, and would be read as thousands of pieces
EMPTY = "-"  # stands for a token that clean-up leaves nothing of, such as a lone haraka

_MARKS = str.maketrans(dict.fromkeys(MARKS))


class Pieces(NamedTuple):
    """The pieces of one text: `ids` with start and end, and the place in `ids` of each word's first piece."""

    ids: list[int]
    firsts: list[int]


@lru_cache(maxsize=65_536)
def clean_word(word: str) -> str:
    """A word as the encoder reads it: no harakat or tatweel, presentation forms as plain letters; hamza and case stay.

    >>> clean_word("الدُّوَليّـة"), clean_word("ﻣﺼﺮ")  # "international" vowelled, "Egypt" in presentation forms
    ('الدولية', 'مصر')
    """
    return unicodedata.normalize("NFKC", word).translate(_MARKS).strip() or EMPTY


class Cutter:
    """Cuts words into pieces of the vocabulary in `file` (the `tokenizers` JSON format); remembers words it has seen."""

    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))
        self.cut_word = lru_cache(maxsize=65_536)(self._cut_word)

    def _cut_word(self, word: str) -> tuple[int, ...]:
        cleaned = clean_word(word)
        if len(cleaned) > LONGEST_WORD:
            return (UNKNOWN,)
        return tuple(self._tokenizer.encode(cleaned, add_special_tokens=False).ids) or (UNKNOWN,)

    def cut(self, words: list[str], *, lead: str | None = None) -> Pieces:
        """The pieces of `words`; `lead` (`query:`) comes before the first word and belongs to none."""
        ids = [START, *(self.cut_word(lead) if lead else ())]
        firsts: list[int] = []
        for word in words:
            firsts.append(len(ids))
            ids += self.cut_word(word)
        ids.append(END)
        return Pieces(ids, firsts)
