"""Where the words of a statement begin and end, and how they are quoted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from sijill.annotate.statements.cues import THAT, Cue, entry_at, hides_name
from sijill.annotate.statements.nouns import begins_object, carries_b, is_occasion, is_verbal_noun
from sijill.annotate.statements.occasions import act_end
from sijill.annotate.statements.passage import FAMILY, Passage
from sijill.annotate.statements.passing import points_back
from sijill.annotate.statements.phrases import RELATIVES, is_stop
from sijill.model.records import Quote
from sijill.text.fold import fold_word
from sijill.text.lexicon import load_rows, load_words

OpeningKind = Literal["that", "colon", "quote", "prep", "np"]
REACH = 60  # tokens between a cue and what opens its content
LONGEST_CONTENT = 400  # tokens of content outside marks; keeps nested cues on one endless line linear
SPEECH = 4  # tokens inside marks from which on they are taken for speech
_SAYING = frozenset(map(fold_word, "قائلا قائلة قائلين بالقول القول".split()))
_BREAKS = frozenset(map(fold_word, "بينما فيما علما وذلك وفيما وبينما وهو وهي وهم لكن ولكن مما".split()))
_ASIDES = frozenset({"وهو", "وهي", "وهم"})
_BREAK_PAIRS = frozenset(
    {
        ("في", "وقت"),
        ("في", "اشارة"),
        ("على", "حد"),
        ("في", "الوقت"),
        ("ما", "دفع"),
        ("ما", "يعني"),
        ("ما", "ادى"),
    }
)
_NOT_THAT = frozenset(
    map(
        fold_word,
        "دون بدون قبل بعد منذ حتى إلا بعيد قبيل شرط شريطة رغم غير لولا سبق خاصة خصوصا سيما لدرجة بحجة كون".split(),
    )
)  # دون أن
_ACCORDING = frozenset({"وفق", "بحسب", "حسب", "على"})  # وفق ما, على ما
_THESE = frozenset(map(fold_word, "هذا هذه ذلك تلك أي كل جميع ما".split()))
_PUNCTUATION = frozenset("،,.؛;:!?؟…-–—*")


class Opening(NamedTuple):
    """What opens the content: its kind, its token, and the first token of the content."""

    kind: OpeningKind
    at: int
    first: int


def find_opening(passage: Passage, cue: Cue, start: int, limit: int) -> Opening | None:
    """The opener of a cue's content at or behind token `start`, or None.

    A colon or a quotation of speech opens the content of any verb; أن, prepositions and plain objects only where the
    lexicon says so.  A short quotation counts when nothing else opens.
    """
    opens, norms = cue.verb.opens, passage.norms
    strict = "strict" in cue.verb.traits
    short: Opening | None = None
    related = False
    at, stop = start, min(limit, start + REACH)
    while at < stop:
        norm = norms[at]
        if at in passage.closes:
            end = passage.closes[at]
            if _is_speech(passage, at, end) and (not strict or at <= start + 12):
                return Opening("quote", at, at + 1)
            if end - at > 1 and short is None and not _is_name(passage, at) and at <= start + (0 if strict else 20):
                short = Opening("quote", at, at + 1)
            if end < stop:
                at = end + 1
                continue
        elif norm == ":" and not is_clock(passage, at):
            return Opening("colon", at, at + 1)
        elif norm in THAT and at + 1 < limit:
            if ("ان" in opens or (norm[0] == "ب" and "ب" in opens)) and norms[at - 1] not in _NOT_THAT:
                return Opening("that", at, at + 1)
        elif norm == "الا" and passage.tokens[at].text[0] == "أ" and "ان" in opens and norms[at - 1] != "على":
            return Opening("that", at, at)  # توقع ألا تعلن
        elif norm in RELATIVES:
            related = True
        elif "any" in cue.verb.traits and _follows(passage, start, at) and _can_be_object(passage, cue, at):
            return Opening("np", at, at)
        elif norm not in _SAYING:
            found = _preposition(passage, cue, at, limit)
            # في بيان نشره على صفحته, خلال رعايته إطلاق المبادرة
            handed = (norms[at - 1] not in opens and points_back(passage, at)) or act_end(passage, at - 1, limit)
            handed = handed or norms[at - 1] in _ACCORDING
            if found is None and not related and not handed and "np" in opens and _begins(passage, cue, at):
                found = Opening("np", at, at)
            if found is not None:
                return found
            if at > start and not related and _is_report(norm) and not hides_name(passage, at):
                break
        if norm == "،":
            related = False
        at += 1
    return short


def _follows(passage: Passage, start: int, at: int) -> bool:
    """Whether a token stands right behind the subject, or behind it and an occasion: `نفى الحزب في بيان التهم`."""
    while at > start and (passage.norms[at - 1] in load_words("link_sorts") or passage.timed[at - 1]):
        at -= 1
    return at == start or (
        at == start + 2 and passage.norms[start] in ("في", "عبر") and is_occasion(passage.norms[at - 1])
    )


def _can_be_object(passage: Passage, cue: Cue, at: int) -> bool:
    """Whether what stands right behind the subject of `نفى`, `انتقد`, `طلب` is their object: any noun, `هذا` too."""
    norm = passage.norms[at]
    if at == cue.at + 1 or passage.timed[at] or not norm.isalpha() or norm[0] in "بل" or norm in THAT:
        return False
    if norm in load_words("link_sorts"):
        return False
    return norm in _THESE or not is_stop(passage, at)


def _begins(passage: Passage, cue: Cue, at: int) -> bool:
    if "definite" in cue.verb.traits and passage.norms[at].startswith("ال") and at > cue.at + 1:
        return is_verbal_noun(passage.norms[at][2:])
    return begins_object(passage, at)


def _is_speech(passage: Passage, at: int, end: int) -> bool:
    before = passage.norms[at - 1] if at else ""
    if before == ":" or before in THAT:
        return True
    return end - at > SPEECH and not (_is_name(passage, at) and end - at <= SPEECH + 2)


def _is_name(passage: Passage, at: int) -> bool:
    """Whether the mark at `at` opens a name: behind a generic noun, or ل."""
    before = passage.norms[at - 1] if at else ""
    heads = load_words("name_heads")
    end = passage.closes[at]
    if end - at <= SPEECH + 1 and at + 1 < end < len(passage.norms):
        inner = passage.norms[at + 1]
        if inner.removeprefix("ال") in heads or inner in load_words("state_names") or passage.named.get(at + 1) == end:
            return True
    return before in ("ل", "عن", "ب") or before in heads or before.removeprefix("ال") in heads or before[1:] in heads


def is_clock(passage: Passage, at: int) -> bool:
    """Whether a colon stands inside an hour: 10:30."""
    norms = passage.norms
    return (
        0 < at < len(norms) - 1 and norms[at - 1][-1].isdigit() and norms[at + 1][0].isdigit() and passage.touches(at)
    )


@cache
def _platforms() -> frozenset[str]:
    return frozenset(fold_word(row[0]) for row in load_rows("chain_words") if row[1:3] == ("platform", "whole"))


def _preposition(passage: Passage, cue: Cue, at: int, limit: int) -> Opening | None:
    """Content behind one of the cue's own prepositions, standing alone or attached."""
    norms, opens = passage.norms, cue.verb.opens
    norm = norms[at]
    if norm.removeprefix("ال").startswith("مسؤولي") and "مسؤولية" in opens:
        return Opening("np", at, at)
    if at + 1 >= limit:
        return None
    if norm in opens and norm not in ("ان", "np"):
        behind = at + 1
        if passage.timed[behind] or norms[behind] in ("ما", "من"):
            return None
        for later in range(behind, min(at + 14, limit)):  # حذر خبراء من الجامعة من أن …
            if norms[later] in THAT and norms[later - 1] == norm:
                return Opening("that", later, later + 1)
            if norms[later] == "،":
                break
        return Opening("prep", at, behind)
    if norm == "ب" and "ب" in opens and at + 1 in passage.closes:
        return Opening("prep", at, at + 1)
    if "ب" in opens and carries_b(norm) and not passage.timed[at] and norm[1:] not in _platforms():
        for later in range(at + 1, min(at + 7, limit)):
            if norms[later] == "،":
                break
            if norms[later] in THAT and norms[later][0] == "ب":
                return Opening("that", later, later + 1)
        return Opening("prep", at, at)
    attached = "ل" in opens and norm[0] == "ل" and len(norm) > 3 and (norm.startswith("لل") or is_verbal_noun(norm[1:]))
    return Opening("prep", at, at) if attached and norm[2:] not in load_words("addressed_words") else None


