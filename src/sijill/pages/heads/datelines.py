"""The head of a report, as a line of its own or in front of its first words.

`بغداد – `, `واشنطن (رويترز) -`, `المستقلة/-`, `#حمص_بوست:`, `الكوت / البردي`.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from sijill.pages.blocks import Block
from sijill.pages.heads.bylines import is_outlet_name
from sijill.pages.heads.names import sort_name
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, load_words

_WORD = r"[^\W\d_](?:[\w'’\u064b-\u0652]|\.(?=\w))*"
_NAME = rf"{_WORD}(?:[ \xa0]{_WORD}){{0,4}}"
_PLACE = rf"{_WORD}(?:[ \xa0]{_WORD}){{0,3}}"
_DATE = r"\d{1,2}\s*[-/]\s*\d{1,2}\s*[-/]\s*(?:19|20)\d\d"
_QUOTED = rf"[«\"“]?{_NAME}[»\"”]?"
_DASH = r"[-–—−ـ]{1,3}"
_FORMS = (
    re.compile(r"(?P<line>#[\w]+)\s*:\s*"),
    re.compile(
        rf"(?P<line>{_PLACE}(?:\s?[،,]\s?{_PLACE})?\s?[(\[]\s?[^()\[\]]{{1,40}}[)\]])\s*(?:(?P<date>{_DATE})\s*)?(?:{_DASH}|:)\s*"
    ),
    re.compile(rf"(?P<line>{_PLACE}\s?/\s?{_NAME})\s*(?:/|{_DASH}|:)\s*{_DASH}?\s*"),
    re.compile(rf"(?P<line>{_PLACE})\s?/\s*{_DASH}\s*"),
    re.compile(rf"(?P<line>{_PLACE}\s?{_DASH}\s{_QUOTED})(?:\s+{_DASH}\s+|\s?:\s+)"),
    re.compile(rf"(?P<line>{_PLACE}(?:\s?[،,]\s?{_PLACE})?)(?:\s+{_DASH}\s*|[–—]\s*|-{{2,3}}\s*|-\s+)"),
)
_LINE = re.compile(
    rf"(?P<line>{_PLACE}(?:\s?[،,]\s?{_PLACE})?\s?(?:/|\s?{_DASH}\s|[(\[])\s?(?:{_QUOTED}|[\w. ]{{2,30}})[)\]]?)"
    rf"\s*(?:{_DASH}\s*(?P<by>{_NAME})?)?[:/]?\s*"
)
_WIRE = re.compile(
    rf"(?P<line>(?P<place>{_PLACE})\s+(?:في|يوم)?\s*(?P<date>{_DATE}|\d{{1,2}}\s{_WORD}(?:\s{_WORD})?(?:\s(?:19|20)\d\d)?)\s*[(\[/]\s?(?P<by>{_NAME})\s?[)\]/])"
    rf"\s*(?:{_DASH}|:)?\s*"
)  # `البصرة في 11 - 4 - 2018 (نبراس) --`
_PARTS = re.compile(r"(?:[^/|()\[\]،,:\s]|\s(?![-–—]+\s))+")
_AROUND = ' «»"“”-–—*\xa0'
_DIGIT = re.compile(r"\d")
_LOOKED_AT = 120


class Dateline(Struct, frozen=True):
    """A dateline of `length` characters, what it `names`, and where the report begins.

    `own` where its form names an outlet (`#name:`, `name/-`, `town on day (name) --`), the last of the names.
    """

    length: int
    begins: int
    names: tuple[str, ...]
    date: str | None = None
    byline: tuple[int, int] | None = None
    own: bool = False


def find_dateline(text: str) -> Dateline | None:
    """The dateline in front of a paragraph.

    >>> find_dateline("بغداد – أعلن مجلس البلدة فتح الجسر أمام الشاحنات.")  # "Baghdad - the town council announced ..."
    Dateline(length=5, begins=8, names=('بغداد',), date=None, byline=None, own=False)
    """
    head = text[:_LOOKED_AT]
    if _DIGIT.search(head) and (match := _WIRE.match(head)) and len(text) - match.end() >= 30:
        place = re.sub(r"\s(?:في|يوم)$", "", match["place"])
        if not _speaks((place,)) and not re.search(r"\d", place):
            return Dateline(
                len(match["line"]), match.end(), (place, match["by"].replace("_", " ")), match["date"], own=True
            )
    for form in _FORMS:
        match = form.match(head)
        if match is None or match.end() >= len(head) or len(text) - match.end() < 30:
            continue
        line = match["line"]
        following = text[match.end() :].lstrip()
        if not (following[:1].isalnum() or following[:1] in "\"'“”«„(‘’#"):
            continue
        names = _names(line)
        if not names or _speaks(names):
            continue
        return Dateline(
            len(line), match.end(), names, match.groupdict().get("date"), own=form in (_FORMS[0], _FORMS[3])
        )
    return None


def find_dateline_line(block: Block, names: frozenset[str] = frozenset()) -> Dateline | None:
    """The dateline that is a whole short line: `الكوت / البردي - إنعام شبوط`, the byline behind it included.

    `names` are the outlets' of the page, folded: one of them before a writer is no dateline.
    """
    if len(block.words) > 9 or block.is_sentence:
        return None
    return _by_places(block) or _by_form(block, names)


def _by_places(block: Block) -> Dateline | None:
    """A line of names with a known town among the first two, nobody's but a writer's behind them; or a town alone."""
    pieces = [(part[0].strip(_AROUND), part) for part in _PARTS.finditer(block.text)]
    parts = [(name, part.start() + part[0].index(name)) for name, part in pieces if name]
    kinds = [sort_name(name) for name, _ in parts]
    if not 1 <= len(parts) <= 4 or "place" not in kinds[:2] or any(len(name.split()) > 4 for name, _ in parts):
        return None
    if len(parts) == 1 and (fold_text(block.text.strip(" :-–")) in _countries() or len(block.words) > 2):
        return None
    if (
        len(parts) > 1
        and kinds[1] is None
        and block.text[parts[1][1] - 2 : parts[1][1]].startswith(":")
        and len(block.words) > 4
    ):
        return None  # `باتنة: مستشفى الأم والطفل` is a headline
    if _speaks(tuple(name for name, _ in parts)):
        return None
    places = [at for at, kind in enumerate(kinds) if kind != "person"]
    last = max(places)
    by = next((at for at, kind in enumerate(kinds) if kind == "person"), None)
    if by is not None and by < last:
        last = by - 1 if by else 0
        if by == 0:
            return None
    length = parts[last][1] + len(parts[last][0])
    if block.text[length : length + 1] in (")", "]"):
        length += 1
    span = None if by is None else (parts[by][1], parts[by][1] + len(parts[by][0]))
    return Dateline(length, len(block.text), tuple(name for name, _ in parts[: last + 1]), None, span)


def _by_form(block: Block, outlets: frozenset[str]) -> Dateline | None:
    match = _LINE.fullmatch(block.text)
    if match is None:
        return None
    names = _names(match["line"])
    if not names or _speaks(names) or fold_text(names[0]) in load_words("byline_labels"):
        return None
    if fold_text(names[-1]).startswith(("صورة", "ارشيف", "تصوير", "عدسة")):
        return None
    if block.text.rstrip().endswith((")", "]")) and len(re.split(r"[،,]", names[0])[0].split()) > 3:
        return None  # four words and an agency are a caption
    if (
        len(names) > 1
        and (sort_name(names[0]) == "outlet" or is_outlet_name(names[0], outlets))
        and sort_name(names[-1]) in ("person", None)
    ):
        return None
    if sort_name(names[0]) == "person":
        return None
    by = match.span("by") if match["by"] else None
    return Dateline(len(match["line"].rstrip()), len(block.text), names, None, by)


@cache
def _countries() -> frozenset[str]:
    return frozenset(fold_text(row[0].lstrip("?~!")) for row in load_rows("countries"))


def _names(line: str) -> tuple[str, ...]:
    parts = re.split(r"[/()\[\]،,]|\s?[-–—]+\s", line.lstrip("#"))
    return tuple(part.replace("_", " ").strip(' «»"“”') for part in parts if part.strip())


def _speaks(names: tuple[str, ...]) -> bool:
    """Whether what looks like a dateline holds a verb of speech or a word that begins a sentence."""
    words = {fold_text(word) for name in names for word in name.split()}
    return bool(words & load_words("dateline_stops"))
