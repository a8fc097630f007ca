"""Bodies, buildings and places that a noun before them shows: `وزارة النفط`, `مطار بيروت الدولي`, `حركة "صوت"`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sijill.annotate.entities.complement import (
    LONGEST,
    Starts,
    closes,
    is_unknown,
    links_nouns,
    name_words,
    names_purpose,
    purpose_end,
    read_complement,
)
from sijill.annotate.entities.mention import Mention
from sijill.annotate.entities.words import Facts, Head, Word, is_quoted
from sijill.text.gazetteer import is_name

# Before a building, not before a person: some such nouns are given names too (ناظم).
_BEFORE_PLACES = frozenset("في الى من عند على قرب داخل امام بوابة بوابات بناء فتح اغلاق تشغيل موقع ان".split())


def find_bodies(words: tuple[Word, ...], known: Iterable[Mention]) -> Iterator[Mention]:
    """Every name of a body, building or place that begins with such a noun, or stands behind one."""
    by_start = {mention.start: mention for mention in known}
    for at, word in enumerate(words):
        head = word.facts.head
        if head is None:
            continue
        mention = _body_at(words, at, head, by_start)
        if mention is not None:
            yield mention


def _body_at(words: tuple[Word, ...], at: int, head: Head, known: Starts) -> Mention | None:
    if head.use == "nation":
        end = _nation_end(words, at, head.noun)
        return Mention(at, end, head.cut, head.kind) if end else None
    quoted = _quoted_end(words, at + 1)
    if quoted:
        return Mention(at + 1, quoted, 0, head.kind)
    if words[at].facts.given and not head.cut and not (at and words[at - 1].facts.key in _BEFORE_PLACES):
        return None
    if head.noun in ("رئاسة", "قيادة") and words[at].facts.key == "ب" + head.noun:  # برئاسة: chaired by
        return None
    if head.use in ("drop", "media"):
        return _dropped_head(words, at, head, known)
    if at + 1 in known and known[at + 1].kind == head.kind == "ORG":
        return None
    find_end = _body_end if head.kind == "ORG" else _building_end
    end = find_end(words, at, known, use=head.use)
    return Mention(at, end, head.cut, head.kind) if end > at + 1 else None


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
            linked = after is not None and not after.gap and names_purpose(after.facts.key)
            return purpose_end(words, end + 1) if linked else end + 1
        if end > at + 1 and words[end - 1].facts.key in name_words("body_ranks") and names_purpose(key):
            return purpose_end(words, end)
        if armed and key != "المسلحة":
            return 0
        if not facts.definite or (key in name_words("complement_stops") and not armed) or facts.title:
            break
        end += 1
    return 0


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


def _dropped_head(words: tuple[Word, ...], at: int, head: Head, known: Starts) -> Mention | None:
    """What stands behind `حركة`, `شركة`, `قناة`: a name alone, or a phrase that the noun belongs to (`شركة نجم للنقل`)."""
    if head.kind == "ORG":
        if head.noun == "قناة" and (end := _waterway_end(words, at)):
            return Mention(at, end, head.cut, "FAC")
        end = _phrase_end(words, at)
        if end:
            return Mention(at, end, head.cut, "ORG")
    end = _unknown_end(words, at + 1, media=head.use == "media")
    if end == at + 1 or at + 1 in known:
        return None
    return Mention(at + 1, end, 0, head.kind)


def _waterway_end(words: tuple[Word, ...], at: int) -> int:
    """The index after a canal's name, a definite word and a direction (`قناة الري الجنوبية`), else 0."""
    if at + 2 >= len(words) or words[at + 1].gap or words[at + 2].gap:
        return 0
    first, second = words[at + 1].facts, words[at + 2].facts
    return at + 3 if first.definite and second.key in name_words("directions") else 0


