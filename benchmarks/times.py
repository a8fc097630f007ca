"""How many articles a second does the temporal tagger read, beside dateparser's `search_dates` on the same articles?

Both read the same texts in the same process, one after the other, each warmed up on the first.  dateparser is no part of the
project: install it to compare (`pip install dateparser`), else only Sijill is timed.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date, datetime
from importlib.util import find_spec

from benchmarks.stages import ANT, HERE, read_pages
from sijill.annotate.times import find_times_in

ARTICLES = 300
AT_LEAST = 5.0  # times as fast as dateparser: the promise of the project

Text = tuple[str, str]  # an article and its day


def texts_of(count: int) -> list[Text]:
    """Articles with the day they were published on."""
    return [(page.body.decode("utf-8", "replace"), (page.published or "2018-01-01")[:10]) for page in read_pages(count)]


def ours(text: Text) -> int:
    """How many times Sijill finds and resolves."""
    return len(find_times_in(*text))


def search_dates() -> Callable[[Text], int] | None:
    """dateparser's search over a text, null where it is not installed."""
    if find_spec("dateparser") is None:
        return None
    from dateparser.search import search_dates as search  # type: ignore[import-not-found, unused-ignore]

    def theirs(text: Text) -> int:
        base = datetime.fromisoformat(text[1])
        return len(search(text[0], languages=["ar"], settings={"RELATIVE_BASE": base}) or ())

    return theirs


def rate(read: Callable[[Text], int], texts: list[Text]) -> dict[str, float]:
    """Articles a second, and how many times were found."""
    read(texts[0])
    started = time.perf_counter()
    found = sum(map(read, texts))
    return {"articles_per_s": round(len(texts) / (time.perf_counter() - started), 1), "found": found}


def main() -> int:
    """Time both, print a table, keep it in `results/`; 1 where Sijill is less than five times as fast."""
    texts = texts_of(ARTICLES)
    rows = {"sijill": rate(ours, texts)}
    rival = search_dates()
    if rival is None:
        print("dateparser is not installed: only Sijill is timed", file=sys.stderr)
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows["dateparser"] = rate(rival, texts)
    print(f"{'':12} {'articles/s':>10} {'found':>7}   ({len(texts)} {'ANT' if ANT.exists() else 'bundled'} articles)")
    for name, row in rows.items():
        print(f"{name:12} {row['articles_per_s']:10} {row['found']:7}")
    kept = {
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}",
        "articles": len(texts),
        "corpus": ANT.exists(),
        "rows": rows,
    }
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{date.today().isoformat()}-times.json").write_text(json.dumps(kept, indent=1) + "\n")
    if "dateparser" not in rows:
        return 0
    ratio = rows["sijill"]["articles_per_s"] / rows["dateparser"]["articles_per_s"]
    print(f"{ratio:.1f} times as fast")
    return 0 if ratio >= AT_LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
