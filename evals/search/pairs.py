"""`python -m evals.search.pairs`: forms of one word that a search is to find, and others that it must not.

`pairs.tsv` was written by hand; the pairs marked `held` were written before any was run.  The baseline folds letters and compares
whole words, as a search without any knowledge of Arabic does.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sijill.text.fold import fold_word
from sijill.text.searchkeys import search_key, search_keys

PAIRS = Path(__file__).with_name("pairs.tsv")
FOUND_FLOOR, FALSE_CEILING = 0.97, 0.03  # what the search promises


class Pair(NamedTuple):
    asked: str
    printed: str
    label: str
    part: str


def read_pairs() -> list[Pair]:
    """All pairs."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return [Pair(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def finds(pair: Pair) -> bool:
    """Whether a search for the first form finds the second."""
    return search_key(pair.printed) in search_keys(pair.asked)


def finds_folded(pair: Pair) -> bool:
    """The baseline: the same letters."""
    return fold_word(pair.asked) == fold_word(pair.printed)


def share_found(pairs: list[Pair], finds: Callable[[Pair], bool], label: str) -> tuple[float, list[Pair]]:
    """Which part of the pairs with this label is found, and those that are."""
    wanted = [pair for pair in pairs if pair.label == label]
    found = [pair for pair in wanted if finds(pair)]
    return len(found) / len(wanted), found


def main() -> None:
    """The table."""
    pairs = read_pairs()
    for part in ("dev", "held"):
        some = [pair for pair in pairs if pair.part == part]
        for name, way in (("sijill", finds), ("same letters", finds_folded)):
            right, found = share_found(some, way, "same")
            wrong, false = share_found(some, way, "different")
            print(f"{part:5} {name:13} found {right:.3f}  false {wrong:.3f}  of {len(some)} pairs")
            if name == "sijill":
                print("  missed:", *(f"{p.asked}/{p.printed}" for p in some if p.label == "same" and p not in found))
                print("  false: ", *(f"{p.asked}/{p.printed}" for p in false))


if __name__ == "__main__":
    main()
