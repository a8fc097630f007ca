"""Noun phrases before and behind a cue: where the words that name a speaker begin and end.

A phrase runs to a preposition, relative, adverb, time, comma or opener of content, and ends where a person's name ends.
"""

from __future__ import annotations

from functools import cache

from sijill.annotate.statements.cues import HIDING, THAT, entry_at
from sijill.annotate.statements.nouns import carries_l, carries_w, is_given, is_occasion, is_ordinary, leads_b, leads_l
from sijill.annotate.statements.passage import FAMILY, Passage
from sijill.annotate.statements.passing import points_back
from sijill.text.fold import fold_word
from sijill.text.lexicon import load_words
from sijill.text.names import PARTICLES

LONGEST = 26  # tokens of a speaker's description: office, body, rank and name together
QUOTED_NAME = 5  # tokens of a name in marks
RELATIVES = frozenset(map(fold_word, "الذي التي الذين اللذان اللذين اللتان اللتين اللواتي ممن".split()))
JOINING = frozenset(map(fold_word, "في من لدى باسم لشؤون أو".split()))
_ENVOYS = frozenset(map(fold_word, "سفير سفيرة مندوب مندوبة ممثل ممثلة مبعوث مبعوثة قنصل ملحق معتمد".split()))  # لدى
_RANKED = frozenset(map(fold_word, "ملازم رقيب نقيب عريف فريق وزير وكيل مساعد نائب".split()))  # ملازم أول
_WISHES = frozenset(map(fold_word, "طلب طلبت طلبا طلبوا رفض رفضت فضل فضلت اشترط اشترطت".split()))
_VAGUE = frozenset(map(fold_word, "مصدر مصادر المصدر جهات شهود سكان مواطنون البعض عدد بعض أحد إحدى اثنان".split()))
_CLAUSE_OPENERS = frozenset(
    map(
        fold_word,
        "كان كانت وكان وكانت إن أن أنه لكن ولكن بينما فيما حيث كما فإن وأن وإن إذ حين عندما بعدما لأن أيضا أما وأما"
        " جهته جهتها جهتهم جانبه جانبها جانبهم ناحيته ناحيتها دوره دورها".split(),
    )
)
_OWNERS = ("هم", "ها", "ه")
_SIDES = frozenset(map(fold_word, "جهته جهتها جهتهم جانبه جانبها جانبهم ناحيته ناحيتها".split()))
_DASHES = frozenset("-–—_/")


@cache
def is_role(norm: str) -> bool:
    """Whether a word heads the description of a person, with ال or without."""
    roles = load_words("speaker_roles")
    if norm in roles or (norm.startswith("ال") and norm[2:] in roles):
        return True
    if len(norm) > 4 and norm.endswith("ا") and norm[:-1] in roles:
        return True  # لكن مصدرا أمنيا نفى
    return is_owned_role(norm)


@cache
def is_owned_role(norm: str) -> bool:
    """Whether a word is a role with a pronoun, behind which a name may stand at once: `مبعوثه`, `ممثلتها`."""
    roles = load_words("speaker_roles")
    stem = next((norm.removesuffix(end) for end in _OWNERS if norm.endswith(end) and len(norm) - len(end) > 3), "")
    return stem in roles or (stem.endswith("ت") and stem[:-1] + "ة" in roles)


@cache
def carries_f(norm: str) -> bool:
    """Whether a word is the conjunction ف with a role behind it: `أما الفريق فرئيسه يقول`."""
    return norm[0] == "ف" and not is_role(norm) and is_owned_role(norm[1:])


@cache
def _stops(norm: str) -> bool:
    stops = load_words("speaker_stops")
    return norm in stops or norm in THAT or norm in RELATIVES or (norm[0] == "و" and norm[1:] in stops)


def is_stop(passage: Passage, at: int) -> bool:
    """Whether a speaker's phrase ends before this token: a time, a particle, or a verb that reports."""
    norm = passage.norms[at]
    if _is_inside_title(passage, at):
        return False
    if passage.timed[at] or _stops(norm):
        return True
    if norm in _WISHES and passage.norms[at + 1 : at + 2] and passage.norms[at + 1] in HIDING:
        return True  # مصدر طلب عدم ذكر اسمه
    if norm[0] == "ي" and at and passage.norms[at - 1].startswith("ال") and _reads_as_verb(passage, at):
        return True
    entry, _ = entry_at(norm)
    if entry is None or is_role(norm) or entry.form == "noun" or at in passage.personal:
        return False
    return not (entry.form == "past" and "homograph" in entry.verb.traits and norm == entry.verb.past) or (
        at > 0 and passage.norms[at - 1].startswith("ال") and not is_given(norm)
    )  # عضو في المجلس طلب …: no noun behind a definite one


