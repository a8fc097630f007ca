"""Readers of amounts of time: how many of which unit, counted or not, with what belongs to them."""

from __future__ import annotations

from typing import NamedTuple

from sijill.text.timex.guards import is_general
from sijill.text.timex.words import Line, Measure

# Unit: letter of ISO 8601, whether it stands behind T, how many of it one is.
LETTERS = {
    "second": ("S", True, 1), "minute": ("M", True, 1), "hour": ("H", True, 1), "day": ("D", False, 1), "night": ("D", False, 1),
    "week": ("W", False, 1), "month": ("M", False, 1), "year": ("Y", False, 1), "decade": ("Y", False, 10),
    "century": ("Y", False, 100),
}  # fmt: skip
# What half or a quarter of a unit is in the next smaller one.
SMALLER = {"century": ("year", 100), "decade": ("year", 10), "year": ("month", 12), "month": ("day", 30), "day": ("hour", 24),
            "hour": ("minute", 60), "minute": ("second", 60)}  # fmt: skip


class Stretch(NamedTuple):
    """Amounts by unit (null amount: nobody counted), where it ends, and whether its words alone make it a length."""

    amounts: tuple[tuple[str, float | None], ...]
    end: int
    sure: bool
    directed: bool = False

    @property
    def is_vague(self) -> bool:
        """Whether any amount was not counted."""
        return any(amount is None for _, amount in self.amounts)


def write_period(amounts: tuple[tuple[str, float | None], ...]) -> str | None:
    """The ISO 8601 period of counted amounts, null where one is vague.

    >>> write_period((("hour", 7), ("minute", 45))), write_period((("decade", 2),))
    ('PT7H45M', 'P20Y')
    """
    days, clock = "", ""
    for unit, amount in amounts:
        if amount is None:
            return None
        letter, on_clock, scale = LETTERS[unit]
        count = amount * scale
        piece = f"{int(count)}{letter}" if count == int(count) else f"{count:g}{letter}"
        days, clock = (days, clock + piece) if on_clock else (days + piece, clock)
    return f"P{days}" + (f"T{clock}" if clock else "")


def read_stretch(line: Line, at: int) -> Stretch | None:
    """The amounts that stand at a place: `7 ساعات و45 دقيقة`, `عام ونصف`, `الأشهر الستة الماضية`."""
    if line.norm(at) == "ال" and line.norm(at + 1).isdecimal():  # الـ 48 ساعة
        at += 1
    first = _read_amount(line, at)
    if first is None:
        return None
    amounts, end = list(first.amounts), first.end
    for _ in range(0 if line.norm(at - 1) == "بين" else 3):  # and a half, and 45 minutes; not بين عام و16 شهرا
        more = _read_more(line, end, amounts[-1][0]) or _read_more_apart(line, end, amounts[-1][0])
        if more is None:
            break
        amounts += more.amounts
        end = more.end
    half = line.take(end, "fraction", joined="و") if amounts[-1] in _WEEKS else None
    if half:  # أسبوع ونصف: half a week is no whole number of days
        amounts, end = [("week", (amounts[-1][1] or 0.0) + float(half[0]))], half[1]
    if line.norm(end) == "من" and line.norm(end + 1) in _OF_TIME:  # عقد من الزمن
        return Stretch(tuple(amounts), end + 2, True, first.directed)
    return Stretch(tuple(amounts), end, first.sure or len(amounts) > 1, first.directed)  # لمدة ساعة ودقيقتين


_WEEKS = frozenset(("week", float(weeks)) for weeks in range(1, 53))
_OF_TIME = frozenset({"الزمن", "الزمان"})


