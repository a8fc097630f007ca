"""`python -m evals`: every task on our gold, and on the gold beside the project where there is some.

--floors       fail (exit 1) where a figure is under its floor; our own gold only
--update       raise the floors to the present figures; a floor is never lowered, and a new gold needs a changelog line
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path

from evals.gold import GoldPage, fingerprint, read_gold
from evals.measure import Tally, interval, total
from sijill.run.stages import annotate

HERE = Path(__file__).parent
TASKS = ("pages", "times", "entities", "statements", "events")
SAMPLE = HERE.parent / "src" / "sijill" / "sample"
BESIDE = Path(os.environ.get("SIJILL_GOLD", HERE.parent.parent / "shared" / "gold"))
SLACK = 0.005  # a floor stands this far under the figure it was pinned at: rounding, not noise (the rules are deterministic)

Scores = dict[str, list[Tally]]


def score_task(task: str, pages: list[GoldPage]) -> tuple[Scores, Scores]:
    """Tallies of every measure of a task, one a page: Sijill's and the naive baseline's."""
    scorer = importlib.import_module(f"evals.{task}.score")
    baseline = importlib.import_module(f"evals.{task}.baseline")
    ours: Scores = {}
    naive: Scores = {}
    for page in pages:
        articles = [annotate(page.page.text, article) for article in page.articles]
        for scores, found in ((ours, articles), (naive, baseline.annotate(page.page, page.articles))):
            for measure, tally in scorer.score(page, found).items():
                scores.setdefault(measure, []).append(tally)
    return ours, naive


def print_scores(name: str, ours: Scores, naive: Scores) -> None:
    """A line a measure: F1 (or accuracy), its interval, precision, recall, and the baseline."""
    for measure, tallies in ours.items():
        tally = total(tallies)
        low, high = interval(tallies)
        base = f"{total(naive[measure]).f1:.3f}" if measure in naive else "-"
        precision = tally.hit / tally.predicted if tally.predicted else 0.0
        recall = tally.hit / tally.gold if tally.gold else 0.0
        print(
            f"{name:8} {measure:32} {tally.f1:.3f} [{low:.3f}, {high:.3f}]  P={precision:.3f} R={recall:.3f} "
            f"gold={tally.gold} predicted={tally.predicted}  naive={base}"
        )


def check_floors(task: str, ours: Scores, *, update: bool) -> list[str]:
    """What is under its floor; with `update`, floors are raised first."""
    file = HERE / task / "floors.json"
    pinned = json.loads(file.read_text()) if file.exists() else {"gold": None, "floors": {}}
    present = fingerprint(SAMPLE / "gold.jsonl")
    figures = {measure: total(tallies).f1 for measure, tallies in ours.items()}
    if update:
        kept = pinned["floors"] if pinned["gold"] == present else {}
        floors = {measure: round(max(kept.get(measure, 0.0), figure - SLACK), 3) for measure, figure in figures.items()}
        file.write_text(json.dumps({"gold": present, "floors": floors}, indent=1) + "\n")
        return []
    if pinned["gold"] != present:
        return [f"{task}: the gold changed; run `python -m evals --update` and say so in CHANGELOG.md"]
    return [
        f"{task}: {measure} is {figures.get(measure, 0.0):.3f}, its floor is {floor}"
        for measure, floor in pinned["floors"].items()
        if figures.get(measure, 0.0) < floor
    ]


def main(arguments: list[str]) -> int:
    """Run the evals; the exit status is 1 where a figure is under its floor."""
    tasks = [name for name in arguments if not name.startswith("--")] or list(TASKS)
    sample = read_gold(SAMPLE / "gold.jsonl", SAMPLE / "pages")
    complaints: list[str] = []
    for task in tasks:
        ours, naive = score_task(task, sample)
        print_scores("sample", ours, naive)
        complaints += check_floors(task, ours, update="--update" in arguments)
    if "--floors" not in arguments:
        for part in ("tune", "check"):
            gold = BESIDE / f"{part}.jsonl"
            if not gold.exists():
                print(f"{part}: no gold in {BESIDE}, skipped", file=sys.stderr)
                continue
            pages = read_gold(gold, BESIDE / f"{part}-pages.jsonl")
            for task in tasks:
                if task != "pages":  # that gold is made of clean pages
                    print_scores(part, *score_task(task, pages))
    print(*complaints, sep="\n", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
