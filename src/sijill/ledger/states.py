"""How an event is reported, and which of all reports a line goes by."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.ledger.asof import latest_day
from sijill.ledger.merge import Mention
from sijill.ledger.sources import publication_order
from sijill.model.graph import Evidence, ModalityReport
from sijill.model.records import Modality

__all__ = ["list_modalities", "state_of"]

_MODALITIES: tuple[Modality, ...] = ("actual", "denied", "planned", "requested", "possible")


def state_of(mention: Mention) -> Modality:
    """How the article reports it: what it tells of a day after its own publication has yet to come, however it is told."""
    kind = mention.event.modality
    published = latest_day(mention.article)
    if kind == "actual" and published and mention.earliest and mention.earliest > published:
        return "planned"
    return kind


def list_modalities(mentions: Sequence[Mention]) -> tuple[ModalityReport, ...]:
    """How each article reports the event, the way that heads the line first.

    Done leads where as many texts tell it so as tell it otherwise from that day on: what was planned or feared before it was
    done does not count against it, what is still asked for or denied afterwards does.  Else the commonest way leads.
    """
    leading: dict[int, Mention] = {}
    for mention in sorted(mentions, key=_leading):
        leading.setdefault(id(mention.article), mention)
    told = sorted(leading.values(), key=_order)
    found: dict[Modality, list[Evidence]] = {}
    for mention in told:
        found.setdefault(state_of(mention), []).append(mention.words)
    done = _stands_as_done(told)
    order = sorted(
        found,
        key=lambda kind: (kind != "actual" if done else kind == "actual", -len(found[kind]), _MODALITIES.index(kind)),
    )
    return tuple(ModalityReport(kind, tuple(found[kind])) for kind in order)


def _stands_as_done(told: Sequence[Mention]) -> bool:
    done = {mention.group for mention in told if state_of(mention) == "actual"}
    if not done:
        return False
    since = min(latest_day(mention.article) or "9999" for mention in told if mention.group in done)
    undone = {m.group for m in told if state_of(m) != "actual" and (latest_day(m.article) or "9999") >= since}
    return len(done) >= len(undone - done)


def _leading(mention: Mention) -> tuple[object, ...]:
    return not mention.event.main, not mention.in_title, state_of(mention) != "actual", *_order(mention)


def _order(mention: Mention) -> tuple[object, ...]:
    return (*publication_order(mention.article), mention.event.trigger.start, mention.event.id)
