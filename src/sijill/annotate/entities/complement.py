"""Where the complement of a noun ends: an Arabic construct is closed by its first definite word or proper name.

Behind that word only adjectives with the article, a second noun joined by `و` and a purpose (`للتنمية`) still belong to
the name, so that `رئيس رابطة الصيادين سليم الحارثي` holds a body and a person.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sijill.annotate.entities.mention import Mention
from sijill.annotate.entities.words import Facts, Word, facts_of
from sijill.text.lexicon import load_words
from sijill.text.names import name_key

LONGEST = 7  # words of such a name
Starts = dict[int, Mention]


class Complement(NamedTuple):
    """The index after the complement's last word (its first where there is none), and what it holds."""

    end: int
    proper: bool = False
    nation: bool = False
    definites: int = 0


@cache
def name_words(name: str) -> frozenset[str]:
    """A word list as names are compared."""
    return frozenset(map(name_key, load_words(name)))


def is_unknown(facts: Facts) -> bool:
    """True for a word of no list, which can be a name."""
    key = facts.key
    return (
        not facts.ordinary and not facts.particle and len(key) > 2 and key.isalpha() and not key.endswith(("ية", "ين"))
    )


def names_purpose(key: str) -> bool:
    """True for `لل…` and `لشؤون` before what a body is for."""
    if key.startswith("لل"):
        return "ال" + key[2:] in name_words("body_purposes")
    return key.startswith("ل") and (key[1:] in name_words("chain_nouns") or key[1:] in name_words("body_purposes"))


def purpose_end(words: tuple[Word, ...], at: int) -> int:
    """The index after `لل…` or `لشؤون …` with one definite word behind it, and what `و` adds to that."""
    end = at + 1
    while end < len(words) and end < at + 4 and not words[end].gap:
        facts = words[end].facts
        follows = facts.definite if end == at + 1 else facts.key.startswith("وال")
        if not follows or facts.key in name_words("complement_stops") or facts.title:
            break
        end += 1
    return end


def links_nouns(facts: Facts) -> bool:
    """True for a noun that asks for another one behind it: `حقوق`, or a plural that lost its `ن` (`مزارعي`)."""
    key = facts.key
    if key in name_words("chain_nouns"):
        return True
    return len(key) > 4 and key.endswith("ي") and not facts.definite and facts_of("ال" + key + "ن").listed


def read_complement(words: tuple[Word, ...], at: int, known: Starts, *, behind_role: bool = False) -> Complement:
    """The complement that begins at `at`.

    `behind_role`: a role stands before the noun, so that a person's name may follow the body's: a sure given name ends it.
    """
    end = settled = at
    proper = nation = closed = False
    definites = 0
    while end < len(words) and end < at + LONGEST - 1 and not words[end].gap:
        facts = words[end].facts
        if facts.key in name_words("complement_stops"):
            break
        mention = known.get(end)
        if facts.nationality and facts.definite:
            nation = closed = True
            end = settled = end + 1
            continue
        if nation:
            break
        if mention is not None and not mention.cut and mention.kind in ("LOC", "PER"):
            if closed or (mention.kind == "PER" and behind_role and end > at):
                break
            end = settled = mention.end
            proper = closed = True
            continue
        if facts.definite and not facts.title:
            closed = True
            definites += 1
            end = settled = end + 1
        elif closed and names_purpose(facts.key):
            end = purpose_end(words, end)
            settled = settled if facts.key[1:] in name_words("chain_nouns") and end == settled + 1 else end
            break
        elif facts.key.startswith("وال") and closed and end not in known and _is_paired(words[at - 1].facts):
            end = settled = end + 1
        elif not closed and (links_nouns(facts) or _is_linked(words, at, end, known)):
            end += 1
        elif end == at and _has_purpose(words, at):
            end = settled = purpose_end(words, at + 1)
            proper = True
            break
        elif end == at and (facts.given == "strong" or is_unknown(facts)):
            end = settled = proper_end(words, end, known, behind_role=behind_role)
            proper = True
            closed = words[end - 1].facts.definite or (end < len(words) and names_purpose(words[end].facts.key))
        else:
            break
    return Complement(settled, proper, nation, definites)


def proper_end(words: tuple[Word, ...], at: int, known: Starts, *, behind_role: bool) -> int:
    """The index after a run of given and unknown words that begins at `at`."""
    end = at + 1
    while end < len(words) and end < at + 4 and not words[end].gap and end not in known:
        facts = words[end].facts
        if closes(words[end - 1].facts) or facts.head is not None:
            break
        if behind_role and facts.given == "strong":
            break
        if not (facts.given == "strong" or facts.particle or is_unknown(facts)):
            break
        end += 1
    return end


def _has_purpose(words: tuple[Word, ...], at: int) -> bool:
    """True for any noun that a purpose follows: `صندوق أمل للتنمية`, not `صندوق جديد للتنمية`."""
    if at + 1 >= len(words) or words[at + 1].gap or not words[at + 1].facts.key.startswith("لل"):
        return False
    facts = words[at].facts
    if (
        not facts.openings
        or facts.definite
        or facts.title
        or links_nouns(facts)
        or facts.key.endswith(("ية", "ي", "ا"))
    ):
        return False
    return names_purpose(words[at + 1].facts.key) and facts.key not in name_words("body_adjectives")


# Definite words that stand inside a name rather than at its end (نور الدين, عبد الله, سيف الإسلام).
INNER = frozenset(map(name_key, "الدين الله الإسلام الحق الزهراء الهدى الرب النور".split()))


def closes(facts: Facts) -> bool:
    """True for a definite word behind which neither a name nor a construct goes on."""
    return facts.definite and not facts.given and facts.key not in INNER


def _is_linked(words: tuple[Word, ...], at: int, end: int, known: Starts) -> bool:
    """True for any noun between a linking one and the word that closes the construct (`مراقبة هدنة الحدود`)."""
    facts = words[end].facts
    if end == at or end + 1 >= len(words) or words[end + 1].gap or not links_nouns(words[end - 1].facts):
        return False
    if facts.definite or facts.title or facts.reports or facts.key.endswith(("ية", "ات")):
        return False
    after = words[end + 1].facts
    return end + 1 in known or (after.definite and after.key not in name_words("complement_stops"))


def _is_paired(head: Facts) -> bool:
    """True for a noun behind which `و` goes on with the complement (`وزارة الصحة والسكان`) rather than with another name."""
    return head.head is not None and head.head.noun in name_words("paired_heads")
