"""The chain of a statement: agency, media, platform, document and event between the speaker and the outlet."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.phrases import phrase_after
from sijill.model.records import ChainKind
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, load_words
from sijill.text.tokens import tokenize

NEAREST_FIRST: tuple[ChainKind, ...] = ("agency", "platform", "media", "document", "event", "sources", "spokesperson")
ADDRESSEE_REACH = 20  # tokens behind a speaker in which who is spoken to is looked for
_BEFORE = frozenset({"في", "عبر", "على", "خلال", "ب", "ل", "مع", "عن", "الى", "لدى", "اثناء", "من", "ضمن"})


class Link(NamedTuple):
    """A link of a chain as a token range; `shift` letters of its first token are a proclitic."""

    kind: ChainKind
    first: int
    last: int
    shift: int


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], ChainKind, str]]]:
    by_first: dict[str, list[tuple[tuple[str, ...], ChainKind, str]]] = {}
    for row in load_rows("chain_words"):
        words = tuple(token.norm for token in tokenize(fold_text(row[0])))
        by_first.setdefault(words[0], []).append((words, cast(ChainKind, row[1]), row[2]))
    for rows in by_first.values():
        rows.sort(key=lambda row: -len(row[0]))
    return by_first


def find_links(passage: Passage, first: int, last: int, taken: tuple[int, int] | None) -> list[Link]:
    """The links named among tokens `first` to `last`, those of the speaker's own name left out."""
    links: list[Link] = []
    at = first
    while at < last:
        link = None
        if not (taken and taken[0] <= at < taken[1]) and not passage.timed[at]:
            link = link_at(passage, at, last, first)
        if link is not None:
            links.append(link)
            at = max(link.last, at + 1)
        else:
            at += 1
    return links


def link_at(passage: Passage, at: int, last: int, first: int = 0, *, named: bool = False) -> Link | None:
    """The link that begins at a token; behind a preposition only, unless `named`."""
    norms = passage.norms
    norm = norms[at]
    before = norms[at - 1] if at > first else ""
    if at - 1 in passage.marks and at - 2 >= first:
        before = norms[at - 2]
    for shift in (0, 1):
        if shift and norm[0] not in "بلو":
            break
        word = norm[shift:]
        if shift and norm.startswith("لل"):
            word = "ا" + word
        if not shift and not named and before not in _BEFORE and word not in _heads():
            continue
        for words, kind, use in _phrases().get(word, ()):
            if tuple(norms[at + 1 : at + len(words)]) != words[1:]:
                continue
            if use == "whole":
                if kind in ("document", "event", "sources") and not shift and not named and before not in _BEFORE:
                    continue
                return Link(kind, at, at + len(words), shift)
            if kind in ("agency", "media") and (
                shift or named or before in _BEFORE or before in ("تصريحات", "مقابلة", "حديث")
            ):
                return _behind_head(passage, at, last, kind, shift)
        definite = word[2:] if word.startswith("ال") else ""
        if definite in _heads() and (shift or named or before in _BEFORE):
            end = at + 1
            while end < last and norms[end].startswith("ال") and not passage.timed[end] and end < at + 3:
                end += 1
            return Link(_heads()[definite], at, end, shift)
    return None


@cache
def _heads() -> dict[str, ChainKind]:
    return {words[0]: kind for rows in _phrases().values() for words, kind, use in rows if use == "head"}


def _behind_head(passage: Passage, at: int, last: int, kind: ChainKind, shift: int) -> Link | None:
    """`لقناة "فلان"`: the name in marks; `لوكالة فلان`: head and name."""
    behind = at + 1
    if passage.norms[at].endswith("موقع") and passage.norms[behind : behind + 2] == ("التواصل", "الاجتماعي"):
        named = behind + 2
        while named < min(behind + 5, len(passage.norms)) and not passage.tokens[named].text[0].isalpha():
            named += 1
        site = link_at(passage, named, len(passage.norms), named=True) if named < len(passage.norms) else None
        return site if site is not None and site.kind == "platform" else Link("platform", at, behind + 2, shift)
    if behind in passage.closes and passage.closes[behind] - behind <= 6:
        return Link(kind, behind + 1, passage.closes[behind], 0)
    found = phrase_after(passage, behind, min(last + 6, len(passage.tokens), at + 7))
    if found is None:
        return None
    start, end = found
    marked = next((k for k in range(start, end) if k in passage.closes), None)
    if marked is not None and passage.closes[marked] < len(passage.tokens):
        return Link(kind, marked + 1, passage.closes[marked], 0)
    whole = link_at(passage, behind, last, named=True)
    if whole is not None and kind == "media":
        return whole
    if passage.norms[at][shift:] == "وكالة" and whole is not None and whole.last - whole.first == 1:
        return whole
    return Link(kind, at, end, shift)


def kind_of(passage: Passage, first: int, last: int) -> ChainKind | None:
    """The kind of link that a source phrase is: agency or media, by its words; None for people and other bodies."""
    for at in range(max(0, first - 2), last):
        if at < first and passage.norms[at] not in _heads():
            continue
        head = passage.norms[at]
        for words, kind, _ in _phrases().get(head, ()):
            whole = tuple(passage.norms[at + 1 : at + len(words)]) == words[1:]
            if whole and kind in ("agency", "media", "document", "platform"):
                return kind
        if head.removeprefix("ال") in _heads():
            return _heads()[head.removeprefix("ال")]
    return None


def is_document(norm: str) -> bool:
    """Whether a word names a document: a statement by someone else stands behind it."""
    return any(kind == "document" and len(words) == 1 for words, kind, _ in _phrases().get(norm, ()))


def find_addressee(passage: Passage, first: int, last: int) -> Link | None:
    """To whom it is said: `للصحفيين`, `لوكالة الأنباء`, `أمام البرلمان`, as a link without weight; None where nobody is named."""
    for at in range(first, min(last, first + ADDRESSEE_REACH)):
        norm = passage.norms[at]
        rest = norm[1:].removeprefix("ل")
        shift = 1 if norm[0] == "ل" and len(norm) > 3 and rest in load_words("addressed_words") else 0
        start = at if shift else at + 1
        if not shift and norm not in ("امام", "ل"):
            continue
        found = phrase_after(passage, start + shift, last)
        if shift:
            return Link("sources", at, found[1] if found is not None else at + 1, 1)
        if found is not None:
            return Link("sources", *found, 0)
    return None
