"""Families of event types: what one happening may be called by."""

from __future__ import annotations

from sijill.model.records import EventType

__all__ = ["family_of"]

# PLOVER's quadrants, and happenings that news calls by another type beside them: who is killed is attacked, or has died.
_FAMILIES: tuple[frozenset[EventType], ...] = (
    frozenset({"ASSAULT", "DEATH", "DISASTER", "HEALTH", "MOBILIZE"}),
    frozenset({"COERCE", "SANCTION", "TRIAL", "PROTEST"}),
    frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT", "AID"}),
    frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"}),
)


def family_of(kind: EventType) -> str:
    """The types that one happening may be called by, as one name; a type of no family stands alone."""
    return next((str(number) for number, family in enumerate(_FAMILIES) if kind in family), kind)
