"""`python -m evals.events.authored [FILE...]`: events of articles written for the purpose (form: `evals.annotated`).

Without files, those of `training/authored`; figures are given by writer, the first letter of a file's name.  Its writers
mark a happening once, so a retelling left unmarked counts as one too many: precision stands lower than it is.

--errors       every event that is missed, too many, or wrong, by class
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from evals.annotated import gold_pages
from evals.events import baseline, score
from evals.gold import GoldPage, Row
from evals.measure import Scores, Tally, match_spans, print_scores
from sijill.model.records import Article, Event
from sijill.run.stages import annotate

TRAINING = Path(__file__).parents[2] / "training" / "authored"
CONTEXT = 40  # code points shown on each side of a trigger


def score_figures(page: GoldPage, found: list[Article]) -> dict[str, Tally]:
    """Counts of people, by kind and both bounds, wherever in the article they stand."""
    golds = Counter(
        (figure["kind"], figure["low"], figure["high"])
        for row in page.rows("events")
        for figure in row["figures"]
        if figure["kind"] != "other"
    )
    given = Counter(
        (one.kind, one.low, one.high) for article in found for event in article.events for one in event.figures
    )
    return {"events: figures": Tally((golds & given).total(), golds.total(), given.total())}


def score_pages(pages: list[GoldPage]) -> tuple[Scores, Scores]:
    """Tallies of every measure, one a page: ours and the baseline's."""
    ours: Scores = {}
    naive: Scores = {}
    for page in pages:
        found = [annotate(page.page.text, article) for article in page.articles]
        plain = baseline.annotate(page.page, page.articles)
        for scores, articles in ((ours, found), (naive, plain)):
            for measure, tally in (score.score(page, articles) | score_figures(page, articles)).items():
                scores.setdefault(measure, []).append(tally)
    return ours, naive


def find_errors(page: GoldPage, found: list[Article]) -> Iterator[tuple[str, str]]:
    """The class of each error of a page, and the error in its words."""
    golds: list[Row] = page.rows("events")
    events = [event for article in found for event in article.events]
    matched = match_spans([row["span"] for row in golds], [(e.trigger.start, e.trigger.end) for e in events])
    text = page.page.text

    def shown(start: int, end: int) -> str:
        around = f"{text[max(0, start - CONTEXT) : start]}[{text[start:end]}]{text[end : end + CONTEXT]}"
        return f"{page.page.source}  {around}".replace("\n", " / ")

    for i, row in enumerate(golds):
        if i not in {i for i, _ in matched}:
            yield f"missed {row['type']}", shown(*row["span"])
    for j, event in enumerate(events):
        if j not in {j for _, j in matched}:
            yield f"too many {event.type}", shown(event.trigger.start, event.trigger.end)
    for i, j in matched:
        for what, wanted, given in _compared(golds[i], events[j]):
            if wanted != given:
                yield f"{what}: {wanted}, not {given}", shown(*golds[i]["span"])


def _compared(row: Row, event: Event) -> Iterator[tuple[str, object, object]]:
    yield "type", row["type"], event.type
    yield "modality", row["modality"], event.modality
    yield "when", row["when"], event.when.value if event.when else None
    yield "main", row["main"], event.main


def main(arguments: list[str]) -> int:
    """Print the figures of each writer and, when asked, every error by class."""
    files = sorted(Path(name) for name in arguments if not name.startswith("--")) or sorted(TRAINING.glob("*.txt"))
    for writer, group in groupby(files, key=lambda file: file.stem[0]):
        pages = gold_pages(group)
        print_scores(writer, *score_pages(pages))
        if "--errors" in arguments:
            by_class: dict[str, list[str]] = defaultdict(list)
            for page in pages:
                for name, error in find_errors(page, [annotate(page.page.text, one) for one in page.articles]):
                    by_class[name].append(error)
            for name, errors in sorted(by_class.items(), key=lambda item: -len(item[1])):
                print(f"\n{name}: {len(errors)}", *errors, sep="\n   ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
