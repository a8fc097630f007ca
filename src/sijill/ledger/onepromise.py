"""Which rows of promises and plans tell one commitment: the same words by the same day, or one inside the other.

Two rows are one where they stand in one sentence, or one inside the other's words; where one article or copies of it
name one day with like words; and where one speaker says like words again.  Rows that name different days never are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sijill.ledger.days import day_bounds, precision_of
from sijill.model.commitments import CommitmentRow
from sijill.text.names import name_key
from sijill.text.telling import weigh_stems
from sijill.text.tokens import tokenize

__all__ = ["Told", "join_told", "weigh_words"]

# Read on the bundled story and on invented sentences: the same promise told anew shares two thirds and more of what its
# shorter wording says, two promises of one speech on one matter a third.
LIKE = 0.6
LIKE_OF_A_DAY = 0.4  # of two plans of one text for one single day: a headline says its lead's summit in its own words
FEWEST = 2  # stems in common, so that one name is no likeness

Bounds = tuple[str | None, str | None]
Span = tuple[str, int, int]  # page, start, end


@dataclass(frozen=True, eq=False)
class Told:
    """A row with what it is compared by."""

    row: CommitmentRow
    words: tuple[Span, ...]
    """Where it is told: the words promised, or the word that names each planned event."""
    sentences: frozenset[tuple[str, int]]
    """The sentences of these words, each by its page and where it begins."""
    verbs: frozenset[str]
    """Of a promise the verb that reports it, of a plan the words that name its events, as names are compared."""
    groups: frozenset[str] = frozenset()
    """The texts that tell it: copies of one text are one."""
    stems: Mapping[str, float] = field(default_factory=dict)

    @property
    def bounds(self) -> Bounds | None:
        """The days it is due; None where no day is named."""
        return day_bounds(self.row.due) if precision_of(self.row.due) != "open" else None


class _Pair(NamedTuple):
    """Two that may be one; `is_firm` where both name the same day."""

    is_firm: bool
    first: int
    second: int


def weigh_words(words: str) -> dict[str, float]:
    """What the words of a commitment say, by stems."""
    return weigh_stems(token.norm for token in tokenize(words))


def join_told(told: Sequence[Told]) -> list[list[Told]]:
    """The rows by commitment, in their order; in each the one of the clearest wording first."""
    root = list(range(len(told)))
    due: dict[int, Bounds | None] = {at: one.bounds for at, one in enumerate(told)}

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    # Those of one day first: one without a day goes with the first that is found, and never joins two of different days.
    for pair in sorted(set(_pairs(told)), key=lambda pair: (not pair.is_firm, pair.first, pair.second)):
        first, second = sorted((find(pair.first), find(pair.second)))
        if first == second or (due[first] and due[second] and due[first] != due[second]):
            continue
        root[second] = first
        due[first] = due[first] or due[second]
    groups: dict[int, list[Told]] = defaultdict(list)
    for at, one in enumerate(told):
        groups[find(at)].append(one)
    return [sorted(group, key=lambda one: _clearness(one, group)) for group in groups.values()]


def _clearness(one: Told, group: Sequence[Told]) -> tuple[object, ...]:
    """A promise before a plan, what is inside another's words before these, with a day and a name before without."""
    row = one.row
    holds = any(_holds(one, other) for other in group if other is not one)
    return row.kind == "plan", holds, one.bounds is None, not row.who, row.made_on.value or "9999"


def _pairs(told: Sequence[Told]) -> Iterable[_Pair]:
    near: dict[object, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        for page in {page for page, _, _ in one.words}:
            near["page", page].append(at)
        if one.bounds:
            for group in one.groups:
                near["text", group, one.bounds].append(at)
        if one.row.kind == "promise":
            for who in one.row.who:
                near["who", name_key(who)].append(at)
    for held in near.values():
        for place, first in enumerate(held):
            for second in held[place + 1 :]:
                one, other = told[first], told[second]
                if one.bounds and other.bounds and one.bounds != other.bounds:
                    continue
                is_firm = one.bounds is not None and one.bounds == other.bounds
                if _is_one(one, other, is_firm=is_firm):
                    yield _Pair(is_firm, first, second)


def _is_one(one: Told, other: Told, *, is_firm: bool) -> bool:
    kinds = {one.row.kind, other.row.kind}
    beside = not one.sentences.isdisjoint(other.sentences)
    if kinds == {"plan"} and beside:
        return True
    if _holds(one, other) or _holds(other, one):
        return True
    # The verb of promising is read as an event of its own too: `تعهد` beside what was promised.
    if len(kinds) > 1 and beside and (is_firm or one.verbs & other.verbs):
        return True
    if kinds == {"promise"}:
        return _shares_who(one, other) and _likeness(one, other) >= LIKE
    if not is_firm or one.groups.isdisjoint(other.groups):
        return False
    is_one_day = one.bounds is not None and one.bounds[0] == one.bounds[1]
    return _likeness(one, other) >= (LIKE_OF_A_DAY if is_one_day and kinds == {"plan"} else LIKE)


def _shares_who(one: Told, other: Told) -> bool:
    return not {name_key(who) for who in one.row.who}.isdisjoint(name_key(who) for who in other.row.who)


def _holds(one: Told, other: Told) -> bool:
    """Whether a promise's words hold all those of the other somewhere."""
    return one.row.kind == "promise" and any(
        page == at and start <= first and last <= end and (start, end) != (first, last)
        for page, start, end in one.words
        for at, first, last in other.words
    )


def _likeness(one: Told, other: Told) -> float:
    """How much of what the shorter wording says stands in the longer."""
    shared = [stem for stem in one.stems if stem in other.stems]
    if len(shared) < FEWEST:
        return 0.0
    shorter = min(sum(one.stems.values()), sum(other.stems.values()))
    return sum(min(one.stems[stem], other.stems[stem]) for stem in shared) / shorter if shorter else 0.0
