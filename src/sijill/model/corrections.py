"""What people put right: each correction a record of its own, with its target, its editor, its day and its reason.

A correction names its target by page hash, kind and span, never by an id that was worked out, so that it finds it again
when the pages are read anew.  Nothing is overwritten: undoing is one more correction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, NamedTuple, cast

import msgspec
from msgspec import Struct

from sijill.model.records import Act, labelled

__all__ = [
    "NO_PAIRS", "ActChange", "Change", "ChangeKind", "Confirmation", "Correction", "DayChange", "DifferentThing", "Hiding",
    "Note", "Pair", "Pairs", "PlaceChange", "SameThing", "Span", "SpeakerChange", "Target", "TargetKind", "Undoing",
    "content_of", "counting", "make_correction", "pairs_of", "standing", "targets_of",
]  # fmt: skip

ChangeKind = Literal["speaker", "act", "day", "place", "hide", "note", "confirm", "same", "different", "undo"]
TargetKind = Literal["article", "statement", "event", "mention"]
Span = tuple[str, int, int]
"""Page hash, first character, one past the last."""


class Target(Struct, frozen=True):
    """What is corrected: characters of a page, and what was read there.

    An article is named by its headline (else its first paragraph), a statement by its content (by its cue where another one
    has the same content), an event by the word that names it, a mention by itself.
    """

    page_sha256: Annotated[str, labelled("بصمة الصفحة", "Page hash", "SHA-256 of the page's bytes")]
    kind: Annotated[TargetKind, labelled("النوع", "Kind", "article, statement, event or mention")]
    start: Annotated[int, labelled("من", "Start", "first character, counted in code points from 0")]
    end: Annotated[int, labelled("إلى", "End", "one past the last character")]
    words: Annotated[str, labelled("اللفظ", "Words", "the words that stand there")]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.page_sha256, self.start, self.end


class SpeakerChange(Struct, frozen=True, tag_field="what", tag="speaker"):
    """Of a statement: who said it; `name` is null where nobody can be told."""

    name: str | None


class ActChange(Struct, frozen=True, tag_field="what", tag="act"):
    """Of a statement: what the speaker does by saying it."""

    act: Act


class DayChange(Struct, frozen=True, tag_field="what", tag="day"):
    """Of an article when it was published, of a statement when it was said, of an event when it happened.

    A TIMEX3 value (`2031-05-02`, `2031-05`); of an article a day or minute; null where it is open.
    """

    value: str | None


class PlaceChange(Struct, frozen=True, tag_field="what", tag="place"):
    """Of an event: where it happened, words of its article; of a mention: which place it means.

    `name` is null where no place is told; `place` is the id of a place of the gazetteer where the name does not settle it.
    """

    name: str | None
    place: str | None = None


class Hiding(Struct, frozen=True, tag_field="what", tag="hide"):
    """The line is not shown and nothing is derived from it."""


class Note(Struct, frozen=True, tag_field="what", tag="note"):
    """Words beside the line; they change nothing."""

    text: str


class Confirmation(Struct, frozen=True, tag_field="what", tag="confirm"):
    """Somebody has read the line against its page and found it right."""


class SameThing(Struct, frozen=True, tag_field="what", tag="same"):
    """Two mentions name one thing, or two events are one."""

    other: Target


class DifferentThing(Struct, frozen=True, tag_field="what", tag="different"):
    """Two mentions name different things, or two events are two: the target leaves, the other stays."""

    other: Target


class Undoing(Struct, frozen=True, tag_field="what", tag="undo"):
    """Another correction no longer stands."""

    correction: str


Change = (
    SpeakerChange
    | ActChange
    | DayChange
    | PlaceChange
    | Hiding
    | Note
    | Confirmation
    | SameThing
    | DifferentThing
    | Undoing
)


class Correction(Struct, frozen=True):
    """One correction."""

    id: Annotated[str, labelled("المعرّف", "Id", "hash of everything below but the signature")]
    target: Annotated[Target, labelled("الموضع", "Target", "what is corrected")]
    change: Annotated[Change, labelled("التصحيح", "Change", "what is put right, and how")]
    who: Annotated[str, labelled("المحرر", "Who", "the editor's name")]
    made: Annotated[str, labelled("متى", "Made", "when it was made, UTC")]
    why: Annotated[str, labelled("السبب", "Why", "the reason, in the editor's words")]
    signature: Annotated[
        str | None,
        labelled("التوقيع", "Signature", "`ed25519:KEY:SIGNATURE` in base64, null where no key is configured"),
    ] = None

    @property
    def order(self) -> tuple[str, str]:
        """Where it stands among all: by the time it was made."""
        return self.made, self.id

    @property
    def what(self) -> ChangeKind:
        """What sort of change it is."""
        return cast(ChangeKind, type(self.change).__struct_config__.tag)

    @property
    def told(self) -> str:
        """Who, when and why, in one phrase.

        >>> from sijill.model.corrections import Hiding, Target, make_correction
        >>> target = Target("00", "event", 0, 4, "انهار")  # collapsed
        >>> make_correction(target, Hiding(), who="Rima", made="2031-05-20T09:00:00.000000Z", why="no event").told
        'corrected by Rima, 2031-05-20: no event'
        """
        return f"corrected by {self.who}, {self.made[:10]}" + (f": {self.why}" if self.why else "")


def make_correction(target: Target, change: Change, *, who: str, made: str, why: str) -> Correction:
    """The correction with its id; `made` is UTC to the microsecond, so that the same change can be made again later."""
    bare = Correction("", target, change, who, made, why)
    return msgspec.structs.replace(bare, id=hashlib.sha256(content_of(bare)).hexdigest()[:16])


def targets_of(correction: Correction) -> tuple[Target, ...]:
    """What a correction names: its target, and what it compares that with."""
    change = correction.change
    own = (correction.target,)
    return (*own, change.other) if isinstance(change, SameThing | DifferentThing) else own


def content_of(correction: Correction) -> bytes:
    """What the id is a hash of and what is signed: canonical JSON of everything but the id and the signature."""
    content = {name: getattr(correction, name) for name in ("target", "change", "who", "made", "why")}
    return msgspec.json.encode(content, order="sorted")


def standing(corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections that count, in the order they were made: without the undone ones and the undoings.

    An undoing may itself be undone.  The order in which they are given makes no difference.
    """
    every = list(corrections)
    counts = counting(every)
    found = {one.id: one for one in every if one.id in counts and not isinstance(one.change, Undoing)}
    return sorted(found.values(), key=lambda one: one.order)


