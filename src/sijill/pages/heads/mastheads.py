"""The names that a page calls its outlet by, each with the places that say so: `<title>`, masthead, copyright, lines of credit.

One place alone is seldom enough: a short first line may be a section or a headline.  The places are weighed together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sijill.pages.blocks import Block
from sijill.pages.furniture.cues import is_menu
from sijill.pages.heads.metalines import read_meta_line
from sijill.pages.heads.names import has_outlet_word, is_person, is_place, sort_name
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_words

_PARTS = re.compile(r"\s+[-–—|»«:•·>/]+\s*|\s*[|»•·▶►▸▼◄●■☰→←]+\s*|::|:\s+|\s{3,}")
_AROUND = ' \xa0\u200f\u200e\u200b-–—|»«:•·.,،*#[]()"“”\u2605\U0001f534'
_RIGHTS = re.compile(
    r"(?:جميع|كافة|كل)?\s*الحقوق محفوظة\s*(?:©|\(c\)|[-–—:])?\s*(?:لدى\s|ل(?=\S)|[-–—:]\s*)?(?P<held>[^\d©|.\n]{2,60})"
    r"|حقوق (?:النشر|الطبع)(?:\s(?:محفوظة|والنشر))*\s*[©:]?\s*(?:\d{4}\s*[-–]?\s*)*(?:ل(?:دى\s)?)?(?P<right>[^\d©|.\n]{2,60})"
    r"|(?:©|copyright)\s*(?:©)?\s*(?:\d{4}\s*[-–]?\s*)*(?P<after>[^\d©|.\n]{2,60})"
    r"|(?P<before>[^\d©|.\n]{2,60}?)\s*(?:©|(?:\d{4}\s*)?[-–—]\s*(?:جميع|كل|كافة|بعض) الحقوق)",
    re.I,
)
_RIGHTS_SIGN = re.compile(r"©|حقوق|copyright", re.I)
_LONGEST = 6  # words of a name
_FIRST = 12  # lines in which a masthead is looked for
_MOST_RIGHTS = 4  # copyright lines that are heard
ENOUGH = 2.0


class Claim(Struct, frozen=True):
    """That a name is the outlet's: how much it weighs, and where the page prints it (null in the `<title>`)."""

    name: str
    weight: float
    start: int | None = None


def claims_of_title(written: str | None, headline: Block | None, blocks: Sequence[Block]) -> Iterator[Claim]:
    """The part of the `<title>` that is not the headline: `headline - outlet`."""
    if not written:
        return
    pieces = [piece.strip(_AROUND) for piece in _PARTS.split(written) if piece.strip(_AROUND)]
    words = " ".join(headline.words) if headline else ""
    own = [" ".join(_words(piece)) for piece in pieces]
    found = [bool(words and piece and (piece in words or words in piece)) for piece in own]
    short = {" ".join(block.words) for block in blocks[:40] if len(block.words) <= _LONGEST}
    for piece, folded, is_headline in zip(pieces, own, found, strict=True):
        if is_headline or not _is_name(piece):
            continue
        weight = 1.0 + 1.5 * any(found) + 0.5 * (folded in short)
        yield Claim(piece, weight + _form(piece))


def claims_of_head(blocks: Sequence[Block], title: int | None) -> Iterator[Claim]:
    """The lines above the headline that may be the name of the site."""
    stop = min(len(blocks), _FIRST if title is None else title)
    shown = range(stop) if stop <= 2 * _FIRST else (*range(_FIRST), *range(stop - _FIRST, stop))
    for at in shown:
        block = blocks[at]
        if (
            block.zone in ("nav", "aside")
            or block.hint in ("comments", "related")
            or block.tag in ("li", "button", "label")
        ):
            continue
        if len(block.words) > 20:
            continue
        line = read_meta_line(block.text, block.start) if block.has_digits else None
        if line is not None:
            yield from (
                Claim(name.text, 1.0 + _form(name.text), name.start) for name in line.rest if _is_name(name.text)
            )
            continue
        pieces = [piece.strip(_AROUND) for piece in _PARTS.split(block.text) if piece.strip(_AROUND)]
        piece = pieces[0] if pieces else ""
        slogan = at == 0 and len(pieces) == 2 and len(block.words) <= 10  # `name | what it is`
        whole = slogan or piece == block.text.strip(_AROUND) or all(_is_section(other) for other in pieces[1:])
        if not _is_name(piece) or block.is_sentence or (not whole and not is_menu(block.text) and _form(piece) == 0):
            continue
        first = at == 0 or (at < _FIRST and all(is_menu(before.text) or before.zone == "nav" for before in blocks[:at]))
        weight = 0.5 + 1.0 * first + 0.5 * (block.tag == "h1" or block.hint == "navigation" or block.zone == "header")
        weight += 0.5 * (whole and title is not None) - 0.3 * (at > 5)
        yield Claim(piece, weight + _form(piece), block.start + block.text.index(piece))


