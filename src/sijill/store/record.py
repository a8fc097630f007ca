"""The record at rest: opening, making and closing the file, and its transactions."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from msgspec import MsgspecError
from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.exc import DatabaseError, OperationalError
from zstandard import ZstdError

from sijill.model.errors import StoreError, TryAgainError, UsageError
from sijill.store import tables
from sijill.store.filestate import STATE, count_write, state_of
from sijill.store.lock import WriterLock
from sijill.store.migrations import check_version, migrate
from sijill.store.reindex import index_rest
from sijill.store.searchindex import make_index
from sijill.store.views import make_views

APPLICATION_ID = 0x534A494C  # "SJIL", so that other programs can tell what the file is
SQLITE_MAGIC = b"SQLite format 3\0"
BUSY_SECONDS = 5
_CONNECTED: dict[int, tuple[int, int]] = {}  # by each open connection of this process, the device and inode of its file


class Record:
    """An open record.  Any number of programs read it while one writes."""

    def __init__(self, path: Path, engine: Engine, lock: WriterLock | None) -> None:
        self.path = path
        self.engine = engine
        self._lock = lock

    @classmethod
    def open(cls, path: Path) -> Record:
        """The record at `path`, for reading; one of an older version is led to the present one first."""
        check_file(path, must_exist=True)
        record = cls(path, connect(path), None)
        try:
            with record.reading() as connection:
                version = read_version(connection, path)
            if version is None:
                raise StoreError(f"{path} is an empty record.", hint=f"sijill build {path} PAGES")
            check_version(version, record=str(path), newest=tables.SCHEMA_VERSION)
            if version < tables.SCHEMA_VERSION:
                cls.open_to_write(path).close()
        except BaseException:
            record.close()
            raise
        return record

    @classmethod
    def open_to_write(cls, path: Path) -> Record:
        """The record at `path` for the one writer, made where there is none; TryAgainError where another writes."""
        check_file(path, must_exist=False)
        lock = WriterLock(path)
        lock.acquire()
        record = cls(path, connect(path, create=True), lock)
        try:
            with record.writing() as connection:
                version = read_version(connection, path)
                if version is None:
                    make_tables(connection)
                    make_index(connection)
                    make_views(connection)
                elif version != tables.SCHEMA_VERSION:
                    check_version(version, record=str(path), newest=tables.SCHEMA_VERSION)
                    migrate(connection, version)
                    make_index(connection)
                    make_views(connection)
                    index_rest(connection)
        except BaseException:
            record.close()
            raise
        return record

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the record as it is now, whatever a writer does meanwhile."""
        with told_as_store_error(self.path), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing."""
        with told_as_store_error(self.path), self.engine.connect() as connection:
            connection.execution_options(sijill_writes=True)
            with connection.begin():
                before = changes_of(connection)
                yield connection
                if changes_of(connection) != before:
                    count_write(connection)

    @contextmanager
    def outside(self) -> Iterator[Connection]:
        """A connection outside any transaction, for what the database does not do within one."""
        with told_as_store_error(self.path), self.engine.connect() as connection:
            yield connection.execution_options(sijill_bare=True)

    def close(self) -> None:
        """Close the file and let the next writer in."""
        self.engine.dispose()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def check_file(path: Path, *, must_exist: bool) -> None:
    """Raise where `path` cannot be a record: UsageError for a wrong path, StoreError for another kind of file."""
    if path.is_dir():
        name = path.resolve().name or "record"
        raise UsageError(f"{path} is a folder; a record is one file.", hint=f"sijill build {name}.sijill {path}")
    if not path.exists():
        if must_exist:
            raise UsageError(f"There is no record {path}.", hint=f"sijill build {path} PAGES makes one")
        if not path.parent.is_dir():
            raise UsageError(f"There is no folder {path.parent} to put {path.name} in.", hint=f"mkdir {path.parent}")
        return
    if not path.is_file():  # opening a pipe would wait for ever
        raise UsageError(f"{path} is no plain file, so no record.", hint="give the path of a .sijill file")
    head = read_head(path)
    if head and head != SQLITE_MAGIC:
        raise StoreError(f"{path} is not a Sijill record.", hint="records are made by: sijill build NAME.sijill PAGES")


def check_output(path: Path) -> None:
    """Raise UsageError where writing to `path` would put something else in the place of a record."""
    if path.is_file() and read_head(path) == SQLITE_MAGIC:
        raise UsageError(f"{path} is a record, which would be lost.", hint="write to another name, such as report.html")


def read_head(path: Path) -> bytes:
    """The first bytes of a file, which tell a database from others.

    A file that is connected to is one, and is not opened: closing it would let go of the locks that SQLite holds on it for the
    whole process, another program would clear the log away, and our connections would see an old state for ever.
    """
    try:
        if _identity(path) in list(_CONNECTED.values()):
            return SQLITE_MAGIC
        with path.open("rb") as file:
            return file.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from error


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def connect(path: Path, *, create: bool = False) -> Engine:
    """An engine over the file; transactions begin when we say so, and foreign keys hold."""
    path = path.resolve()  # SQLite puts its own files beside the record, not beside a link to it
    address = address_of(path, create=create)

    def open_file() -> sqlite3.Connection:  # SQLAlchemy's own address would take a `?` or `%` in the name apart
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite:///record", creator=open_file)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        with suppress(OSError):
            _CONNECTED[id(connection)] = _identity(path)
        if create and is_ours_or_empty(connection):
            connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA foreign_keys = on")

    @event.listens_for(engine, "close")
    def let_go(connection: Any, _: object) -> None:
        _CONNECTED.pop(id(connection), None)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.info[STATE] = state_of(path)
        options = connection.get_execution_options()
        writes = options.get("sijill_writes")
        if options.get("sijill_bare"):
            return
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def is_ours_or_empty(connection: sqlite3.Connection) -> bool:
    """Whether the file is a record or can become one; another program's database is left as it is."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    return mark == APPLICATION_ID or connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def address_of(path: Path, *, create: bool = False) -> str:
    """What SQLite opens the file by."""
    mode = "rwc" if create else "rw"
    at_rest = not path.with_name(path.name + "-wal").exists()
    if not create and at_rest and not os.access(path.parent, os.W_OK):
        mode = "ro&immutable=1"  # a record on a medium where SQLite cannot put its own files beside it
    return f"{path.absolute().as_uri()}?mode={mode}"


