"""Naming a speaker: the noun phrase before or behind a cue, its role set apart from its name.

No entities are needed: a phrase runs to a preposition, relative, adverb, time, comma or opener of content.  In
`وزير الخارجية التركي فلان` the name begins at the first bare noun behind definite ones.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sijill.annotate.statements.cues import THAT, entry_at
from sijill.annotate.statements.nouns import carries_b, carries_l, carries_w, is_occasion, is_verbal_noun, leads_b
from sijill.annotate.statements.passage import FAMILY, Passage
from sijill.text.fold import fold_word
from sijill.text.lexicon import load_words

LONGEST = 26  # tokens of a speaker's description: office, body, rank and name together
QUOTED_NAME = 5  # tokens of a name in marks
RELATIVES = frozenset(map(fold_word, "الذي التي الذين اللذان اللذين اللتان اللتين اللواتي ممن".split()))
_JOINING = frozenset(map(fold_word, "في من لدى باسم لشؤون أو".split()))
_VAGUE = frozenset(map(fold_word, "مصدر مصادر المصدر جهات شهود سكان مواطنون البعض عدد بعض أحد إحدى اثنان".split()))
_CLAUSE_OPENERS = frozenset(
    map(
        fold_word,
        "كان كانت وكان وكانت إن أن أنه لكن ولكن بينما فيما حيث كما فإن وأن وإن إذ حين عندما بعدما لأن أيضا أما وأما"
        " جهته جهتها جهتهم جانبه جانبها جانبهم ناحيته ناحيتها دوره دورها".split(),
    )
)
_BETWEEN = frozenset(map(fold_word, "قد أيضا كذلك بدوره بدورها".split()))  # between a subject and the verb behind it
_BARE_TITLES = frozenset(
    map(fold_word, "جنرال لواء عميد عقيد دكتور دكتورة بروفيسور سيناتور أدميرال شيخ فريق مقدم رائد د مهندس آية".split())
)
_DASHES = frozenset("-–—_/")


class Phrase(NamedTuple):
    """A speaker as token ranges: its name and its role; `end` is where reading goes on behind it.

    `shift` letters of the name's first token are a proclitic: لفلان.
    """

    name: tuple[int, int]
    role: tuple[int, int] | None
    end: int
    shift: int = 0


@cache
def is_role(norm: str) -> bool:
    """Whether a word heads the description of a person, with ال or without."""
    roles = load_words("speaker_roles")
    return norm in roles or (norm.startswith("ال") and norm[2:] in roles)


@cache
def _stops(norm: str) -> bool:
    stops = load_words("speaker_stops")
    return norm in stops or norm in THAT or norm in RELATIVES or (norm[0] == "و" and norm[1:] in stops)


def is_stop(passage: Passage, at: int) -> bool:
    """Whether a speaker's phrase ends before this token: a time, a particle, or a verb that reports."""
    norm = passage.norms[at]
    if passage.timed[at] or _stops(norm):
        return True
    if norm[0] == "ي" and at and passage.norms[at - 1].startswith("ال") and _reads_as_verb(passage, at):
        return True
    entry, _ = entry_at(norm)
    if entry is None or is_role(norm) or entry.form == "noun":
        return False
    return not (entry.form == "past" and "homograph" in entry.verb.traits and norm == entry.verb.past)


def _reads_as_verb(passage: Passage, at: int) -> bool:
    norm = passage.norms[at]
    return len(norm) >= 4 and at not in passage.named and norm not in load_words("given_names")


def phrase_after(passage: Passage, start: int, limit: int) -> tuple[int, int] | None:
    """The token range of a noun phrase that begins at `start`, or None where none does."""
    norms, tokens = passage.norms, passage.tokens
    limit = min(limit, start + LONGEST)
    if start >= limit or leads_b(norms[start]) or carries_l(norms[start]) or norms[start].isdigit():
        return None
    described = is_role(norms[start])
    at = start
    while at < limit:
        norm = norms[at]
        if at in passage.closes or norm == "(":
            behind = _skip_aside(passage, at, limit) if at > start or at in passage.closes else None
            if behind is None or (at == start and behind >= limit):
                break
            at = behind
        elif not tokens[at].text[0].isalnum():
            if norm != "#" and not (at > start and _is_inner(passage, at, limit)):
                break
            at += 1
        elif at > start and norm in _JOINING and _joins(passage, start, at, limit):
            at += 2
        elif is_stop(passage, at) or (at > start and _leaves(passage, start, at, described=described)):
            break
        else:
            at += 1
    at = min(at, limit)
    while (
        at > start
        and not tokens[at - 1].text[0].isalnum()
        and norms[at - 1] != ")"
        and tokens[at - 1].text not in FAMILY
    ):
        at -= 1
    return (start, at) if at > start else None


