"""Frames: how a cue stands to its speaker and content. Each gives a draft, or None where the words make no report."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.annotate.statements.chain import find_pointed, find_told
from sijill.annotate.statements.content import Opening, find_opening
from sijill.annotate.statements.cues import THAT, Cue
from sijill.annotate.statements.draft import COMMAS, COORDINATORS, Draft, clause_start
from sijill.annotate.statements.nouns import (
    begins_object,
    carries_b,
    is_ordinary,
    is_verbal_noun,
)
from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.phrases import RELATIVES, is_role, phrase_after
from sijill.annotate.statements.relay import find_relay, find_written, given_out
from sijill.annotate.statements.speaker import Phrase, name_speaker
from sijill.annotate.statements.subject import (
    aside_end,
    is_definite,
    is_followed_by_aside,
    is_object,
    subject_after,
    subject_before,
)
from sijill.text.fold import fold_word

_IMPERSONAL = frozenset(map(fold_word, "عنه عنها به بها".split()))  # كشف عنه: passive, nobody says it
_UNDERSTOOD = frozenset(
    map(
        fold_word,
        "كان كانت وكان وكانت قد وقد هو هي وهو وهي لكنه لكنها ولكنه ولكنها نفسه ذاته عندما حين أن بأن فيما ما بعدما".split(),
    )
)
_WITHHELD = frozenset(map(fold_word, "التعليق الخوض الكشف الإفصاح الرد الإدلاء الإجابة الصمت".split()))
_OF = ("من", "الى")
PUT_TO = ("ابلغ", "اخبر")  # whose object is the one who is told
_TAKING = ("deny", "request", "commit")  # acts whose verb may take its object with the subject left out: ونفى وقوع قتلى
_BEFORE_SPEECH = frozenset({".", "،", "؟", "!", "…", "-", "–", "—"})


def draft_report(passage: Passage, cue: Cue, drafts: Sequence[Draft] = ()) -> Draft | None:
    """The draft of a cue by its form; `drafts` are those before it, whose subject a verb joined by و may share."""
    if cue.form == "participle":
        return _participle(passage, cue)
    if cue.form == "noun":
        return _noun(passage, cue) if cue.pronoun else _bare_noun(passage, cue)
    if "relay" in cue.verb.traits:
        return find_relay(passage, cue, "من" if cue.verb.past == "علم" else "عن")  # علمت الصحيفة من مصدر أن
    if cue.verb.past == "نسب" and (ascribed := find_relay(passage, cue, "الى")) is not None:
        return ascribed
    if "written" in cue.verb.traits:
        return find_written(passage, cue)
    return _finite(passage, cue, drafts)


def _finite(passage: Passage, cue: Cue, drafts: Sequence[Draft]) -> Draft | None:
    """Verb, subject, opening: the subject stands behind the verb, else before it, else is carried over."""
    start, limit = cue.at + 1, passage.ends[cue.at]
    if start < limit and passage.norms[start] in _IMPERSONAL:
        return None
    before = subject_before(passage, cue)
    found = subject_after(passage, start, limit, cue)
    if found is not None and cue.pronoun and not is_definite(passage, found):
        found = None
    if (
        found is not None
        and {"obj", "whole"} & cue.verb.traits
        and is_object(passage, cue, found, before, [draft.cue for draft in drafts[-2:]])
    ):
        found = None
    if found is not None and cue.verb.past in PUT_TO and find_told(passage, found[0], found[0] + 1):
        found = None  # أبلغ رويترز أن
    abuts = before is not None and before.end == cue.at and not carries_b(passage.norms[before.name[0]])
    if found is not None and abuts and not _names(passage, found[0]):
        found = None  # الوزير برر قراره
    speaker = name_speaker(passage, *found, limit) if found is not None else None
    reach = speaker.end if speaker is not None else start
    if found is not None and is_followed_by_aside(passage, found[1], limit):
        reach = max(reach, found[1])  # نفى حارس المخزن السابق، في اتصال مع الإذاعة، أي تقصير
    opening = _spoken_before(passage, cue, drafts) or _asked(passage, cue, reach, limit)
    opening = opening or find_opening(passage, cue, reach, limit)
    if opening is None:
        return None
    speaker = speaker or before
    if opening.kind == "np" and passage.norms[opening.first] in _WITHHELD:
        return None  # رفض التعليق
    if speaker is not None and cue.at < speaker.name[0]:
        given = given_out(passage, speaker, limit)
        if given is not None and given[0].end <= opening.at:
            return Draft(cue, given[0], opening, clause_start(passage, cue), given[1])
    if opening.at < cue.at or ("from" in cue.verb.traits and reach < limit and passage.norms[reach] in _OF):
        return Draft(cue, speaker, opening, clause_start(passage, cue))
    if not _counts(passage, cue, opening=opening, speaker=speaker, reach=reach):
        return None
    return Draft(cue, speaker, opening, clause_start(passage, cue))


def _names(passage: Passage, at: int) -> bool:
    return at in passage.personal or is_role(passage.norms[at])


def find_subject(passage: Passage, cue: Cue) -> Phrase | None:
    """The subject of a verb that made no report, where it heads a clause: who goes on behind it without being named."""
    if cue.form not in ("past", "present") or cue.pronoun or not (cue.proclitic or cue.at == passage.starts[cue.at]):
        return None
    found = subject_after(passage, cue.at + 1, passage.ends[cue.at], cue)
    return name_speaker(passage, *found, passage.ends[cue.at]) if found is not None else None


def _spoken_before(passage: Passage, cue: Cue, drafts: Sequence[Draft]) -> Opening | None:
    """The quotation right before a verb that no cue has opened: `"لا نملك وقتا"، يقول فلان`; None where there is none."""
    if cue.proclitic or cue.pronoun:
        return None
    close = cue.at - 1
    if close > 0 and passage.norms[close] in COMMAS:
        close -= 1
    opened = next((mark for mark, end in passage.closes.items() if end == close and close - mark > 2), None)
    if opened is None or any(draft.opening.at in (opened, opened - 1) for draft in drafts):
        return None
    heads = opened == 0 or opened == passage.starts[opened] or passage.norms[opened - 1] in _BEFORE_SPEECH
    return Opening("quote", opened, opened + 1) if heads else None


def _asked(passage: Passage, cue: Cue, reach: int, limit: int) -> Opening | None:
    """The object behind whom it is asked of: `طلبت من الشرطة حماية عائلتها`; None where the verb does not ask of anyone."""
    if "from" not in cue.verb.traits or reach + 2 >= limit or passage.norms[reach] not in _OF:
        return None
    asked = phrase_after(passage, reach + 1, limit)
    if asked is None:
        return None
    for at in range(asked[0] + 1, min(asked[1] + 1, limit)):
        norm = passage.norms[at]
        definite = norm.startswith("ال") and is_verbal_noun(norm[2:])
        bare = passage.norms[at - 1].startswith("ال") and not norm.startswith(("ال", "و")) and is_ordinary(norm)
        if at in passage.closes or begins_object(passage, at) or definite or bare:
            return Opening("quote", at, at + 1) if at in passage.closes else Opening("np", at, at)
    return None


def _counts(passage: Passage, cue: Cue, *, opening: Opening, speaker: Phrase | None, reach: int) -> bool:
    """Whether opener, verb and subject together make a report; `reach` is where the subject ends, or the verb."""
    traits = cue.verb.traits
    behind = aside_end(passage, reach, opening.at) if opening.kind == "np" else reach
    distance = sum(not timed for timed in passage.timed[behind : opening.at])
    if opening.kind in ("prep", "np") and "strict" in traits:
        return False
    if opening.kind == "np" and speaker is None:
        before = passage.norms[cue.at - 1] if cue.at else ""
        joined = cue.proclitic == "و" or before in COMMAS or before in COORDINATORS
        taken = cue.verb.act in _TAKING or _is_own(passage.norms[opening.at])
        return joined and cue.at > 0 and distance == 0 and taken and "impersonal" not in traits
    if opening.kind == "np" and distance > (2 if "firm" in traits else 7):
        return False
    if {"strict", "homograph"} <= traits and opening.kind == "that" and distance > 3:
        return False
    if speaker is not None:
        return True
    if "impersonal" in traits and cue.gender == "m" and (cue.form == "present" or cue.proclitic):
        return False
    if not cue.proclitic and not _begins_clause(passage, cue.at):
        return False
    if opening.kind == "prep" and cue.form == "present" and not cue.proclitic and not cue.pronoun:
        return False
    if opening.kind == "prep" and distance > 3 and "obj" not in traits:
        return False
    if opening.kind == "quote" and "strict" in traits and distance > 2:
        return False
    return distance <= 15


def _is_own(norm: str) -> bool:
    """Whether a noun is the speaker's own act: `أبدى استعداده`, `جدد رفضه`."""
    return is_verbal_noun(norm) and norm.endswith(("ه", "ها", "هم"))


