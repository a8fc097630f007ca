"""Names that come back: what one place of the article shows, every other place may use."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sijill.annotate.entities.complement import is_unknown, names_purpose
from sijill.annotate.entities.mention import Keys, Mention, keys_of, longest_apart
from sijill.annotate.entities.words import Word, facts_of, is_quoted
from sijill.model.records import EntityKind
from sijill.text.gazetteer import KnownName
from sijill.text.lexicon import load_rows
from sijill.text.names import PARTICLES, name_key
from sijill.text.tokens import tokenize

Found = list[tuple[tuple[Word, ...], list[Mention]]]


class Form(NamedTuple):
    """What words stand for in this article; `common` where they mean something else too and need support."""

    kind: EntityKind
    known: KnownName | None = None
    common: bool = False


def find_repeats(found: Found, outlet: str | None = None) -> Found:
    """The sentences with repeated names added, and doubtful names kept where the article speaks for them.

    `outlet`: the name of the article's publisher, which the article may use of itself.
    """
    if outlet:
        found = _with_outlet(found, outlet)
    shown = {m.known.name for _, mentions in found for m in mentions if m.sure and m.known}
    forms = _forms(found)
    first_words = {key[0] for key in forms}
    result: Found = []
    for words, mentions in found:
        kept = [m for m in mentions if m.sure or (m.known and m.known.name in shown and not _is_common(words, m))]
        result.append((words, longest_apart([*_repeats(words, forms, first_words), *kept])))
    return result


def _with_outlet(found: Found, outlet: str) -> Found:
    """The sentences with the outlet wherever they name it; at equal length it goes before what else was found there."""
    names = _own_names(tuple(name_key(token.text) for token in tokenize(outlet) if token.text[0].isalnum()))
    if not names:
        return found
    forms = {keys: Form("ORG", None, len(keys) == 1 and _is_common_name(keys[0])) for keys in names}
    first_words = {keys[0] for keys in names}
    result: Found = []
    for words, mentions in found:
        own = _repeats(words, forms, first_words)
        taken = {at for m in own for at in range(m.start, m.end)}
        sure = [m for m in mentions if m.sure or taken.isdisjoint(range(m.start, m.end))]
        result.append((words, longest_apart([*own, *sure])))
    return result


def _own_names(keys: Keys) -> set[Keys]:
    """An outlet's name, and what is left without the noun before it and the trade behind: `وكالة X للأنباء` is X."""
    heads, trades = _media_words()
    news_agency = keys[:1] == (name_key("وكالة"),) and keys[-1] in trades  # not that of a state: وكالة الأنباء السعودية
    bare = keys[1:] if len(keys) > 1 and (keys[0] in heads or news_agency) else keys
    shorter = bare[:-1] if len(bare) > 1 and bare[-1] in trades else bare
    return {name for name in (keys, bare, shorter) if name}


@cache
def _media_words() -> tuple[frozenset[str], frozenset[str]]:
    heads = frozenset(name_key(row[0]) for row in load_rows("entity_heads") if row[2] in ("media", "drop"))
    return heads, frozenset(name_key(row[0]) for row in load_rows("outlet_words") if row[1] == "last")


def _is_common_name(key: str) -> bool:
    facts = facts_of(key)
    return facts.ordinary or bool(facts.given) or len(key) < 4


def _is_common(words: tuple[Word, ...], m: Mention) -> bool:
    """A doubtful single word that no other place of the article can speak for: a place, or a body called by a common word."""
    facts = words[m.start].facts
    if m.end > m.start + 1:
        return False
    if m.kind == "LOC":  # المدينة that was named with its noun comes back with its article, صور may be pictures
        return not facts.definite or m.cut > 0 or facts.title != "" or facts.nationality
    return m.kind == "ORG" and (facts.listed or facts.nationality)


