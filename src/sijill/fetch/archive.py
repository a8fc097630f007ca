"""The web archive (WARC 1.1) that fetched pages are written to, and what it remembers of earlier fetches."""

from __future__ import annotations

import gzip
import hashlib
import os
import threading
import uuid
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType
from msgspec import Struct

import sijill
from sijill.fetch.answer import Answer
from sijill.model.errors import DataError
from sijill.pages.readers.warc import unpack_body

_VERSION = b"WARC/1.1"
_PIECE = 1 << 20
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
Fields = Sequence[tuple[str, str]]


class Seen(Struct, frozen=True):
    """What is remembered of a URL's last whole answer."""

    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    date: str | None = None


class Archive:
    """A WARC file that grows by whole records; what a killed run has left half-written at its end is cut off."""

    def __init__(self, path: Path, *, user_agent: str) -> None:
        self.path = path
        self.packs = path.name.lower().endswith(".warc.gz")
        self.user_agent = user_agent
        self.seen: dict[str, Seen] = {}
        if path.exists():
            cut_tail(path, packed=self.packs)
            self.seen = read_seen(path)
        self._lock = threading.Lock()
        self._file: BinaryIO | None = None
        self._info = ""

    def close(self) -> None:
        """Nothing more is written."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def add(self, answer: Answer) -> bool:
        """Write the request and its answer; whether the answer is new, or what was answered before."""
        with self._lock:
            before = self.seen.get(answer.url)
            digest = f"sha256:{hashlib.sha256(answer.body).hexdigest()}"
            same = answer.status == 304 or (answer.status == 200 and before is not None and before.digest == digest)
            records: list[bytes] = []
            if self._file is None:
                self._file = self.path.open("ab")
                records.append(self._write_info())
            records += self._write_exchange(answer, digest, before if same else None)
            self._file.write(b"".join(gzip.compress(record, mtime=0) if self.packs else record for record in records))
            self._file.flush()
            if answer.status == 200:
                self.seen[answer.url] = Seen(
                    answer.header("etag"), answer.header("last-modified"), digest, tell_date(answer.at)
                )
            return not same

    def stored_body(self, url: str) -> bytes | None:
        """The last whole answer of a URL, decoded."""
        body = None
        with self._lock, self.path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
                headers = record.http_headers
                if record.headers.get("WARC-Target-URI") == url and headers and headers.status_code == 200:
                    body = unpack_body(record.reader.read(), headers.get("Content-Encoding"))
        return body

    def _write_info(self) -> bytes:
        self._info = new_id()
        fields = {
            "software": f"Sijill/{sijill.__version__}",
            "format": "WARC File Format 1.1",
            "robots": "obey",
            "http-header-user-agent": self.user_agent,
        }
        block = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
        head = [("WARC-Filename", self.path.name), ("Content-Type", "application/warc-fields")]
        return write_record("warcinfo", self._info, datetime.now(UTC), head, block)

    def _write_exchange(self, answer: Answer, digest: str, before: Seen | None) -> list[bytes]:
        about: list[tuple[str, str]] = [("WARC-Target-URI", answer.url)]
        if answer.address:
            about.append(("WARC-IP-Address", answer.address))
        about.append(("WARC-Warcinfo-ID", self._info))
        asked, answered = new_id(), new_id()
        request = write_record(
            "request", asked, answer.at,
            [*about, ("WARC-Concurrent-To", answered), ("Content-Type", "application/http; msgtype=request")],
            answer.request,
        )  # fmt: skip
        about.append(("WARC-Payload-Digest", digest))
        about.append(("Content-Type", "application/http; msgtype=response"))
        if before is None and answer.status != 304:
            return [write_record("response", answered, answer.at, about, answer.head + answer.body), request]
        profile = "server-not-modified" if answer.status == 304 else "identical-payload-digest"
        about.append(("WARC-Profile", _PROFILE + profile))
        about.append(("WARC-Refers-To-Target-URI", answer.url))
        if before and before.date:
            about.append(("WARC-Refers-To-Date", before.date))
        return [write_record("revisit", answered, answer.at, about, answer.head), request]


def write_record(kind: str, record_id: str, at: datetime, fields: Fields, block: bytes) -> bytes:
    """One record, whole."""
    head: list[tuple[str, str]] = [
        ("WARC-Type", kind), ("WARC-Record-ID", record_id), ("WARC-Date", tell_date(at)), *fields,
        ("WARC-Block-Digest", f"sha256:{hashlib.sha256(block).hexdigest()}"), ("Content-Length", str(len(block))),
    ]  # fmt: skip
    lines = "".join(f"{name}: {value}\r\n" for name, value in head)
    return _VERSION + b"\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def new_id() -> str:
    """The name of a record."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def tell_date(at: datetime) -> str:
    """A moment as WARC writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_seen(path: Path) -> dict[str, Seen]:
    """What an archive remembers of every URL in it."""
    seen: dict[str, Seen] = {}
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
                url, headers = record.headers.get("WARC-Target-URI"), record.http_headers
                if url and headers and headers.status_code == 200 and not record.headers.get("WARC-Truncated"):
                    seen[url] = Seen(
                        headers.get("ETag"),
                        headers.get("Last-Modified"),
                        record.headers.get("WARC-Payload-Digest"),
                        record.headers.get("WARC-Date"),
                    )
    except OSError as error:
        raise DataError(
            f"{path} is an archive that cannot be read: {error}.", hint="write to another file, as -o new.warc.gz"
        ) from error
    return seen


def cut_tail(path: Path, *, packed: bool) -> None:
    """Take a record off the end that a killed run has left half-written; DataError where the file is no archive."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        end = find_packed_end(stream) if packed else find_plain_end(stream, size)
    if end is None or (end == 0 and size > 0):
        raise DataError(f"{path} is there and is no web archive.", hint="write to another file, as -o new.warc.gz")
    if end < size:
        os.truncate(path, end)


def find_packed_end(stream: BinaryIO) -> int | None:
    """Where the last whole member of a gzip file ends; None where what follows is none."""
    end = at = 0
    member = zlib.decompressobj(31)
    first = True
    while block := stream.read(_PIECE):
        while block:
            try:
                inside = piece = member.decompress(block, _PIECE)
                while len(piece) == _PIECE and not member.unconsumed_tail:  # all is taken in, not all has come out
                    piece = member.decompress(b"", _PIECE)
            except zlib.error:
                return None
            if first and inside and not b"WARC/".startswith(inside[:5]):
                return None
            first = first and not inside
            rest = member.unused_data or member.unconsumed_tail
            at += len(block) - len(rest)
            block = rest
            if member.eof:
                end = at
                member = zlib.decompressobj(31)
    return end


def find_plain_end(stream: BinaryIO, size: int) -> int | None:
    """Where the last whole record of an unpacked archive ends; None where what follows is none."""
    end = 0
    while end < size:
        stream.seek(end)
        line = stream.readline(100)
        length = None
        if not line.startswith(b"WARC/"):
            return end if b"WARC/".startswith(line) else None
        for line in iter(lambda: stream.readline(1 << 16), b""):
            if not line.strip():
                break
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"content-length" and value.strip().isdigit():
                length = int(value)
        else:
            return end
        if length is None:
            return None
        following = stream.tell() + length + 4
        if following > size:
            return end
        end = following
    return end
