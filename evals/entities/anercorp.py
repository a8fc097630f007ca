"""`python -m evals.entities.anercorp`: names on the blocks of ANERcorp's training split that no training ever saw.

The way of the product: the sentences of a block are one article, tokens and sentences joined by spaces, opened and annotated
as `sijill annotate` does.  A token of the corpus, which keeps its proclitics, counts as named when a mention covers its
stem; the spans of named tokens are scored strictly (bounds and kind).  MISC of the corpus and FAC of ours are no kinds here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, cast

from training.encoder.measure import spans_of_tags
from training.encoder.names import BLOCK_SENTENCES, KINDS, Tagged, split_blocks, well_formed

from evals.measure import Tally, print_scores
from sijill.annotate.entities import find_entities, find_entities_by_rules
from sijill.encode import MENTIONS, NAMES, Head, has_weights, load_encoder
from sijill.model.reading import Reading
from sijill.model.records import Entity, EntityKind, Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.text.reading import open_reading

HERE = Path(__file__).parent
CORPUS = Path(os.environ.get("SIJILL_DATA", HERE.parents[2] / "shared" / "data")) / "anercorp" / "train.txt"
SCORED = ("PER", "ORG", "LOC")
_PROCLITICS = 3  # letters: و or ف, then ب, ك or ل (`وبال…` keeps its article)

Spans = set[tuple[int, int, str]]
Finder = Callable[[Reading], Sequence[Entity]]


class Block(NamedTuple):
    """Neighbouring sentences as an article, and the gold and place of each token in its page."""

    reading: Reading
    tags: list[str]
    places: list[tuple[int, int]]
    sentence_of: list[int]


def read_corpus(file: Path = CORPUS) -> list[Tagged]:
    """The corpus's sentences with its own tokens; the same sentences in the same order as in training."""
    sentences = [Tagged([], [])]
    for line in file.read_text(encoding="utf-8").splitlines():
        word, _, tag = line.rpartition(" ")
        if not line.strip():
            sentences.append(Tagged([], []))
            continue
        place, _, kind = tag.partition("-")
        sentences[-1].words.append(word)
        sentences[-1].tags.append(f"{place}-{KINDS[kind]}" if kind in KINDS else "O")
    return [Tagged(one.words, well_formed(one.tags)) for one in sentences if one.words]


def make_blocks(sentences: list[Tagged]) -> list[Block]:
    """Articles of `BLOCK_SENTENCES` sentences."""
    return [
        _make_block(sentences[at : at + BLOCK_SENTENCES], f"anercorp-{at}")
        for at in range(0, len(sentences), BLOCK_SENTENCES)
    ]


def _make_block(sentences: list[Tagged], source: str) -> Block:
    text, places, sentence_of = "", [], []
    for number, sentence in enumerate(sentences):
        for word in sentence.words:
            text += " " if text else ""
            places.append((len(text), len(text) + len(word)))
            sentence_of.append(number)
            text += word
    opened = open_page(Document(source, text.encode(), "text"))
    assert not isinstance(opened, Rejection), opened
    page, (article,) = opened
    assert page.text == text, "the page text is the text given"
    return Block(open_reading(page.text, article), [tag for s in sentences for tag in s.tags], places, sentence_of)


def named_tokens(places: Sequence[tuple[int, int]], found: Sequence[Entity]) -> Spans:
    """The spans of tokens whose stems the mentions cover, as (first token, last not included, kind)."""
    spans: Spans = set()
    for entity in found:
        covered = [
            at
            for at, (start, end) in enumerate(places)
            if entity.start < end and start < entity.end and entity.start - start <= _PROCLITICS and end <= entity.end
        ]
        if covered and entity.kind in SCORED:
            spans.add((covered[0], covered[-1] + 1, entity.kind))
    return spans


def score_block(block: Block, found: Sequence[Entity]) -> dict[str, list[Tally]]:
    """Tallies a sentence, of all kinds and of each."""
    gold, ours = spans_of_tags(block.tags), named_tokens(block.places, found)
    scores: dict[str, list[Tally]] = {}
    for kind in ("all", *SCORED):
        per_sentence = [[0, 0, 0] for _ in range(block.sentence_of[-1] + 1)]
        for at, spans in enumerate((gold & ours, gold, ours)):
            for first, _, label in spans:
                if kind in ("all", label):
                    per_sentence[block.sentence_of[first]][at] += 1
        scores[kind] = [Tally(*counts) for counts in per_sentence]
    return scores


def score_all(blocks: Sequence[Block], finder: Finder) -> dict[str, list[Tally]]:
    """The tallies of all blocks."""
    scores: dict[str, list[Tally]] = {}
    for block in blocks:
        for kind, tallies in score_block(block, finder(block.reading)).items():
            scores.setdefault(kind, []).extend(tallies)
    return scores


def held_out() -> list[Block]:
    """The development blocks."""
    return make_blocks(split_blocks(read_corpus())[1])


def heard_by(head: Head) -> Finder:
    """What one head of the encoder finds, over the product's sentences."""

    def find(reading: Reading) -> list[Entity]:
        encoder = load_encoder()
        return [
            Entity(reading.page_text[name.start : name.end], name.start, name.end, cast(EntityKind, name.kind), "", "")
            for sentence in reading.sentences
            for name in encoder.find_names(encoder.read(sentence.tokens), head)
        ]

    return find


def main() -> int:
    """Print the figures of the rules and, where the weights are there, of both tag heads."""
    if not CORPUS.exists():
        print(f"anercorp: no {CORPUS.name} in {CORPUS.parent}, skipped", file=sys.stderr)
        return 0
    finders: dict[str, Finder] = {"product": find_entities, "rules": find_entities_by_rules}
    if has_weights():
        finders |= {"names": heard_by(NAMES), "mentions": heard_by(MENTIONS)}
    blocks = held_out()
    for name, finder in finders.items():
        print_scores(name, score_all(blocks, finder), {})
    return 0


if __name__ == "__main__":
    sys.exit(main())
