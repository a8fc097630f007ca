"""Bodies, buildings and places that a noun before them shows: `وزارة النفط`, `مطار بيروت الدولي`, `حركة "صوت"`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from sijill.annotate.entities.mention import Mention
from sijill.annotate.entities.words import Facts, Word, is_quoted
from sijill.text.gazetteer import gazetteer
from sijill.text.lexicon import load_words
from sijill.text.names import name_key

_LONGEST = 7  # words of such a name


@cache
def _keys(name: str) -> frozenset[str]:
    return frozenset(map(name_key, load_words(name)))


def find_bodies(words: tuple[Word, ...], known: Iterable[Mention]) -> Iterator[Mention]:
    """Every name of a body, building or place that begins with such a noun, or stands behind one."""
    by_start = {mention.start: mention for mention in known}
    for at, word in enumerate(words):
        head = word.facts.head
        if head is None:
            continue
        if head.use == "nation":
            end = _nation_end(words, at, head.noun)
            if end:
                yield Mention(at, end, head.cut, head.kind)
            continue
        quoted = _quoted_end(words, at + 1)
        if quoted:
            yield Mention(at + 1, quoted, 0, head.kind)
        elif head.use == "drop":
            end = _unknown_end(words, at + 1)
            if end > at + 1:
                yield Mention(at + 1, end, 0, head.kind)
        elif not (at + 1 in by_start and by_start[at + 1].kind == head.kind and head.kind == "ORG"):
            if head.kind == "ORG":
                end = _body_end(words, at, by_start, use=head.use)
            else:
                end = _building_end(words, at, by_start, may_be_definite=head.use == "open")
            if end > at + 1:
                yield Mention(at, end, head.cut, head.kind)


def _nation_end(words: tuple[Word, ...], at: int, noun: str) -> int:
    """The index after `الحكومة العراقية`, `المحكمة الاتحادية العليا`, `الوكالة الوطنية لشؤون ...`; 0 where there is none."""
    if at and words[at - 1].facts.title and noun in ("الخارجية", "الداخلية"):  # وزيرة الخارجية الألمانية
        return 0
    feminine = noun.endswith(("ة", "ات")) or noun == "الخطوط"
    armed = noun == "القوات"  # القوات المسلحة العراقية is a body, القوات العراقية is not
    end = at + 1
    while end < len(words) and end < at + 4 and not words[end].gap:
        facts = words[end].facts
        key = facts.key
        if facts.nationality and facts.definite:
            if key.endswith("ة") != feminine or (armed and end == at + 1):
                return 0
            if noun == "المنتخب":
                return end + 1
            after = words[end + 1] if end + 1 < len(words) else None
            return _linked_end(words, end + 1) if after and not after.gap and _links(after.facts.key) else end + 1
        if end > at + 1 and words[end - 1].facts.key in _keys("body_ranks") and _links(key):
            return _linked_end(words, end)
        if armed and key != "المسلحة":
            return 0
        if not facts.definite or (key in _keys("complement_stops") and not armed) or facts.title:
            break
        end += 1
    return 0


def _links(key: str) -> bool:
    if key.startswith("لل"):
        return "ال" + key[2:] in _keys("body_purposes")
    return key.startswith("ل") and (key[1:] in _keys("chain_nouns") or key[1:] in _keys("body_purposes"))


def _linked_end(words: tuple[Word, ...], at: int) -> int:
    """The index after `لل…` or `لشؤون …` with one definite word behind it, and what `و` adds to that."""
    end = at + 1
    while end < len(words) and end < at + 4 and not words[end].gap:
        facts = words[end].facts
        follows = facts.definite if end == at + 1 else facts.key.startswith("وال")
        if not follows or facts.key in _keys("complement_stops") or facts.title:
            break
        end += 1
    return end


def _quoted_end(words: tuple[Word, ...], at: int) -> int:
    """The index after up to five words in quotation marks right behind the noun, else 0."""
    if at >= len(words) or not words[at].gap:
        return 0
    for end in range(at + 1, min(at + 6, len(words))):
        if is_quoted(words, at, end):
            return end
        if words[end].gap:
            return 0
    return 0


def _unknown_end(words: tuple[Word, ...], at: int) -> int:
    """The index after words that belong to no list: a name that only the noun before it shows."""
    end = at
    while end < len(words) and end < at + 3 and not words[end].gap:
        facts = words[end].facts
        if not _is_unknown(facts) or facts.given or facts.known:
            break
        end += 1
    return end


def _is_unknown(facts: Facts) -> bool:
    key = facts.key
    return (
        not facts.ordinary and not facts.particle and len(key) > 2 and key.isalpha() and not key.endswith(("ية", "ين"))
    )


def _building_end(words: tuple[Word, ...], at: int, known: dict[int, Mention], *, may_be_definite: bool) -> int:
    """The index after a known, given or unknown name behind the noun, with `الدولي` and its like; `at` where there is none."""
    end = at + 1
    if may_be_definite and end < len(words) and not words[end].gap and end not in known and _may_name(words[end].facts):
        end += 1
    while end < len(words) and end < at + 5 and not words[end].gap:
        facts = words[end].facts
        if end in known and not known[end].cut and known[end].kind != "ORG":
            end = known[end].end
            continue
        if facts.head is not None or not (facts.given == "strong" or facts.particle or _is_unknown(facts)):
            break
        end += 1
    if end == at + 1:
        return at
    while end < len(words) and not words[end].gap and words[end].facts.key in _keys("building_adjectives"):
        end += 1
    return end


def _may_name(facts: Facts) -> bool:
    """True for a definite word that can be a building's name by itself (`مسجد النور`)."""
    if not facts.definite or facts.nationality or facts.title:
        return False
    return facts.key not in _keys("generic_places") and facts.key not in _keys("complement_stops")


