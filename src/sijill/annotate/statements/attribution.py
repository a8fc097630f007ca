"""Attributions: sources named beside the words they answer for: `…، بحسب فلان`, `وفق ما أفادت الوكالة`, `كما قال فلان`."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct

from sijill.annotate.statements.content import LONGEST_CONTENT, Opening, trim
from sijill.annotate.statements.cues import THAT, entry_at
from sijill.annotate.statements.passage import FAMILY, Passage
from sijill.annotate.statements.passing import points_back
from sijill.annotate.statements.phrases import RELATIVES, phrase_after
from sijill.annotate.statements.speaker import Phrase, name_speaker
from sijill.text.fold import fold_word
from sijill.text.lexicon import load_words

LONGEST_MODIFIER = 14  # tokens that say more of a source before its words begin
_SOURCE_WORDS = frozenset(map(fold_word, "بحسب حسب وفق وفقا طبقا نقلا حسبما بحسبما وفقما".split()))
_STANDS = frozenset({"جاء", "جاءت", "ورد", "وردت"})
_POINTING = frozenset(map(fold_word, "به بها عنه عنها عنهم عنهن فيه إليه".split()))
_WHAT = frozenset(map(fold_word, "ما لما مما حسبما بحسبما وفقما".split()))
_CONNECTORS = frozenset(map(fold_word, "كذلك أيضا كما هذا وقد قد فقد لكن ولكن إلى ذلك".split()))


class Attribution(Struct):
    """A source phrase: tokens `first` to `last`, its cue and its speaker."""

    first: int
    last: int
    cue: tuple[int, int]
    speaker: Phrase
    gender: str = ""
    verb: str = ""


def find_attributions(passage: Passage) -> list[Attribution]:
    """The attributions of a passage, in order; a source that is a law or a plan is none."""
    found = []
    norms = passage.norms
    for at, norm in enumerate(norms):
        if passage.inside[at] >= 0 and passage.closes[passage.inside[at]] - passage.inside[at] > 4:
            continue
        plain = norm[1:] if norm[0] == "و" and norm[1:] in _SOURCE_WORDS else norm
        made = None
        if plain in _SOURCE_WORDS:
            made = _by_source_word(passage, at, plain)
        elif norm in ("على", "كما") and at + 2 < len(norms):
            made = _by_clause(passage, at)
        if made is not None:
            found.append(made)
    return found


def _by_source_word(passage: Passage, at: int, word: str) -> Attribution | None:
    norms, limit = passage.norms, passage.ends[at]
    behind = at + 1
    if word in _WHAT:
        return _by_verb(passage, at, at + 1, limit)
    if behind >= limit:
        return None
    if norms[behind] in _WHAT:
        return _by_verb(passage, at, behind + 1, limit)
    shift = 0
    if word in ("وفقا", "طبقا"):
        if norms[behind] == "ل":
            behind += 1
        elif norms[behind].startswith("ل"):
            shift = 1
        else:
            return None
    elif word == "نقلا":
        if norms[behind] != "عن":
            return None
        behind += 1
    if behind >= limit:
        return None
    return _sourced(passage, at, (at, at + 1), behind, shift)


def _sourced(passage: Passage, at: int, cue: tuple[int, int], behind: int, shift: int) -> Attribution | None:
    limit = passage.ends[at]
    head = passage.norms[behind][shift:]
    head = "ا" + head if shift and head.startswith("ل") else head
    if head in load_words("no_sources") or head.removeprefix("ال") in load_words("no_sources"):
        return None
    closed = passage.closes.get(behind, limit)
    if behind + 1 < closed < limit and closed - behind <= 6:  # وفق "فلان"
        return Attribution(at, closed + 1, cue, Phrase((behind + 1, closed), None, closed + 1))
    found = phrase_after(passage, behind, limit)
    if shift:  # وفقا لبيان نشرته الوزارة: who gave it out is looked for elsewhere
        related = behind + 1 < limit and points_back(passage, behind + 1)
        rest = None if related else phrase_after(passage, behind + 1, limit)
        found = (behind, rest[1] if rest is not None else behind + 1)
    if found is None:
        return None
    speaker = name_speaker(passage, *found, limit)
    if shift and speaker.name[0] == behind:
        speaker = speaker._replace(shift=shift)
    return Attribution(at, speaker.end, cue, speaker)


def _by_clause(passage: Passage, at: int) -> Attribution | None:
    """`على ما أفادت السلطات`, `كما أفاد المرصد` at the end of a sentence."""
    norms, limit = passage.norms, passage.ends[at]
    if norms[at] == "على":
        return _by_verb(passage, at, at + 2, limit) if norms[at + 1] == "ما" else None
    if at == 0 or norms[at - 1] not in ("،", ","):
        return None
    return _by_verb(passage, at, at + 1, limit)


def _by_verb(passage: Passage, at: int, verb: int, limit: int) -> Attribution | None:
    norms = passage.norms
    if verb >= limit:
        return None
    entry, _ = entry_at(norms[verb])
    if entry is None and norms[verb] not in load_words("relay_forms"):
        return None
    if entry is not None and entry.form not in ("past", "present"):
        return None
    behind = verb + 1
    while behind < limit and (norms[behind] in _POINTING or passage.timed[behind] or _on_tongue(passage, behind)):
        behind += 1
    if norms[verb] in _STANDS and norms[behind : behind + 1] in (("في",), ("على",)):
        behind += 1  # وفق ما جاء في بيان للوزارة
    if behind >= limit:
        return None
    made = _sourced(passage, at, (verb, verb + 1), behind, 0)
    if made is None:
        return None
    if made.last < limit and (norms[made.last] in THAT or norms[made.last] == ":"):
        return None
    made.verb = entry.verb.past if entry is not None else "نقل"
    made.gender = entry.gender if entry is not None else ""
    if (
        norms[at] == "كما"
        and made.last < limit
        and norms[made.last] not in ("،", ".", "؛", "في", "خلال", "عبر", "لدى", "امام", ":")
        and norms[made.last][0] != "ل"
        and not passage.timed[made.last]
    ):
        return None
    return made


def _on_tongue(passage: Passage, at: int) -> bool:
    """Whether a token belongs to `على لسانه`, by which an outlet hands on another's words."""
    return "على" in passage.norms[at - 1 : at + 1] and any(
        norm.startswith("لسان") and norm != "لسان" for norm in passage.norms[at : at + 2]
    )