def _begins_clause(passage: Passage, at: int) -> bool:
    """Whether a verb without a subject stands where one is understood: at a clause's head, behind إنه or الذي."""
    if at == passage.starts[at] or passage.timed[at - 1] or not passage.tokens[at - 1].text[0].isalnum():
        return True
    before = passage.norms[at - 1]
    if before in ("و", "ف"):
        return True  # printed apart
    if passage.norms[at + 1 : at + 2] in (("فيه",), ("فيها",)) and find_pointed(passage, at) is not None:
        return True  # نشرت الوزارة بيانا قالت فيه إن
    if passage.norms[passage.starts[at]].removeprefix("و") in ("عندما", "حين", "لما", "بعدما"):
        return True  # وعندما ألح الصحفيون قالت إن
    return before in COORDINATORS or before in _UNDERSTOOD or before in THAT or before in RELATIVES


def _participle(passage: Passage, cue: Cue) -> Draft | None:
    """`مضيفا أن`, `مشيرا إلى`: goes on with the speaker of its sentence."""
    reach = min(passage.ends[cue.at], cue.at + (14 if "obj" in cue.verb.traits else 8))
    opening = find_opening(passage, cue, cue.at + 1, reach)
    if opening is None or cue.at == 0:
        return None
    before = passage.norms[cue.at - 1]
    apart = before in COMMAS or cue.at - 1 in passage.marks or cue.proclitic == "و"
    if not apart and opening.kind == "quote" and opening.at > cue.at + 1:
        return None
    if opening.kind in ("prep", "np") and (
        opening.at > cue.at + 6 or (cue.gender == "p" and cue.verb.act != "request") or not apart
    ):
        return None
    if opening.kind == "np" and passage.norms[cue.at][-1] == "ة":
        return None
    return Draft(cue, None, opening, clause_start(passage, cue))


