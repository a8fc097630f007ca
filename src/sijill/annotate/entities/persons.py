"""Names of people: given names with what follows, names behind titles and roles, and names beside reporting verbs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sijill.annotate.entities.complement import INNER, closes
from sijill.annotate.entities.mention import Mention
from sijill.annotate.entities.words import Facts, Word, facts_of
from sijill.text.gazetteer import gazetteer

_COMMAS = frozenset({"", "،", ","})
_MARKS_IN_ROLES = frozenset({*_COMMAS, '"', "«", "“", "(", ")", "»", "”"})
_KUNYA = frozenset({"ابو", "ابي", "ابا", "ام"})
_NEVER_FIRST = frozenset({"ولد", "ال", "بر", "دا"})  # particles that are words of their own at the head of a name
_BEFORE_VERBS = frozenset("لن لم قد سوف لا".split())
_LONGEST = 6  # words of a name; longer ones are lists that lost their commas
_ROLE = 9  # words of a role before its name (وزير الدولة لشؤون ...)


def find_persons(words: tuple[Word, ...], known: Iterable[Mention], bodies: Iterable[Mention]) -> Iterator[Mention]:
    """Every name of a person that its own words or a role show; no name runs into a sure `known` one or a body.

    A known surname alone may still end a longer name (`سليم` before a president's surname is his brother).
    """
    known = tuple(known)
    walls = {
        at: mention.end
        for mention in [*known, *bodies]
        if mention.sure and not (mention.kind == "PER" and mention.end == mention.start + 1)
        for at in range(mention.start, mention.end)
    }
    starts = {mention.start for mention in known if mention.sure and mention.kind == "PER"}
    role = 0  # how many words of an open role (وزير النفط العراقي ...) lie before this one
    at = 0
    while at < len(words):
        facts = words[at].facts
        if role and not _continues_role(words, at):
            role = 0
        if at in starts:
            role = 0
        found = None if at in walls or at in starts else _person_at(words, at, role, walls)
        if found is not None:
            yield found
            at = found.end
            role = 0
            continue
        if facts.title:
            role = 1
        elif role and not (at in walls and at - 1 in walls and walls[at] == walls[at - 1]):  # a body is one step
            role = role + 1 if role < _ROLE else 0
        at += 1


def _continues_role(words: tuple[Word, ...], at: int) -> bool:
    return words[at].gap in _MARKS_IN_ROLES and not words[at].facts.reports


def _person_at(words: tuple[Word, ...], at: int, role: int, walls: dict[int, int]) -> Mention | None:
    previous = words[at - 1].facts if at else None
    if previous is not None and not words[at].gap and previous.key in _BEFORE_VERBS:
        return None
    behind_title = bool(role) and previous is not None and bool(previous.title) and words[at].gap in _COMMAS
    for cut, key in words[at].facts.openings:
        first = words[at].facts if not cut else facts_of(key)
        if first.key != key or not _may_begin(first) or _leads_to_name(words, at, first, behind_title=behind_title):
            continue
        if cut and (behind_title or words[at].facts.listed):
            break
        if first.given and first.title and not (behind_title and previous and previous.title == "sole"):
            continue  # الناطق باسم is a role; العميد ناطق سالم is a name
        foreign = behind_title and not first.given and not first.definite
        end = _name_end(words, at, first, walls, may_end_in_place=foreign)
        if end == at:
            continue
        if _is_person(words, at, end, first, behind_title=behind_title, role=role):
            return Mention(at, end, cut, "PER")
    return None


def _leads_to_name(words: tuple[Word, ...], at: int, first: Facts, *, behind_title: bool) -> bool:
    """True for a definite word before a name's first word: it describes the person or ends the role (`المتقاعد سامي ...`)."""
    after = words[at + 1].facts if at + 1 < len(words) and not words[at + 1].gap else None
    if after is None or not first.definite or first.given or after.definite:
        return False
    return after.given == "strong" or (not behind_title and bool(after.given or not after.ordinary))


def _may_begin(facts: Facts) -> bool:
    if facts.key in INNER or facts.key in _NEVER_FIRST:
        return False
    if facts.given:
        return True
    if facts.key in ("عبد", "بن") or facts.key in _KUNYA:
        return True
    if facts.ordinary or facts.head is not None or not facts.key.isalpha() or facts.key.isascii():
        return False
    return len(facts.key) > 2 and not (facts.definite and facts.key.endswith("ة"))


def _name_end(words: tuple[Word, ...], at: int, first: Facts, walls: dict[int, int], *, may_end_in_place: bool) -> int:
    """The index after the last word of the name that begins at `at`; `at` itself where there is none.

    A surname with the article closes the name: behind it only another such word of no list follows.
    """
    end = at + 1
    particle = first.particle
    closed = closes(first)
    if may_end_in_place and walls.get(end) == end + 1 and not words[end].gap:  # a foreign surname is a town's name too
        return end + 1
    while end < len(words) and end < at + _LONGEST and not words[end].gap and (particle or end not in walls):
        facts = words[end].facts
        if end in walls:  # سليم بن + a known person's whole name
            end, particle = walls[end], False
            continue
        if particle or facts.particle:
            if facts.key.startswith("ال") or facts.particle or facts.given or not facts.ordinary or particle:
                closed = not particle and closes(facts)
                particle = facts.particle
                end += 1
                continue
            break
        if closed and not (facts.definite and not facts.ordinary and not facts.key.endswith(("ين", "ون", "ات", "ة"))):
            break
        if (
            end - at > 1 and facts.key.startswith("و") and len(facts.key) > 4 and not facts.given
        ):  # "and", behind a whole name
            break
        if not (_may_continue(facts) or _is_origin(facts, end - at, closed=closed)) or _is_adverb(words[end]):
            break
        closed = closes(facts)
        end += 1
    while end > at + 1 and words[end - 1].facts.particle:
        end -= 1
    if end == at + 1 and first.particle:
        return at
    return end


def _is_adverb(word: Word) -> bool:
    return word.token.text.endswith("ً") or "اً" in word.token.text


def _is_origin(facts: Facts, size: int, *, closed: bool) -> bool:
    """True for a nationality that is a surname: the third word of a name without one (`سليم يوسف المصري`)."""
    return facts.nationality and size >= 2 and not closed and facts.key.endswith("ي")


def _may_continue(facts: Facts) -> bool:
    key = facts.key
    if facts.given or (facts.surname and not facts.title):
        return True
    if facts.ordinary or len(key) < 2 or not key.isalpha() or key.isascii() or facts.head is not None:
        return False
    if key[0] == "و" and len(key) > 3:  # "and": another name begins here
        rest = facts_of(key[1:])
        if rest.given or rest.ordinary or rest.key in gazetteer().following:
            return False
    return True


def _opens_content(words: tuple[Word, ...], at: int) -> bool:
    """True where what is said begins: `أن`, `إن`, a colon or a quotation mark."""
    if at >= len(words):
        return False
    return words[at].token.norm in ("ان", "بان") or words[at].gap.startswith((":", '"', "«", "“"))


def _confirms(second: Facts) -> bool:
    """True where the second word can only belong to a name, so that a doubtful first name is one."""
    if second.given == "strong" or second.particle:
        return True
    return not second.ordinary and not (second.key.startswith("و") and len(second.key) > 4)


def _is_person(words: tuple[Word, ...], at: int, end: int, first: Facts, *, behind_title: bool, role: int) -> bool:
    size = end - at
    second = words[at + 1].facts if size > 1 else None
    if first.key in _KUNYA and second is not None and (second.given == "strong" or size > 2 or role > 0):
        return first.key != "ام" or second.given == "strong"
    if behind_title:
        sole = words[at - 1].facts.title == "sole"
        if size == 1 and first.key.startswith("الم") and end < len(words) and not words[end].facts.openings:
            return False  # a participle before its preposition: الجندي المنتمي إلى
        return size > 1 or (sole and (first.given in ("weak", "strong") or not first.ordinary))
    if first.given == "strong":
        return size > 1
    if first.given == "inner":
        return second is not None and (second.given == "strong" or (role > 0 and _confirms(second)))
    if first.given == "weak":
        if first.key == "علي" and second is not None and not (second.given or second.particle or second.definite):
            return False  # على (on), as Egypt types it
        return second is not None and _confirms(second)
    if first.particle:
        return (size > 1 and role > 0) or (first.key == "عبد" and size > 2)
    reported = at > 0 and words[at - 1].facts.reports and not words[at].gap
    if size < 2:
        told_to = words[at].facts.key.startswith("ل") and words[at].facts.key != first.key
        return reported and len(first.key) > 3 and not told_to and _opens_content(words, end)
    if role and (words[at].gap in ("،", ",") or words[at - 1].facts.nationality or role <= 4):
        return True
    if reported:
        return True
    following = words[end] if end < len(words) else None
    return following is not None and following.gap in ("،", ",", "(") and bool(following.facts.title)
