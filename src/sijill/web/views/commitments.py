"""What was promised or planned, by when, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from sijill.ledger.asof import check_day
from sijill.ledger.days import day_bounds, precision_of, sort_key
from sijill.model.commitments import CommitmentRow
from sijill.model.graph import Evidence
from sijill.model.labels import Label
from sijill.show.lines import SourceLine
from sijill.show.wording import date_words
from sijill.text.passages import Passages
from sijill.web.asked import CommitmentsAsked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.views.paging import Paging, rows_shown

__all__ = [
    "STATES", "CommitmentLine", "CommitmentsView", "commitment_line", "find_commitments", "list_pressing",
    "view_commitments",
]  # fmt: skip

STATES = {
    "open": Label("مفتوح", "open"),
    "overdue": Label("فات أجله", "overdue"),
    "met": Label("وُفي به", "met"),
    "withdrawn": Label("سُحب", "withdrawn"),
    "denied": Label("نُفي", "denied"),
}
OUTCOMES, WHO = 3, 4  # of one commitment
KINDS = {"promise": Label("وعد", "promise"), "plan": Label("خطة", "plan")}


class CommitmentLine(Struct, frozen=True):
    """A commitment in a list."""

    row: CommitmentRow
    kind: Label
    state: Label
    who: list[tuple[Label, str | None]]
    href: str
    due: Label | None
    made: Label
    outcomes: list[tuple[Label, Label, str, str]]
    sources: list[SourceLine]


class CommitmentsView(Struct, frozen=True):
    """The page."""

    lines: list[CommitmentLine]
    paging: Paging
    states: list[tuple[str, Label, int]]


def find_commitments(snapshot: Snapshot, asked: CommitmentsAsked) -> Sequence[CommitmentRow]:
    """The commitments asked for."""
    if asked.at is not None:
        check_day(asked.at)
    found = snapshot.commitments(at=asked.at, who=asked.who)
    found = [row for row in found if row.state == asked.state] if asked.state else found
    if asked.order == "oldest":
        return found
    dated = [row for row in found if precision_of(row.due) != "open"]
    return dated[::-1] + _last_made_first(row for row in found if precision_of(row.due) == "open")


def list_pressing(rows: Iterable[CommitmentRow]) -> list[CommitmentRow]:
    """The rows to look at first: what is due soonest, then, of what has no day, the newest."""
    return sorted(
        _last_made_first(rows),
        key=lambda row: (True,) if precision_of(row.due) == "open" else (False, *sort_key(row.due)),
    )


def _last_made_first(rows: Iterable[CommitmentRow]) -> list[CommitmentRow]:
    return sorted(rows, key=lambda row: day_bounds(row.made_on)[1] or "", reverse=True)


def view_commitments(snapshot: Snapshot, asked: CommitmentsAsked, links: Links) -> CommitmentsView:
    """The page of commitments asked for."""
    shown, paging = rows_shown(find_commitments(snapshot, asked), asked)
    counts = Counter(row.state for row in snapshot.commitments(at=asked.at, who=asked.who))
    states = [(state, label, counts[state]) for state, label in STATES.items()]  # type: ignore[index]
    return CommitmentsView([commitment_line(row, links) for row in shown], paging, states)


def commitment_line(row: CommitmentRow, links: Links) -> CommitmentLine:
    """The commitment as a line."""
    return CommitmentLine(
        row,
        KINDS[row.kind],
        STATES[row.state],
        [(links.named(name), links.page_of(name)) for name in row.who[:WHO]],
        links.link(row.what),
        date_words(row.due) if precision_of(row.due) != "open" or row.due.earliest or row.due.latest else None,
        date_words(row.made_on),
        [
            (STATES[one.state], date_words(one.day), _sentence(one.evidence, links), links.link(one.evidence))
            for one in row.outcomes[:OUTCOMES]
        ],
        links.sources(row.sources, row.evidence),
    )


def _sentence(words: Evidence, links: Links) -> str:
    """The sentence around the words, which alone say little."""
    article = links.snapshot.by_key.get((words.page_sha256, links.ordinal_at(words)))
    return Passages(article).sentence_at(words.start, words.end, words.words).words if article else words.words
