"""Readers of repetitions: `كل خميس`, `كل أربع سنوات`, `أسبوعيا`, `مرتين في اليوم`."""

from __future__ import annotations

from sijill.text.lexicon import load_words
from sijill.text.timex.meaning import Meaning, Repeat
from sijill.text.timex.stretches import read_counted, write_period
from sijill.text.timex.words import Line

Reading = tuple[Meaning, int] | None


def read_repeat(line: Line, at: int) -> Reading:
    """كل يوم, كل خميس, كل أربع سنوات, يوميا, أيام الجمعة."""
    adverb = line.take(at, "repeat")
    if adverb:
        return Repeat(adverb[0]), adverb[1]
    edge = line.take(at, "edge")
    every = line.take(edge[1], "every") if edge else None
    if every:  # نهاية كل أسبوع
        return _read_every(line, every[1])
    nth = line.take(at, "nth")
    if nth and nth[1] < len(line.words):
        return _read_nth(line, nth[1])
    every = line.take(at, "every")
    if every is None and _is_rate(line, at):
        unit = line.take(at, "unit")
        end = unit[1] + (line.norm(unit[1]).startswith("الواحد")) if unit else at
        return (Repeat(write_period(((unit[0].unit, 1.0),))), end) if unit else None
    if every is None:
        if line.norm(at) in ("ايام", "الايام"):
            day = line.take(at + 1, "weekday")
            return (Repeat("P1W"), day[1]) if day and line.norm(day[1])[:1] != "و" else None
        return None
    return _read_every(line, every[1])


def _read_nth(line: Line, at: int) -> Reading:
    """Behind أول and its like: `خميس من كل شهر`, `يوم جمعة من كل شهر`."""
    start = at + (line.norm(at) == "يوم")
    day = line.take(start, "weekday-bare")
    every = line.take(day[1] + 1, "every") if day and line.norm(day[1]) == "من" else None
    return _read_every(line, every[1]) if every else None


def _is_rate(line: Line, at: int) -> bool:
    """Whether a unit after في says how often or how much: `مرتين في الأسبوع`, `ألف برميل في اليوم`."""
    unit = line.take(at, "unit")
    if unit is None or not unit[0].definite or unit[0].number != "one" or unit[0].unit not in _RATED:
        return False
    if line.norm(unit[1]).startswith("الواحد"):
        return True
    if line.norm(at - 1) != "في" or line.is_definite(unit[1]) or line.take(unit[1], "direction"):
        return False
    counted = line.norm(at - 2)
    if unit[0].unit in ("day", "year") and _is_amount(line, at - 1) and not line.is_year(unit[1]):
        return True
    return (
        counted in ("مرة", "مرتين", "مرات") or counted in load_words("counted_nouns") or bool(line.take(at - 2, "unit"))
    )


_AMOUNT_REACH = 5  # tokens between an amount and its rate: `6.3 مليارات جنيه استرليني في العام`


def _is_amount(line: Line, at: int) -> bool:
    """Whether an amount of money or goods ends at a place: figures, with a million, a thousand or a measure behind them."""
    for back in range(at - 1, max(0, at - 1 - _AMOUNT_REACH), -1):
        norm = line.norm(back)
        if not norm[:1].isalnum() or norm in ("في", "من", "على", "الى", "خلال"):
            return False
        if norm[:1].isdecimal():
            return any(line.norm(word) in _LARGE for word in range(back, at))
    return False


_LARGE = frozenset(
    {"مليون", "ملايين", "مليار", "مليارات", "الف", "الاف", "دولار", "يورو", "جنيه", "طن", "برميل", "مليونا", "مليارا"}
)
_RATED = frozenset({"day", "week", "month", "year"})  # hours and seconds make speeds


def _read_every(line: Line, at: int) -> Reading:
    day = line.take(at, "weekday-bare") or line.take(at, "weekday")
    if day:
        return Repeat("P1W"), day[1]
    part = line.take(at, "part")
    if part and not line.norm(at).startswith("ال"):
        weekday = line.take(part[1], "weekday-bare") or line.take(part[1], "weekday")
        return (Repeat("P1W"), weekday[1]) if weekday else (Repeat("P1D"), part[1])
    yearly = line.take(at, "season") or line.take(at, "feast") or line.take(at, "hijri-month")
    if yearly and not line.is_definite(at):  # كل صيف, كل رمضان
        return Repeat("P1Y"), yearly[1]
    unit = line.take(at, "unit")
    if unit and unit[0].number in ("one", "two") and not unit[0].definite:
        weekday = line.take(unit[1], "weekday-bare") or line.take(unit[1], "weekday")
        if unit[0].unit == "day" and weekday:
            return Repeat("P1W"), weekday[1]
        return Repeat(write_period(((unit[0].unit, 1.0 if unit[0].number == "one" else 2.0),))), unit[1]
    number = line.number(at)
    counted = read_counted(line, at + number.length, number.value) if number else None
    return (Repeat(write_period(counted.amounts)), counted.end) if counted else None
