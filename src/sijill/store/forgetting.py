"""A page and all that rests on it alone taken out, so that its words are nowhere in the file any more.

What stays is that something was removed, when and why, and a lock: a salted hash by which the same page is refused when it
is given again.  Whoever has the page can find out that it was this one; the page cannot be found from the lock.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, or_, select

from sijill.model.corrections import Undoing, targets_of
from sijill.model.errors import TryAgainError
from sijill.store import tables
from sijill.store.corrections import read_corrections
from sijill.store.record import Record

__all__ = [
    "Locks", "Removal", "forget_page_rows", "forget_pages", "is_unswept", "named_pages", "read_locks",
    "read_removals", "sweep",
]  # fmt: skip

UNSWEPT = "unswept"  # in `about`: rows were deleted, the file is not yet written anew


class Removal(Struct, frozen=True):
    """That something was removed, when and why."""

    made: str
    why: str


class Locks:
    """Which pages are not to come back."""

    def __init__(self, locks: Collection[str]) -> None:
        self._locks = [lock.partition(":")[::2] for lock in locks]

    def refuse(self, sha256: str) -> bool:
        """Whether a page of this hash was taken out."""
        return any(_lock_hash(salt, sha256) == lock for salt, lock in self._locks)

    def __len__(self) -> int:
        return len(self._locks)


def forget_pages(record: Record, hashes: Collection[str], *, why: str, made: str) -> None:
    """Take the pages out: bytes, text, names, all that was read in them, search, rejections, corrections; `sweep` is due then."""
    with record.writing() as connection:
        forget_page_rows(connection, hashes)
        for sha256 in hashes:
            salt = secrets.token_hex(16)
            row = {"made": made, "why": why, "lock": f"{salt}:{_lock_hash(salt, sha256)}"}
            connection.execute(insert(tables.removals), [row])


def forget_page_rows(connection: Connection, hashes: Collection[str]) -> None:
    """Delete what rests on these pages, and note that the file is to be swept."""
    if not hashes:
        return
    connection.exec_driver_sql("PRAGMA secure_delete = on")
    for sha256 in hashes:
        _delete_page(connection, sha256)
    connection.execute(delete(tables.about).where(tables.about.c.key == UNSWEPT))
    connection.execute(insert(tables.about), [{"key": UNSWEPT, "value": "yes"}])


def is_unswept(record: Record) -> bool:
    """Whether rows were deleted and the file is not yet written anew."""
    with record.reading() as connection:
        return (
            connection.execute(select(tables.about.c.value).where(tables.about.c.key == UNSWEPT)).scalar() is not None
        )


def sweep(record: Record) -> None:
    """Write the file anew without what was deleted; nothing where nothing was.

    The search index keeps deleted words in its segments and the file in its free pages and its log, so all three are
    written anew.  Raises TryAgainError while another program reads the state before; the next writer then sweeps.
    """
    if not is_unswept(record):
        return
    with record.writing() as connection:
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('rebuild')")
    with record.outside() as connection:
        connection.exec_driver_sql("VACUUM")
        (busy, _, _) = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    if busy:
        raise TryAgainError(
            f"The rows are deleted, but another program still reads what {record.path} was before.",
            hint="close it (sijill serve, another command) and run: sijill forget RECORD",
        )
    with record.writing() as connection:
        connection.execute(delete(tables.about).where(tables.about.c.key == UNSWEPT))


def named_pages(connection: Connection) -> set[str]:
    """The hashes of all pages that the record holds or that a rejection or a correction names."""
    pages, rejections = tables.pages.c.sha256, tables.rejections.c.sha256
    found = set(connection.execute(select(pages).union(select(rejections).where(rejections.is_not(None)))).scalars())
    return found | {target.page_sha256 for one in read_corrections(connection) for target in targets_of(one)}


def read_removals(connection: Connection) -> list[Removal]:
    """What was removed, in the order it was."""
    columns = tables.removals.c
    rows = connection.execute(select(columns.made, columns.why).order_by(columns.made, columns.id))
    return [Removal(*row) for row in rows]


def read_locks(connection: Connection) -> Locks:
    """The locks of all removals."""
    return Locks(connection.execute(select(tables.removals.c.lock)).scalars().all())


def _lock_hash(salt: str, sha256: str) -> str:
    return hashlib.sha256(f"{salt}:{sha256}".encode()).hexdigest()


def _delete_page(connection: Connection, sha256: str) -> None:
    pages = tables.pages.c
    number = connection.execute(select(pages.id).where(pages.sha256 == sha256)).scalar_one_or_none()
    names = (
        []
        if number is None
        else list(connection.execute(select(tables.givings.c.source).where(tables.givings.c.page == number)).scalars())
    )
    rejections = tables.rejections.c
    connection.execute(delete(tables.rejections).where(or_(rejections.sha256 == sha256, rejections.source.in_(names))))
    _delete_corrections(connection, sha256)
    if number is not None:  # articles, what was read in them and givings go along
        connection.execute(delete(tables.articles).where(tables.articles.c.page == number))
        connection.execute(delete(tables.pages).where(pages.id == number))


def _delete_corrections(connection: Connection, sha256: str) -> None:
    """The corrections that name the page on either side, and what undoes them."""
    gone: set[str] = set()
    corrections = read_corrections(connection)
    for one in corrections:  # in the order they were made: an undoing comes after what it undoes
        undoes = one.change.correction if isinstance(one.change, Undoing) else None
        if undoes in gone or any(target.page_sha256 == sha256 for target in targets_of(one)):
            gone.add(one.id)
    for one in corrections:
        if one.id in gone:
            columns = tables.corrections.c
            connection.execute(
                delete(tables.corrections).where(
                    columns.page_sha256 == one.target.page_sha256, columns.made == one.made, columns.who == one.who,
                    columns.start == one.target.start, columns.kind == one.target.kind,
                )
            )  # fmt: skip
