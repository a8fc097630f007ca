"""Every number the training depends on, and where files lie."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SIJILL_DATA", ROOT.parent / "shared" / "data"))
QUICK = (
    os.environ.get("SIJILL_MODEL_QUICK") == "1"
)  # every step on little data: shows that they fit together, and nothing else
BUILD = Path(os.environ.get("SIJILL_MODEL_BUILD", ROOT / "build" / ("encoder-quick" if QUICK else "encoder")))
SHIPPED, EXACT = BUILD / "shipped", BUILD / "exact"  # as the package holds it, and the same weights in fp32
WEIGHTS = ROOT / "src" / "sijill" / "encode" / "weights"

ANERCORP = SHARED / "anercorp" / "train.txt"
ANS_TRAIN, ANS_DEV = SHARED / "ans" / "train.csv", SHARED / "ans" / "dev.csv"
ANT = SHARED / "ant-dev.jsonl.gz"
GOLD = Path(os.environ.get("SIJILL_GOLD", SHARED.parent / "gold"))
TUNE, TUNE_PAGES = GOLD / "tune.jsonl", GOLD / "tune-pages.jsonl"
WRITTEN, KEPT_APART = ROOT / "training" / "authored", ROOT / "evals" / "authored"


class Settings(Struct, frozen=True):
    """The schedule of the shipped model; another schedule is another model."""

    seed: int = 20261128
    epochs: int = 5
    batch_pieces: int = 1_100  # of a batch, padding included
    trunk_rate: float = 1e-4
    head_rate: float = 1e-3
    rate_decay: float = 0.95  # from each layer to the one below
    warm_up: float = 0.06
    weight_decay: float = 0.01
    clip: float = 1.0
    dropout: float = 0.1
    smoothing: float = 0.05  # of tags; .1 of stances
    longest: int = 128  # pieces of one training example
    # examples an epoch, beside all of ANERcorp's; those of ANT are new ones in every epoch
    pairs_share: float = 0.75
    leads: int = 300
    sentences: int = 1_100
    titles: int = 1_100
    english: int = 400
    # weights of the losses
    tags_from_rules: float = 0.5
    meaning: float = 6.0
    geometry: float = 12.0  # cosines inside a batch, as the original has them
    swap_names: float = 0.25  # share of ANERcorp's mentions put in place of which another name of the kind stands
    names_share: float = 1.0  # of ANERcorp's sentences read in an epoch
    written_times: int = 0  # how often an epoch reads every written sentence


SETTINGS = Settings()
# The second run: the heads of statements and events are added, some of everything else is read again so that it stays.
EXTENDED = Settings(
    seed=20261129,
    trunk_rate=6e-5,
    names_share=0.34,
    pairs_share=0.4,
    leads=150,
    sentences=550,
    titles=550,
    english=200,
    written_times=2,
)
if QUICK:
    FEW = {
        "epochs": 1,
        "names_share": 0.02,
        "pairs_share": 0.02,
        "leads": 8,
        "sentences": 16,
        "titles": 16,
        "english": 8,
    }
    SETTINGS = replace(SETTINGS, **FEW)
    EXTENDED = replace(EXTENDED, **FEW, written_times=1)


def missing(*files: Path) -> str | None:
    """What to say when training data is not there, else None."""
    gone = [file for file in files if not file.exists()]
    if not gone:
        return None
    names = ", ".join(f"{file.parent.name}/{file.name}" for file in gone)
    return f"not there: {names} (looked under SIJILL_DATA = {SHARED.name}/; see training/README.md for where the data comes from)"
