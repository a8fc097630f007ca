"""Who held which office, and when: the leaders, ministers, commanders, envoys and spokesmen of `lexicons/ar/offices.txt`.

The file is written from common knowledge: offices since 2000, some before.  A row at the margin is an office, the rows set in
under it by a tab are its holders.  Months are given where they are known, days where an office passes on a fixed one; a term
without a last month was running when the file was last gone over (`LAST_CHECKED`).  Acting holders of a few weeks are often
left out, so an empty answer does not prove that nobody held the office.
"""

from __future__ import annotations

import calendar
from functools import cache

from msgspec import Struct

from sijill.text.lexicon import load_rows
from sijill.text.names import name_keys

LAST_CHECKED = "2025-06"


class Office(Struct, frozen=True):
    """An office: its Arabic and English names, the state or body it belongs to, and whether several hold it at once."""

    name: str
    english: str
    body: str
    shared: bool


class Term(Struct, frozen=True):
    """One person's time in an office; `first` and `last` are years, months or days (ISO 8601), `last` None where it runs on."""

    person: str
    office: Office
    first: str
    last: str | None

    def may_hold(self, when: str) -> bool:
        """True where the person held the office on some day of `when` or, by what is known of the bounds, may have."""
        return _first_day(self.first) <= _last_day(when) and (
            self.last is None or _first_day(when) <= _last_day(self.last)
        )

    def surely_holds(self, when: str) -> bool:
        """True where the person held the office on every day of `when`; never after `LAST_CHECKED` for a term that runs on."""
        if self.first == self.last == when:
            return True
        last = LAST_CHECKED if self.last is None else self.last
        end = _last_day(last) if self.last is None or len(last) == 10 else _first_day(last)
        start = _first_day(self.first) if len(self.first) == 10 else _last_day(self.first)
        return start <= _first_day(when) and _last_day(when) <= end


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in the order of the file."""
    found = []
    office: Office | None = None
    for row in load_rows("offices"):
        if row[0]:
            name, english, body, *mark = row
            office = Office(name, english, body, mark == ["several"])
        elif office is not None:
            _, person, first, *last = row
            found.append(Term(person, office, first, last[0] if last and last[0] else None))
    return tuple(found)


def offices_of(person: str) -> tuple[Term, ...]:
    """The terms of a person, the earliest first; the name as in the lists of names, however it is spelled.

    >>> [(term.office.english, term.first, term.last) for term in offices_of("نوري المالكي")]
    [('prime minister of Iraq', '2006-05', '2014-09'), ('vice-president of Iraq', '2014-09', '2018-10')]
    """
    return _by_person().get(name_keys(person), ())


def holders(office: str, when: str) -> tuple[Term, ...]:
    """The terms of an office (its Arabic or English name) that a day, month or year falls in, the earliest first.

    One term is an answer; several mean that the office passed on at that time, that its bounds are known by month only, or that
    it is shared; none that the file does not say.  `Term.surely_holds` tells the sure ones.

    >>> [term.person for term in holders("prime minister of Iraq", "2019-05-01")]
    ['عادل عبد المهدي']
    >>> [term.person for term in holders("رئيس وزراء العراق", "2018")]
    ['حيدر العبادي', 'عادل عبد المهدي']
    """
    return tuple(term for term in _by_office().get(name_keys(office), ()) if term.may_hold(when))


def officeholders(body: str, when: str) -> tuple[Term, ...]:
    """The terms of all offices of a state or body that a day, month or year falls in, in the order of the file.

    >>> [(term.person, term.office.english) for term in officeholders("فيلق القدس", "2015")]
    [('قاسم سليماني', 'commander of the Quds Force')]
    """
    return tuple(term for term in terms() if term.office.body == body and term.may_hold(when))


@cache
def _by_person() -> dict[tuple[str, ...], tuple[Term, ...]]:
    found: dict[tuple[str, ...], tuple[Term, ...]] = {}
    for term in sorted(terms(), key=lambda term: term.first):
        keys = name_keys(term.person)
        found[keys] = (*found.get(keys, ()), term)
    return found


@cache
def _by_office() -> dict[tuple[str, ...], tuple[Term, ...]]:
    found: dict[tuple[str, ...], tuple[Term, ...]] = {}
    for term in sorted(terms(), key=lambda term: term.first):
        for name in (term.office.name, term.office.english):
            keys = name_keys(name)
            found[keys] = (*found.get(keys, ()), term)
    return found


def _first_day(when: str) -> str:
    return when + "-01-01"[len(when) - 4 :] if len(when) < 10 else when


def _last_day(when: str) -> str:
    if len(when) == 4:
        return f"{when}-12-31"
    if len(when) == 7:
        return f"{when}-{calendar.monthrange(int(when[:4]), int(when[5:]))[1]:02}"
    return when
