"""A copy of a record while others read and write it: the state of one moment, whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from sijill.model.errors import StoreError, UsageError
from sijill.store.record import BUSY_SECONDS, Record, address_of

__all__ = ["copy_record"]

STEP_PAGES = 2_000  # of the database at once (8 MB): between steps it is told how far it is


def copy_record(record: Record, to: Path, *, watch: Callable[[int, int], None] = lambda done, total: None) -> Path:
    """Write a copy of the record to a new file, and give back its path.

    `watch` is called with the database pages that are done and how many there are.  Raises UsageError where something
    stands at `to` or it has no folder, StoreError where the copy could not be written or is not sound; nothing is left then.
    """
    if to.exists():
        raise UsageError(f"{to} is there already.", hint="give a new name, such as one with the day in it")
    if not to.parent.is_dir():
        raise UsageError(f"There is no folder {to.parent} to put {to.name} in.", hint=f"mkdir {to.parent}")
    unfinished = to.with_name(f"{to.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with (
            closing(
                sqlite3.connect(address_of(record.path.resolve()), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
            ) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.execute("BEGIN")  # one moment for all steps: without it each commit begins the copy anew
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(copy, pages=STEP_PAGES, progress=lambda _, left, total: watch(total - left, total))
            copy.execute("PRAGMA journal_mode = delete")  # one file, nothing beside it
            found = str(copy.execute("PRAGMA quick_check(1)").fetchone()[0])
        if found != "ok":
            raise StoreError(f"The copy of {record.path} is not sound: {found}.", hint=f"sijill verify {record.path}")
        os.replace(unfinished, to)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{to} could not be written: {error}.", hint="is there room on the disk?") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return to
