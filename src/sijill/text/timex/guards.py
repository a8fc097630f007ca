"""What looks like a time and is none: ages, counted things, names that hold a date, prayers, people."""

from __future__ import annotations

from functools import cache

from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, load_words
from sijill.text.timex.meaning import Length, Point
from sijill.text.timex.words import Line
from sijill.text.timex.years import BARE_YEARS, is_lifetime

_AGE_WINDOW = 4  # tokens between عمر and its number: `عن عمر يناهز نحو 80 عاما`
_PRAYER = frozenset(
    {"سورة", "وسورة", "صلاه", "صلاة", "خطبة", "خطيب", "امام", "وخطيب", "لصلاة", "وصلاة", "جريدة", "سوق", "بن", "ابو",
     "ساحة", "بساحة", "ميدان", "شارع"}
)  # fmt: skip
_OTHER_COUNTS = frozenset({"بالمئة", "بالمائة", "في", "%", "٪", "مليون", "الف", "مليار", "نقطة", "درجة", "دولار"})
_BEFORE_AGE = frozenset({"ذات", "ذو", "ذي", "ذا", "تحت", "دون", "فوق", "ابن", "فئة", "لفئة"})
_AFTER_NUMBER_NO_YEAR = frozenset({"%", "$", "٪", "€", "£", ":", "x"})


@cache
def _dated_names() -> dict[str, str]:
    return {fold_text(row[0]): row[1] for row in load_rows("dated_names")}


def is_age(line: Line, start: int, end: int, meaning: Length) -> bool:
    """Whether a number of years is somebody's age: `عن عمر 80 عاما`, `(49 عاما)`, `، 22 عاما،`, `17 عاما من العمر`."""
    value = meaning.value or ""
    if not value.endswith(("Y", "M")) or "T" in value or (meaning.mod and line.norm(start - 1) == "("):
        return False
    if line.take(start, "lead"):
        return False
    if line.norm(start - 1) in _BEFORE_AGE or (line.norm(start - 2) in _BEFORE_AGE and line.norm(start - 1) == "ال"):
        return True
    ages = load_words("age_words")
    for at in range(start - 1, max(-1, start - 1 - _AGE_WINDOW), -1):
        norm = line.norm(at)
        if (norm in ages or norm[1:] in ages) and "إ" not in line.tokens[at].text:  # إعمار is no أعمار
            return not any(_lasting(word) for word in line.norms[max(0, at - _AGE_WINDOW) : start])
        if norm in (".", "،", ":", '"') or (norm[-1:].isdecimal() and line.norm(at + 1) in _OTHER_COUNTS):
            break  # بلغ 28 بالمئة خلال 12 شهرا
    if line.norm(end) == "من" and "عمر" in line.norm(end + 1):
        return True
    before, after = line.norm(start - 1), line.norm(end)
    if not value.endswith("Y") or not line.norm(start)[-1:].isdecimal() or _is_too_old(value):
        return False
    return before == "عن" or (before in ("(", "،", ",", "-") and after in (")", "،", ",", "-"))


_OLDEST = 130


def _is_too_old(value: str) -> bool:
    """Whether nobody reaches that age: `عن 400 سنة من الحكم`."""
    years = value.removeprefix("P").removesuffix("Y")
    return years.isdecimal() and int(years) > _OLDEST


def _lasting(norm: str) -> bool:
    """Whether a word is something that lasts: `مدته تبلغ 5 سنوات`, `خبرة بلغت 8 سنوات`."""
    return any(stem in norm for stem in ("مدة", "مدت", "فترة", "خبرة", "ولاية", "سجن", "عقوبة"))


def is_age_list(line: Line, at: int) -> bool:
    """Whether decades listed from `at` are ages: `أعمارهم بين العشرينيات والثلاثينيات`."""
    ages = load_words("age_words")
    return any(norm in ages or norm[1:] in ages for norm in line.norms[max(0, at - _AGE_WINDOW) : at])


