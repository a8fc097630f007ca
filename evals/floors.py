"""Floors: figures on our own gold that may not fall, pinned in a file beside it."""

from __future__ import annotations

import json
from pathlib import Path

from evals.gold import fingerprint
from evals.measure import Scores, total

SLACK = 0.005  # a floor stands this far under the figure it was pinned at: rounding, not noise (the rules are deterministic)


def check_floors(gold: Path, file: Path, ours: Scores, *, update: bool) -> list[str]:
    """What is under its floor, a line each; with `update`, floors are raised instead, and none is lowered."""
    pinned = json.loads(file.read_text()) if file.exists() else {"gold": None, "floors": {}}
    present = fingerprint(gold)
    figures = {measure: total(tallies).f1 for measure, tallies in ours.items()}
    if update:
        kept = pinned["floors"] if pinned["gold"] == present else {}
        floors = {measure: round(max(kept.get(measure, 0.0), figure - SLACK), 3) for measure, figure in figures.items()}
        file.write_text(json.dumps({"gold": present, "floors": floors}, indent=1) + "\n")
        return []
    place = f"{file.parent.name}/{file.name}"
    if pinned["gold"] != present:
        return [f"{place}: the gold changed; run `python -m evals --update` and say so in CHANGELOG.md"]
    return [
        f"{place}: {measure} is {figures.get(measure, 0.0):.3f}, its floor is {floor}"
        for measure, floor in pinned["floors"].items()
        if figures.get(measure, 0.0) < floor
    ]
