"""What a speaker does by saying it: the cue's act, corrected by the words of the content."""

from __future__ import annotations

from functools import cache
from typing import cast

from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.report import Report
from sijill.model.records import Act
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows

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
    if _own_future(passage, first, last, report):
        seen.add("commit")
    return next((act for act in _ORDER if act in seen), "assert")


def _own_future(passage: Passage, first: int, last: int, report: Report) -> bool:
    """Whether the speaker tells of a coming step of its own: `أنها ستفتح`, `سنواصل`, `لن نقبل`."""
    norm = passage.norms[first]
    if norm.startswith("سن") and len(norm) > 4:
        return True
    own = first > 0 and passage.norms[first - 1] in ("انه", "انها", "انهم", "انهما", "بانه", "بانها", "بانهم")
    return own and (norm in ("سوف", "لن") or norm[:2] in ("سي", "ست"))
