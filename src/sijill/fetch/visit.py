"""One page fetched: rules asked, turns waited for, redirects followed, a failed try tried again."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import httpx
from msgspec import Struct

from sijill.fetch.addresses import CheckedBackend, Deadline, check_url, open_client
from sijill.fetch.answer import FEEDS, Answer, ask
from sijill.fetch.archive import Archive
from sijill.fetch.errors import FetchError
from sijill.fetch.pace import BACKOFF_SECONDS, LONGEST_WAIT, Pace, parse_retry_after
from sijill.fetch.robots import Robots
from sijill.pages.readers.feeds import find_links, is_feed

TRIES = 1 + len(BACKOFF_SECONDS)
MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 500, 502, 503, 504)


class FetchRow(Struct, frozen=True):
    """What came of a URL: `fetched`, `unchanged` since the archive's last answer, or `failed` with a code and a reason."""

    url: str
    result: str
    status: int | None = None
    location: str | None = None
    bytes: int = 0
    code: str | None = None
    reason: str | None = None


class Visitor:
    """Fetches pages into an archive; safe to use from several threads."""

    def __init__(self, archive: Archive, pace: Pace, *, user_agent: str, timeout: float, allow_private: bool) -> None:
        self.archive = archive
        self.pace = pace
        self.timeout = timeout
        self.deadline = Deadline()
        backend = CheckedBackend(self.deadline, allow_private=allow_private)
        self.client: httpx.Client = open_client(backend, user_agent=user_agent, timeout=timeout)
        self.robots = Robots(self._ask_robots, user_agent=user_agent)

    def close(self) -> None:
        """Close all connections."""
        self.client.close()

    def visit(self, url: str) -> tuple[FetchRow, list[str]]:
        """What came of a URL, and, where it is a feed, the links of its items."""
        try:
            answer, new = self._follow(url)
            links = self._find_links(answer)
        except FetchError as error:
            return FetchRow(url, "failed", error.status, code=error.code, reason=error.reason), []
        location = answer.url if answer.url != url else None
        result = "fetched" if new else "unchanged"
        return FetchRow(url, result, answer.status, location, len(answer.body)), links

    def _find_links(self, answer: Answer) -> list[str]:
        body = self.archive.stored_body(answer.url) if answer.status == 304 else answer.decoded()
        if body and is_feed(body[:4096]):
            return find_links(body, answer.url)
        if answer.media in FEEDS or (not answer.media and b"<" not in (body or b"")[:1024]):
            raise FetchError("kind", f"It is {answer.media or 'of no stated kind'}, neither page nor feed.", status=200)
        return []

    def _follow(self, url: str, *, with_rules: bool = True) -> tuple[Answer, bool]:
        """The answer at the end of the redirects, and whether it is new; FetchError where it is not a whole page."""
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._try(at, with_rules=with_rules)
            new = self.archive.add(answer)
            if answer.status not in _REDIRECTS:
                break
            target = answer.header("location")
            if not target:
                raise FetchError("redirect", "It is redirected to nowhere.", status=answer.status)
            at = check_url(urljoin(at, target.encode("latin-1").decode("utf-8", "replace")))
        else:
            raise FetchError("redirect", f"It is redirected over {MAX_REDIRECTS} times.", status=answer.status)
        if answer.status not in (200, 304):
            phrase = answer.reason_phrase.decode("latin-1").strip()
            raise FetchError(
                "status", f"The server answered {answer.status} {phrase}".strip() + ".", status=answer.status
            )
        return answer, new

    def _try(self, url: str, *, with_rules: bool) -> Answer:
        """The answer to a URL, tried again after a while where that may help."""
        parts = urlsplit(url)
        host = parts.netloc
        delay = self.robots.check(url) if with_rules else 0.0
        for tries in range(1, TRIES + 1):
            self.pace.wait_turn(host, delay)
            wait = 0.0
            try:
                answer = ask(
                    self.client,
                    url,
                    self.deadline,
                    timeout=self.timeout,
                    validators=self._validators(url),
                    any_media=not with_rules,
                )
            except FetchError as error:
                if not error.again or tries == TRIES:
                    raise
            else:
                asked = parse_retry_after(answer.header("retry-after")) if answer.status in _BUSY else None
                if answer.status not in _BUSY or tries == TRIES:
                    return answer
                if asked is not None and asked > LONGEST_WAIT:
                    self.archive.add(answer)
                    reason = f"The server answered {answer.status} and asks to come back in {asked:.0f} seconds."
                    raise FetchError("busy", reason, status=answer.status)
                wait = asked or 0.0
            self.pace.hold(host, max(wait, BACKOFF_SECONDS[tries - 1]))
        raise AssertionError("no try")  # pragma: no cover - the last try returns or raises

    def _validators(self, url: str) -> list[tuple[str, str]]:
        """What makes a request conditional on the page having changed."""
        seen = self.archive.seen.get(url)
        pairs = [("If-None-Match", seen.etag), ("If-Modified-Since", seen.modified)] if seen else []
        return [(name, value) for name, value in pairs if value and value.isprintable() and value.isascii()]

    def _ask_robots(self, url: str) -> bytes:
        answer, _ = self._follow(url, with_rules=False)
        body = self.archive.stored_body(answer.url) if answer.status == 304 else answer.decoded()
        return body or b""