def _is_inside_title(passage: Passage, at: int) -> bool:
    """Whether a word that elsewhere ends a phrase is part of a rank or a by-name: `ملازم أول`, `أم فلان`."""
    norm = passage.norms[at]
    if is_role(norm) and passage.norms[at + 1 : at + 2] == ("باسم",):
        return True  # متحدثة باسم: no participle
    if norm in ("اول", "ثان"):
        return at > 0 and passage.norms[at - 1].removeprefix("ال") in _RANKED
    if norm != "ام" or at + 1 >= len(passage.norms):
        return False
    behind = passage.norms[at + 1]
    return at in passage.persons or not (is_ordinary(behind) or behind.startswith("ال"))


def _reads_as_verb(passage: Passage, at: int) -> bool:
    norm = passage.norms[at]
    return len(norm) >= 4 and at not in passage.named and not goes_by_name(passage, at)


def goes_by_name(passage: Passage, at: int) -> bool:
    """Whether a word that is also a verb is a given name here: a person's mention, or a name with a surname behind it."""
    if at in passage.personal:
        return True
    norm = passage.norms[at]
    if not is_given(norm):
        return False
    if norm in load_words("given_names"):
        return True
    behind = passage.norms[at + 1] if at + 1 < len(passage.norms) else "."
    return behind.isalpha() and not (is_ordinary(behind) or _stops(behind))


def phrase_after(passage: Passage, start: int, limit: int) -> tuple[int, int] | None:
    """The token range of a noun phrase that begins at `start`, or None where none does."""
    norms, tokens = passage.norms, passage.tokens
    limit = min(limit, start + LONGEST)
    if start >= limit or leads_b(norms[start]) or leads_l(passage, start) or norms[start].isdigit():
        return None
    described = is_role(norms[start])
    at, named = start, 0  # `named`: where the last person's name ended
    while at < limit:
        norm = norms[at]
        named = passage.persons.get(at, named)
        if start < named == at and not _goes_on_after_name(passage, at):
            break
        if at in passage.closes or norm == "(":
            behind = _skip_aside(passage, at, limit) if at > start or at in passage.closes else None
            if behind is None or (at == start and behind >= limit):
                break
            at = behind
        elif not tokens[at].text[0].isalnum():
            if norm != "#" and not (at > start and _is_inner(passage, at, limit)):
                break
            at += 1
        elif at > start and norm in JOINING and not named and _joins(passage, start, at, limit):
            at += 2
        elif (
            is_stop(passage, at)
            or (at > start and points_back(passage, at))
            or (at > start and _leaves(passage, start, at, described=described))
        ):
            break
        else:
            at += 1
    at = min(at, limit)
    while (
        at > start
        and not tokens[at - 1].text[0].isalnum()
        and norms[at - 1] != ")"
        and tokens[at - 1].text not in FAMILY
    ):
        at -= 1
    return (start, at) if at > start else None


def _goes_on_after_name(passage: Passage, at: int) -> bool:
    """Whether the phrase goes on behind a person's name: the rest of a name cut short, a bracket, another speaker."""
    norm = passage.norms[at]
    if not passage.tokens[at].text[0].isalnum():
        return True
    if carries_w(norm):
        return is_role(norm[1:]) or at in passage.persons
    return norm in PARTICLES or not (is_ordinary(norm) or is_role(norm) or leads_l(passage, at))


def _skip_aside(passage: Passage, at: int, limit: int) -> int | None:
    """The token behind a short name in marks or brackets, or None where it is no part of a name."""
    if at in passage.closes:
        end = passage.closes[at]
        return end + 1 if 1 < end - at <= QUOTED_NAME and end < limit else None
    end = next((k for k in range(at + 1, min(at + 10, limit)) if passage.norms[k] == ")"), limit)
    return end + 1 if end < limit else None


def _is_inner(passage: Passage, at: int, limit: int) -> bool:
    """A dash or full stop inside a name: `كويكاتلان-الغربي`, `د. فلان`."""
    norms = passage.norms
    if norms[at] in _DASHES:
        return at + 1 < limit and passage.touches(at) and passage.touches(at + 1)
    return norms[at] == "." and passage.touches(at) and len(norms[at - 1]) <= 3 and at + 1 < limit


def _joins(passage: Passage, start: int, at: int, limit: int) -> bool:
    """Whether في or من carries a description on: `مسؤول في الحكومة`, not `مسؤول في بيان`."""
    if at + 1 >= limit or passage.timed[at + 1] or not passage.tokens[at + 1].text[0].isalnum():
        return False
    behind = passage.norms[at + 1]
    if passage.norms[at] == "باسم":
        return True
    if is_occasion(behind) or _stops(behind):
        return False
    head, before = passage.norms[start], passage.norms[at - 1]
    if passage.norms[at] == "لدى":
        return head.removeprefix("ال") in _ENVOYS
    return (is_role(head) and (is_role(before) or is_ordinary(before))) or head in _VAGUE


