"""The statements asked for, in the order they were said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from sijill.ledger.days import precision_of
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


def find_statements(snapshot: Snapshot, asked: StatementsAsked) -> Sequence[StatementRow]:
    """The statements asked for."""
    found: Sequence[StatementRow] = (
        snapshot.said(speaker=asked.speaker, about=asked.about) if asked.speaker or asked.about else snapshot.statements
    )
    return in_order(keep_statements(found, act=asked.act, start=asked.start, end=asked.end), asked.order)


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
    return StatementsView(said_lines(snapshot, shown, links), paging, acts, name_of_thing(snapshot, asked.speaker))


def said_lines(snapshot: Snapshot, rows: Sequence[StatementRow], links: Links) -> list[Said]:
    """The rows as lines with their speakers."""
    lines = []
    for at, row in enumerate(rows):
        thing = snapshot.things.get(row.entity) if row.entity else None
        english = thing.english if thing else speaker_in_english(row.speaker, row.entity) if row.speaker else None
        speaker = Label(row.speaker, english or row.speaker) if row.speaker else None
        lines.append(Said(said_line(f"s{at}", row, links), speaker, links.actor(thing.id) if thing else None))
    return lines
