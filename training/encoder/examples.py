"""What one epoch is trained on: examples as piece numbers, in batches of like length, in an order drawn from the seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal, TypeVar

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor

from sijill.encode.difference import cut_pair
from sijill.encode.heads import MENTIONS, NAMES, STANCE, find_head
from sijill.encode.pieces import Cutter
from training.encoder.e5file import Array
from training.encoder.names import Swapper, Tagged, cut_long, tokenize_words
from training.encoder.news import Told
from training.encoder.pairs import Pair
from training.encoder.settings import Settings
from training.encoder.written import Marked

Task = Literal["names", "told", "query", "pair", "written"]
PAD = 1
T = TypeVar("T")
UNSAID = -100  # the tag of a word of which an example does not say what it is
QUERY = (
    "query:"  # before a query, as the original was trained; sentences are read as they are, so that one pass serves all
)


class Example(Struct, frozen=True):
    """Pieces, and what is to come out: the tags of each head at `firsts`, a class, the original's vector."""

    ids: list[int]
    firsts: list[int] = []
    tags: dict[str, list[int]] = {}
    label: int = 0
    vector: Array | None = None


class Corpus(Struct, frozen=True):
    """All there is to train on; vectors are the original's.  `written` serves the second run alone."""

    tagged: list[Tagged]
    pairs: list[Pair]
    leads: list[tuple[Told, Array]]
    sentences: list[tuple[Told, Array]]
    titles: list[tuple[Told, Array]]
    english: list[tuple[Told, Array]]
    written: list[Marked] = []


class Batch(Struct, frozen=True):
    """Examples of one task."""

    task: Task
    examples: list[Example]

    def ids(self) -> tuple[Tensor, Tensor]:
        """Piece numbers padded to the longest, and 1 where there is a piece."""
        longest = max(len(example.ids) for example in self.examples)
        ids = torch.full((len(self.examples), longest), PAD)
        mask = torch.zeros(len(self.examples), longest)
        for row, example in enumerate(self.examples):
            ids[row, : len(example.ids)] = torch.tensor(example.ids)
            mask[row, : len(example.ids)] = 1.0
        return ids, mask

    def words(self) -> tuple[Tensor, Tensor]:
        """Row and place of every word."""
        rows = [row for row, example in enumerate(self.examples) for _ in example.firsts]
        return torch.tensor(rows), torch.tensor([at for example in self.examples for at in example.firsts])

    def heads(self) -> list[str]:
        """The tag heads that some example has tags of, in the order of their names."""
        return sorted({head for example in self.examples for head in example.tags})

    def tags(self, head: str) -> Tensor:
        """The tag of every word for one head."""
        unsaid = [UNSAID]
        return torch.tensor([t for e in self.examples for t in e.tags.get(head, unsaid * len(e.firsts))])

    def labels(self) -> Tensor:
        """The class of each example."""
        return torch.tensor([example.label for example in self.examples])

    def vectors(self) -> Tensor:
        """The original's vector of each example."""
        return torch.from_numpy(np.stack([example.vector for example in self.examples if example.vector is not None]))


def tagged_example(cutter: Cutter, words: list[str], tags: dict[str, list[str]], longest: int) -> Example:
    """Words and their tags by head as an example, cut off behind `longest` pieces."""
    ids, firsts = cutter.cut(words)
    firsts = [at for at in firsts if at < longest]
    numbers = {head: {name: at for at, name in enumerate(find_head(head).classes)} for head in tags}
    return Example(
        ids[:longest],
        firsts,
        {head: [numbers[head][tag] for tag in row[: len(firsts)]] for head, row in tags.items()},
    )


def pair_example(cutter: Cutter, pair: Pair, longest: int) -> Example:
    """Two claims as an example."""
    ids = cut_pair(cutter, tokenize_words(pair.first), tokenize_words(pair.second))
    return Example(ids[:longest], label=STANCE.labels.index(pair.label))


def told_example(cutter: Cutter, told: Told, vector: Array, longest: int) -> Example:
    """A text of the news as an example with the original's vector."""
    if told.is_query:
        return Example(cutter.cut(told.words, lead=QUERY).ids[:longest], vector=vector)
    made = tagged_example(cutter, told.words, {MENTIONS.name: told.tags}, longest)
    return Example(made.ids, made.firsts, made.tags, vector=vector)


def make_batches(task: Task, examples: list[Example], pieces: int, draw: random.Random) -> list[Batch]:
    """Batches of at most `pieces` places, each of examples of like length."""
    draw.shuffle(examples)
    batches: list[Batch] = []
    for start in range(0, len(examples), 400):
        held: list[Example] = []
        for example in sorted(examples[start : start + 400], key=lambda one: len(one.ids)):
            if held and (len(held) + 1) * len(example.ids) > pieces:
                batches.append(Batch(task, held))
                held = []
            held.append(example)
        batches.append(Batch(task, held))
    return batches


def _turn(rows: Sequence[T], count: int, epoch: int) -> list[T]:
    """The `count` rows whose turn it is in an epoch, from the first again when all were used."""
    return [rows[at % len(rows)] for at in range(epoch * count, (epoch + 1) * count)] if rows else []


def plan_epoch(corpus: Corpus, cutter: Cutter, swapper: Swapper, settings: Settings, epoch: int) -> list[Batch]:
    """The batches of an epoch, in order: the same for the same seed, whatever was trained before."""
    draw = random.Random(settings.seed * 1_000 + epoch)
    longest = settings.longest
    names = [
        tagged_example(cutter, part.words, {NAMES.name: part.tags}, longest)
        for sentence in draw.sample(corpus.tagged, round(len(corpus.tagged) * settings.names_share))
        for part in cut_long(swapper.swap(sentence, settings.swap_names, draw))
    ]

    def share(rows: Sequence[tuple[Told, Array]], count: int) -> list[Example]:
        return [told_example(cutter, told, vector, longest) for told, vector in _turn(rows, count, epoch)]

    told = share(corpus.leads, settings.leads) + share(corpus.sentences, settings.sentences)
    queries = share(corpus.titles, settings.titles) + share(corpus.english, settings.english)
    pairs = [
        pair_example(cutter, pair, longest)
        for pair in draw.sample(corpus.pairs, int(len(corpus.pairs) * settings.pairs_share))
    ]
    written = [
        tagged_example(cutter, one.words, one.tags, longest)
        for _ in range(settings.written_times)
        for one in corpus.written
    ]
    batches = make_batches("names", names, settings.batch_pieces, draw)
    for task, examples in (("told", told), ("query", queries), ("pair", pairs), ("written", written)):
        if examples:
            batches += make_batches(task, examples, settings.batch_pieces, draw)  # type: ignore[arg-type]
    draw.shuffle(batches)
    return batches
