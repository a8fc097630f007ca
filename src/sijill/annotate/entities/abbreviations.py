"""Short names that an article gives a body itself, in brackets behind the full name, and where they come back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sijill.annotate.entities.words import facts_of
from sijill.model.records import Entity
from sijill.text.fold import fold_word

# قوات سوريا الديمقراطية (قسد), ... "قسد", ... المعروفة اختصارا بـ"قسد"
_GIVEN = re.compile(
    r"[^\S\n]*[\"»”]?[^\S\n]*(?:المعروفة?|المعروف)?[^\S\n]*(?:اختصار[اًا]*|إعلاميا[ًا]*)?[^\S\n]*(?:باسم|بـ?)?[^\S\n]*"
    r"[(\"«“]{1,2}(?P<short>[^\W\d_]{2,7})[)\"»”]"
)
_ENTRANCE = r"(?<![^\W_])(?:[وفبلك]{0,2}ـ?)"


def find_abbreviations(page_text: str, bodies: Iterable[Entity], ranges: Iterable[tuple[int, int]]) -> list[Entity]:
    """The mentions by a short name that is no word of the language, under the name of the body it was given to.

    Nothing where the words stand for two bodies, or are found as something else already.
    """
    bodies = list(bodies)
    taken = [(entity.start, entity.end) for entity in bodies]
    given: dict[str, set[tuple[str, str]]] = {}
    for entity in bodies:
        found = _GIVEN.match(page_text, entity.end)
        if entity.kind == "ORG" and " " in entity.text and found and _is_coined(found["short"]):
            given.setdefault(found["short"], set()).add((entity.entity, entity.name))
    mentions = []
    for short, names in given.items():
        if len(names) != 1:
            continue
        ((identity, name),) = names
        for start, end in ranges:
            for match in re.compile(rf"{_ENTRANCE}(?P<short>{short})(?![^\W_])").finditer(page_text, start, end):
                span = match.span("short")
                if not any(a < span[1] and span[0] < b for a, b in taken):
                    mentions.append(Entity(short, *span, "ORG", identity, name))
    return mentions


def _is_coined(word: str) -> bool:
    """True for letters that are no word, name or place."""
    facts = facts_of(fold_word(word))
    return not (facts.ordinary or facts.given or facts.known or facts.nationality or facts.head or facts.title)
