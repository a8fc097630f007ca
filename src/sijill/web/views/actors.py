"""The people and bodies of the record."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sijill.dossier import ACTORS
from sijill.ledger.speakers import answers_to
from sijill.model.graph import Suggestion, Thing
from sijill.model.labels import VALUE_LABELS, Label
from sijill.web.asked import ActorsAsked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.views.networks import Web, web_of_actors
from sijill.web.views.paging import Paging, rows_shown

__all__ = ["ActorLine", "ActorsView", "actor_line", "find_actors", "name_of_thing", "view_actors"]

PAIRS = 12


class ActorLine(Struct, frozen=True):
    """An actor in a list."""

    href: str
    name: Label
    kind: Label
    aliases: tuple[str, ...]
    articles: int
    mentions: int
    statements: int


class Pair(Struct, frozen=True):
    """Two that may be one."""

    names: list[tuple[str, str]]
    reasons: tuple[str, ...]


class ActorsView(Struct, frozen=True):
    """The page."""

    lines: list[ActorLine]
    paging: Paging
    kinds: list[tuple[str, Label]]
    pairs: list[Pair]
    web: Web | None
    is_web_ready: bool


def find_actors(snapshot: Snapshot, asked: ActorsAsked) -> Sequence[Thing]:
    """The things asked for: people and bodies, or those of one kind."""
    found: Sequence[Thing] = snapshot.actors
    if asked.kind:
        found = [thing for thing in snapshot.register.things if thing.kind == asked.kind]
    if asked.name:
        wanted = asked.name.casefold()
        found = [
            thing for thing in found if answers_to(asked.name, thing) or wanted in (thing.english or "").casefold()
        ]
    return found


def name_of_thing(snapshot: Snapshot, identity: str | None) -> Label | None:
    """What the thing of that id is called; None where it is no id of a thing of the record."""
    thing = snapshot.things.get(identity or "")
    return Label(thing.name, thing.english or thing.name) if thing else None


def view_actors(snapshot: Snapshot, asked: ActorsAsked, links: Links) -> ActorsView:
    """The page of actors asked for."""
    shown, paging = rows_shown(find_actors(snapshot, asked), asked)
    kinds = list(VALUE_LABELS["entity"].items())
    pairs = [_pair(one, links) for one in snapshot.register.suggestions if one.kind in ("PER", "ORG")][:PAIRS]
    plain = asked.page == 1 and not asked.name
    drawn = plain and asked.kind in (None, *ACTORS)
    is_ready = snapshot.has("bonds")  # the list is shown before events and what joins their actors are worked out
    return ActorsView(
        [actor_line(snapshot, thing, links) for thing in shown],
        paging,
        kinds,
        pairs if plain else [],
        web_of_actors(snapshot, links, asked.kind) if drawn and is_ready else None,
        is_ready or not drawn,
    )


def actor_line(snapshot: Snapshot, thing: Thing, links: Links) -> ActorLine:
    """The thing as a line."""
    return ActorLine(
        links.actor(thing.id),
        Label(thing.name, thing.english or thing.name),
        VALUE_LABELS["entity"][thing.kind],
        thing.aliases,
        thing.articles,
        thing.mentions,
        len(snapshot.said_by.get(thing.id, ())),
    )


def _pair(one: Suggestion, links: Links) -> Pair:
    named = zip(one.names, one.things, strict=True)
    return Pair([(name, links.actor(thing)) for name, thing in named], one.reasons)
