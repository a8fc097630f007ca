"""Which words of the weaker rows tell a happening: where a clause tells its news by them, or a light verb governs them.

Right of added on tune and the sample: behind a light verb 8 of 12, heads of titles and leads 3 of 6, dated verbs 13 of
23; trigger F1 .654 -> .669 and .466 -> .533.  Verbal nouns joined to another by و added nothing but errors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from sijill.annotate.events.triggers import BARE, WEAK, Trigger
from sijill.model.reading import Sentence, Token
from sijill.text.fold import fold_text
from sijill.text.inflect import past_forms, present_forms
from sijill.text.lexicon import load_rows

__all__ = ["is_governed", "keep_if_told"]

LIGHT_REACH = 6  # tokens from a light verb over its subject to the verbal noun
OBJECT_REACH = (
    7  # tokens from a verb of the wide list to a trigger that tells the happening better: "تعقد اللجنة اجتماعها"
)
DAY_REACH = 5  # distance (see timing) at which a day is a verb's own
_MARKS = frozenset('،,.؛:!؟?…()[]"«»“”')
_BEHIND = frozenset("الى على في عن من".split())
_NO_NEWS = frozenset("ما لا لم لن ان".split())


def keep_if_told(
    sentence: Sentence, triggers: Sequence[Trigger], day_distance: Callable[[Trigger], int | None]
) -> list[Trigger]:
    """The triggers that count: all strong ones, a weak one in a title or at the head of the lead, and of the wide list
    the verb by which a title, a lead or a dated clause tells its news, and the verbal noun behind a light verb.
    """
    strong = frozenset(trigger.at for trigger in triggers if trigger.strength > WEAK)
    kept = []
    for trigger in triggers:
        if trigger.strength > WEAK or is_governed(sentence.tokens, trigger):
            kept.append(trigger)
        elif _heads_news(sentence, trigger):
            if trigger.strength == WEAK or _tells_alone(sentence, trigger, strong):
                kept.append(trigger)
        elif trigger.kind != "noun" and _tells_alone(sentence, trigger, strong):
            distance = day_distance(trigger)
            if distance is not None and distance <= DAY_REACH:
                kept.append(trigger)
    return kept


def _heads_news(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether it stands where an article puts its news: the title, or the head of a sentence of the lead."""
    if trigger.strength == BARE and trigger.kind == "noun":
        return False
    return sentence.part == "title" or (sentence.block == 0 and trigger.at < 2)


def _tells_alone(sentence: Sentence, trigger: Trigger, strong: frozenset[int]) -> bool:
    """Whether nothing near tells the happening better: no other trigger in its title, none that could be its object."""
    tokens = sentence.tokens
    if trigger.at and tokens[trigger.at - 1].norm in _NO_NEWS:
        return False
    if sentence.part == "title":
        return not strong
    for at in range(trigger.at + 1, min(len(tokens), trigger.at + 1 + OBJECT_REACH)):
        if tokens[at].norm in _MARKS:
            return True
        if at in strong:
            return False
    return True


def is_governed(tokens: tuple[Token, ...], trigger: Trigger) -> bool:
    """Whether a light verb before it leads up to it: `قرر المجلس تمديد`, `تعهد بإنجاز`, `أدى إلى غمر`."""
    if trigger.kind != "noun" or trigger.definite or trigger.proclitic not in ("", "ب", "ل"):
        return False
    before = tokens[trigger.at - 1].norm if trigger.at else ""
    join = trigger.proclitic or (before if before in _BEHIND else "np")
    last = trigger.at - (join == before)
    for at in range(last - 1, max(-1, last - 1 - LIGHT_REACH), -1):
        if tokens[at].norm in _MARKS:
            return False
        joins = _light_verbs().get(tokens[at].norm)
        if joins:
            return join in joins
    return False


@cache
def _light_verbs() -> dict[str, frozenset[str]]:
    """How each form of a light verb joins what it leads up to."""
    found: dict[str, frozenset[str]] = {}
    for verb, joins in load_rows("light_verbs"):
        past, _, present = verb.partition(" ")
        forms = frozenset({fold_text(past)}) if not present else past_forms(past).free if past != "-" else frozenset()
        forms |= present_forms(present).free if present.strip("-") else frozenset()
        for form in forms:
            for proclitic in ("", "و", "ف"):
                known = found.get(proclitic + form, frozenset())
                found[proclitic + form] = known | frozenset(fold_text(joins).split())
    return found
