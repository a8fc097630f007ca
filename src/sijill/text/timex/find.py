"""Finding temporal expressions: pieces read one after the other and joined while they fit.

A point in time is a chain of pieces (part of day, weekday, day of a month, year, ...).  `_FOLLOWS` says which piece may
stand behind which, and over which joining words; two pieces that say the same thing twice end the chain.  At every place
the longest reading wins: a repetition, a length, a point, or a time the words leave open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sijill.model.reading import Token
from sijill.model.time import Mod, TimeType
from sijill.text.fold import fold_with_offsets
from sijill.text.timex import guards
from sijill.text.timex.chain import BEGINNINGS, read_point
from sijill.text.timex.following import rest_on_told
from sijill.text.timex.lengths import Reading, read_length
from sijill.text.timex.lists import read_day_list, read_length_list, share_right
from sijill.text.timex.meaning import Length, Meaning, Point, Repeat, Then, Timex, Vague
from sijill.text.timex.repeats import read_repeat
from sijill.text.timex.tense import tense_at
from sijill.text.timex.words import Line, vocabulary
from sijill.text.tokens import tokenize


def find_timexes(text: str, start: int = 0, end: int | None = None) -> list[Timex]:
    """The temporal expressions of `text[start:end]`, unresolved, in the order of the text.

    >>> [timex.text for timex in find_timexes("وصل الوفد مساء الجمعة 4 أيار/مايو 2018 بعد ثلاثة أيام.")]  # arrived Friday evening
    ['مساء الجمعة 4 أيار/مايو 2018', 'بعد ثلاثة أيام']
    """
    return find_in_tokens(text, tokenize(text, start, end))


def find_in_tokens(text: str, tokens: Sequence[Token], *, month_first: bool = False) -> list[Timex]:
    """The temporal expressions among tokens already cut (see `find_timexes`); `month_first` reads 3/4/2018 as in March."""
    line = Line(text, _unglue(text, tokens), month_first=month_first)
    found: list[Timex] = []
    done = told_end = 0
    titles = guards.find_titles(line)
    for at, word in enumerate(line.words):
        if word is None or at < done or not line.may_begin(at):
            continue
        if at in titles:
            done = titles[at]
            continue
        line.origin = at
        reading = _read(line, at)
        if reading is None:
            continue
        meaning, done = _every(line, reading)
        if meaning is not None:
            found.append(_timex(line, at, done, meaning))
            if len(found) > 1:
                rest_on_told(found, line.norms[told_end:at], line.norm(done))
            told_end = done
    return share_right(text, found)


_GLUED = re.compile(r"([^\W\d_]+)(\d+)")


_GLUE = re.compile(r"[^\W\d_]\d")


def _unglue(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with figures typed onto a word of time parted from it: `أبريل2011`, `عام2015`."""
    if not tokens or not _GLUE.search(text, tokens[0].start, tokens[-1].end):
        return tokens
    parted: list[Token] = []
    for token in tokens:
        glued = _GLUED.fullmatch(token.norm)
        word = vocabulary().get(glued[1]) if glued else None
        at = next((at for at, letter in enumerate(token.text) if letter.isdecimal()), 0)
        if glued is None or word is None or _GLUES.isdisjoint(word.senses) or at == 0:
            parted.append(token)
            continue
        middle = token.start + at
        parted.append(Token(token.text[:at], token.start, middle, glued[1]))
        parted.append(Token(token.text[at:], middle, token.end, glued[2]))
    return parted


_GLUES = frozenset({"month", "hijri-month", "head", "unit", "weekday", "lead", "bound"})

_Read = tuple[Meaning | None, int] | None  # null meaning: a name or an age, to be stepped over


def _read(line: Line, at: int) -> _Read:
    """The longest reading at `at`; of equally long ones the first."""
    best: _Read = None
    word = line.words[at]
    beginnings: frozenset[str] = word.kinds if word else frozenset()
    for read, kinds in _READERS:
        reading = None if kinds.isdisjoint(beginnings) else read(line, at)
        if reading is not None and (best is None or reading[1] > best[1]):
            best = reading
    return best


def _every(line: Line, reading: tuple[Meaning | None, int]) -> tuple[Meaning | None, int]:
    """The reading with `من كل عام` behind a point, which makes it come again: `العاشر من آب من كل عام`."""
    meaning, end = reading
    if not isinstance(meaning, Point) or line.norm(end) != "من" or line.take(end + 1, "every") is None:
        return reading
    again = read_repeat(line, end + 1)
    return (again[0], again[1]) if again else reading


def _read_length(line: Line, at: int) -> _Read:
    found = read_length(line, at)
    if found and isinstance(found[0], Length) and guards.is_age(line, at, found[1], found[0]):
        return None, found[1]
    return found


