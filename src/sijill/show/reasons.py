"""Reasons, complaints and errors in Arabic: the record keeps them as English phrases, and screens say them in the reader's words.

A phrase is known by its form, with slots for what differs.  A test reads all forms out of the modules that write reasons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from sijill.model.labels import Label
from sijill.show.wording import day_words

__all__ = ["OPEN_TIMES", "REJECTED", "say_message", "say_reason", "say_reasons"]

WEEKDAYS = {
    "Monday": "الاثنين", "Tuesday": "الثلاثاء", "Wednesday": "الأربعاء", "Thursday": "الخميس", "Friday": "الجمعة",
    "Saturday": "السبت", "Sunday": "الأحد",
}  # fmt: skip
DAY = "\u20662023-08-17\u2069"  # in its own order: behind an Arabic letter its parts would change places
YEARS, DAYS = ("سنة واحدة", "سنتين", "سنوات", "سنة"), ("يوم واحد", "يومين", "أيام", "يومًا")
REASONS = (
    # why a person should look
    ("the words it was made on are no longer read", "لم يعد اللفظ الذي صُحّح مقروءًا"),
    ("no day of publication is stated", "لا يوم نشر مذكور"),
    ("lines that rest on it: {words}", "عدد الأسطر المتوقفة عليه: {words}"),
    ("nothing settles whether the two names are one's", "لا شيء يحسم أالاسمان لواحد أم لاثنين"),
    ("the text does not say who speaks", "لا يقول النص من المتكلم"),
    ("the main event of the article has no day", "الحدث الرئيس في المقالة بلا يوم"),
    ("no place of it is named", "لا مكان مذكور له"),
    ("read with little certainty", "قراءة ضعيفة الثقة"),
    # why two names are one's
    ("the same words", "اللفظ نفسه"),
    ("the same letters", "الحروف نفسها"),
    ("the same name", "الاسم نفسه"),
    ("the same words in another order", "الألفاظ نفسها بترتيب آخر"),
    ("the same name, with and without its state", "الاسم نفسه، مع دولته ومن دونها"),
    ("the same name, with and without {words}", "الاسم نفسه، مع ذكر {words} ومن دونه"),
    ("spelled {pairs}", "اختلاف في الرسم: {pairs}"),
    ("a middle name left out", "سقط اسم أوسط"),
    ("the last name left out", "سقط الاسم الأخير"),
    ("a short first name", "اسم أول مختصر"),
    ("the end of the name", "آخر الاسم"),
    ("the first name", "الاسم الأول"),
    ("the end of the name, borne by nobody else in the record", "آخر الاسم، ولا يحمله غيره في السجل"),
    ("the first name, borne by nobody else in the record", "الاسم الأول، ولا يحمله غيره في السجل"),
    ("named beside {names} in both", "مذكور في الموضعين مع {names}"),
    ("called {words} in both", "صفات مشتركة في الموضعين: {words}"),
    ("described as of two states", "وُصف بأنه من دولتين"),
    ("names of one thing in the lists", "أسماء لمسمى واحد في القوائم"),
    ("an article of the record calls the one by the other", "تسمّي مقالة في السجل أحدهما بالآخر"),
    ("the article calls it {words}", "تسمّيه المقالة {words}"),
    ("a name that many bodies bear", "اسم تحمله هيئات كثيرة"),
    ("the article names {words} most", "أكثر ما تذكره المقالة {words}"),
    ("the article is about {words}", "المقالة عن {words}"),
    ("the article speaks of {words} of {state}", "تنسب المقالة «{words}» إلى {state}"),
    ("best known of {words}, which the article names", "أشهر من يحمل الاسم في {words}، والمقالة تذكرها"),
    ("{words} behind the name", "«{words}» بعد الاسم"),
    # what people put right
    ("corrected by {words}, {day}: {others}", "صحّحه {words} في {day}: {others}"),
    ("corrected by {words}, {day}", "صحّحه {words} في {day}"),
    ("no place {code} is known any more", "لم يعد في الجدول مكان برقمه"),
    # what a day rests on
    ("no day is stated", "لا يوم مذكور"),
    ("the text says '{words}' beside the date", "في النص «{words}» بجانب التاريخ"),
    ("the text says '{words}' beside a date without a year", "في النص «{words}» بجانب تاريخ بلا سنة"),
    ("the text says '{words}'", "في النص «{words}»"),
    ("the address says {day}", "في عنوان الصفحة {day}"),
    ("it was fetched on {day}", "جُلبت الصفحة في {day}"),
    ("the date line has no year", "سطر التاريخ بلا سنة"),
    ("only the day of a change is stated", "لا يُذكر إلا يوم التعديل"),
    ("'{words}' is told as to come", "«{words}» يُروى آتيًا"),
    ("'{words}' is told as past", "«{words}» يُروى ماضيًا"),
    ("'{words}' of '{others}'", "«{words}» لـ«{others}»"),
    ("a year of birth beside an age", "سنة ميلاد بجانب عمر"),
    ("the given '{words}' is not written as 2023-08-17", f"اليوم المعطى «{{words}}» ليس على صورة {DAY}"),
    ("not before the report of {words} that it gives, {day}", "ليس قبل خبر {words} الذي تنقله، {day}"),
    ("'{words}' is {day} in a copy of {other}", "«{words}» هو {day} في نسخة نُشرت في {other}"),
    ("not before '{words}', which another article dates {day}", "ليس قبل «{words}»، وفي مقالة أخرى أنه في {day}"),
    (
        "not before '{words}', which the earliest of several accounts dates {day}",
        "ليس قبل «{words}»، وفي أقدم الروايات أنه في {day}",
    ),
    ("not before {count} after {reason}", "بعد {count} على الأقل: {reason}"),
    ("not before the day before {reason}", "ليس قبل اليوم السابق: {reason}"),
    ("'{words}', which another article dates {day}", "«{words}»، وفي مقالة أخرى أنه في {day}"),
    ("'{words}', which the earliest of several accounts dates {day}", "«{words}»، وفي أقدم الروايات أنه في {day}"),
    ("the Hijri day is {day}", "اليوم الهجري يوافق {day}"),
    ("counted from the anchor it is {day}", "بالحساب من يوم المقالة هو {day}"),
    ("{day} is no {code}", "{day} ليس ذلك اليوم من الأسبوع"),
    ("{reason}, and {day} is a {weekday}", "{reason}، و{day} يوم {weekday}"),
    ("{code} says {day}", "في بيانات الصفحة {day}"),
    ("date-line", "سطر التاريخ"),
    ("{code}", "بيانات الصفحة"),
    # why a place is that one
    ("a part of the words names {words}", "بعض اللفظ اسم {words}"),
    ("the adjective {words}", "النسبة «{words}»"),
    ("in {words}, as the text says", "في {words}، بنص المقالة"),
    ("near {words}, named beside it", "قرب {words}، والاسمان متجاوران في النص"),
    ("the only place of that name", "لا مكان آخر بهذا الاسم"),
    ("the largest place of that name", "أكبر مكان بهذا الاسم"),
    ("the article names other places of that country", "تذكر المقالة أماكن أخرى في البلد نفسه"),
    ("the article speaks of that country", "تتحدث المقالة عن ذلك البلد"),
    ("several places of that name fit", "يصلح له أكثر من مكان بهذا الاسم"),
    ("no place of that name is known", "لا مكان معروفًا بهذا الاسم"),
)
OPEN_TIMES = {
    "no-anchor": Label("لا يوم يُبنى عليه", "no day to count from"),
    "no-day-before": Label("لا يوم مذكور قبله", "no day told before it"),
    "vague": Label("عبارة مبهمة", "vague words"),
    "not-stated": Label("لم يُذكر زمن", "no time stated"),
    "impossible": Label("يوم لا وجود له", "a day that does not exist"),
    "beyond-calendar": Label("خارج ما يُحسب من التقويم", "beyond the calendar"),
}
REJECTED = {
    "binary": "ليست نصًا",
    "report": "تقرير كتبه سِجِلّ",
    "list": "قائمة روابط لا مقالة فيها",
    "large": "أكبر مما يُقرأ",
    "empty": "لا نص فيها",
    "failed": "تعذرت قراءتها لخلل في سِجِلّ",
    "crashed": "توقفت العملية وهي تقرؤها",
    "too-slow": "طالت قراءتها فأُوقفت",
    "feed": "خلاصة تالفة أو بلا مواد",
    "json": "ليست JSON سليمة",
    "field": "تنقصها حقول الصفحة",
    "row": "صف لا يُقرأ",
    "missing-extra": "تلزمها حزمة غير مثبتة",
    "unreadable": "لا تُفتح",
    "archive": "أرشيف لا يُفتح",
    "url": "ليس عنوان صفحة",
    "robots": "لا يسمح الموقع بجلبها",
    "dns": "لا موقع بهذا الاسم",
    "address": "عنوان داخل شبكة خاصة",
    "connection": "تعذر الاتصال",
    "certificate": "شهادة الموقع غير صالحة",
    "slow": "لم يصل الجواب في وقته",
    "cut": "انقطع الجواب",
    "kind": "ليست صفحة",
    "redirect": "تحويل لا ينتهي إلى صفحة",
    "status": "أجاب الموقع بخطأ",
    "busy": "الموقع مشغول",
    "forgotten": "أُزيلت من السجل من قبل",
}
MESSAGES = (
    ("'{words}' is not a day.", f"«{{words}}» ليس يومًا. يُكتب اليوم هكذا: {DAY}"),
    ("No article {words} of a page {others}.", "لا مقالة في السجل بهذا العنوان."),
    ("No article {words} of a page {others} as known by {day}.", "لم تكن هذه المقالة معروفة في {day}."),
    ("No actor {words} in the record.", "لا طرف في السجل بهذا العنوان."),
    ("No actor {words} in the record as known by {day}.", "لم يكن هذا الطرف معروفًا في {day}."),
    ("Nothing to look for.", "لا كلمة يُبحث عنها."),
    ("{words} may read this record, not change it.", "لحساب {words} أن يقرأ السجل لا أن يغيّره."),
    ("This form is too old, or from another place; load the page again.", "هذه الاستمارة قديمة؛ حمّل الصفحة من جديد."),
    ("Too many attempts to log in; wait a minute.", "محاولات دخول كثيرة؛ انتظر دقيقة."),
    ("More questions than one can read the answers of; wait a second.", "أسئلة كثيرة متتابعة؛ انتظر لحظة."),
    ("Readers of this record log in.", "الدخول إلى هذا السجل بحساب."),
    ("Too many wrong tokens; wait a minute.", "رموز خاطئة كثيرة؛ انتظر دقيقة."),
    ("That token is not the one.", "رمز الدخول غير صحيح."),
    ("This record is shown to those who have its token.", "يُعرض هذا السجل لمن لديه رمز الدخول."),
    ("An address begins with http:// or https://.", "العنوان يبدأ بـ http:// أو https://، كل عنوان في سطر."),
    ("{words} files at once.", "عدد الملفات أكثر مما يُقبل دفعة واحدة ({words}). اجمعها في ملف ZIP."),
    ("A correction has a reason.", "اذكر سبب التصحيح في كلمات."),
    ("A correction has an editor.", "اذكر من يصحّح."),
    ("Nothing was written in the form.", "الاستمارة فارغة: اكتب الصواب أو اجعله مفتوحًا."),
    ("'{words}' names no line of the record.", "لا سطر في السجل بهذا العنوان."),
    ("Nothing was sent.", "لم يُرسل شيء: اختر ملفات أو الصق نصًا أو اكتب عناوين."),
    ("'{words}' is of a kind that is not read.", "«{words}» من نوع لا يُقرأ."),
    ("{words} is larger than {others} MB.", "«{words}» أكبر من {others} ميغابايت."),
    ("No sending {words}.", "لا إرسال بهذا العنوان."),
    ("Not Found", "لا صفحة بهذا العنوان."),
    ("Method Not Allowed", "لا يُطلب هذا العنوان بهذه الطريقة."),
    ("Too many sendings wait for their turn.", "إرسالات كثيرة تنتظر دورها."),
    ("Another program is writing to {words}.", "برنامج آخر يكتب في السجل الآن."),
)
OTHER = "لا يقبل السجل ما طُلب."
_SLOTS = {
    "day": r"\d{4}-\d\d-\d\d", "other": r"\d{4}-\d\d-\d\d", "weekday": "|".join(WEEKDAYS), "code": r"[\w:.@-]+",
    "count": r"\d+ (?:years|days)", "state": r"\S+(?: \S+)?",
}  # fmt: skip


class Form(NamedTuple):
    """A phrase with slots, in both languages."""

    english: re.Pattern[str]
    arabic: str


def say_reason(reason: str | None) -> Label:
    """A reason in both languages, piece by piece; a piece of unknown form stays as it is.

    >>> say_reason("the same name; called وزير in both").ar
    'الاسم نفسه؛ صفات مشتركة في الموضعين: وزير'
    >>> say_reason("no day is stated; 'عام 2019' is told as past").ar
    'لا يوم مذكور؛ «عام 2019» يُروى ماضيًا'
    """
    return say_reasons((reason or "").split("; "))


def say_reasons(reasons: Sequence[str]) -> Label:
    """Several reasons in one line."""
    return Label("؛ ".join(map(_piece, reasons)), "; ".join(reasons))


def say_message(message: str) -> Label:
    """A complaint of the application in both languages; in Arabic one of unknown form says only that it is one."""
    return Label(_find(MESSAGES, message) or OTHER, message)


def _piece(piece: str) -> str:
    if piece.startswith("contradiction: "):
        return f"ويناقضه: {_piece(piece.removeprefix('contradiction: '))}"
    return _find(REASONS, piece) or piece


def _find(table: tuple[tuple[str, str], ...], phrase: str) -> str | None:
    for form in _forms(table):
        if (match := form.english.fullmatch(phrase)) is not None:
            return form.arabic.format(**{name: _filled(name, words) for name, words in match.groupdict().items()})
    return None


@lru_cache(maxsize=4)
def _forms(table: tuple[tuple[str, str], ...]) -> list[Form]:
    return [Form(re.compile(_as_pattern(english), re.S), arabic) for english, arabic in table]


def _as_pattern(english: str) -> str:
    """The phrase as a pattern with a group for each slot."""
    parts = re.split(r"\{(\w+)\}", english)
    return "".join(
        f"(?P<{part}>{_SLOTS.get(part, '.+?')})" if at % 2 else re.escape(part) for at, part in enumerate(parts)
    )


def _filled(name: str, words: str) -> str:
    """What stands in a slot, in Arabic."""
    fill: Callable[[str], str] = _FILL.get(name, str)
    return fill(words)


def _counted(words: str) -> str:
    """`10 years` after a preposition."""
    count, _, unit = words.partition(" ")
    forms, number = (YEARS if unit == "years" else DAYS), int(count)
    if number in (1, 2):
        return forms[number - 1]
    return f"{number} {forms[2] if 3 <= number % 100 <= 10 else forms[3]}"


_FILL: dict[str, Callable[[str], str]] = {
    "day": lambda words: day_words(words).ar,
    "other": lambda words: day_words(words).ar,
    "weekday": lambda words: WEEKDAYS[words],
    "pairs": lambda words: words.replace(" and ", " / ").replace(", ", "، "),
    "names": lambda words: words.replace(", ", "، "),
    "reason": _piece,
    "count": _counted,
}
