"""How often one address may ask."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

__all__ = ["Pace"]

ADDRESSES = 10_000


class Pace:
    """So many at once, and so many a second after that, for each address."""

    def __init__(self, *, per_second: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_second = per_second
        self.burst = burst
        self.clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, address: str) -> bool:
        """Whether this one may ask now; asking counts."""
        now = self.clock()
        with self._lock:
            left = self._left_at(now, address)
            allowed = left >= 1
            self._left[address] = (left - 1 if allowed else left), now
            self._left.move_to_end(address)
            while len(self._left) > ADDRESSES:
                self._left.popitem(last=False)
            return allowed

    def is_spent(self, address: str) -> bool:
        """Whether this one has to wait; looking does not count."""
        with self._lock:
            return self._left_at(self.clock(), address) < 1

    def _left_at(self, now: float, address: str) -> float:
        left, before = self._left.get(address, (float(self.burst), now))
        return min(float(self.burst), left + (now - before) * self.per_second)
