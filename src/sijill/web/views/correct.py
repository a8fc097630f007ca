"""What was read at one place of the record, what was put right there, and the forms to put it right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

from msgspec import Struct

from sijill.ledger.days import day_bounds
from sijill.ledger.editing import FITTING
from sijill.ledger.targets import Part, find_part, parts_of
from sijill.model.corrections import Span, Target, TargetKind, targets_of
from sijill.model.graph import Evidence, article_key
from sijill.model.labels import VALUE_LABELS, Label
from sijill.model.records import Act, Article, Entity, Event, Statement
from sijill.show.wording import date_words, published_words
from sijill.text.passages import Passages
from sijill.web.links import Links, write_target
from sijill.web.snapshot import Snapshot
from sijill.web.trouble import NotFoundError
from sijill.web.views.corrections import CorrectionLine, correction_line

__all__ = ["CorrectView", "find_line", "view_correct"]

MOST_NEAR, MOST_NAMES = 20, 400
TARGET = re.compile(r"([0-9a-f]{64}):([a-z]+):(\d{1,9})-(\d{1,9})")


class Other(Struct, frozen=True):
    """Something that the target may be one with, or is taken to be one with."""

    target: str
    name: str
    note: Label | None = None


class PartLine(Struct, frozen=True):
    """A line of the article, with the address of its own forms."""

    kind: Label
    words: str
    href: str


class CorrectView(Struct, frozen=True):
    """The page."""

    target: str
    kind: TargetKind
    sentence: tuple[str, str, str]
    back: str
    read: list[tuple[Label, str | Label]]
    fitting: tuple[str, ...]
    acts: list[tuple[Act, Label]]
    places: list[str]
    taken: list[Other]
    others: list[Other]
    parts: list[PartLine]
    corrections: list[CorrectionLine]


def find_line(snapshot: Snapshot, written: str) -> tuple[Article, Target, Part]:
    """What was read at a place, before anybody put it right; NotFoundError where nothing is read there.

    Several statements of one content are named by their cues; the first of them answers to the content.
    """
    match = TARGET.fullmatch(written)
    page, kind, start, end = (match[1], match[2], int(match[3]), int(match[4])) if match else ("", "", 0, 0)
    for article in snapshot.read_by_page.get(page, ()):
        for target, part in parts_of(article):
            if target.kind == kind and (target.start, target.end) == (start, end):
                return article, target, part
        for target, part in parts_of(article):
            if (
                kind == "statement"
                and isinstance(part, Statement)
                and (part.content.start, part.content.end) == (start, end)
            ):
                return article, target, part
    raise NotFoundError(f"Nothing was read at {written[:120]}.", hint="the article's page lists what was")


def view_correct(snapshot: Snapshot, written: str, links: Links) -> CorrectView:
    """The page for one place of the record."""
    article, target, read = find_line(snapshot, written)
    shown = snapshot.by_key.get(article_key(article), article)
    part = find_part(shown, target) or read
    taken, others = _others(snapshot, target, part)
    return CorrectView(
        target=write_target(target),
        kind=target.kind,
        sentence=_sentence(article, target),
        back=links.link(Evidence(target.page_sha256, target.start, target.end, target.words)),
        read=list(_read(part)),
        fitting=FITTING[target.kind]
        if not isinstance(part, Entity) or part.kind in ("LOC", "FAC")
        else _no_place(part),
        acts=[(act, VALUE_LABELS["act"][act]) for act in get_args(Act)],
        places=sorted({entity.text for entity in article.entities if entity.kind in ("LOC", "FAC")}),
        taken=taken,
        others=others,
        parts=_parts(article, links) if isinstance(part, Article) else [],
        corrections=[
            correction_line(row, links)
            for row in snapshot.corrections_of(article)
            if target in targets_of(row.correction)
        ],
    )


def _sentence(article: Article, target: Target) -> tuple[str, str, str]:
    """The words, with what stands before and after them in their sentence; a statement and a headline stand alone."""
    if target.kind in ("article", "statement"):
        return "", target.words, ""
    whole = Passages(article).sentence_at(target.start, target.end, target.words)
    return whole.words[: target.start - whole.start], target.words, whole.words[target.end - whole.start :]


def _no_place(part: Entity) -> tuple[str, ...]:
    return tuple(what for what in FITTING["mention"] if what != "place")


def _read(part: Part) -> Iterator[tuple[Label, str | Label]]:
    """What is told of the line now."""
    open_ = Label("مفتوح", "open")
    if isinstance(part, Article):
        yield Label("تاريخ النشر", "Published"), published_words(part.published)
    elif isinstance(part, Statement):
        yield Label("المتحدث", "Speaker"), part.speaker.name or part.speaker.text or open_
        yield Label("الفعل الكلامي", "Act"), VALUE_LABELS["act"][part.act]
        yield Label("يوم القول", "Said on"), date_words(part.said_on) if part.said_on else open_
    elif isinstance(part, Event):
        yield Label("النوع", "Type"), VALUE_LABELS["event"][part.type]
        yield Label("الزمن", "When"), date_words(part.when) if part.when else open_
        yield Label("المكان", "Place"), "، ".join(place.text for place in part.places) or open_
    else:
        yield Label("النوع", "Kind"), VALUE_LABELS["entity"][part.kind]
        yield Label("الاسم", "Name"), part.name


def _parts(article: Article, links: Links) -> list[PartLine]:
    lines = [
        PartLine(VALUE_LABELS["target"][target.kind], target.words, links.correct(target))
        for target, part in parts_of(article)
        if not isinstance(part, Article)
    ]
    return list({line.href: line for line in lines}.values())


def _others(snapshot: Snapshot, target: Target, part: Part) -> tuple[list[Other], list[Other]]:
    """What the line is taken to be one with, and what it may be one with."""
    if isinstance(part, Entity):
        return _other_names(snapshot, target, part)
    return _other_events(snapshot, target, part) if isinstance(part, Event) else ([], [])


def _other_names(snapshot: Snapshot, target: Target, part: Entity) -> tuple[list[Other], list[Other]]:
    """The mention that stays where this one leaves (one of another article, if any), and the other things of its sort."""
    thing = snapshot.register.thing_at(*target.span)
    taken = [words for words in (thing.evidence if thing else ()) if _span(words) != target.span]
    away = [words for words in taken if words.page_sha256 != target.page_sha256]
    acts = part.kind in ("PER", "ORG")
    others = [
        Other(_name_target(one.evidence[0]), one.name, VALUE_LABELS["entity"][one.kind])
        for one in snapshot.things.values()
        if (thing is None or one.id != thing.id) and (one.kind in ("PER", "ORG")) == acts
    ]
    return [Other(_name_target(words), words.words) for words in (away or taken)[:1]], others[:MOST_NAMES]


def _span(words: Evidence) -> Span:
    return words.page_sha256, words.start, words.end


def _name_target(words: Evidence) -> str:
    return write_target(Target(words.page_sha256, "mention", words.start, words.end, words.words))


def _other_events(snapshot: Snapshot, target: Target, part: Event) -> tuple[list[Other], list[Other]]:
    """The other mentions of the event, and the events of its type, the nearest in time first."""
    entries = snapshot.entries
    own = next((one for one in entries if target.span in map(_span, one.evidence)), None)
    taken = [words for words in (own.evidence if own else ()) if _span(words) != target.span]
    day = day_bounds(part.when)[0]
    near = sorted(
        (one for one in entries if one is not own and one.type == part.type),
        key=lambda one: _far(day_bounds(one.when)[0], day),
    )
    return (
        [Other(_event_target(words), words.words) for words in taken[:MOST_NEAR]],
        [Other(_event_target(one.trigger), one.heading.words[:160], date_words(one.when)) for one in near[:MOST_NEAR]],
    )


def _event_target(words: Evidence) -> str:
    return write_target(Target(words.page_sha256, "event", words.start, words.end, words.words))


def _far(one: str | None, other: str | None) -> tuple[bool, int]:
    """How far two days lie apart; open ones last."""
    if one is None or other is None:
        return True, 0
    return False, abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
