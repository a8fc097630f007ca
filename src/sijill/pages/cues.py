"""What a line is by its own words and shape: a share bar, a caption, a counter ... or nothing that is known.

The phrases stand in `lexicons/ar/furniture_KIND.txt`, with the manner in which each is looked for: `line` is the whole line
without its numbers, `head` the same and opens a list, `label` stands before a colon, bar or two dots, `start` begins a short
line, `in` stands anywhere in it, `gap` begins a line that holds its second word later, `word` is a word of share bars.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from sijill.model.records import FurnitureKind
from sijill.pages.blocks import Block
from sijill.pages.clock import find_clocks, is_clock_line
from sijill.pages.datelines import find_dateline
from sijill.pages.metalines import read_meta_line
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, load_words

_FILES: tuple[tuple[str, FurnitureKind], ...] = (
    ("share", "share"),
    ("related", "related"),
    ("comments", "comments"),
    ("keywords", "keywords"),
    ("source", "source-line"),
    ("subscription", "subscription"),
    ("navigation", "navigation"),
    ("other", "other"),
)
_WORD = re.compile(r"[^\W\d_]+")
_AFTER_LABEL = r"\s*(?:[:：|…»›]|\.\.|\s[-–—]\s|$)"
# How long a line may be, in words, and still be what a phrase says: captions and notices of tune and seeds end at 34.
_LIMIT = {"line": 8, "head": 8, "label": 30, "start": 24, "in": 90}
_SOURCE_LIMIT = 10
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|https?://\S+|www\.\S+")
_HASHTAGS = re.compile(r"(?:#[\w_]+[\s,،|]*)+")
_CREDIT = re.compile(r"[(\[]\s*([^()\[\]]{1,40}?)\s*[)\]]\s*$")
_CREDIT_AT_START = re.compile(r"\s*(?:الصورة|صورة|تصوير|عدسة|photo|caption)\s*[:|]")
_DATED = re.compile(r"(?<!\d)(?:\d{4}(?!\d)|\d{1,2}:\d\d)")
_CAPTION_WORDS = 34


class Cue(Struct, frozen=True):
    """The kind of furniture a line is, and the manner in which it was told."""

    kind: FurnitureKind
    manner: str


class _Phrases(Struct, frozen=True):
    lines: dict[str, Cue]
    label: re.Pattern[str]
    start: re.Pattern[str]
    inside: re.Pattern[str]
    kinds: dict[str, FurnitureKind]
    bar: re.Pattern[str]
    gap: re.Pattern[str]


def find_cue(block: Block) -> Cue | None:
    """What the line is by its words, or None where they do not say.

    >>> find_cue(Block("5412 مشاهدة", 0)), find_cue(Block("شارك في السباق مئة عداء.", 0))  # "views"; "a hundred runners"
    (Cue(kind='other', manner='line'), None)
    """
    count = len(block.words)
    if count > _LIMIT["in"]:
        return None
    if count == 0:
        return Cue("other", "shape")
    phrases = _phrases()
    cue = phrases.lines.get(block.plain)
    if cue is not None:
        return cue
    if (block.has_digits or count <= 5) and is_clock_line(block.text):
        return Cue("date-line", "shape")
    folded = fold_text(block.text)
    return _by_phrase(folded, count, phrases) or _by_shape(block, folded, phrases)


def _by_phrase(folded: str, count: int, phrases: _Phrases) -> Cue | None:
    label = phrases.label.match(folded)
    if label and count <= _LIMIT["label"]:
        kind = phrases.kinds[" ".join(label[1].split())]
        if kind != "source-line" or count <= _SOURCE_LIMIT:
            return Cue(kind, "label")
    start = phrases.start.match(folded)
    if start and count <= _LIMIT["start"]:
        kind = phrases.kinds[" ".join(start[1].split())]
        if kind != "source-line" or count <= _SOURCE_LIMIT:
            return Cue(kind, "start")
    if count <= 12 and phrases.gap.match(folded):
        return Cue("subscription", "gap")
    inside = phrases.inside.search(folded) if count <= _LIMIT["in"] else None
    return Cue(phrases.kinds[" ".join(inside[1].split())], "in") if inside else None


def _by_shape(block: Block, folded: str, phrases: _Phrases) -> Cue | None:
    if (block.has_digits and _is_made_of_parts(block)) or has_clocks_and_names(block):
        return Cue("date-line", "parts")
    rest, hits = phrases.bar.subn(" ", folded) if len(block.words) <= 40 else (folded, 0)
    left = len(_WORD.findall(rest)) if hits else 0
    if hits and left <= (hits - 1 if hits > 1 else 0):
        return Cue("share", "shape")
    if _HASHTAGS.fullmatch(block.text) and len(block.text.split()) > 1:
        return Cue("keywords", "shape")
    if is_menu(block.text) or (4 <= len(block.words) <= 20 and _sections(block) >= 0.6):
        return Cue("navigation", "shape")
    parts = [part.strip() for part in re.split(r"[/،,+|]|\s[-–]\s|\sو", folded) if part.strip()]
    if len(block.words) <= 12 and parts and sum(part in _credits() for part in parts) * 2 > len(parts):
        return Cue("source-line", "shape")
    address, found = _EMAIL.subn(" ", block.text) if len(block.words) <= 40 else ("", 0)
    if found and len(_WORD.findall(address)) <= 5:
        return Cue("other", "shape")
    return None


def has_clocks_and_names(block: Block) -> bool:
    """Whether a line is made of clocks, counters and known names: `سلمى العطار بغداد 5 مايو 2021`."""
    if not block.has_digits or len(block.words) > 30 or not _DATED.search(block.text):
        return False
    line = read_meta_line(block.text)
    return line is not None and bool(line.clocks) and (line.byline is not None or all(name.kind for name in line.rest))


def _is_made_of_parts(block: Block) -> bool:
    """Whether a line holds a clock and beside it, behind bars or dots, only names and counters: `name · day · 5 minutes`."""
    if len(block.words) > 30:
        return False
    clocks = [clock for clock in find_clocks(block.text) if clock.value]
    if not clocks:
        return False
    parts = [part for part in re.split(r"\s*[|·•]\s*|\s[-–]\s", block.text) if part.strip()]
    if len(parts) > 1:
        short = [
            len(part.split()) <= 4 or is_clock_line(part) or find_cue(Block(part, 0)) is not None for part in parts
        ]
        return all(short) and any(is_clock_line(part) for part in parts)
    labelled = clocks[0].role in ("published", "updated") and clocks[0].start <= 25
    return labelled and len(_WORD.findall(block.text[clocks[-1].end :])) <= 5


def _sections(block: Block) -> float:
    sections = load_words("section_words")
    return sum(word in sections for word in block.words) / len(block.words)


def is_menu(text: str) -> bool:
    """Whether a line is a row of short items: a menu or the path to the page.

    >>> is_menu("الرئيسية | سياسة | رياضة"), is_menu("الوزير: لا ضرائب | فيديو")  # a menu; a title
    (True, False)
    """
    if len(text) > 400 or text.rstrip().endswith((".", "؟", "!")):
        return False
    for mark, at_least, longest in (
        (r"[|•·▪●]", 3, 4),
        (r"\s[>»›]\s|::|←", 2, 4),
        (r"\s[-–—/]\s", 4, 2),
        (r"\s{2,}|\t", 3, 3),
    ):
        items = [item for item in re.split(mark, text) if item.strip()]
        if len(items) >= at_least and all(len(item.split()) <= longest for item in items):
            return True
    return False


def find_credit(block: Block) -> str | None:
    """What the bracket at the end of a short line holds, folded, where nothing ends a sentence before it: `رويترز`."""
    if not 3 <= len(block.words) <= _CAPTION_WORDS:
        return None
    match = _CREDIT.search(block.text)
    if match is None or re.search(r"[.!?؟…][\"'”»]?\s*$", block.text[: match.start()]):
        return None
    named = {
        word.removeprefix("و").removeprefix("ل").removeprefix("ال")
        for word in fold_text(block.text[: match.start()]).split()[-4:]
    }
    squared = block.text.rstrip().endswith("]")
    if (named & load_words("credited_bodies") and not squared) or find_dateline(block.text):
        return None  # `وكالة الأنباء السورية (سانا)`: the bracket explains a name of the sentence
    return fold_text(match[1])


def is_caption(block: Block, names: frozenset[str] = frozenset()) -> bool:
    """Whether a line describes a picture: it is credited to an agency, to an outlet among `names` (folded), or in [...].

    >>> is_caption(Block("الجسر القديم بعد انهياره صباح السبت (رويترز)", 0))  # "the old bridge ... (Reuters)"
    True
    """
    if len(block.words) <= _CAPTION_WORDS and _CREDIT_AT_START.match(fold_text(block.text[:40])):
        return True
    credit = find_credit(block)
    if credit is None:
        return False
    if block.text.rstrip().endswith("]") or credit in _credits() or credit in names:
        return True
    words = credit.split()
    known = _credits()
    parts = re.split(r"\s*[-/،,:|–]\s*", credit)
    return words[0] in ("تصوير", "عدسة", "صورة", "ارشيف", "ارشيفية") or (
        len(parts) > 1 and any(p in known or p in names for p in parts)
    )


@cache
def _credits() -> frozenset[str]:
    agencies = {fold_text(row[0]) for row in load_rows("wire_agencies")}
    return frozenset(agencies | {fold_text(row[0]) for row in load_rows("photo_credits")})


@cache
def _phrases() -> _Phrases:
    lines: dict[str, Cue] = {}
    kinds: dict[str, FurnitureKind] = {}
    by_manner: dict[str, list[str]] = {"label": [], "start": [], "in": [], "word": [], "gap": []}
    for name, kind in _FILES:
        for phrase, manner, *_ in load_rows(f"furniture_{name}"):
            words = " ".join(fold_text(phrase).split())
            plain = " ".join(_WORD.findall(words))
            kinds.setdefault(words, kind)
            if manner in ("line", "head", "label"):
                lines.setdefault(plain, Cue(kind, "line" if manner == "label" else manner))
            if manner == "head":
                by_manner["label"].append(words)
                if " " in words:
                    by_manner["start"].append(words)
            elif manner != "line":
                by_manner[manner].append(words)
    return _Phrases(
        lines,
        re.compile(rf"[\W\d_]*({_choice(by_manner['label'])})(?!\w){_AFTER_LABEL}"),
        re.compile(rf"[\W\d_]*({_choice(by_manner['start'])})(?!\w)"),
        re.compile(rf"(?<!\w)({_choice(by_manner['in'])})(?!\w)"),
        kinds,
        re.compile(rf"(?<!\w)(?:{_choice(by_manner['word'])})(?!\w)"),
        re.compile("|".join(rf"{a}\s.{{1,40}}\s{b}\s" for a, b in (gap.rsplit(" ", 1) for gap in by_manner["gap"]))),
    )


def _choice(phrases: list[str]) -> str:
    """A pattern for any of the phrases, the longest first, whatever white space stands in them."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in ordered)
