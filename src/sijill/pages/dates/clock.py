"""The clocks that pages print: date lines, and dates inside datelines, with what each of them announces.

A clock line is not running text: `15/يونيو/2021 - 09:40 ص`, `17th, August 2023 GMT`, `مارس 2, 2024آخر تحديث: مارس 2, 2024`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache, lru_cache

from msgspec import Struct

from sijill.model.daybounds import WEEKDAYS
from sijill.text.fold import fold_text, fold_with_offsets
from sijill.text.lexicon import load_rows, load_words

_HIJRI = (
    "محرم|صفر|ربيع (?:الاول|الاخر|الثاني|اول|اخر|ثاني)|جماد[ىي] (?:الاولى|الاخرة|الاولي|الثانية|الاول|الاخر|الثاني)"
    "|رجب|شعبان|رمضان|شوال|ذو القعدة|ذي القعدة|ذو الحجة|ذي الحجة"
)
_ZONE = re.compile(
    r"(?:gmt|utc)\s*[+-]\s?\d{1,2}:?\d{0,2}(?!\d)|(?<=\d\d)\s?[+-]\d\d:?\d\d(?!\d)|(?<=\d)[tz](?=\d|$|\W)"
)
_GLUED = re.compile(
    "\u0627?\u064b\u0627?(?=[^\\W\\d_])(?!\u0627(?![^\\W\\d_]))"
)  # the tanween of an accusative ends its word
_OF_ANOTHER = re.compile(
    r"\s(?:لل(?!خبر|مقال|موضوع|ماد|تقرير|صفح)|لاسعار|اسعار|الاسعار|الموقع)\w*"
)  # `آخر تحديث للأسعار`
_LINE_LIMIT = 300  # characters; a longer line is no clock


class Clock(Struct, frozen=True):
    """A printed day or minute at `[start, end)`; `value` is null where the year is left out; `source` says
    where it comes from when that is not a line of the page (`json-ld`, `time-element`), `zone` its minutes ahead of UTC there."""

    start: int
    end: int
    value: str | None
    role: str | None
    weekday: str | None
    source: str | None = None
    zone: int | None = None


def find_clocks(text: str, offset: int = 0) -> list[Clock]:
    """The clocks of one line, in order; `offset` is where the line begins on the page.

    >>> [(c.value, c.role) for c in find_clocks("نشر في: الثلاثاء ١٥/يونيو/٢٠٢١ - ٠٩:٤٠ ص")]  # "published on: Tuesday ..."
    [('2021-06-15T09:40', 'published')]
    """
    if len(text) > _LINE_LIMIT:
        return []
    folded, offsets = fold_with_offsets(unglue(text))
    dates = _find_dates(folded)
    clocks: list[Clock] = []
    before = 0
    for at, (start, end, day) in enumerate(dates):
        until = dates[at + 1][0] if at + 1 < len(dates) else len(folded)
        weekday_start, weekday = _weekday_before(folded, before, start)
        minute, time_start, time_end = _minute_near(folded, before, start, end, until)
        first, last = min(start, weekday_start, time_start), max(end, time_end)
        role = _role_between(folded[before:first])
        weekday = weekday or (WEEKDAYS[date.fromisoformat(day).weekday()] if day else None)
        later = _role_between(folded[end:time_start]) if time_start >= end else None
        stop = end if later else last
        close = offset + len(text[: offsets[stop]].rstrip())
        value = f"{day}T{minute}" if day and minute and not later else day
        clocks.append(Clock(offset + offsets[first], close, value, role, weekday))
        if later and day and minute:  # `28 آب 2013، آخر تحديث 14:00`: the hour is another clock's
            close = offset + len(text[: offsets[last]].rstrip())
            clocks.append(Clock(offset + offsets[time_start], close, f"{day}T{minute}", later, weekday))
        before = last
    return clocks


def unglue(text: str) -> str:
    """The text, as long as before, with a blank where `مساءً` and the next word have lost the one between them.

    >>> unglue("7:12 مساءًآخر تحديث")  # "7:12 p.m.", glued to "last update"
    '7:12 مساء آخر تحديث'
    """
    return _GLUED.sub(lambda match: match[0].replace("\u064b", "") + " ", text) if "\u064b" in text else text


def blank_clocks(folded: str) -> tuple[str, bool]:
    """Folded text, as long as before, with `\\0` in the place of its clocks and what announces them; whether it held one."""
    patterns = _patterns()
    dated = bool(_find_dates(folded)) or bool(patterns.minute.search(folded)) or bool(patterns.hijri.search(folded))
    rest = folded
    for pattern in (patterns.hijri, *patterns.dates, _ZONE, patterns.minute, patterns.weekday, patterns.announcing):
        rest = pattern.sub(lambda match: "\0" * len(match[0]), rest)
    return rest, dated


@lru_cache(maxsize=2_048)  # the blocks of a page are asked by several readers
def is_clock_line(text: str) -> bool:
    """Whether a line holds a clock, or only announces one, and nothing else.

    >>> is_clock_line("تاريخ النشر: 17th, August 2023 GMT"), is_clock_line("حريق في 3 مايو 2021")  # "a fire on ..."
    (True, False)
    """
    if len(text) > _LINE_LIMIT:
        return False
    folded = fold_text(text)
    patterns = _patterns()
    rest, hijri = patterns.hijri.subn(" ", folded)
    for pattern in patterns.dates:
        rest = pattern.sub(" ", rest)
    rest = _ZONE.sub(" ", rest)
    had_date = hijri > 0 or bool(_find_dates(folded))
    rest = patterns.minute.sub(" ", rest)
    had_date = had_date or bool(re.search(r"\d{1,2}:\d\d", folded))
    rest, labels = patterns.label.subn(" ", patterns.weekday.sub(" ", rest))
    words = re.findall(r"[^\W_]+", rest)
    return not words and (had_date or (labels > 0 and role_of(folded) is not None))


def role_of(text: str) -> str | None:
    """Which clock the words announce (`published`, `updated`, `other`), the last that is named."""
    return _role_between(fold_text(text))


def _role_between(folded: str) -> str | None:
    roles = _patterns().roles
    found = [
        "other" if _OF_ANOTHER.match(folded, match.end()) else roles[match[0]]
        for match in _patterns().label.finditer(folded)
        if roles.get(match[0])
    ]
    return found[-1] if found else None


class _Patterns(Struct, frozen=True):
    dates: tuple[re.Pattern[str], ...]
    minute: re.Pattern[str]
    weekday: re.Pattern[str]
    hijri: re.Pattern[str]
    label: re.Pattern[str]
    announcing: re.Pattern[str]
    months: dict[str, int]
    days: dict[str, int]
    roles: dict[str, str]


def _choice(words: list[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


@cache
def _patterns() -> _Patterns:
    months = {fold_text(row[0]): int(row[1]) for row in load_rows("months")}
    days = {fold_text(row[0]): int(row[1]) - 1 for row in load_rows("weekdays") if len(row) > 1 and row[1].isdigit()}
    roles = {fold_text(row[0]): row[1] if len(row) > 1 else "" for row in load_rows("clock_labels")}
    month = rf"(?<![^\W\d_])(?P<month>{_choice([*months])})(?![^\W\d_])(?:\s*[/(\\-]?\s*(?:{_choice([*months])})(?![^\W\d_])\)?)?"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    day = r"(?<!\d)(?<!\d[.,])(?P<day>\d{1,2})"
    part = r"(?P<half>ص|م|صباحا|مساء|ظهرا|عصرا|ليلا|فجرا|بعد الظهر|am|pm)(?![^\W\d_])"
    return _Patterns(
        dates=(
            re.compile(rf"{day}(?:st|nd|rd|th)?[\s,،./-]*(?:من\s+|of\s+)?(?:شهر\s+)?{month}(?:[\s,،./-]*(?:عام\s+|سنة\s+|of\s+)?{year})?"),
            re.compile(rf"{month}[\s,،.]*{day}(?:st|nd|rd|th)?[\s,،.-]+{year}"),
            re.compile(rf"(?<![\d/.-])(?P<first>\d{{1,2}})\s*(?P<mark>[/.\\-])\s*(?P<second>\d{{1,2}})\s*(?P=mark)\s*{year}"),
            re.compile(rf"(?<![\d/.-]){year}\s*(?P<mark>[/.\\-])\s*(?P<second>\d{{1,2}})\s*(?P=mark)\s*(?P<first>\d{{1,2}})(?!\d)"),
        ),
        minute=re.compile(rf"(?<![\d:])(?P<hour>\d{{1,2}})\s?:\s?(?P<minute>\d\d)(?::\d\d)?(?!\d)(?:\s*{part})?"),
        weekday=re.compile(rf"(?<![^\W\d_])(?:{_choice([*days])})(?![^\W\d_])"),
        hijri=re.compile(rf"\d{{1,2}}\s*[-/]?\s*(?:من\s+)?(?:{_HIJRI})[\s,،/-]*(?:1[34]\d\d)?\s*(?:ه(?![^\W\d_])|هجرية?)?|\b1[34]\d\d\s*ه\b"),
        label=re.compile(rf"(?<![^\W\d_])(?:{_choice([*roles])})(?![^\W\d_])"),
        announcing=re.compile(rf"(?<![^\W\d_])(?:{_choice([*(roles.keys() - load_words('dateline_places'))])})(?![^\W\d_])"),
        months=months,
        days=days,
        roles=roles,
    )  # fmt: skip


@lru_cache(maxsize=2_048)
def _find_dates(folded: str) -> tuple[tuple[int, int, str | None], ...]:
    """Start, end and ISO day of the dates of a folded line; the day is null without a year or where there is no such day."""
    patterns = _patterns()
    found: list[tuple[int, int, str | None]] = []
    for pattern in patterns.dates:
        for match in pattern.finditer(folded):
            if any(match.start() < end and start < match.end() for start, end, _ in found):
                continue
            parts = match.groupdict()
            if parts.get("month"):
                day, month = int(parts["day"]), patterns.months[parts["month"]]
            else:
                day, month = int(parts["first"]), int(parts["second"])
                if month > 12 >= day:
                    day, month = month, day
            found.append((match.start(), match.end(), _iso(parts["year"], month, day)))
    return tuple(sorted(found))


def _iso(year: str | None, month: int, day: int) -> str | None:
    try:
        return date(int(year), month, day).isoformat() if year else None
    except ValueError:
        return None


def _weekday_before(folded: str, before: int, start: int) -> tuple[int, str | None]:
    """Where the weekday in front of a date stands, and which it is."""
    last = max(_patterns().weekday.finditer(folded, before, start), key=lambda match: match.start(), default=None)
    if last is None or len(folded[last.end() : start].split()) > 5:
        return start, None
    return last.start(), WEEKDAYS[_patterns().days[last[0]]]


def _minute_near(folded: str, before: int, start: int, end: int, until: int) -> tuple[str | None, int, int]:
    """The time of day after a date, or else right before it, as HH:MM, with its place."""
    for low, high in ((end, until), (before, start)):
        match = _patterns().minute.search(folded, low, high)
        if match is None or (low == before and len(re.findall(r"[^\W\d_]+", folded[match.end() : start])) > 3):
            continue
        hour, minute, half = int(match["hour"]), match["minute"], match["half"]
        if half in ("م", "مساء", "pm", "عصرا", "بعد الظهر", "ظهرا") and hour < 12 and not (half == "ظهرا" and hour > 9):
            hour += 12
        elif half in ("ص", "صباحا", "am", "فجرا", "ليلا") and hour == 12:
            hour = 0
        elif half == "ليلا" and 7 <= hour < 12:
            hour += 12
        if hour < 24 and minute < "60":
            return f"{hour:02}:{minute}", match.start(), max(match.end(), end)
    return None, start, end


def shift_day(day: str, count: int) -> str | None:
    """The ISO day so many days later, or None beyond the calendar."""
    try:
        return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
    except (OverflowError, ValueError):
        return None


def weekday_of(day: str) -> str:
    """The weekday of an ISO day."""
    return WEEKDAYS[date.fromisoformat(day).weekday()]


def weekday_at(folded: str, at: int) -> tuple[int, int] | None:
    """The number (Monday 0) and the end of the weekday that stands right there in folded text."""
    match = _patterns().weekday.match(folded, at)
    return (_patterns().days[match[0]], match.end()) if match else None


def day_at(folded: str, at: int) -> str | None:
    """The ISO day of the full date that stands right there in folded text, behind blanks and commas."""
    begin = at
    while begin < len(folded) and folded[begin] in " \xa0،,(/-":
        begin += 1
    patterns = _patterns()
    for pattern in patterns.dates[:2]:
        match = pattern.match(folded, begin)
        if match:
            return _iso(match["year"], patterns.months[match["month"]], int(match["day"]))
    return None
