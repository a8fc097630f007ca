"""Whether the words around an expression set it before or after the day they were written."""

from __future__ import annotations

import re
from functools import cache

from sijill.text.lexicon import load_words
from sijill.text.timex.meaning import Tense
from sijill.text.timex.words import Line

_FUTURE_VERB = re.compile(r"[وف]?(?:س[يتن]\w{2,}|ساع\w|ساقوم|ساكون|ساعود)")
_STOPS = frozenset({".", "؟", "!", ":", ";", "؛", "ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})
_BEFORE, _AFTER = 12, 4  # tokens looked at on either side


@cache
def _is_future(norm: str) -> bool:
    if norm in load_words("future_cues") or (norm[1:] in load_words("future_cues") and norm[:1] in "وف"):
        return True
    plain = norm[1:] if norm[:1] in "وف" else norm
    return bool(_FUTURE_VERB.fullmatch(norm)) and plain not in load_words("not_future")


@cache
def _reports(norm: str) -> bool:
    """Whether a word says that something was said: what stands before it belongs to another clause."""
    plain = norm[1:] if norm[:1] in ("و", "ف") else norm
    return plain.removesuffix("ت") in load_words("reporting_verbs")


def tense_at(line: Line, start: int, end: int) -> Tense | None:
    """The tense of the clause that holds tokens `[start, end)`: future where a cue of it stands near, else null."""
    for at in range(start - 1, max(-1, start - 1 - _BEFORE), -1):
        norm = line.norms[at]
        if norm in _STOPS or _reports(norm):
            break
        if _is_future(norm):
            return "future"
    for at in range(end, min(len(line.norms), end + _AFTER)):
        norm = line.norms[at]
        if norm in _STOPS or norm in ("،", ","):
            break
        if _is_future(norm):
            return "future"
    return None
