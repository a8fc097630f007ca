"""Web archives (WARC): the pages among the answers they hold."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import zstandard
from fastwarc.warc import ArchiveIterator, WarcRecordType

from sijill.model.records import Rejection
from sijill.pages.documents import MAX_PAGE_BYTES, Document, Media
from sijill.pages.readers.feeds import is_feed

_HTML = ("text/html", "application/xhtml+xml")
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I)
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_ROBOTS = re.compile(r"https?://[^/]+/robots\.txt", re.I)
_ANSWERS = WarcRecordType.response | WarcRecordType.resource


def read_warc(source: str, stream: BinaryIO) -> Iterator[Document | Rejection]:
    """The HTML and plain-text answers of an archive, named by their URL; a cut archive gives what it holds."""
    found = given = 0
    try:
        for record in ArchiveIterator(stream, record_types=_ANSWERS, parse_http=True):
            found += 1
            document = _read_record(record, f"{source}:{found}")
            if document is not None:
                given += 1
                yield document
    except Exception as error:  # fastwarc has no exception class of its own
        yield Rejection(source, None, "archive", f"The archive cannot be read beyond its record {found}: {error}.")
    else:
        if not given:
            yield Rejection(source, None, "archive", "It holds no page among the answers of web servers.")


def _read_record(record: Any, here: str) -> Document | Rejection | None:
    """The page of one record; None for what is no page: a picture, a redirect, a feed, a robots.txt."""
    headers = record.http_headers
    media = record.http_content_type if headers else record.headers.get("Content-Type", "").partition(";")[0]
    media = (media or "").strip().lower()
    if media not in (*_HTML, "text/plain", "") or (headers and headers.status_code not in (None, 200)):
        return None
    url = record.headers.get("WARC-Target-URI") or here
    if _ROBOTS.fullmatch(url):
        return None
    cut = record.headers.get("WARC-Truncated")
    if cut:
        return Rejection(url, None, "archive", f"The archive holds only its beginning ({cut}).")
    body = record.reader.read(MAX_PAGE_BYTES + 1)
    if headers and "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        body = join_chunks(body)
    body = unpack_body(body, headers.get("Content-Encoding") if headers else None)
    if len(body) > MAX_PAGE_BYTES:
        return Rejection(url, None, "large", f"It is over {MAX_PAGE_BYTES >> 20} MB, which no news page is.")
    if is_feed(body[:4096]) or (not media and not _MARKUP.match(body)):
        return None
    charset = re.sub(r"[^\w.:-]", "", record.http_charset or "", flags=re.ASCII) if headers else ""
    kind: Media = "text" if media == "text/plain" else "html"
    date = record.headers.get("WARC-Date") or ""
    fetched = date if headers and _DATE.fullmatch(date) else None  # a resource's date may be its file's
    return Document(url, body, kind, url, charset=charset or None, fetched=fetched)


def join_chunks(body: bytes) -> bytes:
    """The body out of its chunks; one that an archiving program has joined before stays as it is.

    >>> join_chunks(b"3\\r\\nabc\\r\\n2\\r\\nde\\r\\n0\\r\\n\\r\\n"), join_chunks(b"<p>abc")
    (b'abcde', b'<p>abc')
    """
    pieces: list[bytes] = []
    at = 0
    while head := _CHUNK.match(body, at):
        size = int(head[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[head.end() : head.end() + size])
        at = head.end() + size
        at += 2 if body.startswith(b"\r\n", at) else 1
    return b"".join(pieces) if pieces and at >= len(body) else body


def unpack_body(body: bytes, coding: str | None) -> bytes:
    """The body without its `gzip`, `deflate`, `br` or `zstd` coding; what is damaged or coded otherwise stays as it is.

    Never more than one byte beyond MAX_PAGE_BYTES, whatever it would unpack to.
    """
    for name in reversed((coding or "").lower().split(",")):
        try:
            body = _unpack(body, name.strip())
        except (zlib.error, zstandard.ZstdError):
            return body
    return body


def _unpack(body: bytes, coding: str) -> bytes:
    limit = MAX_PAGE_BYTES + 1
    if coding in ("gzip", "x-gzip", "deflate"):
        try:
            return zlib.decompressobj(47).decompress(body, limit)
        except zlib.error:
            if coding != "deflate":
                raise
            return zlib.decompressobj(-15).decompress(body, limit)  # what some servers call deflate
    if coding == "zstd":
        with zstandard.ZstdDecompressor().stream_reader(body, read_across_frames=True) as reader:
            return reader.read(limit)
    if coding == "br":
        import brotli  # here: hardly one archive has it

        try:
            return bytes(brotli.Decompressor().process(body, output_buffer_limit=limit))[:limit]
        except brotli.error as error:
            raise zlib.error(str(error)) from error
    return body
