"""Reports in a passage: each cue with the tokens of its speaker and content, before anyone is resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from sijill.annotate.statements.content import Opening, content_end, find_opening, is_clock, quote_kind, trim
from sijill.annotate.statements.cues import Cue, find_cues
from sijill.annotate.statements.nouns import begins_object, carries_b
from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.speaker import (
    Phrase,
    is_role,
    is_stop,
    name_speaker,
    phrase_after,
    phrase_before,
)
from sijill.model.records import Act, Quote
from sijill.text.fold import fold_word
from sijill.text.lexicon import load_words

Frame = Literal["verb", "participle", "noun", "headline", "attribution"]


class Report(Struct):
    """A cue with its parts as token ranges; a null speaker is carried over from before."""

    passage: Passage
    frame: Frame
    cue: tuple[int, int]
    act: Act
    opening: Opening
    content: tuple[int, int]
    quote: Quote
    speaker: Phrase | None
    gender: str
    clause: int  # where its clause begins: earlier content ends here at the latest
    reach: int  # last token of its frame, adjuncts included
    verb: str = ""
    source: Phrase | None = None  # نقلت X عن Y: X, through whom it came


class Draft(Struct):
    """A cue with its opening, before the end of its content is known."""

    cue: Cue
    speaker: Phrase | None
    opening: Opening
    clause: int
    source: Phrase | None = None


def find_reports(passage: Passage) -> list[Report]:
    """The reports of a passage in the order of their cues."""
    drafts: list[Draft] = []
    for cue in find_cues(passage):
        draft = _draft(passage, cue)
        if draft is not None and not (drafts and drafts[-1].opening.first == draft.opening.first):
            drafts.append(draft)
    cuts = sorted({draft.clause for draft in drafts if draft.clause} | set(_attributions(passage)))
    reports = []
    headline = _headline(passage)
    if headline is not None:
        reports.append(headline)
    for draft in drafts:
        report = _complete(passage, draft, cuts)
        if report is not None:
            reports.append(report)
    return reports


def _draft(passage: Passage, cue: Cue) -> Draft | None:
    if cue.form == "participle":
        return _participle(passage, cue)
    if cue.form == "noun":
        return _noun(passage, cue)
    return _finite(passage, cue)


def _finite(passage: Passage, cue: Cue) -> Draft | None:
    """Verb, subject, opening: the subject stands behind the verb, else before it, else is carried over."""
    start, limit = cue.at + 1, passage.ends[cue.at]
    found = _subject_after(passage, start, limit, cue)
    speaker = name_speaker(passage, *found, limit) if found is not None else None
    opening = find_opening(passage, cue, speaker.end if speaker is not None else start, limit)
    if opening is None:
        return None
    if speaker is None and cue.proclitic != "و" and not cue.pronoun:
        before = phrase_before(passage, cue.at)
        if before is not None and before[1] - before[0] <= 14:
            first = before[0]
            speaker = name_speaker(passage, first, before[1], before[1])
    if not _counts(passage, cue, opening, speaker):
        return None
    return Draft(cue, speaker, opening, _clause_start(passage, cue))


def _subject_after(passage: Passage, start: int, limit: int, cue: Cue) -> tuple[int, int] | None:
    """The noun phrase behind a verb, cut before an object or a preposition of the verb that begins the content."""
    at = start
    while at < limit and (passage.timed[at] or passage.norms[at] in _ADVERBS):
        at += 1
    if start < at < limit and passage.norms[at] == "،":
        at += 1
    if at < limit and begins_object(passage, at) and "np" in cue.verb.opens:
        return None
    found = phrase_after(passage, at, limit)
    if found is None:
        return None
    first, last = found
    for k in range(first + 1, last):
        if "ب" in cue.verb.opens and carries_b(passage.norms[k]) and not is_role(passage.norms[first]):
            return first, k
        if "np" in cue.verb.opens and begins_object(passage, k) and not _in_construct(passage, k):
            return first, k
        if "obj" in cue.verb.traits and passage.norms[k - 1] in load_words("state_names") and k - 1 == first:
            return first, k
    return found


def _in_construct(passage: Passage, at: int) -> bool:
    before = passage.norms[at - 1]
    office = is_role(before) and not before.startswith("ال")
    return office or before in load_words("name_heads") or passage.norms[at] in _OFFICES


_OFFICES = frozenset(
    map(fold_word, "إدارة اتحاد ائتلاف تحالف تنظيم تيار إمارة انتخابات استخبارات عمليات إعلام".split())
)
_ADVERBS = frozenset(
    map(
        fold_word,
        "أيضا كذلك مجددا بدوره بدورها بدورهم اليوم أمس مرارا سابقا صراحة علنا لاحقا حينها وقتها آنذاك".split(),
    )
)


def _counts(passage: Passage, cue: Cue, opening: Opening, speaker: Phrase | None) -> bool:
    """Whether opener, verb and subject together make a report."""
    traits = cue.verb.traits
    if opening.kind in ("prep", "np") and "strict" in traits:
        return False
    if opening.kind == "np" and (
        speaker is None or ("firm" in traits and opening.at > speaker.end + 8 and speaker.end > cue.at)
    ):
        return False
    if opening.kind == "quote" and "strict" in traits and speaker is None and opening.at > cue.at + 3:
        return False
    if (
        "impersonal" in traits
        and speaker is None
        and cue.gender == "m"
        and not (cue.form == "past" and cue.proclitic == "")
    ):
        return False
    if speaker is None and opening.kind == "prep" and opening.at > cue.at + 4 and "obj" not in traits:
        return False
    return not (speaker is None and opening.at > cue.at + 16)


def _clause_start(passage: Passage, cue: Cue) -> int:
    """The token at which an earlier content must end: the comma or و before this cue; 0 where the cue is subordinate."""
    at = cue.at
    if at == 0:
        return 0
    before = passage.norms[at - 1]
    if cue.form == "participle":
        return at - 1 if before in ("،", "؛", ",") else at
    if before in ("كما", "بينما", "فيما", "حيث", "لكنه", "لكنها", "اذ", "وقد", "فقد", "ثم") and at > 1:
        return at - 2 if passage.norms[at - 2] in ("،", "؛") else at - 1
    if cue.proclitic in ("و", "ف"):
        return at - 1 if before in ("،", "؛", ",", ".") else at
    if before in ("،", "؛"):
        return at - 1
    return 0


def _participle(passage: Passage, cue: Cue) -> Draft | None:
    limit = passage.ends[cue.at]
    reach = min(limit, cue.at + (14 if "obj" in cue.verb.traits else 8))
    opening = find_opening(passage, cue, cue.at + 1, reach)
    if opening is None or cue.at == 0:
        return None
    before = passage.norms[cue.at - 1]
    apart = before in ("،", "؛", ",") or cue.at - 1 in passage.marks or cue.proclitic == "و"
    if opening.kind in ("prep", "np") and (opening.at > cue.at + 6 or cue.gender == "p" or not apart):
        return None
    if passage.norms[cue.at][-1] == "ة" and opening.kind == "np":
        return None
    return Draft(cue, None, opening, _clause_start(passage, cue))


def _noun(passage: Passage, cue: Cue) -> Draft | None:
    """`قوله إن`, `تأكيده أن`, `نفيه صحة`: a verbal noun with its speaker's pronoun."""
    limit = passage.ends[cue.at]
    opening = find_opening(passage, cue, cue.at + 1, min(limit, cue.at + 8))
    if opening is None or (opening.kind in ("prep", "np") and opening.at > cue.at + 1):
        return None
    if opening.kind in ("quote", "colon") and opening.at > cue.at + 3:
        return None
    return Draft(cue, None, opening, 0)