def _read_open(line: Line, at: int) -> Reading:
    """Times the words leave open: `في وقت سابق`, `مؤخرا`, the minute of a match."""
    edge = line.take(at, "edge")
    whole = line.take(edge[1], "vague") if edge else None
    if edge and whole and whole[0] == "DATE" and line.is_definite(edge[1]):  # بداية الموسم الحالي
        return Vague("vague", edge[0]), whole[1]
    then = line.take(at, "then")
    if then:
        return Then(int(then[0])), then[1]
    vague = line.take(at, "vague") or _read_some_time(line, at)
    if vague and not (line.norm(vague[1] - 1) in _OPEN_NOUNS and _is_told_behind(line, vague[1])):
        if vague[0] == "DURATION":
            return Length(None), vague[1]
        return Vague("vague", _SIDES.get(vague[0])), vague[1]
    if line.norm(at).endswith(("الدقيقة", "الدقيقتين", "الدقائق")):
        start = at + 2 if line.norm(at + 1) == "(" else at + 1
        minute = line.number(start) or line.ordinal(start)
        if minute:
            return Vague("match-minute"), start + minute.length
    return None


_SIDES: dict[str, Mod] = {"BEFORE": "BEFORE", "AFTER": "AFTER"}
# منذ فترة is vague, منذ فترة الحرب is told by what stands behind it.
_OPEN_NOUNS = frozenset({"فترة", "مدة", "زمن", "امد"})
_PURPOSES = frozenset(
    {
        "انتقالية",
        "تجريبية",
        "تدريبية",
        "رئاسية",
        "انتخابية",
        "حكم",
        "اختبار",
        "تدريب",
        "تجربة",
        "حمل",
        "رئاسة",
        "سماح",
        "هدوء",
    }
)


def _is_told_behind(line: Line, at: int) -> bool:
    """Whether what stands behind فترة says which: `فترة الحرب`, `فترة انتقالية من 90 يوما`."""
    return line.is_definite(at) or line.norm(at) in _PURPOSES


def _read_some_time(line: Line, at: int) -> tuple[str, int] | None:
    """بعض الوقت, unless somebody gets it: `الحصول على بعض الوقت` tells no time."""
    return line.take(at, "some-time") if line.norm(at - 1) != "على" else None


def _timex(line: Line, start: int, end: int, meaning: Meaning) -> Timex:
    first = line.tokens[start].start + _proclitic_length(line, start)
    last = line.tokens[end - 1].end
    tense = "future" if _is_deadline(line, start, meaning) else tense_at(line, start, end)
    return Timex(line.text[first:last], first, last, _type_of(line, start, end, meaning), meaning, tense)


_UNTIL = frozenset({"قبل", "حتى", "بحلول", "وحتى", "الى"})


def _is_deadline(line: Line, start: int, meaning: Meaning) -> bool:
    """Whether the end of a week is one that something must keep: `قبل نهاية الأسبوع`."""
    word = line.words[start]
    until = line.norm(start - 1) in _UNTIL or (word is not None and word.proclitic == "ب")
    return isinstance(meaning, Point) and meaning.unit == "week" and meaning.mod == "END" and until


def _proclitic_length(line: Line, at: int) -> int:
    """How many characters of the token its proclitic takes, marks included."""
    word = line.words[at]
    if word is None or not word.proclitic:
        return 0
    _, offsets = fold_with_offsets(line.tokens[at].text)
    return offsets[len(word.proclitic)]


def _type_of(line: Line, start: int, end: int, meaning: Meaning) -> TimeType:
    if isinstance(meaning, Length):
        return "DURATION"
    if isinstance(meaning, Repeat):
        return "SET"
    if isinstance(meaning, Point):
        on_clock = meaning.part or meaning.clock or meaning.unit in ("hour", "minute", "second")
        return "TIME" if on_clock else "DATE"
    if isinstance(meaning, Then):
        return "DATE"
    if meaning.reason == "match-minute":
        return "TIME"
    clock = any("ساع" in norm or "دق" in norm for norm in line.norms[start:end])
    return "TIME" if clock else "DATE"


# The readings of a place, and the kinds of words each can begin with.
_READERS: tuple[tuple[Callable[[Line, int], _Read], frozenset[str]], ...] = (
    (read_repeat, frozenset({"repeat", "nth", "every", "unit", "edge"})),
    (read_day_list, frozenset({"number", "ordinal", "head"})),
    (read_point, frozenset(kind for kinds in BEGINNINGS for kind in kinds)),
    (read_length_list, frozenset({"number"})),
    (_read_length, frozenset({"lead", "approx", "bound", "number", "some", "hundreds", "fraction", "unit"})),
    (_read_open, frozenset({"vague", "then", "some-time", "edge", "unit"})),
)
