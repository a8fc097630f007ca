"""Corrections replayed over articles as they were read, before anything is derived from them.

Days of publication come first, since relative times are counted from them (`run.days` reads those again); then speakers,
acts, days, places and what is hidden.  Corrections apply in every as-of view, whenever they were made: they mend how a page
was read, and the page said what it says on the day it was published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from sijill.ledger.asof import known_by
from sijill.ledger.targets import Part, find_part, parts_of
from sijill.model.commitments import CommitmentRow
from sijill.model.corrections import (
    ActChange,
    Change,
    Confirmation,
    Correction,
    DayChange,
    DifferentThing,
    Hiding,
    Note,
    PlaceChange,
    SameThing,
    Span,
    SpeakerChange,
    Target,
    TargetKind,
    targets_of,
)
from sijill.model.graph import ArticleKey, PlaceRow, StatementRow, Thing, TimelineEntry, article_key
from sijill.model.records import Article, Entity, Event, Place, Published, Speaker, Statement
from sijill.model.time import TimeValue, bounds_of
from sijill.text.names import resolve_name
from sijill.text.places import place_key

__all__ = [
    "Marks", "correct_articles", "correct_days", "find_hidden", "find_marks", "find_place", "find_waiting", "fixed_places",
    "known_corrections", "mark_rows",
]  # fmt: skip

Marks = Mapping[tuple[str, str, int, int], tuple[Correction, ...]]
"""Corrections by page, kind and the characters that a row cites; of an article by `article`, its ordinal and 0."""

Row = TypeVar("Row", StatementRow, TimelineEntry, CommitmentRow, Thing, PlaceRow)
CORRECTED = "corrected"  # as a reason
_KINDS: dict[type, tuple[TargetKind, ...]] = {
    StatementRow: ("statement",), TimelineEntry: ("event",), CommitmentRow: ("statement", "event"),
    Thing: ("mention",), PlaceRow: ("mention",),
}  # fmt: skip


def correct_days(articles: Iterable[Article], corrections: Sequence[Correction]) -> list[Article]:
    """The articles without the hidden ones, with the days of publication that were put right; nothing is read again."""
    by_page = _by_page(corrections)
    found = []
    for article in articles:
        own = [one for one in by_page.get(article.page_sha256, ()) if one.target.kind == "article"]
        own = [one for one in own if find_part(article, one.target) is not None]
        if any(isinstance(one.change, Hiding) for one in own):
            continue
        for one in own:
            if isinstance(one.change, DayChange):
                article = replace(article, published=_published(one, one.change.value))  # noqa: PLW2901
        found.append(article)
    return found


def correct_articles(articles: Iterable[Article], corrections: Sequence[Correction]) -> list[Article]:
    """The articles with their statements, events and mentions put right; of two words on one thing the later holds."""
    by_page = _by_page(corrections)
    return [
        _correct(article, by_page[article.page_sha256]) if article.page_sha256 in by_page else article
        for article in articles
    ]


def find_waiting(articles: Iterable[Article], corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections whose target, or what they compare it with, is not among the articles as they were read."""
    by_page: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_page[article.page_sha256].append(article)
    waiting = []
    for one in corrections:
        named = targets_of(one)
        if not all(any(find_part(held, target) for held in by_page.get(target.page_sha256, ())) for target in named):
            waiting.append(one)
    return waiting


def find_hidden(articles: Iterable[Article], corrections: Sequence[Correction], day: str) -> list[Article]:
    """The articles that somebody hid and that, by the day they state or were given, had been published by `day`."""
    by_page = _by_page([one for one in corrections if one.target.kind == "article" and isinstance(one.change, Hiding)])
    hidden = [
        article
        for article in articles
        if any(find_part(article, one.target) is not None for one in by_page.get(article.page_sha256, ()))
    ]
    return known_by(correct_days(hidden, [one for one in corrections if not isinstance(one.change, Hiding)]), day)[0]


