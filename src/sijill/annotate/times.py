"""Times of an article: every temporal expression of its title, dateline, body and clocks, resolved against its anchor.

The anchor of a relative time is the stated day of the report it stands in (`وقال الأحد إنه سيسافر غدا`), else the day of
publication, else the day the lead itself names (`reason: "lead"`), else none: the value is then null, with the reason.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from sijill.model.reading import Reading, Sentence, Token
from sijill.model.records import Published, Time
from sijill.model.time import TimeValue
from sijill.text.timex import Point, Then, Timex, find_in_tokens, is_past_report, reads_month_first, resolve_timex
from sijill.text.tokens import split_sentences, tokenize

_CLAUSE = frozenset({"ان", "انه", "انها", "انهم", "انهما", "بان", "بانه", "بانها", "ب", ":", '"', "«", "“", "”"})
_REPORT_GAP = 8  # tokens between the reporting verb and its day: `وقال المتحدث باسم الوزارة في بيان الخميس`
_CLAUSE_GAP = 16  # tokens between that day and the words it reports
_REMEMBERED = 8  # values told before that `اليوم التالي` may count from
_NOT_ITS_DAY = frozenset(
    {"منذ", "حتى", "قبل", "بعد", "بحلول", "الى", "من"}
)  # before a day that is not the report's own


class Anchor(Struct, frozen=True):
    """The day relative times count from: known, or between `earliest` and `latest`; `reason` marks an uncertain one."""

    day: date | None = None
    earliest: date | None = None
    latest: date | None = None
    reason: str | None = None


class Told(Struct, frozen=True):
    """What was told up to a place: the values from which `اليوم التالي` counts, and the month and year last named.

    `sentence` numbers the sentence of that month; `to_a_day` says whether it was named with its day.  `last` numbers the
    sentence of the last value.
    """

    values: tuple[str, ...] = ()
    month: tuple[int, int] | None = None
    sentence: int = 0
    to_a_day: bool = False
    last: int = 0


def find_times(reading: Reading) -> tuple[Time, ...]:
    """The times of an article, in the order of the page."""
    month_first = reads_month_first(reading.page_text, _day(reading.article.published.day))
    found = [
        (sentence, find_in_tokens(reading.page_text, sentence.tokens, month_first=month_first))
        for sentence in reading.sentences
    ]
    anchor = anchor_of(reading.article.published, found)
    times: dict[tuple[int, int], Time] = {}
    told = Told()
    for number, (sentence, timexes) in enumerate(found):
        in_sentence, told = resolve_sentence(sentence.tokens, timexes, anchor, told, number)
        for time in in_sentence:
            times.setdefault((time.start, time.end), time)
    return tuple(sorted(times.values(), key=lambda time: (time.start, time.end)))


def find_times_in(text: str, published: date | str | None = None) -> tuple[Time, ...]:
    """The times of a plain text, read as published on that day.

    >>> [(time.text, time.value) for time in find_times_in("يصل الوزير غدا", "2019-02-28")]  # arrives tomorrow
    [('غدا', '2019-03-01')]
    """
    day = date.fromisoformat(published[:10]) if isinstance(published, str) else published
    month_first = reads_month_first(text, day)
    sentences = [
        (tokens, find_in_tokens(text, tokens, month_first=month_first))
        for tokens in split_sentences(tokenize(text), text)
    ]
    anchor = Anchor(day) if day else _lead_anchor(sentences[:1])
    times: list[Time] = []
    told = Told()
    for number, (tokens, timexes) in enumerate(sentences):
        found, told = resolve_sentence(tokens, timexes, anchor, told, number)
        times += found
    return tuple(times)


def anchor_of(published: Published, found: Sequence[tuple[Sentence, list[Timex]]]) -> Anchor:
    """The article's anchor: its publication day, else the one day its lead names, else the days that bound it."""
    if published.day:
        return Anchor(_day(published.day))
    lead = _lead_anchor(
        [(s.tokens, timexes) for s, timexes in found if s.part in _LEAD or (s.part == "body" and s.block == 0)]
    )
    return lead if lead.day else Anchor(None, _day(published.earliest), _day(published.latest), "bounded")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


_LEAD = ("title", "dateline")


def _lead_anchor(lead: Sequence[tuple[Sequence[Token], list[Timex]]]) -> Anchor:
    """The only absolute day of the lead, unless it is a start or an end (`منذ`, `حتى`)."""
    days: set[str] = set()
    for tokens, timexes in lead:
        for timex in timexes:
            value = resolve_timex(timex, None)
            if timex.is_absolute_day and value.value and not value.reason:
                if _word_before(tokens, timex.start) in _NOT_ITS_DAY:
                    return Anchor()
                days.add(value.value[:10])
    return Anchor(date.fromisoformat(days.pop()), reason="lead") if len(days) == 1 else Anchor()


