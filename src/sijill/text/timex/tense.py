"""Whether the words around an expression set it before or after the day they were written."""

from __future__ import annotations

import re
from functools import lru_cache

from sijill.text.lexicon import load_words
from sijill.text.timex.meaning import Tense
from sijill.text.timex.words import Line

_FUTURE_VERB = re.compile(r"[وف]?س[يتن]\w{2,}")
_I_SHALL = re.compile(r"[وف]?سأ(?!ل)\w{2,}")  # as printed: without its hamza سأعود looks like ساعد
_STOPS = frozenset(
    {".", "؟", "!", ":", ";", "؛", '"', "«", "»", "“", "”", "ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"}
)
# Where the clause behind an expression ends: a conjunction, a relative pronoun, a new preposition of time.
_BREAKS = _STOPS | frozenset(
    {"،", ",", "بينما", "فيما", "حيث", "بعدما", "لكن", "التي", "الذي", "بعد", "قبل", "اذ", "عن", "حين", "عندما", "هل", "ما",
     "كي", "لكي", "(", ")", "اذا"}
)  # fmt: skip
_WAS = frozenset({"كان", "كانت", "وكان", "وكانت", "كانا", "كانوا"})
_RELATIVES = frozenset({"التي", "الذي", "الذين", "اللذان", "اللتان", "والتي", "والذي"})
_SINCE = frozenset({"منذ", "مذ"})
_NO_VERBS_IN_T = frozenset({"وقت", "بيت", "تحت", "بنت", "صوت", "موت", "ليست", "الوقت", "توقيت", "تويت", "زيت", "توت"})
# Behind قبل: what is yet to come on the day that follows.
_AHEAD_OF = frozenset({"قبل", "قبيل", "وقبل", "عشية"})
_OCCASIONS = frozenset(
    {"مباراة", "مباراته", "مباراتها", "مباراتهم", "المباراة", "مواجهة", "مواجهته", "المواجهة", "لقاء", "لقائه", "قمة",
     "انتخابات", "الانتخابات", "انطلاق", "افتتاح", "استضافة", "ملاقاة", "استفتاء", "موعد"}
)  # fmt: skip
_BEFORE, _AFTER = 12, 4  # tokens looked at on either side


@lru_cache(maxsize=65_536)
def is_future(norm: str) -> bool:
    """Whether a folded word is a verb in the future or a cue of it: `سيعقد`, `المقرر`; not `سيارة`."""
    cues = load_words("future_cues")
    plain = norm[1:] if norm[:1] in ("و", "ف") else norm
    if norm in cues or plain in cues:
        return True
    return bool(_FUTURE_VERB.fullmatch(norm)) and plain not in load_words("not_future")


@lru_cache(maxsize=65_536)
def is_past_report(norm: str) -> bool:
    """Whether a folded word is a reporting verb in the past: `قال`, `وأعلنت`, `فأكدوا`."""
    if norm == "بين":  # "between" far more often than "made clear"
        return False
    plain = norm[1:] if norm[:1] in ("و", "ف") and norm not in load_words("reporting_verbs") else norm
    return plain.removesuffix("ت").removesuffix("وا") in load_words("reporting_verbs")


@lru_cache(maxsize=65_536)
def _is_past(norm: str) -> bool:
    """Whether a word is a verb in the past: a known verb of reporting, or one with the feminine ending."""
    plain = norm[1:] if norm[:1] in ("و", "ف") else norm
    past = load_words("past_verbs")
    if is_past_report(norm) or norm in past or plain in past or plain.removesuffix("وا").removesuffix("ت") in past:
        return True
    ending = len(norm) > 3 and norm.endswith("ت") and not norm.endswith(("ات", "يت", "وت"))
    return ending and norm not in _NO_VERBS_IN_T and not norm.startswith(("ال", "لل", "بال"))


_NEAR = 12  # tokens between putting off and its new day: `أرجأ البرلمان، الاثنين، جلسة انتخاب الرئيس إلى الثلاثاء`

# What is announced up to a day still to come: `أعلنت فرض حظر التجول حتى مساء الأربعاء`.
_MEASURES = frozenset({"فرض", "اغلاق", "تعليق", "حظر", "منع", "وقف", "ايقاف", "حبس", "تعطيل", "هدنة"})
_LASTED = frozenset(
    {"استمر", "استمرت", "واستمر", "واستمرت", "ظل", "ظلت", "دام", "دامت", "بقي", "بقيت", "تواصل", "تواصلت", "كان", "كانت"}
)  # fmt: skip


@lru_cache(maxsize=65_536)
def _is_put_off(norm: str) -> bool:
    return norm.lstrip("وفيت").startswith(("ارجئ", "ارجا", "رجئ", "اجل", "اجيل", "مدد", "مديد", "رحل"))


def _is_awaited(norms: list[str]) -> bool:
    """Whether words before إلى or حتى put something off, or announce a measure up to the day behind it."""
    if any(_is_put_off(norm) for norm in norms):
        return True
    announced = any(norm.lstrip("وبل").removeprefix("ال") in _MEASURES for norm in norms)
    return announced and _LASTED.isdisjoint(norms)


def _is_told(norms: list[str], at: int) -> bool:
    """Whether a cue of the future stands in a past: `قبل أن ينطلق`, `كان من المقرر أن يبدأ`."""
    if at >= 2 and norms[at - 1] == "ان":
        if norms[at - 2] in ("قبل", "بعد", "كان", "منذ"):
            return True
        at = at - 2 if is_future(norms[at - 2]) else at
    return norms[at].startswith(("ال", "مقرر", "ي", "ت")) and not _WAS.isdisjoint(norms[max(0, at - 3) : at])


