"""A site on this machine that answers as it is told, faults included."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

Answer = tuple[int, dict[str, str], bytes]
Route = Answer | Callable[["Handler"], Answer | None]


def page(words: str, **headers: str) -> Answer:
    body = f"<!doctype html><html><body><article><h1>{words}</h1><p>{words} صباح اليوم.</p></article></body></html>".encode()
    return (
        200,
        {"Content-Type": "text/html; charset=utf-8", **{k.replace("_", "-"): v for k, v in headers.items()}},
        body,
    )


def redirect(target: str, status: int = 302) -> Answer:
    return status, {"Location": target}, b""


class Handler(BaseHTTPRequestHandler):
    routes: ClassVar[dict[str, Route]] = {}
    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        route = self.routes.get(self.path, (404, {"Content-Type": "text/html"}, b"<p>none"))
        answer = route if isinstance(route, tuple) else route(self)
        if answer is None:
            return
        status, headers, body = answer
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Site:
    """The routes of the site (by path), what was asked of it, and its address."""

    def __init__(self, port: int, handler: type[Handler]) -> None:
        self.routes = handler.routes
        self.asked = handler.asked
        self.port = port
        self.url = f"http://127.0.0.1:{port}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def open_site() -> Iterator[Site]:
    handler = type("SiteHandler", (Handler,), {"routes": {}, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Site(server.server_address[1], handler)
    finally:
        server.shutdown()
        server.server_close()


def drip(head: bytes, piece: bytes) -> Route:
    """An answer that never ends, a piece every twentieth of a second."""

    def answer(handler: Handler) -> None:
        try:
            handler.wfile.write(head)
            for _ in range(200):
                handler.wfile.write(piece)
                time.sleep(0.05)
        except OSError:
            pass

    return answer


def one_after_the_other(*answers: Answer) -> Route:
    """Each answer once, the last one for ever."""
    left = list(answers)
    return lambda handler: left.pop(0) if len(left) > 1 else left[0]
