"""Which thing of the record speaks or acts: by the id of the mention, else by the words as the article uses them."""

from __future__ import annotations

from functools import cache

from sijill.ledger.matching import query_matches
from sijill.model.graph import Thing, ThingsByEntity, article_key
from sijill.model.records import Article, Speaker
from sijill.text.lexicon import load_words
from sijill.text.names import name_key, resolve_name

__all__ = ["answers_to", "thing_of_entity", "thing_of_speaker"]

NOTHING: ThingsByEntity = {}
_LONGEST = 4  # words; longer speakers are descriptions


def thing_of_entity(article: Article, entity: str | None, things: ThingsByEntity) -> Thing | None:
    """The thing that an id of the article stands for."""
    return things.get((article_key(article), entity)) if entity else None


def thing_of_speaker(article: Article, speaker: Speaker, things: ThingsByEntity) -> Thing | None:
    """The thing that speaks: that of the speaker's id, else the one thing of the article that bears the words.

    `التحالف` and `قوات التحالف` are the coalition that the article names, where it names one.
    """
    if speaker.entity:
        return thing_of_entity(article, speaker.entity, things)
    if not things:
        return None
    name = speaker.name or speaker.text or ""
    begins = [e for e in article.entities if e.kind in ("PER", "ORG") and f"{name} ".startswith(f"{e.text} ")]
    if begins:  # التحالف الدولي بقيادة الولايات المتحدة
        return thing_of_entity(article, max(begins, key=lambda e: len(e.text)).entity, things)
    words = name.split()
    if not 0 < len(words) <= _LONGEST:
        return None
    named = resolve_name(" ".join(words), article.entities)
    if named is None and len(words) > 1 and name_key(words[0]) in _heads():
        named = resolve_name(" ".join(words[1:]), article.entities)
    return thing_of_entity(article, named.entity, things) if named else None


@cache
def _heads() -> frozenset[str]:
    return frozenset(name_key(word) for word in load_words("name_heads"))


def answers_to(query: str, thing: Thing | None) -> bool:
    """Whether a reader's words find a thing by any of its names, the English one too."""
    if thing is None:
        return False
    english = (thing.english or "").replace("-", " ")  # Bashar al-Assad answers to Assad
    return any(query_matches(query, name) for name in (thing.name, english, *thing.aliases))
