"""Mentions of one article brought together: a happening told in the title and again in the lead is one event."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from sijill.annotate.events.triggers import PLAIN, PREPOSITIONS, TOPICAL, WEAK, Trigger, lexeme_of, word_forms
from sijill.model.reading import Sentence
from sijill.model.records import EventType, Modality
from sijill.model.time import TimeValue

CAUSE_REACH = 16  # tokens from a killing to what caused it, in one sentence
QUALIFIER_REACH = 5  # tokens from a noun to the verb of its relative clause
LONG_AGO_DAYS = 14  # what lies further back is not the news that an undated mention tells
_CAUSING = frozenset("في اثر جراء خلال بعد نتيجة عقب".split())
_MARKS = frozenset("،,.؛:!؟?…")

__all__ = ["Mention", "main_mention", "merge_mentions"]


class Mention(Struct, frozen=True):
    """A trigger in its sentence, with its day and modality; `told` are later mentions of the same happening."""

    sentence: Sentence
    trigger: Trigger
    type: EventType
    when: TimeValue | None
    modality: Modality
    age: int | None = None
    """Days from it to publication, where both are known."""
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
    """The mentions, in order, without those that tell a happening again; the first stays and takes what later ones add."""
    kept: list[Mention] = []
    for mention in _absorb_in_sentence(mentions):
        place = next((at for at, earlier in enumerate(kept) if _same_event(earlier, mention)), None)
        if place is None:
            kept.append(mention)
        else:
            kept[place] = _join(kept[place], mention)
    return [_type_of_killing(mention, kept) for mention in kept]


def _join(first: Mention, again: Mention) -> Mention:
    retold = first.sentence.part == "title" and again.sentence.block == 0 and not again.trigger.proclitic
    modality = (
        again.modality if retold and first.modality == "actual" and first.trigger.kind == "noun" else first.modality
    )
    return replace(first, when=first.when or again.when, modality=modality, told=(*first.told, again, *again.told))


def _absorb_in_sentence(mentions: Sequence[Mention]) -> list[Mention]:
    """Without the deaths told with what caused them (`مقتل جنديين في هجوم`) and verbs that only qualify (`هجوم استهدف`)."""
    left = list(mentions)
    at = 0
    while at < len(left) - 1:
        one, other = left[at], left[at + 1]
        gap = other.trigger.at - one.trigger.at
        if one.sentence is other.sentence and gap <= CAUSE_REACH:
            if _is_killing(one) and not _is_killing(other) and _is_cause(other):
                left[at : at + 2] = [_join(other, one)]
                continue
            if gap <= QUALIFIER_REACH and _qualifies(one, other):
                left[at : at + 2] = [_join(one, other)]
                continue
        at += 1
    return left


def _is_cause(mention: Mention) -> bool:
    trigger = mention.trigger
    if trigger.kind != "noun" or mention.type not in ("ASSAULT", "DISASTER"):
        return False
    before = {token.norm for token in mention.sentence.tokens[max(0, trigger.at - 3) : trigger.at]}
    return "ب" in trigger.proclitic or not before.isdisjoint(_CAUSING)


def _qualifies(noun: Mention, verb: Mention) -> bool:
    """Whether a verb only says more about the noun before it: `هجوم استهدف`, `الهجوم الذي ضرب`."""
    same = noun.type == verb.type or {noun.type, verb.type} <= {"ASSAULT", "DEATH", "DISASTER"}
    if not (same and noun.trigger.kind == "noun" and verb.trigger.kind != "noun" and not verb.trigger.proclitic):
        return False
    between = [token.norm for token in noun.sentence.tokens[noun.trigger.at + 1 : verb.trigger.at]]
    return "الذي" in between or "التي" in between or not any(norm in _MARKS for norm in between)


def _is_killing(mention: Mention) -> bool:
    return mention.trigger.lexeme == lexeme_of("مقتل") and mention.type in ("ASSAULT", "DEATH")


def _type_of_killing(mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """DEATH where the article tells beside it what they died of, ASSAULT where the killing is all there is."""
    if mention.type == "ASSAULT" and _is_killing(mention) and mention.trigger.kind == "noun":
        causes = (
            other for other in mentions if not _is_killing(other) and (other.sentence.part == "title" or other.in_lead)
        )
        if any(other.type == "DISASTER" or (other.type == "ASSAULT" and _nears(other, mention)) for other in causes):
            return replace(mention, type="DEATH")
    return mention


def _nears(one: Mention, other: Mention) -> bool:
    return one.sentence is other.sentence or (one.sentence.part == "title" and other.sentence.part != "title")


def _same_event(earlier: Mention, later: Mention) -> bool:
    if earlier.sentence is later.sentence or not _days_agree(earlier, later) or not _numbers_agree(earlier, later):
        return False
    if any(_is_killing(mention) for mention in (earlier, *earlier.told)) and _is_killing(later):
        return True
    if earlier.type != later.type:
        return False
    if earlier.trigger.lexeme == later.trigger.lexeme:
        return True
    return later.trigger.definite and later.when is None  # "the attack": one already told of


def _days_agree(earlier: Mention, later: Mention) -> bool:
    """Whether the days do not part them; what is told without a day is the news, and not what was weeks ago."""
    if earlier.day and later.day:
        return earlier.day.startswith(later.day[:10]) or later.day.startswith(earlier.day[:10])
    return not (later.day and later.age is not None and later.age > LONG_AGO_DAYS) or earlier.sentence.block > 1


def _numbers_agree(earlier: Mention, later: Mention) -> bool:
    """One attack is not "the two attacks"."""
    return _is_dual(earlier) == _is_dual(later)


def _is_dual(mention: Mention) -> bool:
    norm = mention.sentence.tokens[mention.trigger.at].norm
    return (
        mention.trigger.kind == "noun" and len(norm) > 5 and norm.endswith(("ين", "ان")) and norm[:-2] in word_forms()
    )


def main_mention(mentions: Sequence[Mention]) -> int | None:
    """Which mention the article is about: the first good one of the title that the lead tells again, or the nearest to that."""
    if not mentions:
        return None
    return max(range(len(mentions)), key=lambda at: (_weight(mentions[at]), -at))


def _weight(mention: Mention) -> float:
    """How likely an article is about a mention; the figures were set by hand on tune (main event's type .76 -> .85)."""
    trigger, tokens = mention.trigger, mention.sentence.tokens
    weight = 0.0
    if mention.sentence.part == "title":
        weight += 4
        weight += 1 if trigger.kind != "noun" else 0
        weight -= 1.5 if any(token.norm == ":" for token in tokens[trigger.at + 1 : trigger.at + 5]) else 0
    elif mention.in_lead:
        weight += 2 if mention.sentence.block == 0 else 1
    if trigger.kind == "noun":
        leaning = trigger.definite or trigger.proclitic or (trigger.at and tokens[trigger.at - 1].norm in PREPOSITIONS)
        weight -= 1.5 if leaning else 0
    weight += sum(1.0 for told in mention.told[:2])
    weight += {WEAK: -1.5, PLAIN: 0.5, TOPICAL: 1}.get(trigger.strength, 0.7)
    weight += 0.5 if mention.type != "OTHER" else -0.5
    weight += 0.5 if mention.day else 0
    return weight
