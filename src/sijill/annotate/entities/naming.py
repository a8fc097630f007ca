"""What each mention names: one canonical name and id for all mentions of a thing in the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from sijill.annotate.entities.mention import Mention
from sijill.annotate.entities.words import Word
from sijill.model.records import Entity, EntityKind
from sijill.text.bodynames import read_body
from sijill.text.gazetteer import find_known
from sijill.text.lexicon import load_rows
from sijill.text.names import entity_id, is_short_form, name_key, name_keys, skeleton

Found = list[tuple[tuple[Word, ...], list[Mention]]]

# Between a body's name and its short one: قوات سوريا الديمقراطية (قسد), مكتب التحقيقات الفيدرالي "أف بي آي".
_OPENING = re.compile(r"[^\S\n]*[^\S\n(\[\"«“]?[(\[\"«“]{1,2}[^\S\n]*\Z")
_CLOSING = re.compile(r"[^\S\n]*[)\]\"»”]")
# A word behind a name that makes it another's of the family.
_GENERATION = re.compile(r"[^\S\n]+[(\"«]?(?P<word>ال[أا]ب|ال[إا]بن|جونيور|الكبير|ال[أا]صغر)(?![\w])")
_SON = frozenset({"الابن", "جونيور", "الاصغر"})
_SHORT = 3  # words of an abbreviation: سي آي إيه


class Printed(NamedTuple):
    """A mention as it stands on the page, and the name that the lists have for it."""

    start: int
    end: int
    kind: EntityKind
    text: str
    listed: str | None


def name_mentions(page_text: str, found: Found) -> tuple[Entity, ...]:
    """The records, in the order of the page; a short form has the name of the fuller form it stands for."""
    spans = {
        (*mention.span(words), mention.kind, mention.known.name if mention.known else None)
        for words, mentions in found
        for mention in mentions
    }
    printed = [Printed(a, b, kind, page_text[a:b], name) for a, b, kind, name in sorted(spans, key=lambda s: s[:3])]
    family = {p: name for p in printed if p.kind == "PER" and (name := _of_the_family(page_text, p))}
    names = _canonical_names({(p.text, p.kind): p.listed for p in printed}, set(family.values()))
    names |= _explained(page_text, printed, names)
    others = {span: name for words, mentions in found for span, name in _with_neighbours(words, mentions, names)}
    entities = []
    for p in printed:
        name = family.get(p) or others.get((p.start, p.end)) or names[p.text, p.kind]
        entities.append(Entity(p.text, p.start, p.end, p.kind, entity_id(p.kind, name), name))
    return tuple(entities)


def _with_neighbours(
    words: tuple[Word, ...], mentions: list[Mention], names: dict[tuple[str, EntityKind], str]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Mentions taken for a person whose name does not hold the name word beside them, with that word.

    A surname behind another first name (`فلان بوش`) is a relative's, or a stranger's.
    """
    taken = {at for m in mentions for at in range(m.start, m.end)}
    for m in mentions:
        text = _printed(words, m)
        full = names.get((text, "PER"))
        if m.kind != "PER" or full is None or len(name_keys(full)) < 2:
            continue
        keys = name_keys(full)
        before, behind = m.start - 1, m.end
        if m.cut == 0 and before >= 0 and before not in taken and not words[m.start].gap:
            word = words[before]
            if _is_name_word(word) and not _holds(keys, word):
                yield m.span(words), _clean(f"{word.token.text} {text}")
        elif m.end == m.start + 1 and behind < len(words) and behind not in taken and not words[behind].gap:
            word = words[behind]
            if word.facts.given == "strong" and not word.facts.definite and not _holds(keys, word):
                yield m.span(words), _clean(f"{text} {word.token.text}")


def _printed(words: tuple[Word, ...], m: Mention) -> str:
    start, end = m.span(words)
    first = words[m.start].token
    parts = [first.text[start - first.start :], *(word.token.text for word in words[m.start + 1 : m.end])]
    return " ".join(parts) if end else ""


def _is_name_word(word: Word) -> bool:
    facts = word.facts
    if facts.title or facts.reports or facts.head is not None or facts.nationality or facts.definite:
        return False
    return facts.given == "strong"


