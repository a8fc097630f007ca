"""What a line is by its own words and shape: a share bar, a caption, a counter ... or nothing that is known.

The phrases stand in `lexicons/ar/furniture_KIND.txt`, with the manner in which each is looked for: `line` is the whole line
without its numbers, `head` the same and opens a list, `label` stands before a colon, bar or two dots, `start` begins a short
line, `note` stands before the colon of a line that ends as a sentence does, `in` stands anywhere in it, `gap` begins a line that
holds its second word later, `word` is a word of share bars.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from sijill.model.records import FurnitureKind
from sijill.pages.blocks import Block, Cue
from sijill.pages.dates.clock import find_clocks, is_clock_line
from sijill.pages.heads.datelines import find_dateline
from sijill.pages.heads.metalines import read_meta_line
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
_LETTERS = re.compile(r"[^\W_]+")
_AFTER_LABEL = r"\s*(?:[:：|…»›]|\.\.|\s[-–—]\s|$)"
# How long a line may be, in words, and still be what a phrase says: captions and notices of tune and seeds end at 34.
_LIMIT = {"line": 8, "head": 8, "label": 30, "note": 70, "start": 24, "in": 90, "shape": 40}
_SOURCE_LIMIT = 10
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|https?://\S+|www\.\S+")
_HASHTAGS = re.compile(r"(?:#[\w_]+[\s,،|]*)+")
_CREDIT = re.compile(r"[(\[]\s*([^()\[\]]{1,40}?)\s*[)\]]\s*$")
_CREDIT_AT_START = re.compile(r"\s*(?:الصورة|صورة|تصوير|عدسة|photo|caption)\s*[:|]")
_CREDIT_AT_END = re.compile(r"[.،)\s](?:تصوير|عدسة|الصورة من|photo by|photo)\s*[:/]\s*(?:[^\W\d_]+\s?){1,4}\s*$")
_CREDIT_MARKS = re.compile(r"[/،,+|]|\s[-–]\s|\sو")
_COUNTED = re.compile(r"\s*\d{1,2}\s?/\s?\d{1,2}\s")  # a picture of so many: its bracket holds the photographer
_DATED = re.compile(r"(?<!\d)(?:\d{4}(?!\d)|\d{1,2}:\d\d)")
_CAPTION_WORDS = 34
_SHORTEST_GLUED, _LONGEST_GLUED, _NOT_GLUED = 7, 200, 1_000  # letters; a count of pieces that stands for none
_GLUED_WORD = 9  # letters that the longest word of a glued bar has at least: `شاركغردأرسل`
# Figures alone, or with a reading time: `0 1,204 دقيقة واحدة`.
_COUNTER = re.compile(
    r"\d{1,3}(?:[.,٬]\d{3})+|\d+(?:\s\d[\d.,]*)+"
    r"|(?:\d[\d.,]*\s){0,3}(?:دقيقة واحدة|\d+\s(?:دقائق|دقيقة|ثوان))(?:\s(?:للقراءة|قراءة))?"
)

_INITIALS = re.compile(
    r"[^\W\d_](?:\s?\.\s?[^\W\d_]){1,3}\.?(?:\s?[/\-–]\s?[^\W\d_](?:\s?\.\s?[^\W\d_]){1,3}\.?)*"
)  # of the desk
_ACCOUNT = re.compile(r"[—–-]\s?[^@\n]{2,60}\(@\w{2,30}\)")  # under a post that the text shows
_PAGER = re.compile(r"(?<!\w)(?:ال)?صفحة\s\d{1,3}\s(?:من|/)\s\d{1,3}|(?<!\w)page\s\d{1,3}\s(?:of|sur|/)\s\d{1,3}")
_POST = re.compile(r"#\d{1,4}")  # the number of a reply in a forum


class _Phrases(Struct, frozen=True):
    lines: dict[str, Cue]
    label: re.Pattern[str]
    note: re.Pattern[str]
    start: re.Pattern[str]
    inside: re.Pattern[str]
    kinds: dict[str, FurnitureKind]
    bar: re.Pattern[str]
    gap: re.Pattern[str]
    begins: dict[str, frozenset[str]]  # the first words of the phrases of each manner: most lines have none of them


def find_cue(block: Block) -> Cue | None:
    """What the line is by its words, or None where they do not say.

    >>> find_cue(Block("5412 مشاهدة", 0)), find_cue(Block("شارك في السباق مئة عداء.", 0))  # "views"; "a hundred runners"
    (Cue(kind='other', manner='line'), None)
    """
    if block.cue is None:
        block.cue = (_read_cue(block),)
    return block.cue[0]


def _read_cue(block: Block) -> Cue | None:
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
    cue = _by_phrase(block, folded, phrases)
    return cue or (_by_shape(block, folded, phrases) if count <= _LIMIT["shape"] else None)


def _by_phrase(block: Block, folded: str, phrases: _Phrases) -> Cue | None:
    count, begins = len(block.words), phrases.begins
    first = next((word for word in block.words if not word[0].isdigit()), "")
    label = phrases.label.match(folded) if count <= _LIMIT["label"] and first in begins["label"] else None
    if label:
        kind = phrases.kinds[" ".join(label[1].split())]
        if kind != "source-line" or count <= _SOURCE_LIMIT:
            return Cue(kind, "label")
    if count <= _LIMIT["note"] and first in begins["note"] and block.is_sentence:  # a headline has no full stop
        note = phrases.note.match(folded)
        if note:
            return Cue(phrases.kinds[" ".join(note[1].split())], "note")
    start = phrases.start.match(folded) if count <= _LIMIT["start"] and first in begins["start"] else None
    if start:
        kind = phrases.kinds[" ".join(start[1].split())]
        if kind != "source-line" or count <= _SOURCE_LIMIT:
            return Cue(kind, "start")
    if count <= 12 and first in begins["gap"] and phrases.gap.match(folded):
        return Cue("subscription", "gap")
    inside = None if begins["in"].isdisjoint(block.words) else phrases.inside.search(folded)
    return Cue(phrases.kinds[" ".join(inside[1].split())], "in") if inside else None


def _by_shape(block: Block, folded: str, phrases: _Phrases) -> Cue | None:
    if (block.has_digits and _is_made_of_parts(block)) or has_clocks_and_names(block):
        return Cue("date-line", "parts")
    rest, hits = (folded, 0) if phrases.begins["word"].isdisjoint(block.words) else phrases.bar.subn(" ", folded)
    left = len(_WORD.findall(rest)) if hits else 0
    if hits and left <= (hits - 1 if hits > 1 else 0):
        return Cue("share", "shape")
    plain = block.plain.split() if len(block.words) <= 24 else []
    if 0 < len(plain) <= 12 and _is_bar(plain):
        return Cue("comments" if block.has_digits else "share", "shape")
    if _COUNTER.fullmatch(folded) or _INITIALS.fullmatch(block.text) or _ACCOUNT.match(block.text):
        return Cue("other", "shape")
    if len(block.words) <= 16 and _PAGER.search(folded):
        return Cue("navigation", "shape")
    if _POST.fullmatch(block.text.strip()):
        return Cue("comments", "post")
    if _HASHTAGS.fullmatch(block.text) and len(block.text.split()) > 1:
        return Cue("keywords", "shape")
    if is_menu(block.text) or (4 <= len(block.words) <= 20 and _sections(block) >= 0.6):
        return Cue("navigation", "shape")
    if len(block.words) <= 12:
        parts = [part.strip() for part in _CREDIT_MARKS.split(folded) if part.strip()]
        if parts and sum(part in _credits() for part in parts) * 2 > len(parts):
            return Cue("source-line", "shape")
    address, found = (
        _EMAIL.subn(" ", block.text) if any(mark in block.text for mark in ("@", "//", "www.")) else ("", 0)
    )
    if found and len(_WORD.findall(address)) <= 5:
        return Cue("other", "shape")
    return None


def _is_bar(words: list[str]) -> bool:
    """Whether words are all of buttons and reactions, glued or not."""
    if all(word in _reactions() for word in words):
        return True
    if max(map(len, words)) < _GLUED_WORD:
        return False
    return all(word in _reactions() or _is_glued(word) for word in words) or _is_glued("".join(words))


def has_address(block: Block) -> bool:
    """Whether a line holds an e-mail or web address."""
    return _EMAIL.search(block.text) is not None


def _is_glued(word: str) -> bool:
    """Whether a long word is made of names of share buttons that lost the spaces between them: `فيسبوكتويترواتساب`."""
    if not _SHORTEST_GLUED <= len(word) <= _LONGEST_GLUED:
        return False
    buttons = _buttons()
    longest = max(map(len, buttons))
    pieces: list[int] = [0, *[_NOT_GLUED] * len(word)]  # the fewest buttons that make up the first letters
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - longest), end):
            if word[start:end] in buttons:
                pieces[end] = min(pieces[end], pieces[start] + 1)
    return 2 <= pieces[-1] < _NOT_GLUED


@cache
def _buttons() -> frozenset[str]:
    return frozenset("".join(fold_text(row[0]).split()) for row in load_rows("furniture_share") if len(row[0]) > 2)


@cache
def _reactions() -> frozenset[str]:
    return load_words("reaction_words")


def has_clocks_and_names(block: Block) -> bool:
    """Whether a line is made of clocks, counters and known names: `سلمى العطار بغداد 5 مايو 2021`."""
    sentence = block.is_sentence and len(block.words) > 8
    if not block.has_digits or len(block.words) > 30 or sentence or not _DATED.search(block.text):
        return False
    line = read_meta_line(block.text, block.start)
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
    if len(block.words) <= _CAPTION_WORDS and _CREDIT_AT_END.search(fold_text(block.text[-60:])):
        return True
    credit = find_credit(block)
    if credit is None:
        return False
    if _COUNTED.match(block.text):
        return True
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
    by_manner: dict[str, list[str]] = {"label": [], "note": [], "start": [], "in": [], "word": [], "gap": []}
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
    begins = {manner: frozenset(_LETTERS.findall(phrase)[0] for phrase in found) for manner, found in by_manner.items()}
    return _Phrases(
        lines,
        re.compile(rf"[\W\d_]*({_choice(by_manner['label'])})(?!\w){_AFTER_LABEL}"),
        re.compile(rf"[\W\d_]*({_choice(by_manner['note'])})\s*[:：]"),
        re.compile(rf"[\W\d_]*({_choice(by_manner['start'])})(?!\w)"),
        re.compile(rf"(?<!\w)({_choice(by_manner['in'])})(?!\w)"),
        kinds,
        re.compile(rf"(?<!\w)(?:{_choice(by_manner['word'])})(?!\w)"),
        re.compile("|".join(rf"{a}\s.{{1,40}}\s{b}\s" for a, b in (gap.rsplit(" ", 1) for gap in by_manner["gap"]))),
        begins,
    )


def _choice(phrases: list[str]) -> str:
    """A pattern for any of the phrases, the longest first, whatever white space stands in them."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in ordered)
