"""One request and what was answered, in the bytes that an archive keeps."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime

import httpcore
import httpx
from msgspec import Struct

from sijill.fetch.addresses import Deadline
from sijill.fetch.errors import FetchError
from sijill.pages.documents import MAX_PAGE_BYTES
from sijill.pages.readers.warc import unpack_body

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_MAX_OTHER = 1 << 20  # bytes kept of an answer that is no page: an error, a redirect


class Answer(Struct, frozen=True):
    """An answer that came whole: its head and its body as sent (still compressed, chunks joined)."""

    url: str
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    request: bytes
    reason_phrase: bytes
    address: str | None
    at: datetime

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        wanted = name.lower().encode()
        return next((value.decode("latin-1") for key, value in self.headers if key.lower() == wanted), None)

    @property
    def media(self) -> str:
        """The media type, without its parameters."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def head(self) -> bytes:
        """Status line and headers for an archive; those that the joined body no longer fits are set aside."""
        lines = [b"HTTP/1.1 %d %b" % (self.status, self.reason_phrase)]
        length = b"%d" % len(self.body)
        for name, value in self.headers:
            key = name.lower()
            if key == b"transfer-encoding" or (key == b"content-length" and value != length):
                lines.append(b"X-Archive-Orig-" + name + b": " + value)
            elif key != b"content-length":
                lines.append(name + b": " + value)
        if self.status != 304:
            lines.append(b"Content-Length: " + length)
        return b"\r\n".join(lines) + b"\r\n\r\n"

    def decoded(self) -> bytes:
        """The body without its compression."""
        return unpack_body(self.body, self.header("content-encoding"))


def ask(
    client: httpx.Client,
    url: str,
    deadline: Deadline,
    *,
    timeout: float,
    validators: Sequence[tuple[str, str]] = (),
    any_media: bool = False,
) -> Answer:
    """The answer to one request; FetchError where none comes whole within the limits of time and size.

    Unless `any_media` is right, a picture or a film is not taken, only said to be one.
    """
    deadline.set(timeout)
    try:
        request = client.build_request("GET", url, headers=dict(validators))
        at = datetime.now(UTC)
        response = client.send(request, stream=True)
        try:
            return _take(url, request, response, at, any_media=any_media)
        finally:
            response.close()
    except httpcore.TimeoutException:
        raise FetchError("slow", f"No whole answer came within {timeout:g} seconds.", again=True) from None
    except httpcore.RemoteProtocolError as error:
        raise FetchError("cut", f"The answer broke off: {error}.", again=True) from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        if isinstance(error.__cause__, ssl.SSLCertVerificationError):
            reason = f"The server does not prove who it is: {error.__cause__.verify_message}."
            raise FetchError("certificate", reason) from None
        raise FetchError("connection", f"There is no connection: {error}.", again=True) from None
    except (httpx.InvalidURL, httpx.HTTPError, UnicodeError) as error:
        raise FetchError("connection", f"It cannot be asked for: {error}.") from None
    finally:
        deadline.at = float("inf")


def _take(url: str, request: httpx.Request, response: httpx.Response, at: datetime, *, any_media: bool) -> Answer:
    stream = response.extensions.get("network_stream")
    server = stream.get_extra_info("server_addr") if stream is not None else None
    bare = Answer(
        url=url,
        status=response.status_code,
        headers=tuple(response.headers.raw),
        body=b"",
        request=_write_request(request),
        reason_phrase=response.extensions.get("reason_phrase", b""),
        address=str(server[0]) if server else None,
        at=at,
    )
    page = bare.status == 200
    if page and not any_media and bare.media not in (*PAGES, *FEEDS, ""):
        raise FetchError("kind", f"It is {bare.media[:60]}, not a page.", status=200)
    limit = MAX_PAGE_BYTES if page else _MAX_OTHER
    length = bare.header("content-length") or ""
    if page and length.isdigit() and int(length[:20]) > limit:
        raise too_large()
    body = bytearray()
    for piece in response.iter_raw(1 << 16):
        body += piece
        if len(body) > limit:
            if page:
                raise too_large()
            break
    answer = Answer(
        url, bare.status, bare.headers, bytes(body[:limit]), bare.request, bare.reason_phrase, bare.address, at
    )
    if page:
        check_whole(answer)
    return answer


def check_whole(answer: Answer) -> None:
    """Raise FetchError for a compressed body that is cut off, or that unpacks to more than a page may be."""
    coding = (answer.header("content-encoding") or "").strip().lower()
    if not coding:
        return
    if len(answer.decoded()) > MAX_PAGE_BYTES:
        raise too_large()
    if coding in ("gzip", "x-gzip"):
        unpacker = zlib.decompressobj(31)
        try:
            unpacker.decompress(answer.body, MAX_PAGE_BYTES + 1)
        except zlib.error as error:
            raise FetchError("cut", f"Its compression is damaged: {error}.", again=True, status=200) from None
        if not unpacker.eof:
            raise FetchError("cut", "The answer broke off within its compression.", again=True, status=200)


def too_large() -> FetchError:
    """The complaint of a page over the limit."""
    return FetchError("large", f"It is over {MAX_PAGE_BYTES >> 20} MB, which no news page is.", status=200)


def _write_request(request: httpx.Request) -> bytes:
    lines = [b"%b %b HTTP/1.1" % (request.method.encode(), request.url.raw_path)]
    lines += [name + b": " + value for name, value in request.headers.raw]
    return b"\r\n".join(lines) + b"\r\n\r\n"
