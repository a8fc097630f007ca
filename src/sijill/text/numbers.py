"""Numbers in Arabic words and digits, cardinal and ordinal, read from folded tokens.

The grammar is that of written Arabic: units stand before tens (`خمسة وعشرين`), everything else falls in size
(`ألفين وثلاثمئة وخمسة`), parts are joined by و, a scale multiplies what stands before it (`ثلاثة آلاف`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sijill.text.fold import fold_text
from sijill.text.lexicon import PROCLITICS, load_rows

__all__ = ["Number", "parse_number", "parse_ordinal", "read_digits"]

_ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "")
_HEADS = tuple(dict.fromkeys((*_ARTICLES, *PROCLITICS, "في")))  # في1989 is often typed without its space
_NUMERAL = re.compile(r"([^\W\d_]*)(\d[\d.,٫٬]*)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,٬.]\d{3})+")
_DECIMAL = re.compile(r"(\d+)[.,٫](\d+)")
_MOST_DIGITS = 15


class Number(NamedTuple):
    """A number and how many tokens it took; `proclitic` is what the first token carried (`و`, `ل`, ...)."""

    value: float
    length: int
    proclitic: str = ""
    definite: bool = False

    @property
    def whole(self) -> int | None:
        """The value where it is a whole number."""
        return int(self.value) if self.value == int(self.value) else None


def _cardinals() -> dict[str, tuple[int, str]]:
    return {fold_text(form): (int(value), kind) for form, value, kind in load_rows("numbers")}


def _ordinals() -> dict[str, int]:
    return {fold_text(row[0]): int(row[1]) for row in load_rows("ordinals")}


_CARDINALS = _cardinals()
_ORDINALS = _ordinals()
_TENS = {word: value for word, (value, kind) in _CARDINALS.items() if kind == "tens"}


def read_digits(norm: str) -> tuple[str, bool, float] | None:
    """The proclitic, whether ال stood there, and the value of a folded token of digits (`و45`, `ال15`, `2,500`).

    >>> read_digits("و45"), read_digits("ال15"), read_digits("2,500"), read_digits("4.5")
    (('و', False, 45.0), ('', True, 15.0), ('', False, 2500.0), ('', False, 4.5))
    """
    match = _NUMERAL.fullmatch(norm)
    if match is None or match[1] not in _HEADS or len(match[2]) > _MOST_DIGITS:
        return None
    head, digits = match[1], match[2]
    definite = head.endswith("ال") or head == "لل"
    proclitic = head[:-2] if head.endswith("ال") else "ل" if head == "لل" else head
    if _THOUSANDS.fullmatch(digits):
        return proclitic, definite, float(re.sub(r"\D", "", digits))
    decimal = _DECIMAL.fullmatch(digits)
    if decimal:
        return proclitic, definite, float(f"{decimal[1]}.{decimal[2]}")
    return (proclitic, definite, float(digits)) if digits.isdecimal() else None


def _cardinal(norm: str, *, first: bool) -> tuple[str, bool, int, str] | None:
    """Proclitic, definiteness, value and kind of a number word; after the first word only و may be carried."""
    for head in _HEADS if first else ("", "و", "ال", "وال"):
        if not norm.startswith(head):
            continue
        found = _CARDINALS.get(norm[len(head) :])
        if found:
            definite = head.endswith("ال") or head == "لل"
            return head.removesuffix("ال") if head != "لل" else "ل", definite, *found
    return None


def parse_number(norms: Sequence[str], at: int = 0) -> Number | None:
    """The cardinal number that begins at folded token `at`, as long as it goes; null where none does.

    >>> parse_number("ثلاثمئة وخمسة وعشرين الفا".split())  # three hundred twenty-five thousand
    Number(value=325000.0, length=4, proclitic='', definite=False)
    >>> parse_number(["و45", "الف"]).value  # and 45 thousand
    45000.0
    """
    first = _read_part(norms, at, first=True)
    if first is None:
        return None
    proclitic, definite, value, kind, length = first
    total, group = _grow(0.0, 0.0, value, kind)
    while at + length < len(norms):
        part = _read_part(norms, at + length, first=False)
        if part is None or not _may_follow(kind, total, group, part):
            break
        if kind == "digits" and part[3] == "digits":
            break
        total, group = _grow(total, group, part[2], part[3])
        kind = "scaled" if part[3] == "scale" else part[3]
        length += part[4]
    return Number(total + group, length, proclitic, definite)


_Part = tuple[str, bool, float, str, int]  # proclitic, definite, value, kind, tokens


def _read_part(norms: Sequence[str], at: int, *, first: bool) -> _Part | None:
    norm = norms[at]
    if norm[-1:].isdecimal():
        digits = read_digits(norm)
        return (*digits, "digits", 1) if digits else None
    found = _cardinal(norm, first=first)
    if found is None:
        return None
    proclitic, definite, value, kind = found
    if kind == "unit" and at + 1 < len(norms) and norms[at + 1] in ("عشر", "عشرة"):
        if norm == "واحد" and not first:  # وأحد عشر, "and eleven", folds like واحد, "one"
            proclitic = "و"
        return proclitic, definite, 10 + value, "teen", 2
    return proclitic, definite, value, kind, 1


def _grow(total: float, group: float, value: float, kind: str) -> tuple[float, float]:
    if kind == "scale":
        return total + (group or 1) * value, 0.0
    if kind == "dual":
        return total + value, 0.0
    if kind == "hundred" and value == 100 and 0 < group < 10:
        return total, group * 100
    return total, group + value


_RANKS = {"unit": 1, "teen": 2, "ten": 2, "tens": 3, "hundred": 4, "digits": 5}


def _may_follow(kind: str, total: float, group: float, part: _Part) -> bool:
    joined, _, value, next_kind, _ = part
    if not joined:  # what follows without و multiplies
        scales = next_kind == "scale" and group and (not total or value < _last_scale(total))
        return bool(scales) or (kind == "unit" and next_kind == "hundred" and value == 100 and 3 <= group < 10)
    if joined != "و":
        return False
    if next_kind == "tens":
        return kind in ("unit", "hundred", "scaled", "scale", "dual")
    if next_kind in ("unit", "teen", "ten"):
        return kind in ("hundred", "scaled", "scale", "dual")
    if next_kind in ("hundred", "digits"):
        return kind in ("scaled", "scale", "dual") and value < 1000
    return next_kind in ("scale", "dual") and not group and bool(total) and value < _last_scale(total)


def _last_scale(total: float) -> float:
    """The smallest scale already counted: below it the next one must stay."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if total % scale == 0:
            return scale
    return 1.0


def parse_ordinal(norms: Sequence[str], at: int = 0) -> Number | None:
    """The ordinal that begins at folded token `at`, with its tens.

    >>> parse_ordinal("الخامس والعشرين".split()), parse_ordinal("الثالث عشر".split())  # 25th, 13th
    (Number(value=25, length=2, proclitic='', definite=True), Number(value=13, length=2, proclitic='', definite=True))
    """
    norm = norms[at]
    for head in _ARTICLES[:-1] if len(norm) > 3 else ():
        if not norm.startswith(head):
            continue
        proclitic = "ل" if head == "لل" else head.removesuffix("ال")
        value = _ORDINALS.get(norm[len(head) :])
        after = norms[at + 1] if at + 1 < len(norms) else ""
        if value is not None:
            if after in ("عشر", "عشرة"):
                return Number(value + 10, 2, proclitic, True)
            if after.startswith("وال") and after[3:] in _TENS:
                return Number(value + _TENS[after[3:]], 2, proclitic, True)
            return Number(value, 1, proclitic, True)
        if norm[len(head) :] in _TENS:
            return Number(_TENS[norm[len(head) :]], 1, proclitic, True)
    return None