def claims_of_lines(blocks: Sequence[Block], first: int, title: int | None) -> Iterator[Claim]:
    """The names that lines between headline and text, and copyright lines anywhere, give: `صحيفة النخلة`, `© النخلة 2021`."""
    rights = 0
    for at, block in enumerate(blocks):
        if len(block.words) > 30:
            continue
        if title is not None and title < at < min(first, title + _FIRST):
            yield from _beside_headline(block)
        if _RIGHTS_SIGN.search(block.text) and len(block.text) < 300:
            match = _RIGHTS.search(block.text)
            name = next((text for text in match.groups() if text), "").strip(_AROUND) if match else ""
            if (
                name
                and rights < _MOST_RIGHTS
                and _is_name(name)
                and not fold_text(name).startswith(("محفوظ", "all rights", "الحقوق"))
            ):
                rights += 1
                yield Claim(name, 1.6 + _form(name), block.start + block.text.index(name))


def _beside_headline(block: Block) -> Iterator[Claim]:
    line = read_meta_line(block.text, block.start)
    if line is not None:
        yield from (
            Claim(name.text, (2.0 if name.kind == "outlet" else 0.8), name.start)
            for name in line.rest
            if name.kind in ("outlet", None) and _is_name(name.text)
        )
        return
    at = 0
    for piece in _PARTS.split(block.text) if len(block.words) <= 8 and not block.is_sentence else ():
        name = piece.strip(_AROUND)
        if name and _is_name(name) and sort_name(name) == "outlet":
            yield Claim(name, 2.0, block.start + block.text.index(name, at))
        at += len(piece)


def weigh_claims(claims: Sequence[Claim]) -> tuple[Claim, float] | None:
    """The claim whose name has most weight, names within one another counted together, and that weight."""
    best: tuple[Claim, float] | None = None
    words = [frozenset(fold_text(claim.name).split()) for claim in claims]
    for at in range(len(claims)):
        alike = [i for i, other in enumerate(words) if words[at] <= other or other <= words[at]]
        total = sum(
            claims[i].weight for i in {(words[i], claims[i].start is None, claims[i].weight): i for i in alike}.values()
        )
        fullest = max(
            (claims[i] for i in alike), key=lambda one: (_form(one.name) > 0, one.weight, one.start is not None)
        )
        if best is None or total > best[1]:
            best = (fullest, total)
    return best


def _form(name: str) -> float:
    """What the form of a name adds: words of outlets speak for it."""
    return 1.2 if has_outlet_word(fold_text(name).split()) else 0.0


def _is_section(text: str) -> bool:
    return all(word in load_words("section_words") or word.isdigit() for word in _words(text))


def _is_name(name: str) -> bool:
    """Whether words may be an outlet's name: one to six, no section, town, person, turn, address or sentence."""
    words = _words(name)
    if not 1 <= len(words) <= _LONGEST or len(name) < 3 or "://" in name or name.endswith(("؟", "!", "…")):
        return False
    if _is_section(name):
        return False
    folded = " ".join(words)
    if (
        folded in load_words("no_outlets")
        or not load_words("button_words").isdisjoint(words)
        or words[0] in load_words("dateline_stops")
        or is_place(folded)
    ):
        return False
    return sort_name(name) not in ("turn", "place") and not (is_person(name) and not has_outlet_word(list(words)))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold_text(text))
