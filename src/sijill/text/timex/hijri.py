"""Readers of Hijri days, months and years: `5 رجب 1445هـ`, `الخامس من شهر رمضان`, `14/10/1439هـ`, `عام 1445هـ`."""

from __future__ import annotations

from typing import cast

from sijill.text.timex.meaning import Direction, HijriDay, Point
from sijill.text.timex.words import Line

Found = tuple[Point, int] | None

_MARKS = frozenset({"ه", "هجري", "هجرية", "هجريا", "للهجرة", "الهجري", "الهجرية"})
YEARS = range(1300, 1501)  # Hijri years of the press
# Unmarked years of these are Hijri, the others Gregorian: the fall of Granada in 1492 is told more often than 1892.
_UNMARKED_YEARS = range(1395, 1451)
_LAST_DAY, _FIRST_TOLD = 30, 100  # a year behind a Hijri month is Hijri, and one of three figures at least


def read_hijri(line: Line, at: int) -> Found:
    """A Hijri day or month by name, with what stands of its year."""
    head = line.take(at, "head")
    start = head[1] if head and head[0] == "day" else at
    if line.norm(at) == "غرة":  # the first of a Hijri month
        first = _read_month(line, at + 1, after_day=True)
        return _with_year(line, HijriDay(None, first[0], 1), first[1]) if first else None
    number = line.ordinal(start) or line.number(start)
    if number and number.whole and 1 <= number.whole <= _LAST_DAY:
        after = start + number.length
        linked = after + (line.norm(after) in ("من", "،"))
        month = _read_month(line, linked, after_day=linked > after or not line.norm(start).isdecimal())
        if month:
            return _with_year(line, HijriDay(None, month[0], number.whole), month[1])
        return None
    month = _read_month(line, at, after_day=None)
    return _with_year(line, HijriDay(None, month[0]), month[1]) if month else None


def _read_month(line: Line, at: int, *, after_day: bool | None) -> tuple[int, int] | None:
    """The number of a month's name; a weak one needs a day before it, شهر, its year or a direction.

    `after_day` says whether the day before it was more than a bare figure, null where none stood there.
    """
    head = line.take(at, "head")
    has_head = head is not None and head[0] == "month"
    found = line.take(head[1] if head and has_head else at, "hijri-month")
    if found is None:
        return None
    (number, strength), end = found
    if strength and not has_head:
        sure = after_day or (after_day is False and strength == "weak")
        if not (sure or _read_year(line, end) or (after_day is None and line.take(end, "direction"))):
            return None
    return number, end


def _with_year(line: Line, hijri: HijriDay, at: int) -> tuple[Point, int]:
    year = _read_year(line, at)
    if year:
        return Point(hijri=hijri._replace(year=year[0])), year[1]
    direction = line.take(at, "direction")
    if direction and direction[0] in ("last", "next", "this"):
        return Point(hijri=hijri, direction=cast(Direction, direction[0])), direction[1]
    return Point(hijri=hijri), at


def _read_year(line: Line, at: int) -> tuple[int, int] | None:
    """`1445`, `1445هـ`, `من عام 1445`, `لعام 1445 هجرية` behind a month."""
    start = at + (line.norm(at) in ("من", "،", ",", "/"))
    head = line.take(start, "head") or line.take(start, "head", joined="ل")
    start = head[1] if head and head[0] == "year" else start
    number = line.number(start)
    if number is None or number.whole is None or not _FIRST_TOLD <= number.whole <= YEARS[-1]:
        return None
    return number.whole, skip_mark(line, start + number.length)


def skip_mark(line: Line, at: int) -> int:
    """The place behind `هـ` and its like."""
    return at + (line.norm(at) in _MARKS)


def read_hijri_year(line: Line, at: int) -> Found:
    """`عام 1445هـ`, `سنة 1445 هجرية`, `1445هـ`, `العام الهجري 1445`."""
    head = line.take(at, "head") or line.take(at, "head", joined="ل")
    start = head[1] if head and head[0] == "year" else at
    said = start > at and line.norm(start) in ("الهجري", "الهجرية")
    number = line.number(start + said)
    if number is None or number.whole is None or not 1 <= number.whole <= YEARS[-1]:
        return None
    end = start + said + number.length
    marked = skip_mark(line, end)
    if marked == end and not said and (start == at or number.whole not in _UNMARKED_YEARS):
        return None
    return Point(hijri=HijriDay(number.whole)), marked