def _body_end(words: tuple[Word, ...], at: int, known: dict[int, Mention], *, use: str) -> int:
    """The index after the noun's complement: definite words, links (`حقوق`), nationalities, or a proper name.

    With `use` placed the complement must hold a proper name or a nationality (`شرطة كييف`, not `شرطة المرور`).
    """
    end = at + 1
    settled = end  # the complement is whole up to here
    nation = proper = False
    while end < len(words) and end < at + _LONGEST and not words[end].gap:
        facts = words[end].facts
        key = facts.key
        if key in _keys("complement_stops"):
            break
        if facts.nationality and facts.definite:
            nation = True
            settled = end + 1
        elif nation:
            break
        elif end in known and known[end].kind in ("LOC", "PER") and not known[end].cut:
            if use == "unplaced" and known[end].kind == "LOC":
                return at
            end = settled = known[end].end
            proper = True
            continue
        elif (facts.definite and not facts.title) or (_links(key) and end > at + 1):
            settled = end if key.startswith("ل") and key[1:] in _keys("chain_nouns") else end + 1
        elif key in _keys("chain_nouns"):
            pass
        elif key.startswith("وال") and end > at + 1 and _is_paired(words, at, key):
            settled = end + 1
        elif end == at + 1 and (facts.given == "strong" or _is_unknown(facts)):
            end = settled = _proper_end(words, end, known)
            proper = True
            continue
        else:
            break
        end += 1
    return settled if proper or nation or use != "placed" else at


def _proper_end(words: tuple[Word, ...], at: int, known: dict[int, Mention]) -> int:
    end = at + 1
    while end < len(words) and end < at + 4 and not words[end].gap and end not in known:
        facts = words[end].facts
        if not (facts.given == "strong" or facts.particle or _is_unknown(facts)) or facts.head is not None:
            break
        end += 1
    return end


def _is_paired(words: tuple[Word, ...], at: int, key: str) -> bool:
    """True where `و` goes on with the complement (`وزارة الصحة والسكان`) rather than with another name."""
    head = words[at].facts.head
    return head is not None and head.noun in _keys("paired_heads") and "ال" + key[3:] not in gazetteer().following
