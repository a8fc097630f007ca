"""Readers of days: today and yesterday, weekdays, days of a month, months.

A reader takes a line and a place and gives the point it read with the place behind it, or null.
"""

from __future__ import annotations

from msgspec.structs import replace

from sijill.text.timex.guards import is_person
from sijill.text.timex.meaning import Point
from sijill.text.timex.tense import tense_behind
from sijill.text.timex.words import Line

Found = tuple[Point, int] | None

_SEPARATORS = frozenset("/-–—.\u0640")  # a tatweel too
_BEFORE_MONTH = frozenset(
    {"في", "منذ", "حتى", "خلال", "بحلول", "من", "الى", "وفي", "ومنذ", "وحتى", "ففي", "بين", "طوال"}
)
_NIGHTS = frozenset({"ليل", "ليلة", "مساء"})
_MONTH_COUNTS = {"last": -1, "this": 0, "next": 1}
_ENGLISH_ORDINALS = frozenset({"st", "nd", "rd", "th", "er"})
# روسيا اليوم, المصري اليوم and قناة الغد are media.
_NAMES_OF_TODAY = frozenset(
    {"روسيا", "المصري", "قناة", "صحيفة", "جريدة", "مجلة", "حزب", "اذاعة", "تلفزيون", "راديو", "تيار"}
)
# What stands before اليوم where it says nowadays.
_NOWADAYS = frozenset(
    {"حتى", "الى", "اما", "اصبح", "اصبحت", "بات", "باتت", "العالم", "هو", "هي", "هم", "نحن", "نشهد", "نعيش", "يقف",
     "نحتاجه", "عالم", "الحال", "ولت", "جيل", "شباب", "اجيال", "نساء", "اطفال", "واقع", "لغة", "نجوم", "حقائق",
     "المستخدم", "المستخدمة", "المعروف", "المعروفة", "السائد", "السائدة", "المتاحة", "المتوفرة"}
)  # fmt: skip
# بناة الغد, جيل الغد: those to come.
_TO_COME = frozenset(
    {"بناة", "قادة", "جيل", "اجيال", "شباب", "عالم", "رجال", "نجوم", "مدينة", "مدن", "وطن", "علماء", "صناع", "اطفال",
     "رواد", "ابطال", "نساء", "سيارات", "سيارة", "مدرسة", "لغة"}
)  # fmt: skip
# What follows اليوم where it is no today: the first day of, World Day.
_NOT_TODAY = frozenset(
    {"الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر", "الاخير", "العالمي",
     "الوطني", "الدولي", "الواحد", "الدراسي", "الماضي", "المقبل", "الحادي", "الموعود", "المشهود", "السابق", "الذي"}
)  # fmt: skip


def read_deictic(line: Line, at: int) -> Found:
    """اليوم, أمس, يوم غد, هذا اليوم; اليوم نفسه and اليوم التالي count from the day told before."""
    told = line.take(at, "told")
    if told:
        return Point(unit="day", count=0, base="previous", mod=told[0]), told[1]
    head = line.take(at, "demonstrative") or (line.take(at, "head") if line.norm(at + 1) != "" else None)
    if head and head[0] in ("day", "this") and line.norm(at + 1) == "غد":
        return Point(unit="day", count=1), at + 2
    if at > line.origin and line.norm(at) == "غد":
        return Point(unit="day", count=1), at + 1
    after = line.take(at + 1, "deictic") if head else None
    if head and after and (head[0] == "day" or (head[0] == "this" and line.norm(at + 1) == "اليوم")):
        return Point(unit="day", count=int(after[0])), after[1]
    if head and head[0] == "same" and line.norm(at + 1) == "اليوم":
        return Point(unit="day", count=0, base="previous"), at + 2
    found = line.take(at, "deictic")
    if found is None:
        return None
    count, end = int(found[0]), found[1]
    if count == 0:
        direction = line.take(end, "direction")
        if direction and direction[0] in ("same", "follow"):
            return Point(unit="day", count=int(direction[0] == "follow"), base="previous"), direction[1]
        before, after_it = line.norm(at - 1), line.norm(end)
        if after_it in _NOT_TODAY or (after_it == "قبل" and line.norm(end + 1) == "الاخير"):
            return None
        if before in _NAMES_OF_TODAY or (
            not _NOWADAYS.isdisjoint((before, before.removeprefix("و"))) and not line.take(end, "weekday")
        ):
            return None
    if line.norm(at - 1) in _NAMES_OF_TODAY and line.is_definite(at):
        return None
    if count == 1 and line.norm(at - 1) in _TO_COME and line.norm(at) == "الغد":
        return None
    if count == 1 and _is_became(line, at, end):
        return None
    if count == -1 and line.norm(at)[:1] == "ب" and line.norm(end) in ("الحاجة", "حاجة"):  # بأمس الحاجة: in dire need
        return None
    return Point(unit="day", count=count), end