def _skip_aside(passage: Passage, at: int, limit: int) -> int | None:
    """The token behind a short name in marks or brackets, or None where it is no part of a name."""
    if at in passage.closes:
        end = passage.closes[at]
        return end + 1 if 1 < end - at <= QUOTED_NAME and end < limit else None
    end = next((k for k in range(at + 1, min(at + 10, limit)) if passage.norms[k] == ")"), limit)
    return end + 1 if end < limit else None


def _is_inner(passage: Passage, at: int, limit: int) -> bool:
    """A dash or full stop inside a name: `كويكاتلان-الغربي`, `د. فلان`."""
    norms = passage.norms
    if norms[at] in _DASHES:
        return at + 1 < limit and passage.touches(at) and passage.touches(at + 1)
    return norms[at] == "." and passage.touches(at) and len(norms[at - 1]) <= 2 and at + 1 < limit


def _joins(passage: Passage, start: int, at: int, limit: int) -> bool:
    """Whether في or من carries a description on: `مسؤول في الحكومة`, not `مسؤول في بيان`."""
    if at + 1 >= limit or passage.timed[at + 1] or not passage.tokens[at + 1].text[0].isalnum():
        return False
    behind = passage.norms[at + 1]
    if passage.norms[at] == "باسم":
        return True
    if is_occasion(behind) or _stops(behind):
        return False
    head = passage.norms[start]
    return is_role(head) or head in _VAGUE


def _leaves(passage: Passage, start: int, at: int, *, described: bool) -> bool:
    """Whether a word with an attached preposition leads out of the phrase: an addressee, a place, an occasion."""
    norm = passage.norms[at]
    if norm[0] == "ل" and len(norm) > 1:
        rest = norm[1:].removeprefix("ل")
        if rest in load_words("addressed_words") or is_occasion(norm[1:]):
            return True
        return not described and norm.startswith("لل") and at == start + 1
    if norm == "ل":
        return True
    if norm[0] == "ب" and len(norm) > 3 and norm not in load_words("b_words"):
        return is_occasion(norm[1:]) or (norm.startswith("بال") and not described)
    return False


def phrase_before(passage: Passage, at: int) -> tuple[int, int] | None:
    """The token range of the noun phrase that stands before token `at` and begins a clause there.

    Behind a relative (`الوزير الذي قال`) it is the noun before the relative.
    """
    norms, tokens = passage.norms, passage.tokens
    sentence = passage.starts[at]
    end = at
    while (end > sentence and norms[end - 1] in ("قد", "ايضا", "كذلك", "بدوره", "بدورها")) or (
        end > sentence and passage.timed[end - 1]
    ):
        end -= 1
    related = end > sentence and norms[end - 1] in RELATIVES
    end -= related
    if end > sentence + 1 and norms[end - 1] == "،":
        end -= 1
    start, floor = end, max(sentence, end - (8 if related else LONGEST))
    while start > floor:
        norm = norms[start - 1]
        if start - 1 in passage.marks:
            opened = _opening_of(passage, start - 1, floor)
            if opened is None:
                break
            start = opened
        elif not tokens[start - 1].text[0].isalnum():
            if norm not in ("#", "(", ")") and not (
                norm in _DASHES and passage.touches(start - 1) and passage.touches(start)
            ):
                break
            start -= 1
        elif norm in ("في", "من", "باسم") and start - 1 > floor and is_role(norms[start - 2]):
            start -= 1
        elif is_stop(passage, start - 1):
            break
        else:
            start -= 1
            if related and norm.startswith("وال") and norm not in load_words("w_words"):
                break
    while start < end and norms[start] in ("(", ")"):
        start += 1
    if start == end or norms[start] == "ل" or (not related and not _begins_clause(passage, start, sentence)):
        return None
    if related and start == floor and start > sentence:
        return None
    return None if leads_b(norms[start]) or carries_l(norms[start]) else (start, end)


def _opening_of(passage: Passage, closing: int, floor: int) -> int | None:
    return next((at for at in range(max(floor, closing - 8), closing) if passage.closes.get(at) == closing), None)


def _begins_clause(passage: Passage, start: int, sentence: int) -> bool:
    if start == sentence:
        return True
    before = passage.norms[start - 1]
    return not passage.tokens[start - 1].text[0].isalnum() or before in _CLAUSE_OPENERS


