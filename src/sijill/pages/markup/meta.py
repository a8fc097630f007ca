"""What the head of an HTML page says of it: titles, site name, clocks.  None of it has visible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import msgspec
from msgspec import Struct

from sijill.pages.dates.clock import Clock, weekday_of
from sijill.text.addresses import address_key
from sijill.text.fold import fold_text

_META = re.compile(r"<meta\s([^>]{1,2000})>", re.I)
_CANONICAL = re.compile(r"<link\s(?=[^>]{0,500}rel=[\"']?canonical)[^>]{1,1000}>", re.I)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LD = re.compile(r"<script[^>]{0,200}?ld\+json[^>]{0,200}>", re.I)
_LD_END = re.compile("</script", re.I)
_LD_LONGEST = 200_000  # characters of one linked record
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,1000})</title", re.I)
_DAY = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:[.,]\d{1,9})?)?"
    r"\s?(?:(?P<utc>Z|UTC|GMT)|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d))?)?"
)
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "dc.date",
)
_CHANGED = ("article:modified_time", "og:updated_time", "datemodified")
_ARTICLES = (
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "blogposting",
    "webpage",
)
_SITES = ("website", "newsmediaorganization", "organization")
_WORD = re.compile(r"[^\W_]+")


class Head(Struct, frozen=True):
    """Titles as folded words, the site's name as printed, the clocks in the order of how far they are trusted, the address,
    the `<title>` as written, and the writer's name that the records give."""

    titles: tuple[str, ...] = ()
    site: str | None = None
    clocks: tuple[Clock, ...] = ()
    address: str | None = None
    title: str | None = None
    writer: str | None = None


def read_head(html: str) -> Head:
    """The head's titles, site name and clocks.

    >>> read_head('<meta property="og:site_name" content="النافذة">').site  # "the window"
    'النافذة'
    """
    metas = dict(_read_metas(html))
    title = _TITLE.search(html)
    titles = [metas.get("og:title"), metas.get("twitter:title")]
    site = metas.get("og:site_name") or metas.get("application-name")
    writer = metas.get("author") or metas.get("article:author") or metas.get("dc.creator")
    published: list[tuple[str, str]] = []
    changed: list[tuple[str, str]] = []
    named: str | None = None
    for thing in _read_linked(html):
        kind = str(thing.get("@type", "")).lower()
        if kind.strip("[]' ") in _ARTICLES or "article" in kind:
            published += [("json-ld", value) for value in [thing.get("datePublished")] if isinstance(value, str)]
            changed += [("json-ld", value) for value in [thing.get("dateModified")] if isinstance(value, str)]
            titles.append(thing["headline"] if isinstance(thing.get("headline"), str) else None)
            site = site or _name_of(thing.get("publisher"))
            writer = _name_of(thing.get("author")) or writer
        elif kind in _SITES and not named:
            named = _name_of(thing)
    published += [(name, metas[name]) for name in _PUBLISHED if name in metas]
    titles.append(unescape(title[1]) if title else None)
    changed += [(name, metas[name]) for name in _CHANGED if name in metas]
    clocks = [clock for source, value in published if (clock := read_clock(value, source))]
    stated = {clock.value for clock in clocks}
    later = [clock for source, value in changed if (clock := read_clock(value, source, role="updated"))]
    clocks += [clock for clock in later if clock.value not in stated]  # templates repeat the day of publication
    folded = dict.fromkeys(" ".join(_WORD.findall(fold_text(text))) for text in titles if text)
    return Head(
        tuple(text for text in folded if text), (site or named or "").strip()[:100] or None, tuple(clocks),
        _read_address(html, metas), unescape(title[1]).strip()[:400] if title else None, (writer or "").strip()[:100] or None,
    )  # fmt: skip


def _name_of(thing: Any) -> str | None:
    """The name of a linked thing, of the first of several, or the name itself."""
    first = thing[0] if isinstance(thing, list) and thing else thing
    name = first.get("name") if isinstance(first, dict) else first
    return name.strip() if isinstance(name, str) and name.strip() and "://" not in name else None


def _read_address(html: str, metas: dict[str, str]) -> str | None:
    """Where the page says it lies: its canonical link, else `og:url`."""
    link = _CANONICAL.search(html, 0, 500_000)
    fields = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(link[0])} if link else {}
    url = unescape(fields.get("href", "")) or metas.get("og:url")
    return url if address_key(url) else None


def read_clock(value: str, source: str, start: int = 0, end: int = 0, role: str = "published") -> Clock | None:
    """A clock as machines write it, in the zone it was written in."""
    match = _DAY.match(value.strip())
    if match is None:
        return None
    try:
        weekday = weekday_of(match[1])
    except ValueError:
        return None
    # Midnight sharp is how templates write a day without its hour.
    minute = match[2] if match[2] and match[2] != "00:00" and match[2] < "24:00" else None
    zone = 0 if match["utc"] else None
    if match["sign"]:
        zone = (int(match["hours"]) * 60 + int(match["minutes"])) * (-1 if match["sign"] == "-" else 1)
    return Clock(start, end, f"{match[1]}T{minute}" if minute else match[1], role, weekday, source, zone)


def _read_metas(html: str) -> Iterator[tuple[str, str]]:
    for tag in _META.finditer(html, 0, 500_000):
        fields = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag[1])}
        name = fields.get("property") or fields.get("name") or fields.get("itemprop")
        if name and fields.get("content"):
            yield name.lower(), fields["content"]


def _read_linked(html: str) -> Iterator[dict[str, Any]]:
    at = 0
    while (script := _LD.search(html, at, 1_000_000)) and (end := _LD_END.search(html, script.end())):
        at = end.end()
        if end.start() - script.end() > _LD_LONGEST:
            continue
        try:
            found = msgspec.json.decode(html[script.end() : end.start()].strip())
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            continue
        things = found if isinstance(found, list) else [found]
        for thing in things:
            if isinstance(thing, dict):
                yield thing
                graph = thing.get("@graph")
                yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()
