"""The words of a sentence as the finder reads them: keys, what stands between them, and what each word can be."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from sijill.model.reading import Sentence, Token
from sijill.model.records import EntityKind
from sijill.text.fold import fold_word
from sijill.text.gazetteer import gazetteer
from sijill.text.lexicon import load_rows, load_words, strip_proclitics
from sijill.text.names import PARTICLES, name_key
from sijill.text.ordinary import is_inflected, ordinary_words

_JOINERS = frozenset("#_-‐‑")
_QUOTES = frozenset("\"'«»“”„‟‘’”‹›")


class Word(NamedTuple):
    """A word or number, the marks between it and the word before (`gap`), and its facts."""

    token: Token
    gap: str
    facts: Facts


class Head(NamedTuple):
    """A noun that stands before a name or begins one, and the letters cut off before it."""

    noun: str
    kind: EntityKind
    use: str
    cut: int = 0


Given = Literal["", "inner", "weak", "strong"]


class Facts(Struct, frozen=True):
    """What a word can be, whatever stands around it.

    `openings`: ways to read it without proclitics, as (letters cut off, key), the whole word first.  `given`: how surely it is
    a given name (inner: hardly at the head of one).  `surname`: an ordinary word with the article that is a surname too.
    `ordinary`: a word of the language rather than of a name; `listed`: so in this very form.  `definite`: with the article,
    and no relative pronoun.
    """

    key: str
    openings: tuple[tuple[int, str], ...]
    known: tuple[tuple[int, str], ...]
    given: Given
    surname: bool
    title: Literal["", "sole", "head"]
    definite: bool
    listed: bool
    ordinary: bool
    particle: bool
    head: Head | None
    nationality: bool
    reports: bool


@cache
def _given() -> dict[str, Given]:
    """Given names, folded, with how sure they are; a final ى may be typed ي (`موسي`), never the other way (`على` is no name)."""
    marks: dict[str, Given] = {"~": "inner", "?": "weak"}
    given: dict[str, Given] = {}
    for row in sorted(load_rows("given_names"), key=lambda row: row[0][0] in marks):  # the sure ones first
        for spelling in _spellings(fold_word(row[0].lstrip("?~"))):
            given.setdefault(spelling, marks.get(row[0][0], "strong"))
    return given


def _spellings(name: str) -> set[str]:
    """A name, and as it is typed and compared: ي for a final ى, ئ and ؤ without their hamza."""
    plain = name.replace("ئ", "ي").replace("ؤ", "و")
    return {name, plain, plain[:-1] + "ي" if plain.endswith("ى") else plain}


@cache
def _titles() -> dict[str, Literal["sole", "head"]]:
    return {name_key(row[0]): "sole" if row[1] == "sole" else "head" for row in load_rows("titles")}


@cache
def _heads() -> dict[str, Head]:
    kinds: dict[str, EntityKind] = {"ORG": "ORG", "FAC": "FAC", "LOC": "LOC", "PER": "PER"}
    return {fold_word(row[0]): Head(name_key(row[0]), kinds[row[1]], row[2]) for row in load_rows("entity_heads")}


@cache
def _nationalities() -> frozenset[str]:
    """Nationality adjectives with the article, masculine, feminine and plural."""
    forms: set[str] = set()
    for adjective in load_words("nationalities"):
        stem = "ال" + name_key(adjective)
        forms |= {stem, stem + "ة", stem + "ين", stem + "ون"}
    return frozenset(forms)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(map(name_key, load_words("surnames")))


@cache
def _reporting() -> frozenset[str]:
    verbs = [name_key(row[0]) for row in load_rows("reporting_verbs")]
    return frozenset([*verbs, *(verb + "ت" for verb in verbs)])


@lru_cache(maxsize=131_072)
def facts_of(norm: str, *, with_hamza: bool = False) -> Facts:
    """The facts of a folded word; one printed `with_hamza` at its head has no article (`إلفيرا`).

    >>> facts_of("للسعودية").known  # "to Saudi Arabia": the name begins at its second letter
    ((1, 'السعودية'),)
    """
    key = name_key(norm)
    openings = tuple(sorted(dict.fromkeys((len(cut), name_key(rest)) for cut, rest in _cuts(norm)), key=_cut_of))
    titles, heads = _titles(), _heads()
    bare = _without_and(key)
    function = norm in _FUNCTION_WORDS or norm.removeprefix("و") in _FUNCTION_WORDS
    if function:
        openings = ()
    return Facts(
        key=key,
        openings=openings,
        known=tuple(opening for opening in openings if opening[1] in gazetteer().following),
        given="" if function else _given().get(norm, ""),
        surname=key in _surnames(),
        title=next((titles[rest] for _, rest in openings if rest in titles), _title_of(key)),
        definite=key.startswith("ال") and len(key) > 3 and key not in _RELATIVES and not with_hamza,
        listed=function or key in ordinary_words(),
        ordinary=function or _is_ordinary(key, openings),
        particle=key in PARTICLES,
        head=next((heads[rest]._replace(cut=cut) for cut, rest in _head_cuts(norm) if rest in heads), None),
        nationality=key in _nationalities() or bare in _nationalities(),
        reports=bare in _reporting() or key in _reporting(),
    )


def _cut_of(opening: tuple[int, str]) -> int:
    return opening[0]


def _head_cuts(norm: str) -> tuple[tuple[int, str], ...]:
    """As openings, with ى and ي kept apart: `وادى` (led to) is no valley."""
    return tuple((len(cut), rest) for cut, rest in strip_proclitics(norm))


def _cuts(norm: str) -> tuple[tuple[str, str], ...]:
    return tuple((cut, rest) for cut, rest in strip_proclitics(norm) if not (cut and len(rest) < 3))


def _title_of(key: str) -> Literal["", "sole", "head"]:
    """`head` for a title with a pronoun behind it (`رئيسها`: its president)."""
    return "head" if any(key.endswith(end) and key[: -len(end)] in _titles() for end in ("ها", "هم", "ه")) else ""


def _without_and(key: str) -> str:
    return key[1:] if key.startswith("و") and len(key) > 3 else key


# Written like a name once folded: على (on) like علي, إلى (to) like a surname's end.
_FUNCTION_WORDS = frozenset("على الى في فى من ان بان لان عن ما لا لم لن هو هي كان كما الان لولا".split())
_RELATIVES = frozenset({"التي", "الذي", "الذين", "اللذين", "اللتين", "الان"})
_PRONOUNS = ("هما", "هم", "ها", "هن")
_VERBAL = ("است", "يست", "تست", "مست", "سي", "ست", "لل", "وال", "بال", "كال")


def _is_ordinary(key: str, openings: tuple[tuple[int, str], ...]) -> bool:
    """True for a listed word in any of its forms, and for shapes that names do not have."""
    if key in ordinary_words() or key in _nationalities() or key in _titles() or not key[:1].isalpha():
        return True
    if key in _given():
        return False
    if key.endswith(("ه", "ءا")) and len(key) > 4:
        return True
    if len(key) > 4 and key.startswith(_VERBAL):
        return True
    if any(rest in _titles() for _, rest in openings) or is_inflected(key):
        return True
    if key.endswith(_PRONOUNS) and len(key) > 4:
        return True
    return len(key) > 5 and key[0] in "يت" and key.endswith(("ون", "وا"))


def read_words(sentence: Sentence) -> tuple[Word, ...]:
    """The words of a sentence; `_`, `#`, and hyphens and dots inside a name are no gap.

    >>> from sijill.text.tokens import tokenize
    >>> sentence = Sentence("body", 0, 0, 21, tokenize("في #كوريا_الشمالية، أمس"))  # in #North_Korea, yesterday
    >>> [(word.token.text, word.gap) for word in read_words(sentence)]
    [('في', ''), ('كوريا', ''), ('الشمالية', ''), ('أمس', '،')]
    """
    words: list[Word] = []
    gap = ""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        letter = token.text[0]
        if letter.isalnum():
            words.append(Word(token, gap, facts_of(token.norm, with_hamza=letter in "أإآ")))
            gap = ""
        elif not _joins(tokens, at):
            gap += letter
    return tuple(words)


def _joins(tokens: tuple[Token, ...], at: int) -> bool:
    """True for a mark inside a name: `_`, `#`, a hyphen that touches a word, a dot between touching words."""
    mark = tokens[at]
    if mark.text in "#_":
        return True
    before = at > 0 and tokens[at - 1].end == mark.start and tokens[at - 1].text[0].isalnum()
    after = at + 1 < len(tokens) and tokens[at + 1].start == mark.end and tokens[at + 1].text[0].isalnum()
    if mark.text == ".":
        return before and after
    return mark.text in _JOINERS and (before or after)


def is_quoted(words: tuple[Word, ...], start: int, end: int) -> bool:
    """True where `words[start:end]` stand alone in quotation marks."""
    return (
        end < len(words)
        and bool(words[start].gap)
        and words[start].gap[-1] in _QUOTES
        and bool(words[end].gap)
        and words[end].gap[0] in _QUOTES
    )
