"""From an article to its entities."""

from __future__ import annotations

from sijill.annotate.entities.abbreviations import find_abbreviations
from sijill.annotate.entities.bodies import find_bodies
from sijill.annotate.entities.known import find_known
from sijill.annotate.entities.mention import Mention, longest_apart
from sijill.annotate.entities.naming import name_mentions
from sijill.annotate.entities.persons import find_persons
from sijill.annotate.entities.repeats import find_repeats
from sijill.annotate.entities.sport import as_club, is_sports_news
from sijill.annotate.entities.words import Word, read_words
from sijill.model.reading import Reading
from sijill.model.records import Entity

_PARTS = frozenset({"title", "dateline", "body"})


def find_entities(reading: Reading) -> tuple[Entity, ...]:
    """The named mentions of title, dateline and body in the order of the page, each with the thing it names."""
    sentences = [read_words(sentence) for sentence in reading.sentences if sentence.part in _PARTS]
    found = [(words, _find_in_sentence(words)) for words in sentences]
    if is_sports_news(sentences):
        found = [(words, [as_club(words, mention) for mention in mentions]) for words, mentions in found]
    outlet = reading.article.outlet
    named = name_mentions(reading.page_text, find_repeats(found, outlet.name if outlet else None))
    ranges = [(sentence.start, sentence.end) for sentence in reading.sentences if sentence.part in _PARTS]
    short = find_abbreviations(reading.page_text, named, ranges)
    return tuple(sorted((*named, *short), key=lambda entity: (entity.start, entity.end)))


def _find_in_sentence(words: tuple[Word, ...]) -> list[Mention]:
    known = list(find_known(words))
    sure = [mention for mention in known if mention.sure]
    bodies = list(find_bodies(words, sure))
    mentions = longest_apart([*sure, *bodies, *find_persons(words, known, bodies)])
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    doubtful = [m for m in known if not m.sure and taken.isdisjoint(range(m.start, m.end))]
    return [*mentions, *doubtful]
