"""What a stream is, by its name or else its first bytes, and the documents in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from sijill.model.records import Rejection
from sijill.pages.decode import describe_binary
from sijill.pages.documents import MAX_PAGE_BYTES, Document
from sijill.pages.readers.feeds import is_feed, read_feed
from sijill.pages.readers.fields import Fields
from sijill.pages.readers.lines import read_json, read_lines
from sijill.pages.readers.packed import (
    MAX_DEPTH,
    Budget,
    Member,
    PackingError,
    member_source,
    open_gzip,
    open_tar,
    open_zip,
    spool,
)
from sijill.pages.readers.tables import read_csv, read_parquet
from sijill.pages.readers.warc import read_warc

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|p)\b", re.I)
_HEAD = 4096  # bytes that say what a file is
_TAR = (".tar", ".tar.gz", ".tgz")
# The members of a packed file that are read; others (pictures, styles) are passed over, as in a folder.
MEMBERS = (
    ".txt", ".html", ".htm", ".xhtml", ".warc", ".warc.gz", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet",
    ".xml", ".rss", ".atom", ".rdf", ".zip", ".gz", *_TAR,
)  # fmt: skip

Found = Iterator[Document | Rejection]


def read_stream(
    source: str, name: str, stream: io.BufferedReader, *, fields: Fields, budget: Budget, depth: int = 0
) -> Found:
    """The documents in a file called `name` (in small letters); `depth` counts the packed files around it."""
    kind = re.search(r"(?:\.(?:warc|tar)(?=\.gz$))?\.[^.]*$", name)
    suffix = kind[0] if kind else ""
    try:
        if suffix in (".warc", ".warc.gz"):
            yield from _read_seekable(source, stream, suffix)
        elif suffix in (".jsonl", ".ndjson"):
            yield from read_lines(source, stream, fields)
        elif suffix == ".json":
            yield from read_json(source, stream, fields)
        elif suffix in (".csv", ".tsv"):
            yield from read_csv(source, stream, fields)
        elif suffix == ".parquet":
            yield from _read_seekable(source, stream, suffix, fields)
        elif suffix in (".txt", ".html", ".htm", ".xhtml"):
            yield read_page(source, stream, html=suffix != ".txt")
        elif suffix in (".zip", ".gz", *_TAR):
            yield from _read_packed(source, name, stream, suffix, fields=fields, budget=budget, depth=depth)
        else:
            yield from _read_sniffed(source, name, stream, fields=fields, budget=budget, depth=depth)
    except PackingError as error:
        yield Rejection(source, None, "archive" if suffix in (".zip", *_TAR) else "unreadable", f"{error}.")


def _read_sniffed(
    source: str, name: str, stream: io.BufferedReader, *, fields: Fields, budget: Budget, depth: int
) -> Found:
    head = stream.peek(_HEAD)[:_HEAD]
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"WARC/"):
        yield from _read_seekable(source, stream, ".warc")
    elif head.startswith(b"\x1f\x8b"):
        yield from _read_packed(source, name, stream, ".gz", fields=fields, budget=budget, depth=depth)
    elif head[257:262] == b"ustar":
        yield from _read_packed(source, name, stream, ".tar", fields=fields, budget=budget, depth=depth)
    elif text.startswith((b"{", b"[")):
        yield from read_json(source, stream, fields)
    elif kind := describe_binary(head):
        yield Rejection(source, None, "binary", f"It is {kind}, not a page.")
    elif is_feed(head):
        yield from read_feed(source, stream)
    else:
        html = bool(_HTML.search(text[:2048])) and text.startswith(b"<")
        if not html and text.startswith(b"<?xml"):
            yield Rejection(source, None, "kind", "It is XML, but neither a feed (RSS, Atom) nor a page.")
        else:
            yield read_page(source, stream, html=html)


def _read_packed(
    source: str, name: str, stream: io.BufferedReader, suffix: str, *, fields: Fields, budget: Budget, depth: int
) -> Found:
    if depth >= MAX_DEPTH:
        yield Rejection(
            source, None, "archive", f"It is packed within {MAX_DEPTH} packed files; that deep none is read."
        )
        return
    if suffix == ".zip":
        file, cut = (stream, None) if depth == 0 else spool(stream)
        with file:
            members = open_zip(source, file, budget)
            yield from _read_members(source, members, fields=fields, budget=budget, depth=depth + 1)
        if cut:
            raise cut
        return
    unpacked = stream if suffix == ".tar" else open_gzip(stream, budget)
    if suffix in _TAR or unpacked.peek(_HEAD)[257:262] == b"ustar":
        members = open_tar(source, unpacked, budget)
        yield from _read_members(source, members, fields=fields, budget=budget, depth=depth + 1)
    elif unpacked.peek(_HEAD).startswith(b"WARC/") and stream.seekable():
        stream.seek(0)
        yield from read_warc(source, stream)
    else:
        inner = name.removesuffix(".gz") if name.endswith(".gz") else ""
        yield from read_stream(source, inner, unpacked, fields=fields, budget=budget, depth=depth + 1)


def _read_members(
    source: str, members: Iterator[Member | Rejection], *, fields: Fields, budget: Budget, depth: int
) -> Found:
    given = False
    for member in members:
        if isinstance(member, Rejection):
            given = True
            yield member
            continue
        lower = member.name.lower()
        if not lower.endswith(MEMBERS):
            continue
        given = True
        here = member_source(source, member.name)
        yield from read_stream(here, lower.rpartition("/")[2], member.stream, fields=fields, budget=budget, depth=depth)
    if not given:
        yield Rejection(source, None, "archive", f"It holds no file that is read ({' '.join(MEMBERS[:8])} ...).")


def _read_seekable(source: str, stream: io.BufferedReader, suffix: str, fields: Fields | None = None) -> Found:
    """A kind whose reader goes back and forth: a member of a packed file is put in a temporary file first."""
    file, cut = (cast(BinaryIO, stream), None) if stream.seekable() else spool(stream)
    try:
        if suffix == ".parquet":
            yield from read_parquet(source, file, fields or Fields())
        else:
            yield from read_warc(source, cast(BinaryIO, file))
    finally:
        if file is not stream:
            file.close()
    if cut:
        raise cut


def read_page(source: str, stream: BinaryIO | io.BufferedReader, *, html: bool) -> Document | Rejection:
    """A file that is one page."""
    body = stream.read(MAX_PAGE_BYTES + 1)
    if len(body) > MAX_PAGE_BYTES:
        return Rejection(source, None, "large", f"It is over {MAX_PAGE_BYTES >> 20} MB, which no news page is.")
    return Document(source, body, "html" if html else "text")
