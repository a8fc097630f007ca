"""Naming a speaker: the name in a noun phrase, its role set apart.

Where a person's mention lies in the phrase it is the name.  Elsewhere, in `وزير الخارجية التركي فلان`, the name begins at the
first bare noun behind definite ones that is no ordinary word.
"""

from __future__ import annotations

from typing import NamedTuple

from sijill.annotate.statements.nouns import carries_b, carries_l, carries_w, is_given, is_ordinary, is_verbal_noun
from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.phrases import JOINING, is_owned_role, is_role, is_stop, phrase_after
from sijill.text.fold import fold_word
from sijill.text.lexicon import load_words
from sijill.text.names import PARTICLES

_BARE_TITLES = frozenset(
    map(fold_word, "جنرال لواء عميد عقيد دكتور دكتورة بروفيسور سيناتور أدميرال شيخ فريق مقدم رائد د مهندس آية".split())
)


_IN_NAME_OF = frozenset({"باسمه", "باسمها", "باسمهم"})
LATE = 16  # tokens of a role behind its first phrase in which the name is looked for
_ENDING = frozenset({"ان", "انه", "انها", "بان", ":", "؛", ".", "الذي", "التي", "قال", "قالت"})
_OPENING = frozenset({"ان", "انه", "انها", "بان", "،", ":", "في", "خلال", "ما", "عن", "على", "("})


class Phrase(NamedTuple):
    """A speaker as token ranges: its name and its role; `end` is where reading goes on behind it.

    `shift` letters of the name's first token are a proclitic: لفلان.
    """

    name: tuple[int, int]
    role: tuple[int, int] | None
    end: int
    shift: int = 0


def name_speaker(passage: Passage, first: int, last: int, limit: int) -> Phrase:
    """The phrase at tokens `first` to `last` with name and role apart; an apposition behind a comma is read too.

    `رئيس الهيئة فلان الفلاني` and `فلان الفلاني، رئيس الهيئة،` both name فلان الفلاني.
    """
    norms = passage.norms
    if passage.closes.get(first) == last - 1 and last - first > 2:
        return Phrase((first + 1, last - 1), None, last)  # "فلان"
    last = _without_bracket(passage, first, last)
    described = is_role(norms[first])
    split = _person_start(passage, first, last) or _name_start(passage, first, last)
    if split is not None:
        end = _name_end(passage, split, last)
        return Phrase((split, end), (first, split), end)
    quoted = _quoted_name(passage, first, last)
    if quoted is not None:
        return Phrase(quoted, (first, quoted[0] - 1), last)
    called = _called(passage, last, limit)
    if described and called is not None:
        return Phrase(called, (first, last), called[1])
    late = _late_name(passage, last, limit) if described else None
    if late is not None:
        return Phrase(late, (first, late[0] - (norms[late[0] - 1] == "،")), late[1])
    aside = _apposition(passage, last, limit)
    if aside is None:
        return Phrase((first, last), None, last)
    start, end = aside
    if not is_role(norms[start]):
        named = described and end - start <= 5 and not (norms[start].startswith("ال") or carries_w(norms[start]))
        return Phrase((start, end), (first, last), end) if named else Phrase((first, last), None, last)
    inner = _name_start(passage, start, end)
    if described and inner is not None:
        return Phrase((inner, end), (first, inner), end)
    return Phrase((first, last), None if described else (start, end), end)


def _late_name(passage: Passage, last: int, limit: int) -> tuple[int, int] | None:
    """The person whom a long role runs up to: `وزير الإسكان السابق والمحلل السياسي فلان الفلاني أن …`; None where words stop it.

    The name must stand behind a definite word, a rank or a closing mark, and before what opens the content.
    """
    norms = passage.norms
    for at in range(last, min(limit, last + LATE)):
        if norms[at] in _ENDING:
            return None
        end = passage.persons.get(at, 0)
        if end == 0:
            continue
        before = norms[at - 1].removeprefix("و")
        led = before.startswith("ال") or before in (*_BARE_TITLES, "،") or at - 1 in passage.marks
        opens = end < limit and (norms[end] in _OPENING or end in passage.closes or passage.timed[end])
        return (at, end) if led and opens and at > last and at not in passage.led else None
    return None