def counting(corrections: Iterable[Correction]) -> set[str]:
    """The ids of all corrections that nothing undoes, undoings among them."""
    undoings: dict[str, set[str]] = {}
    every: set[str] = set()
    for one in corrections:
        every.add(one.id)
        if isinstance(one.change, Undoing):
            undoings.setdefault(one.change.correction, set()).add(one.id)
    counts: dict[str, bool] = {}
    for first in sorted(every):
        waiting = [first]
        while waiting:  # not by recursion: undoings of undoings may be many
            identity = waiting[-1]
            counts.setdefault(
                identity, True
            )  # an id is a hash over what it undoes: only a forged one comes back to itself
            by = sorted(undoings.get(identity, ()))
            unknown = [one for one in by if one not in counts]
            waiting += unknown
            if not unknown:
                counts[waiting.pop()] = not any(counts[one] for one in by)
    return {identity for identity in every if counts[identity]}


class Pair(NamedTuple):
    """Two places of the record that somebody put together or apart, and the correction that says so."""

    one: Span
    other: Span
    correction: Correction


class Pairs(NamedTuple):
    """What must be one and what must not, each pair once; of `different` the first leaves."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()


NO_PAIRS = Pairs()


def pairs_of(corrections: Sequence[Correction], kind: Literal["mention", "event"]) -> Pairs:
    """What standing corrections say of mentions, or of events; where two speak of the same pair, the later one holds."""
    latest: dict[frozenset[Span], Correction] = {}
    for one in sorted(corrections, key=lambda one: one.order):
        if isinstance(one.change, SameThing | DifferentThing) and one.target.kind == kind:
            latest[frozenset({one.target.span, one.change.other.span})] = one
    pairs = [
        (one, Pair(one.target.span, _other(one), one)) for one in sorted(latest.values(), key=lambda one: one.order)
    ]
    return Pairs(
        tuple(pair for one, pair in pairs if isinstance(one.change, SameThing)),
        tuple(pair for one, pair in pairs if isinstance(one.change, DifferentThing)),
    )


def _other(correction: Correction) -> Span:
    assert isinstance(correction.change, SameThing | DifferentThing)
    return correction.change.other.span
