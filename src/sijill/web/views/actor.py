"""One actor: names, roles over time, what he is reported to have said, by whom, and beside whom he is named."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from sijill.dossier import ACTORS
from sijill.ledger.days import day_bounds, precision_of
from sijill.model.graph import StatementRow, Thing
from sijill.model.labels import VALUE_LABELS, Label
from sijill.model.time import TimeValue
from sijill.show.lines import name_as_key
from sijill.show.wording import date_words
from sijill.text.names import name_key
from sijill.web.asked import ActorAsked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.trouble import NotFoundError
from sijill.web.views.actors import name_of_thing
from sijill.web.views.networks import Web, web_around
from sijill.web.views.paging import Paging, rows_shown
from sijill.web.views.statements import Said, in_order, said_lines

__all__ = ["ActorView", "find_actor", "view_actor"]

ROLES, OUTLETS, JOINS = 12, 12, 6
COLUMNS = 60


class Column(Struct, frozen=True):
    """Statements of neighbouring days: shares of the width and the height."""

    x: float
    width: float
    height: float
    count: int
    when: Label
    href: str


class Citing(Struct, frozen=True):
    """Who cites the actor, or speaks to or through him, in one way: each with the statements counted, and all of them."""

    heading: Label
    total: int
    href: str
    lines: Sequence[tuple[Label, Label | None, int, str]]
    """Name, kind of the link, number of statements, and where exactly these are."""


class ActorView(Struct, frozen=True):
    """The page."""

    thing: Thing
    name: Label
    kind: Label
    joins: list[tuple[str, tuple[str, ...], str]]
    roles: list[tuple[str, Label | None, str]]
    acts: list[tuple[Label, int]]
    columns: list[Column]
    said: list[Said]
    paging: Paging
    citing: list[Citing]
    web: Web | None
    is_web_ready: bool
    first_mention: str
    events: str


def find_actor(snapshot: Snapshot, identity: str) -> Thing:
    """The thing; NotFoundError where the record, as known by the day, has none."""
    thing = snapshot.things.get(identity)
    if thing is None:
        known = f" as known by {snapshot.view.as_of}" if snapshot.view.as_of else ""
        raise NotFoundError(f"No actor {identity[:40]} in the record{known}.", hint="/actors lists them all")
    return thing


def view_actor(snapshot: Snapshot, thing: Thing, asked: ActorAsked, links: Links) -> ActorView:
    """The page of the thing."""
    rows = snapshot.said_by.get(thing.id, [])
    shown, paging = rows_shown(in_order(rows, asked.order), asked)
    acts = Counter(row.act for row in rows)
    is_drawn, is_ready = thing.kind in ACTORS, snapshot.has("bonds")
    return ActorView(
        thing=thing,
        name=Label(thing.name, thing.english or thing.name),
        kind=VALUE_LABELS["entity"][thing.kind],
        joins=[(join.reason, join.names, links.link(join.evidence[-1])) for join in thing.reasons[:JOINS]],
        roles=_roles(rows, links),
        acts=[(VALUE_LABELS["act"][act], count) for act, count in acts.most_common()],
        columns=_columns(rows, thing, links),
        said=said_lines(snapshot, shown, links),
        paging=paging,
        citing=_citing(snapshot, thing, rows, links),
        web=web_around(snapshot, thing, links) if is_drawn and is_ready else None,
        is_web_ready=is_ready or not is_drawn,
        first_mention=links.link(thing.evidence[0]),
        events=links.to("/timeline", actor=thing.id),
    )


def _roles(rows: Sequence[StatementRow], links: Links) -> list[tuple[str, Label | None, str]]:
    """The roles as they were first given, in the order of time."""
    found: dict[str, tuple[str, Label | None, str]] = {}
    for row in rows:
        if row.role:
            when = date_words(row.said_on) if precision_of(row.said_on) != "open" else None
            found.setdefault(name_as_key(row.role), (row.role, when, links.link(row.content)))
    return list(found.values())[:ROLES]


def _citing(snapshot: Snapshot, thing: Thing, rows: Sequence[StatementRow], links: Links) -> list[Citing]:
    """The outlets that carry what he says, the hands it came through, who spoke to him and whose words came through him."""
    outlets: dict[str, list[str]] = {}
    hands: dict[str, list[tuple[str, Label]]] = {}
    for row in rows:
        for key, name in {name_key(one.outlet): one.outlet for one in row.sources if one.outlet}.items():
            outlets.setdefault(key, []).append(name)
        for key, link in {name_key(link.text): link for link in row.chain}.items():
            hands.setdefault(key, []).append((link.text, VALUE_LABELS["chain"][link.kind]))
    carried = [
        (Label(names[0], names[0]), None, len(names), links.said(speaker=thing.id, outlet=f'"{names[0]}"'))
        for names in outlets.values()
    ]
    passed = [
        (Label(told[0][0], told[0][0]), told[0][1], len(told), links.said(speaker=thing.id, via=f'"{told[0][0]}"'))
        for told in hands.values()
    ]
    through, to = snapshot.passed_on.get(thing.id, []), snapshot.addressed.get(thing.id, [])
    found = [
        Citing(Label("الجهات الناقلة عنه", "Outlets that carry it"), len(rows), links.said(speaker=thing.id), carried),
        Citing(
            Label("عبر مَن وصلت أقواله", "Through whom it came"), len(passed),
            "", passed,
        ),
        Citing(
            Label("من خاطبه", "Who spoke to this actor"), len(to), links.said(addressee=thing.id),
            _speakers(snapshot, to, links, addressee=thing.id),
        ),
        Citing(
            Label("من نُقل قوله عبره", "Whose words came through this actor"), len(through), links.said(via=thing.id),
            _speakers(snapshot, through, links, via=thing.id),
        ),
    ]  # fmt: skip
    return [replace(one, lines=sorted(one.lines, key=lambda line: -line[2])[:OUTLETS]) for one in found if one.total]


def _speakers(
    snapshot: Snapshot, rows: Sequence[StatementRow], links: Links, **asked: str
) -> list[tuple[Label, Label | None, int, str]]:
    """Who said them, each with the address of his own; whoever is no thing of the record is among all of them only."""
    counts = Counter(row.entity for row in rows if row.entity in snapshot.things)
    return [
        (name, None, count, links.said(speaker=identity, **asked))
        for identity, count in counts.items()
        if identity and (name := name_of_thing(snapshot, identity)) is not None
    ]


def _columns(rows: Sequence[StatementRow], thing: Thing, links: Links) -> list[Column]:
    """How many statements fall on each stretch of time, from the first to the last."""
    days = []
    for row in rows:
        earliest, latest = day_bounds(row.said_on)
        if earliest and earliest == latest:
            days.append(date.fromisoformat(earliest))
    if len(set(days)) < 2:  # of one day the list says all
        return []
    first, last = min(days), max(days)
    step = max(1, math.ceil(((last - first).days + 1) / COLUMNS))
    count = math.ceil(((last - first).days + 1) / step)
    counts = Counter((day - first).days // step for day in days)
    most = max(counts.values())
    columns = []
    for at, number in sorted(counts.items()):
        begin = first + timedelta(days=at * step)
        end = begin + timedelta(days=min(step - 1, (last - begin).days))
        one, two = (date_words(_value(day)) for day in (begin, end))
        when = one if step == 1 else Label(f"{one.ar} – {two.ar}", f"{one.en} – {two.en}")
        href = links.to("/statements", speaker=thing.id, **{"from": begin.isoformat(), "to": end.isoformat()})
        columns.append(Column(at / count, 1 / count, number / most, number, when, href))
    return columns


def _value(day: date) -> TimeValue:
    return TimeValue(day.isoformat())