def changes_of(connection: Connection) -> int:
    """How many rows were written on a connection since it was opened."""
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw.total_changes


def read_version(connection: Connection, path: Path) -> int | None:
    """The version of the tables, or None in a file without any; StoreError where the tables are not ours."""
    names = inspect(connection).get_table_names()
    if not names:
        return None
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if mark != APPLICATION_ID or "about" not in names:
        raise StoreError(f"{path} is a database, but not a Sijill record.", hint="give the path of a .sijill file")
    version = connection.execute(select(tables.about.c.value).where(tables.about.c.key == "schema")).scalar()
    try:
        return int(version or 0)
    except ValueError as error:
        raise StoreError(f"{path} is damaged: its tables have no version but '{version}'.") from error


def make_tables(connection: Connection) -> None:
    """The tables of an empty record."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    tables.metadata.create_all(connection)
    connection.execute(tables.about.insert(), [{"key": "schema", "value": str(tables.SCHEMA_VERSION)}])


@contextmanager
def told_as_store_error(path: Path) -> Iterator[None]:
    """What the database complains of, in our own words."""
    try:
        yield
    except OperationalError as error:
        if "locked" in str(error.orig) or "busy" in str(error.orig):
            raise TryAgainError(f"{path} is busy.", hint="run the same command again in a moment") from error
        raise StoreError(f"{path} cannot be used: {error.orig}.") from error
    except (DatabaseError, MsgspecError, ZstdError) as error:
        what = error.orig if isinstance(error, DatabaseError) else error
        raise StoreError(
            f"{path} is damaged: {what}.", hint=f"sijill verify {path} names the rows; or build it again from its pages"
        ) from error
