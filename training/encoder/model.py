"""The encoder in torch: BERT's layers as multilingual-e5-small has them, and our heads on top."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from sijill.encode.heads import HEADS, Head
from training.encoder.e5file import Weights

HEAD_COUNT = 12
EPSILON = 1e-12


class Layer(nn.Module):
    """Attention and feed-forward, each added to its input and normalised after."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.o = nn.Linear(width, width)
        self.ln1 = nn.LayerNorm(width, EPSILON)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.ln2 = nn.LayerNorm(width, EPSILON)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`bias` [batch * heads, 1, length] is added to the attention scores."""
        batch, length, width = x.shape
        part = width // HEAD_COUNT
        split = self.qkv(x).view(batch, length, 3, HEAD_COUNT, part).permute(2, 0, 3, 1, 4)
        query, key, value = split.reshape(3, batch * HEAD_COUNT, length, part)
        # Plain products: scaled_dot_product_attention's backward pass takes a third of the step on a CPU (2026-11).
        scores = torch.baddbmm(bias.to(query.dtype), query, key.transpose(1, 2), alpha=part**-0.5)
        mixed = torch.bmm(scores.softmax(-1).to(value.dtype), value).view(batch, HEAD_COUNT, length, part)
        x = self.ln1(x + self.drop(self.o(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.ln2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Trunk(nn.Module):
    """Pieces [batch, length] and their lengths -> a vector a piece."""

    def __init__(self, weights: Weights, dropout: float) -> None:
        super().__init__()
        vocabulary, width = weights["words"].shape
        inner = weights["layers.0.up.weight"].shape[0]
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(len(weights["places"]), width)
        self.ln = nn.LayerNorm(width, EPSILON)
        self.drop = nn.Dropout(dropout)
        count = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
        self.layers = nn.ModuleList(Layer(width, inner, dropout) for _ in range(count))
        names = {"words": "words.weight", "places": "places.weight"}
        self.load_state_dict({names.get(name, name): torch.from_numpy(value) for name, value in weights.items()})

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """`mask` is 1 where there is a piece."""
        places = self.places(torch.arange(ids.shape[1]))
        x = self.drop(self.ln(self.words(ids) + places))
        bias = ((1.0 - mask) * -1e4).repeat_interleave(HEAD_COUNT, dim=0)[:, None, :].expand(-1, ids.shape[1], -1)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Model(nn.Module):
    """The trunk with a head for everything in `sijill.encode.heads`, or for some of it."""

    def __init__(self, weights: Weights, dropout: float, heads: Sequence[Head] = HEADS) -> None:
        super().__init__()
        self.trunk = Trunk(weights, dropout)
        width = weights["words"].shape[1]
        self.drop = nn.Dropout(dropout)
        self.tags = nn.ModuleDict(
            {head.name: nn.Linear(width, len(head.classes)) for head in heads if head.kind == "tags"}
        )
        pairs = [head for head in heads if head.kind == "pair"]
        self.pair_hidden = nn.ModuleDict({head.name: nn.Linear(2 * width, width) for head in pairs})
        self.pairs = nn.ModuleDict({head.name: nn.Linear(width, len(head.classes)) for head in pairs})

    def read_tags(self, name: str, states: Tensor) -> Tensor:
        """Scores [batch, length, classes] of a tag head."""
        scores: Tensor = self.tags[name](self.drop(states))
        return scores

    def read_pair(self, name: str, states: Tensor, mask: Tensor) -> Tensor:
        """Scores [batch, classes] of a pair head, from the first piece and the mean."""
        both = torch.cat([states[:, 0], mean_of(states, mask)], dim=1)
        scores: Tensor = self.pairs[name](self.drop(torch.tanh(self.pair_hidden[name](both))))
        return scores


def mean_of(states: Tensor, mask: Tensor) -> Tensor:
    """The mean of the pieces of each row."""
    weights = mask[:, :, None].to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1)


def unit(vectors: Tensor) -> Tensor:
    """Rows of length one, in fp32."""
    return nn.functional.normalize(vectors.float(), dim=-1)
