"""The encoder as the other layers use it: read a sentence once, ask every head."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.encode.difference import cut_pair
from sijill.encode.heads import ACTS, HEADS, LATER, MENTIONS, NAMES, STANCE, Head
from sijill.encode.pieces import Cutter
from sijill.encode.tags import TagSpan, allowed_steps, find_spans, log_softmax
from sijill.encode.trunk import States, Trunk
from sijill.model.errors import MissingExtraError
from sijill.model.reading import Token
from sijill.text.tokens import tokenize

WEIGHTS = Path(__file__).parent / "weights"
TRUNK_FILE, NEWS_FILE, PIECES_FILE = "trunk.onnx", "news.onnx", "tokenizer.json"
QUERY = "query:"  # what the original was trained to read before a question; a sentence has nothing before it

FIRST_WORDS = 3  # of what is said, read apart: where mood and own act mostly stand

Vector = NDArray[np.float32]
HeadWeights = dict[str, NDArray[np.float32]]


class NameFound(NamedTuple):
    """A name: `text[start:end]` of the text read, proclitics (`وبالعراق`) included, as the head marks whole words."""

    start: int
    end: int
    kind: str
    score: float


class SentenceRead(NamedTuple):
    """What one pass over a sentence gave: its tokens, the place of each one's first piece, two vectors a piece (`Pass`)."""

    tokens: tuple[Token, ...]
    firsts: list[int]
    states: States
    news: States


class Encoder:
    """Trunk, pieces and heads of one folder of weights."""

    def __init__(self, folder: Path) -> None:
        self.trunk = Trunk(folder / TRUNK_FILE, folder / NEWS_FILE)
        self.cutter = Cutter(folder / PIECES_FILE)
        heads = [head for head in HEADS if head.kind != "sentence"]
        heads += LATER if (folder / NEWS_FILE).exists() else ()
        self._weights = {head.name: _load_head(folder, head) for head in heads}
        self._steps = {head.name: allowed_steps(head.classes) for head in HEADS if head.kind == "tags"}

    def read(self, tokens: tuple[Token, ...]) -> SentenceRead:
        """One pass over a sentence; every head that reads one sentence answers from it."""
        ids, firsts = self.cutter.cut([token.text for token in tokens])
        return SentenceRead(tokens, firsts, *self.trunk.read(ids))

    def find_names(self, read: SentenceRead, head: Head = NAMES) -> list[NameFound]:
        """The names that a tag head sees in a sentence, in order, with the offsets of its tokens."""
        return [
            NameFound(read.tokens[span.first].start, read.tokens[span.last - 1].end, span.label, span.score)
            for span in self.find_tags(read, head)
        ]

    def find_tags(self, read: SentenceRead, head: Head = NAMES) -> list[TagSpan]:
        """The same as spans of tokens."""
        return find_spans(self.score_tags(read, head), head.classes, self._steps[head.name])

    def score_tags(self, read: SentenceRead, head: Head = NAMES) -> States:
        """A row of scores a token, a column a class of the head; `words` heads answer in the same way."""
        weights = self._weights[head.name]
        states = read.news if head.layers == "news" else read.states
        scores: States = states[read.firsts] @ weights["weight"] + weights["bias"]
        return scores

    def tag_chances(self, read: SentenceRead, head: Head = NAMES) -> States:
        """The same as chances: a row a token, which sums to one."""
        chances: States = np.exp(log_softmax(self.score_tags(read, head)))
        return chances

    def embed(self, read: SentenceRead) -> Vector:
        """The meaning of a sentence: unit length, the dot product is the likeness."""
        return _unit(read.states.mean(axis=0))

    def embed_text(self, text: str) -> Vector:
        """The meaning of a text read as a sentence."""
        return self.embed(self.read(tokenize(text)))

    def embed_lead(self, words: Sequence[str], most: int) -> Vector:
        """The meaning of the first `most` pieces of a text, read as one."""
        ids = self.cutter.cut(list(words[:most])).ids
        return _unit(self.trunk.read([*ids[: most - 1], ids[-1]] if len(ids) > most else ids).states.mean(axis=0))

    def embed_query(self, query: str) -> Vector:
        """The meaning of a search query or title, to be compared with those of sentences."""
        words = [token.text for token in tokenize(query)]
        return _unit(self.trunk.read(self.cutter.cut(words, lead=QUERY).ids).states.mean(axis=0))

    def score_spoken(self, spoken: Vector) -> dict[str, float]:
        """What a speaker does by saying words (`join_spoken`): the logarithm of how likely each label of the acts head is."""
        weights = self._weights[ACTS.name]
        logs = log_softmax(spoken @ weights["weight"] + weights["bias"])
        return dict(zip(ACTS.labels, map(float, logs), strict=True))

    def judge(self, first: Sequence[Token], second: Sequence[Token]) -> dict[str, float]:
        """How two sentences stand to each other: a probability for each label of the stance head."""
        states = self.trunk.read(cut_pair(self.cutter, [t.text for t in first], [t.text for t in second])).states
        weights = self._weights[STANCE.name]
        both = np.concatenate([states[0], states.mean(axis=0)])
        hidden = np.tanh(both @ weights["hidden_weight"] + weights["hidden_bias"])
        chances = np.exp(log_softmax(hidden @ weights["weight"] + weights["bias"]))
        return dict(zip(STANCE.labels, map(float, chances), strict=True))


def join_spoken(cue: Vector, words: States) -> Vector:
    """What the acts head reads of the news layers: the mean of the words said, of the first of them, and the cue."""
    return np.concatenate([words.mean(axis=0), words[:FIRST_WORDS].mean(axis=0), cue])


def _unit(vector: Vector) -> Vector:
    return vector / np.float32(max(float(np.linalg.norm(vector)), 1e-12))


def _load_head(folder: Path, head: Head) -> HeadWeights:
    with np.load(folder / f"{head.name}.npz", allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def has_weights(folder: Path = WEIGHTS) -> bool:
    """True where the weights are there: a checkout without them still runs everything else."""
    return (folder / TRUNK_FILE).exists()


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """The shipped encoder, loaded once a process; MissingExtraError where its weights are not there."""
    if not has_weights():
        raise MissingExtraError(
            f"The encoder's weights are not in {WEIGHTS.parent.name}/{WEIGHTS.name}.",
            hint="install sijill from a wheel, or make them: make model",
        )
    return Encoder(WEIGHTS)


__all__ = ["MENTIONS", "NAMES", "Encoder", "NameFound", "SentenceRead", "has_weights", "join_spoken", "load_encoder"]
