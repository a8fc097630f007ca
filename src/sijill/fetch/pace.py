"""How fast a host is asked: one request a delay, longer where it says so."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from sijill.fetch.errors import StoppedError

BACKOFF_SECONDS = (2.0, 8.0)  # before the second and the third try
LONGEST_WAIT = 120.0  # seconds; a host that asks for a longer one is left alone in this run


class Pace:
    """Turns for each host, for any number of threads; `sleep` and `clock` (seconds) are replaced in tests."""

    def __init__(
        self,
        delay: float,
        *,
        sleep: Callable[[float], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.delay = delay
        self.stopped = threading.Event()
        self._sleep = sleep or self.stopped.wait
        self._clock = clock
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}

    def wait_turn(self, host: str, delay: float = 0.0) -> None:
        """Sleep until the host may be asked; the next turn comes a delay later (its own, where that is longer)."""
        with self._lock:
            now = self._clock()
            at = max(now, self._next.get(host, now))
            self._next[host] = at + max(self.delay, min(delay, LONGEST_WAIT))
        if at > now:
            self._sleep(at - now)
        if self.stopped.is_set():
            raise StoppedError

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)


def parse_retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """The seconds that a `Retry-After` header asks for, as a number or a date; None where it is neither.

    >>> parse_retry_after("120"), parse_retry_after("soon")
    (120.0, None)
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())
