"""What somebody promised or planned to do by a day, and what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct

from sijill.model.graph import Corrected, Evidence, Source
from sijill.model.records import labelled
from sijill.model.time import TimeValue

__all__ = ["CommitmentRow", "CommitmentState", "Outcome"]

CommitmentState = Literal["open", "met", "overdue", "withdrawn", "denied"]


class Outcome(Struct, frozen=True):
    """What an article reports of a commitment after it was made."""

    state: Annotated[CommitmentState, labelled("الحال", "State", "met, withdrawn or denied")]
    day: Annotated[TimeValue, labelled("اليوم", "Day", "when it came about")]
    why: Annotated[str, labelled("السبب", "Why", "what joins the two, in a phrase")]
    evidence: Annotated[Evidence, labelled("الدليل", "Evidence", "the words that report it")]


class CommitmentRow(Struct, frozen=True):
    """Something promised or planned: who is to do what, by when, and where it stands."""

    id: Annotated[
        str,
        labelled(
            "المعرّف",
            "Id",
            "that of the statement, or of the event's first mention; of several, of the clearest wording",
        ),
    ]
    kind: Annotated[Literal["promise", "plan"], labelled("النوع", "Kind", "a speaker's promise, or a plan reported")]
    who: Annotated[tuple[str, ...], labelled("الملتزم", "Who", "who promised, or is to do it")]
    what: Annotated[Evidence, labelled("المضمون", "What", "the words of the promise, or the sentence of the plan")]
    made_on: Annotated[TimeValue, labelled("يوم الالتزام", "Made on", "when it was promised or first reported")]
    due: Annotated[TimeValue, labelled("الأجل", "Due", "by when; value null and a reason where no day is named")]
    state: Annotated[
        CommitmentState, labelled("الحال", "State", "as known on the day asked for: what sources report, or overdue")
    ]
    outcomes: Annotated[tuple[Outcome, ...], labelled("المآل", "Outcomes", "what became of it, the earliest first")]
    sources: Annotated[tuple[Source, ...], labelled("المقالات", "Articles", "the articles that report it")]
    independent_sources: Annotated[
        int, labelled("المصادر المستقلة", "Independent sources", "origins left when copies and wire credits are joined")
    ]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "its words in every article")]
    also: Annotated[
        tuple[str, ...],
        labelled("معرّفات أخرى", "Also", "ids of other statements and events that tell the same commitment"),
    ] = ()
    corrected: Corrected = ()
