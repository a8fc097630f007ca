"""What was worked out for a view of a record, kept in the reader's own cache folder: not worked out again at every start.

A cache is data: msgpack of our own records, never code.  An entry carries the fingerprint of all that it was worked out from;
another one there, a broken file or no folder at all mean that it is worked out anew, in silence.  Pieces of a part carry that
of what each alone was worked out from, so that a page more leaves those of others as they are.  The folder is
`SIJILL_CACHE` (`off` for none), else the system's place for caches.  It holds words of the record, is readable by its
owner alone, and goes with `sijill forget`; what a reader works out meanwhile from a page that is taken out is not kept.
`SIJILL_CACHE` may be a folder with files of others in it: ours are those in a
folder named by a record's hash that begin with our mark, and no other is counted or taken away.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_origin

import msgspec
import zstandard
from msgspec import MsgspecError
from sqlalchemy import select
from zstandard import ZstdError

import sijill
from sijill.model.errors import SijillError
from sijill.model.pieces import Pieces
from sijill.model.records import Article
from sijill.store import tables
from sijill.store.record import Record

__all__ = ["Cache", "cache_bytes", "cache_folder", "code_fingerprint", "drop_cache"]

T = TypeVar("T")

MAGIC = b"sijill cache 1\n"
_FOLDER = re.compile("[0-9a-f]{24}")
# Items of a list that are decoded at once: a second in one go is a second in which a server answers nobody.
PIECE = 200
# A view of 22,376 articles takes 74 MB and the articles themselves 57 MB: a dozen as-of views stay inside.
MOST_BYTES = 1 << 30
LEVEL = 1  # written once a change, on the way to a view that somebody waits for
BROKEN = (OSError, MsgspecError, ZstdError, ValueError, LookupError, MemoryError)


class Cache:
    """The entries of one view of one record, by the name of the part and the fingerprint of what it rests on."""

    def __init__(self, record: Path, as_of: str | None, variant: str = "") -> None:
        folder = cache_folder(record)
        self.record = record
        self.folder = None if folder is None else folder / "-".join(filter(None, (as_of or "all", variant)))

    @property
    def is_on(self) -> bool:
        """Whether there is a place to keep anything."""
        return self.folder is not None

    def get(
        self,
        part: str,
        fingerprint: bytes,
        kind: type[T],
        make: Callable[[], T],
        *,
        of: Callable[[T], Iterable[Article]],
    ) -> T:
        """The part as it is kept, else as `make` works it out, which is kept then.

        `of` gives the articles it was worked out from.
        """
        if self.folder is None:
            return make()
        path = self.folder / part
        fingerprint = hashlib.sha256(fingerprint + part.encode()).digest()  # an entry under another's name is broken
        with suppress(*BROKEN):
            found = _read(path, fingerprint, kind)
            os.utime(path)  # what was used last goes last
            return found
        made = make()
        self._keep(path, fingerprint, made, lambda: of(made))
        return made

    @contextmanager
    def pieces(self, part: str, kind: type[T], *, of: Callable[[], Iterable[Article]]) -> Iterator[Pieces[T]]:
        """What is kept of a part piece by piece, in one file; within, what is used and what is put in is kept on, no more.

        A piece holds as long as what it was worked out from, by its digest, and our own code are the same; so where a view
        has none of its own, those of the whole record serve as well.  `of` gives the articles they were worked out from.
        """
        if self.folder is None:
            yield Pieces()
            return
        fingerprint = hashlib.sha256(b"pieces" + code_fingerprint() + part.encode()).digest()
        path = self.folder / part
        own = _read_pieces(path, fingerprint, kind)
        found = Pieces(own or _read_pieces(self.folder.with_name("all") / part, fingerprint, kind))
        yield found
        if found.used.keys() != own.keys():
            self._keep(path, fingerprint, list(found.used.items()), of)

    def _keep(self, path: Path, fingerprint: bytes, made: object, of: Callable[[], Iterable[Article]]) -> None:
        with suppress(*BROKEN):
            _write(path, fingerprint, made)
            if not self._holds(of()):
                path.unlink(missing_ok=True)
            _trim(path.parent.parent.parent)

    def _holds(self, articles: Iterable[Article]) -> bool:
        """Whether the record still has all their pages.

        Asked when the file is there: a page that is taken out later takes the file along, as that is committed before the
        cache is dropped.
        """
        pages = {article.page_sha256 for article in articles}
        try:
            with Record.open(self.record) as record, record.reading() as connection:
                return pages <= set(connection.execute(select(tables.pages.c.sha256)).scalars())
        except (SijillError, OSError):
            return False


def cache_folder(record: Path) -> Path | None:
    """Where the entries of a record at that place lie; None where there is to be no cache."""
    root = _root()
    if root is None:
        return None
    return root / hashlib.sha256(os.fsencode(record.resolve())).hexdigest()[:24]


def cache_bytes(record: Path) -> int:
    """What is kept of a record, in bytes."""
    folder = cache_folder(record)
    with suppress(OSError):
        return sum(path.stat().st_size for path in folder.glob("*/*")) if folder is not None else 0
    return 0


def drop_cache(record: Path) -> None:
    """Take away all that is kept of a record."""
    folder = cache_folder(record)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


@lru_cache(maxsize=1)
def code_fingerprint() -> bytes:
    """What the derived parts are worked out by: our own modules, word lists and weights, to the byte."""
    digest = hashlib.sha256(f"{sijill.__version__} {sys.version_info[:2]}".encode())
    package = Path(sijill.__file__).parent
    for layer in ("model", "text", "encode", "pages", "annotate", "link", "ledger", "run", "store"):
        for path in sorted((package / layer).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(package).as_posix().encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def _root() -> Path | None:
    wanted = os.environ.get("SIJILL_CACHE")
    if wanted:
        return None if wanted == "off" else Path(wanted)
    try:
        if sys.platform == "win32":
            return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "sijill" / "cache"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "sijill"
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sijill"
    except RuntimeError:  # nobody's home
        return None


def _read(path: Path, fingerprint: bytes, kind: type[T]) -> T:
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC or file.read(len(fingerprint)) != fingerprint:
            raise ValueError("worked out from something else")
        packed = file.read()
    plain = zstandard.ZstdDecompressor().decompress(packed)
    decoder = msgspec.msgpack.Decoder(kind)
    if get_origin(kind) is not list:
        return decoder.decode(plain)
    found: list[Any] = []
    for piece in msgspec.msgpack.decode(plain, type=list[bytes]):
        found += cast("list[Any]", decoder.decode(piece))
    return cast("T", found)


def _read_pieces(path: Path, fingerprint: bytes, kind: type[T]) -> Mapping[bytes, T]:
    with suppress(*BROKEN):
        found = dict(_read(path, fingerprint, list[tuple[bytes, kind]]))  # type: ignore[valid-type]
        os.utime(path)
        return found
    return {}


def _write(path: Path, fingerprint: bytes, made: object) -> None:
    encode = msgspec.msgpack.Encoder().encode
    if isinstance(made, list):
        made = [encode(made[at : at + PIECE]) for at in range(0, len(made), PIECE)]
    packed = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compress(encode(made))
    for folder in (path.parent.parent.parent, path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent)  # its owner's alone; others see it whole or not at all
    try:
        with os.fdopen(number, "wb") as file:
            file.write(MAGIC + fingerprint + packed)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _trim(root: Path) -> None:
    """Take away what was not used for longest, until the rest is small enough."""
    found = [(path.stat(), path) for path in root.glob("*/*/*") if _is_ours(path)]
    size = sum(state.st_size for state, _ in found)
    for state, path in sorted(found, key=lambda one: one[0].st_mtime):
        if size <= MOST_BYTES:
            return
        path.unlink(missing_ok=True)
        size -= state.st_size


def _is_ours(path: Path) -> bool:
    if not _FOLDER.fullmatch(path.parent.parent.name) or path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC
