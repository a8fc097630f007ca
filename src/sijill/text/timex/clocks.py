"""Readers of clock times and parts of day."""

from __future__ import annotations

from typing import NamedTuple

from sijill.text.timex.days import Found
from sijill.text.timex.meaning import Point
from sijill.text.timex.words import Line

_HOUR_NOUNS = frozenset({"الساعه", "الساعة", "ساعة"})
_MINUTE_WORDS = {"والنصف": 30, "ونصف": 30, "والربع": 15, "وربع": 15, "والثلث": 20, "وثلث": 20}
_MINUTES_LESS = {"الربع": -15, "ربع": -15, "ربعا": -15, "الثلث": -20, "ثلث": -20, "ثلثا": -20}
_AROUND = frozenset({"نحو", "حوالي", "حوالى", "قرابة", "زهاء"})
_EXACTLY = frozenset({"تمام", "حدود"})


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
        return Point(part=part[0], mod="START" if "باكر" in line.norm(end) else "END"), end + 1
    if end - at > 1 and line.norm(end) in ("الاولى", "الاخيرة"):  # ساعات الفجر الأولى
        return Point(part=part[0], mod="START" if line.norm(end) == "الاولى" else "END"), end + 1
    return Point(part=part[0]), end


def read_clock(line: Line, at: int) -> Found:
    """الساعة 2:55 مساء, السابعة والنصف صباحا, 14:55 بتوقيت غرينتش, 2:55 م."""
    start, approx = at, False
    if (
        line.norm(at - 1) in ("-", ":", "/") and line.is_adjacent(at) and len(line.norm(at - 2)) <= 2
    ):  # فوزه 2-1 ليلة أمس
        return None
    if line.norm(at) in _AROUND and line.norm(at + 1) in _HOUR_NOUNS:
        start, approx = at + 1, True
    elif line.norm(at) in _EXACTLY and line.norm(at + 1) in _HOUR_NOUNS:
        start = at + 1
    has_noun = line.norm(start) in _HOUR_NOUNS or (start == line.origin and line.norm(start)[1:] in _HOUR_NOUNS)
    if has_noun:
        start += 1
        if line.norm(start) in _AROUND:
            start, approx = start + 1, True
    bracket = has_noun and line.norm(start) == "("  # الساعة (الرابعة والنصف عصرا)
    start += bracket
    time = _read_figures(line, start) or _read_hour_words(line, start)
    if time is None:
        return None
    if not has_noun and time.end - start == 1 and len(line.norm(start)) == 4 and line.norm(start).isdecimal():
        return None  # 1833 is an hour only behind الساعة
    marked = _read_half_of_day(line, time.end)
    if marked and not has_noun and not time.exact and line.norm(start).isdecimal() and line.take(marked[1], "weekday"):
        return None  # قتل 9 مساء الجمعة: "killed nine on Friday evening"
    if marked and not has_noun and not time.exact and at == line.origin and line.norm(time.end) in ("م", "ص"):
        return None  # مدفع 23 م ط: a calibre, or metres
    end = marked[1] if marked else time.end
    zone = line.take(end, "zone") or _read_place_zone(line, end)
    worded = time.minute and not line.norm(start)[-1:].isdecimal()  # الثامنة والنصف is nothing else
    joined = at > line.origin and line.norm(at - 1) in ("في", "عند") and not line.norm(start)[-1:].isdecimal()
    if joined and "عمر" in line.norm(end + 1):  # الأحد في السابعة من عمره
        return None
    if not (has_noun or marked or zone or worded or joined or (time.exact and not approx)):
        return None
    if not (has_noun or marked or zone) and line.norm(time.end) == "" and _is_behind_call(line, start):
        return None  # شاهد كيف نجا السائق! 1:35
    hour = on_the_clock(time.hour, marked[0]) if marked else time.hour
    hour, minute = hour + time.minute // 60, time.minute % 60  # the eighth less a quarter is 7:45
    end = zone[1] if zone else end
    if not 0 <= hour <= 24 or time.minute > 59:
        return None
    seconds = f":{time.second:02d}" if time.second else ""
    point = Point(
        clock=f"{hour:02d}:{minute:02d}{seconds}",
        zone="Z" if zone and zone[0] == "Z" else None,
        mod="APPROX" if approx else None,
    )
    return point, end + (bracket and line.norm(end) == ")")


