"""Whether a record's file is as it was: what any write to it changes, read in a moment.

Size and time alone do not tell two commits within one tick of the clock apart (4 ms on many machines) where the second
takes the place of an old part of the log.  Our own writers count (`count_write`); of others the log's end is looked at.
The file itself is not opened here: closing it would take away the locks that SQLite holds on it for this process.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

__all__ = ["STATE", "count_write", "state_of", "state_seen"]

STATE = "sijill_state"  # in `Connection.info`: `state_of` the file before the transaction under way began

_LOG_HEAD, _FRAME_HEAD = 32, 24  # of the file format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
_MOST = 0x7FFFFFFF


def state_of(path: Path) -> str:
    """The file and its log, by inode, size and time, and how the log ends: with any write, by whatever program, it is another."""
    path = path.resolve()
    found: list[object] = []
    log = path.with_name(f"{path.name}-wal")
    for file in (path, log):
        try:
            state = os.stat(file)
        except OSError:
            continue
        if state.st_size or file is path:
            found.append((state.st_ino, state.st_size, state.st_mtime_ns))
            if file is log:
                found.append(_end_of_log(log))
    return str(found)


def state_seen(connection: Connection) -> str | None:
    """The state of what the transaction under way sees; None on a connection that is not a record's."""
    before = connection.info.get(STATE)
    if before is None:
        return None
    return f"{before} {connection.exec_driver_sql('PRAGMA user_version').scalar()}"


def count_write(connection: Connection) -> None:
    """Count the transaction under way among those that wrote, in the file's own header."""
    count = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
    connection.exec_driver_sql(f"PRAGMA user_version = {(count + 1) & _MOST}")


def _end_of_log(log: Path) -> str:
    """The salts of a write-ahead log and the sums of its last frame, in hex: every commit changes one of them."""
    try:
        with log.open("rb") as file:
            head = file.read(_LOG_HEAD)
            salts, step = head[16:24], _FRAME_HEAD + struct.unpack_from(">I", head, 8)[0]
            first, last = 0, (os.fstat(file.fileno()).st_size - _LOG_HEAD) // step
            while first < last:  # frames of before the log began anew stand behind the present ones, under other salts
                middle = (first + last) // 2
                if _frame(file, middle, step)[8:16] == salts:
                    first = middle + 1
                else:
                    last = middle
            return (salts + _frame(file, first - 1, step)[16:]).hex() if first else salts.hex()
    except (OSError, struct.error):  # one that is just made or taken away
        return ""


def _frame(file: BinaryIO, number: int, step: int) -> bytes:
    file.seek(_LOG_HEAD + number * step)
    return file.read(_FRAME_HEAD)
