"""What a speaker does by saying it: the cue's act, corrected by the words of the content."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import cast

from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.report import Report
from sijill.model.records import Act
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, load_words

# Where content words of several acts meet, the earlier of these wins.
_ORDER: tuple[Act, ...] = ("deny", "request", "warn", "accuse", "commit", "opine")

_ANNOUNCING = frozenset({"اعلن", "كشف", "قرر"})
# Futures that tell what will be, not what the speaker will do; without س and the letter of person.
_PREDICTING = frozenset(
    map(fold_text, "كون كونون ؤدي شكل ساهم ساهمان سهم عزز نمي جعل ظل بقى ؤثر حدث تم زيد رتفع نخفض عاني ضر حقق".split())
)
_LEAN = {"direct": 1, "mixed": 0, "indirect": -1}
_NEGATING = frozenset({"لا", "لن", "لم", "ليس", "ليست", "غير"})  # لا نخشى is no fear
_UNLESS = frozenset({("ما", "لم"), ("اذا", "لم"), ("ان", "لم"), ("حال", "لم"), ("حال", "عدم"), ("الا", "اذا")})
JUDGED = 3  # best act accuracy on the tune gold: 2 and 4 lose half a point to a point, 2026-11
MAY = 2  # weight of قد before a present: what may be
LOOKED_AT = 40  # tokens of a content that are weighed
_REACH = {"first": 3, "early": 8, "any": LOOKED_AT}  # where a word of `act_words` counts


@cache
def _words() -> dict[str, list[tuple[tuple[str, ...], Act, int]]]:
    by_first: dict[str, list[tuple[tuple[str, ...], Act, int]]] = {}
    for row in load_rows("act_words"):
        words = tuple(fold_text(row[0]).split())
        by_first.setdefault(words[0], []).append((words, cast(Act, row[1]), _REACH[row[2]]))
    return by_first


def find_act(report: Report) -> Act:
    """The act of a report: a telling verb takes the act that its content shows, any other keeps its own."""
    if report.act != "assert":
        return report.act
    if report.verb == "تبنى":
        return "assert"  # a claim of responsibility
    seen = _acts_of_words(report.passage, *report.content)
    if _commands(report):
        seen.add("request")
    if _coming_step(report):
        seen.add("warn" if _under_condition(report) else "commit")
    if _judges(report):
        seen.add("opine")
    return next((act for act in _ORDER if act in seen), "assert")


def _acts_of_words(passage: Passage, first: int, last: int) -> set[Act]:
    seen: set[Act] = set()
    for at in range(first, min(last, first + LOOKED_AT)):
        norm = passage.norms[at]
        for word in (norm, norm[1:]) if norm[0] in "وفلب" else (norm,):
            for words, act, reach in _words().get(word, ()):
                if at >= first + reach or passage.norms[at + 1 : at + len(words)] != words[1:]:
                    continue
                if act not in ("opine", "commit") or at == first or passage.norms[at - 1] not in _NEGATING:
                    seen.add(act)
    return seen


def _coming_step(report: Report) -> bool:
    """Whether the speaker tells of a coming step: `ستفتح`, `لن نسمح`, `أعلن إطلاق`; not of what will be or lead to."""
    passage, (first, last) = report.passage, report.content
    head = passage.norms[first].removeprefix("ب")
    if report.verb in _ANNOUNCING and report.opening.kind in ("np", "prep") and head in load_words("step_words"):
        return True
    for at in range(first, min(last, first + 5)):
        norm = passage.norms[at]
        if norm in ("سوف", "لن") and at + 1 < last:
            return passage.norms[at + 1][1:] not in _PREDICTING
        if norm[0] == "س" and len(norm) >= 5 and norm[1] in "يتن" and norm not in load_words("not_future"):
            return norm[2:] not in _PREDICTING
    return False


def _under_condition(report: Report) -> bool:
    """Whether a coming step hangs on what others do not do: `سننسحب ما لم تفتح الطرق`."""
    first, last = report.content
    norms = report.passage.norms[first : min(last, first + LOOKED_AT)]
    return any(pair in _UNLESS for pair in pairwise(norms))


def _commands(report: Report) -> bool:
    """Whether speech begins with a command or has one of `فليـ`: `أوقفوا القتال`, `فليرحل`."""
    first, last = report.content
    passage = report.passage
    head = passage.norms[first]
    if report.quote == "direct" and len(head) >= 5 and head.endswith("وا") and head[0] == "ا":
        return True
    return any(
        norm.startswith(("فلي", "فلت", "فلن")) and len(norm) >= 5 and passage.inside[at] >= 0
        for at, norm in enumerate(passage.norms[first : min(last, first + LOOKED_AT)], first)
    )


def _judges(report: Report) -> bool:
    """Whether the content is a judgement rather than an account: its words weighed, a quotation leaning to judgement."""
    first, last = report.content
    weights = _weights()
    score = _LEAN[report.quote]
    norms = report.passage.norms
    for at in range(first, min(last, first + LOOKED_AT)):
        norm = norms[at]
        score += MAY if norm in ("قد", "وقد") and at + 1 < last and norms[at + 1][0] in "يت" else 0
        score += weights.get(norm) or (weights.get(norm[1:], 0) if norm[0] in "ولفب" else 0)
    return score >= JUDGED


@cache
def _weights() -> dict[str, int]:
    return {fold_text(row[0]): int(row[1]) for row in load_rows("opinion_words")}
