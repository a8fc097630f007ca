"""Names of people in Latin letters, for English screens: from the lists, word by word from a table, else by rule.

The scheme is that of the English press (Reuters, BBC): the BGN/PCGN 1956 romanization of Arabic without its dots, macrons and
apostrophes; the article is `al-` before sun letters too, ع and hamza are dropped, taa marbuta is `-a`, `بن` is `bin`.

The table is `lexicons/ar/romanized.txt`, then what the English names of the people in the lists teach word by word.  Short vowels
are not written in Arabic: the rule puts `a` where a syllable needs one, so an unknown word is a readable guess, not a known
spelling.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache

from sijill.text.fold import fold_text
from sijill.text.gazetteer import KnownName, find_known, known_names
from sijill.text.lexicon import load_rows
from sijill.text.names import name_key
from sijill.text.tokens import tokenize

Table = Mapping[str, str]

_SMALL = frozenset("bin bint de di da dos del der den du van von la le el".split())
_CONSONANTS = dict(
    zip(
        "بتثجحخدذرزسشصضطظعغفقكلمنهءپچڤگ",
        "b t th j h kh d dh r z s sh s d t dh _ gh f q k l m n h _ p ch v g".split(),
        strict=True,
    )
)
_VOWELS = {
    "ا": "a",
    "آ": "a",
    "أ": "a",
    "إ": "i",
    "ى": "a",
    "ة": "a",
    "و": "ou",
    "ي": "i",
    "ؤ": "ou",
    "ئ": "e",
    "ې": "e",
}
# Letters that names from other languages are not written with: without them a word's short vowels are written out.
_ARABIC_ONLY = frozenset("عحصضطظقثذةءئؤ")
_FOREIGN = (("^او(?=.)", "و"), ("^اي(?=.)", "ي"), ("وف$", "وڤ"), ("يف$", "ېڤ"), ("غ", "گ"))


def romanize(name: str, table: Table | None = None) -> str:
    """The name in Latin letters; a person of the lists by the English name there, unless a `table` is given to go by.

    >>> romanize("سليم الحارثي"), romanize("عبد الرحمن بن خالد الشمري"), romanize("دونالد ترامب")
    ('Salim al-Harthi', 'Abdul-Rahman bin Khaled al-Shammari', 'Donald Trump')
    """
    if name.isascii():
        return name
    known = find_known("PER", name) if table is None else None
    if known is not None and known.english:
        return known.english
    words = [romanize_word(unit, full_table() if table is None else table) for unit in _units(name)]
    joined = " ".join(word for word in words if word).replace("Al al-", "Al ")
    return joined[:1].upper() + joined[1:]


def romanize_word(word: str, table: Table) -> str:
    """One word of a name (or two that belong together, `عبد الله`) in Latin letters."""
    whole = table.get(word)
    if whole is not None:
        return whole
    if word.startswith("ال") and len(word) > 4:
        bare = word[2:]
        return "al-" + (table.get(bare) or by_rule(bare, arabic=True).capitalize())
    if " " in word:  # عبد and one of the names of God that the table does not hold
        return "Abdul-" + romanize_word(word.split(" ", 1)[1], table).removeprefix("al-")
    return by_rule(word).capitalize()


def by_rule(word: str, *, arabic: bool = False) -> str:
    """A word letter by letter, in small letters, with an `a` where two consonants cannot follow each other.

    >>> by_rule("دهمش"), by_rule("زغلول")
    ('dahmash', 'zaghloul')
    """
    written_out = len(word) >= 5 and sum(letter in "اويى" for letter in word[1:]) >= 2
    foreign = not arabic and written_out and not _ARABIC_ONLY & set(word)
    spelled = re.sub("(?<=.)عا", "عاا", word.replace("تش", "چ"))
    for pattern, instead in _FOREIGN if foreign else ():
        spelled = re.sub(pattern, instead, spelled)
    sounds = _sounds(spelled, foreign=foreign)
    out: list[str] = []
    open_syllable = False  # whether a vowel stands before, which the next consonant may close
    for at, (sound, is_vowel) in enumerate(sounds):
        out.append(sound)
        if is_vowel:
            open_syllable = True
            continue
        following = sounds[at + 1] if at + 1 < len(sounds) else None
        if following is None or following[1] or foreign:
            open_syllable = False
        elif open_syllable and at + 2 < len(sounds):
            open_syllable = False  # closes its syllable, and the next opens one
        else:
            out.append("a")
            open_syllable = True
    return re.sub("aa+", "aa", "".join(out).replace("_", ""))


def _sounds(word: str, *, foreign: bool) -> list[tuple[str, bool]]:
    """The letters as (Latin letters, is a vowel); و and ي are consonants at the head of a word and before ا."""
    sounds: list[tuple[str, bool]] = []
    for at, letter in enumerate(word):
        before_alef = word[at + 1 : at + 2] in ("ا", "ى", "ة")
        after_vowel = not foreign and bool(sounds) and sounds[-1][1] and at + 1 < len(word)
        at_head = at == 0 and not (foreign and letter == "و" and not before_alef)
        if letter in "وي" and (at_head or before_alef or after_vowel):
            sounds.append(("w" if letter == "و" else "y", False))
        elif letter in _VOWELS:
            sounds.append(("o" if foreign and letter == "و" else _VOWELS[letter], True))
        elif letter in _CONSONANTS:
            sounds.append((_CONSONANTS[letter], False))
    return sounds


@cache
def full_table() -> Table:
    """The table of words, filled up with what the names of all people in the lists teach."""
    return make_table(known for known in known_names() if known.kind == "PER")


def make_table(people: Iterable[KnownName]) -> Table:
    """The table of words, filled up with what the English names of these people teach."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for person in people:
        for word, form in aligned(person.name, person.english or ""):
            bare, latin = word, form
            if word.startswith("ال") and len(word) > 4:  # the article is ours to write: الحريري is Hariri to some
                bare, latin = word[2:], re.sub("^Al(?=[a-z]{4})|^al-", "", form)
            votes[bare][latin if latin in _SMALL else latin[:1].upper() + latin[1:]] += 1
    learnt = {word: min(forms, key=lambda form: (-forms[form], form)) for word, forms in votes.items()}
    return {**learnt, **written_table()}


