"""Addresses of pages: one for all the ways in which the same article is linked, and the day that some of them tell."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

__all__ = ["address_key", "day_in_address"]

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|ref|ref_src|cmpid|ocid|smid|share|spm|_ga|at_\w+"
)
_HOST_PREFIX = re.compile(r"^(?:www|m|mobile|amp)\.")
_AMP_TAIL = re.compile(r"(?:/amp|/amp\.html|/index\.(?:html?|php|aspx?))$")
_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/-]?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")


def address_key(url: str | None) -> str | None:
    """What two addresses of one article share: no scheme, `www.`, fragment, tracking or trailing slash; None for no web address.

    >>> address_key("https://www.Nakheel.example/news/12/?utm_source=x#top") == address_key("http://nakheel.example/news/12")
    True
    """
    try:
        parts = urlsplit((url or "").strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    host = _HOST_PREFIX.sub("", host) + (f":{port}" if port not in (None, 80, 443) else "")
    path = _AMP_TAIL.sub("", unquote(parts.path, errors="replace").rstrip("/"))
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query)
        if not _TRACKING.fullmatch(name.lower()) and name != "amp"
    ]
    return f"{host}{path}" + (f"?{urlencode(sorted(kept))}" if kept else "")


def day_in_address(url: str | None) -> str | None:
    """The day that the path of an address tells, if it tells exactly one: `/2024/03/02/`, `/2024-3-2-`, `/20240302`.

    >>> day_in_address("https://nakheel.example/2024/03/02/bridge"), day_in_address("https://nakheel.example/2024/13/02/")
    ('2024-03-02', None)
    """
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    days = set()
    for match in _DAY.finditer(path):
        if not match["mark"] and len(match[0]) != 8:
            continue
        try:
            days.add(date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat())
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None
