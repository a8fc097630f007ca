"""Pages from the web into a web archive (WARC), politely; the one part of Sijill that uses the network.

from sijill.fetch import fetch_pages

report = fetch_pages(["https://example.org/feed.xml"], "pages.warc.gz")
for row in report.rows:
    print(row.url, row.result, row.reason)
"""

from sijill.fetch.run import FetchReport, fetch_pages
from sijill.fetch.visit import FetchRow

__all__ = ["FetchReport", "FetchRow", "fetch_pages"]
