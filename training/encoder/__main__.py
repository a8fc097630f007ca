"""`python -m training.encoder [STEP...]`: all steps in order, or those named, each from what the one before left."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable

import numpy as np

from sijill.encode.pieces import Cutter
from training.encoder.settings import ANERCORP, ANS_TRAIN, BUILD, SETTINGS, SHIPPED, WEIGHTS, missing

TRAINED = BUILD / "trained.npz"


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
    """The trained weights; goes on from the last checkpoint."""
    from training.encoder.corpus import read_corpus
    from training.encoder.original import TOKENIZER, load_pruned
    from training.encoder.train import train

    if said := missing(ANERCORP, ANS_TRAIN):
        sys.exit(f"Nothing to train on: {said}")
    model = train(load_pruned(), read_corpus(SETTINGS), Cutter(TOKENIZER), SETTINGS, checkpoint=BUILD / "checkpoint.pt")
    np.savez(TRAINED, **{name: value.float().numpy() for name, value in model.state_dict().items()})  # type: ignore[arg-type]


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
    for file in SHIPPED.iterdir():
        shutil.copyfile(file, WEIGHTS / file.name)


STEPS: dict[str, Callable[[], None]] = {
    "original": step_original,
    "corpus": step_corpus,
    "train": step_train,
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
