"""What became of a promise or plan: the later mentions that report it done, denied or called off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from sijill.ledger.asof import latest_day
from sijill.ledger.merge import Cluster, Mention, share_name
from sijill.ledger.sources import day_of, publication_order
from sijill.model.commitments import CommitmentState, Outcome
from sijill.text.lexicon import load_words, strip_proclitics
from sijill.text.tokens import tokenize

__all__ = ["Later", "Plan", "list_outcomes"]

OutcomeState = Literal["met", "withdrawn", "denied"]
_REACH = 5  # words between "called off" and what is


class Plan(NamedTuple):
    """A cluster of mentions with those that say it is still to come."""

    cluster: Cluster
    planned: list[Mention]


def list_outcomes(plans: Iterable[Plan], later: Later, *, made: str | None) -> tuple[Outcome, ...]:
    """What later articles report, the earliest first; each article's word on one state once."""
    found: dict[tuple[CommitmentState, int], tuple[tuple[object, ...], Outcome]] = {}
    for plan in plans:
        stems = {(m.event.type, m.stem) for m in plan.planned}
        same = {id(m) for m in plan.cluster.mentions}
        known = {(m.event.type, stem) for m in plan.planned for stem in plan.cluster.stems}
        for mention in [*plan.cluster.mentions, *later.near(stems | known, plan.cluster)]:
            if not _comes_after(mention, plan.planned, made):
                continue
            if id(mention) not in same and not _shares_names(mention, plan.cluster):
                continue
            state = later.state_of(mention)
            if state is None:
                continue
            why = "the same event" if id(mention) in same else "the same word and a common party or place"
            outcome = Outcome(state, mention.event.when or day_of(mention.article), why, mention.words)
            order = (*publication_order(mention.article), mention.event.trigger.start)
            found.setdefault((state, id(mention.article)), (order, outcome))
    return tuple(outcome for _, outcome in sorted(found.values(), key=lambda pair: pair[0]))


def _reported_state(mention: Mention) -> OutcomeState | None:
    if _is_called_off(mention):
        return "withdrawn"
    if mention.event.modality == "actual":
        return None if mention.inner else "met"  # `threatened to strike`: what is only spoken about is not done by that
    return "denied" if mention.event.modality == "denied" else None


def _comes_after(mention: Mention, planned: Sequence[Mention], made: str | None) -> bool:
    """Whether it was reported later than the plan and, where it is dated, did not happen before the plan was made."""
    if mention.event.modality == "actual" and mention.latest and made and mention.latest < made:
        return False
    reported = latest_day(mention.article)
    first = min((day for m in planned if (day := latest_day(m.article))), default=None)
    if any(mention.article is m.article for m in planned):
        return False
    return reported is not None and reported >= max(first or "", (made or "")[:10])


def _shares_names(mention: Mention, cluster: Cluster) -> bool:
    single = Cluster()
    single.add(mention)
    return share_name(single.places | single.actors, cluster.places | cluster.actors)


class Later:
    """All mentions, found by type, stem and a word of a name; what each reports is worked out once."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._found: dict[tuple[str, str, str], list[tuple[int, Mention]]] = defaultdict(list)
        self._states: dict[int, OutcomeState | None] = {}
        for number, mention in enumerate(mention for cluster in clusters for mention in cluster.mentions):
            single = Cluster()
            single.add(mention)
            for word in single.words():
                self._found[mention.event.type, mention.stem, word].append((number, mention))

    def near(self, stems: Iterable[tuple[str, str]], cluster: Cluster) -> list[Mention]:
        """The mentions of these types and stems that share a word of a name with the cluster."""
        words = cluster.words()
        near = {
            (stem, number): mention
            for stem in stems
            for word in words
            for number, mention in self._found.get((*stem, word), ())
        }
        return [near[key] for key in sorted(near)]

    def state_of(self, mention: Mention) -> OutcomeState | None:
        """What a mention reports of a plan."""
        if id(mention) not in self._states:
            self._states[id(mention)] = _reported_state(mention)
        return self._states[id(mention)]


def _is_called_off(mention: Mention) -> bool:
    """Whether a word right before the trigger says that it is off: `إلغاء الزيارة`, `أرجأ مجلس الوزراء التصويت`."""
    trigger = mention.event.trigger
    sentence = mention.passages.sentence_at(trigger.start, trigger.end, trigger.text)
    before = [token.norm for token in tokenize(sentence.words[: trigger.start - sentence.start])][-_REACH:]
    return any(form in load_words("withdrawal_words") for word in before for _, form in strip_proclitics(word))
