"""How many articles a second does each stage read on one core, and what memory does it peak at?

Articles are those of the ANT corpus beside the project (`SIJILL_DATA`), else the bundled sample, repeated.  Each stage runs
in a process of its own after the stages before it, so that its peak is its own.  Compare figures of one run only.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import platform
import resource
import sys
import time
from datetime import date
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from sijill.model.reading import Reading
from sijill.model.records import Rejection
from sijill.pages import open_page, read_documents
from sijill.pages.documents import Document
from sijill.run.stages import STAGES
from sijill.text.reading import open_reading

HERE = Path(__file__).parent
ANT = Path(os.environ.get("SIJILL_DATA", HERE.parent.parent / "shared" / "data")) / "ant-dev.jsonl.gz"
SAMPLE = HERE.parent / "src" / "sijill" / "sample" / "pages"
ARTICLES = 1000


def read_pages(count: int, *, step: int = 20) -> list[Document]:
    """Pages as they would come in, every `step`-th of the corpus: title, an empty line, the text."""
    if ANT.exists():
        with gzip.open(ANT, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in islice(lines, 0, count * step, step)]
        return [
            Document(
                row["id"], f"{row['title']}\n\n{row['text']}".encode(), "text", None, row["published"], row["outlet"]
            )
            for row in rows
        ]
    bundled = [document for document in read_documents([SAMPLE]) if not isinstance(document, Rejection)]
    return (bundled * (count // len(bundled) + 1))[:count]


def open_all(documents: list[Document]) -> list[Reading]:
    """The articles of the pages, open for annotation."""
    opened = [open_page(document) for document in documents]
    return [
        open_reading(page.text, article)
        for page, articles in (result for result in opened if not isinstance(result, Rejection))
        for article in articles
    ]


def measure(name: str, answers: multiprocessing.queues.Queue[dict[str, float | str]]) -> None:
    """Time one stage and put its row on the queue; run in a child process."""
    documents = read_pages(ARTICLES)
    row: dict[str, float | str]
    if name == "pages":
        before, started = _peak(), time.perf_counter()
        count = len(open_all(documents))
    else:
        readings = open_all(documents)
        for stage in STAGES:
            if stage.name == name:
                break
            readings = [replace(r, article=replace(r.article, **{stage.writes: stage.run(r)})) for r in readings]
        stage.run(readings[0])  # word lists are loaded once, not part of the rate
        before, started = _peak(), time.perf_counter()
        for reading in readings:
            stage.run(reading)
        count = len(readings)
    seconds = time.perf_counter() - started
    row = {
        "stage": name,
        "articles_per_s": round(count / seconds, 1),
        "peak_mib": _peak(),
        "growth_mib": round(_peak() - before, 1),
    }
    answers.put(row)


def _peak() -> float:
    """Peak resident memory of this process so far, in MiB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def main() -> None:
    """Measure all stages, print a table, keep it in `results/`."""
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.queues.Queue[dict[str, float | str]] = context.Queue()
    rows = []
    print(
        f"{'stage':12} {'articles/s':>10} {'peak MiB':>9} {'growth MiB':>10}   ({'ANT' if ANT.exists() else 'bundled'} articles)"
    )
    for name in ["pages", *(stage.name for stage in STAGES)]:
        child = context.Process(target=measure, args=(name, answers))
        child.start()
        row = answers.get(timeout=600)
        child.join()
        rows.append(row)
        print(f"{row['stage']:12} {row['articles_per_s']:10} {row['peak_mib']:9} {row['growth_mib']:10}")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    kept = {
        "date": date.today().isoformat(),
        "machine": machine,
        "articles": ARTICLES,
        "corpus": ANT.exists(),
        "rows": rows,
    }
    (results / f"{date.today().isoformat()}-stages.json").write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
