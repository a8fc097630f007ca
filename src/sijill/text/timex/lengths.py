"""Readers of lengths: `منذ ثلاثة أيام`, `48 ساعة`, `قبل عامين` (a date), `بعد ذلك بأسبوع`."""

from __future__ import annotations

from typing import cast

from sijill.model.time import Mod
from sijill.text.timex.lasting import is_named, says_how_long
from sijill.text.timex.meaning import Base, Length, Meaning, Point, Unit, Vague
from sijill.text.timex.stretches import LETTERS, SMALLER, Stretch, read_stretch, skip_approx, write_period
from sijill.text.timex.tense import tense_at
from sijill.text.timex.units import read_unit_point, read_whole_unit
from sijill.text.timex.words import Line
from sijill.text.timex.years import read_bare_year, read_year

Reading = tuple[Meaning, int] | None

_NOW = frozenset({"الان", "اليوم", "الغد", "امس"})


def read_length(line: Line, at: int) -> Reading:
    """منذ ثلاثة أيام, خلال الأشهر الستة الماضية, أكثر من ثماني ساعات, قبل عامين (a date), ثلاثة أعوام."""
    lead = line.take(at, "lead")
    if lead and lead[0] in _FROM_IT:
        return _read_from_it(line, lead[1], _FROM_IT[lead[0]])
    told = _read_from_told(line, lead[1], lead[0]) if lead else None
    if told:
        return told
    start = lead[1] if lead else at
    first = start
    start, approx = skip_approx(line, start)
    stretch = read_stretch(line, start)
    if stretch is None:
        decade = _read_decade(line, start) if _kind_of(lead) not in ("before", "after") else None
        whole = (lead and lead[0] == "over") or (approx and _kind_of(lead) not in ("before", "after"))
        return decade or (_read_whole_length(line, start, "APPROX" if approx else None) if whole else None)
    after_word = lead is not None or (start > first and line.norm(first) not in ("اخر", "اول"))
    alone = after_word and _stands_alone(line, start, stretch)
    if not (stretch.sure or alone or says_how_long(line, at, start, stretch)):
        return _read_whole_length(line, start) if lead and lead[0] == "over" else None  # على مدار أيام العيد الثلاثة
    end = stretch.end
    first_part = _read_whole_of(line, end, line.norm(first))
    if first_part and _kind_of(lead) not in ("before", "after"):
        return Length(write_period(stretch.amounts), first_part[0]), first_part[1]
    late_approx = line.take(end, "approx-after")
    if late_approx:
        end, approx = late_approx[1], True
    mod: Mod | None = "APPROX" if approx else None
    kind = _kind_of(lead)
    if kind == "before":
        return _read_ago(line, stretch, end, _beyond(line, first, start) or mod)
    if kind == "after":
        return _read_after(line, stretch, at, end, mod)
    return Length(write_period(stretch.amounts), mod), end


def _read_decade(line: Line, at: int) -> Reading:
    """العقد الماضي, العقد المقبل: ten years up to the anchor or from it, not those that a 201- names."""
    unit = line.take(at, "unit")
    direction = line.take(unit[1], "direction") if unit and unit[0] == ("decade", "one", True) else None
    return (Length("P10Y"), direction[1]) if direction and direction[0] in ("last", "next") else None


def _beyond(line: Line, first: int, start: int) -> Mod | None:
    """On which side of the day it names a way back lies: `قبل أكثر من 3 أشهر` is before it, `قبل أقل من شهر` after."""
    words = line.norms[first:start]
    more = not _MORE.isdisjoint(words)
    return "BEFORE" if more else "AFTER" if "اقل" in words else None


_MORE = frozenset({"اكثر", "ازيد", "يزيد"})


def _read_whole_length(line: Line, at: int, mod: Mod | None = None) -> Reading:
    """Behind طوال and its like: اليوم, الأسبوع, الليل; behind قرابة: الشهر."""
    if line.norm(at) in ("الليل", "النهار"):
        return Length(None), at + 1
    feast = line.take(at + 1, "feast") if line.norm(at) == "ايام" else None
    days = line.number(feast[1]) if feast and line.is_definite(feast[1]) else None
    if feast and days:  # أيام عيد الفطر الثلاثة
        return Length(write_period((("day", days.value),))), feast[1] + days.length
    unit = line.take(at, "unit")
    if unit is None or not unit[0].definite or unit[0].number != "one" or unit[0].unit not in LETTERS:
        return None
    if LETTERS[unit[0].unit][1] or unit[0].unit == "night":  # على مدار الساعة: around the clock
        return None
    if line.is_definite(unit[1]) or line.is_year(unit[1]) or line.take(unit[1], "direction"):
        return None
    return Length(write_period(((unit[0].unit, 1.0),)), mod), unit[1]


_FROM_IT: dict[str, Mod] = {"after-it": "AFTER", "before-it": "BEFORE"}


