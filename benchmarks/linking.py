"""How many articles a second are linked, and does the time grow with the articles alone?

Reads articles of the ANT corpus (`SIJILL_DATA`), else of the bundled sample, finds their entities in all processes, then links
records of growing size in this one.  Reading is not part of the rate.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import platform
import sys
import time
from datetime import date

from benchmarks.stages import ANT, HERE, read_pages
from sijill.link.entities import link_record
from sijill.model.records import Article, Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.run.stages import STAGES, annotate

SIZES = (1_000, 5_000, 20_000)
READ = [stage for stage in STAGES if stage.name == "entities"]


def read_articles(document: Document) -> list[Article]:
    """The articles of a page with their entities."""
    opened = open_page(document)
    if isinstance(opened, Rejection):
        return []
    page, articles = opened
    return [annotate(page.text, article, READ) for article in articles]


def main() -> int:
    """Time the sizes (or those given), print a table, keep it in `results/`."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or SIZES
    documents = read_pages(max(sizes), step=1)
    with multiprocessing.Pool() as pool:
        articles = [article for found in pool.imap(read_articles, documents, chunksize=50) for article in found]
    rows = []
    print(f"{'articles':>8} {'seconds':>8} {'articles/s':>10} {'things':>8} {'suggestions':>11}")
    for size in sizes:
        some = articles[:: max(1, len(articles) // size)][:size]
        started = time.perf_counter()
        register = link_record(some)
        seconds = time.perf_counter() - started
        row = {
            "articles": len(some),
            "seconds": round(seconds, 1),
            "articles_per_s": round(len(some) / seconds, 1),
            "things": len(register.things),
            "suggestions": len(register.suggestions),
        }
        rows.append(row)
        print(*(f"{value:>{width}}" for value, width in zip(row.values(), (8, 8, 10, 8, 11), strict=True)))
    kept = {
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}",
        "corpus": ANT.exists(),
        "rows": rows,
    }
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{date.today().isoformat()}-linking.json").write_text(json.dumps(kept, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
