"""Packed files (`.zip`, `.tar`, `.gz`): their members as streams, nothing written where a member's name says.

A packed file is read within a budget, so that a few bytes cannot unpack to what fills a day or a disk; a member that
cannot be read is a rejection, and the others are read.
"""

from __future__ import annotations

import gzip
import io
import lzma
import re
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, NamedTuple, cast

from sijill.model.records import Rejection

# Arabic pages pack 3-4 times (sample, ANT), 300 pages of one 25 kB template 64 times; deflate ends at 1,032 times.
MAX_RATIO = 200
FREE = 64 << 20  # bytes that may come out whatever the ratio: a file this short costs no one anything
MAX_UNPACKED = 64 << 30
MAX_MEMBERS = 250_000
MAX_DEPTH = 2  # packed files within packed files: a `pages.tar.gz` in a `.zip`
MAX_SPOOLED = 2 << 30  # bytes of one member kept in a temporary file, where its reader has to go back and forth
_HEAD_BYTES = 4 << 20  # of a tar file between two members: their heads and padding

DAMAGE = (
    EOFError, OSError, ValueError, RuntimeError, NotImplementedError, OverflowError, IndexError, struct.error, zlib.error,
    lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip
_OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_SYSTEM = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$)")


class PackingError(Exception):
    """A packed stream that cannot be read on: damaged, or more than it may be."""


class Budget:
    """How much may come out of one named file, all that is packed within it counted together."""

    def __init__(self, packed_bytes: int) -> None:
        self.left = min(MAX_UNPACKED, max(FREE, MAX_RATIO * packed_bytes))
        self.members = MAX_MEMBERS

    def spend(self, count: int) -> None:
        """Count bytes that came out; PackingError where they are too many."""
        self.left -= count
        if self.left < 0:
            raise PackingError(f"It unpacks to over {MAX_RATIO} times its size or {MAX_UNPACKED >> 30} GB")

    def count_member(self) -> None:
        """Count a member; PackingError where there are too many."""
        self.members -= 1
        if self.members < 0:
            raise PackingError(f"It has over {MAX_MEMBERS:,} members")


class Member(NamedTuple):
    """A file within a packed file; its stream is good until the next member is asked for."""

    name: str
    stream: io.BufferedReader


class Unpacked(io.RawIOBase):
    """What comes out of a packed stream, counted; every damage is a PackingError."""

    def __init__(self, packed: IO[bytes], budget: Budget) -> None:
        self.packed = packed
        self.budget = budget
        self.allowance: int | None = None  # bytes that may come out until it is set again

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as there are bytes."""
        wanted = memoryview(buffer).cast("B")
        filled = 0
        try:
            while filled < len(wanted) and (piece := self.packed.read(len(wanted) - filled)):
                wanted[filled : filled + len(piece)] = piece
                filled += len(piece)
        except DAMAGE as error:
            raise PackingError(f"Its compression is damaged: {error}") from error
        self.budget.spend(filled)
        if self.allowance is not None:
            self.allowance -= filled
            if self.allowance < 0:
                raise PackingError("The head of a member is too long")
        return filled


def open_gzip(stream: IO[bytes], budget: Budget) -> io.BufferedReader:
    """What is packed in a gzip stream."""
    return io.BufferedReader(Unpacked(cast(IO[bytes], gzip.GzipFile(fileobj=stream)), budget), 1 << 16)


def open_zip(source: str, stream: IO[bytes], budget: Budget) -> Iterator[Member | Rejection]:
    """The members of a ZIP file, in its order; the stream must be one that can go back."""
    try:
        archive = zipfile.ZipFile(stream)
    except DAMAGE as error:
        yield Rejection(source, None, "archive", f"It is no ZIP file that can be read: {error}.")
        return
    with archive:
        for info in archive.infolist():
            budget.count_member()
            here = member_source(source, info.filename)
            if info.filename.endswith("/") or _SYSTEM.search(info.filename):
                continue
            if problem := _check_name(here, info.filename):
                yield problem
            elif info.flag_bits & 1:
                yield Rejection(here, None, "archive", "It is locked with a password.")
            else:
                try:
                    packed = archive.open(info)
                except DAMAGE as error:
                    yield Rejection(here, None, "archive", f"It cannot be unpacked: {error}.")
                    continue
                with packed:
                    yield Member(info.filename, io.BufferedReader(Unpacked(packed, budget), 1 << 16))


def open_tar(source: str, stream: IO[bytes], budget: Budget) -> Iterator[Member | Rejection]:
    """The members of a tar file, in its order, read once from front to back."""
    counted = Unpacked(stream, budget)
    counted.allowance = _HEAD_BYTES
    try:
        with tarfile.open(fileobj=io.BufferedReader(counted, 1 << 16), mode="r|") as archive:
            while True:
                counted.allowance = _HEAD_BYTES
                info = archive.next()
                counted.allowance = None
                if info is None:
                    break
                archive.members.clear()  # type: ignore[attr-defined]  # else it keeps the heads of all
                budget.count_member()
                yield from _open_tar_member(source, archive, info)
            while rest := archive.fileobj.read(1 << 16):
                if rest.strip(b"\0"):
                    raise PackingError("Its members cannot be told apart beyond here")
    except PackingError:
        raise
    except DAMAGE as error:
        raise PackingError(f"The tar file is damaged: {error}") from error


def _open_tar_member(source: str, archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[Member | Rejection]:
    here = member_source(source, info.name)
    if info.isdir() or _SYSTEM.search(info.name):
        return
    if problem := _check_name(here, info.name):
        yield problem
    elif not info.isreg() or info.issparse():
        yield Rejection(here, None, "archive", "It is a link or something else that is no plain file.")
    elif packed := archive.extractfile(info):
        yield Member(info.name, io.BufferedReader(Unpacked(packed, Budget(info.size)), 1 << 16))
        while packed.read(1 << 20):  # what its reader has left, so that only heads are read between members
            pass


def spool(stream: IO[bytes]) -> tuple[IO[bytes], PackingError | None]:
    """The stream in a temporary file that can be read back and forth, and why it is not all of it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller's
    size = 0
    try:
        while piece := stream.read(1 << 20):
            size += len(piece)
            if size > MAX_SPOOLED:
                raise PackingError(f"It unpacks to over {MAX_SPOOLED >> 30} GB")
            file.write(piece)
    except PackingError as error:
        file.seek(0)
        return file, error
    except BaseException:
        with suppress(OSError):
            file.close()
        raise
    file.seek(0)
    return file, None


def member_source(source: str, name: str) -> str:
    """How a member is named: as a file in a folder, in characters that can be written anywhere."""
    return f"{source}/{name.encode('utf-8', 'surrogateescape').decode('utf-8', 'backslashreplace')}"


def _check_name(here: str, name: str) -> Rejection | None:
    if _OUTSIDE.search(name):
        return Rejection(here, None, "archive", "Its name leads out of the archive; it is not read.")
    return None
