"""Feasts and named days: `عيد الفطر`, `ثاني أيام عيد الأضحى`, `ليلة رأس السنة`, `رمضان الماضي`."""

from __future__ import annotations

from typing import cast

from sijill.text.timex.meaning import Direction, Point
from sijill.text.timex.words import Feast, Line

Found = tuple[Point, int] | None

# رمضان is a man's name too: alone it needs a word of time before it.
_BEFORE_NAME = frozenset(
    {"في", "خلال", "قبل", "بعد", "حتى", "منذ", "طوال", "طيلة", "وخلال", "وفي", "قبيل", "عقب", "بحلول", "اول", "ايام", "هلال",
     "ليالي", "شهر", "امسيات"}
)  # fmt: skip
_DAYS_OF = frozenset({"ايام", "ليالي", "يوم"})


def read_feast(line: Line, at: int) -> Found:
    """A feast, one of its days, with its direction."""
    count, start = _read_count(line, at)
    found = line.take(start, "feast")
    if found is None:
        return None
    feast: Feast = found[0]
    end: int = found[1]
    if feast.rule == "fixed 12-25" and (
        line.ordinal(end) or (line.norm(end)[-1:].isdecimal() and not line.is_year(end)) or line.norm(end) == "ال"
    ):
        return None  # عيد الميلاد الخمسون is somebody's fiftieth birthday
    direction = line.take(end, "direction")
    if direction and direction[0] not in ("last", "next", "this"):
        direction = None
    if feast.rule == "fixed 01-01" and line.norm(end) in _OTHER_YEARS:
        return None
    if not (count or direction or line.is_year(end)) and _is_occasion(line, at, start):
        return None
    if line.norm(at - 1) in ("عيد", "بعيد"):
        return None  # the name of a feast, read as a whole or left out as a whole
    if feast.is_name and not (count or direction or line.is_year(end) or _is_awaited(line, at)):
        return None
    point = Point(
        feast=feast.rule,
        day=count,
        part=feast.part or None,
        direction=cast(Direction, direction[0]) if direction else None,
    )
    return point, direction[1] if direction else end


_OTHER_YEARS = frozenset(
    {"اليهودية", "العبرية", "الصينية", "القمرية", "الامازيغية", "الفارسية", "الايرانية", "القبطية", "البوذية"}
)
_OCCASIONS = frozenset({"بمناسبة", "لمناسبة", "مناسبة", "ذكرى", "الذكرى"})
_HOLIDAYS = frozenset({"عطلة", "اجازة", "عطلات", "بعطلة", "لعطلة", "باجازة"})
_CELEBRATED = ("احتفال", "الاحتفال", "للاحتفال", "يحتفل", "تحتفل", "احتفل", "احياء", "باحتفال", "تهنئ", "تهان", "هنا")
_WHILE = frozenset({"خلال", "في", "اثناء", "بعد", "قبل", "منذ", "مع", "وخلال", "وفي"})


def _is_occasion(line: Line, at: int, start: int) -> bool:
    """Whether a feast is what something is for, no time: `بمناسبة عيد العمال`, `الاحتفال بعيد الفصح`."""
    word, before = line.words[at], line.norm(at - 1)
    if at == start and word is not None and word.proclitic == "ب" and before.startswith(_CELEBRATED):
        return True
    return before in _OCCASIONS or (before in _HOLIDAYS and line.norm(at - 2) not in _WHILE)


def _is_awaited(line: Line, at: int) -> bool:
    """Whether what stands before رمضان wants a time: `قبل رمضان`, `نهاية رمضان`."""
    return line.norm(at - 1) in _BEFORE_NAME or line.take(at - 1, "edge") is not None


def _read_count(line: Line, at: int) -> tuple[int | None, int]:
    """The number and the words before a feast that pick one of its days: `ثاني أيام`, `اليوم الثالث من`, `غرة`."""
    norm = line.norm(at)
    if norm in ("غرة", "مستهل") and line.take(at + 1, "feast"):
        return (1 if norm == "غرة" else None), at + (norm == "غرة")
    if line.norm(at + 1) in _DAYS_OF:
        nth = line.take(at, "nth")
        return (nth[0], at + 2) if nth else (None, at)
    head = line.take(at, "head")
    ordinal = line.ordinal(head[1]) if head and head[0] == "day" else None
    if head and ordinal and ordinal.whole:
        end = head[1] + ordinal.length
        end += line.norm(end) == "من"
        end += line.norm(end) == "ايام"
        if line.take(end, "feast"):
            return ordinal.whole, end
    return None, at