def _holds(keys: tuple[str, ...], word: Word) -> bool:
    """True where the name has the word, in some spelling (`غاريد` for `جاريد`)."""
    key = word.facts.key.replace("ة", "ه")
    return any(key == other or key[1:] == other or skeleton(key) == skeleton(other) for other in keys)


def _canonical_names(
    printed: dict[tuple[str, EntityKind], str | None], others: set[str]
) -> dict[tuple[str, EntityKind], str]:
    """The canonical name of each printed form: the list's, else the fullest form of the same name in the article."""
    names: dict[tuple[str, EntityKind], str] = {}
    fulls: list[tuple[tuple[str, ...], EntityKind, str]] = [(name_keys(name), "PER", name) for name in sorted(others)]
    for (text, kind), name in printed.items():
        clean = _clean(text)
        known = find_known(kind, clean)
        full = name or (known.name if known else clean)
        names[text, kind] = full
        fulls += [(name_keys(full), kind, full), (name_keys(clean), kind, full)]
    for (text, kind), full in names.items():
        if printed[text, kind] is None and find_known(kind, full) is None:
            keys = name_keys(full)
            longer = {other for other_keys, k, other in fulls if k == kind and _stands_for(keys, other_keys, kind)}
            if len(longer) == 1:
                names[text, kind] = longer.pop()
    return names


def _stands_for(short: tuple[str, ...], full: tuple[str, ...], kind: EntityKind) -> bool:
    """A surname or first name for a person; for a body the beginning of its name, of two words and more."""
    if kind == "PER":
        return is_short_form(short, full)
    if kind != "ORG" or len(short) < 2 or short != full[: len(short)] or len(short) == len(full):
        return False
    return not read_body(" ".join(short)).is_shared


def _of_the_family(page_text: str, mention: Printed) -> str | None:
    """`جورج بوش الأب` is not `جورج بوش`: the name with the word behind it; None where none stands there."""
    behind = _GENERATION.match(page_text, mention.end)
    if behind is None:
        return None
    base = mention.listed or _clean(mention.text)
    word = "الابن" if name_key(behind["word"]) in _SON else "الأب"
    known = find_known("PER", f"{base} {word}") or find_known("PER", f"{_clean(mention.text)} {word}")
    return known.name if known else f"{base} {word}"


def _explained(
    page_text: str, printed: Sequence[Printed], names: dict[tuple[str, EntityKind], str]
) -> dict[tuple[str, EntityKind], str]:
    """Short names that stand in brackets or marks behind a body's full name, and the full name."""
    found: dict[tuple[str, EntityKind], str] = {}
    for full, short in pairwise(printed):
        if full.kind != "ORG" or short.kind != "ORG" or not 0 < short.start - full.end < 6:
            continue
        if not _OPENING.match(page_text[full.end : short.start]) or not _CLOSING.match(page_text, short.end):
            continue
        one, other = names[full.text, "ORG"], names[short.text, "ORG"]
        if one == other or len(name_keys(short.text)) > _SHORT or len(name_keys(full.text)) < 2:
            continue
        if other in _media() and one not in _media() and name_keys(full.text)[0] not in _media_heads():
            continue  # the source of the news, not another name: قال البنك المركزي (رويترز)
        known = find_known("ORG", one), find_known("ORG", other)
        if known[0] is None and known[1] is not None:
            found[full.text, "ORG"] = other
        elif known[1] is None:
            found[short.text, "ORG"] = one
    return found


@cache
def _media() -> frozenset[str]:
    return frozenset(row[0].lstrip("?~!") for row in load_rows("media"))


@cache
def _media_heads() -> frozenset[str]:
    heads = [name_keys(row[0])[0] for row in load_rows("entity_heads") if row[2] == "media"]
    return frozenset([*heads, *(f"ال{head}" for head in heads), "وكاله", "الوكاله", "شبكه"])


def _clean(text: str) -> str:
    """A printed name as a name is written: no hash signs, underscores or doubled blanks, and its whole article."""
    words = text.replace("#", " ").replace("_", " ").split()
    name = " ".join(words)
    return "ا" + name if name.startswith("لل") is False and name.startswith("ل") and _lost_alef(name) else name


def _lost_alef(name: str) -> bool:
    """True for a mention cut out of `لل…`, which lost the alef of its article (`لسعودية`)."""
    return find_known("LOC", "ا" + name) is not None or find_known("ORG", "ا" + name) is not None