def attributed_content(
    passage: Passage, made: Attribution, floor: int, cuts: list[int]
) -> tuple[int, int, Opening] | None:
    """The tokens an attribution answers for: before it, or behind it where it opens the sentence."""
    norms = passage.norms
    start = max(passage.starts[made.first], floor, made.first - LONGEST_CONTENT)
    end = min(passage.ends[made.first], made.last + LONGEST_CONTENT)
    if made.first - start <= 1 and all(norms[at] in _CONNECTORS for at in range(start, made.first)):
        first = made.last
        if first < end and norms[first] in ("،", ",", ":"):
            first += 1
        elif first < end and passage.timed[first]:
            while first < end and (passage.timed[first] or norms[first] == "،"):
                first += 1
        elif not (first < end and norms[first][0] == "ف"):
            behind = _behind_modifiers(passage, first, end)
            if behind is None:
                return None
            first = behind
        first, last = trim(passage, first, _next_cut(cuts, first + 3, end))
        return (first, last, Opening("that", made.first, first)) if last - first >= 3 else None
    first, last = trim(passage, start, made.first)
    while first < last and norms[first] in _CONNECTORS:
        first += 1
    if last - first < 3:
        return None
    if (
        last - first < 6
        and made.last + 3 < end
        and norms[made.last] in ("،",)
        and passage.tokens[first].text not in FAMILY
    ):
        first, last = trim(passage, first, _next_cut(cuts, made.last + 3, end))
    return first, last, Opening("that", made.first, first)


def _behind_modifiers(passage: Passage, first: int, end: int) -> int | None:
    """The token behind the comma that ends what is said of a source: `وبحسب نص الاتفاق الذي نشر أمس، يقام …`."""
    norms = passage.norms
    comma = next((at for at in range(first, min(end, first + LONGEST_MODIFIER)) if norms[at] == "،"), None)
    if comma is None or comma + 3 >= end:
        return None
    related = norms[first] in RELATIVES or norms[comma + 1][0] == "ف"
    return comma + 1 if related or norms[first] in ("على", "في", "عن", "من", "حول") else None


def _next_cut(cuts: list[int], start: int, end: int) -> int:
    at = bisect_left(cuts, start)
    return min(end, cuts[at]) if at < len(cuts) else end