def _is_report(norm: str) -> bool:
    entry, _ = entry_at(norm)
    if entry is None or norm in _SAYING or entry.form == "noun":
        return False
    return entry.form == "participle" or not ({"strict", "homograph"} & entry.verb.traits)


def trim(passage: Passage, first: int, last: int) -> tuple[int, int]:
    """A content range without أن, punctuation and quotation marks at its edges."""
    norms, tokens = passage.norms, passage.tokens
    while first < last and (norms[first] in _PUNCTUATION or tokens[first].text in FAMILY or norms[first] in THAT):
        first += 1
    while last > first and (norms[last - 1] in _PUNCTUATION or tokens[last - 1].text in FAMILY):
        last -= 1
    if first < last and norms[first] == "(" and ")" not in norms[first:last]:
        first += 1
    return first, last


def content_end(passage: Passage, opening: Opening, cuts: Sequence[int]) -> int:
    """The token behind the last one of the content: the quotation's end, or the sentence's, cut before the next report."""
    first, size = opening.first, len(passage.tokens)
    opened = opening.at if opening.kind == "quote" else first
    if opened in passage.closes:
        closed = passage.closes[opened]
        if closed >= size:
            return size
        if opening.kind in ("quote", "colon"):
            return closed
        if not _goes_on(passage, closed + 1, cuts):
            return _with_rest(passage, closed, opening, cuts)
        return _clause_end(passage, closed + 1, cuts)
    if opening.kind == "colon":
        return _speech_end(passage, first)
    return _clause_end(passage, min(first, size - 1), cuts)