def _phrase_end(words: tuple[Word, ...], at: int) -> int:
    """The index after a complement that only makes a name with its noun: people (`حركة شباب التغيير`), a purpose; else 0."""
    if at + 2 >= len(words) or words[at + 1].gap or words[at + 2].gap:
        return 0
    first, second = words[at + 1].facts, words[at + 2].facts
    if names_purpose(second.key) and not first.definite and (is_unknown(first) or first.given):
        return purpose_end(words, at + 2)
    people = first.key in name_words("people_of_bodies") or (first.key.endswith("ي") and links_nouns(first))
    if people and second.definite and second.key not in name_words("complement_stops"):
        return at + 3
    return 0


def _is_name(facts: Facts) -> bool:
    return any(is_name(key) for _, key in facts.known)


def _unknown_end(words: tuple[Word, ...], at: int, *, media: bool) -> int:
    """The index after words that belong to no list: a name that only the noun before it shows.

    A medium may be called by common words too, the second with the article (`صحيفة صدى المدينة`).
    """
    end = at
    while end < len(words) and end < at + 3 and not words[end].gap:
        facts = words[end].facts
        if not is_unknown(facts) or facts.given or _is_name(facts) or (end > at and closes(words[end - 1].facts)):
            break
        end += 1
    if media and end <= at + 1 < len(words) and not words[at].gap and not words[at + 1].gap:
        first, second = words[at].facts, words[at + 1].facts
        common = first.openings and not (first.definite or first.title or first.reports or _is_name(first))
        if (
            common
            and not first.key.endswith("ية")
            and (second.definite and not second.title and second.key not in name_words("complement_stops"))
        ):
            return at + 2
    return end


def _building_end(words: tuple[Word, ...], at: int, known: Starts, *, use: str) -> int:
    """The index after a known, given or unknown name behind the noun, with `الدولي` and its like; `at` where there is none.

    With `use` placed no given name may stand there: `سجن خالد` is what happened to him.
    """
    end = at + 1
    if end >= len(words) or words[end].gap:
        return at
    first = words[end].facts
    if use == "placed" and first.given and not first.definite:
        return at
    closed = use != "keep" and end not in known and _may_name(first)
    end += closed
    while end < len(words) and end < at + 5 and not words[end].gap and not closed:
        facts = words[end].facts
        if end in known and not known[end].cut and known[end].kind != "ORG":
            closed = known[end].kind == "LOC" or closes(words[known[end].end - 1].facts)
            end = known[end].end
            continue
        if facts.head is not None or not (facts.given == "strong" or facts.particle or is_unknown(facts)):
            break
        closed = closes(facts)
        end += 1
    if end == at + 1:
        return at
    while end < len(words) and not words[end].gap and words[end].facts.key in name_words("building_adjectives"):
        end += 1
    return end


def _may_name(facts: Facts) -> bool:
    """True for a definite word that can be a building's name by itself (`مسجد النور`)."""
    if not facts.definite or facts.nationality or facts.title:
        return False
    return facts.key not in name_words("generic_places") and facts.key not in name_words("complement_stops")


def _body_end(words: tuple[Word, ...], at: int, known: Starts, *, use: str) -> int:
    """The index after a body's complement; `at` where it makes no name.

    With `use` placed the complement must hold a proper name, a nationality, or a noun with its adjective (`شرطة كييف`,
    `شرطة الآداب العامة`, not `شرطة المرور`).
    """
    if use == "unplaced" and at + 1 in known and known[at + 1].kind == "LOC":
        return at
    before = words[at - 1].facts if at and words[at].gap in ("", '"', "«", "“") else None
    behind_role = before is not None and (bool(before.title) or before.key == "باسم")
    found = read_complement(words, at + 1, known, behind_role=behind_role)
    if use == "placed" and at + 1 in known and known[at + 1].kind == "PER":  # حكومة + a person names the person
        return at
    if use == "placed" and not (found.proper or found.nation or found.definites > 1):
        return at
    return min(found.end, at + LONGEST)
