"""A paragraph as one row of tokens, with its sentences, quotations, names and times marked.

Speech runs over sentence ends, so statements are read a paragraph at a time: a line of the title or body.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from sijill.model.reading import Part, Reading, Token
from sijill.model.records import Range
from sijill.text.fold import fold_word
from sijill.text.lexicon import load_words, strip_proclitics

# Marks of one style toggle: the first opens, the second closes, whichever way the page's font turned them.
FAMILIES = ({'"'}, {"“", "”", "„", "‟"}, {"«", "»"}, {"‹", "›"}, {"'", "‘", "’"})
FAMILY = {mark: number for number, marks in enumerate(FAMILIES) for mark in marks}
ENDS = frozenset(".!?؟…")
_AGENCIES = frozenset({"وكالة", "برس"})
# words of an outlet's name that tell its sort or what it deals in, not which one it is
_SORTS = frozenset(
    "الاخبارية الاخباري للانباء انباء للاخبار اخبار شريط اليوم الان الجديدة الجديد المحلية نت برس نيوز بريس".split()
)
_EGYPTIAN = frozenset({"فى", "الذى", "التى"})


class Passage(Struct, frozen=True):
    """Tokens of a paragraph. `closes` gives each opening mark its closing one, or the end where none comes;
    `inside[i]` is the opening mark around token i or -1; `starts[i]` and `ends[i]` bound i's sentence; `timed[i]`: part of a
    time; `lone` are marks without a partner.

    `named` gives the first token of an entity the end of its tokens, `persons` the same for people, whose tokens are
    `personal`; `places` are first tokens of places.  At a token of `joined` a name stands behind a proclitic, at one of
    `led` a name or the outlet behind ل.  `outlet` holds the folded words of the outlet's own name, `agency` tells its sort.
    """

    part: Part
    tokens: tuple[Token, ...]
    norms: tuple[str, ...]
    closes: dict[int, int]
    inside: list[int]
    ends: list[int]
    starts: list[int]
    timed: list[bool]
    marks: frozenset[int]
    lone: frozenset[int]
    named: dict[int, int]
    persons: dict[int, int]
    joined: frozenset[int]
    led: frozenset[int]
    personal: frozenset[int]
    places: frozenset[int]
    outlet: frozenset[str]
    agency: bool

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Page offsets of tokens `first` to `last`, the last one out."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def touches(self, at: int) -> bool:
        """Whether a token stands right behind the one before it, without a space."""
        return at > 0 and self.tokens[at - 1].end == self.tokens[at].start


class _Facts(Struct, frozen=True):
    """What is known of an article before its paragraphs are read: times and names in the order of the page."""

    times: list[Range]
    names: list[Range]
    people: list[Range]
    places: list[Range]
    outlet: frozenset[str]  # folded words of the outlet's name, without those that tell its sort
    agency: bool  # whether the outlet is a news agency
    egyptian: bool  # final ي is printed ى


def read_passages(reading: Reading) -> Iterator[Passage]:
    """The title and the paragraphs of the body, in order; a line's end ends a paragraph."""
    facts = _facts_of(reading)
    tokens: list[Token] = []
    cuts: list[int] = []
    part: Part = "title"
    block = -1
    for sentence in reading.sentences:
        if sentence.part not in ("title", "body"):
            continue
        same = tokens and sentence.part == part and sentence.block == block
        if tokens and not (same and "\n" not in reading.page_text[tokens[-1].end : sentence.start]):
            yield _mark(part, tokens, cuts, facts)
            tokens, cuts = [], []
        part, block = sentence.part, sentence.block
        tokens.extend(sentence.tokens)
        cuts.append(len(tokens))
    if tokens:
        yield _mark(part, tokens, cuts, facts)