def _read_more(line: Line, at: int, unit: str) -> Stretch | None:
    fraction = line.take(at, "fraction", joined="و")
    smaller = SMALLER.get(unit)
    if fraction and smaller and unit == "month" and line.norm(fraction[1]) == "الشهر":  # ستة أشهر ونصف الشهر
        return Stretch(((smaller[0], round(float(fraction[0]) * smaller[1])),), fraction[1] + 1, True)
    if fraction and smaller:
        whole = line.take(fraction[1], "unit")
        end = whole[1] if whole and whole[0].number == "one" and whole[0].unit == unit else fraction[1]
        return Stretch(((smaller[0], round(float(fraction[0]) * smaller[1])),), end, True)
    number = line.number(at, joined="و")
    counted = line.take(at + number.length, "unit") if number else None
    if number and counted and _is_smaller(counted[0].unit, unit):
        return Stretch(((counted[0].unit, number.value),), counted[1], True)
    dual = line.take(at, "unit", joined="و")
    if dual and not dual[0].definite and _is_smaller(dual[0].unit, unit) and dual[0].unit != "night":
        if dual[0].number == "two":
            return Stretch(((dual[0].unit, 2.0),), dual[1], True)
        if dual[0].number == "one" and not line.is_definite(dual[1]) and not line.take(dual[1], "weekday"):  # عام وشهر
            return Stretch(((dual[0].unit, 1.0),), dual[1], True)
    return None


def _read_more_apart(line: Line, at: int, unit: str) -> Stretch | None:
    """`و 30 دقيقة`, with a space behind و."""
    if line.norm(at) != "و":
        return None
    one = line.take(at + 1, "unit")
    if (
        one
        and one[0].number == "one"
        and not one[0].definite
        and _is_smaller(one[0].unit, unit)
        and line.norm(one[1]) == "و"
    ):
        return Stretch(((one[0].unit, 1.0),), one[1], True)
    number = line.number(at + 1)
    counted = line.take(at + 1 + number.length, "unit") if number else None
    if number and counted and not counted[0].definite and _is_smaller(counted[0].unit, unit):
        return Stretch(((counted[0].unit, number.value),), counted[1], True)
    return None


def _is_smaller(unit: str, than: str) -> bool:
    order = list(LETTERS)
    return unit in LETTERS and order.index(unit) < order.index(than)


def _read_amount(line: Line, at: int) -> Stretch | None:
    """One amount of one unit, with the adjectives that belong to it."""
    number = line.number(at)
    counted = read_counted(line, at + number.length, number.value) if number else None
    if counted:
        return counted
    hundreds = line.take(at, "hundreds")
    if hundreds:
        return _read_hundreds(line, hundreds[1])
    if number:
        return None
    some = line.take(at, "some")
    if some:
        unit = line.take(some[1], "unit")
        if (
            unit is None
            or unit[0].number != "many"
            or (line.is_definite(unit[1]) and not line.take(unit[1], "direction"))
        ):
            return None
        return Stretch(((unit[0].unit, None),), unit[1], True)
    fraction = line.take(at, "fraction")
    if fraction:
        unit = line.take(fraction[1], "unit")
        smaller = SMALLER.get(unit[0].unit) if unit else None
        if unit is None or smaller is None or unit[0].number != "one":
            return None
        if line.take(fraction[1] + 1, "direction") or unit[0].definite:
            return None
        return Stretch(((smaller[0], round(float(fraction[0]) * smaller[1])),), unit[1], True)
    unit = line.take(at, "unit")
    return _read_measured(line, unit[0], unit[1]) if unit else None


def _read_hundreds(line: Line, at: int) -> Stretch | None:
    """Behind عشرات, مئات, آلاف: السنين, or من السنين."""
    unit = line.take(at + (line.norm(at) == "من"), "unit")
    if unit is None or unit[0].number != "many" or not unit[0].definite or line.take(unit[1], "direction"):
        return None
    return Stretch(((unit[0].unit, None),), unit[1], True)


def read_counted(line: Line, at: int, count: float) -> Stretch | None:
    """The unit after a number: `48 ساعة`, `التسع سنوات الماضية`."""
    unit = line.take(at, "unit")
    if unit is None or unit[0].definite or unit[0].number == "two" or (unit[0].number == "many" and count < 3):
        return None
    if unit[0].unit == "decade" and unit[0].number == "many" and _are_contracts(line, at, unit[1]):
        return None
    if line.norm(unit[1]).startswith("ضوئي") or (unit[0].unit == "night" and count >= 1000):
        return None  # سنة ضوئية is a way, ألف ليلة وليلة a book
    if unit[0].number == "one" and _is_dated(line, unit[1]):
        return None  # بلغ العدد 131 يوم الأربعاء: "131, on Wednesday"
    return _with_tail(line, ((unit[0].unit, count),), unit[1], sure=True)


