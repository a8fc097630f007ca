"""How much of the story an event is: who tells it, how prominently, and for how long it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sijill.ledger.asof import latest_day
from sijill.ledger.merge import Mention
from sijill.ledger.sources import count_independent
from sijill.model.graph import ArticleKey, Origin
from sijill.model.records import Article

__all__ = ["salience_of"]

DAY = 0.5  # of a source: a further day on which the event is still told
INNER = 0.5  # of an event that nobody tells for itself, only what was said or done about it
UNDONE = 0.5  # of an event that no source tells as done


def salience_of(mentions: Sequence[Mention], origins: Mapping[ArticleKey, Origin] | None) -> float:
    """A point an independent source, one more for each whose main event or headline it is, half a point a further day.

    Days are those of publication, so an event that later articles look back on outweighs the news of one day.  Half of all that
    where nobody tells it as done.  The weights are plain choices, not learned: no gold says what is salient.
    """
    telling = _articles(mentions)
    leading = _articles(
        [mention for mention in mentions if mention.event.main or (mention.in_title and not mention.inner)]
    )
    days = {day for article in telling if (day := latest_day(article))}
    points = count_independent(telling, origins) + count_independent(leading, origins) + DAY * max(0, len(days) - 1)
    if all(mention.inner for mention in mentions):
        points *= INNER
    return points if any(mention.event.modality == "actual" for mention in mentions) else UNDONE * points


def _articles(mentions: Sequence[Mention]) -> list[Article]:
    return list({id(mention.article): mention.article for mention in mentions}.values())