def _facts_of(reading: Reading) -> _Facts:
    article = reading.article
    outlet = [fold_word(word) for word in article.outlet.name.split()] if article.outlet is not None else []
    heads = load_words("name_heads")
    own = [norm for norm in outlet if norm.removeprefix("ال") not in heads]
    return _Facts(
        sorted((time.start, time.end) for time in article.times),
        sorted((entity.start, entity.end) for entity in article.entities),
        sorted((entity.start, entity.end) for entity in article.entities if entity.kind == "PER"),
        sorted((entity.start, entity.end) for entity in article.entities if entity.kind == "LOC"),
        frozenset(own) - _SORTS,
        bool(_AGENCIES.intersection(outlet)),
        any(token.norm in _EGYPTIAN for sentence in reading.sentences for token in sentence.tokens),
    )


def _mark(part: Part, row: list[Token], cuts: list[int], facts: _Facts) -> Passage:
    tokens = tuple(row)
    closes = pair_marks(tokens)
    marks = frozenset(at for at, token in enumerate(tokens) if token.text in FAMILY)
    inside = _enclosing(closes, len(tokens))
    ends, starts = _sentence_bounds(tokens, cuts, inside, closes)
    timed = _timed(tokens, facts.times)
    norms = tuple(_plain_end(token.norm) if facts.egyptian else token.norm for token in tokens)
    lone = marks.difference(closes, closes.values())
    joined = _joined(tokens, facts.names)
    led = frozenset(
        at for at, norm in enumerate(norms) if norm[0] == "ل" and (at in joined or is_own(norm, facts.outlet))
    )
    people = _people(tokens, facts.people, led)
    return Passage(
        part, tokens, norms, closes, inside, ends, starts, timed, marks, lone,
        _named(tokens, facts.names) | people, people, joined, led,
        frozenset(at for first, last in people.items() for at in range(first, last)),
        frozenset(_named(tokens, facts.places)), facts.outlet, facts.agency,
    )  # fmt: skip


def is_own(norm: str, outlet: frozenset[str]) -> bool:
    """Whether a word behind ل is one of the outlet's own name: `للأفق`, `لصوت`."""
    return norm[0] == "ل" and (norm[1:] in outlet or (norm.startswith("لل") and "ا" + norm[1:] in outlet))


def _plain_end(norm: str) -> str:
    """A word of Egyptian print with its final ى as ي, where it is not one that ends in ى everywhere.

    >>> _plain_end("فى"), _plain_end("والمستشفى")  # in, and the hospital
    ('في', 'والمستشفى')
    """
    if norm[-1] != "ى" or any(
        rest.removeprefix("ال") in load_words("final_alef") for _, rest in strip_proclitics(norm)
    ):
        return norm
    return norm[:-1] + "ي"


def _joined(tokens: Sequence[Token], spans: Sequence[Range]) -> frozenset[int]:
    """Tokens inside which a name begins, behind a proclitic."""
    joined: set[int] = set()
    for start, _ in spans[bisect_left(spans, (tokens[0].start, 0)) : bisect_left(spans, (tokens[-1].end, 0))]:
        at = bisect_left(tokens, start, key=lambda token: token.start) - 1
        if at >= 0 and tokens[at].start < start < tokens[at].end:
            joined.add(at)
    return frozenset(joined)


def _people(tokens: Sequence[Token], spans: Sequence[Range], led: frozenset[int]) -> dict[int, int]:
    """People's names as token ranges; an addressee behind a name is no part of it."""
    people: dict[int, int] = {}
    for first, end in _named(tokens, spans).items():
        last = next((at for at in range(first + 1, end) if at in led), end)
        if first not in led or last - first > 1:
            people[first] = last
    return people


def _named(tokens: Sequence[Token], spans: Sequence[Range]) -> dict[int, int]:
    """Spans of the page as token ranges of a paragraph; a name behind a proclitic (`لفلان`) begins at its token."""
    named: dict[int, int] = {}
    at = bisect_left(spans, (tokens[0].start, 0))
    if at == len(spans) or spans[at][0] >= tokens[-1].end:
        return named
    first = 0
    while at < len(spans) and spans[at][1] <= tokens[-1].end:
        start, end = spans[at]
        while first < len(tokens) and tokens[first].end <= start:
            first += 1
        last = first
        while last < len(tokens) and tokens[last].start < end:
            last += 1
        if last > first:
            named[first] = last
        at += 1
    return named