def _complete(passage: Passage, draft: Draft, cuts: Sequence[int]) -> Report | None:
    cue, opening = draft.cue, draft.opening
    end = content_end(passage, opening, cuts)
    first, last = trim(passage, opening.first, end)
    if "whole" in cue.verb.traits:
        behind = draft.speaker.end if draft.speaker is not None and draft.speaker.end > cue.at else cue.at + 1
        while behind < opening.at and (passage.timed[behind] or not passage.tokens[behind].text[0].isalnum()):
            behind += 1
        if behind < opening.at:
            first = behind
    if last <= first or (last - first < 2 and opening.kind not in ("quote", "np", "prep")):
        return None
    if first <= cue.at < last:
        return None
    return Report(
        passage, "participle" if cue.form == "participle" else "noun" if cue.form == "noun" else "verb",
        (cue.at, cue.at + 1), cue.verb.act, opening, (first, last), quote_kind(passage, opening, first, last),
        draft.speaker, cue.gender, draft.clause, opening.at, cue.verb.past, draft.source,
    )  # fmt: skip


def _headline(passage: Passage) -> Report | None:
    """`فلان: …` in a title: who stands before the colon said what stands behind it."""
    if passage.part != "title":
        return None
    norms = passage.norms
    colon = next((at for at, norm in enumerate(norms) if norm == ":" and not is_clock(passage, at)), None)
    if colon is None or colon == 0 or colon + 2 >= len(norms):
        return None
    start = colon
    while start > 0 and norms[start - 1] not in (".", "|", "-", "…", "!", "؟", "؛"):
        start -= 1
    words = [norms[at] for at in range(start, colon)]
    if not words or len(words) > 10 or any(word in load_words("topic_words") or word[-1].isdigit() for word in words):
        return None
    end = start
    while end < colon and (not is_stop(passage, end) or end == start):
        end += 1
    if end == start:
        return None
    speaker = name_speaker(passage, start, end, end)
    opening = Opening("colon", colon, colon + 1)
    first, last = trim(passage, colon + 1, content_end(passage, opening, ()))
    if last - first < 2:
        return None
    quote = quote_kind(passage, opening, first, last)
    if (
        all(word in load_words("state_names") for word in words)
        and quote == "direct"
        and not _speaks(passage, first, last)
    ):
        return None
    return Report(
        passage, "headline", (colon, colon + 1), "assert", opening, (first, last), quote, speaker, "", 0, colon
    )


def _speaks(passage: Passage, first: int, last: int) -> bool:
    return any(
        norm in ("لن", "لا", "يجب", "نحن", "ليس", "ليست")
        or (norm.endswith("نا") and at < first + 2)
        or passage.inside[at] >= 0
        for at, norm in enumerate(passage.norms[first:last], first)
    )


def _attributions(passage: Passage) -> Iterator[int]:
    """Tokens at which an attribution cuts the content before it: `، بحسب`, `، وفق ما`, `، كما أفاد`."""
    for at, norm in enumerate(passage.norms):
        if norm in ("بحسب", "حسب", "وفق", "وفقا", "نقلا", "طبقا", "حسبما", "بحسبما", "وفقما") and at:
            yield at - 1 if passage.norms[at - 1] == "،" else at
