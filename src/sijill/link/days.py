"""Days of publication that no page states, bounded by the other articles of a record.

Three grounds beside what the article tells by itself: a landmark that it names and another article dates (`غداة اغتيال …`),
a copy with a stated day whose relative days must be the same days, and a copy of the agency that it credits, which came
first.  The grounds are met as intervals until nothing narrows any more; what contradicts is reported and left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from sijill.link.duplicates import find_credit
from sijill.link.landmarks import Landmark, find_landmarks, same_landmark
from sijill.model.daybounds import DayBound, DayDomain, meet_bounds
from sijill.model.graph import ArticleKey, Evidence, Origin, article_key
from sijill.model.records import Article, Published
from sijill.text.anniversary import spoken_of
from sijill.text.fold import fold_text
from sijill.text.timex import Timex, find_timexes, resolve_timex

__all__ = ["bound_days", "published_in"]

_ROUNDS = 8  # an article whose day is found may date others; each round finds at least one or is the last
_WINDOW = 10  # days around a copy's own day in which the other can have been published and mean the same days
_CONTEXT = 3  # words on either side that show two relative days to stand in the same sentence
_DISAGREE = 1  # days between which two articles may date one landmark, by the clock of one country or another


def bound_days(
    undated: Sequence[Article],
    sources: Sequence[Article],
    origins: Mapping[ArticleKey, Origin],
    *,
    copied: Mapping[ArticleKey, frozenset[str]] | None = None,
) -> dict[ArticleKey, DayDomain]:
    """For each article without a day what the articles of `sources` leave of it, with every ground and its evidence.

    `sources` may hold the undated articles too: one that is narrowed to a day then helps with others.  `copied` tells of
    undated articles that are not among them which groups of `origins` they are copies of.  The order of none makes a difference.
    """
    copied = copied or {}
    named = {article_key(article): find_landmarks(article) for article in undated}
    wanted = [landmark for found in named.values() for landmark in found]
    told = _told_landmarks(sources, wanted)
    fixed = {
        (key := article_key(article)): [*_own_bounds(article), *_landmark_bounds(named[key], told, key)]
        for article in undated
    }
    by_group: dict[str, list[Article]] = defaultdict(list)
    for source in sorted(sources, key=article_key):
        if (origin := origins.get(article_key(source))) is not None:
            by_group[origin.group].append(source)
    copies = {}
    for article in undated:
        key = article_key(article)
        groups = copied[key] if key in copied else {origins[key].group} if key in origins else ()
        copies[key] = [copy for group in sorted(groups) for copy in by_group[group] if article_key(copy) != key]
    domains = {article_key(article): meet_bounds(_own_bounds(article)) for article in undated}
    for _ in range(_ROUNDS):
        days = {article_key(article): _day_of(article, domains) for article in sources}
        before = domains
        domains = {}
        for article in undated:
            key = article_key(article)
            domains[key] = meet_bounds([*fixed[key], *_copy_bounds(article, copies[key], days)])
        if domains == before:
            break
    return domains


def published_in(article: Article, domain: DayDomain) -> Published:
    """The article's publication clock with what the record adds to it."""
    own = article.published
    if (domain.earliest, domain.latest) == (own.earliest, own.latest) and not domain.contradictions:
        return own
    how = "bounded" if domain.earliest or domain.latest else own.how
    weekday = None if domain.day else domain.weekday
    return replace(
        own, value=domain.day, how=how, earliest=domain.earliest, latest=domain.latest, weekday=weekday,
        reason=domain.reason,
    )  # fmt: skip


def _day_of(article: Article, domains: Mapping[ArticleKey, DayDomain]) -> str | None:
    domain = domains.get(article_key(article))
    return article.published.day or (domain.day if domain else None)


def _own_bounds(article: Article) -> Iterator[DayBound]:
    """What the article tells by itself."""
    own = article.published
    evidence: tuple[Evidence, ...] = ()
    if own.start is not None and own.end is not None:
        evidence = (Evidence(article.page_sha256, own.start, own.end, _words_at(article, own.start, own.end)),)
    yield DayBound(own.reason or "no day is stated", own.earliest, own.latest, own.weekday, evidence=evidence)


def _words_at(article: Article, start: int, end: int) -> str:
    """The words of the headline, the text or a clock at those characters of the page."""
    title: tuple[tuple[int, str], ...] = ((article.title.start, article.title.text),) if article.title else ()
    for place, text in (*article.blocks, *title):
        if place <= start and end <= place + len(text):
            return text[start - place : end - place]
    return next((time.text for time in article.times if (time.start, time.end) == (start, end)), "")


def _told_landmarks(sources: Sequence[Article], wanted: Sequence[Landmark]) -> list[tuple[ArticleKey, Landmark]]:
    """The dated landmarks of the sources that are among the wanted, in the order of their articles."""
    names = {key for landmark in wanted for key in landmark.keys[-1:]}
    if not names:
        return []
    found = []
    for article in sorted(sources, key=article_key):
        if not any(name in fold_text(entity.name) for entity in article.entities for name in names):
            continue
        for landmark in find_landmarks(article):
            if landmark.told and any(same_landmark(landmark, one) for one in wanted):
                found.append((article_key(article), landmark))
    return found


