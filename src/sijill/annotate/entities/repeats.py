"""Names that come back: what one place of the article shows, every other place may use."""

from __future__ import annotations

from sijill.annotate.entities.mention import Mention, longest_apart
from sijill.annotate.entities.words import Word
from sijill.model.records import EntityKind
from sijill.text.gazetteer import KnownName
from sijill.text.names import PARTICLES

Found = list[tuple[tuple[Word, ...], list[Mention]]]
Forms = dict[tuple[str, ...], tuple[EntityKind, KnownName | None]]


def find_repeats(found: Found) -> Found:
    """The sentences with repeated names added, and doubtful names kept where the article speaks for them."""
    shown = {m.known.name for _, mentions in found for m in mentions if m.sure and m.known}
    forms = _forms(found)
    first_words = {key[0] for key in forms}
    result: Found = []
    for words, mentions in found:
        kept = [m for m in mentions if m.sure or (m.known and m.known.name in shown and not _is_common(words, m))]
        taken = {at for m in kept for at in range(m.start, m.end)}
        kept += [m for m in _repeats(words, forms, first_words) if taken.isdisjoint(range(m.start, m.end))]
        result.append((words, longest_apart(kept)))
    return result


def _is_common(words: tuple[Word, ...], m: Mention) -> bool:
    """A doubtful single word that no other place of the article can speak for: a place, or a body called by a common word."""
    facts = words[m.start].facts
    return m.end == m.start + 1 and (m.kind == "LOC" or (m.kind == "ORG" and (facts.listed or facts.nationality)))


def _forms(found: Found) -> Forms:
    """Whole names and short forms by their words; a short form of two different names belongs to neither."""
    whole: Forms = {}
    short: Forms = {}
    owners: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for words, mentions in found:
        for m in mentions:
            if not m.sure:
                continue
            keys = _keys(words, m)
            if m.known is None or m.kind == "PER":
                whole.setdefault(keys, (m.kind, m.known))
            if m.kind in ("FAC", "LOC") and len(keys) > 1 and _is_proper(words[m.start + 1 : m.end]):
                whole.setdefault(keys[1:], (m.kind, m.known))  # سجن X comes back as X
            if m.kind == "PER":
                for part in _short_forms(words, m, keys):
                    short.setdefault(part, (m.kind, m.known))
                    owners.setdefault(part, set()).add(keys)
    return short | whole


def _is_proper(words: tuple[Word, ...]) -> bool:
    return not any(word.facts.ordinary or word.facts.given or word.facts.known for word in words)


def _keys(words: tuple[Word, ...], m: Mention) -> tuple[str, ...]:
    facts = words[m.start].facts
    first = next((key for cut, key in facts.openings if cut == m.cut), facts.key)
    return (first, *(word.facts.key for word in words[m.start + 1 : m.end]))


def _short_forms(words: tuple[Word, ...], m: Mention, keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The surname, with the particles before it, and a first name that is no ordinary or common one."""
    if len(keys) < 2:
        return []
    start = len(keys) - 1
    while start > 1 and keys[start - 1] in PARTICLES:
        start -= 1
    forms = [keys[start:]]
    first = words[m.start].facts
    if not first.given and not first.ordinary and len(keys[0]) > 2 and not m.cut:
        forms.append(keys[:1])
    last = words[m.end - 1].facts
    if start == len(keys) - 1 and (
        last.ordinary or len(keys[-1]) < 3 or (last.given and not keys[-1].startswith("ال"))
    ):
        forms = forms[1:] if last.ordinary or len(keys[-1]) < 3 else forms
    return forms


def _repeats(words: tuple[Word, ...], forms: Forms, first_words: set[str]) -> list[Mention]:
    keys = [word.facts.key for word in words]
    out: list[Mention] = []
    for at, word in enumerate(words):
        for cut, key in word.facts.openings:
            if key not in first_words:
                continue
            mention = _longest(words, keys, at, cut=cut, first=key, forms=forms)
            if mention is not None:
                out.append(mention)
                break
    return out


def _longest(
    words: tuple[Word, ...], keys: list[str], at: int, *, cut: int, first: str, forms: Forms
) -> Mention | None:
    limit = at + 1
    while limit < len(words) and limit < at + 7 and not words[limit].gap:
        limit += 1
    for end in range(limit, at, -1):
        form = forms.get((first, *keys[at + 1 : end]))
        if form is not None:
            return Mention(at, end, cut, form[0], form[1])
    return None
