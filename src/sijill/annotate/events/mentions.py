"""Mentions of one article brought together: a happening told in the title and again in the lead is one event."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from sijill.annotate.events.lexicon import lexeme_of, word_forms
from sijill.annotate.events.triggers import BARE, PLAIN, PREPOSITIONS, TOPICAL, WEAK, Trigger
from sijill.model.reading import Sentence
from sijill.model.records import EventType, Modality
from sijill.model.time import TimeValue

CAUSE_REACH = 16  # tokens from a killing to what caused it, in one sentence
QUALIFIER_REACH = 5  # tokens from a noun to the verb of its relative clause
FEW = 16  # earlier events that a mention is held against, and retellings that one keeps: bounds the work on any text
FAR_DAY = 4  # a day so many tokens nearer to its trigger overrides another mention's: when .725 -> .752 (tune)
LONG_AGO_DAYS = 14  # what lies further back is not the news that an undated mention tells
_CAUSING = frozenset("في اثر جراء خلال بعد نتيجة عقب".split())
_OTHER = frozenset("اول اخر اخرى ثان ثاني ثانية جديد جديدة سابق سابقة مماثل مماثلة اخرين".split())
_MARKS = frozenset("،,.؛:!؟?…")

SECOND_IN_TITLE = 0.5  # main event's type on tune: .833 at 0, .850 at 0.5, .833 at 1
OUT_OF_LEAD = -2  # what stands below the lead is seldom what an article is about: .783 -> .833 (tune)
_SETTINGS = frozenset("مباراة المباراة مباراته مباراتها مباريات اللقاء لقاء مواجهة المواجهة موقعة".split())
LATER_IN_TITLE = 0.8  # no effect on tune or sample; of 50 ANT titles read, two mended, none harmed
_SUBORDINATING = frozenset("اذا بعد قبل ان منذ عقب اثر خلال رغم بسبب الذي التي".split())

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
    distance: int = 0
    """How far the words of its day stand from the trigger (see `find_when`)."""
    told: tuple[Mention, ...] = ()
    heard: float = 0.0
    """What the encoder adds to its weight as the event that the article is about."""

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
    by_lexeme: dict[int, list[int]] = {}
    by_type: dict[EventType, list[int]] = {}
    for mention in _absorb_in_sentence(mentions):
        alike = by_lexeme.setdefault(mention.trigger.lexeme, [])
        near = by_type.setdefault(mention.type, [])[:FEW] if _points_back(mention) else []
        candidates = sorted({*alike[:FEW], *alike[-FEW:], *near})
        place = next((at for at in candidates if _same_event(kept[at], mention)), None)
        if place is not None:
            kept[place] = _join(kept[place], mention)
            continue
        for lexeme in {mention.trigger.lexeme, *(told.trigger.lexeme for told in mention.told)}:
            by_lexeme.setdefault(lexeme, []).append(len(kept))
        by_type.setdefault(mention.type, []).append(len(kept))
        kept.append(mention)
    return _type_killings(kept)


def _join(first: Mention, again: Mention) -> Mention:
    same_word = first.trigger.lexeme == again.trigger.lexeme
    retold = same_word and first.sentence.part == "title" and again.sentence.block == 0 and not again.trigger.proclitic
    modality = again.modality if retold and first.trigger.kind != "past" else first.modality
    may_date = again.in_lead or not (first.in_lead or first.sentence.part == "title")
    better = again.day and (not first.day or again.distance + FAR_DAY <= first.distance)
    nearer = again if better and may_date else first
    return replace(
        first,
        when=nearer.when,
        age=nearer.age,
        distance=nearer.distance,
        modality=modality,
        told=(*first.told, again, *again.told)[:FEW],
    )


def _absorb_in_sentence(mentions: Sequence[Mention]) -> list[Mention]:
    """Without the deaths told with what caused them (`مقتل جنديين في هجوم`) and verbs that only qualify (`هجوم استهدف`)."""
    left: list[Mention] = []
    for mention in mentions:
        before = left[-1] if left else None
        gap = mention.trigger.at - before.trigger.at if before and before.sentence is mention.sentence else None
        if before is None or gap is None:
            left.append(mention)
        elif gap <= CAUSE_REACH and _is_killing(before) and not _is_killing(mention) and _is_cause(mention):
            left[-1] = _join(mention, before)
        elif _depends(before, mention, gap) or (gap <= QUALIFIER_REACH and _qualifies(before, mention)):
            left[-1] = _join(before, mention)
        else:
            left.append(mention)
    return left


def _is_cause(mention: Mention) -> bool:
    trigger = mention.trigger
    if trigger.kind != "noun" or trigger.definite or mention.type not in ("ASSAULT", "DISASTER"):
        return False
    before = {token.norm for token in mention.sentence.tokens[max(0, trigger.at - 3) : trigger.at]}
    return "ب" in trigger.proclitic or not before.isdisjoint(_CAUSING)


def _qualifies(noun: Mention, verb: Mention) -> bool:
    """Whether a verb only says more about the noun before it: `هجوم استهدف`, `الهجوم الذي ضرب`."""
    same = noun.type == verb.type or {noun.type, verb.type} <= {"ASSAULT", "DEATH", "DISASTER"}
    same = same or verb.trigger.lexeme == lexeme_of("استهدف")  # "sanctions that target"
    if not (same and noun.trigger.kind == "noun" and verb.trigger.kind != "noun" and not verb.trigger.proclitic):
        return False
    between = [token.norm for token in noun.sentence.tokens[noun.trigger.at + 1 : verb.trigger.at]]
    return "الذي" in between or "التي" in between or not any(norm in _MARKS for norm in between)


def _depends(noun: Mention, inner: Mention, gap: int) -> bool:
    """Whether a noun only says of what the one before it is: `ارتفاع عدد القتلى`, `ارتفاع العجز`."""
    if gap > 2 or noun.type != inner.type or noun.trigger.kind != "noun" or inner.trigger.kind != "noun":
        return False
    before = noun.sentence.tokens[inner.trigger.at - 1].norm
    return not inner.trigger.proclitic and before not in PREPOSITIONS and before not in _MARKS


def _is_killing(mention: Mention) -> bool:
    return mention.trigger.lexeme == lexeme_of("مقتل") and mention.type in ("ASSAULT", "DEATH")


def _type_killings(mentions: list[Mention]) -> list[Mention]:
    """Killings as DEATH where the article tells beside them what they died of, as ASSAULT where they are all there is."""
    causes = [m for m in mentions if not _is_killing(m) and (m.sentence.part == "title" or m.in_lead)]
    disaster = any(cause.type == "DISASTER" for cause in causes)
    assaults = [cause for cause in causes if cause.type == "ASSAULT"]
    titled = any(assault.sentence.part == "title" for assault in assaults)
    beside = {id(assault.sentence) for assault in assaults}

    def is_outcome(mention: Mention) -> bool:
        if not (mention.type == "ASSAULT" and mention.trigger.kind == "noun" and _is_killing(mention)):
            return False
        return disaster or id(mention.sentence) in beside or (titled and mention.sentence.part != "title")

    return [replace(mention, type="DEATH") if is_outcome(mention) else mention for mention in mentions]


def _same_event(earlier: Mention, later: Mention) -> bool:
    if earlier.type == later.type and _is_setting(later):
        return True
    if earlier.sentence is later.sentence or not _days_agree(earlier, later) or not _numbers_agree(earlier, later):
        return False
    if any(_is_killing(mention) for mention in (earlier, *earlier.told)) and _is_killing(later):
        return True
    if _is_another(later):
        return False
    if min(earlier.trigger.strength, later.trigger.strength) <= BARE:
        return earlier.trigger.lexeme == later.trigger.lexeme
    if later.modality == "requested" != earlier.modality:
        return False
    return earlier.trigger.lexeme == later.trigger.lexeme or (earlier.type == later.type and _points_back(later))


def _points_back(mention: Mention) -> bool:
    """Whether a noun of the lead points to what was told: `استهدف الهجوم`, `أدى هذا القصف`.

    Of the definite nouns in leads whose type was told before, 7 of 27 were events of their own; of those whose type was
    not, 12 of 14 (tune and sample).
    """
    return _is_setting(mention) or (mention.in_lead and mention.trigger.definite and mention.type != "OTHER")


def _is_setting(mention: Mention) -> bool:
    """Whether it only says at which match what was told of took place: `فاز في مباراة`."""
    if mention.type != "SPORT" or mention.trigger.kind != "noun" or not mention.trigger.at:
        return False
    tokens = mention.sentence.tokens
    leans = tokens[mention.trigger.at - 1].norm in PREPOSITIONS or "ب" in mention.trigger.proclitic
    return (
        leans
        and mention.in_lead
        and tokens[mention.trigger.at].norm.removeprefix(mention.trigger.proclitic) in _SETTINGS
    )


def _days_agree(earlier: Mention, later: Mention) -> bool:
    """Whether the days do not part them; what is told without a day is the news, and not what was weeks ago."""
    if earlier.day and later.day and later.distance + FAR_DAY <= earlier.distance:
        return True  # the earlier one had its day from afar
    if earlier.day and later.day:
        return earlier.day.startswith(later.day[:10]) or later.day.startswith(earlier.day[:10])
    return not (later.day and later.age is not None and later.age > LONG_AGO_DAYS) or earlier.sentence.block > 1


def _is_another(mention: Mention) -> bool:
    """`زلزال آخر`, `هجوم سابق`: one that was not told of yet."""
    following = mention.sentence.tokens[mention.trigger.at + 1 : mention.trigger.at + 3]
    return mention.trigger.kind == "noun" and any(token.norm in _OTHER for token in following)


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
    titled = [at for at, mention in enumerate(mentions) if mention.sentence.part == "title"]
    later = frozenset(titled[1:])
    return max(range(len(mentions)), key=lambda at: (_weight(mentions[at]) - SECOND_IN_TITLE * (at in later), -at))


def _weight(mention: Mention) -> float:
    """How likely an article is about a mention; set by hand on tune (main event's type .850; sample .625)."""
    trigger, tokens = mention.trigger, mention.sentence.tokens
    weight = mention.heard
    weight += 0.0 if mention.sentence.part == "title" or mention.in_lead else OUT_OF_LEAD
    if mention.sentence.part == "title":
        weight += 4
        weight += 1 if trigger.kind != "noun" else 0
        weight -= 1.5 if any(token.norm == ":" for token in tokens[trigger.at + 1 : trigger.at + 5]) else 0
        weight -= LATER_IN_TITLE if any(token.norm in _SUBORDINATING for token in tokens[: trigger.at]) else 0
    elif mention.in_lead:
        weight += 2 if mention.sentence.block == 0 else 1
    if trigger.kind == "noun":
        leaning = trigger.definite or trigger.proclitic or (trigger.at and tokens[trigger.at - 1].norm in PREPOSITIONS)
        weight -= 1.5 if leaning else 0
    weight += sum(1.0 for told in mention.told[:2])
    weight += {BARE: -2, WEAK: -1.5, PLAIN: 0.5, TOPICAL: 1}.get(
        trigger.strength, 0.7 if trigger.strength > WEAK else -2
    )
    weight += 0.5 if mention.type != "OTHER" else -0.5
    weight += 0.5 if mention.day else 0
    return weight