def _is_dated(line: Line, at: int) -> bool:
    """Whether the name or number of a day stands there: `4985 يوم 13 فبراير` counts no days."""
    if line.take(at, "weekday") or line.take(at, "deictic"):
        return True
    number = line.number(at) or line.ordinal(at)
    return number is not None and line.take(at + number.length, "month") is not None


_SIGNING = ("توقيع", "وقع", "يوقع", "ابرم", "ابرام", "منح", "ترسية", "رست")


def _are_contracts(line: Line, at: int, end: int) -> bool:
    """Whether عقود are contracts, not decades: `توقيع 4 عقود`, `أربعة عقود مع شركات`."""
    after = line.norm(end)
    signed = any(line.norm(back).lstrip("وتيس").startswith(_SIGNING) for back in range(at - 4, at))
    return signed or after in ("مع", "بقيمة", "جديدة", "لتنفيذ", "لتوريد", "لشراء", "استثمارية", "عمل")


def _read_measured(line: Line, measure: Measure, at: int) -> Stretch | None:
    """What a unit says alone: `يومين`, `الأشهر الستة`, `أيام قليلة`, `عام واحد`, and after a preposition `أشهر`, `عام`."""
    unit = measure.unit
    if measure.number == "two":
        told = _with_tail(line, ((unit, 2.0),), at, sure=True)
        general = measure.definite and unit == "year" and not told.directed and is_general(line, at - 1)
        return None if general else told
    if measure.number == "many":
        at += measure.definite and line.norm(at) == "ال"
        number = line.number(at) if measure.definite else None
        if number and number.value < 1000:
            return _with_tail(line, ((unit, number.value),), at + number.length, sure=True)
        second = line.take(at, "unit", joined="و")  # الأيام والأسابيع المقبلة
        if second and measure.definite and second[0].definite and second[0].number == "many":
            at = second[1]
        some = line.take(at, "some-after")
        direction = line.take(some[1] if some else at, "direction")
        if direction and direction[0] in ("last", "next"):
            return Stretch(((unit, None),), direction[1], True, True)
        if some:
            return Stretch(((unit, None),), some[1], True)
        if measure.definite:  # السنوات التالية
            return (
                Stretch(((unit, None),), direction[1], True, True) if direction and direction[0] == "follow" else None
            )
        more = line.take(at, "more")
        return Stretch(((unit, None),), more[1], True) if more else Stretch(((unit, None),), at, False)
    if measure.definite:
        return None
    one = line.take(at, "one")
    if one:
        return Stretch(((unit, 1.0),), one[1], True)
    other = line.take(at, "other") if unit in _OTHER else None
    if other and line.norm(at - 2) not in _NO_OTHER:  # انتظر أسبوعا آخر
        return Stretch(((unit, 1.0),), other[1], True)
    half = line.take(at, "fraction", joined="و")
    return Stretch(((unit, 1.0),), at, half is not None)


_OTHER = frozenset({"week", "month", "year"})
_NO_OTHER = frozenset({"في", "اي", "من", "كل", "وفي"})  # في عام آخر is another year, no length


def _with_tail(line: Line, amounts: tuple[tuple[str, float | None], ...], at: int, *, sure: bool) -> Stretch:
    """The stretch with the adjectives that belong to it: `الماضية`, `أخرى`, `كاملة`."""
    end = at
    for _ in range(2):
        tail = line.take(end, "tail") or line.take(end, "direction")
        if tail is None or tail[0] in ("same", "follow", "this"):
            break
        end = tail[1]
    return Stretch(amounts, end, sure, end > at)


def skip_approx(line: Line, at: int) -> tuple[int, bool]:
    """Past `نحو`, `أكثر من` and their like; whether one of them says about."""
    approx = False
    for _ in range(3):
        about = line.take(at, "approx")
        bound = line.take(at, "bound")
        if about:
            at, approx = about[1], True
        elif bound:
            at = bound[1]
        else:
            break
    return at, approx
