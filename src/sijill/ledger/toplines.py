"""The lines a reader is shown first: what is told most, is of the story and stands firmest, each happening once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from math import log, log2, sqrt
from typing import NamedTuple

from sijill.ledger.days import day_bounds
from sijill.ledger.headings import asks
from sijill.model.families import family_of
from sijill.model.graph import Evidence, TimelineEntry
from sijill.model.records import EventType
from sijill.text.lexicon import load_rows
from sijill.text.telling import stem_of, weigh_stems
from sijill.text.tokens import tokenize

__all__ = ["group_lines", "keep_salient", "rank_lines"]

# Chosen on the lines of two weeks, read one by one; see evals/linking/card.md, Top lines.
TEXTS = 0.7  # of a source: twice as many texts, for an outlet that comes back to an event tells that it is one
ASKED = 0.2  # of a line whose heading is a question
SAID = 0.6  # of a line that stands in somebody's words alone
BARE = 0.5  # of a line that names neither party nor place nor day
OPEN = 0.8  # of a line without a day of its own
DRAWN_OUT = 0.25  # of one that is told over days, and nobody dates: a war, a crisis, threats of many days
VAGUE, OTHER = 0.4, 0.8  # of a line whose word says nothing, and whose type does
OLD = 0.6  # of a line of more than a year before anybody reports it
ASIDE = 0.25  # of a line that has no word in common with the others; one of the middle has five times that
# Likeness from which two headings tell one happening: alone; beside a common day, word, party or place; beside two of these.
ALIKE, AKIN, BOTH = 0.4, 0.16, 0.1
COMMON = 0.7  # what a word of all lines says; one of a tenth of them says four times that
_NEAR = 2  # days between the first reports of two lines that nothing dates
_DAYS, _YEAR = 2, 365
_SEVERAL = 3  # articles
_POOL = 600  # most salient lines that are looked at: their words are read at every call
_VOWELS, _ROOT = frozenset("اويىءأإآؤئة"), 3
_TOLLS: frozenset[EventType] = frozenset({"DEATH", "HEALTH"})
_DEADLY: frozenset[EventType] = frozenset({"ASSAULT", "DISASTER", "PROTEST"})
_FIFTH = 5  # of the words for it, under which one may be of a neighbour that was taken in
_FINE = frozenset({"point", "town"})


class _Line(NamedTuple):
    """A line as it is compared with others."""

    entry: TimelineEntry
    stems: Mapping[str, float]
    triggers: frozenset[str]
    days: tuple[int, int] | None
    reported: int | None
    parties: frozenset[str]
    places: frozenset[str]
    regions: frozenset[str]
    """The same with what they lie in, but for the country."""
    family: str


def keep_salient(entries: Sequence[TimelineEntry], count: int) -> list[TimelineEntry]:
    """The `count` lines to show first, in the order they came; what a better one tells already is passed over.

    Of equally good ones those told more often come first, then those with a stated day, then the later: background of years
    ago would otherwise fill the places that news of one article shares.
    """
    pool = sorted(range(len(entries)), key=lambda at: _standing(entries[at], at))[:_POOL]
    some = [entries[at] for at in sorted(pool)]
    return [some[at] for at in sorted(group_lines(some, count))]


def group_lines(entries: Sequence[TimelineEntry], count: int) -> dict[int, list[int]]:
    """The numbers of the best `count` lines, each with those ranked before the last that tell its happening again."""
    words = [weigh_stems(_norms(entry)) for entry in entries]
    rarity = _rarity(words)
    lines: dict[int, _Line] = {}
    groups: dict[int, list[int]] = {}
    for at in _rank(entries, words):
        if len(groups) == count:
            break
        line = lines[at] = _line(entries[at], {stem: weight * rarity[stem] for stem, weight in words[at].items()})
        told = (one for one, group in groups.items() if _is_told(line, [lines[other] for other in (one, *group)]))
        first = next(told, None)
        if first is not None:
            groups[first].append(at)
        else:
            groups[at] = []
    return groups


def rank_lines(entries: Sequence[TimelineEntry]) -> list[int]:
    """The numbers of the lines, the best first; of those that one sentence heads the best, and those several articles tell.

    How good: salience, weighed by how firmly a line stands and how much its words are those of all the lines.
    """
    return _rank(entries, [weigh_stems(_norms(entry)) for entry in entries])


def _rank(entries: Sequence[TimelineEntry], words: Sequence[Mapping[str, float]]) -> list[int]:
    middle: defaultdict[str, float] = defaultdict(float)
    for entry, stems in zip(entries, words, strict=True):
        for stem, weight in stems.items():
            middle[stem] += weight * entry.salience
    length = sqrt(sum(weight * weight for weight in middle.values()))
    worth = [
        (entry.salience + TEXTS * log2(len(entry.sources)))
        * _soundness(entry)
        * (ASIDE + _likeness(stems, middle, length))
        for entry, stems in zip(entries, words, strict=True)
    ]
    order = sorted(range(len(entries)), key=lambda at: (-worth[at], -entries[at].mentions, entries[at].trigger.start))
    heads: dict[Evidence, int] = {}
    for at in order:
        heads.setdefault(entries[at].heading, at)
    chosen = [at for at in order if heads[entries[at].heading] == at or len(entries[at].sources) >= _SEVERAL]
    return sorted(chosen, key=lambda at: (-worth[at], *_standing(entries[at], at)[1:]))


def _standing(entry: TimelineEntry, at: int) -> tuple[object, ...]:
    return -entry.salience, -entry.mentions, entry.precision == "open", -at


def _rarity(words: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """What each stem says: those of many lines little."""
    often = Counter(stem for stems in words for stem in stems)
    return {stem: COMMON + log((len(words) + 1) / count) for stem, count in often.items()}


def _norms(entry: TimelineEntry) -> list[str]:
    return [token.norm for token in tokenize(entry.heading.words)]


def _line(entry: TimelineEntry, stems: Mapping[str, float]) -> _Line:
    first, last = map(_ordinal, day_bounds(entry.when))
    words = Counter(
        _skeleton(evidence.words) for evidence in entry.evidence if stem_of(evidence.words) not in _bare_stems()
    )
    return _Line(
        entry,
        stems,
        frozenset(word for word, count in words.items() if count * _FIFTH >= len(entry.evidence)),
        (first, last) if first is not None and last is not None else None,
        _ordinal(_first_report(entry)),
        frozenset(party.entity for party in entry.actors if party.entity),
        frozenset(
            place.spot.id if place.spot else f" {place.name}"
            for place in entry.places
            if not place.spot or place.spot.precision in _FINE
        ),
        frozenset(
            one.id
            for place in entry.places
            if place.spot and place.spot.precision != "country"
            for one in (place.spot, *place.spot.within)
            if one.id != place.spot.country
        ),
        family_of(entry.type),
    )


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day[:10]).toordinal() if day else None


def _soundness(entry: TimelineEntry) -> float:
    worth = 1.0
    if asks(entry.heading.words):
        worth *= ASKED
    if entry.claimed_by:
        worth *= SAID
    if not entry.places and not any(party.entity for party in entry.actors):
        worth *= BARE
    if entry.precision == "open":
        worth *= DRAWN_OUT if _is_drawn_out(entry) else OPEN
    if stem_of(entry.trigger.words) in _bare_stems():
        worth *= VAGUE
    elif entry.type == "OTHER":
        worth *= OTHER
    first, last = map(_ordinal, (_first_report(entry), day_bounds(entry.when)[1]))
    if first is not None and last is not None and first - last > _YEAR:
        worth *= OLD
    return worth


def _is_drawn_out(entry: TimelineEntry) -> bool:
    days = [day for source in entry.sources if (day := _ordinal(source.published.day)) is not None]
    return len(days) >= _SEVERAL and max(days) - min(days) > _DAYS


@cache
def _bare_stems() -> frozenset[str]:
    return frozenset(stem_of(row[0]) for row in load_rows("bare_triggers"))


def _first_report(entry: TimelineEntry) -> str | None:
    return min(
        (day for source in entry.sources if (day := source.published.day or source.published.latest)), default=None
    )


def _is_told(line: _Line, group: Sequence[_Line]) -> bool:
    """Whether one of the group tells what the line does; the day must be that of the first, which stands for all."""
    near = _gap(line, group[0])
    return near is not None and near <= 1 and any(_retells(line, other) for other in group)


def _retells(line: _Line, other: _Line) -> bool:
    gap = _gap(line, other)
    if gap is None or gap > 1:
        return False
    alike = _likeness(line.stems, other.stems)
    word, party, place = line.triggers & other.triggers, line.parties & other.parties, line.places & other.places
    same_type = line.entry.type == other.entry.type
    same_day = gap == 0 and line.days is not None and other.days is not None
    if _is_toll(line, other) and not line.regions.isdisjoint(other.regions):
        return True
    if same_day and _is_beside(line, other):
        return True
    if place and same_day and same_type and (word or party):
        return alike >= (0 if same_type else BOTH if gap == 0 else AKIN)
    if word and (place or party) and alike >= (BOTH if same_day else AKIN):
        return True
    if line.entry.type == "OTHER" and same_day and place and alike >= ALIKE:
        return True
    if len(line.entry.sources) >= _SEVERAL and not same_type:
        return False  # what several articles tell, and by another name, is a happening of its own
    vague = "OTHER" in (line.family, other.family) and line.entry.modality == other.entry.modality
    if line.family != other.family and not (vague or word or (party and place)):
        return False
    if alike >= ALIKE:
        return True
    if (same_day and same_type) or (gap == 0 and party and place):
        return alike >= (BOTH if word or party or place else AKIN)
    return line.family == other.family and bool(word or party or place) and alike >= AKIN


@cache
def _skeleton(word: str) -> str:
    """What a verb and its nouns have in common, roughly: the stem without long vowels and what is put before a root.

    >>> {_skeleton(word) for word in ("تستدعي", "استدعت", "استدعاء")}
    {'ستدع'}
    """
    bare = "".join(letter for letter in stem_of(word) if letter not in _VOWELS) or stem_of(word)
    for letter in "تين":  # of the imperfect
        if len(bare) > _ROOT and bare.startswith(letter):
            bare = bare[1:]
            break
    if len(bare) > _ROOT and bare.startswith("م"):
        bare = bare[1:]
    return bare[:-1] if len(bare) > _ROOT and bare.endswith("ت") else bare


def _is_toll(line: _Line, other: _Line) -> bool:
    """Whether one counts the dead and hurt of what the other tells: casualties of an attack are the attack."""
    kinds = {line.entry.type, other.entry.type}
    return bool(kinds & _TOLLS) and kinds <= _TOLLS | _DEADLY


def _is_beside(line: _Line, other: _Line) -> bool:
    """Whether one article's sentences head both, and hardly another tells of the line."""
    one, two = line.entry.heading, other.entry.heading
    return one.page_sha256 == two.page_sha256 and len(line.entry.sources) < _SEVERAL


def _gap(line: _Line, other: _Line) -> int | None:
    """Days between the two; by their first reports where one is open: 0 where these are near."""
    if line.days and other.days:
        return max(0, line.days[0] - other.days[1], other.days[0] - line.days[1])
    if line.reported is None or other.reported is None:
        return None
    if line.days or other.days:
        dated, loose = (line, other) if line.days else (other, line)
        first = dated.days[0] if dated.days else 0
        gap = (loose.reported or 0) - first
        return 0 if -1 <= gap <= _NEAR else None
    return 0 if abs(line.reported - other.reported) <= _NEAR else None


def _likeness(one: Mapping[str, float], other: Mapping[str, float], length: float | None = None) -> float:
    """The cosine of the two; `length` is that of the other, where it is known."""
    shared = sum(weight * other[stem] for stem, weight in one.items() if stem in other)
    if not shared:
        return 0.0
    ours = sqrt(sum(weight * weight for weight in one.values()))
    return shared / (ours * (length or sqrt(sum(weight * weight for weight in other.values()))))