def _is_behind_call(line: Line, at: int) -> bool:
    """Whether a call to watch or a question ends right before: what stands there is how long the clip is."""
    return line.text[: line.tokens[at].start].rstrip(" ").endswith(("!", "؟", "?"))


class Clock(NamedTuple):
    """An hour as written, its minutes (below zero: less than the hour), where it ends, and whether it was written 14:55."""

    hour: int
    minute: int
    end: int
    exact: bool = False
    second: int = 0


def _read_figures(line: Line, at: int) -> Clock | None:
    norm = line.norm(at)
    if norm[:1] == "t" and len(norm) == 3 and norm[1:].isdecimal() and line.is_adjacent(at):  # 2023-08-17T14:55
        minute = line.norm(at + 2)
        seconds = 2 * (line.norm(at + 3) == ":")
        return Clock(int(norm[1:]), int(minute), at + 3 + seconds, True) if _is_minute(minute) else None
    if "," in norm or "." in norm:  # 04,00
        hour, _, minute = norm.replace(",", ".").partition(".")
        return (
            Clock(int(hour), int(minute), at + 1)
            if _is_minute(minute) and hour.isdecimal() and len(hour) <= 2
            else None
        )
    number = line.number(at) if norm[-1:].isdecimal() else None
    if len(norm) == 4 and norm.isdecimal() and norm[:2] <= "24" and norm[2:] < "60":  # الساعة 1833
        return Clock(int(norm[:2]), int(norm[2:]), at + 1)
    if number is None or number.whole is None or number.whole > 24 or number.length > 1:
        return None
    if line.norm(at + 1) not in (":", "،") or not (line.is_adjacent(at + 1) and line.is_adjacent(at + 2)):
        return _with_minutes(line, number.whole, at + 1)
    minute, end = line.norm(at + 2), at + 3
    if not _is_minute(minute):
        return None if minute.isdecimal() else Clock(number.whole, 0, at + 1)
    second = line.norm(end + 1) if line.norm(end) == ":" and line.is_adjacent(end + 1) else ""
    if _is_minute(second):
        return Clock(number.whole, int(minute), end + 2, True, int(second) % 60)
    return Clock(number.whole, int(minute), end, True)


def _is_minute(figures: str) -> bool:
    return len(figures) == 2 and figures.isdecimal()


def _read_hour_words(line: Line, at: int) -> Clock | None:
    ordinal = line.ordinal(at)
    if ordinal is None or ordinal.whole is None or not 1 <= ordinal.whole <= 12 or not line.norm(at).endswith("ة"):
        return None
    return _with_minutes(line, ordinal.whole, at + ordinal.length)


def _with_minutes(line: Line, hour: int, at: int) -> Clock:
    """The hour with the minutes in words behind it: والنصف, إلا ربعا, وعشر دقائق, وخمسة وثلاثين دقيقة, إلا خمس دقائق."""
    minute = _MINUTE_WORDS.get(line.norm(at))
    if minute is not None:
        less = _minutes_less(line, at + 1)  # السابعة والنصف إلا خمس دقائق
        return Clock(hour, minute + less[0], less[1]) if less else Clock(hour, minute, at + 1)
    less = _minutes_less(line, at)
    if less:
        return Clock(hour, *less)
    apart = line.norm(at) == "و"
    minutes = line.number(at + 1) if apart else line.number(at, joined="و")
    if minutes and minutes.whole is not None and minutes.whole < 60:
        end = at + apart + minutes.length
        unit = line.take(end, "unit")
        if unit and unit[0].unit == "minute":
            return Clock(hour, minutes.whole, unit[1])
        if not line.norm(at).endswith(tuple("0123456789")) and not apart and _read_half_of_day(line, end):
            return Clock(hour, minutes.whole, end)
    return Clock(hour, 0, at)


def _minutes_less(line: Line, at: int) -> tuple[int, int] | None:
    if line.norm(at) != "الا":
        return None
    part = _MINUTES_LESS.get(line.norm(at + 1))
    if part is not None:
        return part, at + 2
    number = line.number(at + 1)
    unit = line.take(at + 1 + number.length, "unit") if number else None
    if number and number.whole and unit and unit[0].unit == "minute" and number.whole < 60:
        return -number.whole, unit[1]
    return None


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
