"""The subject of a reporting verb: the noun phrase behind it or before it, told from whom the verb is put to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sijill.annotate.statements.chain import link_at
from sijill.annotate.statements.cues import THAT, Cue
from sijill.annotate.statements.nouns import begins_object, carries_b, carries_w, is_given, is_ordinary, is_verbal_noun
from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.phrases import carries_f, is_role, phrase_after, phrase_before
from sijill.annotate.statements.speaker import Phrase, name_speaker
from sijill.text.fold import fold_text, fold_word
from sijill.text.lexicon import load_rows, load_words

ASIDE = 18  # tokens of an aside that says where it was said
_OFFICES = frozenset(
    map(fold_word, "إدارة اتحاد ائتلاف تحالف تنظيم تيار إمارة انتخابات استخبارات عمليات إعلام".split())
)
_ACCUSATIVE = ("\u064e", "\u064b", "\u064b\u0627")  # a vowelled object: fatha or tanwin at its end
_TRUTH = frozenset(map(fold_word, "صحة دقة مضمون فحوى".split()))
_ADVERBS = frozenset(
    map(
        fold_word,
        "أيضا كذلك مجددا بدوره بدورها بدورهم اليوم أمس مرارا سابقا صراحة علنا لاحقا حينها وقتها فيه فيها"
        " يومها ساعتها آنذاك وقتذاك فقط بجدية بغضب بحدة باقتضاب بالقول أمامهم أمامه أمامها"
        " له لها لهم لي لنا علي علينا عليه عليها".split(),
    )
)


def is_object(passage: Passage, cue: Cue, found: tuple[int, int], before: Phrase | None, cues: Sequence[Cue]) -> bool:
    """Whether the noun behind a verb of demand or blame is whom it is put to: `نفى الحزب ذلك، واتهم الحكومة بـ…`.

    So it is behind a subject of its own, behind و in the sentence of a report with the same subject, in the oblique
    plural (`دعت الطرفين`), or where the verb is masculine and the noun feminine.
    """
    first, last = found
    norm = passage.norms[first]
    if before is not None and all(
        passage.timed[at] or passage.norms[at] in ("قد", "ايضا", "كذلك", "بدوره", "بدورها")
        for at in range(before.end, cue.at)
    ):
        return True
    if norm.startswith("ال") and len(norm) > 6 and norm.endswith("ين") and not is_role(norm[:-2]) and is_ordinary(norm):
        return first not in passage.personal
    if is_verbal_noun(norm) and norm.endswith(("ها", "هم", "ه")) and not is_role(norm):
        return True
    if cue.form == "past" and cue.gender == "m" and norm.startswith("ال") and norm.endswith("ة") and is_ordinary(norm):
        return not is_role(norm)
    if cue.proclitic != "و" or last >= len(passage.norms) or passage.timed[last]:
        return False
    return any(
        before.form in ("past", "present") and before.gender == cue.gender
        for before in cues[-2:]
        if passage.starts[before.at] == passage.starts[cue.at]
    )


def subject_before(passage: Passage, cue: Cue) -> Phrase | None:
    """The speaker in the noun phrase before a verb, or None."""
    if cue.proclitic == "و" or cue.pronoun or _impersonal(cue):
        return None
    before = phrase_before(passage, cue.at)
    if before is None or before[1] - before[0] > 16 or passage.norms[before[1] - 1] in ("و", "ف"):
        return None
    if passage.norms[before[0]] in _TRUTH and before[1] - before[0] > 1:
        before = before[0] + 1, before[1]  # نفى صحة التقارير التي تحدثت عن …
    speaker = name_speaker(passage, *before, before[1])
    if (
        speaker.role is None
        and is_role(passage.norms[before[0]])
        and before[0] > 1
        and passage.norms[before[0] - 1] == "،"
    ):
        named = phrase_before(passage, before[0] - 1)
        if named is not None and named[1] - named[0] <= 5 and not is_role(passage.norms[named[0]]):
            return Phrase(named, before, before[1])  # فلان، وزير النفط قال
    norm = passage.norms[before[0]]
    joined = (carries_w(norm) or carries_f(norm)) and speaker.name[0] == before[0]
    return speaker._replace(shift=1) if joined else speaker


def is_definite(passage: Passage, found: tuple[int, int]) -> bool:
    """Whether a phrase behind `يعتبره` can be its subject: definite, a name, or longer than one word."""
    first = found[0]
    norm = passage.norms[first]
    return norm.startswith("ال") or first in passage.named or norm in load_words("state_names") or is_role(norm)


def _impersonal(cue: Cue) -> bool:
    return "impersonal" in cue.verb.traits and cue.gender == "m" and cue.form == "present"


def subject_after(passage: Passage, start: int, limit: int, cue: Cue) -> tuple[int, int] | None:
    """The noun phrase behind a verb, cut before an object or a preposition of the verb that begins the content."""
    at = start
    while at < limit and (passage.timed[at] or passage.norms[at] in _ADVERBS or _is_manner(passage, at, cue)):
        at += 1
    if start < at < limit and passage.norms[at] == "،":
        at += 1
    if "np" in cue.verb.opens and at < limit and begins_object(passage, at) and passage.norms[at] not in _OFFICES:
        return None
    if "definite" in cue.verb.traits and at < limit and _is_definite_act(passage.norms[at]):
        return None
    found = phrase_after(passage, at, limit)
    if found is None or passage.tokens[found[0]].text.endswith(_ACCUSATIVE):
        return None
    first, last = found
    outlet = link_at(passage, first, limit, named=True)
    if outlet is not None and outlet.first == first and outlet.last > last and outlet.kind in ("agency", "media"):
        return first, outlet.last  # ذكرت سي إن إن أن
    named = passage.named.get(first, 0)
    if first < named < last and {"obj", "whole"} & cue.verb.traits:
        return first, named
    if is_followed_by_aside(passage, last, limit):
        return found
    for k in range(first + 1, last):
        if _leaves_subject(passage, cue, first, k):
            return first, k
    return found


def is_followed_by_aside(passage: Passage, at: int, limit: int) -> bool:
    """Whether a comma and where it was said stand at a token, and the object only behind another comma."""
    norms = passage.norms
    return (
        at + 1 < limit
        and norms[at] == "،"
        and norms[at + 1] in ("في", "خلال", "عبر")
        and "،" in norms[at + 2 : min(limit, at + ASIDE)]
    )


def aside_end(passage: Passage, at: int, limit: int) -> int:
    """The token behind an aside that says where it was said, `at` where none stands there."""
    if not is_followed_by_aside(passage, at, limit):
        return at
    return next(k for k in range(at + 2, limit) if passage.norms[k] == "،") + 1


def _is_manner(passage: Passage, at: int, cue: Cue) -> bool:
    """Whether a word behind a verb says how it was said: `قال ضاحكا`, `أضافت مبتسمة:`."""
    norm = passage.norms[at]
    if at in passage.named or norm.startswith("ال") or len(norm) < 5 or is_given(norm) or is_role(norm):
        return False
    if norm[-1] == "ا":
        return is_ordinary(norm) and norm not in load_words("state_names")
    ends = at + 1 < len(passage.norms) and not passage.tokens[at + 1].text[0].isalnum()
    return norm[0] == "م" and norm[-1] == "ة" and cue.gender == "f" and ends


def _is_definite_act(norm: str) -> bool:
    return norm.startswith("ال") and is_verbal_noun(norm[2:])


def _leaves_subject(passage: Passage, cue: Cue, first: int, at: int) -> bool:
    """Whether the object or the content begins at `at`, inside what reads as one noun phrase."""
    norms, opens = passage.norms, cue.verb.opens
    norm, before = norms[at], norms[at - 1]
    led = "ب" in opens and carries_b(norm) and (not is_role(norms[first]) or is_verbal_noun(norm[1:]))
    if norm in opens or (led and (before not in load_words("name_heads") or is_ordinary(norm[1:]))):
        return True  # not صحيفة بوليتيكو
    settled = before.startswith("ال") or at - 1 in passage.personal
    if settled and norm.endswith(("ه", "ها", "هم")) and len(norm) >= 5 and norm[0] not in "لبا":
        owned = norm.removesuffix("ها").removesuffix("هم").removesuffix("ه")
        if at not in passage.personal and (is_ordinary(owned) or is_ordinary(owned[:-1] + "ة")):
            return True  # أنكر فلان علاقته بالجماعة
    if "from" in cue.verb.traits and norm in ("من", "الى"):
        return True  # طلبت الوزيرة من البلدية
    if "obj" in cue.verb.traits and norm in _agencies():
        return True  # أبلغ فلان رويترز
    surname = at + 1 < len(norms) and norms[at + 1] in THAT and norm[-1] not in "هاة"
    if "np" in opens and begins_object(passage, at) and not surname and not _in_construct(passage, at):
        return True
    if "np" in opens and norm.startswith("ال") and norm[2:] in load_words("object_heads"):
        return passage.named.get(first, 0) <= at and before not in load_words("name_heads")  # not وكالة الأنباء
    if (
        {"obj", "whole", "any"} & cue.verb.traits
        and before.startswith("ال")
        and not norm.startswith(("ال", "ل", "ب", "و"))
    ):
        bare = is_ordinary(norm) and not is_given(norm) and not is_role(norm) and not is_role(before)
        if bare and at not in passage.personal:
            return True  # اتهم البيان جهات …
    if "any" in cue.verb.traits and at == first + 1 and _is_surname(before) and not norm.endswith(("ي", "ية")):
        return norm.startswith("ال") and is_ordinary(norm)  # نفى الحارثي التهم
    if not {"obj", "whole"} & cue.verb.traits:
        return False
    if is_role(norm) and not norm.startswith("ال") and before.startswith("ال") and not is_ordinary(before):
        return True  # اتهم الحارثي وزير النفط بـ…
    if at - 1 == first and before in load_words("state_names"):
        return True
    if norm in load_words("state_names") and (
        before.startswith("ال") or (at > first + 1 and not is_role(norms[first]))
    ):
        return True
    if (
        is_role(norm)
        and not norm.startswith("ال")
        and not before.startswith("ال")
        and not is_role(before)
        and at > first + 1
    ):
        return before not in load_words("name_heads")
    plural = norm.startswith("ال") and norm.endswith(("ين", "ون", "ات")) and len(norm) >= 7
    return plural and not before.startswith("ال") and not is_role(before) and before not in load_words("name_heads")


@cache
def _agencies() -> frozenset[str]:
    return frozenset(
        fold_text(row[0]).split()[0] for row in load_rows("chain_words") if row[1:3] == ("agency", "whole")
    )


def _is_surname(norm: str) -> bool:
    return norm.startswith("ال") and not is_ordinary(norm) and not is_role(norm)


def _in_construct(passage: Passage, at: int) -> bool:
    before = passage.norms[at - 1]
    office = is_role(before) and not before.startswith("ال")
    return office or before in load_words("name_heads") or passage.norms[at] in _OFFICES
