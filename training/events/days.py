"""Examples of days: the marked events of an article with the days on offer, and which of them it is."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.annotate.events.dating import offer_days
from sijill.annotate.events.moods import features_of_modality, tell_modality
from sijill.annotate.events.surroundings import look_around
from training.events.examples import ArticleExamples

# How much an event counts that is unmarked because it has no day, and one that has a time in its own sentence.  The second
# trades triggers for days: on 159 articles of news kept apart trigger F1 is .610 and `when` .770 at 0.3, .583 and .786 at 0.1; at
# 0.2 and more days that stand beside a happening far below the lead are no longer given.
UNMARKED, UNMARKED_BESIDE = 0.3, 0.1


def read_day_choices(article: ArticleExamples) -> Iterator[tuple[list[list[str]], int, float]]:
    """The features of every offer of an event, which offer is right, and how much that counts.

    Events whose day is not on offer are left out.  Below the lead of news only dated events are marked: the others that
    the rules see there have none.
    """
    row_of = {one.candidate.trigger.start: one.row for one in article.examples if one.row is not None}
    undated = {one.candidate.trigger.start for one in article.examples if one.undated}
    told = [one.candidate for one in article.examples if one.candidate.ruled or one.row is not None]
    for candidate, triggers_at, own, _, around in look_around(article.ground, told):
        row = row_of.get(candidate.trigger.start)
        if row is None and candidate.trigger.start not in undated:
            continue
        modality = tell_modality(features_of_modality(article.ground, candidate, own))
        offers = offer_days(article.ground, candidate, triggers_at, modality, around)
        values = [offer.when.value if offer.when else None for offer in offers]
        day = row["when"] if row else None
        if day in values:
            counts = 1.0 if row else UNMARKED_BESIDE if candidate.times else UNMARKED
            yield [offer.features for offer in offers], values.index(day), counts
