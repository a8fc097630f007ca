"""The statements asked for, in the order they were said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from sijill.ledger.days import precision_of
from sijill.ledger.matching import is_called
from sijill.ledger.statements import keep_statements
from sijill.model.graph import StatementRow
from sijill.model.labels import VALUE_LABELS, Label
from sijill.show.lines import SaidLine, said_line, speaker_in_english
from sijill.web.asked import Order, StatementsAsked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.views.actors import name_of_thing
from sijill.web.views.paging import Paging, rows_shown

__all__ = ["Said", "StatementsView", "find_statements", "in_order", "said_lines", "view_statements"]


class Said(Struct, frozen=True):
    """A statement with its speaker: the name in both languages and the actor's page, where he has one."""

    line: SaidLine
    speaker: Label | None
    actor: str | None


class StatementsView(Struct, frozen=True):
    """The page."""

    said: list[Said]
    paging: Paging
    acts: list[tuple[str, Label, int]]
    speaker: Label | None
    cited: list[tuple[str, Label, Label]]
    """What else is asked for: the field, what it says, and the name."""


def find_statements(snapshot: Snapshot, asked: StatementsAsked) -> Sequence[StatementRow]:
    """The statements asked for."""
    found: Sequence[StatementRow] = (
        snapshot.said(speaker=asked.speaker, about=asked.about) if asked.speaker or asked.about else snapshot.statements
    )
    kept = keep_statements(found, act=asked.act, start=asked.start, end=asked.end)
    if asked.outlet or asked.via or asked.addressee:
        passed, addressed = _ids(snapshot, asked.via, "passed_on"), _ids(snapshot, asked.addressee, "addressed")
        kept = [
            row
            for row in kept
            if (not asked.outlet or any(one.outlet and is_called(asked.outlet, one.outlet) for one in row.sources))
            and (not asked.via or _is_by(asked.via, row, [link.text for link in row.chain], passed))
            and (not asked.addressee or _is_by(asked.addressee, row, [row.addressee or ""], addressed))
        ]
    return in_order(kept, asked.order)


def _ids(snapshot: Snapshot, asked: str | None, part: Literal["passed_on", "addressed"]) -> frozenset[str] | None:
    """The statements of the thing that is asked for by its id; None where a name is."""
    if not asked or asked not in snapshot.things:
        return None
    found = snapshot.passed_on if part == "passed_on" else snapshot.addressed
    return frozenset(row.id for row in found.get(asked, ()))


def _is_by(asked: str, row: StatementRow, names: Sequence[str], ids: frozenset[str] | None) -> bool:
    return row.id in ids if ids is not None else any(is_called(asked, name) for name in names)


def in_order(rows: Sequence[StatementRow], order: Order) -> Sequence[StatementRow]:
    """Rows that come oldest first, in the order asked for; those whose day is open stay at the end."""
    if order == "oldest":
        return rows
    dated = [row for row in rows if precision_of(row.said_on) != "open"]
    return dated[::-1] + [row for row in rows if precision_of(row.said_on) == "open"]


def view_statements(snapshot: Snapshot, asked: StatementsAsked, links: Links) -> StatementsView:
    """The page of statements asked for."""
    found = find_statements(snapshot, asked)
    shown, paging = rows_shown(found, asked)
    counts = Counter(row.act for row in found)
    acts = [(act, label, counts[act]) for act, label in VALUE_LABELS["act"].items()]  # type: ignore[index]
    cited = [
        (field, words, name_of_thing(snapshot, value) or Label(value.strip('"'), value.strip('"')))
        for field, words, value in (
            ("outlet", Label("عند", "carried by"), asked.outlet),
            ("via", Label("عبر", "through"), asked.via),
            ("addressee", Label("إلى", "said to"), asked.addressee),
        )
        if value
    ]
    return StatementsView(
        said_lines(snapshot, shown, links), paging, acts, name_of_thing(snapshot, asked.speaker), cited
    )


def said_lines(snapshot: Snapshot, rows: Sequence[StatementRow], links: Links) -> list[Said]:
    """The rows as lines with their speakers."""
    lines = []
    for at, row in enumerate(rows):
        thing = snapshot.things.get(row.entity) if row.entity else None
        english = thing.english if thing else speaker_in_english(row.speaker, row.entity) if row.speaker else None
        speaker = Label(row.speaker, english or row.speaker) if row.speaker else None
        lines.append(Said(said_line(f"s{at}", row, links), speaker, links.actor(thing.id) if thing else None))
    return lines
