"""Events of an article: what happened, or is planned, denied, demanded or only possible."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from msgspec.structs import replace

from sijill.annotate.events.figures import BEARERS, Counted, find_figures
from sijill.annotate.events.licence import keep_if_told
from sijill.annotate.events.mentions import Mention, main_mention, merge_mentions
from sijill.annotate.events.modality import find_modality
from sijill.annotate.events.roles import find_actors, find_places
from sijill.annotate.events.spans import SpanIndex, StatementIndex
from sijill.annotate.events.timing import PlacedTime, age_days, counted_from, find_when, news_day, place_times
from sijill.annotate.events.topics import find_topics
from sijill.annotate.events.triggers import WEAK, Trigger, drop_inner, find_triggers
from sijill.model.reading import Reading, Sentence
from sijill.model.records import Actor, Entity, Event, Figure, Place, Statement, Time, stable_id
from sijill.model.time import TimeValue

__all__ = ["find_events"]

LONGEST_NAME = 60  # code points
FIGURE_REACH = 8  # tokens from a trigger to the word its figure counts
ASKED_REACH = 7  # tokens from a verb of asking to what is asked for


class _Ground(NamedTuple):
    """What earlier stages found in the article, by place."""

    reading: Reading
    times: SpanIndex[Time]
    entities: SpanIndex[Entity]
    statements: StatementIndex
    figures: dict[int, list[Counted]]
    cues: frozenset[int]

    def times_of(self, sentence: Sentence) -> list[PlacedTime]:
        return place_times(sentence, self.times.within(sentence.start, sentence.end))

    def figures_of(self, sentence: Sentence) -> list[Counted]:
        if sentence.start not in self.figures:
            self.figures[sentence.start] = find_figures(sentence, self.reading.page_text)
        return self.figures[sentence.start]

    def names(self, trigger: Trigger) -> bool:
        """Whether the trigger is a word of a name or a time: العفو in the name of a body, فجر in `فجر السبت`."""
        first = trigger.start - LONGEST_NAME
        ends = [entity.end for entity in self.entities.within(first, trigger.end)]
        ends += [time.end for time in self.times.within(first, trigger.end)]
        return any(end >= trigger.end for end in ends)

    def reports(self, trigger: Trigger) -> bool:
        """Whether a weak trigger is the cue of a statement: `كشف`, `شدد` tell of saying there."""
        return trigger.strength <= WEAK and trigger.start in self.cues

    def statement_of(self, trigger: Trigger) -> Statement | None:
        return self.statements.holding(trigger.start, trigger.end)


def find_events(reading: Reading) -> tuple[Event, ...]:
    """The events of an article, in the order of the page; one of them is the main one.

    An event is told by its first trigger; what later mentions add (a day, a place, a count) is kept with it.
    Events without a day of their own have `when` null: none is invented.
    """
    article = reading.article
    ground = _Ground(
        reading, SpanIndex(article.times), SpanIndex(article.entities), StatementIndex(article.statements), {},
        frozenset(statement.cue.start for statement in article.statements if statement.cue),
    )  # fmt: skip
    lead_day = _day_of_lead(ground)
    mentions = merge_mentions(list(_read_mentions(ground, lead_day)))
    mentions = [replace(m, when=lead_day) if lead_day and _lacks_day(ground, m) else m for m in mentions]
    main = main_mention(mentions)
    events = [_event(ground, mention, at == main) for at, mention in enumerate(mentions)]
    return tuple(sorted(events, key=lambda event: event.trigger.start))


def _read_mentions(ground: _Ground, lead_day: TimeValue | None) -> Iterator[Mention]:
    reading = ground.reading
    published = reading.article.published.day
    topics = find_topics(reading)
    for sentence in reading.sentences:
        if sentence.part not in ("title", "body"):
            continue
        found = find_triggers(sentence, topics)
        found = [t for t in found if not ground.names(t) and not ground.reports(t)]
        times = ground.times_of(sentence) if found else []
        triggers = drop_inner(keep_if_told(sentence, found, partial(_day_distance, sentence, times)))
        triggers_at = {trigger.at for trigger in triggers}
        carried: TimeValue | None = None
        for trigger, following in zip_longest(triggers, triggers[1:]):
            if _is_only_asked_for(trigger, following):
                continue
            counted = counted_from(sentence, trigger, ground.times, times, lead_day)
            found_when = (counted, 0) if counted else find_when(sentence, trigger, triggers_at, times)
            when, distance = found_when or (_day_carried_on(trigger, carried), 0)
            carried = when if trigger.kind == "past" else carried
            said_in = ground.statement_of(trigger)
            modality = find_modality(sentence, trigger, when, published, said_in)
            if _is_only_talked_of(sentence, trigger, when, modality, said_in):
                continue
            yield Mention(sentence, trigger, trigger.type, when, modality, age_days(when, published), distance)


def _day_distance(sentence: Sentence, times: list[PlacedTime], trigger: Trigger) -> int | None:
    found = find_when(sentence, trigger, (), times)
    return found[1] if found else None


def _is_only_asked_for(trigger: Trigger, following: Trigger | None) -> bool:
    """A demand whose object is a happening is told by that: `يدعو إلى إضراب`."""
    return (
        trigger.type == "REQUEST"
        and following is not None
        and following.type != "REQUEST"
        and following.at - trigger.at <= ASKED_REACH
    )


def _day_carried_on(trigger: Trigger, carried: TimeValue | None) -> TimeValue | None:
    """The day of the past verb before, for one that و joins to it: `اقتحموا الجمعة المبنى وأضرموا النار فيه`."""
    return carried if trigger.kind == "past" and trigger.proclitic == "و" else None


def _is_only_talked_of(
    sentence: Sentence, trigger: Trigger, when: TimeValue | None, modality: str, said_in: Statement | None
) -> bool:
    """A noun in an opinion, an accusation or a demand, that is not itself what is demanded: a topic, not a happening."""
    if said_in is None or when is not None or trigger.kind != "noun" or sentence.part == "title":
        return False
    return said_in.act in ("opine", "accuse") or (said_in.act == "request" and modality != "requested")


def _lacks_day(ground: _Ground, mention: Mention) -> bool:
    """Whether it is news of the title, told as done by the outlet itself, without a day of its own."""
    return (
        mention.sentence.part == "title"
        and mention.day is None
        and mention.modality == "actual"
        and (not mention.trigger.definite or mention.trigger.at == 0)
        and ground.statement_of(mention.trigger) is None
    )


def _day_of_lead(ground: _Ground) -> TimeValue | None:
    lead = next((sentence for sentence in ground.reading.sentences if sentence.part == "body"), None)
    return news_day(ground.times_of(lead), ground.reading.article.published.day) if lead else None


def _event(ground: _Ground, mention: Mention, main: bool) -> Event:
    trigger = mention.trigger
    said_in = ground.statement_of(trigger)
    told = (mention, *mention.told)
    return Event(
        id=stable_id(ground.reading.article.page_sha256, "event", trigger.start, trigger.end),
        type=mention.type,
        trigger=ground.reading.words(trigger.start, trigger.end),
        when=mention.when,
        places=_places(ground, told),
        actors=_actors(ground, told),
        figures=_figures(ground, told),
        said_in=said_in.id if said_in else None,
        modality=mention.modality,
        main=main,
        certainty=None,
    )


def _places(ground: _Ground, told: tuple[Mention, ...]) -> tuple[Place, ...]:
    by_name: dict[str, Place] = {}
    for mention in told:
        if mention is not told[0] and mention.sentence.part == "body" and not mention.in_lead:
            continue  # what is retold far below may look back at other places
        for place in find_places(mention.sentence, mention.trigger, ground.entities):
            by_name.setdefault(place.entity or place.text, place)
    return tuple(by_name.values())


def _actors(ground: _Ground, told: tuple[Mention, ...]) -> tuple[Actor, ...]:
    every = (find_actors(m.sentence, m.trigger, ground.entities, ground.reading.page_text) for m in told)
    return next((actors for actors in every if actors), ())


def _figures(ground: _Ground, told: tuple[Mention, ...]) -> tuple[Figure, ...]:
    by_kind: dict[str, Figure] = {}
    for mention in told:
        counted = ground.figures_of(mention.sentence)
        first = bisect_left(counted, mention.trigger.at - FIGURE_REACH, key=lambda one: one.at)
        for one in counted[first : first + 2 * FIGURE_REACH]:
            near = abs(one.at - mention.trigger.at) <= FIGURE_REACH
            if near and told[0].type in BEARERS.get(one.figure.kind, ()):
                by_kind.setdefault(one.figure.kind, one.figure)
    return tuple(by_kind.values())
