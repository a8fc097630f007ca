"""The language of a text, by its letters."""

from __future__ import annotations

import re

from resiliparse.parse.lang import detect_fast

_SAMPLE = 1_500
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
# Letters that Arabic has not, by the language whose texts are full of them; a third of a hundred is more than names bring.
_OTHERS = (("ckb", re.compile("[ڕڵۆێە]")), ("ur", re.compile("[ٹڈڑںےہ]")), ("fa", re.compile("[پچژگ]")))
_FOREIGN_LETTERS = 0.03


def find_language(text: str) -> str | None:
    """The ISO 639 code of the language, null where there are no letters or none is told.

    >>> find_language("فتح الجسر"), find_language("The old bridge was opened to trucks on Monday.")  # "the bridge opens"
    ('ar', 'en')
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return None
    if len(_ARABIC.findall(sample)) >= 0.5 * letters:
        for code, pattern in _OTHERS:
            if len(pattern.findall(sample)) > _FOREIGN_LETTERS * letters:
                return code
        return "ar"
    code, rank = detect_fast(sample)
    return code if 0 < rank < 1200 else None
