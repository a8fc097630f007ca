"""Whether a unit that nobody counted is a length: `استمرت أسبوعا`, `لسنوات`, `في عقود`, `عام فقط`, `ستة أشهر أو عام`."""

from __future__ import annotations

from sijill.text.lexicon import load_words
from sijill.text.timex.stretches import Stretch
from sijill.text.timex.words import Line

_BEHIND_LENGTHS = frozenset(
    {"", ".", "،", ",", "؛", ":", "في", "من", "على", "قبل", "بعد", "حتى", "دون", "او", "بسبب", "لكن", '"', ")", "؟", "!", "عند",
     "مقابل", "بينما", "فيما", "مع", "منذ", "خلال", "عن", "الا", "الى", "-", "بين", "ثم", "حين", "اذ", "وسط", "عقب", "(", "كي"}
)  # fmt: skip
_LASTING_REACH = 4  # tokens between a word that lasts and its one unit: `استمرت عملية الإجلاء أسبوعا`
_PLURAL_REACH = 2  # the same before a plural whose case is not written: `استمرت المفاوضات أسابيع`
_OTHER_NOUNS = frozenset(
    {"اشهر", "عقود", "عقد", "ساعات", "ايام"}
)  # "the most famous", contracts, watches, Days of a festival
_SPANNED = frozenset({"week", "month", "year"})  # what `في` measures: `أعلى مستوى في شهر`


def is_named(line: Line, at: int) -> bool:
    """Whether a unit is the noun of the name behind it: `شهر رمضان`, `يوم الجمعة`."""
    return any(line.take(at, kind) for kind in ("weekday", "month", "hijri-month"))


def says_how_long(line: Line, at: int, start: int, stretch: Stretch) -> bool:
    """Whether the words around one unit, read from `at` and written at `start`, make it a length."""
    (unit, amount), *more = stretch.amounts
    measure = line.take(start, "unit")
    if more or measure is None or unit == "night" or line.norm(stretch.end) == "ما":  # يوما ما: some day
        return False
    if amount is None:
        return _plural_lasts(line, at, stretch) or _is_spanned(line, at, stretch)
    if unit in ("decade", "century"):
        return False
    if unit == "minute" and line.norm(stretch.end) in ("صمت", "صمتا", "حداد", "حدادا"):
        return True
    named = line.is_definite(stretch.end) or line.norm(stretch.end)[-1:].isdecimal() or is_named(line, stretch.end)
    if measure[0].number == "tamyiz":
        return _lasts_before(line, at, _LASTING_REACH) or _is_second(line, at)
    if _is_first(line, at, stretch):
        return True
    if named:
        return False
    if line.norm(stretch.end) == "فقط" and line.norm(at - 1) not in ("في", "كل", "من") and unit in _SPANNED:
        return True
    return _is_second(line, at) or _lasts_before(line, at, 1) or (unit in _SPANNED and _is_spanned(line, at, stretch))


def _plural_lasts(line: Line, at: int, stretch: Stretch) -> bool:
    """Whether a bare plural says how long: `لأشهر،`, `لسنوات دفع`, `استمرت ساعات`, but not `لأشهر المطربين`."""
    word, after = line.words[at], line.norm(stretch.end)
    if line.is_definite(stretch.end) or line.take(stretch.end, "feast"):
        return False
    loose = after in _BEHIND_LENGTHS or (after[:1] == "و" and not line.take(stretch.end, "unit"))
    if _lasts_before(line, at, 1):
        return True
    if word is not None and word.proclitic == "ل":
        return loose or line.norm(at)[1:] not in _OTHER_NOUNS
    if line.norm(at).endswith("ا") or loose:
        return _lasts_before(line, at, _LASTING_REACH if line.norm(at).endswith("ا") else _PLURAL_REACH)
    return False


def _is_spanned(line: Line, at: int, stretch: Stretch) -> bool:
    """Whether في says in how long: `أعلى مستوى في شهر`, `للمرة الثالثة في سنوات`."""
    if line.norm(at - 1) != "في" or line.norm(at) in ("ايام", "عقد"):
        return False
    after = line.norm(stretch.end)
    if after in ("من", "مع", "بين", "على", "الى", "منذ", "عن", "-", "(") or (after in _BEHIND_LENGTHS and at < 2):
        return False
    return after in _BEHIND_LENGTHS


def _is_first(line: Line, at: int, stretch: Stretch) -> bool:
    """Whether one unit begins a range: `من أسبوع إلى أسبوعين`, `بين شهر وشهرين`."""
    if line.norm(at - 1) not in ("من", "بين", "ومن", "وبين"):
        return False
    if line.norm(stretch.end) in ("الى", "او"):
        return line.take(stretch.end + 1, "unit") is not None or line.number(stretch.end + 1) is not None
    ended = line.take(stretch.end, "unit", joined="و") or line.number(stretch.end, joined="و")
    return line.norm(at - 1).endswith("بين") and ended is not None


def _is_second(line: Line, at: int) -> bool:
    """Whether one unit is the other choice behind a length: `ستة أشهر أو عام`, `ستة أشهر إلى عام`."""
    before = line.words[at - 2] if at > 1 else None
    return line.norm(at - 1) in ("او", "الى") and before is not None and "unit" in before.senses


def _lasts_before(line: Line, at: int, reach: int) -> bool:
    """Whether a word that lasts stands before: `لمدة شهر`, and further off before the accusative."""
    lasting = load_words("lasting_words")
    for back in range(at - 1, max(-1, at - 1 - reach), -1):
        norm = line.norm(back)
        if norm in lasting or (reach > 1 and norm[1:] in lasting):
            return True
        if not norm[:1].isalpha() or norm in ("ان", "و"):
            return False
    return False
