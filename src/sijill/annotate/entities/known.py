"""Mentions of names that the package knows."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.annotate.entities.mention import Mention
from sijill.annotate.entities.words import Facts, Word, facts_of, is_quoted
from sijill.text.gazetteer import Form, KnownName, longest_form
from sijill.text.names import name_key

# Nouns behind which only a place's name stands, and all words behind which a doubtful one is believed.
_PLACE_NOUNS = frozenset(
    map(
        name_key,
        "مدينة بلدة قرية محافظة ولاية قضاء ناحية جزيرة مدينتي بلدتي محافظتي قريتي قضاءي بلدات بلدية قائممقام قائمقام قائمقامية "
        "ومدينة وبلدة وقضاء بمدينة ببلدة بقرية بمحافظة بولاية بقضاء بناحية لمدينة لبلدة لقضاء لمحافظة".split(),
    )
)
_PLACE_CUES = frozenset(
    map(
        name_key,
        "في إلى من شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط مدينة بلدة قرية محافظة ولاية دولة قضاء ناحية جزيرة منطقة "
        "ريف مدينتي بلدتي محافظتي العاصمة داخل خارج قرب باتجاه نحو جنوبي ضواحي بلدات حي سكان أهالي".split(),
    )
)
_COMMON = frozenset(map(name_key, "في إلى من بين داخل خارج نحو قرب باتجاه وسط عن على".split()))


def find_known(words: tuple[Word, ...]) -> Iterator[Mention]:
    """Every longest known name of the sentence; doubtful ones are marked unsure unless their surroundings support them."""
    keys = [word.facts.key for word in words]
    at = after_place = 0
    while at < len(words):
        best = _best_reading(words, keys, at)
        if best is None:
            at += 1
            continue
        end, cut, form = best
        sure = (
            form.sure
            or _is_supported(words, at, end, form)
            or (form.needs == "preposition" and after_place == at and cut > 0)
        )
        known: KnownName | None = form.known
        if (
            form.known.kind == "ORG" and end > at + 1 and _takes_nationality(words, end)
        ):  # another one of that name: the Iranian party
            end, known = end + 1, None
        yield Mention(at, end, cut, form.known.kind, known, sure)
        after_place = end if form.known.kind == "LOC" and sure else 0
        at = end


def _takes_nationality(words: tuple[Word, ...], end: int) -> bool:
    """True where a name that ends in a definite adjective goes on with a nationality that agrees with it."""
    if end >= len(words) or words[end].gap or not words[end].facts.nationality:
        return False
    last, adjective = words[end - 1].facts, words[end].facts
    if not (last.definite and adjective.definite):
        return False
    return last.key.endswith("ة") == adjective.key.endswith("ة") and not last.key.endswith(("ات", "ين", "ون"))


def _best_reading(words: tuple[Word, ...], keys: list[str], at: int) -> tuple[int, int, Form] | None:
    limit = at + 1
    while limit < len(words) and limit < at + 9 and not words[limit].gap:
        limit += 1
    best: tuple[int, int, Form] | None = None
    facts, text = words[at].facts, words[at].token.text
    if text.isascii() and text.islower():
        return None  # a Latin word that is no name: mobile, the town of Mobile
    for cut, key in facts.known:
        if cut and not _may_be_cut(facts, cut, key):
            continue
        found = longest_form(keys[:limit], at, key)
        if found and found[0] == at + 1 and "آ" in text and "إ" in found[1].known.name:
            continue  # آب (August) is not إب (Ibb)
        if found and (best is None or found[0] > best[0]):
            best = (found[0], cut, found[1])
    return best


def _may_be_cut(facts: Facts, cut: int, key: str) -> bool:
    """False where the whole is a word of its own: `فاطمة` is not `ف` + `أطمة`, `كبيرا` not `ك` + `بيرا`."""
    if key.startswith("ال"):
        return True
    if facts.given or facts.listed or (len(key) < 5 and key.endswith("ا") and facts_of(facts.key[:-1]).listed):
        return False
    return len(key) > 4 or facts.key[cut - 1] not in "فك"


def _is_supported(words: tuple[Word, ...], start: int, end: int, form: Form) -> bool:
    """True where the words around a doubtful name speak for it."""
    before = words[start - 1].facts if start and not words[start].gap.strip("\"'«“”") else None
    kind = form.known.kind
    if kind == "PER":
        if start and words[start].gap in ("", "،", ",") and words[start - 1].facts.title:
            return True
        near = words[max(0, start - 3) : start]
        return any(word.facts.title for word in near) and bool(near) and near[-1].facts.nationality
    if kind == "LOC":
        if before is None:
            return False
        if form.needs == "noun" or before.key in _PLACE_NOUNS:
            return before.key in _PLACE_NOUNS
        if before.key in _COMMON:
            return form.needs == "preposition"
        return before.key in _PLACE_CUES or (before.head is not None and before.head.kind == "LOC")
    head = before.head if before is not None else None
    return (head is not None and head.kind == kind and head.use in ("keep", "drop")) or is_quoted(words, start, end)
