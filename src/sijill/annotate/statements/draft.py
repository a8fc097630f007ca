"""A report before the end of its content is known, and where the clause of a cue begins."""

from __future__ import annotations

from msgspec import Struct

from sijill.annotate.statements.content import Opening
from sijill.annotate.statements.cues import Cue
from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.speaker import Phrase
from sijill.text.fold import fold_word

# كشف عنه: passive, nobody says it
COORDINATORS = frozenset(map(fold_word, "كما بينما فيما حيث لكنه لكنها إذ وقد فقد ثم".split()))
COMMAS = ("،", "؛", ",")


class Draft(Struct, frozen=True):
    """A cue with its speaker and opening, before the end of its content is known.

    `clause` is the token at which earlier content must end, 0 where the cue is subordinate to it; `source` is through
    whom it came (`نقلت الوكالة عن فلان`).
    """

    cue: Cue
    speaker: Phrase | None
    opening: Opening
    clause: int
    source: Phrase | None = None


def clause_start(passage: Passage, cue: Cue) -> int:
    """The token at which content before this cue must end; 0 where the cue is subordinate to it."""
    at = cue.at
    if at == 0:
        return 0
    before = passage.norms[at - 1]
    if cue.form == "participle":
        return at - 1 if before in COMMAS else at
    if before in COORDINATORS and at > 1:
        return at - 2 if passage.norms[at - 2] in COMMAS else at - 1
    if cue.proclitic in ("و", "ف"):
        return at - 1 if before in (*COMMAS, ".") else at
    return at - 1 if before in COMMAS else 0
