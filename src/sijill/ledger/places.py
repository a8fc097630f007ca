"""The places of a record, each once, with everything that names it and how many events happen there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sijill.ledger.placequery import lies_in
from sijill.model.graph import ArticleKey, Evidence, PlaceRow, TimelineEntry
from sijill.model.places import Located
from sijill.text.places import place_key

__all__ = ["list_places"]

Mention = tuple[ArticleKey, Located]


def list_places(
    located: Mapping[ArticleKey, Sequence[Located]],
    entries: Iterable[TimelineEntry] = (),
    *,
    within: str | None = None,
) -> list[PlaceRow]:
    """A row a place, those in most articles first; behind them the names that stay open.

    `entries` are the events whose places are counted; `within` keeps what is, or lies in, the place it names.
    """
    named: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for key in sorted(located):
        for one in located[key]:
            named[("spot", one.spot.id) if one.spot else ("open", place_key(one.text))].append((key, one))
    events = _count_events(entries)
    rows = [_row(found, events) for found in named.values()]
    if within is not None:
        rows = [row for row in rows if row.spot is not None and lies_in(within, row.spot)]
    return sorted(
        rows, key=lambda row: (row.spot is None, -row.articles, -row.mentions, row.name, row.evidence[0].page_sha256)
    )


def _count_events(entries: Iterable[TimelineEntry]) -> Counter[str]:
    """Events by the id of every place that holds one of their places."""
    counts: Counter[str] = Counter()
    for entry in entries:
        spots = [where.spot for where in entry.places if where.spot is not None]
        counts.update({spot.id for spot in spots} | {place.id for spot in spots for place in spot.within})
    return counts


def _row(found: Sequence[Mention], events: Counter[str]) -> PlaceRow:
    first = found[0][1]
    words = Counter(one.text for _, one in found)
    name = first.spot.name if first.spot is not None else min(words, key=lambda word: (-words[word], word))
    spellings = {place_key(name): name}
    for word in sorted(words, key=lambda word: (-words[word], word)):
        spellings.setdefault(place_key(word), word)
    reasons = Counter(reason for _, one in found for reason in one.reasons)
    candidates = {candidate.id: candidate for _, one in found for candidate in one.candidates}
    return PlaceRow(
        name=name,
        spot=first.spot,
        aliases=tuple(sorted(set(spellings.values()) - {name})),
        mentions=len(found),
        articles=len({key for key, _ in found}),
        events=events[first.spot.id] if first.spot is not None else 0,
        reasons=tuple(sorted(reasons, key=lambda reason: (-reasons[reason], reason))),
        candidates=tuple(candidates.values()),
        evidence=tuple(Evidence(key[0], one.start, one.end, one.text) for key, one in found),
    )
