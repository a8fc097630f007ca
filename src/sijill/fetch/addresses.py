"""Where requests may go: http and https, and addresses of the open Internet.

The address is checked where the connection is made, not before, so that a name that is looked up twice (a redirect, DNS
rebinding) cannot lead to a machine behind the firewall.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

from sijill.fetch.errors import FetchError

MAX_URL = 8_000
_HOST = re.compile(rb"[A-Za-z0-9._:-]+")
Lookup = Callable[[str, int], list[str]]


def check_url(text: str) -> str:
    """The URL as it is asked for: its letters encoded, without a fragment; FetchError where it is none that may be.

    >>> check_url("HTTP://Example.org:80/خبر#top")  # "news"
    'http://example.org/%D8%AE%D8%A8%D8%B1'
    """
    try:
        url = httpx.URL(text.strip()).copy_with(fragment=None)
        port = url.port
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError("url", f"It is no URL: {error}.") from None
    if url.scheme not in ("http", "https"):
        raise FetchError("url", f"Only http and https are fetched, not '{url.scheme or text[:40]}'.")
    if not _HOST.fullmatch(url.raw_host) or (port is not None and not 0 < port < 65536) or len(str(url)) > MAX_URL:
        raise FetchError("url", "It is no URL of a page.")
    if url.userinfo:
        raise FetchError("url", "It carries a password, which would stand in the archive.")
    return str(url)


def is_public(address: str) -> bool:
    """Whether an address is one of the open Internet, also where it is wrapped in another.

    >>> [is_public(a) for a in ("93.184.216.34", "10.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "169.254.169.254")]
    [True, False, False, False, False, False]
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        wrapped = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in ipaddress.IPv6Network("64:ff9b::/96"):
            wrapped = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return found.is_global and not found.is_multicast and not found.is_reserved


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system finds them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Deadline(threading.local):
    """When the request of this thread has to be done, whatever the server still sends."""

    def __init__(self) -> None:
        self.at = float("inf")

    def set(self, seconds: float) -> None:
        """Count from now."""
        self.at = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """The time that one more read may take; httpcore.ReadTimeout where there is none."""
        seconds = min(timeout or 60.0, self.at - time.monotonic())
        if seconds <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return seconds


class TimedStream(httpcore.NetworkStream):
    """A connection whose every read ends at the deadline: a server that sends a byte a second does not hold us."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.inner = inner
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes, at the latest at the deadline."""
        return self.inner.read(max_bytes, self.deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes, at the latest at the deadline."""
        self.inner.write(buffer, self.deadline.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self.inner.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        inner = self.inner.start_tls(ssl_context, server_hostname, self.deadline.left(timeout))
        return TimedStream(inner, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self.inner.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Connections to addresses that may be asked; FetchError for others."""

    def __init__(self, deadline: Deadline, *, allow_private: bool, lookup: Lookup | None = None) -> None:
        self.inner = httpcore.SyncBackend()
        self.deadline = deadline
        self.allow_private = allow_private
        self.lookup = lookup or look_up

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that may be asked and answers."""
        try:
            found = self.lookup(host, port)
        except (OSError, UnicodeError) as error:
            reason = f"The name {host} is not found: {getattr(error, 'strerror', None) or error}."
            raise FetchError("dns", reason, again=True) from None
        addresses = [address for address in found if self.allow_private or is_public(address)]
        if not addresses:
            where = f"{host} is {', '.join(found[:3]) or 'nowhere'}"
            raise FetchError("address", f"{where}: an address within a private network, which is not asked.")
        for last, address in enumerate(addresses[:4], 1 - len(addresses[:4])):
            try:
                stream = self.inner.connect_tcp(
                    address, port, self.deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last == 0:
                    raise
            else:
                return TimedStream(stream, self.deadline)
        raise AssertionError("no address")  # pragma: no cover - there was one


class AnswerStream(httpx.SyncByteStream):
    """The body of an answer as it comes."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def __iter__(self) -> Iterator[bytes]:
        yield from self.inner

    def close(self) -> None:
        """Let the connection go."""
        self.inner.close()


class CheckedTransport(httpx.BaseTransport):
    """httpx over connections that are checked."""

    def __init__(self, backend: CheckedBackend) -> None:
        self.pool = httpcore.ConnectionPool(
            httpx.create_ssl_context(), max_connections=64, max_keepalive_connections=16, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; errors are those of httpcore, and FetchError."""
        url = request.url
        answer = self.pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=AnswerStream(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self.pool.close()


def open_client(backend: CheckedBackend, *, user_agent: str, timeout: float) -> httpx.Client:
    """A client that sends what an archive wants, keeps no cookies, and follows nothing by itself."""
    return httpx.Client(
        transport=CheckedTransport(backend),
        headers={
            "User-Agent": user_agent,
            "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml;q=0.9,text/plain;q=0.8,*/*;q=0.1",
            "Accept-Language": "ar,*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        },
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        timeout=httpx.Timeout(min(timeout, 20.0)),
        follow_redirects=False,
        trust_env=False,
    )
