"""What was put right, and what a person should look at, as lines."""

from __future__ import annotations

from msgspec import Struct

from sijill.model.corrections import (
    ActChange,
    Correction,
    DayChange,
    DifferentThing,
    Note,
    PlaceChange,
    SameThing,
    SpeakerChange,
    Target,
)
from sijill.model.graph import Evidence
from sijill.model.labels import VALUE_LABELS, Label
from sijill.model.review import CorrectionRow, ReviewRow
from sijill.model.time import TimeValue
from sijill.show.reasons import say_reasons
from sijill.show.wording import date_words, day_words
from sijill.store.signing import fingerprint_of
from sijill.text.passages import Passages
from sijill.web.asked import Asked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.views.paging import Paging, rows_shown

__all__ = ["CorrectionLine", "CorrectionsView", "ReviewView", "correction_line", "view_corrections", "view_review"]

LONGEST = 240  # characters of a line's words
OPEN = Label("مفتوح", "open")
KINDS = {
    "correction": Label("تصحيح لم يعد لفظه مقروءًا", "A correction whose words are no longer read"),
    "pair": Label("واحد أم اثنان؟", "One or two?"),
    "statement": Label("تصريح", "Statement"),
    "event": Label("حدث", "Event"),
    "article": Label("مقالة", "Article"),
}
OPENS = {
    "day of publication": Label("يوم النشر", "day of publication"),
    "speaker": Label("المتحدث", "speaker"),
    "day": Label("اليوم", "day"),
    "place": Label("المكان", "place"),
}


class CorrectionLine(Struct, frozen=True):
    """A correction: what it changes into what, on which words, by whom."""

    correction: Correction
    what: Label
    value: str | Label | None
    day: Label
    state: Label
    state_code: str
    kind: Label
    href: str | None
    fingerprint: str | None

    @property
    def can_be_undone(self) -> bool:
        """Whether it counts."""
        return self.state_code != "undone"


class CorrectionsView(Struct, frozen=True):
    """The list of corrections."""

    lines: list[CorrectionLine]
    paging: Paging


class ReviewLine(Struct, frozen=True):
    """A row of the queue, with the addresses of its words and of its forms."""

    row: ReviewRow
    kind: Label
    open: list[Label]
    why: Label
    words: list[tuple[list[tuple[str, bool]], str]]
    """The words, those in question apart, and where they stand."""
    forms: str | None
    correction: CorrectionLine | None
    outlet: str | None


class ReviewView(Struct, frozen=True):
    """The queue."""

    lines: list[ReviewLine]
    paging: Paging


def view_corrections(snapshot: Snapshot, asked: Asked, links: Links) -> CorrectionsView:
    """The corrections of the record, the newest first."""
    shown, paging = rows_shown(snapshot.correction_rows, asked)
    return CorrectionsView([correction_line(row, links) for row in shown], paging)


def correction_line(row: CorrectionRow, links: Links) -> CorrectionLine:
    """A correction as a line."""
    one = row.correction
    href = links.link(row.evidence[0]) if row.evidence and links.shows(row.evidence[0]) else None
    return CorrectionLine(
        one, VALUE_LABELS["change"][one.what], _value(one), day_words(one.made[:10]),
        VALUE_LABELS["correction state"][row.state], row.state, VALUE_LABELS["target"][one.target.kind], href,
        fingerprint_of(one),
    )  # fmt: skip


def _value(correction: Correction) -> str | Label | None:
    """What it says instead, in words."""
    change = correction.change
    if isinstance(change, SpeakerChange | PlaceChange):
        return change.name or OPEN
    if isinstance(change, ActChange):
        return VALUE_LABELS["act"][change.act]
    if isinstance(change, DayChange):
        return date_words(TimeValue(change.value)) if change.value else OPEN
    if isinstance(change, Note):
        return change.text
    return change.other.words if isinstance(change, SameThing | DifferentThing) else None


def view_review(snapshot: Snapshot, asked: Asked, links: Links) -> ReviewView:
    """The review queue."""
    shown, paging = rows_shown(snapshot.review, asked)
    return ReviewView([_review_line(snapshot, row, links) for row in shown], paging)


def _review_line(snapshot: Snapshot, row: ReviewRow, links: Links) -> ReviewLine:
    waiting = next((one for one in snapshot.correction_rows if one.correction is row.correction), None)
    targets = row.targets
    if row.correction is not None:  # what is read there now, which it may be made on again
        kind = row.correction.target.kind
        targets = tuple(Target(e.page_sha256, kind, e.start, e.end, e.words) for e in row.evidence)
    return ReviewLine(
        row,
        KINDS[row.kind],
        [
            OPENS[words] if words in OPENS else Label(words, words)
            for words in row.open
            if row.kind not in ("correction", "pair")
        ],
        say_reasons(row.why),
        [_words(snapshot, one, links) for one in targets],
        links.correct(targets[0]) if targets else None,
        correction_line(waiting, links) if waiting else None,
        row.sources[0].outlet if row.sources else None,
    )


def _words(snapshot: Snapshot, target: Target, links: Links) -> tuple[list[tuple[str, bool]], str]:
    """The words of a target and the address that marks them; of an event and a name in the sentence around them."""
    words = _evidence(target)
    if target.kind in ("event", "mention"):
        article = snapshot.by_key.get((target.page_sha256, links.ordinal_at(words)))
        if article is not None:
            around = Passages(article).sentence_at(target.start, target.end, target.words)
            first, last = target.start - around.start, target.end - around.start
            parts = [(around.words[:first], False), (around.words[first:last], True), (around.words[last:], False)]
            return [part for part in parts if part[0]], links.link(words)
    short = target.words if len(target.words) <= LONGEST else f"{target.words[:LONGEST].rstrip()}…"
    return [(short, False)], links.link(words)


def _evidence(target: Target) -> Evidence:
    return Evidence(target.page_sha256, target.start, target.end, target.words)
