"""Body text against body text: words aligned in order, counted by their letters, so that white space and marks play no part.

The same measure for spans of a page and for text that another program prints.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from evals.measure import Tally

_WORD = re.compile(r"[^\W_]+")

Passage = tuple[str, bool]
"""A passage of the page in reading order, and whether it is judged: what is not counts neither for nor against."""


def find_words(text: str) -> list[str]:
    """Runs of letters and digits; vowel signs and punctuation cut them and are left out.

    >>> find_words("قال: «نعم».")
    ['قال', 'نعم']
    """
    return _WORD.findall(text)


def align_words(gold: Sequence[Passage], predicted: str) -> Tally:
    """Letters of the gold's words, of the predicted ones, and of those that stand in both in the same order.

    Where a passage is not judged its words are no part of the gold, and predicted words matched to them are taken out.

    >>> align_words([("قال الوزير نعم", True), ("إعلان", False)], "قال الوزير نعم إعلان شارك")
    Tally(hit=12, gold=12, predicted=16)
    """
    words = [(word, judged) for text, judged in gold for word in find_words(text)]
    found = find_words(predicted)
    hit = spared = 0
    matcher = SequenceMatcher(None, [word for word, _ in words], found, autojunk=False)
    for block in matcher.get_matching_blocks():
        for word, judged in words[block.a : block.a + block.size]:
            if judged:
                hit += len(word)
            else:
                spared += len(word)
    return Tally(hit, sum(len(word) for word, judged in words if judged), sum(len(word) for word in found) - spared)
