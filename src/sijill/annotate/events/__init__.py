"""Events of an article: what happened, or is planned, denied, demanded or only possible."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from sijill.annotate.events.candidates import find_candidates
from sijill.annotate.events.decide import choose_events
from sijill.annotate.events.figures import BEARERS
from sijill.annotate.events.ground import Ground, open_ground
from sijill.annotate.events.heard import Hearing, hear_article
from sijill.annotate.events.mentions import Mention, main_mention, merge_mentions
from sijill.annotate.events.modality import find_modality
from sijill.annotate.events.roles import find_actors, find_places
from sijill.annotate.events.timing import age_days, counted_from, find_when, news_day
from sijill.annotate.events.triggers import Trigger
from sijill.model.reading import Reading
from sijill.model.records import Actor, Event, Figure, Place, stable_id
from sijill.model.time import TimeValue

__all__ = ["find_events", "find_events_by_weights"]

FIGURE_REACH = 8  # tokens from a trigger to the word its figure counts


def find_events(reading: Reading) -> tuple[Event, ...]:
    """The events of an article, in the order of the page, by learned weights and the encoder; one of them is the main one.

    An event is told by its first trigger; what later mentions add (a day, a place, a count) is kept with it.
    Events without a day of their own have `when` null: none is invented.
    """
    return _find(reading, hear_article(reading))


def find_events_by_weights(reading: Reading) -> tuple[Event, ...]:
    """The same without the encoder."""
    return _find(reading, None)


def _find(reading: Reading, heard: Hearing | None) -> tuple[Event, ...]:
    ground = open_ground(reading)
    lead_day = _day_of_lead(ground)
    mentions = merge_mentions(list(_read_mentions(ground, lead_day, heard)))
    mentions = [replace(m, when=lead_day) if lead_day and _lacks_day(ground, m) else m for m in mentions]
    main = main_mention(mentions)
    events = [_event(ground, mention, at == main) for at, mention in enumerate(mentions)]
    return tuple(sorted(events, key=lambda event: event.trigger.start))


def _read_mentions(ground: Ground, lead_day: TimeValue | None, heard: Hearing | None) -> Iterator[Mention]:
    published = ground.reading.article.published.day
    chosen = choose_events(ground, find_candidates(ground), heard)
    for _, group in groupby(chosen, key=lambda one: one.sentence.start):
        together = list(group)
        sentence, times = together[0].sentence, together[0].times
        triggers_at = {one.trigger.at for one in together}
        carried: TimeValue | None = None
        for one in together:
            trigger = one.trigger
            counted = counted_from(sentence, trigger, ground.times, times, lead_day)
            found_when = (counted, 0) if counted else find_when(sentence, trigger, triggers_at, times)
            when, distance = found_when or (_day_carried_on(trigger, carried), 0)
            carried = when if trigger.kind == "past" else carried
            modality = find_modality(sentence, trigger, when, published, ground.statement_of(trigger))
            yield Mention(sentence, trigger, trigger.type, when, modality, age_days(when, published), distance)


def _day_carried_on(trigger: Trigger, carried: TimeValue | None) -> TimeValue | None:
    """The day of the past verb before, for one that و joins to it: `اقتحموا الجمعة المبنى وأضرموا النار فيه`."""
    return carried if trigger.kind == "past" and trigger.proclitic == "و" else None


def _lacks_day(ground: Ground, mention: Mention) -> bool:
    """Whether it is news of the title, told as done by the outlet itself, without a day of its own."""
    return (
        mention.sentence.part == "title"
        and mention.day is None
        and mention.modality == "actual"
        and (not mention.trigger.definite or mention.trigger.at == 0)
        and ground.statement_of(mention.trigger) is None
    )


def _day_of_lead(ground: Ground) -> TimeValue | None:
    lead = next((sentence for sentence in ground.reading.sentences if sentence.part == "body"), None)
    return news_day(ground.times_of(lead), ground.reading.article.published.day) if lead else None


def _event(ground: Ground, mention: Mention, main: bool) -> Event:
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


def _places(ground: Ground, told: tuple[Mention, ...]) -> tuple[Place, ...]:
    by_name: dict[str, Place] = {}
    for mention in told:
        if mention is not told[0] and mention.sentence.part == "body" and not mention.in_lead:
            continue  # what is retold far below may look back at other places
        for place in find_places(mention.sentence, mention.trigger, ground.entities):
            by_name.setdefault(place.entity or place.text, place)
    return tuple(by_name.values())


def _actors(ground: Ground, told: tuple[Mention, ...]) -> tuple[Actor, ...]:
    every = (find_actors(m.sentence, m.trigger, ground.entities, ground.reading.page_text) for m in told)
    return next((actors for actors in every if actors), ())


def _figures(ground: Ground, told: tuple[Mention, ...]) -> tuple[Figure, ...]:
    by_kind: dict[str, Figure] = {}
    for mention in told:
        counted = ground.figures_of(mention.sentence)
        first = bisect_left(counted, mention.trigger.at - FIGURE_REACH, key=lambda one: one.at)
        for one in counted[first : first + 2 * FIGURE_REACH]:
            near = abs(one.at - mention.trigger.at) <= FIGURE_REACH
            if near and told[0].type in BEARERS.get(one.figure.kind, ()):
                by_kind.setdefault(one.figure.kind, one.figure)
    return tuple(by_kind.values())
