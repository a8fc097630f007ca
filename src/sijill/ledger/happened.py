"""When an event happened, from all that tell it: the span most texts agree on that no earlier report refutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sijill.ledger.asof import latest_day
from sijill.ledger.days import precision_of
from sijill.ledger.merge import Mention
from sijill.model.time import TimeValue

__all__ = ["when_of"]

Span = tuple[str, str]
FEW, ENOUGH = 6, 1.5  # texts from which a day, or a bound, needs that many votes: one that errs dates no crowd
SCATTERED = 0.25  # of all votes, under which no day is that of the event
SOFT = 0.5  # of a vote: the day of publication, which often is that of what was said of the event and not its own


def when_of(mentions: Sequence[Mention]) -> TimeValue:
    """The span with most votes, a text one; where none stands, the days the event must lie between and why it is open.

    A wider span votes for those within it, so ten articles that say June and one that says 3 July give June, and one that says
    the 7th of June makes it finer.  What was told as done before a day did not happen on it: a day goes where no fewer other
    texts told the event as done before than name it (`said on Wednesday of the disappearance` names the day of the saying).
    """
    votes = _votes(mentions)
    told = _told_by(mentions)
    standing = {span: by_text for span, by_text in votes.items() if not _is_refuted(span, by_text, told)}
    if standing:
        support = {span: sum(_weight(votes[wide]) for wide in standing if _lies_in(span, wide)) for span in standing}
        best = min(standing, key=lambda span: (-support[span], _width(span), span))
        if not _is_told(support[best], mentions) or _is_scattered(support[best], votes):
            return _open(mentions, list(told.values()))
        values = [m.event.when for m in mentions if (m.earliest, m.latest) == best and m.event.when is not None]
        return min(values, key=lambda when: (-len(when.value or ""), when.value or "", when.mod or ""))
    return _open(mentions, list(told.values()))


def _votes(mentions: Sequence[Mention]) -> dict[Span, dict[str, float]]:
    """Who gives each span: a text once, and by how much."""
    votes: dict[Span, dict[str, float]] = defaultdict(dict)
    for mention in mentions:
        if mention.earliest and mention.latest and precision_of(mention.event.when) != "open":
            span = mention.earliest, mention.latest
            weight = SOFT if span == (mention.article.published.day,) * 2 else 1.0
            votes[span][mention.group] = max(weight, votes[span].get(mention.group, 0.0))
    return votes


def _told_by(mentions: Sequence[Mention]) -> dict[str, str]:
    """The first day on which each text tells it as done; none where most texts tell of what is still to come."""
    told: dict[str, str] = {}
    for mention in mentions:
        day = latest_day(mention.article)
        if day and mention.event.modality == "actual":
            told[mention.group] = min(day, told.get(mention.group, day))
    to_come = {
        mention.group for mention in mentions if mention.event.modality in ("planned", "requested")
    } - told.keys()
    return told if len(told) >= len(to_come) else {}


def _is_refuted(span: Span, votes: Mapping[str, float], told: Mapping[str, str]) -> bool:
    return sum(day < span[0] for text, day in told.items() if text not in votes) >= len(votes)


def _weight(votes: Mapping[str, float]) -> float:
    return sum(votes.values())


def _is_told(votes: float, mentions: Sequence[Mention]) -> bool:
    """Whether enough of the texts tell it."""
    texts = len({mention.group for mention in mentions})
    return texts < FEW or votes >= ENOUGH


def _is_scattered(votes: float, all_votes: Mapping[Span, Mapping[str, float]]) -> bool:
    """Whether most texts tell other days than the one most tell: then many happenings are told, on many days."""
    total = sum(map(_weight, all_votes.values()))
    return total >= FEW and votes < total * SCATTERED


def _lies_in(span: Span, wide: Span) -> bool:
    return wide[0] <= span[0] and span[1] <= wide[1]


def _width(span: Span) -> int:
    return (date.fromisoformat(span[1]) - date.fromisoformat(span[0])).days


def _open(mentions: Sequence[Mention], told: Sequence[str]) -> TimeValue:
    """Bounded by what the texts say; what is reported as done was done by the day of the report."""
    begins = [m.earliest for m in mentions if m.earliest and not m.latest]
    ends = [m.latest for m in mentions if m.latest and not m.earliest]
    earliest = max(begins, default=None) if _is_told(len(begins), mentions) else None
    latest = min([*(ends if _is_told(len(ends), mentions) else ()), *told], default=None)
    if earliest and latest and earliest > latest:
        earliest = None
    whens = [m.event.when for m in mentions if m.event.when is not None and not (m.earliest and m.latest)]
    reason = next((when.reason for when in whens if when.reason), "vague" if whens else "not-stated")
    return TimeValue(None, None, earliest, latest, reason)