def is_name(line: Line, start: int, point: Point) -> bool:
    """Whether the date is part of a name: `ثورة 25 يناير`, `كأس العالم 2018`, `خطبة الجمعة`."""
    before = line.norm(start - 1)
    if point.weekday is not None and point.day is None and before in _PRAYER:
        return True
    if point.day is None and point.month is None and point.year is None:
        return False
    held = "day" if point.month is not None else "year"
    names = _dated_names()
    for words in (1, 2, 3):
        norms = line.norms[max(0, start - words) : start]
        for skip in ("", norms[0][:1] if norms else ""):
            name = " ".join([norms[0].removeprefix(skip), *norms[1:]]) if norms else ""
            if names.get(name) in (held, "any"):
                return not (held == "day" and point.year is not None and name not in _ALWAYS_NAMES)
    return False


_ALWAYS_NAMES = frozenset({"ثورة", "حركة", "قوى", "تيار", "جسر", "شارع", "ميدان", "ساحة", "انتفاضة", "حرب"})


_FIRST_YEAR_ALONE = "1800"  # below it four figures are mostly counts


_OPENING = frozenset({'"', "«", "“", "”", "'", "‘"})
_CLOSING = frozenset({'"', "»", "”", "“", "'", "’"})
_LONGEST_TITLE = 10  # tokens between the quotation marks of a title


def find_titles(line: Line) -> dict[int, int]:
    """Where quoted titles of works and bodies stand, each token with the end of its title: `فيلم "ثلاثة أيام في تموز"`."""
    found: dict[int, int] = {}
    if _OPENING.isdisjoint(line.norms):
        return found
    nouns = load_words("work_nouns")
    closed = 0
    for at, norm in enumerate(line.norms):
        if norm not in _OPENING or at < closed:
            continue
        close = next(
            (
                end
                for end in range(at + 1, min(at + 2 + _LONGEST_TITLE, len(line.norms)))
                if line.norms[end] in _CLOSING
            ),
            None,
        )
        closed = close + 1 if close else at + 1
        if close and any(word in nouns or word[1:] in nouns for word in (line.norm(at - 1), line.norm(at - 2))):
            found.update(dict.fromkeys(range(at, closed), closed))
    return found


_BEFORE_PERSONS = frozenset({"في", "منذ", "حتى", "خلال", "بحلول", "وفي", "ومنذ", "شهر", "نهاية", "بداية", "مطلع"})


def is_person(line: Line, at: int, end: int) -> bool:
    """Whether a month standing alone is a person's name: `كريم شباط`, `المخرجة آذار الحلبي`, `دي مايو`."""
    before, after = line.norm(at - 1), line.norm(end)
    if before in _BEFORE_PERSONS or line.is_year(end):
        return False
    if f"دي {line.tokens[at].text}" in line.text:  # named in full before: ينتظر مايو وسالفيني
        return True
    if before in ("دي", "تيريزا", "تريزا") or before in load_words("given_names") or before in _FEMALE_TITLES:
        return True
    return line.is_definite(end) and after.endswith("ي") and not line.take(end, "direction") and before not in _MONTHLY


def is_general(line: Line, at: int) -> bool:
    """Whether عامين is the adjective "general" of the people named before it: `المدعين العامين`, `الأمينان العامان`."""
    before = line.norm(at - 1)
    people = before.endswith(("ين", "ان", "ون")) or before in ("النواب", "الامناء", "القادة", "المدراء")
    return people and line.is_definite(at - 1) and not line.take(at - 1, "weekday")


_FEMALE_TITLES = frozenset(
    {"السيدة", "الانسة", "المخرجة", "الكاتبة", "الفنانة", "الطالبة", "الطفلة", "الشاعرة", "الصحافية", "الصحفية", "المحامية",
     "الناشطة", "الاعلامية", "الممثلة", "الروائية", "الدكتورة", "القاضية", "الوزيرة", "النائبة", "المطربة", "المغنية"}
)  # fmt: skip
_MONTHLY = frozenset({"مؤشر", "مبيعات", "بيانات", "تسليم", "انتخابات", "احداث", "مايو", "اتفاق", "ثورة"})


