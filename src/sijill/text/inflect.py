"""Written forms of Arabic verbs and nouns from the form a dictionary lists, folded, without proclitics.

The rules give what news text writes: third persons (and first persons) of verbs, and the case, dual and definite forms of
nouns.  Broken plurals and passives that change letters are dictionary entries of their own.  Forms before a pronoun
(`قتله`, `زيارتها`) are listed apart, without the pronoun, because they may differ from the free form.
"""

from __future__ import annotations

from typing import NamedTuple

from sijill.text.fold import fold_word

PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "ني", "كم", "ه", "ي", "ك")


class Forms(NamedTuple):
    """Free forms, and forms that stand only before a pronoun."""

    free: frozenset[str]
    bound: frozenset[str]


def past_forms(past: str) -> Forms:
    """The forms of a past tense verb given in the third person singular.

    >>> sorted(past_forms("أنهى").free)  # he ended
    ['انهت', 'انهتا', 'انهوا', 'انهى', 'انهيا']
    >>> sorted(past_forms("بدأ").free)  # he began
    ['بدؤوا', 'بدا', 'بداا', 'بدات', 'بداتا', 'بداوا']
    """
    word = fold_word(past)
    stem, last = word[:-1], word[-1]
    if past[-1] in "أآ":
        free = {word, word + "ت", word + "تا", word + "ا", word + "وا", stem + "ؤوا"}
        return Forms(frozenset(free), frozenset({word, word + "ت", word + "و", stem + "ؤو"}))
    if last == "ى":
        return Forms(
            frozenset({word, stem + "ت", stem + "تا", stem + "يا", stem + "وا"}),
            frozenset({stem + "ا", stem + "ت", stem + "و"}),
        )
    if last == "ا":
        return Forms(frozenset({word, stem + "ت", stem + "تا", stem + "وا"}), frozenset({word, stem + "ت", stem + "و"}))
    many = stem if last == "ي" else word
    free = {word, word + "ت", word + "تا", word + "ا", many + "وا"}
    return Forms(frozenset(free), frozenset({word, word + "ت", many + "و"}))


def present_forms(present: str) -> Forms:
    """The forms of a present tense verb given in the third person singular, the future with س among them.

    >>> {"ستنهي", "ينهون", "تنهيان"} <= present_forms("ينهي").free  # will end, they end, the two end
    True
    """
    tail = fold_word(present)[1:]
    weak = tail[-1] in "يوى"
    stem = tail[:-1] if weak else tail
    two = stem + "ي" if tail[-1] == "ى" else tail
    free = {"يت"[at] + tail[:-1] + "ؤون" for at in (0, 1)} if present[-1] == "أ" else set()
    for person in "يت":
        free |= {person + tail, person + stem + "ون", person + stem + "وا", person + two + "ان"}
        if weak:
            free.add(person + stem)
    free |= {"ن" + tail}
    bare = stem + "ا" if tail[-1] == "ى" else tail
    bound = {person + form for person in "يت" for form in (bare, stem + "ون", stem + "و")} | {"ن" + bare}
    return Forms(frozenset(free | {"س" + form for form in free}), frozenset(bound | {"س" + form for form in bound}))


def passive_pair(past: str, present: str) -> tuple[str, str]:
    """Past and present of the passive, folded, where its letters differ from those of the active; "" where they do not.

    Short vowels alone part most passives from their actives, and these are not written.  Three letters are too few to
    tell a passive from other words (`بني`).

    >>> passive_pair("أقام", "يقيم"), passive_pair("حاصر", "يحاصر")  # was held, was besieged
    (('اقيم', 'يقام'), ('حوصر', ''))
    >>> passive_pair("ألغى", "يلغي"), passive_pair("كتب", "يكتب")  # was cancelled, was written
    (('الغي', 'يلغى'), ('', ''))
    """
    was, done = fold_word(past), fold_word(present)
    if was[-2] == "ا" and done[-2] in "اوي":  # hollow
        return was[:-2] + "ي" + was[-1] if len(was) > 3 else "", done[:-2] + "ا" + done[-1] if done[-2] != "ا" else ""
    if was[-1] in "ىا" and done[-1] in "يوئ":  # ends in a weak letter or a hamza
        ending = ("ئ", "ا") if done[-1] == "ئ" else ("ي", "ى")
        return was[:-1] + ending[0] if len(was) > 3 else "", done[:-1] + ending[1]
    if was[1] == "ا" and len(was) == 4:  # حاصر
        return was[0] + "و" + was[2:], ""
    if was.startswith("استا") and len(was) == 6:  # استأنف
        return "استؤ" + was[4:], ""
    return "", ""


def noun_forms(noun: str) -> Forms:
    """The forms of a noun given in the singular or as a broken plural: with ال, in the accusative, dual, with ات.

    >>> {"الهجوم", "هجوما", "هجومين"} <= noun_forms("هجوم").free  # attack
    True
    >>> "زيارت" in noun_forms("زيارة").bound  # visit, as in زيارته
    True
    """
    word = fold_word(noun)
    stem = word[:-1] + "ت" if word.endswith("ة") else word
    if word.endswith("ى"):
        return Forms(frozenset({word, "ال" + word}), frozenset({word[:-1] + "ا"}))
    free = {word, stem + "ان", stem + "ين", stem[:-1] + "ات" if word.endswith("ة") else stem + "ات"}
    bound = {stem, stem + "ي"}
    if word.endswith("ات"):
        free, bound = {word}, {word}
    elif word.endswith("ء"):
        bound = {word, word[:-1] + "ئ", word[:-1] + "ؤ"}
        free.add(word)
    elif not word.endswith("ة"):
        free.add(word + "ا")
    bound.add(stem[:-1] + "ات" if word.endswith("ة") else stem if word.endswith("ات") else stem + "ات")
    return Forms(frozenset(free | {"ال" + form for form in free}), frozenset(bound))
