"""What each mention names: one canonical name and id for all mentions of a thing in the article."""

from __future__ import annotations

from sijill.annotate.entities.mention import Mention
from sijill.annotate.entities.words import Word
from sijill.model.records import Entity, EntityKind
from sijill.text.gazetteer import find_known
from sijill.text.names import entity_id, is_short_form, name_keys

Found = list[tuple[tuple[Word, ...], list[Mention]]]


def name_mentions(page_text: str, found: Found) -> tuple[Entity, ...]:
    """The records, in the order of the page; a short form has the name of the fuller form it stands for."""
    spans = [
        (*mention.span(words), mention.kind, mention.known.name if mention.known else None)
        for words, mentions in found
        for mention in mentions
    ]
    names = _canonical_names({(page_text[a:b], kind): name for a, b, kind, name in spans})
    entities = []
    for start, end, kind, _ in sorted(set(spans)):
        name = names[page_text[start:end], kind]
        entities.append(Entity(page_text[start:end], start, end, kind, entity_id(kind, name), name))
    return tuple(entities)


def _canonical_names(printed: dict[tuple[str, EntityKind], str | None]) -> dict[tuple[str, EntityKind], str]:
    """The canonical name of each printed form: the list's, else the fullest form of the same name in the article."""
    names: dict[tuple[str, EntityKind], str] = {}
    fulls: list[tuple[tuple[str, ...], EntityKind, str]] = []
    for (text, kind), name in printed.items():
        clean = _clean(text)
        known = find_known(kind, clean)
        full = name or (known.name if known else clean)
        names[text, kind] = full
        fulls.append((name_keys(full), kind, full))
    for (text, kind), full in names.items():
        if printed[text, kind] is None and kind == "PER":
            keys = name_keys(full)
            longer = {other for other_keys, k, other in fulls if k == kind and is_short_form(keys, other_keys)}
            if len(longer) == 1:
                names[text, kind] = longer.pop()
    return names


def _clean(text: str) -> str:
    """A printed name as a name is written: no hash signs, underscores or doubled blanks, and its whole article."""
    words = text.replace("#", " ").replace("_", " ").split()
    name = " ".join(words)
    return "ا" + name if name.startswith("لل") is False and name.startswith("ل") and _lost_alef(name) else name


def _lost_alef(name: str) -> bool:
    """True for a mention cut out of `لل…`, which lost the alef of its article (`لسعودية`)."""
    return find_known("LOC", "ا" + name) is not None or find_known("ORG", "ا" + name) is not None
