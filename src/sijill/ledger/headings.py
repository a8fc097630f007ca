"""The mention of an event whose sentence heads its line: one that tells what, and when, all of them tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import sqrt

from sijill.ledger.asof import latest_day
from sijill.ledger.days import day_bounds
from sijill.ledger.merge import Mention
from sijill.ledger.states import state_of
from sijill.model.records import EventType, Modality
from sijill.model.time import TimeValue
from sijill.text.fold import fold_word
from sijill.text.lexicon import load_words
from sijill.text.telling import weigh_stems
from sijill.text.tokens import tokenize

__all__ = ["asks", "head_of", "type_of"]

_QUESTIONS = frozenset(map(fold_word, "هل أين كيف لماذا ماذا ما متى".split()))
_FIFTH = 5  # of the mentions: a word of fewer may be of a neighbour that was taken in
_CROWD = 6  # texts: among so many a sentence that names the day is found, and tells more than a headline
_NEWS = timedelta(days=1)
_CHOICE = 12  # mentions whose sentences are read for one that is like the others'


def head_of(mentions: Sequence[Mention], when: TimeValue, state: Modality) -> Mention:
    """The mention whose sentence heads the line; `mentions` are in the order of publication.

    One that tells it as the line does (done, planned, denied), of the commonest type, by a common word, of no other day, no
    question or topic and, of many, of its very day; no aside, in the article's own words where half of them do; then the
    headline, the main event and the lead.  Of what is left the sentence most like those of all.
    """
    if len(mentions) == 1:
        return mentions[0]
    kind = type_of(mentions, state)
    first, last = map(_day, day_bounds(when))
    is_crowd = first is not None and len({mention.group for mention in mentions}) >= _CROWD
    words = Counter(mention.stem for mention in mentions)
    is_told = 2 * len({m.group for m in mentions if m.event.said_in is None}) >= len({m.group for m in mentions})

    def order(mention: Mention) -> tuple[object, ...]:
        return (
            state_of(mention) != state,
            mention.event.type != kind,
            words[mention.stem] * _FIFTH < len(mentions),
            _tells_another_day(mention, first, last) or (first is None and _is_later_news(mention, last)),
            _is_topic(mention),
            mention.inner,
            is_crowd and (_day(mention.earliest), _day(mention.latest)) != (first, last),
            _is_aside(mention),
            is_told and mention.event.said_in is not None,
            not mention.in_title,
            not mention.event.main,
            not mention.in_lead,
        )

    orders = [order(mention) for mention in mentions]
    best = min(orders)
    left = [mention for mention, found in zip(mentions, orders, strict=True) if found == best][:_CHOICE]
    if len(left) == 1:
        return left[0]
    stems = [_stems(mention) for mention in left]
    middle: Counter[str] = Counter()
    for one in (*stems, *(_stems(mention) for mention in mentions[:_CHOICE])):
        middle.update(one)
    likeness = [_likeness(one, middle) for one in stems]
    return left[max(range(len(left)), key=lambda at: (round(likeness[at], 6), -at))]


def type_of(mentions: Sequence[Mention], state: Modality) -> EventType:
    """What most texts call it that tell it as the line does; the type of the earliest where none is commonest."""
    done = [mention for mention in mentions if state_of(mention) == state] or mentions
    texts: dict[EventType, set[str]] = {}
    for mention in done:
        texts.setdefault(mention.event.type, set()).add(mention.group)
    return max(texts, key=lambda kind: (len(texts[kind]), kind != "OTHER", -list(texts).index(kind)))


def asks(words: str) -> bool:
    """Whether a heading is a question.

    >>> asks("أين تتمركز القوات؟"), asks("لغز الجسر.. إلى أين؟"), asks("القوات تتمركز في السروة")
    (True, True, False)
    """
    tokens = tokenize(words)
    return words.rstrip(' "»”.').endswith(("؟", "?")) or (bool(tokens) and fold_word(tokens[0].text) in _QUESTIONS)


def _is_topic(mention: Mention) -> bool:
    """Whether the headline only asks about it, or names it before a colon or dots to tell something else of it."""
    title = mention.article.title
    if not mention.in_title or title is None:
        return False
    behind = title.text[mention.event.trigger.end - title.start :]
    return asks(title.text) or any(mark in behind for mark in (": ", "..", "…"))


def _is_aside(mention: Mention) -> bool:
    """Whether the sentence tells something else, which came after it or is about it: `the port closed after protests`."""
    trigger = mention.event.trigger
    passage = mention.passages.sentence_at(trigger.start, trigger.end, trigger.text)
    before = tokenize(passage.words[: trigger.start - passage.start])
    return bool(before) and before[-1].norm in load_words("before_asides")


def _tells_another_day(mention: Mention, first: date | None, last: date | None) -> bool:
    ours = _day(mention.earliest), _day(mention.latest)
    early = ours[1] is not None and first is not None and ours[1] < first
    late = ours[0] is not None and last is not None and ours[0] > last
    return early or late


def _is_later_news(mention: Mention, last: date | None) -> bool:
    """Whether the article appeared days after that by which the event had happened: it may tell another one like it."""
    published = _day(latest_day(mention.article))
    return last is not None and published is not None and published - last > _NEWS


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day[:10]) if day else None


def _stems(mention: Mention) -> Mapping[str, float]:
    trigger = mention.event.trigger
    passage = mention.passages.sentence_at(trigger.start, trigger.end, trigger.text)
    return weigh_stems(token.norm for token in tokenize(passage.words))


def _likeness(one: Mapping[str, float], middle: Mapping[str, float]) -> float:
    length = sqrt(sum(weight * weight for weight in one.values()))
    return sum(weight * middle[stem] for stem, weight in one.items()) / length if length else 0.0
