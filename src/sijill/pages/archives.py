"""Web archives (WARC): the pages among the answers they hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from sijill.model.records import Rejection
from sijill.pages.documents import MAX_PAGE_BYTES, Document

_HTML = ("text/html", "application/xhtml+xml")


def read_warc(source: str, stream: BinaryIO) -> Iterator[Document | Rejection]:
    """The HTML and plain-text answers of an archive, named by their URL; a cut archive gives what it holds."""
    found = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
            found += 1
            headers = record.http_headers
            media = (record.http_content_type or "").lower()
            status = headers.status_code if headers else None
            if media not in (*_HTML, "text/plain") or (status is not None and status != 200):
                continue
            url = record.headers.get("WARC-Target-URI") or f"{source}:{found}"
            body = record.reader.read(MAX_PAGE_BYTES + 1)
            if len(body) > MAX_PAGE_BYTES:
                yield Rejection(url, None, "large", f"It is over {MAX_PAGE_BYTES >> 20} MB, which no news page is.")
                continue
            yield Document(url, body, "text" if media == "text/plain" else "html", url, charset=record.http_charset)
    except Exception as error:  # fastwarc has no exception class of its own
        yield Rejection(source, None, "archive", f"The archive cannot be read beyond its record {found}: {error}.")
    else:
        if not found:
            yield Rejection(source, None, "archive", "It holds no answer of a web server.")
