"""Readers of years: `عام 2011`, `2018` alone, and years that run over two (`موسم 2018-2019`, `السنة المالية 2018/19`)."""

from __future__ import annotations

from msgspec.structs import replace

from sijill.text.lexicon import load_words
from sijill.text.timex.meaning import Point
from sijill.text.timex.words import Line

Found = tuple[Point, int] | None

FIRST_YEAR, LAST_YEAR = 100, 2199
BARE_YEARS = range(1600, 2100)
_HIJRI_YEARS = range(1395, 1451)  # unmarked they are Hijri ones (see hijri.py)
_AFTER_YEAR = frozenset({"م", "ميلادي", "ميلادية", "ميلاديا", "للميلاد", "الميلادي", "الميلادية"})
_ERA_MARKS = _AFTER_YEAR - {"م"}
_BETWEEN_YEARS = frozenset({"/", "-", "–", "ـ", "—"})
# Adjectives and nouns of years that begin in one and end in the next.
YEAR_ADJECTIVES = frozenset(
    {"المالي", "المالية", "الدراسي", "الدراسية", "الميلادي", "الميلادية", "الجامعي", "الجامعية", "التشريعي", "الاكاديمي",
     "الرياضي", "الكروي", "المدرسي", "الزراعي", "التسويقي", "القضائي"}
)  # fmt: skip


def read_year(line: Line, at: int) -> Found:
    """عام 2011, سنة 1998م, قرابة العام 1500, السنة المالية 2018: a number with the noun that makes it a year."""
    about = line.take(at, "approx")
    if about:
        found = read_year(line, about[1]) if line.take(about[1], "head") else None
        hijri = found is not None and line.norm(found[1]) in ("ه", "هجري", "هجرية", "هجريا", "للهجرة")
        return (replace(found[0], mod="APPROX"), found[1]) if found and not hijri else None
    head = line.take(at, "head") or line.take(at, "head", joined="ل")
    if head is None or head[0] != "year":
        return None
    if line.norm(at) in ("لسنة", "لعام") and line.norm(at - 1 - (line.norm(at - 1) == ")"))[-1:].isdecimal():
        return None  # القانون رقم 30 لسنة 1996, رقم (26) لسنة 2005
    start = head[1] + (line.norm(head[1]) in YEAR_ADJECTIVES)
    start += line.norm(start) == "،" and line.is_adjacent(start + 1)  # عام ،1987
    two = read_two_years(line, start)
    if two:
        return two
    bracket = line.norm(start) == "(" and line.norm(start + 2) == ")"  # عام (1970)
    number = line.number(start + bracket)
    if number is None or number.whole is None or line.norm(start + bracket)[-1:] in ".,":
        return None
    year, end = number.whole, start + bracket + number.length
    if 40 <= year <= 99 and line.norm(start + bracket).isdecimal():
        year += 1900
    if not FIRST_YEAR <= year <= LAST_YEAR or (year in _HIJRI_YEARS and line.norm(end) not in _AFTER_YEAR):
        return None
    return Point(year=year), skip_era_mark(line, end + bracket)


def read_bare_year(line: Line, at: int) -> Found:
    """2018: four figures alone; whether they are a year is for the caller to say."""
    norm = line.norm(at)
    digits = norm[-4:]
    if not (digits.isdecimal() and len(digits) == 4):
        return None
    if int(digits) not in BARE_YEARS and line.norm(at + 1) not in _ERA_MARKS and not is_lifetime(line, at):
        return None
    number = line.number(at)
    if number is None or number.length != 1 or number.whole != int(digits):
        return None
    return Point(year=int(digits)), skip_era_mark(line, at + 1)


_TOLD_YEARS = range(1000, 2200)
_LONGEST_LIFE = 110


def is_lifetime(line: Line, at: int) -> bool:
    """Whether the year at `at` is the first or last of a life or reign in brackets: `ابن خلدون (1332-1406)`."""
    start = at if line.norm(at + 1) in _BETWEEN_YEARS else at - 2
    first, last = line.norm(start), line.norm(start + 2)
    if line.norm(start + 1) not in _BETWEEN_YEARS or not (first.isdecimal() and last.isdecimal()):
        return False
    bracketed = line.norm(start - 1) == "(" and line.norm(start + 3) == ")"
    return bracketed and int(first) in _TOLD_YEARS and 1 < int(last) - int(first) <= _LONGEST_LIFE


def read_written_year(line: Line, at: int) -> Found:
    """A year behind a day or month that would not stand alone: in words (`ألفين وثمانية عشر`), or long ago (`1391`)."""
    number = line.number(at)
    if (
        number is None
        or number.whole is None
        or number.whole not in _TOLD_YEARS
        or line.take(at + number.length, "unit")
    ):
        return None
    worded = not line.norm(at)[-1:].isdecimal() and number.length > 1
    counted = line.norm(at + number.length) in load_words("counted_nouns")
    if counted or not (worded or (line.norm(at).isdecimal() and number.length == 1)):
        return None
    return Point(year=number.whole), skip_era_mark(line, at + number.length)


def skip_era_mark(line: Line, at: int) -> int:
    """The place behind `م` and its like."""
    return at + 1 if line.norm(at) in _AFTER_YEAR else at


def read_season_years(line: Line, at: int) -> Found:
    """موسم 2018-2019, الموسم الكروي 2017/18, موسم 2016, and 2018/2019 alone."""
    noun = line.take(at, "season-noun")
    if noun is None:
        found = read_two_years(line, at)
        part = line.norm(at - 1) == "من" and line.norm(at - 3).endswith(("النصف", "الربع"))
        return found if found and (part or line.norm(at + 1) == "/") else None
    start = at + 1 + (line.norm(at + 1) in YEAR_ADJECTIVES)
    direction = line.take(start, "direction")
    start = direction[1] if direction else start + (line.norm(start) == "الجديد")
    head = line.take(start, "head")
    start = head[1] if head and head[0] == "year" else start
    return read_two_years(line, start) or read_bare_year(line, start)


def read_two_years(line: Line, at: int) -> Found:
    """Two years in a row around a stroke, in either order, the second also in two figures: `2018/19`, `2018/2017`."""
    between = line.norm(at + 1)
    first, second = line.norm(at)[-4:], line.norm(at + 2)
    if between not in _BETWEEN_YEARS or not (first.isdecimal() and second.isdecimal()):
        return None
    if len(first) == 2 and len(second) == 4 and at != line.origin:  # 19/2018, typed from the left
        first, second = second, first
    if len(first) != 4 or len(second) not in (2, 4) or int(first) not in BARE_YEARS:
        return None
    last = int(second) if len(second) == 4 else int(first) // 100 * 100 + int(second)
    if last == int(first) // 100 * 100 and int(first) % 100 == 99:  # 1999/00
        last += 100
    if abs(last - int(first)) != 1:
        return None
    return Point(year=min(int(first), last), until=max(int(first), last)), skip_era_mark(line, at + 3)
