"""Modality: whether a happening is told as done, planned, denied, demanded or only possible."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, get_args

from sijill.annotate.events.triggers import Trigger
from sijill.model.reading import Sentence
from sijill.model.records import Modality, Statement
from sijill.model.time import TimeValue
from sijill.text.fold import fold_text
from sijill.text.inflect import past_forms, present_forms
from sijill.text.lexicon import load_rows, load_words

_ENDS = frozenset(".؛:!؟?…")
_NOT = frozenset("غير لا ولا لن ولن لم ولم ليس ليست".split())  # "not ready to", "does not intend"
_STILL = frozenset("يزال تزال يزالون تزل يزل نزال".split())  # لا يزال: "still"
_SUBJUNCTIVE = frozenset({"ان", "كي", "لكي"})  # أن before a verb in the present: not yet done
_COUNTED_FROM = frozenset({"قبل", "بعد", "منذ", "الى"})
DENIED_REACH = 80  # code points into what is denied
NEGATION_REACH = 3  # tokens from "no" to a plan: "لا توجد حاليا خطط لانسحاب"
FARTHER = 5  # tokens more for a demand before إلى, ب or ل: "دعا المجلس للمرة الثانية إلى إضراب"
_LETTERS = {"past": "v", "present": "p", "noun": "n"}
_ACTS: dict[str, Modality] = {"request": "requested", "commit": "planned", "warn": "possible"}


class _Cue(NamedTuple):
    modality: Modality
    reach: int
    kinds: str


@cache
def _cues(side: str) -> dict[str, _Cue]:
    """The cues that stand before a trigger (`""`) or after it (`"after-"`), by their folded words."""
    cues: dict[str, _Cue] = {}
    for modality, reach, kinds, words in load_rows("modality"):
        if modality.startswith("after-") == bool(side):
            name = modality.removeprefix("after-")
            assert name in get_args(Modality), modality
            cue = _Cue(name, int(reach), kinds)  # type: ignore[arg-type]
            cues |= {form: cue for word in words.split() for form in _forms(word)}
    return cues


def _forms(word: str) -> Iterator[str]:
    """A listed word folded, or the forms of a verb given as `past/present`, with pronouns."""
    past, slash, present = word.partition("/")
    if not slash:
        yield fold_text(word).replace("_", " ")
        return
    for forms in (past_forms(past) if past != "-" else None, present_forms(present)):
        if forms:
            yield from forms.free
            yield from (form + pronoun for form in forms.bound for pronoun in ("ه", "ها", "هم"))


def find_modality(
    sentence: Sentence, trigger: Trigger, when: TimeValue | None, published: str | None, statement: Statement | None
) -> Modality:
    """The modality of a trigger: from the verb itself, the nearest cue before it, its day, the statement it stands in."""
    norm = sentence.tokens[trigger.at].norm
    bare = norm[len(trigger.proclitic) :]
    by_cue = nearest_cue(sentence, trigger)
    if by_cue == "denied":
        return by_cue
    if trigger.kind == "present" and bare.startswith("س") and len(bare) > 4:
        return "planned"
    if trigger.kind == "past":
        return by_cue if by_cue == "possible" else "actual"
    if when and when.earliest and published and when.earliest > published and not _is_told_as_past(sentence, trigger):
        return by_cue if by_cue in ("requested", "possible") else "planned"
    if statement and _is_what_is_denied(statement, trigger):
        return "denied"
    if by_cue:
        return by_cue
    if trigger.kind == "noun" and (_has_purpose(trigger, bare) or _is_to_come(sentence, trigger)):
        return "planned"
    if (
        trigger.kind == "present"
        and _stands_behind(sentence, trigger, _SUBJUNCTIVE)
        and not _is_told_as_past(sentence, trigger)
    ):
        return "planned"
    if when and when.latest and published and when.latest < published:
        return "actual"
    return _ACTS.get(statement.act, "actual") if statement and not trigger.definite else "actual"


def nearest_cue(sentence: Sentence, trigger: Trigger) -> Modality | None:
    """The modality of the nearest cue that reaches the trigger, an adjective after it first."""
    tokens, letter = sentence.tokens, _LETTERS[trigger.kind]
    for distance, token in enumerate(tokens[trigger.at + 1 : trigger.at + 4], 1):
        cue = _cues("after-").get(token.norm)
        if cue and distance <= cue.reach and letter in cue.kinds:
            return cue.modality
    before = tokens[trigger.at - 1].norm if trigger.at else ""
    bound = before in ("ان", "بان")
    further = FARTHER if before == "الى" or bound or trigger.proclitic in ("ب", "ل") else 0
    cues = _cues("")
    for distance in range(1, 11):
        place = trigger.at - distance
        if place < 0 or tokens[place].norm in _ENDS:
            return None
        word = tokens[place].norm
        if word in _NOT and tokens[place + 1].norm in _STILL:
            continue
        pair = f"{word} {tokens[place + 1].norm}" if distance > 1 else word
        for form in (pair, word, word[1:] if word[:1] in "وفبل" else word):
            cue = cues.get(form)
            reach = cue.reach + (further if bound or cue.modality == "requested" else 0) if cue else 0
            if cue and distance <= reach and letter in cue.kinds:
                negated = cue.modality == "planned" and any(
                    token.norm in _NOT for token in tokens[max(0, place - NEGATION_REACH) : place]
                )
                return "denied" if negated else cue.modality
    return None


def _is_what_is_denied(statement: Statement, trigger: Trigger) -> bool:
    near = trigger.start - statement.content.start <= DENIED_REACH
    return statement.act == "deny" and near and trigger.kind == "noun" and not trigger.definite


def _stands_behind(sentence: Sentence, trigger: Trigger, words: frozenset[str]) -> bool:
    return trigger.at > 0 and sentence.tokens[trigger.at - 1].norm in words


def _is_told_as_past(sentence: Sentence, trigger: Trigger) -> bool:
    """`منذ قدومه`, `قبل أن تتدخل`: what a time is counted from has happened."""
    before = [token.norm for token in sentence.tokens[max(0, trigger.at - 2) : trigger.at]]
    return bool(before) and (before[-1] in ("منذ", "بعد", "عقب") or (before[-1] == "ان" and before[0] in _COUNTED_FROM))


def _has_purpose(trigger: Trigger, bare: str) -> bool:
    """`اتفاق لإعادة اللاجئين`: an agreement so that refugees be returned; not `تنديد لقصف`, `لمباراة`."""
    return (
        trigger.proclitic in ("ل", "ول") and not bare.startswith(("ل", "ال")) and bare not in load_words("no_purposes")
    )


def _is_to_come(sentence: Sentence, trigger: Trigger) -> bool:
    """`قمة … ستعقد`: the next verb after a noun is in the future."""
    following = sentence.tokens[trigger.at + 1 : trigger.at + 9]
    return any(token.norm in _future_verbs() for token in following)


@cache
def _future_verbs() -> frozenset[str]:
    return frozenset("سيعقد ستعقد سيجري ستجري سيتم ستتم سيبدا ستبدا ستكون سيكون ستقام سيقام ستنطلق سينطلق".split())
