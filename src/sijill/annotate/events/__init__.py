"""Events of an article: what happened, or is planned, denied, demanded or only possible."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from sijill.annotate.events.candidates import find_candidates
from sijill.annotate.events.dating import choose_day, offer_days
from sijill.annotate.events.decide import choose_events
from sijill.annotate.events.figures import BEARERS
from sijill.annotate.events.ground import Ground, open_ground
from sijill.annotate.events.heard import Hearing, hear_article
from sijill.annotate.events.mentions import Mention, main_mention, merge_mentions
from sijill.annotate.events.moods import features_of_modality, tell_modality
from sijill.annotate.events.roles import find_actors, find_places
from sijill.annotate.events.surroundings import look_around
from sijill.annotate.events.timing import age_days
from sijill.model.reading import Reading
from sijill.model.records import Actor, Event, Figure, Place, stable_id

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
    mentions = merge_mentions(list(_read_mentions(ground, heard)))
    main = main_mention(mentions)
    events = [_event(ground, mention, at == main) for at, mention in enumerate(mentions)]
    return tuple(sorted(events, key=lambda event: event.trigger.start))


def _read_mentions(ground: Ground, heard: Hearing | None) -> Iterator[Mention]:
    published = ground.reading.article.published.day
    for candidate, triggers_at, own, near, around in look_around(
        ground, choose_events(ground, find_candidates(ground), heard)
    ):
        sentence, trigger = candidate.sentence, candidate.trigger
        start = candidate.token_start
        moods = heard.mood_scores(start) if heard else None
        modality = tell_modality(features_of_modality(ground, candidate, own), moods)
        if published is None:  # the weights were learned where it is known
            when, distance = around.carried or own, near
        else:
            offer = choose_day(offer_days(ground, candidate, triggers_at, modality, around), in_lead=sentence.in_lead)
            when, distance = offer.when, offer.distance
        about = heard.weight_as_main(start) if heard else 0.0
        age = age_days(when, published)
        yield Mention(sentence, trigger, trigger.type, when, modality, age, distance, heard=about)


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
        for place in find_places(mention.sentence, mention.trigger, ground.entities, ground.cues):
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
