"""Frames in which words pass through another hand: `نقلت الوكالة عن فلان`, `جاء في بيان للوزارة`, `أفاد بيان للشرطة`."""

from __future__ import annotations

from sijill.annotate.statements.chain import is_outlet
from sijill.annotate.statements.content import find_opening
from sijill.annotate.statements.cues import Cue, entry_at
from sijill.annotate.statements.draft import Draft, clause_start
from sijill.annotate.statements.nouns import documents_of, is_occasion
from sijill.annotate.statements.occasions import sort_end
from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.passing import points_back
from sijill.annotate.statements.phrases import is_role, phrase_after
from sijill.annotate.statements.speaker import Phrase, name_speaker
from sijill.annotate.statements.subject import subject_after, subject_before
from sijill.text.fold import fold_word
from sijill.text.lexicon import load_words

_QUALITIES = frozenset(map(fold_word, "صحفي صحافي مشترك مقتضب رسمي له لها لهم نشرته نشره أصدره أصدرته".split()))
# documents whose next noun is the one who gave them out; of others (تقرير, دراسة) it says what sort they are
GIVEN_OUT = frozenset("بيان بلاغ بيانات احصائيات احصاءات تصريح رسالة تغريدة تصريحات".split())
_ISSUED_BY = ("صادر", "صادرة", "صدر")
_ISSUED = frozenset(
    verb + ending for verb in map(fold_word, "أصدر نشر أعد كتب وزع عمم وجه أرسل بعث أذاع سجل".split()) for ending in
    ("ه", "ها", "ته", "تها", "وه", "وها")
)  # fmt: skip
_FROM_THEM = ("عنه", "عنها", "عنهم")


def find_relay(passage: Passage, cue: Cue, of: str) -> Draft | None:
    """`نقلت الوكالة عن فلان قوله إن`, `نسبت إلى فلان قوله`: the agency is a link, who stands behind `of` speaks.

    Behind عنه it is who spoke before.
    """
    norms, limit = passage.norms, passage.ends[cue.at]
    pointed = cue.at + 1 < limit and norms[cue.at + 1] in _FROM_THEM  # نقلت عنه الوكالة
    found = subject_after(passage, cue.at + 1 + pointed, limit, cue)
    source = name_speaker(passage, *found, limit) if found is not None else None
    at = source.end if source is not None else cue.at + 1 + pointed
    source = source or subject_before(passage, cue)  # لكن الوكالة نقلت عن فلان
    stop = min(limit, at + 10)
    while (
        at < stop
        and not _on_tongue(passage, at)
        and norms[at] not in (of, ":", "ان", "بان", *_FROM_THEM)
        and _noun_cue(passage, at, cue) is None
    ):
        at += 1
    tongue = at < stop and of == "عن" and _on_tongue(passage, at)
    if at >= stop or not (pointed or tongue or norms[at] == of or norms[at] in _FROM_THEM):
        return _finite_as_source(passage, cue, source) if of != "الى" else None
    speaker = None
    if norms[at] == of or tongue:
        spoken = phrase_after(passage, at + 1 + tongue, limit)
        if spoken is None:
            return None
        speaker = name_speaker(passage, *_before_noun_cue(passage, *spoken), limit)
    reach = speaker.end if speaker is not None else at
    inner = next((one for k in range(reach, min(limit, reach + 3)) if (one := _noun_cue(passage, k, cue))), None)
    if (speaker is None or of == "الى") and inner is None:
        return None
    opening = find_opening(passage, inner or cue, inner.at + 1 if inner is not None else reach, limit)
    if opening is None or (opening.kind == "np" and inner is None):
        return None
    for k in range(reach, min(opening.at, reach + 12)):
        inner = inner or _noun_cue(passage, k, cue)
    return Draft(inner or cue, speaker, opening, clause_start(passage, cue), source)


def _on_tongue(passage: Passage, at: int) -> bool:
    """Whether `على لسان فلان` begins at a token."""
    return passage.norms[at : at + 2] == ("على", "لسان")


def _noun_cue(passage: Passage, at: int, relay: Cue) -> Cue | None:
    """The noun by which a relayed speaker speaks: `قوله`, `تأكيدها`; None where none stands here."""
    entry, _ = entry_at(passage.norms[at])
    if entry is None or entry.form != "noun" or not entry.pronoun:
        return None
    return Cue(at, entry.verb, "noun", relay.gender if entry.pronoun == "" else entry.gender, entry.pronoun, "")