def _is_became(line: Line, at: int, end: int) -> bool:
    """Whether غدا is the verb "became": at the beginning, a definite noun behind it and no verb of the future after."""
    if line.norm(at) not in ("غدا", "وغدا", "فقد", "فغدا") or line.take(end, "weekday") or not line.is_definite(end):
        return False
    before = line.norm(at - 1)
    begins = before in ("", ".", ":", '"') or (line.norm(at) == "غدا" and before in ("،", "و", "قد", "فقد", "حتى"))
    return begins and tense_behind(line.norms, end) is None


def read_weekday(line: Line, at: int) -> Found:
    """يوم الجمعة, الخميس الماضي, الأحد; the bare forms only after يوم."""
    this = line.take(at, "demonstrative")
    if this and this[0] == "this" and line.take(this[1], "weekday"):  # هذا الثلاثاء
        named = line.take(this[1], "weekday")
        return (Point(weekday=named[0], direction="this"), named[1]) if named else None
    head = line.take(at, "head")
    start = head[1] if head and head[0] == "day" else at
    day = line.take(start, "weekday")
    if day is None and start > at:
        day = line.take(start, "weekday-bare")
    if day is None:
        return None
    if line.norm(at - 1) in _NIGHTS:  # ليل السبت الأحد: the night between them
        link = day[1] + (line.norm(day[1]) in _SEPARATORS)
        other = line.take(link, "weekday")
        if other and other[0] == day[0] % 7 + 1:
            day = day[0], other[1]
    direction = line.take(day[1], "direction")
    if direction and direction[0] != "follow":
        return Point(weekday=day[0], direction=direction[0]), direction[1]
    as_of = line.norm(at - 1) == "من" and line.norm(at - 2) in _AS_OF and not line.norm(day[1])[-1:].isdecimal()
    return Point(weekday=day[0], direction="this" if as_of else None), day[1]


_AS_OF = frozenset({"بداية", "ابتداء", "اعتبارا", "بدءا", "بدء", "انطلاقا"})  # اعتبارا من الثلاثاء: the nearer one


def read_month(line: Line, at: int) -> Found:
    """شهر أيار/مايو, كانون الثاني - يناير, شباط (فبراير) الماضي."""
    head = line.take(at, "head")
    has_head = head is not None and head[0] == "month"
    if head and has_head:
        numbered = _read_month_number(line, head[1])
        if numbered:
            return numbered
    if line.norm(at) == "الشهر":
        return _read_ordinal_month(line, at + 1)
    return _read_month_name(line, head[1] if head and has_head else at, strong=has_head)


def _read_month_number(line: Line, at: int) -> Found:
    """شهر 10: figures of a month, with nothing counted behind them."""
    figures = line.norm(at)
    if not figures.isdecimal() or not 1 <= int(figures) <= 12 or line.take(at + 1, "unit") or line.norm(at + 1) == "/":
        return None
    return Point(month=int(figures)), at + 1


def _read_ordinal_month(line: Line, at: int) -> Found:
    """الشهر السابع + من عام 2020, من العام الماضي: a month by its number, where the year follows."""
    number = line.ordinal(at)
    end = at + number.length if number else at
    year = line.take(end + 1, "unit")
    if number is None or number.whole is None or number.whole > 12 or line.norm(end) != "من":
        return None
    named = (year and year[0].unit == "year") or line.is_year(end + 1) or line.take(end + 1, "demonstrative")
    return (Point(month=number.whole), end) if named else None


def _read_month_name(line: Line, at: int, *, strong: bool) -> Found:
    name = line.take(at, "month")
    if name is None:
        return None
    month, end = name
    second = _second_name(line, end, month.number)
    direction = line.take(second or end, "direction")
    if direction and direction[0] in ("follow", "same"):
        direction = None
    if month.strength and not (strong or second or _is_month_here(line, at, end, month.strength)):
        return None
    if not (strong or second or direction) and is_person(line, at, end):
        return None
    point = Point(month=month.number, direction=direction[0] if direction else None)
    return point, direction[1] if direction else second or end


def _is_month_here(line: Line, at: int, end: int, strength: str) -> bool:
    """Whether a weak name (مارس "March" or "practised") stands where a month does."""
    after, before = line.norm(end), line.norm(at - 1)
    dated = after[-4:].isdecimal() and len(after) >= 4
    if strength == "rare":
        return dated or line.take(end, "direction") is not None
    if strength == "madda" and "آ" not in line.tokens[at].text:
        return False
    return (
        dated
        or before in _BEFORE_MONTH
        or line.take(end, "direction") is not None
        or line.take(at - 1, "edge") is not None
        or line.take(end, "head") == ("year", end + 1)
    )


def _second_name(line: Line, at: int, number: int) -> int | None:
    """Where the month's second name ends, however it is joined: `/مايو`, `(مايو)`, `- مايو`, ` مايو`."""
    mark = line.norm(at)
    start = at + 1 if mark in _SEPARATORS or mark == "(" else at
    name = line.take(start, "month")
    if name is None or name[0].number != number:
        return None
    return name[1] + 1 if mark == "(" and line.norm(name[1]) == ")" else name[1]


