"""Whether a correction can be made: what fits which target, and what has to be there for it."""

from __future__ import annotations

import re
from typing import get_args

import msgspec
from msgspec import MsgspecError
from msgspec.structs import replace

from sijill.ledger.asof import check_day
from sijill.ledger.corrected import find_place
from sijill.ledger.targets import Part, find_part
from sijill.model.corrections import (
    ActChange,
    Change,
    Confirmation,
    DayChange,
    DifferentThing,
    Hiding,
    Note,
    PlaceChange,
    SameThing,
    SpeakerChange,
    Target,
    TargetKind,
)
from sijill.model.errors import UsageError
from sijill.model.records import Act, Article, Entity, Event
from sijill.model.time import bounds_of
from sijill.text.places import find_rows, places_by_id

__all__ = ["FITTING", "check_change", "check_reason", "read_act"]

FITTING: dict[TargetKind, tuple[str, ...]] = {
    "article": ("day", "hide", "note", "confirm"),
    "statement": ("speaker", "act", "day", "hide", "note", "confirm"),
    "event": ("day", "place", "same", "different", "hide", "note", "confirm"),
    "mention": ("place", "same", "different", "hide", "note", "confirm"),
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d)?")


def read_act(words: str) -> Act:
    """The act that the words name; UsageError for another word.

    >>> read_act("Deny")
    'deny'
    """
    known: tuple[Act, ...] = get_args(Act)
    for act in known:
        if act == words.strip().lower():
            return act
    raise UsageError(f"'{words}' is no act.", hint=f"one of {', '.join(known)}")


def check_reason(why: str) -> None:
    """Raise UsageError where no reason is given."""
    if not why.strip():
        raise UsageError("A correction has a reason.", hint="say why, in a few words (--why TEXT)")


def check_change(article: Article, target: Target, change: Change) -> Change:
    """The change as it can be kept: a place with its id, words without the spaces around them.

    Raises UsageError where it does not fit the target, or where the article has not what it needs.
    """
    change = _check_kept(change)
    part = find_part(article, target)
    if part is None:
        raise UsageError(f"No {target.kind} at [{target.start}, {target.end}) of page {target.page_sha256[:12]}.")
    what = str(type(change).__struct_config__.tag)
    if what not in FITTING[target.kind]:
        fitting = ", ".join(FITTING[target.kind])
        raise UsageError(f"'{what}' puts nothing right in a {target.kind}.", hint=f"of a {target.kind}: {fitting}")
    if isinstance(change, DayChange):
        return _check_day(target, change)
    if isinstance(change, PlaceChange):
        return _check_place(article, part, change)
    if isinstance(change, SpeakerChange):
        return SpeakerChange(_words(change.name, "a name") if change.name is not None else None)
    if isinstance(change, Note):
        return Note(_words(change.text, "a note"))
    if isinstance(change, SameThing | DifferentThing) and (change.other == target or change.other.kind != target.kind):
        raise UsageError(
            f"Two {target.kind}s are put together or apart, not a {target.kind} and a {change.other.kind}."
        )
    assert isinstance(change, Confirmation | Hiding | SameThing | DifferentThing) or what == "act"
    return change


def _check_kept(change: Change) -> Change:
    """The change as it will be read back; UsageError where it could not be: one such row makes a record unreadable."""
    if isinstance(change, ActChange) and isinstance(change.act, str):
        return ActChange(read_act(change.act))
    try:
        kept: Change = msgspec.json.decode(msgspec.json.encode(change), type=Change)
    except (MsgspecError, TypeError, ValueError) as error:  # of a wrong type, or half a character
        raise UsageError(f"{change!r} cannot be kept: {error}.") from error
    return kept


def _words(text: str, what: str) -> str:
    if not text.strip():
        raise UsageError(f"An empty text is not {what}.")
    return " ".join(text.split())


def _check_day(target: Target, change: DayChange) -> DayChange:
    value = change.value
    if value is None:
        return change
    if target.kind == "article":
        if not _MOMENT.fullmatch(value):
            raise UsageError(f"'{value}' is no day of publication.", hint="write it as 2031-05-02 or 2031-05-02T14:55")
        check_day(value[:10])
    elif bounds_of(value) == (None, None):
        raise UsageError(f"'{value}' is no day, month or year.", hint="write it as 2031-05-02, 2031-05 or 2031")
    return change


def _check_place(article: Article, part: Part, change: PlaceChange) -> PlaceChange:
    if change.place is not None and places_by_id(change.place) is None:
        raise UsageError(f"No place has the id '{change.place}'.", hint="sijill places RECORD --json has their ids")
    if isinstance(part, Entity) and part.kind not in ("LOC", "FAC"):
        raise UsageError(f"'{part.text}' is read as {part.kind}, not as a place.")
    if change.name is None:
        return change
    name = _words(change.name, "a name")
    if isinstance(part, Event):
        if find_place(article, part, name) is None:
            raise UsageError(f"'{name}' stands nowhere in the article.", hint="give the place in words of the article")
        return replace(change, name=name)
    if change.place is not None:
        return replace(change, name=name)
    rows = find_rows(name)
    if len(rows) != 1:
        known = ", ".join(f"{row.id} {row.english} {row.country}".strip() for row in rows[:8])
        hint = f"say which with --place-id: {known}" if rows else "give the name of a place nearby"
        raise UsageError(f"'{name}' is the name of {len(rows) or 'no'} known place{'s' * (len(rows) > 1)}.", hint=hint)
    return PlaceChange(name, rows[0].id)
