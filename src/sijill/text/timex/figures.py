"""Dates in figures: their readers, and whether a page puts the month first (`4/13/2014` says how `5/6/2014` is meant)."""

from __future__ import annotations

import re
from datetime import date

from sijill.text.timex.hijri import YEARS as HIJRI_YEARS
from sijill.text.timex.hijri import skip_mark
from sijill.text.timex.meaning import HijriDay, Point
from sijill.text.timex.words import Line
from sijill.text.timex.years import BARE_YEARS, skip_era_mark

Found = tuple[Point, int] | None

_DATED = frozenset({"بتاريخ", "تاريخ", "وبتاريخ", "الموافق"})
_BEFORE_FIGURES = frozenset({"في", "منذ", "حتى", "يوم", "بحلول", "وحتى", "وفي", "ومنذ", "اعتبارا", "لغاية"})
_SEPARATORS = frozenset("/-–—.\u0640")  # a tatweel too

_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4})(?!\d)")


def reads_month_first(text: str, published: date | None = None) -> bool:
    """Whether a page writes the month before the day, by its own dates that can be read one way only.

    Where none is such, one that is the day of publication when read month first, and not when read day first, counts too.

    >>> reads_month_first("4/13/2014 ... 5/6/2014"), reads_month_first("13/4/2014 ... 5/6/2014"), reads_month_first("5/6/2014")
    (True, False, False)
    >>> reads_month_first("5/6/2014", date(2014, 5, 6))
    True
    """
    pairs = [(int(match[1]), int(match[3]), int(match[4])) for match in _FIGURES.finditer(text)]
    months_first = sum(first <= 12 < second <= 31 for first, second, _ in pairs)
    days_first = sum(second <= 12 < first <= 31 for first, second, _ in pairs)
    if months_first or days_first or published is None:
        return months_first > days_first
    day, month = (published.day, published.month, published.year), (published.month, published.day, published.year)
    return month in pairs and day not in pairs


def read_numeric_date(line: Line, at: int) -> Found:
    """30/4/2018, 2018-04-30, 30.4.2018, 14/10/1439: day before month unless the figures or the page say otherwise."""
    head = line.take(at, "head")
    at = head[1] if head and head[0] == "day" else at
    if line.norm(at + 1) == "/" and line.norm(at + 3) != "/":
        return _read_two_figures(line, at, told=at > line.origin or line.norm(at - 1) in _DATED)
    read = _read_figures(line, at)
    if read is None:
        return None
    parts, end = read
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        year, month, day = first, second, third
    elif len(parts[2]) == 4 or (len(parts[2]) == 2 and "/" in line.norms[at:end]):
        year = third if third >= 100 else 2000 + third
        month_first = second > 12 or (first <= 12 and line.month_first)
        day, month = (second, first) if month_first else (first, second)
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year in HIJRI_YEARS and day <= 30:
        return Point(hijri=HijriDay(year, month, day)), skip_mark(line, end)
    return (Point(year=year, month=month, day=day), skip_era_mark(line, end)) if year in BARE_YEARS else None


def _read_two_figures(line: Line, at: int, *, told: bool) -> Found:
    """الجمعة 30/3, بتاريخ 30/3, في 22/4, منذ 3/2015; alone the second must not pass for a fraction."""
    figures = line.norm(at), line.norm(at + 2)
    if not all(figure.isdecimal() for figure in figures) or line.take(at + 3, "unit"):
        return None
    first, second = (int(figure) for figure in figures)
    awaited = told or line.norm(at - 1) in _BEFORE_FIGURES
    year, month = (first, second) if first > 31 else (second, first)
    if year in BARE_YEARS and 1 <= month <= 12 and awaited:
        return Point(year=year, month=month), at + 3
    if not told and (not awaited or max(first, second) <= 12):
        return None
    month_first = second > 12 >= first or (line.month_first and first <= 12)
    day, month = (second, first) if month_first else (first, second)
    return (Point(day=day, month=month), at + 3) if 1 <= day <= 31 and 1 <= month <= 12 else None


def _read_figures(line: Line, at: int) -> tuple[list[str], int] | None:
    """Three groups of figures parted by the same kind of mark, and where they end."""
    parts, end = line.norm(at).split("."), at + 1
    if line.norm(end + 4) in ("-", "/") and line.is_adjacent(end + 4) and line.norm(end + 5)[:1].isdecimal():
        return None  # the number of a telephone
    if len(parts) == 1:
        for _ in range(2):
            mark = line.norm(end)
            if mark not in _SEPARATORS or (mark != "/" and not (line.is_adjacent(end) and line.is_adjacent(end + 1))):
                return None
            parts.append(line.norm(end + 1))
            end += 2
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    return parts, end
