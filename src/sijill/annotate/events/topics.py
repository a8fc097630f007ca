"""What an article is about: the event types whose words its title and lead use."""

from __future__ import annotations

from collections import Counter
from functools import cache

from sijill.model.reading import Reading
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, strip_proclitics

# 3 words, 4 for a second topic: fewer call every article with a sum of money economic (tune, 2026-11).
ENOUGH = 3


@cache
def _types_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for columns in load_rows("topics"):
        for word in fold_text(columns[1]).split():
            found[word] = (*found.get(word, ()), columns[0])
    return found


def find_topics(reading: Reading) -> frozenset[str]:
    """The types that at least three words of title and first two paragraphs point to, the strongest first by count."""
    types_by_word = _types_by_word()
    counts: Counter[str] = Counter()
    for sentence in reading.sentences:
        if sentence.part == "title" or (sentence.part == "body" and sentence.block < 2):
            weight = 2 if sentence.part == "title" else 1
            for norm in {token.norm for token in sentence.tokens}:
                for _, rest in strip_proclitics(norm):
                    if rest in types_by_word:
                        for name in types_by_word[rest]:
                            counts[name] += weight
                        break
    if not counts:
        return frozenset()
    top = counts.most_common(1)[0][1]
    return frozenset(name for name, count in counts.items() if count >= ENOUGH and count * 2 >= top)
