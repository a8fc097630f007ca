"""Verbs by which words are handed on, and the clauses that say so behind a noun: `دراسة نشرتها مجلة فلان`."""

from __future__ import annotations

from functools import cache

from sijill.annotate.statements.passage import Passage
from sijill.text.fold import fold_text, fold_word
from sijill.text.inflect import past_forms, present_forms
from sijill.text.lexicon import load_rows

_PRONOUNS = ("ه", "ها", "هما", "هم")
_BACK = frozenset(map(fold_word, "عليه عليها عليهم عنه عنها عنهم به بها منه منها له لها إليه إليها فيه فيها".split()))
# verbs whose object is a copy of what is spoken of, not the thing itself: الذي تلقت الوكالة نسخة منه
_TAKING = frozenset(fold_text("تلقى تلقت تتلقى يتلقى تسلم تسلمت اطلع اطلعت حصل حصلت توصل توصلت").split())


@cache
def _forms() -> tuple[frozenset[str], frozenset[str]]:
    """The forms without a pronoun and those with one."""
    free: set[str] = set()
    bound: set[str] = set()
    for past, present in load_rows("passing_verbs"):
        for forms in (past_forms(past), present_forms(present)):
            free |= forms.free
            bound |= {form + pronoun for form in forms.bound for pronoun in _PRONOUNS}
    return frozenset(free), frozenset(bound - free)


@cache
def _use_of(norm: str) -> str:
    free, bound = _forms()
    return "bound" if norm in bound else "free" if norm in free else ""


def points_back(passage: Passage, at: int) -> int:
    """The token behind a verb of passing on that points back to a noun, 0 where none stands here.

    `نشرتها`, `اطلعت عليها`, `نقلت عنه`; who passed the words on stands behind.
    """
    norm = passage.norms[at]
    use = _use_of(norm) or (_use_of(norm[1:]) if norm[0] == "و" and len(norm) > 4 else "")  # ونشره على صفحته
    if not use:
        return 0
    back = at + 1 < len(passage.norms) and passage.norms[at + 1] in _BACK
    return at + 2 if back else at + 1 if use == "bound" else 0


def is_handed_by(passage: Passage, at: int) -> bool:
    """Whether who stands at a token is the one that handed words on: `نشرتها المجلة`, `تلقت الوكالة نسخة منه`."""
    if at == 0:
        return False
    if points_back(passage, at - 1) == at or passage.norms[at - 1] in _TAKING:
        return True
    return at > 1 and points_back(passage, at - 2) == at
