"""Web archives (WARC): the pages among the answers they hold."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from sijill.model.records import Rejection
from sijill.pages.documents import MAX_PAGE_BYTES, Document, Media

_HTML = ("text/html", "application/xhtml+xml")


def read_warc(source: str, stream: BinaryIO) -> Iterator[Document | Rejection]:
    """The HTML and plain-text answers of an archive, named by their URL; a cut archive gives what it holds."""
    found = given = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
            found += 1
            headers = record.http_headers
            media = (record.http_content_type or "").lower()
            status = headers.status_code if headers else None
            if media not in (*_HTML, "text/plain") or (status is not None and status != 200):
                continue
            url = record.headers.get("WARC-Target-URI") or f"{source}:{found}"
            charset = re.sub(r"[^\w.:-]", "", record.http_charset or "", flags=re.ASCII)
            body = unpack_body(
                record.reader.read(MAX_PAGE_BYTES + 1), headers.get("Content-Encoding") if headers else None
            )
            if len(body) > MAX_PAGE_BYTES:
                yield Rejection(url, None, "large", f"It is over {MAX_PAGE_BYTES >> 20} MB, which no news page is.")
                continue
            given += 1
            kind: Media = "text" if media == "text/plain" else "html"
            yield Document(url, body, kind, url, charset=charset or None)
    except Exception as error:  # fastwarc has no exception class of its own
        yield Rejection(source, None, "archive", f"The archive cannot be read beyond its record {found}: {error}.")
    else:
        if not given:
            yield Rejection(source, None, "archive", "It holds no page among the answers of web servers.")


def unpack_body(body: bytes, coding: str | None) -> bytes:
    """The body without its `gzip` or `deflate` coding; what is damaged or coded otherwise stays as it is."""
    if not coding or coding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        return body
    try:
        return zlib.decompressobj(47).decompress(body, MAX_PAGE_BYTES + 1)
    except zlib.error:
        return body
