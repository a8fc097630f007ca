"""What a speaker does by saying it: the cue's act, corrected by the words of the content."""

from __future__ import annotations

from functools import cache
from typing import cast

from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.report import Report
from sijill.model.records import Act
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, load_words

_PLAIN = frozenset({"assert"})
# Where content words of several acts meet, the earlier of these wins.
_ORDER: tuple[Act, ...] = ("deny", "request", "warn", "accuse", "commit", "opine")


@cache
def _words() -> dict[str, list[tuple[tuple[str, ...], Act, bool]]]:
    by_first: dict[str, list[tuple[tuple[str, ...], Act, bool]]] = {}
    for row in load_rows("act_words"):
        words = tuple(fold_text(row[0]).split())
        by_first.setdefault(words[0], []).append((words, cast(Act, row[1]), row[2] == "first"))
    return by_first


def find_act(report: Report) -> Act:
    """The act of a report: a telling verb takes the act that its content shows, any other keeps its own."""
    if report.act not in _PLAIN:
        return report.act
    passage, (first, last) = report.passage, report.content
    seen: set[Act] = set()
    for at in range(first, min(last, first + 40)):
        norm = passage.norms[at]
        for word in (norm, norm[1:]) if norm[0] in "وفل" else (norm,):
            for words, act, early in _words().get(word, ()):
                if early and at > first + 2:
                    continue
                if len(words) == 1 or tuple(passage.norms[at + 1 : at + len(words)]) == words[1:]:
                    seen.add(act)
    if _own_step(passage, first, last, report):
        seen.add("commit")
    if _judges(report):
        seen.add("opine")
    return next((act for act in _ORDER if act in seen), "assert")


def _judges(report: Report) -> bool:
    """Whether the content is a judgement rather than an account: its words weighed, a quotation leaning to judgement."""
    first, last = report.content
    weights = _weights()
    score = sum(weights.get(norm, 0) for norm in report.passage.norms[first : min(last, first + 40)])
    return score + _LEAN[report.quote] >= JUDGED


@cache
def _weights() -> dict[str, int]:
    return {fold_text(row[0]): int(row[1]) for row in load_rows("opinion_words")}


_LEAN = {"direct": 1, "mixed": 0, "indirect": -1}
JUDGED = 3  # best act accuracy on the tune gold: 2 and 4 lose half a point to a point, 2026-11


def _own_step(passage: Passage, first: int, last: int, report: Report) -> bool:
    """Whether the speaker tells of a coming step: `ستفتح`, `لن نسمح`, `أعلن إطلاق`; not of what will be or lead to."""
    head = passage.norms[first].removeprefix("ب")
    if report.verb in _ANNOUNCING and report.opening.kind in ("np", "prep") and head in load_words("step_words"):
        return True
    for at in range(first, min(last, first + 7)):
        norm = passage.norms[at]
        if norm in ("سوف", "لن"):
            return True
        if norm[0] == "س" and len(norm) >= 5 and norm[1] in "يتن" and norm not in load_words("not_future"):
            return norm[2:] not in _PREDICTING
    return False


_ANNOUNCING = frozenset({"اعلن", "كشف", "قرر"})
_PREDICTING = frozenset(
    map(fold_text, "كون كونون ؤدي شكل ساهم ساهمان سهم عزز نمي جعل ظل بقى ؤثر حدث تم زيد رتفع نخفض عاني ضر حقق".split())
)


def _judges(report: Report) -> bool:
    """Whether the content is a judgement rather than an account: its words weighed, a quotation leaning to judgement."""
    first, last = report.content
    weights = _weights()
    score = sum(weights.get(norm, 0) for norm in report.passage.norms[first : min(last, first + 40)])
    return score + _LEAN[report.quote] >= JUDGED


@cache
def _weights() -> dict[str, int]:
    return {fold_text(row[0]): int(row[1]) for row in load_rows("opinion_words")}


_LEAN = {"direct": 1, "mixed": 0, "indirect": -1}
JUDGED = 3  # best act accuracy on the tune gold: 2 and 4 lose half a point to a point, 2026-11


def _own_future(passage: Passage, first: int, last: int, report: Report) -> bool:
    """Whether the speaker tells of a coming step of its own: `أنها ستفتح`, `سنواصل`, `لن نقبل`."""
    norm = passage.norms[first]
    if norm.startswith("سن") and len(norm) > 4:
        return True
    own = first > 0 and passage.norms[first - 1] in ("انه", "انها", "انهم", "انهما", "بانه", "بانها", "بانهم")
    return own and (norm in ("سوف", "لن") or norm[:2] in ("سي", "ست"))
