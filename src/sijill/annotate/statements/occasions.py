"""Documents and occasions of speech: where the words that name one end (`تقرير أولي`, `محضر الضبط`, `استقباله الوفد`)."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.annotate.statements.cues import entry_at
from sijill.annotate.statements.nouns import carries_b, is_verbal_noun
from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.phrases import is_role, is_stop, phrase_after
from sijill.model.records import ChainKind
from sijill.text.lexicon import load_words

# Outlets named as a sort: what stands behind says whose they are.
_OUTLETS_AT_LARGE = frozenset({"وسائل", "الصحف", "مواقع", "التلفزيون", "الاذاعة", "تلفزيون"})
_OWNERS = ("هم", "ها", "ه")
_SORTS = 2  # adjectives that say of what sort a document is: مؤتمر صحفي مشترك


def act_end(passage: Passage, at: int, last: int) -> int:
    """The token behind an act at which something was said, with its noun: `لدى استقباله الوفد`; 0 where there is none."""
    before = passage.norms[at - 1].removeprefix("و") if at else ""
    if before not in ("لدى", "خلال", "عقب") or not _is_occasion_act(passage.norms[at]):
        return 0
    of = at + 1 + (at + 1 < last and is_verbal_noun(passage.norms[at + 1]))  # رعايته إطلاق المبادرة
    behind = phrase_after(passage, of, min(last, of + 3))
    return behind[1] if behind is not None else of


def _is_occasion_act(norm: str) -> bool:
    acts = load_words("occasion_acts")
    bare = norm.removesuffix("هم").removesuffix("ها").removesuffix("ه") if norm not in acts else norm
    return bare in acts or (bare.endswith("ت") and bare[:-1] + "ة" in acts) or bare.replace("ئ", "ا") + "ء" in acts


def sort_end(passage: Passage, kind: ChainKind, words: Sequence[str], at: int, *, of: bool) -> int:
    """The token behind what says of which sort a link is: `تسجيل صوتي`, `محضر الضبط`, `وسائل إعلام فرنسية`.

    `words` are those of the link so far, which end before `at`; with `of` the noun they ask for belongs to them.
    """
    if at >= len(passage.norms):
        return at
    norm = passage.norms[at]
    if kind in ("document", "event"):
        if of and norm.isalpha() and norm[0] not in "بل" and not is_stop(passage, at):
            at += 1
        stop = min(at + _SORTS, len(passage.norms))
        while at < stop and _tells_sort(passage, at, words[-1]):
            at += 1
        return at
    if kind == "media" and words[0] in _OUTLETS_AT_LARGE:
        if words[-1].startswith("ال"):
            return adjectives_end(passage, at, at + 1)
        return at + norm.endswith("ية")  # فرنسية, محلية
    return at


def _tells_sort(passage: Passage, at: int, head: str) -> bool:
    """Whether the adjective at a token says of what sort its noun is: `أولي`, `رسمية`; behind a definite noun `الأسبوعية`."""
    norm = passage.norms[at]
    vowelled = head.endswith("ا") and norm.endswith("ا")  # تسجيلا مصورا
    if norm in load_words("link_sorts") or (vowelled and norm[:-1] in load_words("link_sorts")):
        return True
    if norm[0] == "ي" and norm not in ("يومي", "يومية"):
        return False  # مقطع يأتي
    if passage.timed[at] or is_stop(passage, at) or is_role(norm) or entry_at(norm)[0] or at in passage.named:
        return False
    relational = len(norm) >= 4 and norm.endswith(("ي", "ية")) and not carries_b(norm) and norm[0] != "ل"
    if is_verbal_noun(norm) or norm in load_words("name_heads") or norm in load_words("state_names"):
        return False
    if head.startswith("ال"):
        return relational and norm.startswith("ال")
    if head.endswith(_OWNERS) and not head.endswith("ة"):
        return norm.startswith("ال")  # no noun stands behind a pronoun: تقريره الأول
    return relational and not norm.startswith("ال")


def adjectives_end(passage: Passage, at: int, limit: int) -> int:
    """The token behind the definite adjectives that stand at `at`: `الصحيفة الكويتية`."""
    norms = passage.norms
    while at < min(limit, len(norms)) and norms[at].startswith("ال") and not passage.timed[at]:
        if norms[at] in load_words("speaker_stops") or is_stop(passage, at) or is_verbal_noun(norms[at][2:]):
            break
        at += 1
    return at
