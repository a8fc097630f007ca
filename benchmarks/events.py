"""How many articles a second are their events linked, and does the time grow with the articles alone?

Reads articles of the ANT corpus (`SIJILL_DATA`), else of the bundled sample, by rules alone and in all processes, then links
records of growing size in this one.  Reading, copies, places and names are not part of the rate.
"""

from __future__ import annotations

import multiprocessing
import sys
import time

from evals.linking.events import by_rules_alone

from benchmarks.stages import read_pages
from sijill.link.duplicates import find_origins
from sijill.link.entities import link_record
from sijill.link.events import link_events
from sijill.link.places import locate_articles
from sijill.model.records import Article, Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.run.stages import annotate

SIZES = (1_000, 5_000)


def read_articles(document: Document) -> list[Article]:
    """The articles of a page as a record has them, but for the encoder."""
    opened = open_page(document)
    if isinstance(opened, Rejection):
        return []
    with by_rules_alone():
        return [annotate(opened[0].text, article) for article in opened[1]]


def main() -> int:
    """Time the sizes (or those given) and print a table."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or SIZES
    with multiprocessing.Pool() as pool:
        found = pool.imap(read_articles, read_pages(max(sizes), step=1), chunksize=50)
        articles = [article for some in found for article in some]
    print(f"{'articles':>8} {'mentions':>8} {'events':>8} {'seconds':>8} {'articles/s':>10}")
    for size in sizes:
        some = articles[:: max(1, len(articles) // size)][:size]
        origins, located, things = find_origins(some), locate_articles(some), link_record(some).by_entity
        started = time.perf_counter()
        linked = link_events(some, origins=origins, located=located, things=things)
        seconds = time.perf_counter() - started
        mentions = sum(len(article.events) for article in some)
        print(f"{len(some):8} {mentions:8} {len(linked):8} {seconds:8.1f} {len(some) / seconds:10.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
