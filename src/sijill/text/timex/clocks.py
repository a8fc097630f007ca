"""Readers of clock times and parts of day."""

from __future__ import annotations

from sijill.text.timex.days import Found
from sijill.text.timex.meaning import Point
from sijill.text.timex.words import Line

_HOUR_NOUNS = frozenset({"الساعه", "الساعة", "ساعة"})
_MINUTE_WORDS = {"والنصف": 30, "ونصف": 30, "والربع": 15, "وربع": 15, "والثلث": 20, "وثلث": 20}
_AROUND = frozenset({"نحو", "حوالي", "حوالى", "قرابة", "زهاء"})
_EXACTLY = frozenset({"تمام", "عند", "حدود"})


def read_part(line: Line, at: int) -> Found:
    """صباح, مساءً, بعد ظهر, منتصف ليل."""
    midnight = line.take(at, "midnight")
    if midnight:
        return Point(clock="24:00"), midnight[1]
    noon = line.take(at, "noon")
    if noon:
        return Point(clock="12:00"), noon[1]
    part = line.take(at, "part")
    if part is None or line.norm(at) == "الليلة":
        return None
    end = part[1]
    if line.norm(end) in ("باكر", "الباكر", "متأخر", "المتأخر", "متاخر", "المتاخر", "باكرا", "متاخرا"):
        return Point(part=part[0], mod="START" if "باكر" in line.norm(end) else None), end + 1
    return Point(part=part[0]), end


def read_clock(line: Line, at: int) -> Found:
    """الساعة 2:55 مساء, السابعة والنصف صباحا, 14:55 بتوقيت غرينتش, 2:55 م."""
    start, approx = at, False
    if line.norm(at) in _AROUND and line.norm(at + 1) in _HOUR_NOUNS:
        start, approx = at + 1, True
    elif line.norm(at) in _EXACTLY and line.norm(at + 1) in _HOUR_NOUNS:
        start = at + 1
    has_noun = line.norm(start) in _HOUR_NOUNS or (start == line.origin and line.norm(start)[1:] in _HOUR_NOUNS)
    if has_noun:
        start += 1
        if line.norm(start) in _AROUND:
            start, approx = start + 1, True
    time = _read_figures(line, start) or _read_hour_words(line, start)
    if time is None:
        return None
    hour, minute, end, two_figures = time
    if not has_noun and end - start == 1 and len(line.norm(start)) == 4 and line.norm(start).isdecimal():
        return None  # 1833 is an hour only behind الساعة
    marked = _read_half_of_day(line, end)
    if marked and not has_noun and not two_figures and line.norm(start).isdecimal() and line.take(marked[1], "weekday"):
        return None  # قتل 9 مساء الجمعة: "killed nine on Friday evening"
    zone = line.take(marked[1] if marked else end, "zone") or _read_place_zone(line, marked[1] if marked else end)
    if not (has_noun or marked or zone or (two_figures and not approx)):
        return None
    if marked:
        hour, end = on_the_clock(hour, marked[0]), marked[1]
    if zone:
        end = zone[1]
    if hour > 24 or minute > 59:
        return None
    return (
        Point(
            clock=f"{hour:02d}:{minute:02d}",
            zone="Z" if zone and zone[0] == "Z" else None,
            mod="APPROX" if approx else None,
        ),
        end,
    )


_Figures = tuple[int, int, int, bool]  # hour, minute, where it ends, whether written 14:55


def _read_figures(line: Line, at: int) -> _Figures | None:
    norm = line.norm(at)
    if norm[:1] == "t" and len(norm) == 3 and norm[1:].isdecimal() and line.is_adjacent(at):  # 2023-08-17T14:55
        minute = line.norm(at + 2)
        seconds = 2 * (line.norm(at + 3) == ":")
        return (int(norm[1:]), int(minute), at + 3 + seconds, True) if minute.isdecimal() and len(minute) == 2 else None
    if "," in norm or "." in norm:  # 04,00
        hour, _, minute = norm.replace(",", ".").partition(".")
        if hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and len(hour) <= 2:
            return int(hour), int(minute), at + 1, False
        return None
    number = line.number(at) if norm[-1:].isdecimal() else None
    if len(norm) == 4 and norm.isdecimal() and norm[:2] <= "24" and norm[2:] < "60":  # الساعة 1833
        return int(norm[:2]), int(norm[2:]), at + 1, False
    if number is None or number.whole is None or number.whole > 24 or number.length > 1:
        return None
    if (
        line.norm(at + 1) in (":", "،")
        and line.is_adjacent(at + 1)
        and line.is_adjacent(at + 2)
        and line.norm(at + 2).isdecimal()
    ):
        minute = line.norm(at + 2)
        if len(minute) != 2:
            return None
        end = at + 3
        if line.norm(end) == ":" and line.is_adjacent(end + 1) and line.norm(end + 1).isdecimal():
            end += 2
        return number.whole, int(minute), end, True
    return number.whole, 0, at + 1, False


def _read_hour_words(line: Line, at: int) -> _Figures | None:
    ordinal = line.ordinal(at)
    if ordinal is None or ordinal.whole is None or not 1 <= ordinal.whole <= 12 or not line.norm(at).endswith("ة"):
        return None
    end = at + ordinal.length
    minute = _MINUTE_WORDS.get(line.norm(end))
    if minute is not None:
        return ordinal.whole, minute, end + 1, False
    minutes = line.number(end, joined="و")
    if minutes and minutes.whole is not None and minutes.whole < 60:
        unit = line.take(end + minutes.length, "unit")
        if unit and unit[0].unit == "minute":
            return ordinal.whole, minutes.whole, unit[1], False
    return ordinal.whole, 0, end, False


def _read_half_of_day(line: Line, at: int) -> tuple[str, int] | None:
    """The part of day (MO, AF, EV, NI) or the mark (am, pm) behind a clock time."""
    meridiem = line.take(at, "meridiem")
    if meridiem:
        return ("pm" if meridiem[0] == "12" else "am"), meridiem[1]
    start = at + 1 if line.norm(at) in ("من", "في") else at
    if line.norm(start) == "بعد" and line.take(start + 1, "midnight"):
        return "am", start + 3
    part = line.take(start, "part")
    return (part[0], part[1]) if part else None


def on_the_clock(hour: int, half: str) -> int:
    """The hour of 24 that an hour of 12 is in a part of day (`MO`, `AF`, `EV`, `NI`) or half (`am`, `pm`)."""
    if half in ("am", "MO"):
        return 0 if hour == 12 and half == "am" else hour
    if half == "NI":
        return hour + 12 if 6 <= hour < 12 else 0 if hour == 12 else hour
    if half == "AF":
        return hour + 12 if hour < 10 else hour
    return hour + 12 if hour < 12 else hour


def read_zone(line: Line, at: int) -> Found:
    """بتوقيت غرينتش behind the day of a clock time; the clock of a place leaves the value as it stands."""
    zone = line.take(at, "zone") or _read_place_zone(line, at)
    return (Point(zone="Z" if zone[0] == "Z" else None), zone[1]) if zone else None


def _read_place_zone(line: Line, at: int) -> tuple[str, int] | None:
    """بتوقيت إسرائيل: the clock of a place, whose offset is not known."""
    if line.norm(at) in ("بتوقيت", "توقيت") and line.norm(at + 1) and line.norm(at + 1)[0].isalpha():
        return "local", at + 2
    return None
