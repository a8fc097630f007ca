"""The news layers in torch: the trunk's upper layers and four heads, taught on rows of its lower layers that stay as they are."""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Sequence

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor, nn

from sijill.encode.encoder import FIRST_WORDS
from sijill.encode.heads import ACTS, EVENTS, MAIN, MOODS
from training.encoder.e5file import Weights
from training.encoder.model import HEAD_COUNT, Layer
from training.encoder.train import rate_at
from training.news.lower import ALL, LOWER
from training.news.marks import UNSAID, MarkedArticle, Sentence, Spoken

WIDTH, INNER = 384, 1536


class Settings(Struct, frozen=True):
    """The schedule; with 680 articles of news a third epoch added nothing (2026-11)."""

    seed: int = 20261130
    epochs: int = 2
    articles: int = 4  # a step
    pieces: int = 1_500  # read together, padding included
    layer_rate: float = 1e-4
    head_rate: float = 1e-3
    rate_decay: float = 0.95  # from each layer to the one below
    warm_up: float = 0.06
    weight_decay: float = 0.01
    clip: float = 1.0
    dropout: float = 0.1
    smoothing: float = 0.05
    # what each question counts beside that of acts
    events: float = 0.5
    moods: float = 0.5
    main: float = 0.3


class NewsLayers(nn.Module):
    """Upper layers and heads; `early_*` take up how articles were marked before their readers saw the hand-made gold's way."""

    def __init__(self, upper: Weights, dropout: float) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(WIDTH, INNER, dropout) for _ in range(ALL - LOWER))
        self.layers.load_state_dict({name: torch.from_numpy(value) for name, value in upper.items()})
        self.drop = nn.Dropout(dropout)
        self.heads = nn.ModuleDict(
            {
                head.name: nn.Linear(WIDTH if head.kind == "words" else 3 * WIDTH, len(head.labels))
                for head in (EVENTS, MOODS, MAIN, ACTS)
            }
        )
        self.early_events = nn.Parameter(torch.zeros(len(EVENTS.labels)))
        self.early_acts = nn.Parameter(torch.zeros(len(ACTS.labels)))

    def read(self, sentences: Sequence[Sentence], pieces: int) -> list[Tensor]:
        """A row a word of each sentence; those of like length are read together."""
        order = sorted(range(len(sentences)), key=lambda at: len(sentences[at].rows))
        found: dict[int, Tensor] = {}
        held: list[int] = []
        for at in order:
            if held and (len(held) + 1) * len(sentences[at].rows) > pieces:
                found |= self._read_padded(sentences, held)
                held = []
            held.append(at)
        found |= self._read_padded(sentences, held)
        return [found[at] for at in range(len(sentences))]

    def _read_padded(self, sentences: Sequence[Sentence], held: list[int]) -> dict[int, Tensor]:
        longest = max((len(sentences[at].rows) for at in held), default=0)
        x, mask = torch.zeros(len(held), longest, WIDTH), torch.zeros(len(held), longest)
        for row, at in enumerate(held):
            count = len(sentences[at].rows)
            x[row, :count], mask[row, :count] = torch.from_numpy(sentences[at].rows.astype(np.float32)), 1.0
        bias = ((1.0 - mask) * -1e4).repeat_interleave(HEAD_COUNT, dim=0)[:, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return {at: x[row, sentences[at].firsts] for row, at in enumerate(held)}

    def ask(self, name: str, rows: Tensor) -> Tensor:
        """Scores, a column a label."""
        scores: Tensor = self.heads[name](self.drop(rows))
        return scores


def join_spoken(words: dict[int, Tensor], one: Spoken) -> Tensor:
    """As `sijill.encode.join_spoken`."""
    said = torch.stack([words[number][at] for number, at in one.words])
    return torch.cat([said.mean(0), said[:FIRST_WORDS].mean(0), words[one.cue[0]][one.cue[1]]])


def loss_of(net: NewsLayers, articles: Sequence[MarkedArticle], settings: Settings) -> Tensor:
    """The loss of some articles, read together."""
    asked = [(article, at) for article in articles for at in article.telling]
    read = net.read([article.sentences[at] for article, at in asked], settings.pieces)
    rows = torch.cat(read)
    lengths = torch.tensor([len(words) for words in read])
    counts = torch.tensor([article.weight for article, _ in asked]).repeat_interleave(lengths)
    early = torch.tensor([float(article.early) for article, _ in asked]).repeat_interleave(lengths)

    def gather(question: str) -> tuple[Tensor, Tensor]:
        every = np.concatenate([getattr(article.sentences[at], question) for article, at in asked])
        labels = torch.from_numpy(every)
        return labels, labels != UNSAID

    loss = torch.zeros(())
    labels, known = gather("events")
    if known.any():
        scores = net.ask(EVENTS.name, rows[known]) + early[known][:, None] * net.early_events
        told = _cross(scores, labels[known], settings) * counts[known]
        loss = loss + settings.events * told.sum() / max(1, int((labels > 0).sum()))
    labels, known = gather("moods")
    if known.any():
        told = _cross(net.ask(MOODS.name, rows[known]), labels[known], settings) * counts[known]
        loss = loss + settings.moods * told.mean()
        labels, known = gather("main")
        scores = net.ask(MAIN.name, rows[known])[:, 0]
        told = nn.functional.binary_cross_entropy_with_logits(scores, labels[known].float(), reduction="none")
        loss = loss + settings.main * (told * counts[known]).mean()
    by_article: dict[int, dict[int, Tensor]] = {}
    for (article, at), words in zip(asked, read, strict=True):
        by_article.setdefault(id(article), {})[at] = words
    said = [(article, one) for article in articles for one in article.spoken]
    if said:
        vectors = torch.stack([join_spoken(by_article[id(article)], one) for article, one in said])
        tints = torch.tensor([float(article.early) for article, _ in said])[:, None] * net.early_acts
        told = _cross(net.ask(ACTS.name, vectors) + tints, torch.tensor([one.act for _, one in said]), settings)
        loss = loss + (told * torch.tensor([article.weight for article, _ in said])).mean()
    return loss


def _cross(scores: Tensor, labels: Tensor, settings: Settings) -> Tensor:
    return nn.functional.cross_entropy(scores, labels, reduction="none", label_smoothing=settings.smoothing)


def learn(upper: Weights, articles: Sequence[MarkedArticle], settings: Settings, *, most: int = 0) -> NewsLayers:
    """The taught layers; `most` stops after so many steps (0: after all epochs)."""
    torch.manual_seed(settings.seed)
    draw = random.Random(settings.seed)
    net = NewsLayers(upper, settings.dropout).train()
    optimiser = _make_optimiser(net, settings)
    items = [article for article in articles if article.telling]
    total = settings.epochs * math.ceil(len(items) / settings.articles)
    done, losses, started = 0, list[float](), time.perf_counter()
    for _ in range(settings.epochs):
        draw.shuffle(items)
        for first in range(0, len(items), settings.articles):
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * rate_at(done / total, settings.warm_up)
            loss = loss_of(net, items[first : first + settings.articles], settings)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), settings.clip)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            losses.append(loss.item())
            done += 1
            if done % 50 == 0:
                told = sum(losses[-50:]) / 50
                print(
                    f"step {done}/{total} {time.perf_counter() - started:.0f} s {told:.3f}", file=sys.stderr, flush=True
                )
            if done == most:
                return net.eval()
    return net.eval()


def _make_optimiser(net: NewsLayers, settings: Settings) -> torch.optim.AdamW:
    count = len(net.layers)
    groups = [
        {"params": list(layer.parameters()), "peak": settings.layer_rate * settings.rate_decay ** (count - 1 - at)}
        for at, layer in enumerate(net.layers)
    ]
    rest = [parameter for name, parameter in net.named_parameters() if not name.startswith("layers.")]
    groups.append({"params": rest, "peak": settings.head_rate})
    return torch.optim.AdamW([{**group, "lr": group["peak"]} for group in groups], weight_decay=settings.weight_decay)
