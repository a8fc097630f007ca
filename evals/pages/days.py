"""`python -m evals.pages.days [FILE]`: do the bounds of days that nobody states hold?

Dated news (JSON lines with `title`, `text`, `published`; may be gzipped) is read without its day; the true day must lie
within the bounds.  Prints how many articles are bounded on each side, and how many of these bounds hold.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from sijill.model.daybounds import WEEKDAYS
from sijill.model.records import Published
from sijill.pages import open_page
from sijill.pages.documents import Document

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "ant-dev.jsonl.gz"
SAMPLE, SEED = 8_000, 5


def grade(published: Published, true_day: str) -> Counter[str]:
    """What is claimed of the day, and what of it is right."""
    weekday = WEEKDAYS[date.fromisoformat(true_day).weekday()]
    claims = {
        "earliest": (published.earliest, (published.earliest or "") <= true_day),
        "latest": (published.latest, true_day <= (published.latest or "9")),
        "weekday": (published.weekday, published.weekday == weekday),
        "day": (published.value, published.day == true_day),
    }
    counts = Counter({name: 1 for name, (claim, _) in claims.items() if claim})
    return counts + Counter({f"{name} right": 1 for name, (claim, right) in claims.items() if claim and right})


def main(arguments: list[str]) -> int:
    """Print the figures; without the news there is nothing to measure."""
    file = Path(arguments[0]) if arguments else BESIDE
    if not file.exists():
        print(f"{file}: not there, skipped", file=sys.stderr)
        return 0
    with gzip.open(file, "rt") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(SEED).shuffle(rows)
    counts: Counter[str] = Counter()
    for row in rows[:SAMPLE]:
        opened = open_page(Document(row.get("id", "x"), f"{row['title']}\n\n{row['text']}".encode(), "text"))
        if isinstance(opened, tuple) and opened[1][0].published.how != "stated":
            counts += Counter(articles=1) + grade(opened[1][0].published, row["published"][:10])
    print(f"articles without their day  {counts['articles']}")
    for name in ("earliest", "latest", "weekday", "day"):
        print(f"{name:10} given {counts[name]:5}  right {counts[f'{name} right']:5}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
