"""What a person should look at: the list of corrections, and the queue of what is least certain."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct

from sijill.model.corrections import Correction, Target
from sijill.model.graph import Evidence, Source
from sijill.model.records import labelled

__all__ = ["CorrectionRow", "CorrectionState", "ReviewKind", "ReviewRow"]

CorrectionState = Literal["standing", "undone", "waiting"]
ReviewKind = Literal["correction", "pair", "statement", "event", "article"]


class CorrectionRow(Struct, frozen=True):
    """A correction of a record, and whether it counts: `waiting` means that its target is gone from the record."""

    correction: Annotated[Correction, labelled("التصحيح", "Correction", "the correction as it was made")]
    state: Annotated[CorrectionState, labelled("الحال", "State", "standing, undone, or waiting for a person")]
    evidence: Annotated[
        tuple[Evidence, ...], labelled("الدليل", "Evidence", "the words it was made on, while they stand")
    ]


class ReviewRow(Struct, frozen=True):
    """Something that a person should look at, and what about it is open."""

    kind: Annotated[
        ReviewKind, labelled("النوع", "Kind", "a waiting correction, two names, a statement, event or article")
    ]
    certainty: Annotated[
        float | None, labelled("الثقة", "Certainty", "calibrated probability, null where not calibrated")
    ]
    open: Annotated[tuple[str, ...], labelled("المفتوح", "Open", "what the text does not settle, or what waits")]
    targets: Annotated[tuple[Target, ...], labelled("الموضع", "Targets", "what a correction would name")]
    correction: Annotated[Correction | None, labelled("التصحيح", "Correction", "the one that waits, else null")]
    sources: Annotated[tuple[Source, ...], labelled("المقالات", "Articles", "where it stands")]
    evidence: Annotated[
        tuple[Evidence, ...],
        labelled("الدليل", "Evidence", "the words; for a waiting correction what is read there now"),
    ]
    why: Annotated[tuple[str, ...], labelled("السبب", "Why", "why it should be looked at, in phrases")] = ()
