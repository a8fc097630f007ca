"""A whole fetching: URLs, lists and feeds into one archive, several hosts at a time, each host one page at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

import sijill
from sijill.fetch.addresses import check_url
from sijill.fetch.archive import Archive
from sijill.fetch.errors import FetchError, StoppedError
from sijill.fetch.pace import Pace
from sijill.fetch.visit import FetchRow, Visitor
from sijill.model.errors import UsageError
from sijill.pages.decode import decode_text
from sijill.pages.documents import MAX_PAGE_BYTES
from sijill.pages.readers.feeds import find_links, is_feed
from sijill.store.lock import WriterLock

USER_AGENT = f"Sijill/{sijill.__version__} (archiving for research; obeys robots.txt)"
HOSTS_AT_ONCE = 8
MAX_LINKS = 1_000  # items of one feed that are fetched; the longest news feeds have some 200
Watch = Callable[[int], None]


class FetchReport(Struct, frozen=True):
    """What was fetched into which file; `left` pages lay beyond the limit. The rows stand in the order of what was given."""

    output: str
    fetched: int
    unchanged: int
    failed: int
    left: int
    rows: tuple[FetchRow, ...]


def fetch_pages(
    given: Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    delay: float = 1.0,
    timeout: float = 30.0,
    limit: int | None = None,
    allow_private: bool = False,
    user_agent: str = USER_AGENT,
    watch: Watch = lambda count: None,
    pace: Pace | None = None,
) -> FetchReport:
    """Fetch what is given into the archive `output`, which is made, or continued where it is there.

    Given are URLs, and files with a URL a line or with a feed; the items of a feed are fetched after it.  `delay` is the
    time in seconds between requests to a host, `timeout` that of one request, `limit` the most URLs to ask for.  What
    fails is a row with its reason.  Raises UsageError for a wrong call, DataError where `output` is no web archive,
    TryAgainError where another program writes to it.
    """
    if delay < 0 or timeout <= 0 or (limit is not None and limit < 1):
        raise UsageError("Delay, timeout and limit are above zero.", hint="--delay 1 --timeout 30 --limit 100")
    agent = user_agent.strip()
    if not agent.isascii() or not agent.isprintable() or not agent.partition("/")[0].strip():
        raise UsageError(f"'{user_agent}' cannot be a user agent.", hint="write it as MyArchive/1.0 (me@example.org)")
    urls = list(dict.fromkeys(read_given(given)))
    path = Path(output)
    lock = WriterLock(path)
    archive: Archive | None = None
    check_output(path)
    lock.acquire()
    try:
        archive = Archive(path, user_agent=agent)
        visitor = Visitor(archive, pace or Pace(delay), user_agent=agent, timeout=timeout, allow_private=allow_private)
        try:
            rows, left = visit_all(visitor, urls, limit=limit, watch=watch)
        finally:
            visitor.close()
    finally:
        if archive is not None:
            archive.close()
        lock.release()
    results = [row.result for row in rows]
    return FetchReport(
        str(path), results.count("fetched"), results.count("unchanged"), results.count("failed"), left, tuple(rows)
    )


def check_output(path: Path) -> None:
    """Raise UsageError where no archive can be written at `path`."""
    if not path.name.lower().endswith((".warc", ".warc.gz")):
        raise UsageError(f"{path} is no name of a web archive.", hint="name it pages.warc.gz or pages.warc")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {path.parent} to put {path.name} in.", hint=f"mkdir {path.parent}")
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", hint="name a file, as pages.warc.gz")


def read_given(given: Iterable[str | os.PathLike[str]]) -> list[str]:
    """The URLs that are given: themselves, a line of a file, or the links of a feed in a file."""
    urls: list[str] = []
    for one in given:
        text = os.fsdecode(one)
        if "://" in text[:12]:
            urls.append(text)
            continue
        try:
            with Path(text).open("rb") as stream:
                body = stream.read(MAX_PAGE_BYTES)
        except OSError as error:
            hint = "give a URL with http:// or https://, or a file with a URL a line"
            raise UsageError(f"{text} is no URL, and no file that can be read: {error.strerror}.", hint=hint) from None
        if is_feed(body[:4096]):
            urls += find_links(body, "")
        else:
            lines = (line.strip() for line in decode_text(body).splitlines())
            urls += [line for line in lines if line and not line.startswith("#")]
    return urls


def visit_all(visitor: Visitor, urls: Sequence[str], *, limit: int | None, watch: Watch) -> tuple[list[FetchRow], int]:
    """The rows of all URLs and then of the items of those that are feeds, and how many lay beyond the limit."""
    rows: dict[str, FetchRow] = {}
    left = 0
    queue = list(urls)
    for _ in range(2):  # a feed in a feed is a page like any other
        if limit is not None and len(rows) + len(queue) > limit:
            left += len(rows) + len(queue) - limit
            queue = queue[: limit - len(rows)]
        found: dict[str, list[str]] = {}
        visit_hosts(visitor, queue, rows, found, watch)
        known = {*rows, *(row.location for row in rows.values() if row.location)}
        links = [link for url in queue for link in found.get(url, [])[:MAX_LINKS]]
        queue = [link for link in dict.fromkeys(links) if link not in known]
    order = dict.fromkeys((*urls, *rows))
    return [rows[url] for url in order if url in rows], left


def visit_hosts(
    visitor: Visitor, urls: Sequence[str], rows: dict[str, FetchRow], found: dict[str, list[str]], watch: Watch
) -> None:
    """Visit the URLs, those of one host one after the other; rows and links of feeds are put in by URL."""
    by_host: dict[str, dict[str, str]] = {}  # as given by as asked
    for url in urls:
        try:
            asked = check_url(url)
        except FetchError as error:
            rows[url] = FetchRow(url, "failed", code=error.code, reason=error.reason)
            watch(1)
        else:
            by_host.setdefault(urlsplit(asked).netloc, {}).setdefault(asked, url)

    def visit_host(pages: dict[str, str]) -> None:
        try:
            for asked, url in pages.items():
                row, found[url] = visitor.visit(asked)
                rows[url] = replace(row, url=url)
                watch(1)
        except StoppedError:
            pass
        except BaseException:
            visitor.pace.stopped.set()
            raise

    with ThreadPoolExecutor(HOSTS_AT_ONCE, thread_name_prefix="fetch") as pool:
        futures = [pool.submit(visit_host, pages) for pages in by_host.values()]
        try:
            for future in futures:
                future.result()
        except BaseException:  # Ctrl-C, a full disk: let the others end their page, and no more
            visitor.pace.stopped.set()
            raise