def _forms(found: Found) -> dict[Keys, Form]:
    """Whole names and short forms by their words; a short form of two different names belongs to neither."""
    whole: dict[Keys, Form] = {}
    short: dict[Keys, Form] = {}
    for words, mentions in found:
        for m in mentions:
            if not m.sure:
                continue
            keys = keys_of(words, m)
            if m.known is None or m.kind == "PER":
                whole.setdefault(keys, Form(m.kind, m.known))
            if m.kind in ("FAC", "LOC") and len(keys) > 1 and _is_proper(words[m.start + 1 : m.end]):
                whole.setdefault(keys[1:], Form(m.kind, m.known))  # سجن X comes back as X
            if m.kind == "ORG" and m.known is None:
                for part in _parts_of_body(words, m, keys):
                    short.setdefault(part, Form("ORG"))
            if m.kind == "PER":
                for part, common in _short_forms(words, m, keys):
                    short.setdefault(part, Form("PER", m.known, common))
    return short | whole


def _is_proper(words: tuple[Word, ...]) -> bool:
    return not any(word.facts.ordinary or word.facts.given or word.facts.known for word in words)


def _parts_of_body(words: tuple[Word, ...], m: Mention, keys: Keys) -> Iterator[Keys]:
    """What is left of `شركة نجم للنقل`: without its purpose, and its bare name where that is a word of no list."""
    purpose = next((at for at, key in enumerate(keys) if names_purpose(key)), 0)
    if purpose == 2 and not words[m.start + 1].facts.definite:
        yield keys[:2]
        if is_unknown(words[m.start + 1].facts) and not words[m.start + 1].facts.given:
            yield keys[1:2]


def _short_forms(words: tuple[Word, ...], m: Mention, keys: Keys) -> Iterator[tuple[Keys, bool]]:
    """The surname, with the particles before it, and a first name that is no ordinary or common one; each with `common`."""
    if len(keys) < 2:
        return
    start = len(keys) - 1
    while start > 1 and keys[start - 1] in PARTICLES:
        start -= 1
    last, first = words[m.end - 1].facts, words[m.start].facts
    if start < len(keys) - 1 or len(keys[-1]) > 2:
        yield keys[start:], start == len(keys) - 1 and last.ordinary
    if not first.given and not first.ordinary and len(keys[0]) > 2 and not m.cut:
        yield keys[:1], False


def _repeats(words: tuple[Word, ...], forms: dict[Keys, Form], first_words: set[str]) -> list[Mention]:
    keys = [word.facts.key for word in words]
    out: list[Mention] = []
    for at, word in enumerate(words):
        for cut, key in word.facts.openings or ((0, word.facts.key),):
            if key not in first_words:
                continue
            mention = _longest(words, keys, at, cut=cut, first=key, forms=forms)
            if mention is not None:
                out.append(mention)
                break
    return out


def _longest(
    words: tuple[Word, ...], keys: list[str], at: int, *, cut: int, first: str, forms: dict[Keys, Form]
) -> Mention | None:
    limit = at + 1
    while limit < len(words) and limit < at + 7 and not words[limit].gap:
        limit += 1
    for end in range(limit, at, -1):
        form = forms.get((first, *keys[at + 1 : end]))
        if form is not None and (not form.common or _is_supported(words, at, end, form.kind, cut=cut)):
            return Mention(at, end, cut, form.kind, form.known)
    return None


def _is_supported(words: tuple[Word, ...], start: int, end: int, kind: EntityKind, *, cut: int) -> bool:
    """True where a common word stands as a name does: a person beside a reporting verb or title, a body in marks."""
    before = words[start - 1].facts if start and not words[start].gap else None
    if kind == "PER":
        return not cut and before is not None and (before.reports or bool(before.title))
    if is_quoted(words, start, end):
        return True
    edges = words[start].gap[-1:], words[end].gap[:1] if end < len(words) else "-"
    if edges[0] in ("(", "[") and edges[1] in (")", "]"):
        return True
    return before is not None and before.head is not None and before.head.kind == kind