def tense_at(line: Line, start: int, end: int) -> Tense | None:
    """The tense of the clause that holds tokens `[start, end)`: what its nearest verb or cue says, null where none does."""
    norms = line.norms
    if line.norm(start - 1) in _SINCE:  # a length that begins with it is in no need of a tense
        return "past"
    if line.norm(start - 1) in ("الى", "حتى") and _is_awaited(norms[max(0, start - 1 - _NEAR) : start - 1]):
        return "future"  # أرجئت الجلسة إلى الاثنين
    reach = _BEFORE * (1 + (line.norm(start - 1) == "من" and line.norm(start - 2) in _AS_OF))
    at, last = start, max(0, start - reach)
    while at > last:
        at -= 1
        norm = norms[at]
        if (opening := _opening_of(norms, at)) is not None:
            at, last = opening, max(0, last - (at - opening))
            continue  # سيواجه "الأهلي" نظيره "الزمالك" الجمعة
        if norm in _STOPS:
            awaited = norm == "ان" and at > 0 and _is_awaiting(norms[at - 1])  # من المقرر أن تبت المحكمة
            return (
                "future" if awaited and not _is_told(norms, at - 1) else None if awaited else tense_behind(norms, end)
            )
        if norms[at - 1] in _RELATIVES and "،" in norms[at : start - 1]:
            continue  # the verb of a clause that is over: `الاحتجاجات، التي تنظم كل جمعة، في 30 مارس`
        if norms[at - 1] in _AHEAD_OF and norm in _OCCASIONS and at < start - 1:
            return "future"  # قبل مباراة المنتخبين الودية، الثلاثاء
        if norm in _SINCE and line.words[at + 1] is None and "،" not in norms[at:start]:
            return "past"  # منذ إعلان الهدنة مطلع يناير
        if is_future(norm) or _I_SHALL.fullmatch(line.tokens[at].text):
            if norms[at - 1] == "غير":  # بشكل غير متوقع
                continue
            return "past" if _is_told(norms, at) else "future"
        if _is_past(norm) and norms[at - 1] not in _BEFORE_NOUNS:
            return "future" if _is_decided(line, at, start, end) else "past"
    return tense_behind(norms, end)


# ستخفض الرسوم 5 بالمئة ابتداء من أبريل، و10 بالمئة ابتداء من الأول من أكتوبر: one verb for a long list.
_AS_OF = frozenset({"ابتداء", "اعتبارا", "بدءا"})
_LONGEST_NAME = 4  # tokens between the quotation marks of a name


def _opening_of(norms: list[str], at: int) -> int | None:
    """Where the marks around a short name open that close at `at`, null where none do."""
    if norms[at] not in ('"', "»", "”"):
        return None
    opening = {"»": "«", "”": "“"}.get(norms[at], '"')
    if opening == '"' and norms[:at].count('"') % 2 == 0:
        return None  # it opens a quotation
    for back in range(at - 1, max(-1, at - 2 - _LONGEST_NAME), -1):
        if norms[back] == opening:
            named = not any(is_future(norm) or _is_past(norm) or norm in _STOPS for norm in norms[back + 1 : at])
            return back if named and norms[back - 1] != ":" else None
    return None


# Behind these what is written like a verb is a noun: إعادة فتح المعبر.
_BEFORE_NOUNS = frozenset({"اعادة", "باعادة", "لاعادة", "واعادة", "عدم", "بعدم", "عملية", "بدء", "اجل"})
_DECIDES = frozenset({"قرر", "قررت", "قرروا", "قررا", "تقرر"})


def _is_decided(line: Line, verb: int, start: int, end: int) -> bool:
    """Whether what follows a decision is yet to come, the decision having a day of its own.

    `قررت السلطات، السبت، إعادة فتح المعبر الأحد`
    """
    if line.norm(verb).removeprefix("و") not in _DECIDES or not _RELATIVES.isdisjoint(line.norms[verb:start]):
        return False
    days = {
        line.norm(at)
        for at in range(verb + 1, start)
        if (word := line.words[at]) is not None and "weekday" in word.kinds
    }
    return bool(days) and days.isdisjoint(line.norms[start:end])


def tense_behind(norms: list[str], end: int) -> Tense | None:
    """The future where a verb or cue of it follows in the same clause."""
    for at in range(end, min(len(norms), end + _AFTER)):
        norm = norms[at]
        if norm in _BREAKS or norm[:1] == "و":
            break
        if is_future(norm) and norms[at - 1] != "غير":  # خسارة غير متوقعة
            return "future"
    return None


def _is_awaiting(norm: str) -> bool:
    """Whether a word says that what follows أن is yet to come: `المقرر`, `يتوقع`, `تعتزم`."""
    return norm in _AWAITING or norm.removeprefix("و") in _AWAITING


_AWAITING = frozenset(
    {"المقرر", "مقررا", "المزمع", "المرتقب", "المنتظر", "المتوقع", "المفترض", "المرجح", "المامول", "يتوقع", "متوقع", "يرجح",
     "يعتزم", "تعتزم", "ينتظر", "يامل", "تامل", "ينوي", "تنوي", "يجب", "يمكن", "ينبغي", "تريد", "يريد", "يفترض"}
)  # fmt: skip
