"""Numbers, days and bounds in words, in Arabic and English side by side."""

from __future__ import annotations

from typing import NamedTuple

from sijill.ledger.days import day_bounds, precision_of
from sijill.model.labels import Label
from sijill.model.records import Published
from sijill.model.time import TimeValue

__all__ = ["NOUNS", "bound_words", "count_words", "date_words", "noun_for", "published_words"]

MONTHS = (
    Label("يناير", "January"), Label("فبراير", "February"), Label("مارس", "March"), Label("أبريل", "April"),
    Label("مايو", "May"), Label("يونيو", "June"), Label("يوليو", "July"), Label("أغسطس", "August"),
    Label("سبتمبر", "September"), Label("أكتوبر", "October"), Label("نوفمبر", "November"), Label("ديسمبر", "December"),
)  # fmt: skip
_SEASONS = {
    "SP": Label("ربيع", "spring"), "SU": Label("صيف", "summer"), "FA": Label("خريف", "autumn"), "WI": Label("شتاء", "winter"),
}  # fmt: skip
_PARTS = {
    "MO": Label("صباح", "morning"), "MI": Label("ظهر", "noon"), "AF": Label("بعد ظهر", "afternoon"),
    "EV": Label("مساء", "evening"), "NI": Label("ليل", "night"), "DT": Label("نهار", "daytime"),
}  # fmt: skip
_PARTS_OF_YEAR = (
    Label("الأول", "first"),
    Label("الثاني", "second"),
    Label("الثالث", "third"),
    Label("الرابع", "fourth"),
)
_MODS = {
    "START": Label("أوائل", "early"), "MID": Label("منتصف", "mid"), "END": Label("أواخر", "late"),
    "BEFORE": Label("قبل", "before"), "AFTER": Label("بعد", "after"), "APPROX": Label("نحو", "about"),
}  # fmt: skip


class Noun(NamedTuple):
    """A counted noun: one, two, 3-10, 11-99, hundreds; and the English pair."""

    one: str
    two: str
    few: str
    many: str
    hundred: str
    en_one: str
    en_more: str


NOUNS = {
    "count": Noun("عدد", "عددان متباينان", "أعداد متباينة", "عددًا متباينًا", "عدد متباين", "count", "different counts"),
    "article": Noun("مقالة", "مقالتان", "مقالات", "مقالة", "مقالة", "article", "articles"),
    "outlet": Noun("وسيلة إعلام", "وسيلتا إعلام", "وسائل إعلام", "وسيلة إعلام", "وسيلة إعلام", "outlet", "outlets"),
    "statement": Noun("تصريح", "تصريحان", "تصريحات", "تصريحًا", "تصريح", "statement", "statements"),
    "speaker": Noun("متحدث", "متحدثان", "متحدثين", "متحدثًا", "متحدث", "speaker", "speakers"),
    "event": Noun("حدث", "حدثان", "أحداث", "حدثًا", "حدث", "event", "events"),
    "independent": Noun(
        "مصدر مستقل", "مصدران مستقلان", "مصادر مستقلة", "مصدرًا مستقلًا", "مصدر مستقل",
        "independent source", "independent sources",
    ),
    "text": Noun(
        "نص مستقل", "نصان مستقلان", "نصوص مستقلة", "نصًا مستقلًا", "نص مستقل", "independent text", "independent texts"
    ),
    "page": Noun("صفحة", "صفحتان", "صفحات", "صفحة", "صفحة", "page", "pages"),
    "rejected": Noun(
        "صفحة مرفوضة", "صفحتان مرفوضتان", "صفحات مرفوضة", "صفحة مرفوضة", "صفحة مرفوضة", "rejected page", "rejected pages"
    ),
    "undated": Noun(
        "مقالة بلا يوم", "مقالتان بلا يوم", "مقالات بلا يوم", "مقالة بلا يوم", "مقالة بلا يوم",
        "article with an open day", "articles with an open day",
    ),
    "actor": Noun("طرف", "طرفان", "أطراف", "طرفًا", "طرف", "actor", "actors"),
    "place": Noun("مكان", "مكانان", "أماكن", "مكانًا", "مكان", "place", "places"),
    "commitment": Noun("تعهد", "تعهدان", "تعهدات", "تعهدًا", "تعهد", "commitment", "commitments"),
    "copy": Noun("نقل", "نقلان", "حالات نقل", "حالة نقل", "حالة نقل", "row of copies", "rows of copies"),
    "day": Noun("يوم", "يومان", "أيام", "يومًا", "يوم", "day", "days"),
    "killed": Noun("قتيل", "قتيلان", "قتلى", "قتيلًا", "قتيل", "killed", "killed"),
    "wounded": Noun("جريح", "جريحان", "جرحى", "جريحًا", "جريح", "wounded", "wounded"),
    "correction": Noun("تصحيح", "تصحيحان", "تصحيحات", "تصحيحًا", "تصحيح", "correction", "corrections"),
    "question": Noun("سؤال", "سؤالان", "أسئلة", "سؤالًا", "سؤال", "question", "questions"),
    "displaced": Noun("نازح", "نازحان", "نازحين", "نازحًا", "نازح", "displaced", "displaced"),
    "arrested": Noun("معتقل", "معتقلان", "معتقلين", "معتقلًا", "معتقل", "arrested", "arrested"),
}  # fmt: skip
_FEMININE = frozenset({"article", "outlet", "page", "rejected", "undated"})


