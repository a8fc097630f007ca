"""Mentions of one article brought together: a happening told in the title and again in the lead is one event."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sijill.annotate.events.triggers import PLAIN, TOPICAL, WEAK, Trigger
from sijill.model.reading import Sentence
from sijill.model.records import EventType, Modality
from sijill.model.time import TimeValue

__all__ = ["Mention", "main_mention", "merge_mentions"]


class Mention(Struct, frozen=True):
    """A trigger in its sentence, with its day and modality; `told` are later mentions of the same happening."""

    sentence: Sentence
    trigger: Trigger
    type: EventType
    when: TimeValue | None
    modality: Modality
    told: tuple[Mention, ...] = ()

    @property
    def in_lead(self) -> bool:
        """Whether it stands in the first two paragraphs."""
        return self.sentence.part == "body" and self.sentence.block < 2

    @property
    def day(self) -> str | None:
        """The value of its time, where it has one."""
        return self.when.value if self.when else None


def merge_mentions(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that tell a happening again; the first stays, with a day that a later one gives."""
    kept: list[Mention] = []
    for mention in mentions:
        place = next((at for at, earlier in enumerate(kept) if _same_event(earlier, mention)), None)
        if place is None:
            kept.append(mention)
            continue
        first = kept[place]
        kept[place] = Mention(
            first.sentence, first.trigger, first.type, first.when or mention.when, first.modality,
            (*first.told, mention),
        )  # fmt: skip
    return kept


def _same_event(earlier: Mention, later: Mention) -> bool:
    if earlier.type != later.type or earlier.sentence is later.sentence:
        return False
    if not _days_agree(earlier.day, later.day):
        return False
    if earlier.trigger.lexeme == later.trigger.lexeme:
        return True
    return later.trigger.definite and later.when is None and _generic(later)


def _generic(mention: Mention) -> bool:
    return mention.trigger.kind == "noun"


def _days_agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other[:10]) or other.startswith(one[:10])


def main_mention(mentions: Sequence[Mention]) -> int | None:
    """Which mention the article is about: the first good one of the title that the lead tells again, or the nearest to that."""
    if not mentions:
        return None
    return max(range(len(mentions)), key=lambda at: (_weight(mentions[at]), -at))


def _weight(mention: Mention) -> float:
    weight = 0.0
    if mention.sentence.part == "title":
        weight += 4
    elif mention.in_lead:
        weight += 2 if mention.sentence.block == 0 else 1
    weight += sum(1.0 for told in mention.told[:2])
    weight += {WEAK: -2.5, PLAIN: 0.5, TOPICAL: 1}.get(mention.trigger.strength, 0.7)
    weight += 0.5 if mention.type != "OTHER" else -0.5
    weight += 0.5 if mention.day else 0
    return weight