def _without_bracket(passage: Passage, first: int, last: int) -> int:
    if passage.norms[last - 1] != ")":
        return last
    opened = next((at for at in range(last - 2, first, -1) if passage.norms[at] == "("), None)
    return last if opened is None else opened


def _called(passage: Passage, at: int, limit: int) -> tuple[int, int] | None:
    if at < limit and passage.norms[at] in ("يدعى", "تدعى", "ويدعى", "اسمه", "اسمها"):
        return phrase_after(passage, at + 1, limit)
    return None


def _person_start(passage: Passage, first: int, last: int) -> int | None:
    """Where a person's mention begins that ends the phrase and names the one described, None where there is none."""
    norms = passage.norms
    for start in range(first, last):
        end = passage.persons.get(start, 0)
        if end == 0 or end > last or any(is_ordinary(norms[k]) for k in range(end, last)):
            continue
        at = start
        while at + 1 < end and norms[at].startswith("ال"):
            at += 1  # the end of an office taken for a name's beginning
        if at == first or norms[at - 1] in JOINING or _is_office(norms, at - 1):
            return None
        return at if is_role(norms[first]) or norms[first].startswith("ال") else None
    return None


def _name_start(passage: Passage, first: int, last: int) -> int | None:
    """Where the name begins in `role name`: at the first bare noun behind a definite one, a state or a rank."""
    norms = passage.norms
    if not is_role(norms[first]):
        # الفرنسي فلان: an adjective of origin before a name
        bare = norms[first].startswith("ال") and norms[first].endswith("ي") and last - first in (2, 3)
        return first + 1 if bare and not norms[first + 1].startswith("ال") else None
    settled = _settles(norms[first])
    for at in range(first + 1, last):
        norm, before = norms[at], norms[at - 1]
        if not passage.tokens[at].text[0].isalpha():
            continue
        plain = norm[1:] if carries_w(norm) else norm
        if norm in JOINING:
            settled = False
        elif is_role(plain):
            if settled and is_role(before) and at + 1 < last and not _describes(norms[at + 1]):
                return at  # العميد ناطق فلان: a given name that is also a role
            settled = _settles(plain)
        elif (
            plain.startswith("ال") or norm in _IN_NAME_OF or norm.startswith("لل") or norm in load_words("state_names")
        ):
            settled = True
        elif (
            carries_l(norm)
            or carries_b(norm)
            or before in JOINING
            or plain in load_words("name_heads")
            or is_verbal_noun(plain)
        ):
            settled = False
        elif settled and norm not in ("اول", "ثان") and _can_be_name(passage, at, last):
            return at - 1 if before == "#" else at
    return None


def _settles(norm: str) -> bool:
    """Whether a title is whole, so that a name may stand behind it: `الوزير`, `عميد`, `مبعوثه`."""
    return norm.startswith("ال") or norm in _BARE_TITLES or is_owned_role(norm)


def _name_end(passage: Passage, first: int, last: int) -> int:
    """Where a person's name ends: before the first definite word of the language, which begins an object."""
    norms = passage.norms
    for at in range(first + 1, last):
        joined = norms[at - 1] in PARTICLES or at in passage.personal
        if norms[at].startswith("ال") and is_ordinary(norms[at]) and norms[at - 1].startswith("ال") and not joined:
            return at
    return last


def _describes(norm: str) -> bool:
    return is_role(norm) or is_ordinary(norm)


def _can_be_name(passage: Passage, at: int, last: int) -> bool:
    """Whether a person's name can begin here: a given name, or no ordinary word."""
    norm = passage.norms[at]
    return is_given(norm) or at in passage.persons or not is_ordinary(norm)


def _is_office(norms: tuple[str, ...], at: int) -> bool:
    """Whether the word before a name rules it: `وزارة فلان`, `رئيس فلان`; a name behind it is no person's."""
    norm = norms[at]
    return (is_role(norm) and not _settles(norm)) or norm in load_words("name_heads")


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
    if passage.tokens[found[0]].text.endswith(("اً", "ًا")):
        return None  # الدبلوماسي، مقتبسا من تقرير
    return found if passage.norms[end] in ("،", ":", "(") or is_stop(passage, end) or end in passage.closes else None