def _before_noun_cue(passage: Passage, first: int, last: int) -> tuple[int, int]:
    for at in range(first + 1, last):
        entry, _ = entry_at(passage.norms[at])
        if entry is not None and entry.form == "noun" and entry.pronoun:
            return first, at
    return first, last


def _finite_as_source(passage: Passage, cue: Cue, source: Phrase | None) -> Draft | None:
    if source is None:
        return None
    opening = find_opening(passage, cue, source.end, passage.ends[cue.at])
    if opening is None or opening.kind == "quote" or opening.at > source.end + 8:
        return None
    return Draft(cue, source, opening, clause_start(passage, cue))


def find_written(passage: Passage, cue: Cue) -> Draft | None:
    """`جاء في بيان للوزارة أن`, `ورد فيه: …`: words that stand in a document; whose it is speaks."""
    norms, limit = passage.norms, passage.ends[cue.at]
    at = cue.at + 1
    if at + 1 < limit and norms[at] in ("ايضا", "كذلك"):
        at += 1
    if at + 1 >= limit or norms[at] not in ("في", "فيه", "فيها", "خلال"):
        return None
    speaker = None
    behind = at + 1
    if norms[at] in ("في", "خلال"):
        if not is_occasion(norms[behind]):
            return None
        behind += 1
        while behind < limit and norms[behind] in _QUALITIES:
            behind += 1
        whole = norms[behind - 1] in documents_of() and behind < limit
        speaker = Phrase((behind - 1, behind + 1), None, behind + 1) if whole else _owner(passage, behind, limit)
    opening = find_opening(passage, cue, speaker.end if speaker is not None else behind, limit)
    return None if opening is None else Draft(cue, speaker, opening, clause_start(passage, cue))


def given_out(passage: Passage, speaker: Phrase, limit: int) -> tuple[Phrase, Phrase] | None:
    """Whose document speaks, and the document: `أفاد بيان للشرطة`; None where it is no document or nobody's."""
    head = speaker.name[0]
    word = passage.norms[head][speaker.shift :]
    if word not in GIVEN_OUT:
        return None
    at = sort_end(passage, "document", (word,), head + 1, of=False)
    document = Phrase((head, at), None, at, speaker.shift)
    while at < limit and passage.timed[at]:
        at += 1
    if at >= limit:
        return None
    if passage.norms[at] in _ISSUED and points_back(passage, at) == at + 1:  # بيان أصدرته الوزارة
        found = phrase_after(passage, at + 1, limit)
        owner = name_speaker(passage, *found, limit) if found is not None else None
        owner = None if owner is None or is_outlet(passage, *owner.name) else owner
    else:
        owner = _owner(passage, at, limit) if passage.norms[at] in _ISSUED_BY or _is_giver(passage, at) else None
    return None if owner is None else (owner, document)


def _is_giver(passage: Passage, at: int) -> bool:
    """Whether the noun behind a document is who gave it out: definite, named, a role or a body, behind ل or not."""
    norm = passage.norms[at]
    if norm.startswith(("ال", "لل")) or at in passage.named or is_role(norm) or norm in load_words("name_heads"):
        return True
    return norm[0] == "ل" and (is_role(norm[1:]) or norm[1:] in load_words("name_heads"))


def _owner(passage: Passage, at: int, limit: int) -> Phrase | None:
    """Whose document it is: `بيان الوزارة`, `بيان لوزارة فلان`, `بيان صادر عن الوزارة`."""
    norms = passage.norms
    shift = 0
    if at < limit and norms[at] in (*_ISSUED_BY, "لها", "له"):
        at += 1
        while at < limit and passage.timed[at]:
            at += 1
    if at < limit and norms[at] in ("عن", "من"):
        at += 1
    elif at < limit and norms[at][0] == "ل" and len(norms[at]) > 3 and not norms[at].startswith("ال"):
        shift = 1
    found = (at, at + 1) if shift and at < limit else phrase_after(passage, at, limit)
    if found is None:
        return None
    if shift:
        rest = None if at + 1 < limit and points_back(passage, at + 1) else phrase_after(passage, at + 1, limit)
        found = (at, rest[1]) if rest is not None else found
        return Phrase(found, None, found[1], shift)
    return name_speaker(passage, *found, limit)
