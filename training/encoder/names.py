"""ANERcorp's training split as sentences of words with tags, and its cut into training and development blocks.

The split's sentences follow each other as in the newspapers, so the development part is taken in whole blocks: no article
stands on both sides, but for the one at each edge of a block.  MISC is no kind of ours and becomes O.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sijill.text.fold import fold_word
from sijill.text.gazetteer import known_names
from sijill.text.lexicon import load_rows
from sijill.text.tokens import tokenize

KINDS = {"PERS": "PER", "LOC": "LOC", "ORG": "ORG"}
BLOCKS, BLOCK_SENTENCES = 6, 70  # held out: 420 of 4,047 sentences
LONGEST_WORDS = 80


class Tagged(NamedTuple):
    """Words and their tags, one each."""

    words: list[str]
    tags: list[str]


def read_sentences(file: Path) -> list[Tagged]:
    """The sentences of a file with a token and its tag a line, words cut as `text.tokens` cuts them."""
    sentences = [Tagged([], [])]
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            sentences.append(Tagged([], []))
            continue
        printed, _, tag = line.rpartition(" ")
        place, _, kind = tag.partition("-")
        name = KINDS.get(kind)
        for at, token in enumerate(tokenize(printed)):
            sentences[-1].words.append(token.text)
            sentences[-1].tags.append("O" if name is None else f"{'I' if at else place}-{name}")
    return [Tagged(one.words, well_formed(one.tags)) for one in sentences if one.words]


def well_formed(tags: list[str]) -> list[str]:
    """The tags with every I- that follows no tag of its kind made a B-.

    >>> well_formed(["I-LOC", "I-LOC", "O", "B-PER", "I-ORG"])
    ['B-LOC', 'I-LOC', 'O', 'B-PER', 'B-ORG']
    """
    return [
        f"B-{tag[2:]}" if tag.startswith("I-") and before[2:] != tag[2:] else tag
        for before, tag in zip(["O", *tags], tags, strict=False)
    ]


def split_blocks(sentences: list[Tagged]) -> tuple[list[Tagged], list[Tagged]]:
    """Training and development part; the blocks lie evenly over the corpus, their places fixed."""
    stride = len(sentences) // BLOCKS
    held = {block * stride + stride // 2 + at for block in range(BLOCKS) for at in range(BLOCK_SENTENCES)}
    training = [sentence for at, sentence in enumerate(sentences) if at not in held]
    return training, [sentences[at] for at in sorted(held)]


def cut_long(sentence: Tagged) -> Iterator[Tagged]:
    """Parts of at most `LONGEST_WORDS` words, cut outside names."""
    words, tags = sentence
    start = 0
    while start < len(words):
        stop = min(start + LONGEST_WORDS, len(words))
        while stop < len(words) and stop > start + 1 and tags[stop].startswith("I-"):
            stop -= 1
        yield Tagged(words[start:stop], tags[start:stop])
        start = stop


class Swapper:
    """Puts other names of the same kind in the place of some: names of the package's lists, which ANERcorp's test has not seen.

    A name whose first word may begin with a proclitic (`بالعراق`) is left alone unless the lists know the word.
    """

    def __init__(self) -> None:
        self.given = [row[0] for row in load_rows("given_names") if row[0][0] not in "?~!"]
        self.family = [row[0] for row in load_rows("surnames") if row[0][0] not in "?~!"]
        self.known: dict[str, list[str]] = {"PER": [], "ORG": [], "LOC": []}
        self.firsts: set[str] = set(map(fold_word, self.given))
        for name in known_names():
            if name.kind in self.known:
                self.known[name.kind].append(name.name)
                self.firsts.add(fold_word(name.name.split()[0]))

    def swap(self, sentence: Tagged, share: float, draw: random.Random) -> Tagged:
        """The sentence with about `share` of its names swapped."""
        words: list[str] = []
        tags: list[str] = []
        at = 0
        while at < len(sentence.words):
            stop = at + 1
            kind = sentence.tags[at][2:]
            while kind and stop < len(sentence.words) and sentence.tags[stop] == f"I-{kind}":
                stop += 1
            new = sentence.words[at:stop]
            if kind and draw.random() < share and self._may_go(new[0]):
                new = self._draw_name(kind, stop - at, draw)
            words += new
            tags += ["O"] if not kind else [f"B-{kind}", *[f"I-{kind}"] * (len(new) - 1)]
            at = stop
        return Tagged(words, tags)

    def _may_go(self, word: str) -> bool:
        norm = fold_word(word)
        return norm[0] not in "وفبلك" or norm in self.firsts

    def _draw_name(self, kind: str, length: int, draw: random.Random) -> list[str]:
        if kind == "PER" and draw.random() < 0.7:
            if length == 1:
                return tokenize_words(draw.choice(self.family))
            return tokenize_words(
                f"{draw.choice(self.given)} {draw.choice(self.family if draw.random() < 0.6 else self.given)}"
            )
        return tokenize_words(draw.choice(self.known[kind]))


def tokenize_words(text: str) -> list[str]:
    """The words of a text."""
    return [token.text for token in tokenize(text)]