def known_corrections(
    corrections: Iterable[Correction], as_read: Iterable[Article], known: Collection[ArticleKey]
) -> list[Correction]:
    """The corrections of which every target stands in a known article; `as_read` are all of the record as they were read.

    Where nothing is read any more that a target names, every article of its page has to be known.
    """
    by_page: dict[str, list[Article]] = defaultdict(list)
    for article in as_read:
        by_page[article.page_sha256].append(article)

    def is_known(target: Target) -> bool:
        held = by_page.get(target.page_sha256, [])
        named = [article for article in held if find_part(article, target) is not None] or held
        return bool(named) and all(article_key(article) in known for article in named)

    return [one for one in corrections if all(map(is_known, targets_of(one)))]


def find_place(article: Article, event: Event, name: str) -> Place | None:
    """Where the article names the place, nearest to the event's word; None where it does not."""
    trigger = event.trigger.start
    mentions = [e for e in article.entities if e.kind in ("LOC", "FAC") and place_key(e.text) == place_key(name)]
    if mentions:
        near = min(mentions, key=lambda one: abs(one.start - trigger))
        return Place(near.text, near.start, near.end, near.entity)
    title = [(article.title.start, article.title.text)] if article.title else []
    starts = [start + text.find(name) for start, text in (*title, *article.blocks) if name and name in text]
    if not starts:
        return None
    start = min(starts, key=lambda start: abs(start - trigger))
    return Place(name, start, start + len(name), None)


def fixed_places(articles: Iterable[Article], corrections: Sequence[Correction]) -> dict[Span, tuple[str | None, str]]:
    """Which place of the gazetteer words of a page mean (None: open), as people settled it, and who says so."""
    by_page = _by_page(corrections)
    fixed: dict[Span, tuple[str | None, str]] = {}
    for article in articles:
        for one in by_page.get(article.page_sha256, ()):
            change = one.change
            if not isinstance(change, PlaceChange):
                continue
            part = find_part(article, one.target)
            if isinstance(part, Entity):
                fixed[one.target.span] = change.place, one.told
            elif isinstance(part, Event) and change.name and change.place:
                place = find_place(article, part, change.name)
                if place is not None:
                    fixed[article.page_sha256, place.start, place.end] = change.place, one.told
    return fixed


def find_marks(articles: Iterable[Article], corrections: Sequence[Correction]) -> Marks:
    """The corrections that each line rests on; `articles` are the corrected ones."""
    by_page = _by_page(corrections)
    marks: dict[tuple[str, str, int, int], dict[str, Correction]] = defaultdict(dict)
    for article in articles:
        page = article.page_sha256
        for one in by_page.get(page, ()):
            for part in [found for target in targets_of(one) if (found := find_part(article, target)) is not None]:
                for key in _keys(article, part, one.change):
                    marks[page, *key][one.id] = one
    return {key: _latest(found.values()) for key, found in marks.items()}


def mark_rows(rows: Sequence[Row], marks: Marks) -> list[Row]:
    """The rows with the corrections that they rest on: those of their own words, and of the days of their articles."""
    if not marks:
        return list(rows)
    return [replace(row, corrected=found) if (found := _marks_of(row, marks)) else row for row in rows]


def _marks_of(row: Row, marks: Marks) -> tuple[Correction, ...]:
    found: dict[str, Correction] = {}
    for words in row.evidence:
        for kind in _KINDS[type(row)]:
            found |= {one.id: one for one in marks.get((words.page_sha256, kind, words.start, words.end), ())}
    for source in getattr(row, "sources", ()):
        for one in marks.get((source.page_sha256, "article", source.ordinal, 0), ()):
            if isinstance(one.change, DayChange):
                found[one.id] = one
    return tuple(sorted(found.values(), key=lambda one: one.order))


