"""From an article to its entities."""

from __future__ import annotations

from collections.abc import Callable

from sijill.annotate.entities.abbreviations import find_abbreviations
from sijill.annotate.entities.bodies import find_bodies
from sijill.annotate.entities.combine import Ground, Ruled, back_up, combine
from sijill.annotate.entities.heard import Heard, hear
from sijill.annotate.entities.known import find_known
from sijill.annotate.entities.mention import Mention, longest_apart
from sijill.annotate.entities.naming import name_mentions
from sijill.annotate.entities.persons import find_persons
from sijill.annotate.entities.repeats import Found, find_repeats
from sijill.annotate.entities.settle import settle_kinds
from sijill.annotate.entities.sport import as_club, is_sports_news
from sijill.annotate.entities.words import Word, read_words
from sijill.model.reading import Reading, Token
from sijill.model.records import Entity

_PARTS = frozenset({"title", "dateline", "body"})


def find_entities(reading: Reading) -> tuple[Entity, ...]:
    """The named mentions of title, dateline and body in the order of the page, each with the thing it names.

    By rules, lists and the encoder; by the first two alone where the encoder's weights are not installed.
    """
    return _find(reading, hear)


def find_entities_by_rules(reading: Reading) -> tuple[Entity, ...]:
    """The same without the encoder."""
    return _find(reading, lambda tokens, words: None)


def _find(
    reading: Reading, listen: Callable[[tuple[Token, ...], tuple[Word, ...]], Heard | None]
) -> tuple[Entity, ...]:
    sentences = [sentence for sentence in reading.sentences if sentence.part in _PARTS]
    read = [read_words(sentence) for sentence in sentences]
    seen = {word.facts.key for words in read for word in words}
    ruled = [_find_in_sentence(words) for words in read]
    heard = [listen(sentence.tokens, words) for sentence, words in zip(sentences, read, strict=True)]
    rows = zip(read, ruled, heard, strict=True)
    backing = back_up((words, sure, told) for words, (sure, _), told in rows if told is not None)
    found: Found = []
    for words, (sure, doubtful), told in zip(read, ruled, heard, strict=True):
        mentions = [one.mention for one in sure]
        if told is not None:
            mentions = combine(words, sure, told, seen=seen, backing=backing)
        taken = {at for mention in mentions for at in range(mention.start, mention.end)}
        found.append((words, [*mentions, *(m for m in doubtful if taken.isdisjoint(range(m.start, m.end)))]))
    found = settle_kinds(found)
    if is_sports_news(read):
        found = [(words, [as_club(words, mention) for mention in mentions]) for words, mentions in found]
    outlet = reading.article.outlet
    named = name_mentions(reading.page_text, find_repeats(found, outlet.name if outlet else None))
    ranges = [(sentence.start, sentence.end) for sentence in sentences]
    short = find_abbreviations(reading.page_text, named, ranges)
    return tuple(sorted((*named, *short), key=lambda entity: (entity.start, entity.end)))


def _find_in_sentence(words: tuple[Word, ...]) -> tuple[list[Ruled], list[Mention]]:
    """What rules and lists find, and names of the lists that something else in the article has to speak for."""
    known = list(find_known(words))
    sure = [mention for mention in known if mention.sure]
    bodies = list(find_bodies(words, sure))
    persons = set(find_persons(words, known, bodies))

    def ground(mention: Mention) -> Ground:
        if mention.known is not None or mention in sure:
            return "list"
        return "person" if mention in persons else "body"

    mentions = longest_apart([*sure, *bodies, *persons])
    return [Ruled(mention, ground(mention)) for mention in mentions], [m for m in known if not m.sure]