def _noun(passage: Passage, cue: Cue) -> Draft | None:
    """`قوله إن`, `تأكيده أن`, `نفيه صحة`: a verbal noun with its speaker's pronoun."""
    opening = find_opening(passage, cue, cue.at + 1, min(passage.ends[cue.at], cue.at + 8))
    if opening is None or (opening.kind in ("prep", "np") and opening.at > cue.at + 1):
        return None
    if opening.kind in ("quote", "colon") and opening.at > cue.at + 3:
        return None
    return Draft(cue, None, opening, 0)


def _bare_noun(passage: Passage, cue: Cue) -> Draft | None:
    """`تصريح فلان بأن`, `إعلان الوزير إغلاق`: a verbal noun with its speaker behind it and the content behind that."""
    limit = passage.ends[cue.at]
    found = subject_after(passage, cue.at + 1, limit, cue)
    if found is None or passage.norms[found[0]].startswith("ل"):
        return None
    speaker = name_speaker(passage, *found, limit)
    behind = speaker.end
    while behind < limit and (passage.timed[behind] or passage.norms[behind] == "،"):
        behind += 1
    opening = find_opening(passage, cue, behind, min(limit, behind + 4))
    if opening is None or opening.kind in ("quote", "colon") or opening.at > behind + 1:
        return None
    if opening.kind == "prep" and not carries_b(passage.norms[opening.at]):
        return None
    return Draft(cue, speaker, opening, 0)
