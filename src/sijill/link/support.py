"""What speaks for two names being one thing beside the names themselves: the role, and who is named with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sijill.link.locals import Known, Local, is_general
from sijill.text.names import entity_id

# Chosen on the dev pairs of evals/linking/ant.py, see its card.
COMPANY = 0.3  # of the weight of the names in the smaller article that stand beside both
ROLE = 0.6  # what an agreeing role adds
ENOUGH = 0.3  # to join an unsure pair with one candidate
MARGIN = 0.15  # by which the best of several candidates leads
_MANY = 40  # articles of a thing that are looked at; those of more have company enough


class Support(NamedTuple):
    """How much speaks for it, from 0 to 1, in words; `against` where their roles cannot be one person's."""

    score: float
    words: tuple[str, ...] = ()
    against: bool = False


def weigh(known: Known, some: Sequence[Local], others: Sequence[Local]) -> Support:
    """What speaks for `some` and `others` naming one thing."""
    few, many = sorted((some[:_MANY], others[:_MANY]), key=len)
    own = {entity_id(local.kind, local.name) for local in (*some, *others)}
    best, company = 0.0, frozenset[str]()
    beside = frozenset().union(*(known.named[local.article] for local in many)) - own
    for local in few:
        if any(local.article == other.article for other in many):
            continue
        names = known.named[local.article] - own
        weight = sum(known.weights[name] for name in names)
        shared = names & beside
        score = sum(known.weights[name] for name in shared) / weight if weight else 0.0
        if len(shared) > 1 and score > best:
            best, company = score, shared
    words: list[str] = []
    if best >= COMPANY:
        rarest = sorted(company, key=lambda name: (-known.weights[name], known.spellings[name]))[:3]
        words.append("named beside " + ", ".join(known.spellings[name] for name in rarest) + " in both")
    if some[0].kind != "PER":
        return Support(min(best, 1.0), tuple(words))
    role, against = _roles(known, few, many)
    if role:
        words.append(f"called {role} in both")
    return Support(min(best + (ROLE if role else 0.0), 1.0), tuple(words), against)


def _roles(known: Known, some: Sequence[Local], others: Sequence[Local]) -> tuple[str, bool]:
    """The words of a role that both have, and whether they are of two states alone."""
    ours, theirs = [known.role(local) for local in some], [known.role(local) for local in others]
    for one in ours:
        for other in theirs:
            shared = one.words & other.words
            telling = {word for word in shared if not is_general(word)}
            if telling or (shared and one.states & other.states):
                return " ".join(sorted(shared)), False
    states = frozenset().union(*(role.states for role in ours)), frozenset().union(*(role.states for role in theirs))
    return "", bool(states[0] and states[1] and not states[0] & states[1])
