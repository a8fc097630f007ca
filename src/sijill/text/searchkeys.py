"""The key under which a word is found: the same for every spelling of it and whatever is written together with it.

Arabic writes conjunctions, prepositions, the article and possessive pronouns together with the word.  A key is the word
without them: `التحالف` finds `وللتحالف`.  Letters are taken off only where what is left is a word, or where the whole is
none that the lists know: `وزير` keeps its و, `بطريق` is `طريق` behind a preposition.  No roots: `كاتب` does not find `مكتب`.

Not measured against a stemmer for meaning: this is spelling and clitics alone; `evals/search` has the pairs.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from sijill.text.fold import fold_word
from sijill.text.gazetteer import known_names
from sijill.text.lexicon import load_rows, load_words

__all__ = ["search_key", "search_keys"]

# ى and ي, and the hamza's seats, are typed one for the other; ة is told from ه before this.
_JOINED = str.maketrans({"ى": "ي", "ؤ": "ء", "ئ": "ء", "گ": "ك", "ڤ": "ف", "چ": "ج", "پ": "ب", "ژ": "ج"})
# What may stand before a word, as (letters, what to put back), the shortest first: ل swallows the alef of the article.
_BEFORE = (
    ("", ""), ("و", ""), ("ف", ""), ("ب", ""), ("ل", ""), ("ك", ""), ("س", ""), ("لل", "ال"), ("وس", ""), ("فس", ""),
    ("وب", ""), ("ول", ""), ("وك", ""), ("فب", ""), ("فل", ""), ("ولل", "ال"), ("فلل", "ال"),
)  # fmt: skip
_AFTER = ("", "ه", "هم", "هن", "ها", "كم", "نا", "هما", "كما")
_SHORTEST = 3  # letters of what is left
_LONG = 4  # letters of what is left of a word that no list knows
_OWN = {"و": "w_words", "ب": "b_words", "ل": "l_words"}
_PRESENT = "يتنا"  # the first letters of a verb behind the س of the future


@lru_cache(maxsize=131_072)
def search_key(word: str) -> str:
    """The key of one word as printed or typed.

    >>> search_key("وللتحالف") == search_key("التحالف") == search_key("تحالف")  # and for the coalition
    True
    >>> search_key("أحمد") == search_key("احمد"), search_key("مسئول") == search_key("مسؤول")
    (True, True)
    >>> search_key("وزير") == search_key("زير"), search_key("مدينتهم") == search_key("المدينة")  # minister; their city
    (False, True)
    """
    return _without_article(_bare(fold_word(word))).replace("ة", "ه").translate(_JOINED)


@lru_cache(maxsize=8_192)
def search_keys(word: str) -> tuple[str, ...]:
    """The keys that a typed word may have: a ه at its end may stand for ة."""
    folded = fold_word(word)
    keys = [search_key(word)]
    if folded.endswith("ه"):
        keys.append(search_key(folded[:-1] + "ة"))
    return tuple(dict.fromkeys(keys))


def _bare(word: str) -> str:
    """The word without proclitics and pronouns: the known word in it that leaves the fewest letters out.

    Of a word in which no known one stands only what can hardly be its own goes: conjunctions, and proclitics before the article.
    """
    found = [
        (len(before) + len(after), core)
        for before, instead in _BEFORE
        if word.startswith(before)
        for after in _AFTER
        if word.endswith(after) and len(word) - len(before) - len(after) + len(instead) >= _SHORTEST
        for core in _cores(instead + word[len(before) : len(word) - len(after)], after)
        if _is_word(core) and ("س" not in before or core[0] in _PRESENT)
    ]
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    return _without_ending(_without_beginning(word))


def _without_beginning(word: str) -> str:
    for before, instead in reversed(_BEFORE):
        rest = instead + word[len(before) :]
        has_article = rest.startswith("ال") and len(rest) >= _SHORTEST + 2
        if word.startswith(before) and (has_article or (before in ("و", "ب", "ل") and len(rest) >= _LONG)):
            return rest
    return word


def _without_ending(word: str) -> str:
    """`كنيستهم` is `كنيسة`: behind ت a pronoun stands nearly always where a word ends in ة."""
    for after in _AFTER[1:]:
        if word.endswith("ت" + after) and len(word) - len(after) > _SHORTEST:
            return word[: -len(after) - 1] + "ة"
    return word


def _cores(stem: str, after: str) -> tuple[str, ...]:
    """What the word may have been before the pronoun: `مدينت` + `هم` is ة, `مستشفا` + `ه` ى, `لقائ` + `ه` ء."""
    if not after:
        return (stem,)
    if stem.startswith("ال"):
        return ()  # a word has the article or a pronoun
    back = {"ت": "ة", "ا": "ى", "ؤ": "ء", "ئ": "ء"}.get(stem[-1])
    return (stem[:-1] + back, stem) if back else (stem,)


def _without_article(word: str) -> str:
    rest = word[2:]
    return rest if word.startswith("ال") and len(rest) >= _SHORTEST and word not in load_words("al_words") else word


@lru_cache(maxsize=131_072)
def _is_word(word: str) -> bool:
    """Whether the lists hold the word, with the article or without."""
    words = _words()
    return word in words or word.removeprefix("ال") in words or "ال" + word in words


# Features of a model, pieces of words among them; and spellings, which are no reason to write the index anew.
_LEARNED = frozenset({"act_weights.txt", "act_words.txt", "spellings.txt"})


@cache
def _words() -> frozenset[str]:
    """Every single word of every list, but those that only join it to others; names among them."""
    found: set[str] = set(_names())
    for file in resources.files("sijill.text").joinpath("lexicons", "ar").iterdir():
        for row in load_rows(file.name.removesuffix(".txt")) if file.name not in _LEARNED else ():
            found |= {fold_word(word) for cell in row[:1] for word in cell.lstrip("?~!").split()}
    return frozenset(word for word in found if len(word) >= _SHORTEST and not _is_inflected(word, found))


def _is_inflected(word: str, words: set[str]) -> bool:
    """Whether a listed form is another word with something before it (`وقال`, `بالنسبة`, `بلبنان`) or a pronoun (`قراره`)."""
    if word in _names():
        return False
    own = _OWN.get(word[0])
    is_own = own is not None and word in load_words(own) and not (len(word) > 5 and word[1:] in words)
    if not is_own and _has_proclitic(word, words):
        return True
    return any(
        word.endswith(after) and core in words
        for after in _AFTER[1:]
        if len(word) - len(after) >= _SHORTEST
        for core in _cores(word[: -len(after)], after)
    )


def _has_proclitic(word: str, words: set[str]) -> bool:
    rest = word[1:]
    if word.startswith(("وال", "بال", "لل", "فال", "كال")):
        return len(word) > _LONG and not words.isdisjoint({word[3:], word[2:], "ا" + word[1:], word[1:]})
    if len(rest) < _SHORTEST:
        return False
    if word[0] in "وف":
        return rest in (words if word[0] == "و" else load_words("past_verbs"))
    return word[0] in "بلك" and len(rest) >= _LONG and (rest in _names() or (len(rest) > _LONG and rest in words))


@cache
def _names() -> frozenset[str]:
    """The single words of all known names and of the lists of given names and surnames."""
    words = {fold_word(word) for known in known_names() for name in known.aliases for word in name.split()}
    for name in ("given_names", "surnames"):
        words |= {fold_word(row[0].lstrip("?~!")) for row in load_rows(name)}
    whole = {fold_word(name) for known in known_names() for name in known.aliases}
    # Inside a name others stand behind a proclitic: `الجمعية العامة للأمم`, `السفارة بلبنان`.
    return frozenset(
        word
        for word in words
        if word in whole or not (word.startswith(("لل", "بال", "وال")) or (word[0] in "بلوك" and word[1:] in words))
    )
