"""robots.txt, as RFC 9309 has it: what a site forbids is not asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from msgspec import Struct
from protego import Protego

from sijill.fetch.errors import FetchError

LONGEST = 512 * 1024  # bytes that are read of one; RFC 9309 asks for 500 KiB at least
Ask = Callable[[str], bytes]


class Rules(Struct):
    """What one site allows: its rules, or why nothing is asked of it; neither where it has none."""

    rules: Protego | None = None
    closed: FetchError | None = None


class Robots:
    """The rules of every site that is visited, each read once; `ask` gives the body of a URL."""

    def __init__(self, ask: Ask, *, user_agent: str) -> None:
        self.ask = ask
        self.agent = user_agent.partition("/")[0].strip()
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._sites: dict[str, Rules] = {}

    def check(self, url: str) -> float:
        """The delay in seconds that the site wants between requests; FetchError where it does not allow the URL."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            if site not in self._sites:
                self._sites[site] = self._read(site)
        found = self._sites[site]
        if found.closed:
            raise FetchError(found.closed.code, found.closed.reason, status=found.closed.status)
        if found.rules is None:
            return 0.0
        if not found.rules.can_fetch(url, self.agent):
            raise FetchError("robots", f"{site}/robots.txt does not allow it.")
        return float(found.rules.crawl_delay(self.agent) or 0.0)

    def _read(self, site: str) -> Rules:
        try:
            body = self.ask(f"{site}/robots.txt")
        except FetchError as error:
            if error.status is not None and 300 <= error.status < 500 and error.status != 429:
                return Rules()
            if error.status is None:  # the site cannot be reached at all
                return Rules(closed=error)
            reason = f"{site}/robots.txt could not be read, so nothing else is asked for: {error.reason}"
            return Rules(closed=FetchError("robots", reason))
        return Rules(rules=Protego.parse(body[:LONGEST].decode("utf-8", "replace")))
