"""Step 5: from trained weights to the files of the package: the graph in int8, a small file a head, the pieces."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from sijill.encode.encoder import PIECES_FILE, TRUNK_FILE
from sijill.encode.heads import HEADS
from training.encoder.e5file import Array, Weights
from training.encoder.graph import Precision, build_graph, write_graph
from training.encoder.original import TOKENIZER
from training.encoder.settings import EXACT, SHIPPED

# The products down from the wide layer, in the lowest layers, whose inputs one scale does not fit: see the model card.
KEPT_EXACT = frozenset(f"l{at}_down" for at in range(7))


def split_weights(trained: Weights) -> tuple[Weights, Weights]:
    """The trunk's weights under the names of the graph, and the rest."""
    trunk = {name.removeprefix("trunk."): value for name, value in trained.items() if name.startswith("trunk.")}
    trunk["words"], trunk["places"] = trunk.pop("words.weight"), trunk.pop("places.weight")
    return trunk, {name: value for name, value in trained.items() if not name.startswith("trunk.")}


def head_arrays(rest: Weights, name: str, kind: str) -> dict[str, Array]:
    """What the file of a head holds."""
    group = "tags" if kind == "tags" else "pairs"
    arrays = {"weight": rest[f"{group}.{name}.weight"].T, "bias": rest[f"{group}.{name}.bias"]}
    if kind == "pair":
        arrays |= {
            "hidden_weight": rest[f"pair_hidden.{name}.weight"].T,
            "hidden_bias": rest[f"pair_hidden.{name}.bias"],
        }
    return {key: np.ascontiguousarray(value, np.float32) for key, value in arrays.items()}


def write_folder(trained: Weights, folder: Path, precision: Precision, exact: frozenset[str] = frozenset()) -> None:
    """A folder that `sijill.encode.Encoder` opens."""
    folder.mkdir(parents=True, exist_ok=True)
    trunk, rest = split_weights(trained)
    write_graph(build_graph(trunk, precision, exact), folder / TRUNK_FILE)
    shutil.copyfile(TOKENIZER, folder / PIECES_FILE)
    for head in HEADS:
        if head.kind != "sentence":
            arrays = head_arrays(rest, head.name, head.kind)
            hidden = {key: value.astype(np.float16) for key, value in arrays.items() if key == "hidden_weight"}
            np.savez(folder / f"{head.name}.npz", **(arrays | hidden))  # type: ignore[arg-type]


def load_trained(file: Path) -> Weights:
    """All trained weights."""
    with np.load(file) as stored:
        return {name: stored[name] for name in stored.files}


def ship(file: Path) -> None:
    """The shipped folder, and the same in fp32 to compare it with."""
    trained = load_trained(file)
    write_folder(trained, SHIPPED, "int8", KEPT_EXACT)
    write_folder(trained, EXACT, "fp32")
    size = sum(part.stat().st_size for part in SHIPPED.iterdir()) / 1e6
    print(f"{size:.1f} MB in {SHIPPED.name}/")
