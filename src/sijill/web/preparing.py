"""A snapshot on its way: worked out in a thread of its own, so that a reader is told instead of kept waiting."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
    """One snapshot being made; `make` gives it bare, its parts are then worked out one by one, and `keep` takes it."""

    def __init__(
        self,
        state: State,
        make: Callable[[], Snapshot],
        turn: threading.Lock,
        keep: Callable[[Preparation, Snapshot], None],
    ) -> None:
        self.state = state
        self.total = len(PARTS) + 1
        self.done = 0
        self.took = 0.0
        self.is_dropped = False
        self._snapshot: Snapshot | None = None
        self._error: BaseException | None = None
        self._is_over = False
        self._make = make
        self._turn = turn
        self._keep = keep
        self._news = threading.Condition()
        threading.Thread(target=self._run, name="preparation", daemon=True).start()

    def wait(self, seconds: float, part: str) -> Snapshot | None:
        """The snapshot, if it is ready up to that part within that time; what went wrong is raised."""
        needed = PARTS.index(part) + 2
        with self._news:
            self._news.wait_for(lambda: self.done >= needed or self._is_over, seconds)
            if self._error is not None:
                raise self._error
            return self._snapshot if self.done >= needed else None

    def _run(self) -> None:
        with self._turn, without_sweeps():  # one at a time: two would each take twice as long
            begun = time.monotonic()
            try:
                self._snapshot = self._make()
                self._tell()
                for name in PARTS:
                    if self.is_dropped:
                        return
                    getattr(self._snapshot, name)
                    if name == PARTS[-1]:
                        self.took = time.monotonic() - begun
                        self._keep(self, self._snapshot)
                    self._tell()
            except BaseException as error:  # kept for whoever waits
                self._error = error
            finally:
                with self._news:
                    self._is_over = True
                    self._news.notify_all()

    def _tell(self) -> None:
        with self._news:
            self.done += 1
            self._news.notify_all()


@contextmanager
def without_sweeps() -> Iterator[None]:
    """No search for cyclic garbage meanwhile, and none later through what was made.

    A snapshot is millions of records without cycles: each sweep over them stops every thread (0.4 s at 5,000 articles).
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect(1)
        gc.freeze()
