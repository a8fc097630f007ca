"""One writer at a time: a lock the operating system lets go of when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from sijill.model.errors import TryAgainError


class WriterLock:
    """Held from `acquire` to `release` by one program; a file beside the record, gone again afterwards.

    Beside the record itself, under whatever link it is opened: there is one writer of a file, not of a name.
    """

    def __init__(self, record: Path) -> None:
        self.record = record
        found = record.resolve()
        self.path = found.with_name(found.name + "-writer")
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock, or raise TryAgainError at once where another program holds it."""
        while True:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            if not lock_file(file):
                os.close(file)
                raise TryAgainError(
                    f"Another program is writing to {self.record}.",
                    hint="wait until it is done and run the same command again; reading is possible meanwhile",
                )
            # The holder before us takes the file away as it leaves: then we hold a lock nobody else will ever see.
            if self.path.exists() and os.path.samestat(os.fstat(file), os.stat(self.path)):
                self._file = file
                return
            os.close(file)

    def release(self) -> None:
        """Let go."""
        if self._file is None:
            return
        if sys.platform == "win32":  # an open file cannot be taken away there
            os.close(self._file)
            with contextlib.suppress(OSError):  # ... nor while the next writer has it open already
                self.path.unlink(missing_ok=True)
        else:
            self.path.unlink(missing_ok=True)
            os.close(self._file)
        self._file = None


if sys.platform == "win32":
    import msvcrt

    def lock_file(file: int) -> bool:
        """Whether the file could be locked for this process alone."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def lock_file(file: int) -> bool:
        """Whether the file could be locked for this process alone."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
