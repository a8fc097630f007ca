"""How long does the table of places take to load, what does it weigh, and how many articles a second are resolved?

Articles are those of `benchmarks.stages`, their entities found before the clock starts.  The table is loaded in a process of
its own, after everything else, so that its time and memory are its own.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import platform
import resource
import sys
import time
from datetime import date
from importlib import resources
from pathlib import Path

from msgspec.structs import replace

from benchmarks.stages import open_all, read_pages
from sijill.run.stages import STAGES

HERE = Path(__file__).parent
ARTICLES = 500


def measure(answers: multiprocessing.queues.Queue[dict[str, float]]) -> None:
    """Load the table, then resolve the places of all articles; run in a child process."""
    from sijill.link.places import resolve_places
    from sijill.text.places import find_rows
    from sijill.text.places.table import load_table

    readings = open_all(read_pages(ARTICLES))
    stage = next(stage for stage in STAGES if stage.name == "entities")
    articles = [replace(reading.article, entities=stage.run(reading)) for reading in readings]
    before, started = _peak(), time.perf_counter()
    table = load_table()
    loaded = time.perf_counter() - started
    find_rows("ستوكهولم")
    grown = _peak() - before
    resolve_places(articles[0])
    started = time.perf_counter()
    mentions = sum(len(resolve_places(article)) for article in articles)
    seconds = time.perf_counter() - started
    answers.put(
        {
            "places": len(table.lines),
            "load_s": round(loaded, 3),
            "table_mib": round(grown, 1),
            "articles_per_s": round(len(articles) / seconds, 1),
            "mentions": mentions,
        }
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure, print, keep the figures in `results/`."""
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.queues.Queue[dict[str, float]] = context.Queue()
    child = context.Process(target=measure, args=(answers,))
    child.start()
    row = answers.get(timeout=600)
    child.join()
    size = len(resources.files("sijill.text.places").joinpath("places.tsv.gz").read_bytes())
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    kept = {"date": date.today().isoformat(), "machine": machine, "articles": ARTICLES, "file_bytes": size, **row}
    print(*(f"{name:16} {value}" for name, value in kept.items()), sep="\n")
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{date.today().isoformat()}-places.json").write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
