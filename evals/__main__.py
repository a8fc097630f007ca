"""`python -m evals`: every task on our gold, and on the gold beside the project where there is some.

--floors       fail (exit 1) where a figure is under its floor; our own gold only
--update       raise the floors to the present figures; a floor is never lowered, and a new gold needs a changelog line
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from evals.annotated import gold_pages
from evals.floors import check_floors
from evals.gold import BESIDE, GoldPage, read_gold
from evals.measure import Scores, print_scores
from evals.news import has_news, read_news
from sijill.run.stages import annotate

HERE = Path(__file__).parent
TASKS = ("pages", "times", "entities", "statements", "events")
AUTHORED = ("pages", "times", "linking")  # written for the task, with floors of their own: its authored.py
MARKED = ("entities", "statements", "events")  # also scored on written articles: authored/
WRITTEN = ("places", "stories")  # only passages of their own, in parts: its authored.py
NEWS = {"statements", "events"}  # also scored on marked news, where the corpus is: news/
ARTICLES = HERE / "authored"
SAMPLE = HERE.parent / "src" / "sijill" / "sample"


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


def score_written(task: str, *, update: bool) -> list[str]:
    """Print a task's own passages, part by part; gives what is under its floor."""
    authored = importlib.import_module(f"evals.{task}.authored")
    complaints: list[str] = []
    for gold, floors in authored.PARTS:
        ours, naive = authored.score_authored(gold)
        print_scores(gold.stem, ours, naive)
        complaints += check_floors(gold, floors, ours, update=update)
    return complaints


def main(arguments: list[str]) -> int:
    """Run the evals; the exit status is 1 where a figure is under its floor."""
    tasks = [name for name in arguments if not name.startswith("--")] or [*TASKS, "places", "linking", "stories"]
    sample = read_gold(SAMPLE / "gold.jsonl", SAMPLE / "pages")
    update = "--update" in arguments
    complaints: list[str] = []
    for task in tasks:
        if task in WRITTEN:
            complaints += score_written(task, update=update)
            continue
        if task in TASKS:
            ours, naive = score_task(task, sample)
            print_scores("sample", ours, naive)
            complaints += check_floors(SAMPLE / "gold.jsonl", HERE / task / "floors.json", ours, update=update)
        if task in MARKED:
            ours, naive = score_task(task, gold_pages(ARTICLES.glob("*.txt")))
            print_scores("articles", ours, naive)
            complaints += check_floors(ARTICLES, HERE / task / "articles_floors.json", ours, update=update)
        if task in AUTHORED:
            authored = importlib.import_module(f"evals.{task}.authored")
            ours, naive = authored.score_authored()
            print_scores("authored", ours, naive)
            complaints += check_floors(authored.GOLD, authored.FLOORS, ours, update=update)
    if "--floors" not in arguments:
        for part in ("tune", "check"):
            gold = BESIDE / f"{part}.jsonl"
            if not gold.exists():
                print(f"{part}: no gold in {BESIDE}, skipped", file=sys.stderr)
                continue
            pages = read_gold(gold, BESIDE / f"{part}-pages.jsonl")
            for task in tasks:
                if task in TASKS and task != "pages":  # that gold is made of clean pages
                    print_scores(part, *score_task(task, pages))
        for task in NEWS & set(tasks) if has_news() else ():
            print_scores("news", *score_task(task, read_news("held-out")))
    print(*complaints, sep="\n", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