def _keys(article: Article, part: Part, change: Change) -> list[tuple[str, int, int]]:
    """The words under which lines cite what was changed, and lines that follow from it.

    Whom a mention names stands behind what its bearer says and does in the article, where it lies behind its events.
    """
    if isinstance(part, Article):
        return [("article", article.ordinal, 0)]
    if isinstance(part, Statement):
        return [("statement", part.content.start, part.content.end)]
    if isinstance(part, Event):
        return [("event", part.trigger.start, part.trigger.end)]
    said: list[Statement] = []
    done: list[Event] = []
    if isinstance(change, SameThing | DifferentThing):
        said = [one for one in article.statements if one.speaker.entity == part.entity]
        done = [one for one in article.events if any(actor.entity == part.entity for actor in one.actors)]
    elif isinstance(change, PlaceChange):
        done = [one for one in article.events if any(place.start == part.start for place in one.places)]
    return [
        ("mention", part.start, part.end),
        *(("statement", one.content.start, one.content.end) for one in said),
        *(("event", one.trigger.start, one.trigger.end) for one in done),
    ]


def _latest(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Of two corrections of the same kind on the same target the later one; notes and pairs all stand."""
    kept: dict[object, Correction] = {}
    for one in sorted(corrections, key=lambda one: one.order):
        alone = isinstance(one.change, Note | SameThing | DifferentThing)
        kept[one.id if alone else (one.target, type(one.change))] = one
    return tuple(sorted(kept.values(), key=lambda one: one.order))


def _by_page(corrections: Sequence[Correction]) -> dict[str, list[Correction]]:
    found: dict[str, list[Correction]] = defaultdict(list)
    for one in corrections:
        for page in {target.page_sha256 for target in targets_of(one)}:
            found[page].append(one)
    return dict(found)


def _published(correction: Correction, value: str | None) -> Published:
    """The publication clock as somebody gives it; what the page states is set aside."""
    return Published(value, "given" if value else "unknown", reason=correction.told)


def _correct(article: Article, corrections: Sequence[Correction]) -> Article:
    changes: dict[object, list[Correction]] = defaultdict(list)
    for one in corrections:
        if one.target.kind != "article" and not isinstance(
            one.change, Note | Confirmation | SameThing | DifferentThing
        ):
            changes[one.target].append(one)
    by_part = {id(part): changes[target] for target, part in parts_of(article) if target in changes}
    if not by_part:
        return article
    hidden = {part for part, found in by_part.items() if any(isinstance(one.change, Hiding) for one in found)}
    return replace(
        article,
        statements=tuple(
            _statement(article, one, by_part.get(id(one), ())) for one in article.statements if id(one) not in hidden
        ),
        events=tuple(_event(article, one, by_part.get(id(one), ())) for one in article.events if id(one) not in hidden),
        entities=tuple(one for one in article.entities if id(one) not in hidden),
    )


def _statement(article: Article, statement: Statement, corrections: Sequence[Correction]) -> Statement:
    for one in corrections:
        change = one.change
        if isinstance(change, SpeakerChange):
            statement = replace(statement, speaker=_speaker(article, statement.speaker, change.name))
        elif isinstance(change, ActChange):
            statement = replace(statement, act=change.act)
        elif isinstance(change, DayChange):
            statement = replace(statement, said_on=_time(change.value))
    return statement


def _speaker(article: Article, was: Speaker, name: str | None) -> Speaker:
    """The speaker as somebody gives him; printed words that name somebody else are not his (`الوزير` may be)."""
    named = resolve_name(name, article.entities) if name else None
    entity = named.entity if named else None
    printed = resolve_name(was.text, article.entities) if was.text else None
    if printed is not None and printed.entity != entity:
        return Speaker(None, None, None, name, entity)
    return replace(was, name=name, entity=entity)


def _event(article: Article, event: Event, corrections: Sequence[Correction]) -> Event:
    for one in corrections:
        change = one.change
        if isinstance(change, DayChange):
            event = replace(event, when=_time(change.value))
        elif isinstance(change, PlaceChange) and change.name is None:
            event = replace(event, places=())
        elif isinstance(change, PlaceChange) and change.name is not None:
            place = find_place(article, event, change.name)
            event = replace(event, places=(place,)) if place is not None else event
    return event


def _time(value: str | None) -> TimeValue:
    return TimeValue(value, None, *bounds_of(value), CORRECTED)
