"""Clubs that go by the name of their city: in sports news `برشلونة` plays, elsewhere it is a city."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sijill.annotate.entities.mention import Mention
from sijill.annotate.entities.words import Word
from sijill.text.gazetteer import KnownName, find_known
from sijill.text.lexicon import load_rows, load_words
from sijill.text.names import name_key

# Different words of sport. 1,957 ANT articles by their section, 2026-11: 3 finds 368 of 430 in sports and 19 of 1,527 others;
# 2 finds 397 and 39, 4 finds 308 and 13. gold/tune does not tell 1 to 8 apart.
_CUES = 3
_IN = frozenset(map(name_key, "في مدينة بمدينة ضواحي شوارع العاصمة سكان بلدية".split()))


@cache
def _clubs() -> dict[str, KnownName]:
    return {
        city: find_known("ORG", club) or KnownName("ORG", club, None, (club,))
        for city, club in load_rows("club_cities")
    }


@cache
def _cue_keys() -> frozenset[str]:
    return frozenset(map(name_key, load_words("sport_words")))


def is_sports_news(sentences: Sequence[tuple[Word, ...]]) -> bool:
    """True for an article with several different words of sport."""
    cues = _cue_keys()
    seen: set[str] = set()
    for words in sentences:
        seen.update(word.facts.key for word in words if word.facts.key in cues)
        if len(seen) >= _CUES:
            return True
    return False


def as_club(words: tuple[Word, ...], mention: Mention) -> Mention:
    """The mention as the club's, where it is a city's name and nothing around it says that the city is meant."""
    club = _clubs().get(mention.known.name) if mention.kind == "LOC" and mention.known else None
    if club is None or mention.end > mention.start + 1:
        return mention
    if mention.start and words[mention.start - 1].facts.key in _IN:
        return mention
    if mention.cut and words[mention.start].token.norm[mention.cut - 1] == "ب":  # "in"
        return mention
    return mention._replace(kind="ORG", known=club)