def _read_from_it(line: Line, at: int, side: Mod) -> Reading:
    """بعدها بأيام قليلة, قبله بعام: so long from something told; counted, from the day told last."""
    word = line.words[at] if at < len(line.words) else None
    if word is None or word.proclitic != "ب":
        return None
    origin, line.origin = line.origin, at
    stretch = read_stretch(line, skip_approx(line, at)[0])
    line.origin = origin
    if stretch is None:
        return None
    if stretch.is_vague:
        return Vague("event", side), stretch.end
    return _shift(stretch.amounts, 1 if side == "AFTER" else -1, None, "previous"), stretch.end


_SIDES: dict[str, Mod] = {"after": "AFTER", "before": "BEFORE"}
_MOST_WORDS_TOLD = 3  # between قبل and ب: `قبل إعلان النتائج الرسمية بيومين`


def _read_from_told(line: Line, at: int, kind: str) -> Reading:
    """بعد ذلك بعام, قبل الحصار بأيام: so long from what stands between; ذلك is the day told last, another noun has none here."""
    side = _SIDES.get(kind)
    if side is None:
        return None
    for end in range(at + 1, min(at + 1 + _MOST_WORDS_TOLD, len(line.words))):
        if not line.norm(end - 1).isalpha() or line.take(end - 1, "unit"):
            return None
        reading = _read_from_it(line, end, side)
        if (
            reading
            and isinstance(reading[0], Point)
            and reading[0].unit in ("second", "minute")
            and line.norm(at) != "منتصف"
        ):
            return None  # بعد الهدف بست دقائق: the length alone is told
        if reading:
            named = end > at + 1 or line.norm(at) not in ("ذلك", "هذا", "ذاك")
            return (Vague("event", side), reading[1]) if named else reading
    return None


def _kind_of(lead: tuple[str, int] | None) -> str | None:
    """What the preposition before a length says: since, within, before, after, over."""
    return lead[0] if lead else None


_PARTS_OF_WHOLE: dict[str, Mod] = {
    "الاولى": "START",
    "الاوليين": "START",
    "الاول": "START",
    "الاخيرة": "END",
    "الاخيرين": "END",
}


_ENDS_OF_WHOLE: dict[str, Mod] = {"اول": "START", "اخر": "END"}


def _read_whole_of(line: Line, at: int, first: str) -> tuple[Mod, int] | None:
    """The whole whose first or last part a length is: `الأشهر الثلاثة الأولى` or `أول ثلاثة أشهر` + `من عام 2018`."""
    mod = _PARTS_OF_WHOLE.get(line.norm(at - 1)) or _ENDS_OF_WHOLE.get(first)
    if mod is None or line.norm(at) != "من":
        return None
    for read in (read_year, read_bare_year, read_unit_point, read_whole_unit):
        whole = read(line, at + 1)
        if whole:
            return mod, whole[1]
    return None


def _stands_alone(line: Line, start: int, stretch: Stretch) -> bool:
    """Whether one unit after a preposition is a length: `منذ عام`, but not `منذ عام 2011` or `قبل يوم الجمعة`."""
    after = line.norm(stretch.end)
    if after[-1:].isdecimal() or is_named(line, stretch.end):
        return False
    if stretch.end - start > 1:
        return True
    if stretch.is_vague:  # منذ سنوات, but not منذ سنوات الحرب
        return not line.is_definite(stretch.end) and not line.take(stretch.end, "feast")
    named = line.is_definite(stretch.end) and not line.take(stretch.end, "direction")
    return not named and not line.take(stretch.end, "deictic") and not line.take(stretch.end, "number")


def _read_ago(line: Line, stretch: Stretch, end: int, mod: Mod | None) -> tuple[Meaning, int]:
    after = line.norm(end)
    if after == "من" and line.norm(end + 1) in _NOW:
        end += 2
    elif after == "من" and line.norm(end + 1) in ("دون", "غير"):
        pass
    elif after in ("من", "على") or after.startswith("لل"):
        return Vague("event"), end
    if stretch.is_vague:
        return Vague("vague"), end
    return _shift(stretch.amounts, -1, mod), end


def _read_after(line: Line, stretch: Stretch, start: int, end: int, mod: Mod | None) -> tuple[Meaning, int]:
    if stretch.is_vague:
        return Vague("vague", "AFTER"), end
    if line.norm(end) == "من" and line.norm(end + 1) in _NOW:
        return _shift(stretch.amounts, 1, mod), end + 2
    if line.norm(end) in ("من", "على") or tense_at(line, start, end) != "future":
        return Length(write_period(stretch.amounts), mod), end  # later than something told, not than the anchor
    return _shift(stretch.amounts, 1, mod), end


def _shift(amounts: tuple[tuple[str, float | None], ...], sign: int, mod: Mod | None, base: Base = "anchor") -> Meaning:
    """A counted way before or after the anchor or the day told last, in its smallest unit."""
    unit, total = amounts[0][0], amounts[0][1] or 0.0
    for smaller, amount in amounts[1:]:
        factor = SMALLER.get(unit)
        if factor and factor[0] == smaller:
            unit, total = smaller, total * factor[1] + (amount or 0.0)
    if unit == "night":
        unit = "day"
    if unit in ("decade", "century"):  # "two decades ago" names a year, as precisely as years do
        unit, total = "year", total * LETTERS[unit][2]
    return Point(unit=cast(Unit, unit), count=sign * int(total), base=base, mod=mod)
