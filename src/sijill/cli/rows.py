"""How the parts of a row are told to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sijill.model.time import TimeValue

if TYPE_CHECKING:
    from sijill.model.corrections import Correction, Target
    from sijill.model.graph import Evidence
    from sijill.model.listing import Listing


def tell_time(when: TimeValue) -> str:
    """A time as short as it can honestly be told: its value, its bounds, or `?`.

    >>> tell_time(TimeValue("2023-08-17")), tell_time(TimeValue(None, None, "2023-08-01", None)), tell_time(TimeValue())
    ('2023-08-17', '2023-08-01..', '?')
    """
    if when.value:
        return when.value
    if when.earliest or when.latest:
        return f"{when.earliest or ''}..{when.latest or ''}"
    return "?"


def cite_evidence(evidence: Evidence) -> str:
    """Where the words stand: page hash and characters."""
    return f"{evidence.page_sha256} [{evidence.start}, {evidence.end})"


def count_words(low: int | None, high: int | None) -> str:
    """A count as a source gives it.

    >>> count_words(12, 12), count_words(12, None), count_words(12, 15)
    ('12', '12 or more', '12 to 15')
    """
    if low == high:
        return "?" if low is None else str(low)
    if low is None or high is None:
        return f"{low} or more" if low is not None else f"{high} or less"
    return f"{low} to {high}"


def cite_target(target: Target) -> str:
    """What a correction is about: kind, words, and where they stand."""
    return f"{target.kind} «{target.words}» {target.page_sha256} [{target.start}, {target.end})"


def tell_change(correction: Correction) -> str:
    """What is put right, and how.

    >>> from sijill.model.corrections import DayChange, Target, make_correction
    >>> target = Target("00", "event", 0, 4, "انهار")  # collapsed
    >>> tell_change(make_correction(target, DayChange(None), who="Rima", made="2031", why=""))
    'day: open'
    """
    told: list[str] = []
    for name in correction.change.__struct_fields__:
        value = getattr(correction.change, name)
        if isinstance(value, str):
            told.append(value)
        elif value is not None:
            told.append(cite_target(value))
        elif name != "place":  # an id beside the name
            told.append("open")
    return f"{correction.what}: {' '.join(told)}" if told else correction.what


def tell_corrected(corrections: tuple[Correction, ...]) -> str:
    """Who put what right in a row, when and why."""
    return "; ".join(f"{tell_change(one)} ({one.told})" for one in corrections)


def note_open(listing: Listing[Any]) -> str:
    """What to say of articles whose day is open."""
    count = len(listing.open) if isinstance(listing.open, tuple) else 0
    return f"Set apart, their day being open: {count} articles (--json lists them)." if count else ""