@cache
def written_table() -> Table:
    """The words of `romanized.txt`."""
    return {_key(row[0]): row[1] for row in load_rows("romanized")}


def aligned(name: str, english: str) -> list[tuple[str, str]]:
    """The words of a name beside those of its English name, where both have as many; else nothing.

    >>> aligned("عبد الفتاح السيسي", "Abdel Fattah el-Sisi")
    [('عبد الفتاح', 'Abdel Fattah'), ('السيسي', 'al-Sisi')]
    """
    latin: list[str] = []
    for part in english.split():
        word = re.sub("^(el|Al|El)-", "al-", part)
        words = [word] if word.startswith(("al-", "Abd")) else word.split("-")  # Jean-Marie is two
        if latin and re.fullmatch("Abd([aeu]l)?", latin[-1]):
            words[0] = f"{latin.pop()} {words[0]}"
        latin += words
    units = _units(name)
    if len(units) != len(latin):
        return []
    pairs = list(zip(units, latin, strict=True))
    return pairs if all(word in written_table() or _sounds_alike(word, form) for word, form in pairs) else []


def _sounds_alike(word: str, latin: str) -> bool:
    """True unless two words can hardly be one (`لوبان` and `Pen`, where `Le` was counted as a word)."""
    ours = by_rule(word.removeprefix("ال").replace(" ", ""))
    # 0.4: below it stand 1 of 20 right pairs of the lists and nearly all wrong ones
    return SequenceMatcher(None, ours, latin.casefold().removeprefix("al-"), autojunk=False).ratio() >= 0.4


def _units(name: str) -> list[str]:
    """The words of a name; `عبد` with what follows it, and two words that the table holds as one."""
    units: list[str] = []
    for token in tokenize(name):
        word = _key(token.text)
        if not word[:1].isalpha():
            continue
        if units and (units[-1] == "عبد" or f"{units[-1].removeprefix('ال')} {word}" in _pairs()):
            units[-1] += " " + word
        elif word.startswith("عبدال") and len(word) > 6:
            units.append("عبد " + word[3:])
        else:
            units.append(word)
    return units


@cache
def _pairs() -> frozenset[str]:
    return frozenset(_key(row[0]) for row in load_rows("romanized") if " " in row[0])


def _key(word: str) -> str:
    return " ".join(part for part in map(name_key, fold_text(word).split()))