def _leaves(passage: Passage, start: int, at: int, *, described: bool) -> bool:
    """Whether a word with an attached preposition leads out of the phrase: an addressee, a place, an occasion."""
    norm = passage.norms[at]
    if at in passage.led:
        return True
    if norm[0] == "ل" and len(norm) > 1:
        rest = norm[1:].removeprefix("ل")
        if rest in load_words("addressed_words") or is_occasion(norm[1:]) or rest.endswith(("تنا", "قعنا", "سلنا")):
            return True  # لوكالتنا, لموقعنا, لمراسلنا
        if passage.norms[at + 1 : at + 2] and passage.norms[at + 1] in ("برس", "نيوز", "بوست", "تايمز"):
            return True
        return not described and norm.startswith("لل") and at == start + 1
    if norm == "ل":
        return True
    if norm[0] == "ب" and len(norm) > 3 and norm not in load_words("b_words"):
        return is_occasion(norm[1:]) or (norm.startswith("بال") and not described)
    return False


def phrase_before(passage: Passage, at: int) -> tuple[int, int] | None:
    """The token range of the noun phrase that stands before token `at` and begins a clause there.

    Behind a relative (`الوزير الذي قال`) it is the noun before the relative.
    """
    norms, tokens = passage.norms, passage.tokens
    sentence = passage.starts[at]
    end = at
    while (end > sentence and norms[end - 1] in ("قد", "ايضا", "كذلك", "بدوره", "بدورها")) or (
        end > sentence and passage.timed[end - 1]
    ):
        end -= 1
    if end > sentence + 2 and norms[end - 1] in _SIDES and norms[end - 2] == "من":
        end -= 2  # الوزارة من جانبها نفت
        end -= norms[end - 1] == "،"
    related = end > sentence and norms[end - 1] in RELATIVES
    end -= related
    if end > sentence + 1 and norms[end - 1] == "،":
        end -= 1
    if related:
        person = next(
            (at for at in range(end - 1, max(sentence, end - 6) - 1, -1) if passage.persons.get(at) == end), None
        )
        if person is not None:
            return role_before(passage, person, sentence), end
        described = role_before(passage, end, sentence)
        if described < end:
            return described, end
    start, floor = end, max(sentence, end - (8 if related else LONGEST))
    while start > floor:
        norm = norms[start - 1]
        if start - 1 in passage.marks:
            opened = _opening_of(passage, start - 1, floor)
            if opened is None:
                break
            start = opened
        elif not tokens[start - 1].text[0].isalnum():
            if norm not in ("#", "(", ")") and not (
                norm in _DASHES and passage.touches(start - 1) and passage.touches(start)
            ):
                break
            start -= 1
        elif norm in ("في", "من", "باسم") and _describes(passage, start - 1, floor):
            start -= 1
        elif is_stop(passage, start - 1):
            break
        else:
            start -= 1
            if carries_f(norm):
                break
            if related and norm.startswith("وال") and norm not in load_words("w_words"):
                break
    while start < end and norms[start] in ("(", ")"):
        start += 1
    if start == end or norms[start] == "ل" or (not related and not _begins_clause(passage, start, sentence)):
        return None
    if related and start == floor and start > sentence:
        return None
    return None if leads_b(norms[start]) or carries_l(norms[start]) else (start, end)


def _describes(passage: Passage, at: int, floor: int) -> bool:
    """Whether a preposition carries the description of a person on: `مدير الصحة في القضاء`."""
    norms = passage.norms
    if is_occasion(norms[at + 1]):
        return at > floor and is_role(norms[at - 1])
    return any(is_role(norms[k]) for k in range(max(floor, at - 2), at))


def role_before(passage: Passage, name: int, floor: int) -> int:
    """Where the title or office of the person named at `name` begins; `name` itself where none stands before it."""
    norms = passage.norms
    first = name
    for at in range(name - 1, max(floor, name - LONGEST) - 1, -1):
        if not passage.tokens[at].text[0].isalnum() or is_stop(passage, at) or leads_b(norms[at]):
            break
        if is_role(norms[at]):
            first = at
        elif first < name:
            break
    return name if first < name and leads_l(passage, first) else first


def _opening_of(passage: Passage, closing: int, floor: int) -> int | None:
    return next((at for at in range(max(floor, closing - 8), closing) if passage.closes.get(at) == closing), None)


def _begins_clause(passage: Passage, start: int, sentence: int) -> bool:
    if start == sentence or carries_f(passage.norms[start]):
        return True
    before = passage.norms[start - 1]
    return not passage.tokens[start - 1].text[0].isalnum() or before in _CLAUSE_OPENERS
