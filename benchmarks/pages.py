"""How many pages a second are opened (projected, cleaned, split, dated), beside trafilatura on the same pages?

Small HTML: the invented fixtures, and real bodies in their layouts where the corpus is there (some 3 kB a page).  Full HTML:
real pages with all their markup, where they are there (30 to 480 kB).  Text: articles of the corpus.  All read the same decoded
pages in the same process, one after the other; the ratio counts, the rates are the machine's.  trafilatura is no part of the
project: `pip install -e '.[rivals]'`.
"""

from __future__ import annotations

import gzip
import json
import platform
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec

from evals.pages.fixtures import FOLDER
from evals.pages.wrapped import DATA, wrap_bodies

from benchmarks.stages import ANT, HERE, read_pages
from sijill.pages import open_page
from sijill.pages.decode import decode_html
from sijill.pages.documents import Document

WRAPPED, TEXTS, REPEATED = 400, 800, 6


def small_pages() -> list[str]:
    """The sources of the fixtures, and of real bodies in their layouts."""
    pages = [decode_html(file.read_bytes(), None) for file in sorted(FOLDER.glob("*.html"))]
    return pages + ([source for _, source, _, _ in wrap_bodies(WRAPPED)] if DATA.exists() else [])


def full_pages() -> list[str]:
    """Real pages, each as often as it takes to time it; none where they are not there."""
    found = sorted(DATA.parent.glob("html/*.html*"))
    bodies = [gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in found]
    return [decode_html(body, None) for body in bodies for _ in range(REPEATED)]


def ours(source: str) -> object:
    """All that the pages stage does."""
    return open_page(Document("page.html", source.encode(), "html"))


def trafilatura() -> Callable[[str], object] | None:
    """trafilatura's extraction, null where it is not installed."""
    if find_spec("trafilatura") is None:
        return None
    from trafilatura import extract  # type: ignore[import-not-found, unused-ignore]

    return lambda source: extract(source, favor_precision=True, include_comments=False)


def rate(read: Callable[[str], object], pages: list[str]) -> float:
    """Pages a second of processor time, each page read once: what is remembered from page to page helps both."""
    started = time.process_time()
    for page in pages:
        read(page)
    return len(pages) / (time.process_time() - started)


def peak_mib(read: Callable[[str], object], pages: list[str]) -> float:
    """The most memory that reading one page after the other takes, beyond the pages."""
    tracemalloc.start()
    for page in pages:
        read(page)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def compare(name: str, pages: list[str], readers: dict[str, Callable[[str], object]]) -> dict[str, object]:
    """The rates and the memory of the readers on the same pages, as a table and as figures."""
    for read in readers.values():
        rate(read, pages[:10])
    rates = {reader: round(rate(read, pages), 1) for reader, read in readers.items()}
    memory = {reader: round(peak_mib(read, pages[:60]), 1) for reader, read in readers.items()}
    print(
        f"{name:14} {'pages/s':>8} {'peak MiB':>9}   ({len(pages)} pages, {sum(map(len, pages)) // len(pages):,} characters each)"
    )
    for reader, found in rates.items():
        print(f"{reader:14} {found:8.1f} {memory[reader]:9.1f}")
    figures: dict[str, object] = {"pages": len(pages), "pages_per_s": rates, "peak_mib": memory}
    if len(rates) > 1:
        figures["ratio"] = round(rates["sijill"] / rates["trafilatura"], 2)
        print(f"{figures['ratio']} times as fast, with titles, furniture, splits and days included")
    return figures


def main() -> int:
    """Time all by turns, print a table, keep it in `results/`."""
    readers: dict[str, Callable[[str], object]] = {"sijill": ours}
    if (rival := trafilatura()) is not None:
        readers["trafilatura"] = rival
    results: dict[str, object] = {"small_html": compare("small HTML", small_pages(), readers)}
    if full := full_pages():
        results["full_html"] = compare("full HTML", full, readers)
    if ANT.exists():
        texts = [page.body.decode("utf-8", "replace") for page in read_pages(TEXTS)]

        def open_text(text: str) -> object:
            return open_page(Document("page.txt", text.encode(), "text"))

        open_text(texts[0])
        results["text_pages_per_s"] = round(rate(open_text, texts), 1)
        print(f"{'text':14} {results['text_pages_per_s']:8.1f}   ({len(texts)} pages)")
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    HERE.joinpath("results").mkdir(exist_ok=True)
    file = HERE / "results" / f"{date.today()}-pages.json"
    file.write_text(json.dumps({"machine": machine, **results}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