def _with_rest(passage: Passage, closed: int, opening: Opening, cuts: Sequence[int]) -> int:
    """Also takes `"…"، وأن …` in, which goes on under the same أن."""
    norms = passage.norms
    at = closed + 1
    if (
        opening.kind == "that"
        and at + 1 < len(norms)
        and norms[at] == "،"
        and norms[at + 1] in ("وان", "وانه", "وانها")
    ):
        return _clause_end(passage, at + 1, cuts)
    return closed


def _goes_on(passage: Passage, at: int, cuts: Sequence[int]) -> bool:
    """Whether the clause goes on behind a closed quotation: `"نأسف" لما حدث`."""
    if at >= len(passage.tokens) or at in cuts or at >= passage.ends[at - 1]:
        return False
    return passage.tokens[at].text[0].isalnum() and not _breaks(passage, at)


def _speech_end(passage: Passage, first: int) -> int:
    """Speech behind a colon without marks: to a lone closing mark, or the end of the paragraph."""
    limit = min(len(passage.tokens), first + LONGEST_CONTENT)
    if passage.part == "title":
        limit = next((at for at in range(first, limit) if _ends_in_title(passage, at)), limit)
    return next((at for at in range(first, limit) if at in passage.lone and passage.inside[at] < 0), limit)


def _clause_end(passage: Passage, first: int, cuts: Sequence[int]) -> int:
    limit = min(passage.ends[first], first + LONGEST_CONTENT)
    at = bisect_left(cuts, first + 1)
    while at < len(cuts) and cuts[at] < limit and passage.inside[cuts[at]] >= 0:
        at += 1
    limit = min(limit, cuts[at]) if at < len(cuts) else limit
    if passage.part == "title":
        limit = next((at for at in range(first, limit) if _ends_in_title(passage, at)), limit)
    for at in range(first + 1, limit):
        if passage.norms[at] == "لسان" and passage.norms[at - 1] == "على":
            return at - 1 - (passage.norms[at - 2] == "،")
        if at > first + 1 and passage.norms[at - 1] in ("،", "؛") and passage.inside[at] < 0 and _breaks(passage, at):
            if passage.norms[at] in _ASIDES and "،" in passage.norms[at : min(limit, at + 40)]:
                continue  # an aside between commas
            return at - 1
    return limit


def _ends_in_title(passage: Passage, at: int) -> bool:
    """Whether a part of a headline ends here: a colon, or two points outside marks."""
    norms = passage.norms
    if norms[at] == ":":
        return not is_clock(passage, at)
    return norms[at] == "." and at + 1 < len(norms) and norms[at + 1] == "." and passage.inside[at] < 0


def _breaks(passage: Passage, at: int) -> bool:
    norm = passage.norms[at]
    if norm in _BREAKS or (norm[0] == "م" and len(norm) >= 5 and passage.tokens[at].text.endswith(("ًا", "اً"))):
        return True
    return (norm, passage.norms[at + 1] if at + 1 < len(passage.norms) else "") in _BREAK_PAIRS


def quote_kind(passage: Passage, opening: Opening, first: int, last: int) -> Quote:
    """direct: all in marks or behind a colon as speech; mixed: partly in marks; indirect: no speech in marks."""
    around = passage.inside[first]
    if opening.at < first and (opening.kind == "quote" or (around >= 0 and passage.inside[last - 1] == around)):
        return "direct"
    edge = first > 0 and first - 1 in passage.closes
    spoken = edge or any(at in passage.closes and not _is_name(passage, at) for at in range(first, last))
    if opening.kind == "colon":
        return "mixed" if spoken else "direct"
    return "mixed" if spoken else "indirect"