def name_speaker(passage: Passage, first: int, last: int, limit: int) -> Phrase:
    """The phrase at tokens `first` to `last` with name and role apart; an apposition behind a comma is read too.

    `رئيس الهيئة فلان الفلاني` and `فلان الفلاني، رئيس الهيئة،` both name فلان الفلاني.
    """
    norms = passage.norms
    last = _without_bracket(passage, first, last)
    described = is_role(norms[first])
    split = _name_start(passage, first, last)
    if split is not None:
        return Phrase((split, last), (first, split), last)
    quoted = _quoted_name(passage, first, last)
    if quoted is not None:
        return Phrase(quoted, (first, quoted[0] - 1), last)
    called = _called(passage, last, limit)
    if described and called is not None:
        return Phrase(called, (first, last), called[1])
    aside = _apposition(passage, last, limit)
    if aside is None:
        return Phrase((first, last), None, last)
    start, end = aside
    if not is_role(norms[start]):
        named = described and end - start <= 5 and not norms[start].startswith("ال")
        return Phrase((start, end), (first, last), end) if named else Phrase((first, last), None, last)
    inner = _name_start(passage, start, end)
    if described and inner is not None:
        return Phrase((inner, end), (first, inner), end)
    return Phrase((first, last), None if described else (start, end), end)


def _without_bracket(passage: Passage, first: int, last: int) -> int:
    if passage.norms[last - 1] != ")":
        return last
    opened = next((at for at in range(last - 2, first, -1) if passage.norms[at] == "("), None)
    return last if opened is None else opened


def _called(passage: Passage, at: int, limit: int) -> tuple[int, int] | None:
    if at < limit and passage.norms[at] in ("يدعى", "تدعى", "ويدعى", "اسمه", "اسمها"):
        return phrase_after(passage, at + 1, limit)
    return None


def _name_start(passage: Passage, first: int, last: int) -> int | None:
    """Where the name begins in `role name`: at the first bare noun behind a definite one, a state or a rank."""
    norms = passage.norms
    described = is_role(norms[first])
    for at in range(first + 1, last):
        if described and passage.named.get(at) == last and norms[at] not in load_words("state_names"):
            ruled = norms[at - 1] in _JOINING or is_verbal_noun(norms[at - 1]) or _is_office(norms, at - 1)
            return None if ruled else at
    if not described:
        # الفرنسي فلان: an adjective of origin before a name
        bare = norms[first].startswith("ال") and norms[first].endswith("ي") and last - first in (2, 3)
        return first + 1 if bare and not norms[first + 1].startswith("ال") else None
    settled = norms[first].startswith("ال") or norms[first] in _BARE_TITLES
    for at in range(first + 1, last):
        norm, before = norms[at], norms[at - 1]
        if not passage.tokens[at].text[0].isalpha():
            continue
        plain = norm[1:] if carries_w(norm) else norm
        if norm in _JOINING:
            settled = False
        elif is_role(plain):
            settled = plain.startswith("ال") or plain in _BARE_TITLES
        elif plain.startswith("ال") or norm.startswith("لل") or norm in load_words("state_names"):
            settled = True
        elif (
            carries_l(norm)
            or carries_b(norm)
            or before in _JOINING
            or plain in load_words("name_heads")
            or is_verbal_noun(plain)
        ):
            settled = False
        elif settled:
            return at - 1 if before == "#" else at
    return None


def _is_office(norms: tuple[str, ...], at: int) -> bool:
    """Whether the word before a name rules it: `وزارة فلان`, `رئيس فلان`; a name behind it is no person's."""
    norm = norms[at]
    return (is_role(norm) and not norm.startswith("ال") and norm not in _BARE_TITLES) or norm in load_words(
        "name_heads"
    )


def _is_body(norm: str) -> bool:
    return norm in load_words("name_heads") or is_verbal_noun(norm)


def _quoted_name(passage: Passage, first: int, last: int) -> tuple[int, int] | None:
    """A name in marks behind a generic noun: `وكالة "فلان" الرسمية`."""
    if passage.norms[first].removeprefix("ال") not in load_words("name_heads"):
        return None
    for at in range(first + 1, min(first + 3, last)):
        end = passage.closes.get(at)
        if end is not None and at + 1 < end <= last:
            return at + 1, end
    return None


def _apposition(passage: Passage, comma: int, limit: int) -> tuple[int, int] | None:
    """The noun phrase between a comma behind a speaker and the next comma, stop or mark."""
    if comma >= limit or passage.norms[comma] != "،":
        return None
    found = phrase_after(passage, comma + 1, limit)
    if found is None or found[1] >= limit:
        return None
    end = found[1]
    return found if passage.norms[end] in ("،", ":", "(") or is_stop(passage, end) or end in passage.closes else None