def resolve_sentence(
    tokens: Sequence[Token], timexes: list[Timex], anchor: Anchor, told: Told, number: int
) -> tuple[list[Time], Told]:
    """The times of the sentence with that number, and what was told up to its end."""
    times: list[Time] = []
    scene: tuple[int, date] | None = None  # where the words reported begin, and the day they were said
    for found in timexes:
        here = Anchor(scene[1]) if scene and found.start >= scene[0] else anchor
        timex = _with_told_year(found, here, told, number)
        far = isinstance(timex.meaning, Then) and number - told.last > 1
        value = _resolve(timex, here, () if far else told.values)
        times.append(
            Time(timex.text, timex.start, timex.end, timex.type, value.value, value.mod, value.earliest, value.latest,
                 value.reason)
        )  # fmt: skip
        point = timex.meaning
        if isinstance(point, Point) and value.value and value.earliest and value.latest:
            told = replace(told, values=(*told.values[1 - _REMEMBERED :], value.value), last=number)
            if point.month and (point.year is not None or point.direction in ("last", "next")):
                year = int(value.value[:4])
                told = replace(told, month=(year, point.month), sentence=number, to_a_day=point.day is not None)
            if value.earliest == value.latest and scene is None and not value.mod:
                scene = _scene(tokens, timex, date.fromisoformat(value.earliest))
    return times, told


def _with_told_year(timex: Timex, anchor: Anchor, told: Told, number: int) -> Timex:
    """The expression with the year named just before it: `وصل في 7 حزيران 2015 وغادر في 1 تشرين الثاني`.

    The months must not go back, in the next sentence both must be days.  Read on 51 such places of dated news: right
    in all 9 that this lets pass, while a year alone (`عام 2014 ... في أيار`) goes on no better than by chance.
    """
    point = timex.meaning
    if told.month is None or not isinstance(point, Point) or not point.month or point.year is not None:
        return timex
    if point.direction or point.unit or point.hijri or anchor.day is None:
        return timex
    year, month = told.month
    near = told.sentence == number or (told.sentence == number - 1 and told.to_a_day and point.day is not None)
    ahead = year > anchor.day.year
    turned = year == anchor.day.year or (timex.tense == "future" and not ahead) or (ahead and timex.tense == "past")
    if not near or turned or point.month < month:
        return timex
    return replace(timex, meaning=replace(point, year=year))


def _resolve(timex: Timex, anchor: Anchor, previous: tuple[str, ...]) -> TimeValue:
    if anchor.day:
        value = resolve_timex(timex, anchor.day, previous=previous)
        rests_on_anchor = value.value and not value.reason and resolve_timex(timex, None, previous=previous) != value
        return replace(value, reason=anchor.reason) if anchor.reason and rests_on_anchor else value
    value = resolve_timex(timex, None, previous=previous)
    if value.reason != "no-anchor" or not (anchor.earliest or anchor.latest):
        return value
    first = resolve_timex(timex, anchor.earliest, previous=previous) if anchor.earliest else None
    last = resolve_timex(timex, anchor.latest, previous=previous) if anchor.latest else None
    same = first.value if first and last and first.value == last.value else None
    return TimeValue(same, value.mod, first.earliest if first else None, last.latest if last else None, "bounded")


def _scene(tokens: Sequence[Token], timex: Timex, day: date) -> tuple[int, date] | None:
    """Where the words begin that were said on the day of `timex`, if a reporting verb stands before it.

    `وقال الأحد إنه سيسافر غدا`: what follows إن is told on that Sunday.
    """
    at = _first_from(tokens, timex.start)
    end = _first_from(tokens, timex.end)
    before = tokens[max(0, at - _REPORT_GAP) : at]
    verb_behind = end < len(tokens) and is_past_report(tokens[end].norm)  # في 28 نيسان أعلن أنه سيتنحى
    if not verb_behind and not any(is_past_report(token.norm) for token in before):
        return None
    if any(token.norm in _CLAUSE for token in before) or _word_before(tokens, timex.start) in _NOT_ITS_DAY:
        return None
    clause = next((token for token in tokens[end : end + _CLAUSE_GAP] if token.norm in _CLAUSE), None)
    return (clause.end, day) if clause else None


def _first_from(tokens: Sequence[Token], place: int) -> int:
    """The index of the first token that begins at a place of the page or behind it."""
    return bisect_left(tokens, place, key=lambda token: token.start)


def _word_before(tokens: Sequence[Token], start: int) -> str:
    at = _first_from(tokens, start)
    return tokens[at - 1].norm if at else ""
