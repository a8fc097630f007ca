"""Feeds (RSS, Atom): an item is a page, made of its headline and its content as the feed gives them.

feedparser alone reads them: it takes half a millisecond an item, reading the item's article tens of them.  The faster
fastfeedparser (0.6) drops dates in Arabic, and tells others in UTC, which moves `17 Aug 2023 01:30 +0300` to the 16th.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from html import escape, unescape
from typing import Any, BinaryIO
from urllib.parse import urljoin

from sijill.model.records import Rejection
from sijill.pages.dates.clock import find_clocks
from sijill.pages.dates.published import parse_given
from sijill.pages.decode import decode_html
from sijill.pages.documents import MAX_PAGE_BYTES, Document

_FEED = re.compile(rb"<(?:rss|(?:\w+:)?feed|(?:rdf:)?RDF)[\s>]")
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf|\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>)*", re.S | re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_END = re.compile(r"</(?:rss|(?:\w+:)?feed|(?:rdf:)?RDF)\s*>")
_TAG = re.compile(r"<[^<>]*>")
_MARKUP = re.compile(r"<(?:p|div|br|a|img|ul|ol|h\d|span|strong|b|em|i|figure|table|blockquote)\b", re.I)


def is_feed(head: bytes) -> bool:
    """Whether the first bytes of a file open a feed."""
    head = head.replace(b"\x00", b"")  # UTF-16
    begin = _BEFORE.match(head.lstrip(b"\xff\xfe"))
    return bool(_FEED.match(head.lstrip(b"\xff\xfe"), begin.end() if begin else 0))


def read_feed(source: str, stream: BinaryIO | io.BufferedReader) -> Iterator[Document | Rejection]:
    """The items of a feed in its order, named by their links; the outlet is the item's source, else the feed's title."""
    body = stream.read(MAX_PAGE_BYTES + 1)
    if len(body) > MAX_PAGE_BYTES:
        yield Rejection(source, None, "large", f"The feed is over {MAX_PAGE_BYTES >> 20} MB.")
        return
    text = decode_html(body)
    feed = _parse(text)
    entries = feed["entries"]
    whole = _END.search(text, max(0, len(text) - 2_000))
    if not entries:
        yield Rejection(source, None, "feed", "It is a feed without items, or one too damaged to be read.")
    head = feed["feed"]
    atom = str(feed.get("version") or "").startswith("atom")
    for number, entry in enumerate(entries, 1):
        link = _link_of(entry, head, "")
        origin = entry.get("source") or {}
        outlet = _plain(origin.get("title")) or _plain(head.get("title"))
        published, changed = _days_of(entry, atom=atom)
        name = link or str(entry.get("id") or "") or f"{source}:{number}"
        if not (entry.get("title") or _content_of(entry)):
            yield Rejection(name, None, "empty", "The item has neither headline nor content.")
            continue
        if number == len(entries) and not whole:
            yield Rejection(name, None, "feed", "The feed is cut off in this item.")
            continue
        page = _write_page(entry, changed).encode("utf-8", "replace")
        yield Document(name, page, "html", link, published, outlet, "utf-8")


def find_links(body: bytes, url: str) -> list[str]:
    """The links of a feed's items, whole, each once, in the order of the feed that was found at `url`."""
    feed = _parse(decode_html(body))
    links = [_link_of(entry, feed["feed"], url) for entry in feed["entries"]]
    return list(dict.fromkeys(link for link in links if link))


def _parse(text: str) -> Any:
    """The feed with its words untouched; read from memory, so that nothing in it can make a request."""
    import feedparser  # here: it takes 80 ms, and few calls read feeds

    text = _DECLARATION.sub("", text)  # what it declares may be wrong; the bytes are UTF-8 from here on
    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError):
        return {"feed": {}, "entries": []}  # it stumbles over one damaged feed in some thousands


def _link_of(entry: Any, head: Any, url: str) -> str | None:
    link = str(entry.get("link") or "").strip()
    if not link:
        return None
    try:
        whole = urljoin(urljoin(url, str(head.get("link") or "")), link)
    except ValueError:  # `http://[`
        return None
    return whole if whole.startswith(("http://", "https://")) else None


def _days_of(entry: Any, *, atom: bool) -> tuple[str | None, str | None]:
    """The item's days of publication and of change; outside Atom the one day that is told is the publication's."""
    published = entry.get("published")
    changed = dict.get(entry, "updated")  # feedparser's own `get` gives the published day for a missing one
    if not published and not atom:
        published, changed = changed, None
    return _as_given(published), _as_given(changed)


def _as_given(day: str | None) -> str | None:
    """A feed's day in the form of given days, in the zone it was written in; one that is not understood as it stands.

    >>> _as_given("Thu, 17 Aug 2023 01:30:00 +0300"), _as_given("الخميس، 17 أغسطس 2023 - 10:30")  # "Thursday ..."
    ('2023-08-17T01:30:00+03:00', '2023-08-17T10:30')
    """
    if not day or parse_given(day):
        return day or None
    try:
        return parsedate_to_datetime(day).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        clock = next((clock for clock in find_clocks(day) if clock.value), None)
        return clock.value if clock else day


def _write_page(entry: Any, changed: str | None) -> str:
    """The item as a page: its headline, then its content or else its summary, word for word."""
    title = escape(_plain(entry.get("title")) or "", quote=False)
    content = _content_of(entry)
    if content and not _MARKUP.search(content):
        content = "\n".join(f"<p>{line.strip()}</p>" for line in content.splitlines() if line.strip())
    stamp = f'<meta property="article:modified_time" content="{escape(changed)}">' if changed else ""
    heading = f"<h1>{title}</h1>\n" if title else ""
    return (
        f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{title}</title>{stamp}</head>\n'
        f"<body><article>\n{heading}{content}\n</article></body></html>\n"
    )


def _content_of(entry: Any) -> str:
    """The longest content of the item, else its summary; plain text escaped."""
    pieces = [*(entry.get("content") or []), *([entry["summary_detail"]] if "summary_detail" in entry else [])]
    texts = [
        escape(value, quote=False) if piece.get("type") == "text/plain" else value
        for piece in pieces
        if (value := str(piece.get("value") or "").strip())
    ]
    return max(texts, key=len, default="")


def _plain(title: Any) -> str | None:
    """A title without its markup, in one line."""
    text = " ".join(unescape(_TAG.sub(" ", str(title or ""))).split())
    return text or None