def is_year(line: Line, start: int, end: int) -> bool:
    """Whether four figures alone are a year: a preposition of time before, nothing counted after."""
    if is_lifetime(line, start):
        return True
    word = line.words[start]
    before, after = line.norm(start - 1), line.norm(end)
    told = before in _TIME_BEFORE and line.norm(start) in _RECENT_YEARS  # رحل في 2009 قادما من روما
    if after in load_words("counted_nouns") or after in _AFTER_NUMBER_NO_YEAR or (_counts(after) and not told):
        return False
    if before == "(" and line.norm(start - 2).isdecimal() and not line.take(start - 2, "head"):  # القرار 1373 (2001)
        return False
    if before in ("لسنة", "لعام") and line.norm(start - 2 - (line.norm(start - 2) == ")"))[-1:].isdecimal():
        return False  # القانون رقم 30 لسنة 1996, رقم (26) لسنة 2005
    if end - start > 1:  # 1790 للميلاد
        return True
    if word is not None and word.proclitic:
        return word.proclitic != "و" or line.norm(start - 1)[-4:].isdecimal()
    if line.norm(start - 1) in ("-", "/", "–"):
        first = line.norm(start - 2)[-4:]
        return first.isdecimal() and len(first) == 4 and int(first) in BARE_YEARS
    if word is not None and not word.proclitic and line.norm(start) < _FIRST_YEAR_ALONE:
        return False
    if line.norm(end) in ("-", "–") and line.norm(start) < line.norm(end + 1) < "2100" and len(line.norm(end + 1)) == 4:
        return line.norm(end + 2) not in ("-", "–", "/")  # 2014-2018
    heads = load_words("year_heads")
    other = line.norm(start - 2)
    if before == "و" and len(other) == 4 and other.isdecimal():  # عامي 2006 و 2009, but not كأس العالم 2006 و 2010
        return line.norm(start - 3) in heads or line.take(start - 3, "head") is not None
    if before in ("بين", "وبين") and _is_year_behind(line, end):
        return True  # بين 2000 و2002
    if line.norm(start).endswith("00"):
        return before in ("سنة", "عام") or (
            before in _TIME_BEFORE and after in _ENDS and line.norm(start) in _RECENT_YEARS
        )
    return before in heads or (before[:1] in _PROCLITICS and len(before) > _SHORTEST_HEAD and before[1:] in heads)


_TIME_BEFORE = frozenset({"في", "منذ", "حتى", "بحلول", "وفي", "ومنذ", "وحتى"})
_RECENT_YEARS = frozenset(str(year) for year in range(1900, 2050))


def _is_year_behind(line: Line, at: int) -> bool:
    """Whether `و` and a second year stand there, that counts nothing itself."""
    second = at + (line.norm(at) == "و")
    counted = line.norm(second + 1)
    plain = counted not in load_words("counted_nouns") and not _counts(counted)
    return line.norm(second).removeprefix("و") in _RECENT_YEARS and plain


_ENDS = frozenset({"", ".", "،", ",", "؛", ")", '"', "الى", "حتى"})
_PROCLITICS = frozenset("وفبل")
_SHORTEST_HEAD = 4  # letters of a word with its proclitic: لنهائي 2017, but not ومن 2000


_ADVERBS = frozenset(
    {"ايضا", "سابقا", "لاحقا", "تقريبا", "دوما", "فورا", "معا", "ضمنا", "مثلا", "مجددا", "خصوصا", "فقط", "تحديدا", "عندما",
     "حينما", "بينما", "فيما", "عموما", "جميعا", "قائلا", "مشيرا", "مضيفا", "مؤكدا", "متقدما", "مقابل", "بعدما", "اذا",
     "لدى", "هذا", "تاركا", "ليصبح", "ابدا", "علنا", "رسميا", "خلفا", "دورا", "فوزا", "ارتفاعا", "انخفاضا", "هنا", "كما"}
)  # fmt: skip


def _counts(norm: str) -> bool:
    """Whether a word has the accusative ending of a counted noun: `شخصا`."""
    pronoun = norm.endswith(("ها", "نا", "وا", "هما"))
    if norm in _ADVERBS or norm.endswith("يا"):  # أيضا, حاليا, رسميا
        return False
    return (
        len(norm) > 3 and norm.endswith("ا") and not pronoun and not norm.startswith(("ال", "و", "ي", "ت", "ب", "ما"))
    )
