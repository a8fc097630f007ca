"""How long does a record of 100,000 articles take to open, to be looked over, and to be copied while it is read?

The record is made of invented pages without their being read by the stages: each article is the shortest of the
sample, on a page of its own.  Opening is timed in a process of its own, Python's start apart.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

from msgspec.structs import replace

from sijill.dossier import Dossier
from sijill.model.records import Page
from sijill.pages.documents import Document
from sijill.run.stages import name_versions
from sijill.store.record import Record
from sijill.store.writing import add_pages, begin_run

HERE = Path(__file__).parent
ARTICLES, BATCH = 100_000, 500
OPEN = """
import sys, time
import sijill
from sijill.store.record import Record
started = time.perf_counter()
with Record.open(__import__("pathlib").Path(sys.argv[1])) as record, record.reading() as connection:
    connection.exec_driver_sql("SELECT count(*) FROM articles").scalar()
opened = time.perf_counter() - started
started = time.perf_counter()
found = sijill.open(sys.argv[1]).search("\\u0627\\u0644\\u0633\\u062f", limit=20)
print(opened, time.perf_counter() - started, found.total)
"""


def make_record(folder: Path) -> Dossier:
    """The record, of one page of the sample again and again."""
    dossier = Dossier(folder / "large.sijill")
    with resources.as_file(resources.files("sijill").joinpath("sample", "pages")) as pages:
        Dossier(folder / "seed.sijill").build([pages], jobs=1)
    seed = min(Dossier(folder / "seed.sijill").articles(), key=lambda article: len(article.text))
    with Record.open_to_write(dossier.path) as record:
        with record.writing() as connection:
            run = begin_run(
                connection,
                fingerprint=" ".join(name_versions()),
                stages="[]",
                program="benchmark",
                recorded="2031-01-01",
            )
        for first in range(0, ARTICLES, BATCH):
            found = []
            for number in range(first, first + BATCH):
                day = (date(2011, 1, 1) + timedelta(days=number % 5_000)).isoformat()
                body = f"{number}\n{seed.text}".encode()
                document = Document(f"invented-{number}", body, "text", published=day)
                page = Page(document.source, document.sha256, body.decode(), "text/2")
                published = replace(seed.published, value=day, earliest=day, latest=day)
                found.append(
                    (document, page, [replace(seed, source=page.source, page_sha256=page.sha256, published=published)])
                )
            with record.writing() as connection:
                add_pages(connection, found, run=run, recorded="2031-01-01")
    return dossier


def measure(folder: Path) -> dict[str, object]:
    """Make it, open it, look it over, copy it."""
    started = time.perf_counter()
    dossier = make_record(folder)
    made = time.perf_counter() - started
    told = subprocess.run(
        [sys.executable, "-c", OPEN, str(dossier.path)], check=True, capture_output=True, text=True
    ).stdout.split()
    started = time.perf_counter()
    health = dossier.health()
    looked = time.perf_counter() - started
    started = time.perf_counter()
    dossier.backup(folder / "copy.sijill")
    return {
        "articles": health.counts["articles"],
        "file_mb": round(health.file_bytes / 1e6),
        "written_per_s": round(ARTICLES / made),
        "open_s": round(float(told[0]), 3),
        "first_search_s": round(float(told[1]), 3),
        "health_s": round(looked, 2),
        "backup_s": round(time.perf_counter() - started, 2),
    }


def main() -> None:
    """Measure, print, keep the figures in `results/`."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None  # what else keeps the machine busy
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    kept = {"date": date.today().isoformat(), "machine": machine, "load_before": load, **figures}
    print(json.dumps(kept, indent=1))
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{date.today().isoformat()}-opening.json").write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    main()
