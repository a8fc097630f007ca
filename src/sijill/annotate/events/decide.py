"""What becomes of the candidates of an article: which are events, and of which type."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

from sijill.annotate.events.candidates import Candidate
from sijill.annotate.events.ground import Ground
from sijill.annotate.events.heard import Hearing
from sijill.annotate.events.kinds import features_of_article, features_of_type
from sijill.annotate.events.triggers import BARE, WEAK, drop_inner
from sijill.annotate.events.weights import logit, softmax

# Log-odds from which a word is an event: typed F1 on 159 articles of news kept apart .434 at -1, .442 at -0.7, .440 at -0.4.
KEEP_FROM = -0.7
# How much the likeliness of the type that the list gives a word with its company is multiplied by: of 2,052 matched events of
# news kept apart .747 have the right type where the list decides alone, .798 at 1, .802 at 1.65, .797 at 2.7 (2026-11).
LISTED = 2.7
BESIDE = 2  # tokens from a verb to the object that tells the same

__all__ = ["choose_events"]


def choose_events(ground: Ground, candidates: Sequence[Candidate], heard: Hearing | None = None) -> list[Candidate]:
    """The candidates that report an event, each trigger with the type the weights give it; `heard` has its say in both."""
    kept = [candidate for candidate in candidates if _log_odds(candidate, heard) > KEEP_FROM]
    article = features_of_article(candidates) if kept else []
    return [_typed(ground, candidate, article, heard) for candidate in _without_doubles(kept)]


def _log_odds(candidate: Candidate, heard: Hearing | None) -> float:
    learned = logit("keep", candidate.features)
    if heard is None:
        return learned
    return learned + heard.bonus(candidate.token_start, in_lead=candidate.sentence.in_lead)


def _without_doubles(together: list[Candidate]) -> list[Candidate]:
    """Of a verb and the object at its side, one: `تلقي القبض`, `يعقدان اجتماعا`; the rules say which."""
    dropped: set[int] = set()
    for one, following in pairwise(together):
        verb, noun = one.trigger, following.trigger
        met = verb.strength > WEAK and (noun.strength > WEAK or verb.reach == noun.at)
        if (
            met
            and one.sentence is following.sentence
            and verb.kind != "noun"
            and noun.kind == "noun"
            and noun.at - verb.at <= BESIDE
        ):
            left = {trigger.at for trigger in drop_inner([verb, noun])}
            dropped |= {candidate.trigger.start for candidate in (one, following) if candidate.trigger.at not in left}
    return [one for one in together if one.trigger.start not in dropped]


def _typed(ground: Ground, candidate: Candidate, article: list[str], heard: Hearing | None) -> Candidate:
    scores = softmax("type", chain(features_of_type(ground, candidate), article))
    if heard is not None:
        told = heard.type_chances(candidate.token_start)
        scores = {name: score * told[name] for name, score in scores.items()}
    if candidate.trigger.strength > BARE:
        scores[candidate.trigger.type] = scores.get(candidate.trigger.type, 0.0) * LISTED
    best = max(scores, key=scores.__getitem__)
    candidate.trigger = candidate.trigger._replace(type=best)  # type: ignore[arg-type]
    return candidate
