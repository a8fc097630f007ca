"""The head of a report, as a line of its own or in front of its first words.

`بغداد – `, `واشنطن (رويترز) -`, `المستقلة/-`, `#حمص_بوست:`, `الكوت / البردي`.
"""

from __future__ import annotations

import re

from msgspec import Struct

from sijill.pages.blocks import Block
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_words

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
_LOOKED_AT = 120


class Dateline(Struct, frozen=True):
    """A dateline of `length` characters, what it `names`, and where the report begins.

    `own` where its form names an outlet alone (`#name:`, `name/-`).
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


def find_dateline_line(block: Block) -> Dateline | None:
    """The dateline that is a whole short line: `الكوت / البردي - إنعام شبوط`, the byline behind it included."""
    if len(block.words) > 9 or block.is_sentence:
        return None
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
    by = match.span("by") if match["by"] else None
    return Dateline(len(match["line"].rstrip()), len(block.text), names, None, by)


def _names(line: str) -> tuple[str, ...]:
    parts = re.split(r"[/()\[\]،,]|\s?[-–—]+\s", line.lstrip("#"))
    return tuple(part.replace("_", " ").strip(' «»"“”') for part in parts if part.strip())


def _speaks(names: tuple[str, ...]) -> bool:
    """Whether what looks like a dateline holds a verb of speech or a word that begins a sentence."""
    words = {fold_text(word) for name in names for word in name.split()}
    return bool(words & load_words("dateline_stops"))
