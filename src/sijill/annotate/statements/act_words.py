"""The single words of a statement as features of its act: stems, the words that open it, the cue's verb, who speaks.

Beside the classes of `act_features`, which are few and chosen, these are many and learned with a strong penalty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sijill.annotate.statements.act_features import LOOKED_AT, Said

WEIGHT = 0.5  # of a word beside a class; telling cues of a left-out writer: .633 with 0.5, .627 with 0.3, 2026-11
OPENING = 3  # words that are looked at as they stand
_MARKS = frozenset('"“”«»()#_،.:؛')
_PREFIXES = ("بال", "لل", "ال", "ب", "ل", "ك")
_SUFFIXES = ("ها", "هم", "نا", "ات", "ون", "ين", "ان", "وا", "ة", "ه", "ي", "ا", "ت")
_KINDS = {
    "analyst": "محلل محللة محللون خبير خبيرة خبراء باحث باحثة استاذ استاذة اكاديمي كاتب كاتبة ناقد مراقبون محللين",
    "official": "وزير وزيرة رئيس رئيسة مدير مديرة محافظ وكيل امين سفير مسؤول مسؤولة قائد حاكم والي نائب نائبة",
    "spokesman": "متحدث متحدثة ناطق ناطقة مصدر مصادر",
    "body": "وزارة هيئة شركة مؤسسة منظمة لجنة مجلس جيش شرطة حكومة نيابة محكمة ادارة مديرية بعثة جمعية نقابة حزب حركة",
    "study": "دراسة تقرير احصاء استطلاع بيانات ارقام مسح بحث وثيقة مسودة",
    "people": "شاهد شهود ساكن سكان مواطن نازح طبيب طبيبة مزارع معلم سائق بائع ناشط ناشطة محام محامية والد والدة جار",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}


def find_words(said: Said) -> dict[str, float]:
    """The words of a statement as features.

    >>> said = Said("قال", "assert", ("الاسعار", "سترتفع"), "indirect", role=("المحلل", "المالي"))  # prices will rise
    >>> sorted(find_words(said))
    ['speaker analyst', 'verb قال', 'word اسعار', 'word سترتفع', 'word1 الاسعار', 'word2 سترتفع']
    """
    norms = tuple(norm for norm in said.norms if norm not in _MARKS)[:LOOKED_AT]
    found = {f"word {find_stem(norm)}": WEIGHT for norm in norms}
    found |= {f"word{at} {norm}": WEIGHT for at, norm in enumerate(norms[:OPENING], 1)}
    if said.verb:
        found[f"verb {said.verb}"] = 1.0
    found |= {f"speaker {kind}": 1.0 for kind in _kinds((*said.role, *said.speaker))}
    return found


def _kinds(norms: Sequence[str]) -> Iterator[str]:
    for norm in norms:
        kind = _KIND_OF.get(norm.removeprefix("ال"))
        if kind is not None:
            yield kind
            return


@cache
def find_stem(norm: str) -> str:
    """A folded word without its joined particles and endings, three letters at least; told from letters alone.

    So a word's own first letter may go: `بلاد` is cut like `ب` + `لاد`, alike in learning and in use.

    >>> find_stem("والاسعار"), find_stem("حكومتنا")  # and the prices, our government
    ('اسعار', 'حكومت')
    """
    if len(norm) > 4 and norm[0] in "وف":
        norm = norm[1:]
    prefix = next((one for one in _PREFIXES if norm.startswith(one) and len(norm) - len(one) >= 3), "")
    norm = norm[len(prefix) :]
    suffix = next((one for one in _SUFFIXES if norm.endswith(one) and len(norm) - len(one) >= 3), "")
    return norm[: len(norm) - len(suffix)]
