"""Shapes of nouns: verbal nouns that begin an object, and nouns behind an attached preposition."""

from __future__ import annotations

from functools import cache

from sijill.annotate.statements.passage import Passage
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, load_words, strip_proclitics
from sijill.text.names import name_key

_PREPOSITIONS = frozenset(
    "في من الى على عن بعد قبل خلال لدى اثناء عقب منذ حول بشان مع و او عبر ضد بسبب نحو ضمن حتى وسط".split()
)


@cache
def is_verbal_noun(norm: str) -> bool:
    """Whether a folded word is a verbal noun or the like without ال, with or without a pronoun.

    Known by the list `content_heads` or by the shapes إفعال، تفعيل، افتعال، انفعال، استفعال، تفاعل.

    >>> is_verbal_noun("اغلاق"), is_verbal_noun("استعداده"), is_verbal_noun("الرئيس")  # closing, his readiness, the president
    (True, True, False)
    """
    heads = load_words("content_heads")
    if norm in heads:
        return True
    if norm.startswith("ال") or norm in load_words("state_names") or norm in load_words("speaker_roles"):
        return False
    for pronoun in ("", "هما", "هم", "ها", "ه", "ا"):
        if pronoun and not norm.endswith(pronoun):
            continue
        word = norm.removesuffix(pronoun) if pronoun else norm
        if word in heads or (word[-1:] == "ت" and word[:-1] + "ة" in heads) or _has_shape(word):
            return True
    return False


def _has_shape(word: str) -> bool:
    size = len(word)
    if size == 5 and word[0] == "ا" and word[2] == "ا" and word[4] == "ة":
        return True
    if size == 5:
        return (word[0] == "ت" and (word[3] == "ي" or word[2] == "ا")) or (word[0] == "ا" and word[3] == "ا")
    if size == 6:
        return word[0] == "ا" and word[4] == "ا" and (word[1] == "ن" or word[2] in "تطد")
    return size == 7 and word.startswith("است") and word[5] == "ا"


def begins_object(passage: Passage, at: int) -> bool:
    """Whether the object of a reporting verb can begin at a token: a bare verbal noun, behind no preposition.

    A word printed with أ is no verbal noun of the shape إفعال: أعضاء, أطراف; nor is the first of a body's name: مجموعة.
    """
    norm = passage.norms[at]
    if norm in load_words("name_heads") and at + 1 < len(passage.norms) and passage.norms[at + 1] != "من":
        return False
    if at in passage.named and at not in passage.joined:
        return False
    if passage.timed[at] or not is_verbal_noun(norm):
        return False
    if passage.tokens[at].text[0] == "أ" and norm not in load_words("content_heads"):
        return False
    return at == 0 or passage.norms[at - 1] not in _PREPOSITIONS


@cache
def carries_b(norm: str) -> bool:
    """Whether a word is the preposition ب with a noun: `بمقتل`, not `بيان` or `بتصريح`."""
    rest = norm[1:]
    if norm[0] != "ب" or len(rest) < 3 or norm in load_words("b_words") or is_occasion(rest):
        return False
    if name_key(norm) not in _ordinary():
        return True
    return name_key(rest).removeprefix("ال") in _ordinary() or is_verbal_noun(rest)  # not بوصلة


@cache
def leads_b(norm: str) -> bool:
    """Whether a word is surely ب with a noun, so that no name begins with it: `بالقول`, `بإغلاق`, `بتصريح`."""
    rest = norm[1:]
    if norm[0] != "ب" or len(rest) < 3 or norm in load_words("b_words"):
        return False
    return rest.startswith("ال") or is_verbal_noun(rest) or is_occasion(rest)


@cache
def carries_l(norm: str) -> bool:
    """Whether a word is the preposition ل with a noun that no name begins with: `للتظاهر`, `لإغلاق`, `لوكالة`."""
    rest = norm[1:]
    if norm[0] != "ل" or len(rest) < 3 or norm in load_words("speaker_roles"):
        return False
    if norm.startswith("لل") or is_verbal_noun(rest) or rest in load_words("addressed_words") or is_occasion(rest):
        return True
    return rest in _AIMS


_AIMS = frozenset("شؤون حقوق مكافحة رعاية منطقة كرة محاربة شرق شمال جنوب غرب مدينة قوات ادارة".split())


def leads_l(passage: Passage, at: int) -> bool:
    """Whether a token is the preposition ل with whom one speaks to, so that no subject begins there: `لقناتنا`, `لفلان`."""
    norm = passage.norms[at]
    if at in passage.led or norm == "ل":
        return True
    if norm[0] != "ل" or len(norm) < 4 or norm in load_words("l_words") or at in passage.named:
        return False
    if is_given(norm) or norm in load_words("state_names"):
        return False
    return carries_l(norm) or is_ordinary(norm[1:]) or norm.endswith(("ه", "ها", "هم"))


@cache
def is_given(norm: str) -> bool:
    """Whether a folded word is a given name, surely or also a common word (`?` in the list)."""
    names = load_words("given_names")
    return norm in names or "?" + norm in names


@cache
def is_ordinary(norm: str) -> bool:
    """Whether a folded word is one of the language rather than of a name, with or without ال or one proclitic.

    >>> is_ordinary("والقرار"), is_ordinary("الحارثي")  # and the decision; a surname
    (True, False)
    """
    words = _ordinary()
    key = name_key(norm)
    return any(rest in words or rest.removeprefix("ال") in words for _, rest in strip_proclitics(key))


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(map(name_key, load_words("ordinary_words")))


@cache
def is_occasion(norm: str) -> bool:
    """Whether a word says where a statement was made: بيان, مقابلة, تغريدة."""
    bare = norm.removeprefix("ال")
    owned = next((norm.removesuffix(end) for end in ("هما", "هم", "ها", "ه") if norm.endswith(end)), bare)
    occasions = load_words("occasion_words")
    return bare in occasions or (len(owned) > 3 and owned in occasions) or bare in documents_of()


@cache
def documents_of() -> frozenset[str]:
    """Documents and events whose next noun belongs to their name: منطوق الحكم, محضر الضبط."""
    return frozenset(fold_text(row[0]) for row in load_rows("chain_words") if row[2] == "of")


@cache
def carries_w(norm: str) -> bool:
    """Whether a word is the conjunction و with a word behind it."""
    return norm[0] == "و" and len(norm) > 3 and norm not in load_words("w_words")