def read_day_of_month(line: Line, at: int) -> Found:
    """17 أغسطس, الخامس والعشرين من شهر كانون الثاني/يناير, مارس 2, 17th August, اليوم الثالث من مارس."""
    if (
        line.norm(at).endswith("اول") and line.take(at, "edge") and line.take(at + 1, "month")
    ):  # أول يناير is its first day
        month = _read_month_name(line, at + 1, strong=True)
        return (replace(month[0], day=1), month[1]) if month and not month[0].direction else None
    head = line.take(at, "head")
    found = _read_day_first(line, head[1] if head and head[0] == "day" else at)
    if found is not None:
        return found
    name = line.take(at, "month")
    after = name[1] + (line.norm(name[1]) == "." and line.norm(at).isascii()) if name else at  # Sept. 9
    day = read_day_number(line, after) if name else None
    if (
        name is None
        or day is None
        or not line.norm(after)[:1].isdecimal()
        or line.take(day[1], "unit")
        or line.take(day[1], "month")
    ):
        return None
    return Point(month=name[0].number, day=day[0]), day[1]


_ENDS_CLAUSE = frozenset({"", ".", "،", ",", "!", "؟", "؛", ")", "الى", "حتى", "و", "على", "عند", "الساعة", "فقط"})


def read_day_alone(line: Line, at: int) -> Found:
    """يوم 27, and 15 behind a weekday (`الجمعة 15`): a day of a month that is not named; nothing counted may follow."""
    head = line.take(at, "head")
    start = head[1] if head and head[0] == "day" else at
    figures = line.norm(start)
    if (start == at and at == line.origin) or not figures.isdecimal() or not 1 <= int(figures) <= 31:
        return None
    after = line.norm(start + 1)
    if after not in _ENDS_CLAUSE and not (after.startswith("و") and line.take(start + 1, "weekday", joined="و")):
        return None
    return Point(day=int(figures)), start + 1


def _read_day_first(line: Line, at: int) -> Found:
    day = read_day_number(line, at)
    if day is None:
        return None
    if line.norm(at - 1) in _NIGHTS:  # ليلة التاسع والعاشر من أيار: the night between them
        other = line.ordinal(day[1], joined="و") or line.number(day[1], joined="و")
        if other and other.value == day[0] + 1:
            day = day[0], day[1] + other.length
    end = day[1] + 1 if line.norm(day[1]) in ("من", ",", "،", "-", "/", "of") else day[1]
    head = line.take(end, "head")
    if head and head[0] == "month":
        end = head[1]
    month = (
        _read_month_name(line, end, strong=True)
        or (_read_month_number(line, end) if head and head[0] == "month" else None)
        or (_read_this_month(line, end, bare=end == day[1]) if line.norm(end - 1) not in ("،", ",", "-", "/") else None)
    )
    if month is None:
        return None
    joined = month[0].join(Point(day=day[0]))
    return None if joined is None else (joined, month[1])


_BEFORE_DAY_OF_IT = frozenset({"في", "الى", "حتى", "وحتى", "والى", "وفي", "منذ", "ومنذ", "يوم", "بين"})


def _read_this_month(line: Line, at: int, *, bare: bool) -> Found:
    """الشهر الجاري after a day (`السابع من الشهر الجاري`), or its direction alone (`في 10 الجاري`)."""
    if line.norm(at) == "منه" and bare and line.norm(line.origin - 1) in _BEFORE_DAY_OF_IT:  # الإياب في 11 منه
        return Point(unit="month", count=0, base="previous"), at + 1
    if line.norm(at) in ("نفس", "ذات") and line.norm(at + 1) == "الشهر":  # 31 من نفس الشهر
        return Point(unit="month", count=0, base="previous"), at + 2
    start = at + 1 if not bare and line.norm(at) in ("الشهر", "هذا") else at
    if line.norm(at) == "هذا" and line.norm(at + 1) == "الشهر":
        return Point(unit="month", count=0, base="anchor"), at + 2
    direction = line.take(start, "direction")
    if direction and direction[0] == "same" and start > at:
        return Point(unit="month", count=0, base="previous"), direction[1]
    if direction is None or direction[0] not in _MONTH_COUNTS or line.norm(start).endswith("ة"):
        return None
    if bare and (direction[0] != "this" or line.norm(line.origin - 1) not in ("في", "يوم")):
        return None
    return Point(unit="month", count=_MONTH_COUNTS[direction[0]], base="anchor"), direction[1]


def read_day_number(line: Line, at: int) -> tuple[int, int] | None:
    """A number from 1 to 31, ordinal or cardinal, in words or figures (`17`, `السابع عشر`, `17th`)."""
    number = line.ordinal(at) or line.number(at)
    if number is None or number.whole is None or not 1 <= number.whole <= 31:
        return None
    if number.length == 1 and line.take(at, "weekday"):  # الاثنين is a Monday before it is a two
        return None
    end = at + number.length
    return number.whole, end + 1 if line.norm(end) in _ENGLISH_ORDINALS and line.is_adjacent(end) else end
