"""Events of an article: what happened, or is planned, denied, demanded or only possible."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from sijill.annotate.events.figures import Counted, find_figures
from sijill.annotate.events.mentions import Mention, main_mention, merge_mentions
from sijill.annotate.events.modality import find_modality
from sijill.annotate.events.roles import find_actors, find_places
from sijill.annotate.events.timing import age_days, find_when, news_day, times_of
from sijill.annotate.events.topics import find_topics
from sijill.annotate.events.triggers import WEAK, Trigger, find_triggers
from sijill.model.reading import Reading, Sentence
from sijill.model.records import Actor, Event, Figure, Place, Statement, Words, stable_id
from sijill.model.time import TimeValue

__all__ = ["find_events"]

ASKED_REACH = 7  # tokens from a verb of asking to what is asked for


def find_events(reading: Reading) -> tuple[Event, ...]:
    """The events of an article, in the order of the page; one of them is the main one.

    An event is told by its first trigger; what later mentions add (a day, a place, a count) is kept with it.
    Events without a day of their own have `when` null: none is invented.
    """
    mentions = merge_mentions(sorted(_read_mentions(reading), key=lambda mention: mention.trigger.start))
    main = main_mention(mentions)
    lead_day = _day_of_lead(reading)
    mentions = [replace(m, when=lead_day) if lead_day and _lacks_day(m) else m for m in mentions]
    figures: dict[int, list[Counted]] = {}
    return tuple(_event(reading, mention, at == main, figures) for at, mention in enumerate(mentions))


def _read_mentions(reading: Reading) -> Iterator[Mention]:
    topics = find_topics(reading)
    article = reading.article
    for sentence in reading.sentences:
        if sentence.part not in ("title", "body"):
            continue
        triggers = [t for t in find_triggers(sentence, topics) if t.strength > WEAK or _is_news(sentence, t)]
        times = times_of(sentence, article.times)
        for trigger in triggers:
            when = find_when(sentence, trigger, triggers, times)
            said_in = _statement_of(reading, trigger)
            modality = find_modality(sentence, trigger, when, article.published.day, said_in)
            age = age_days(when, article.published.day)
            if not _is_only_asked_for(trigger, triggers):
                yield Mention(sentence, trigger, trigger.type, when, modality, age)


def _is_only_asked_for(trigger: Trigger, triggers: list[Trigger]) -> bool:
    """A demand whose object is a happening is told by that: `يدعو إلى إضراب`."""
    return trigger.type == "REQUEST" and any(
        0 < other.at - trigger.at <= ASKED_REACH and other.type != "REQUEST" for other in triggers
    )


def _lacks_day(mention: Mention) -> bool:
    """Whether it is news of the title, told as done, without a day of its own."""
    return (
        mention.sentence.part == "title"
        and mention.when is None
        and mention.modality == "actual"
        and not mention.trigger.definite
    )


def _day_of_lead(reading: Reading) -> TimeValue | None:
    lead = next((s for s in reading.sentences if s.part == "body"), None)
    return news_day(times_of(lead, reading.article.times), reading.article.published.day) if lead else None


def _is_news(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a weak trigger stands where an article puts its news: the title, or the head of the lead."""
    return sentence.part == "title" or (sentence.block == 0 and trigger.at < 2)


def _statement_of(reading: Reading, trigger: Trigger) -> Statement | None:
    """The innermost statement whose words hold the trigger."""
    holding = [
        s for s in reading.article.statements if s.content.start <= trigger.start and trigger.end <= s.content.end
    ]
    return min(holding, key=lambda s: s.content.end - s.content.start, default=None)


def _event(reading: Reading, mention: Mention, main: bool, figures: dict[int, list[Counted]]) -> Event:
    article, trigger = reading.article, mention.trigger
    said_in = _statement_of(reading, trigger)
    told = (mention, *mention.told)
    return Event(
        id=stable_id(article.page_sha256, "event", trigger.start, trigger.end),
        type=mention.type,
        trigger=Words(reading.page_text[trigger.start : trigger.end], trigger.start, trigger.end),
        when=mention.when,
        places=_places(reading, told),
        actors=_actors(reading, told),
        figures=_figures(reading, told, figures),
        said_in=said_in.id if said_in else None,
        modality=mention.modality,
        main=main,
        certainty=None,
    )


def _places(reading: Reading, told: tuple[Mention, ...]) -> tuple[Place, ...]:
    by_name: dict[str, Place] = {}
    for mention in told:
        for place in find_places(
            mention.sentence, mention.trigger, reading.article.entities, len(mention.sentence.tokens)
        ):
            by_name.setdefault(place.entity or place.text, place)
    return tuple(by_name.values())


def _actors(reading: Reading, told: tuple[Mention, ...]) -> tuple[Actor, ...]:
    for mention in told:
        actors = find_actors(mention.sentence, mention.trigger, reading.article.entities, reading.page_text)
        if actors:
            return actors
    return ()


def _figures(reading: Reading, told: tuple[Mention, ...], cache: dict[int, list[Counted]]) -> tuple[Figure, ...]:
    by_kind: dict[str, Figure] = {}
    for mention in told:
        start = mention.sentence.start
        if start not in cache:
            cache[start] = find_figures(mention.sentence, reading.page_text)
        for counted in cache[start]:
            if abs(counted.at - mention.trigger.at) <= 8:
                by_kind.setdefault(counted.figure.kind, counted.figure)
    return tuple(by_kind.values())
