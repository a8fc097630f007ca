"""What a temporal expression means before its anchor is known: a point, a length, a repetition, or nothing certain."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct, structs

from sijill.model.time import Mod, TimeType

Unit = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "half", "year", "decade", "century"]
Base = Literal["anchor", "previous"]
Tense = Literal["past", "future"]
Direction = Literal["last", "next", "this", "same", "follow", "last2", "next2"]


SAME_MONTH = 0  # as a Point's month: the month told before (`نفس الشهر من العام الماضي`)
SAME_QUARTER = "Q"  # as its span: the quarter told before (`الربع المماثل من 2017`)


class HijriDay(NamedTuple):
    """A day, month or year of the Hijri calendar, each part known or not."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


class Point(Struct, frozen=True):
    """A point on the calendar, each part known or not; what is missing is filled from the anchor.

    `unit` and `count` shift the anchor by so many days, weeks, months ... before the known parts are set in it
    (`العام الماضي`: year, -1); `base` is "previous" where the shift counts from the time told before (`اليوم التالي`).
    `direction` says on which side of the anchor a month or weekday lies.  `span` is a quarter, half, season or weekend
    (`Q1`, `H2`, `SU`, `WE`); `era` a decade or century as TIMEX3 cuts it (`198`, `18`).  `until` is the last year of one
    that runs over two (`موسم 2018-2019`).  `hijri` stands beside the Gregorian parts: both say the same day.  `feast` is
    the rule of a feast (see `sijill.text.timex.calendars`), whose days `day` counts (`ثاني أيام عيد الفطر`).
    """

    year: int | None = None
    until: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: HijriDay | None = None
    feast: str | None = None
    weekday: int | None = None
    span: str | None = None
    era: str | None = None
    unit: Unit | None = None
    count: int | None = None
    base: Base | None = None
    direction: Direction | None = None
    part: str | None = None
    clock: str | None = None
    zone: str | None = None
    mod: Mod | None = None

    def join(self, other: Point) -> Point | None:
        """Both at once, or null where a part is given twice."""
        given: dict[str, object] = {}
        for name in _FIELDS:
            value = getattr(other, name)
            if value is not None:
                if getattr(self, name) is not None:
                    return None
                given[name] = value
        return structs.replace(self, **given)


_FIELDS = Point.__struct_fields__


class Length(Struct, frozen=True):
    """A stretch of time as TIMEX3 writes it (`P3D`), null where it is vague (`منذ أشهر`)."""

    value: str | None
    mod: Mod | None = None


class Repeat(Struct, frozen=True):
    """A time that comes again, with its period (`P1W`)."""

    value: str | None


class Vague(Struct, frozen=True):
    """A time that the words themselves leave open, and why (`vague`, `feast`, `event`, ...)."""

    reason: str
    mod: Mod | None = None


class Then(Struct, frozen=True):
    """The time told before (`ذلك الحين`), with at least so many characters of its value: 4 a year, 10 a day."""

    digits: int


Meaning = Point | Length | Repeat | Vague | Then


class Timex(Struct, frozen=True):
    """An expression of time as it stands, `text == page[start:end]`, with its meaning still unanchored.

    `tense` is what the clause around it says (see `tense_at`).
    """

    text: str
    start: int
    end: int
    type: TimeType
    meaning: Meaning
    tense: Tense | None = None

    @property
    def is_absolute_day(self) -> bool:
        """Whether the words alone name one day of one year."""
        point = self.meaning
        return isinstance(point, Point) and None not in (point.year, point.month, point.day) and point.mod is None
