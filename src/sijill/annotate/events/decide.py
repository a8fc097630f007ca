"""What becomes of the candidates of an article: which are events, and of which type."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from sijill.annotate.events.candidates import Candidate
from sijill.annotate.events.ground import Ground
from sijill.annotate.events.kinds import features_of_article, features_of_type
from sijill.annotate.events.triggers import BARE
from sijill.annotate.events.weights import logit, softmax

KEEP_FROM = -1.0

__all__ = ["choose_events"]


def choose_events(ground: Ground, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that report an event, each trigger with the type the weights give it."""
    kept = [candidate for candidate in candidates if logit("keep", candidate.features) > KEEP_FROM]
    article = features_of_article(candidates) if kept else []
    return [_typed(ground, candidate, article) for candidate in kept]


def _typed(ground: Ground, candidate: Candidate, article: list[str]) -> Candidate:
    if candidate.trigger.strength > BARE:
        return candidate
    scores = softmax("type", chain(features_of_type(ground, candidate), article))
    best = max(scores, key=scores.__getitem__)
    candidate.trigger = candidate.trigger._replace(type=best)  # type: ignore[arg-type]
    return candidate
