"""Names of people: given names with what follows, names behind titles, and names beside reporting verbs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sijill.annotate.entities.mention import Mention
from sijill.annotate.entities.words import Facts, Word, facts_of
from sijill.text.gazetteer import gazetteer

_COMMAS = frozenset({"", "،", ","})
_LONGEST = 6  # words of a name; longer ones are lists that lost their commas


def find_persons(words: tuple[Word, ...], known: Iterable[Mention]) -> Iterator[Mention]:
    """Every name of a person that its own words or a title show; no name runs into one of the sure `known` ones.

    A known surname alone may still end a longer name (`سليم` before a president's surname is his brother).
    """
    walls = {
        at: mention.end
        for mention in known
        if mention.sure and not (mention.kind == "PER" and mention.end == mention.start + 1)
        for at in range(mention.start, mention.end)
    }
    starts = {mention.start for mention in known if mention.sure and mention.kind == "PER"}
    role = 0  # how many words of an open role phrase (وزير النفط العراقي ...) lie before this one
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
        role = 1 if facts.title else (role + 1 if 0 < role < 9 else 0)
        at += 1


def _continues_role(words: tuple[Word, ...], at: int) -> bool:
    if words[at].gap not in _COMMAS and words[at].gap not in ('"', "«", "“", "(", ")", "»", "”"):
        return False
    return not words[at].facts.reports


def _person_at(words: tuple[Word, ...], at: int, role: int, walls: dict[int, int]) -> Mention | None:
    previous = words[at - 1].facts if at else None
    behind_title = bool(role) and previous is not None and bool(previous.title) and words[at].gap in _COMMAS
    for cut, key in words[at].facts.openings:
        first = words[at].facts if not cut else facts_of(key)
        if first.key != key or not _may_begin(first) or _leads_to_given(words, at, first):
            continue
        if cut and (behind_title or words[at].facts.listed):
            break
        end = _name_end(words, at, first, walls)
        if end == at:
            continue
        if _is_person(words, at, end, first, behind_title=behind_title, role=role):
            return Mention(at, end, cut, "PER")
    return None


def _leads_to_given(words: tuple[Word, ...], at: int, first: Facts) -> bool:
    """True for a definite word right before a given name: it describes the person (`المتقاعد سامي ...`)."""
    after = words[at + 1] if at + 1 < len(words) else None
    return first.definite and not first.given and after is not None and not after.gap and after.facts.given == "strong"


def _may_begin(facts: Facts) -> bool:
    if facts.given:
        return True
    if facts.key in ("عبد", "ابو", "بن", "ام"):
        return True
    return not facts.ordinary and len(facts.key) > 2 and facts.key.isalpha() and not facts.key.isascii()


def _name_end(words: tuple[Word, ...], at: int, first: Facts, walls: dict[int, int]) -> int:
    """The index after the last word of the name that begins at `at`; `at` itself where there is none."""
    end = at + 1
    particle = first.particle
    while end < len(words) and end < at + _LONGEST and not words[end].gap and (particle or end not in walls):
        facts = words[end].facts
        if end in walls:  # سليم بن + a known person's whole name
            end, particle = walls[end], False
            continue
        if particle or facts.particle:
            if facts.key.startswith("ال") or facts.particle or facts.given or not facts.ordinary or particle:
                particle = facts.particle
                end += 1
                continue
            break
        if not _may_continue(facts) or words[end].token.text.endswith("ً") or "اً" in words[end].token.text:
            break
        end += 1
    while end > at + 1 and words[end - 1].facts.particle:
        end -= 1
    if end == at + 1 and first.particle:
        return at
    return end


def _may_continue(facts: Facts) -> bool:
    key = facts.key
    if facts.given:
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
    if behind_title:
        sole = words[at - 1].facts.title == "sole"
        return size > 1 or (sole and (first.given != "" or not first.ordinary))
    if first.given == "strong":
        return size > 1
    if first.given == "weak":
        return second is not None and _confirms(second)
    if first.particle:
        return (size > 1 and role > 0) or (first.key in ("عبد", "ابو") and size > 2)
    reported = at > 0 and words[at - 1].facts.reports and not words[at].gap
    if size < 2:
        return reported and len(first.key) > 3 and _opens_content(words, end)
    if role and (words[at].gap in ("،", ",") or words[at - 1].facts.nationality or role <= 4):
        return True
    if reported:
        return True
    following = words[end] if end < len(words) else None
    return following is not None and following.gap in ("،", ",", "(") and bool(following.facts.title)
