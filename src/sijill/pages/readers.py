"""Files, folders and archives to documents, one at a time: a folder is streamed, never loaded.

In a folder the files named in `KINDS` are read, in the order of their names; a file of another kind is read when it is
named, and its first bytes say what it is.  What cannot be read is a rejection, and the rest goes on.
"""

from __future__ import annotations

import gzip
import os
import re
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from sijill.model.errors import UsageError
from sijill.model.records import Rejection
from sijill.pages.archives import read_warc
from sijill.pages.decode import describe_binary
from sijill.pages.documents import MAX_PAGE_BYTES, Document
from sijill.pages.lines import read_json, read_lines
from sijill.pages.published import parse_given

KINDS = (".txt", ".html", ".htm", ".warc", ".warc.gz", ".jsonl")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|p)\b", re.I)


def read_documents(paths: Iterable[Path | str], published: str | None = None) -> Iterator[Document | Rejection]:
    """The documents under `paths`, in order; `published` is the day of those that are given none of their own.

    Raises UsageError, before anything is read, for a path that is not there and for a day that is none.
    """
    found = [Path(path) for path in paths]
    for path in found:
        if not os.path.lexists(path):
            raise UsageError(f"No such file or folder: {path}", hint="check the spelling, or quote a name with spaces")
    if published is not None and parse_given(published) is None:
        raise UsageError(f"'{published}' is not a day.", hint="write it as 2023-08-17 or 2023-08-17T14:55")
    return _read_all(found, published)


def _read_all(paths: list[Path], published: str | None) -> Iterator[Document | Rejection]:
    for path in paths:
        for document in _read_folder(path, set()) if path.is_dir() else _read_named(path):
            if published and isinstance(document, Document) and document.published is None:
                yield Document(
                    document.source,
                    document.body,
                    document.media,
                    document.url,
                    published,
                    document.outlet,
                    document.charset,
                )
            else:
                yield document


def _read_folder(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Document | Rejection]:
    """The files of a folder and of the folders in it, by name; a folder met again through a link is not entered."""
    try:
        state = folder.stat()
        if (state.st_dev, state.st_ino) in seen:
            return
        seen.add((state.st_dev, state.st_ino))
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for entry in entries:
        path = folder / entry.name
        if _is_folder(entry):
            yield from _read_folder(path, seen)
        elif entry.name.lower().endswith(KINDS):
            yield from _read_file(path, entry.name.lower())


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _read_named(path: Path) -> Iterator[Document | Rejection]:
    name = path.name.lower()
    yield from _read_file(path, name if name.endswith(KINDS) else None)


def _read_file(path: Path, name: str | None) -> Iterator[Document | Rejection]:
    """The documents of one file; with no `name` its first bytes say what it is."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Rejection(source_of(path), None, "unreadable", "It is not a plain file.")
            return
        with path.open("rb") as stream:
            if name is None:
                yield from _read_sniffed(path, stream)
            elif name.endswith((".warc", ".warc.gz")):
                yield from read_warc(source_of(path), stream)
            elif name.endswith(".jsonl"):
                yield from read_lines(source_of(path), stream)
            else:
                yield read_page(source_of(path), stream, html=not name.endswith(".txt"))
    except OSError as error:
        yield _unreadable(path, error)


def _read_sniffed(path: Path, stream: BinaryIO) -> Iterator[Document | Rejection]:
    source = source_of(path)
    head = stream.read(4096)
    stream.seek(0)
    if head.startswith(b"\x1f\x8b"):
        plain = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
        try:
            inside = plain.read(4096)
            stream.seek(0)
            if inside.startswith(b"WARC/"):
                yield from read_warc(source, stream)
            else:
                plain = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
                yield from _read_by_head(source, inside, plain)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield Rejection(source, None, "unreadable", f"Its compression is damaged: {error}.")
    else:
        yield from _read_by_head(source, head, stream)


def _read_by_head(source: str, head: bytes, stream: BinaryIO) -> Iterator[Document | Rejection]:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"WARC/"):
        yield from read_warc(source, stream)
    elif text.startswith((b"{", b"[")):
        yield from read_json(source, stream)
    elif kind := describe_binary(head):
        yield Rejection(source, None, "binary", f"It is {kind}, not a page.")
    else:
        yield read_page(source, stream, html=bool(_HTML.search(text[:2048])) and text.startswith(b"<"))


def read_page(source: str, stream: BinaryIO, *, html: bool) -> Document | Rejection:
    """A file that is one page."""
    body = stream.read(MAX_PAGE_BYTES + 1)
    if len(body) > MAX_PAGE_BYTES:
        return Rejection(source, None, "large", f"It is over {MAX_PAGE_BYTES >> 20} MB, which no news page is.")
    return Document(source, body, "html" if html else "text")


def source_of(path: Path) -> str:
    """The path as text that can be written anywhere, whatever bytes the name has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _unreadable(path: Path, error: OSError) -> Rejection:
    return Rejection(source_of(path), None, "unreadable", f"It cannot be read: {error.strerror or error}.")