def _landmark_bounds(
    named: Sequence[Landmark], told: Sequence[tuple[ArticleKey, Landmark]], key: ArticleKey
) -> Iterator[DayBound]:
    """Not before a landmark that the article looks back on, shifted by what is counted from it; the tightest first."""
    bounds: list[DayBound] = []
    for landmark in named:
        matching = [other for owner, other in told if owner != key and same_landmark(landmark, other)]
        if not matching or not _is_one_name(landmark, matching):
            continue
        days = [(found.told.earliest, found.told.latest, found) for found in matching if found.told]
        first, last, dating = min(days, key=lambda row: (row[0], row[1], row[2].evidence.page_sha256))
        gap = date.fromisoformat(max(row[0] for row in days)) - date.fromisoformat(first)
        assert dating.told
        evidence = (landmark.evidence, dating.evidence, dating.told.evidence)
        span = _shifted(landmark, first, last)
        if span is None:
            continue
        words = f"'{landmark.evidence.words}'"
        by = "the earliest of several accounts" if gap.days > _DISAGREE else "another article"
        reason = f"not before {_counted(landmark)}{words}, which {by} dates {first}"
        bounds.append(DayBound(reason, span[0], span[1], evidence=evidence))
    yield from sorted(bounds, key=lambda bound: (bound.earliest or "", bound.reason), reverse=True)


def _counted(landmark: Landmark) -> str:
    """How far from the landmark, in words that stand before it."""
    if landmark.years:
        return f"{landmark.years} years after "
    return f"{landmark.days} days after " if landmark.days > 0 else "the day before " if landmark.days else ""


def _shifted(landmark: Landmark, first: str, last: str) -> tuple[str, str | None] | None:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if landmark.years:
        spoken = spoken_of(landmark.years, start, end)
        return (spoken[0].isoformat(), spoken[1].isoformat()) if spoken else None
    return (start + timedelta(days=landmark.days)).isoformat(), None


def _is_one_name(landmark: Landmark, matching: Sequence[Landmark]) -> bool:
    """Whether a surname alone can mean only one of those whose landmark the record dates."""
    full = {other.keys for other in matching if len(other.keys) > 1}
    return len(landmark.keys) > 1 or len({frozenset((keys[0], keys[-1])) for keys in full}) <= 1


def _copy_bounds(
    article: Article, copies: Sequence[Article], days: Mapping[ArticleKey, str | None]
) -> Iterator[DayBound]:
    """Copies with a day: relative days in the same words are the same days; the agency's own copy came first."""
    mine: list[tuple[Timex, tuple[str, str]]] | None = None
    for copy in copies:
        day = days.get(article_key(copy))
        if day is None:
            continue
        mine = _relative_days(article.text) if mine is None else mine
        yield from _same_days(article, copy, mine, date.fromisoformat(day))
        credit = find_credit(article) if copy.outlet else None
        if credit and copy.outlet and fold_text(copy.outlet.name) == fold_text(credit):
            yield DayBound(f"not before the report of {credit} that it gives, {day}", earliest=day)


def _same_days(
    article: Article, copy: Article, mine: Sequence[tuple[Timex, tuple[str, str]]], day: date
) -> Iterator[DayBound]:
    """For every relative day that stands in the same words in both, the days on which ours means the copy's."""
    theirs: dict[tuple[str, str], list[Timex]] = defaultdict(list)
    for timex, context in _relative_days(copy.text):
        theirs[context].append(timex)
    for timex, context in mine:
        for other in theirs.get(context, ())[:1]:
            meant = resolve_timex(other, day).value
            if meant is None:
                continue
            around = [day + timedelta(days=count) for count in range(-_WINDOW, _WINDOW + 1)]
            fits = [one for one in around if (value := resolve_timex(timex, one).value) and value[:10] == meant[:10]]
            if fits and len(fits) < len(around):
                reason = f"'{timex.text}' is {meant[:10]} in a copy of {day.isoformat()}"
                evidence = (_evidence(article, timex), _evidence(copy, other))
                yield DayBound(reason, fits[0].isoformat(), fits[-1].isoformat(), evidence=evidence)


def _relative_days(text: str) -> list[tuple[Timex, tuple[str, str]]]:
    """The days of a text that count from the day it was written, each with the words around it."""
    found = []
    for timex in find_timexes(text):
        if timex.type not in ("DATE", "TIME") or resolve_timex(timex, None).reason != "no-anchor":
            continue
        value = resolve_timex(timex, date(2020, 1, 15)).value
        if value is None or len(value) < 10:
            continue
        before = " ".join(fold_text(text[max(0, timex.start - 60) : timex.start]).split()[-_CONTEXT:])
        after = " ".join(fold_text(text[timex.end : timex.end + 60]).split()[:_CONTEXT])
        found.append((timex, (before, after)))
    return found


def _evidence(article: Article, timex: Timex) -> Evidence:
    """Words of the article's text where they stand on the page."""
    at = 0
    for place, text in article.blocks:
        if timex.start <= at + len(text):
            start = place + timex.start - at
            return Evidence(article.page_sha256, start, start + len(timex.text), timex.text)
        at += len(text) + 1
    return Evidence(article.page_sha256, timex.start, timex.end, timex.text)