def pair_marks(tokens: Sequence[Token]) -> dict[int, int]:
    """Opening quotation marks with their closing ones; one that never closes runs to the end of the paragraph.

    With an even number of marks of a style they pair as they come; with an odd number their neighbours tell which one
    stands alone: a mark with a space before it and none behind opens.
    """
    by_family: dict[int, list[int]] = {}
    for at, token in enumerate(tokens):
        family = FAMILY.get(token.text)
        if family is not None and not (family == 4 and _apostrophe(tokens, at)):
            by_family.setdefault(family, []).append(at)
    odd = [family for family, marks in by_family.items() if len(marks) % 2]
    if len(odd) == 2:  # opened in one style and closed in another
        marks = sorted(by_family.pop(odd[0]) + by_family.pop(odd[1]))
        by_family[odd[0]] = marks
    closes: dict[int, int] = {}
    for family, marks in by_family.items():
        nested = _pair_nested(tokens, marks) if family else None
        if nested is not None:
            closes |= nested
            continue
        closes |= dict(zip(marks[::2], marks[1::2], strict=True)) if len(marks) % 2 == 0 else _pair_odd(tokens, marks)
    return dict(sorted(closes.items()))


def _pair_nested(tokens: Sequence[Token], marks: list[int]) -> dict[int, int] | None:
    """Pairs by the direction of the marks, one inside another; None where the directions do not add up."""
    closes: dict[int, int] = {}
    opened: list[int] = []
    for at in marks:
        if tokens[at].text in "“«‹‘„":
            opened.append(at)
        elif opened:
            closes[opened.pop()] = at
        else:
            return None
    return None if opened else closes


def _apostrophe(tokens: Sequence[Token], at: int) -> bool:
    return 0 < at < len(tokens) - 1 and not _space_before(tokens, at) and not _space_behind(tokens, at)


def _space_before(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].end < tokens[at].start or tokens[at - 1].text in "([:،"


def _space_behind(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 == len(tokens) or tokens[at].end < tokens[at + 1].start or not tokens[at + 1].text[0].isalnum()


def _pair_odd(tokens: Sequence[Token], marks: list[int]) -> dict[int, int]:
    closes: dict[int, int] = {}
    opened: int | None = None
    for at in marks:
        before, behind = _space_before(tokens, at), _space_behind(tokens, at)
        if opened is None:
            if before or not behind:
                opened = at
        elif before and not behind:
            closes[opened] = len(tokens)
            opened = at
        else:
            closes[opened] = at
            opened = None
    if opened is not None:
        closes[opened] = len(tokens)
    return closes


def _enclosing(closes: dict[int, int], size: int) -> list[int]:
    inside = [-1] * size
    reach = 0
    for start, end in closes.items():  # the outermost pair wins; each token is visited once
        for at in range(max(start + 1, reach), end):
            inside[at] = start
        reach = max(reach, end)
    return inside


def _sentence_bounds(
    tokens: Sequence[Token], cuts: list[int], inside: list[int], closes: dict[int, int]
) -> tuple[list[int], list[int]]:
    """Ends and starts of sentences, where an end within a closed quotation ends nothing."""
    size = len(tokens)
    bounds = [
        cut
        for cut in cuts
        if cut == size
        or inside[cut] < 0
        or inside[cut - 1] < 0
        or closes[inside[cut]] == size
        or inside[cut] == cut - 1
    ]
    ends, starts = [size] * size, [0] * size
    for first, last in pairwise([0, *bounds]):
        for at in range(first, last):
            ends[at], starts[at] = last, first
    return ends, starts


def _timed(tokens: Sequence[Token], times: Sequence[Range]) -> list[bool]:
    timed = [False] * len(tokens)
    for first, last in _named(tokens, times).items():
        timed[first:last] = [True] * (last - first)
    return timed