def noun_for(count: int, noun: str) -> Label:
    """The noun as it stands beside the number.

    >>> [noun_for(count, "statement").ar for count in (1, 2, 3, 11, 100, 103)]
    ['تصريح', 'تصريحان', 'تصريحات', 'تصريحًا', 'تصريح', 'تصريحات']
    """
    forms = NOUNS[noun]
    last = count % 100
    if count == 1:
        arabic = forms.one
    elif count == 2:
        arabic = forms.two
    elif 3 <= last <= 10:
        arabic = forms.few
    elif 11 <= last <= 99:
        arabic = forms.many
    else:
        arabic = forms.hundred
    return Label(arabic, forms.en_one if count == 1 else forms.en_more)


def count_words(count: int, noun: str) -> Label:
    """A number with its noun, as Arabic counts: one and two are said by the noun alone.

    >>> [count_words(count, "statement").ar for count in (1, 2, 3, 11)]
    ['تصريح واحد', 'تصريحان', '3 تصريحات', '11 تصريحًا']
    """
    words = noun_for(count, noun)
    if count == 1:
        return Label(f"{words.ar} {'واحدة' if noun in _FEMININE else 'واحد'}", f"1 {words.en}")
    return Label(words.ar if count in (1, 2) else f"{count:,} {words.ar}", f"{count:,} {words.en}")


def day_words(day: str) -> Label:
    """A day: `17 أغسطس 2023`."""
    month = MONTHS[int(day[5:7]) - 1]
    return Label(f"{int(day[8:10])} {month.ar} {day[:4]}", f"{int(day[8:10])} {month.en} {day[:4]}")


def date_words(when: TimeValue) -> Label:
    """A time as finely as it is known; what is open is said by its bounds.

    >>> date_words(TimeValue("2018-04-30TEV")).ar, date_words(TimeValue("2021", "END")).ar
    ('مساء 30 أبريل 2018', 'أواخر 2021')
    """
    value, precision = when.value or "", precision_of(when)
    if precision == "open" or day_bounds(TimeValue(value)) == (None, None):
        return bound_words(when.earliest, when.latest)
    year = value[:4]
    if precision == "minute":
        words = Label(f"{day_words(value).ar}، {value[11:16]}", f"{day_words(value).en}, {value[11:16]}")
    elif precision == "day":
        words = day_words(value)
        if part := _PARTS.get(value[11:]):
            words = Label(f"{part.ar} {words.ar}", f"{words.en}, {part.en}")
    elif precision == "week":
        monday = day_words(day_bounds(TimeValue(value))[0] or "")
        words = Label(f"أسبوع {monday.ar}", f"week of {monday.en}")
    elif precision == "month":
        month = MONTHS[int(value[5:7]) - 1]
        words = Label(f"{month.ar} {year}", f"{month.en} {year}")
    elif precision == "quarter":
        part = _PARTS_OF_YEAR[int(value[6]) - 1]
        name = Label("الربع", "quarter") if value[5] == "Q" else Label("النصف", "half")
        words = Label(f"{name.ar} {part.ar} من {year}", f"{part.en} {name.en} of {year}")
    elif precision == "season":
        season = _SEASONS[value[5:]]
        words = Label(f"{season.ar} {year}", f"{season.en} {year}")
    elif precision == "decade":
        words = Label(f"عقد {value}0", f"the {value}0s")
    else:
        words = Label(year, year)
    mod = _MODS.get(when.mod or "")
    return Label(f"{mod.ar} {words.ar}", f"{mod.en} {words.en}") if mod else words


def bound_words(earliest: str | None, latest: str | None) -> Label:
    """What is known of a day that is open.

    >>> bound_words(None, "2023-08-17").ar
    'لا بعد 17 أغسطس 2023'
    """
    if earliest and latest and earliest != latest:
        first, last = day_words(earliest), day_words(latest)
        return Label(f"بين {first.ar} و{last.ar}", f"between {first.en} and {last.en}")
    if earliest and latest:
        return day_words(earliest)
    if latest:
        last = day_words(latest)
        return Label(f"لا بعد {last.ar}", f"no later than {last.en}")
    if earliest:
        first = day_words(earliest)
        return Label(f"لا قبل {first.ar}", f"no earlier than {first.en}")
    return Label("يوم غير معلوم", "day not known")


def published_words(published: Published) -> Label:
    """The day of an article, or what bounds it."""
    if published.day:
        return day_words(published.day)
    return bound_words(published.earliest, published.latest)
