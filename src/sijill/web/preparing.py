"""A snapshot on its way: worked out in a thread of its own, so that a reader is told instead of kept waiting."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from sijill.model.errors import TryAgainError
from sijill.web.snapshot import PARTS, Snapshot

__all__ = ["Preparation", "PreparingError"]

State = tuple[int, int]


class PreparingError(TryAgainError):
    """The view is being worked out; `done` of `total` steps are."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(f"The view is being worked out ({done} of {total} steps).", hint="ask again in a moment")
        self.done = done
        self.total = total


class Preparation:
    """One snapshot being made; `make` gives it bare, its parts are then worked out one by one."""

    def __init__(self, state: State, make: Callable[[], Snapshot], turn: threading.Lock) -> None:
        self.state = state
        self.total = len(PARTS) + 1
        self.done = 0
        self.took = 0.0
        self.snapshot: Snapshot | None = None
        self.error: BaseException | None = None
        self.over = threading.Event()
        self.is_dropped = False
        self._make = make
        self._turn = turn
        threading.Thread(target=self._run, name="preparation", daemon=True).start()

    def wait(self, seconds: float) -> Snapshot | None:
        """The snapshot, if it is ready within that time; what went wrong is raised."""
        if not self.over.wait(seconds):
            return None
        if self.error is not None:
            raise self.error
        return self.snapshot

    def _run(self) -> None:
        with self._turn:  # one at a time: two would each take twice as long
            begun = time.monotonic()
            try:
                snapshot = self._make()
                self.done = 1
                for name in PARTS:
                    if self.is_dropped:
                        return
                    getattr(snapshot, name)
                    self.done += 1
                self.snapshot = snapshot
            except BaseException as error:  # kept for whoever waits
                self.error = error
            finally:
                self.took = time.monotonic() - begun
                self.over.set()
