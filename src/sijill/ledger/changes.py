"""Versions of one article: the same address with other words, in the order they were seen, and what each changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from sijill.ledger.sources import cite
from sijill.model.graph import Change, Evidence, VersionRow
from sijill.model.records import Article
from sijill.text.addresses import address_key
from sijill.text.differences import find_differences

__all__ = ["Sighting", "choose_versions", "list_changes"]

_HASH = 8  # digits of a page's hash that are enough to name it
Blocks = tuple[tuple[int, str], ...]


class Sighting(Struct, frozen=True):
    """Where a page was published, in one form for all its versions, and when it was fetched, recorded last of all."""

    address: str
    fetched: str | None
    recorded: str


def list_changes(articles: Iterable[Article], sightings: Mapping[str, Sighting]) -> list[VersionRow]:
    """A row for every version that differs from the one before it; `sightings` by page hash."""
    versions: dict[tuple[str, int], list[Article]] = defaultdict(list)
    for article in articles:
        sighting = sightings.get(article.page_sha256)
        if sighting is not None:
            versions[sighting.address, article.ordinal].append(article)
    rows = []
    for (address, _), found in sorted(versions.items()):
        found.sort(key=lambda article: _order(article, sightings[article.page_sha256]))
        for earlier, later in pairwise(found):
            changes = tuple(_changes(earlier, later))
            if changes:
                seen = tuple(_seen(version, sightings[version.page_sha256]) for version in (earlier, later))
                evidence = tuple(words for change in changes for words in (change.before, change.after) if words)
                rows.append(VersionRow(address, cite(earlier), cite(later), (seen[0], seen[1]), changes, evidence))
    return rows


def choose_versions(wanted: str, articles: Iterable[Article], sightings: Mapping[str, Sighting]) -> list[Article]:
    """The articles of the address that is meant: by the address itself, a page's hash, or its name."""
    key = address_key(wanted)
    found = list(articles)
    addresses = {key} if key else set()
    for article in found:
        sha256 = article.page_sha256
        named = wanted in (article.source, sha256) or (len(wanted) >= _HASH and sha256.startswith(wanted))
        sighting = sightings.get(sha256)
        if named and sighting:
            addresses.add(sighting.address)
    return [article for article in found if (s := sightings.get(article.page_sha256)) and s.address in addresses]


def _seen(article: Article, sighting: Sighting) -> str | None:
    """When a version was there: fetched, else changed or published as it says of itself."""
    updated = article.updated.value if article.updated else None
    return sighting.fetched or updated or article.published.value


def _order(article: Article, sighting: Sighting) -> tuple[str, str, str]:
    """Sorts versions by when they were seen, those without any day by when they came into the record."""
    return _seen(article, sighting) or sighting.recorded, sighting.recorded, article.page_sha256


def _changes(earlier: Article, later: Article) -> Iterator[Change]:
    for part, old, new in (("title", _title(earlier), _title(later)), ("text", earlier.blocks, later.blocks)):
        for difference in find_differences(old, new):
            before = _evidence(earlier, old, difference.old)
            after = _evidence(later, new, difference.new)
            yield Change(difference.kind, "title" if part == "title" else "text", before, after)


def _title(article: Article) -> Blocks:
    return ((article.title.start, article.title.text),) if article.title else ()


def _evidence(article: Article, blocks: Sequence[tuple[int, str]], span: tuple[int, int]) -> Evidence | None:
    start, end = span[0], span[1]
    if start == end:
        return None
    for place, text in blocks:
        if place <= start and end <= place + len(text):
            return Evidence(article.page_sha256, start, end, text[start - place : end - place])
    return None
