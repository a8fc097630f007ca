"""The state of a record's file is another after every write, also of two within one tick of the clock."""

import os
import sqlite3
from pathlib import Path

import pytest

from sijill.store.filestate import state_of, state_seen
from sijill.store.record import Record

TICK = 1_900_000_000_000_000_000


def note(connection, words):
    connection.exec_driver_sql(f"INSERT OR REPLACE INTO about (key, value) VALUES ('note', '{words}')")


def stopped(path: Path) -> str:
    """The state, all times set to one tick."""
    for file in (path, path.with_name(f"{path.name}-wal")):
        if file.exists():
            os.utime(file, ns=(TICK, TICK))
    return state_of(path)


def test_our_own_writers_count_what_they_write(tmp_path: Path) -> None:
    path, seen = tmp_path / "x.sijill", []
    for words in ("one", "two", None):
        with Record.open_to_write(path) as record, record.writing() as connection:
            if words:
                note(connection, words)
        stopped(path)
        with Record.open(path) as record, record.reading() as connection:
            seen.append(state_seen(connection))
    assert len(set(seen)) == 2
    assert seen[1] == seen[2]


def give_up(record: Record) -> None:
    with record.writing() as connection:
        note(connection, "one")
        raise ValueError("no")


def test_a_transaction_that_is_given_up_is_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.sijill"
    with Record.open_to_write(path) as record:
        with record.reading() as connection:
            before = connection.exec_driver_sql("PRAGMA user_version").scalar()
        with pytest.raises(ValueError, match="no"):
            give_up(record)
        with record.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA user_version").scalar() == before


def test_commits_of_others_within_one_tick_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "x.sijill"
    Record.open_to_write(path).close()
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("CREATE TABLE others (words)")
        for _ in range(40):
            other.execute("INSERT INTO others VALUES (randomblob(3000))")
        states, sizes = [], set()
        for number in range(30):
            if number % 10 == 0:
                other.execute("PRAGMA wal_checkpoint(RESTART)")  # the next commit begins the log anew
            other.execute("UPDATE others SET words = ? WHERE rowid = 1", (f"{number:03}",))
            states.append(stopped(path))
            sizes.add(path.with_name(f"{path.name}-wal").stat().st_size)
        assert stopped(path) == states[-1]
    other.close()
    assert len(set(states)) == len(states) == 30
    assert len(sizes) == 1


def test_a_log_of_any_bytes_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "x.sijill"
    Record.open_to_write(path).close()
    bare = stopped(path)
    for content in (b"", b"x", b"\0" * 33, b"\xff" * 5_000):
        path.with_name("x.sijill-wal").write_bytes(content)
        assert (stopped(path) == bare) == (content == b"")
