"""Who said what, when, through whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sijill.ledger.asof import check_day, latest_day
from sijill.ledger.days import day_bounds, precision_of, sort_key
from sijill.ledger.matching import query_matches
from sijill.ledger.sources import cite, count_independent, day_of, origin_of, publication_order
from sijill.ledger.speakers import NOTHING, answers_to, thing_of_speaker
from sijill.ledger.wordindex import WordIndex
from sijill.model.graph import ArticleKey, Evidence, Origin, StatementRow, Thing, ThingsByEntity
from sijill.model.records import Act, Article, Statement
from sijill.text.copies import cluster_copies, plain_words
from sijill.text.namewords import names_agree

__all__ = ["SaidOnce", "choose_statements", "gather_statements", "keep_statements", "list_statements", "said_words"]

# Not measured yet: no gold of copied statements exists.
RUN = 4  # words
SHARE = 0.8  # of the shorter wording's runs: outlets trim and mend a quotation, they do not rewrite it
WITHIN_DAYS = 7  # independent articles that carry one wording of one speaker later than this report it anew


class _Said(NamedTuple):
    article: Article
    statement: Statement
    group: str
    thing: Thing | None = None

    @property
    def speaker(self) -> str | None:
        """The speaker's name: a person's whole one, wherever the record knows it."""
        if self.thing is not None and self.thing.kind == "PER":
            return self.thing.name
        return self.statement.speaker.name or self.statement.speaker.text


class SaidOnce(NamedTuple):
    """A row with all by which it is found: speakers by name, words and thing, and what is said in every copy."""

    row: StatementRow
    speakers: tuple[tuple[str | None, str | None, Thing | None], ...]
    texts: tuple[str, ...]


def list_statements(
    articles: Sequence[Article],
    *,
    origins: Mapping[ArticleKey, Origin] | None = None,
    speaker: str | None = None,
    about: str | None = None,
    things: ThingsByEntity = NOTHING,
) -> list[StatementRow]:
    """The statements in the order they were said; those whose day is open come last.

    Copies of one statement (in syndicated articles, or the same wording of one speaker within a week) are one row with all
    their evidence.  `speaker` and `about` (words of what is said, or whom it was said to) find words however they are
    typed, a speaker by any name that the record knows, or by the id that rows give as `entity`.  `origins` comes from
    `link.duplicates.find_origins(articles)`; without it no article counts as a copy.  `things` come from
    `link.entities.link_record(articles).by_entity`; with them a speaker carries the id of the thing, and a person the whole
    name.
    """
    return choose_statements(gather_statements(articles, origins=origins, things=things), speaker=speaker, about=about)


def gather_statements(
    articles: Sequence[Article],
    *,
    origins: Mapping[ArticleKey, Origin] | None = None,
    things: ThingsByEntity = NOTHING,
) -> list[SaidOnce]:
    """All rows of `list_statements`, to choose from more than once."""
    said = [
        _Said(
            article,
            statement,
            origin_of(article, origins).group,
            thing_of_speaker(article, statement.speaker, things),
        )
        for article in sorted(articles, key=publication_order)
        for statement in sorted(article.statements, key=lambda one: (one.content.start, one.id))
    ]

    def may_join(earlier: int, later: int, _: float) -> bool:
        return _is_one_statement(said[earlier], said[later])

    texts = [plain_words(one.statement.content.text) for one in said]
    grouped: dict[int, list[_Said]] = defaultdict(list)
    for root, one in zip(cluster_copies(texts, size=RUN, share=SHARE, may_join=may_join), said, strict=True):
        grouped[root].append(one)
    rows = [_said_once(group, origins) for group in grouped.values()]
    return sorted(rows, key=lambda one: (precision_of(one.row.said_on) == "open", *sort_key(one.row.said_on)))


def choose_statements(
    said: Sequence[SaidOnce],
    *,
    speaker: str | None = None,
    about: str | None = None,
    words: WordIndex | None = None,
) -> list[StatementRow]:
    """The rows asked for, as `list_statements` takes them; `words` is an index of `said_words`, for many questions."""
    wanted: Sequence[int] = range(len(said))
    if about and words is not None:
        wanted = words.find(about)
    elif about:
        wanted = [at for at, one in enumerate(said) if query_matches(about, *said_words(one))]
    if speaker:
        answering = _answering(said, speaker)
        wanted = [at for at in wanted if _is_by(said[at], speaker, answering)]
    return [said[at].row for at in wanted]


def keep_statements(
    rows: Sequence[StatementRow], *, act: Act | None = None, start: str | None = None, end: str | None = None
) -> Sequence[StatementRow]:
    """The rows of one act, and those that can have been said between two days, both included."""
    for day in (start, end):
        if day is not None:
            check_day(day)
    if not (act or start or end):
        return rows
    return [row for row in rows if (act is None or row.act == act) and _can_be_between(row, start, end)]


def _can_be_between(row: StatementRow, start: str | None, end: str | None) -> bool:
    earliest, latest = day_bounds(row.said_on)
    return not ((start and latest and latest < start) or (end and earliest and earliest > end))


def said_words(one: SaidOnce) -> tuple[str | None, ...]:
    """The words that `about` is looked for in."""
    return (*one.texts, one.row.addressee)


def _is_one_statement(earlier: _Said, later: _Said) -> bool:
    if earlier.speaker and later.speaker and not _is_one_speaker(earlier, later):
        return False
    if earlier.article is later.article or earlier.group == later.group:
        return True
    first, second = latest_day(earlier.article), latest_day(later.article)
    if not (first and second and earlier.speaker and later.speaker):
        return False
    return abs((date.fromisoformat(second) - date.fromisoformat(first)).days) <= WITHIN_DAYS


def _is_one_speaker(earlier: _Said, later: _Said) -> bool:
    if earlier.thing is not None and later.thing is not None and earlier.thing.kind == later.thing.kind:
        return earlier.thing.id == later.thing.id
    return names_agree(earlier.speaker or "", later.speaker or "")


def _answering(said: Sequence[SaidOnce], query: str) -> frozenset[str]:
    """The ids of the speaking things that a query finds: by their names, or by what most of their statements call them.

    One statement of `ترامب وماكرون` does not make all of the one the other's.
    """
    fits: dict[tuple[str | None, str | None, str], bool] = {}
    calls: dict[str, list[bool]] = defaultdict(list)
    for one in said:
        for name, text, thing in one.speakers:
            if thing is not None:
                key = (name, text, thing.id)
                if key not in fits:
                    fits[key] = answers_to(query, thing) or query_matches(query, name, text)
                calls[thing.id].append(fits[key])
    return frozenset(identity for identity, called in calls.items() if 2 * sum(called) > len(called))


def _is_by(one: SaidOnce, speaker: str, answering: frozenset[str]) -> bool:
    if one.row.entity == speaker:
        return True
    names = {name for called in one.speakers for name in called[:2]}
    return any(thing is not None and thing.id in answering for _, _, thing in one.speakers) or any(
        query_matches(speaker, name, one.row.role) for name in names
    )


def _said_once(group: Sequence[_Said], origins: Mapping[ArticleKey, Origin] | None) -> SaidOnce:
    speakers = {
        (one.statement.speaker.name, one.statement.speaker.text, one.thing.id if one.thing else None): one
        for one in group
    }
    return SaidOnce(
        _row(group, origins),
        tuple((name, text, one.thing) for (name, text, _), one in speakers.items()),
        tuple(dict.fromkeys(one.statement.content.text for one in group)),
    )


def _row(group: Sequence[_Said], origins: Mapping[ArticleKey, Origin] | None) -> StatementRow:
    """One row for copies of a statement: the fullest wording of the first article heads it."""
    first = group[0].article
    in_first = [one for one in group if one.article is first]
    head = max(in_first, key=lambda one: (one.speaker is not None, len(one.statement.content.text)))
    statement = head.statement
    ordered = [head, *(one for one in group if one is not head)]
    sources = sorted({id(one.article): one.article for one in group}.values(), key=publication_order)
    named = next((one for one in ordered if one.speaker), head)
    told = next((one for one in ordered if one.statement.chain), None)
    said_on = next((one.statement.said_on for one in ordered if precision_of(one.statement.said_on) != "open"), None)
    return StatementRow(
        id=statement.id,
        speaker=named.speaker,
        entity=named.thing.id if named.thing else named.statement.speaker.entity,
        role=next((one.statement.role.text for one in ordered if one.statement.role), None),
        addressee=next((one.statement.addressee.text for one in ordered if one.statement.addressee), None),
        cue=statement.cue.text,
        act=statement.act,
        quote=statement.quote,
        content=_evidence(head),
        chain=told.statement.chain if told else (),
        chain_page=told.article.page_sha256 if told else None,
        said_on=said_on or day_of(first),
        deadline=next((one.statement.deadline for one in ordered if one.statement.deadline), None),
        sources=tuple(cite(article) for article in sources),
        independent_sources=count_independent(sources, origins),
        evidence=tuple(_evidence(one) for one in ordered),
    )


def _evidence(one: _Said) -> Evidence:
    words = one.statement.content
    return Evidence(one.article.page_sha256, words.start, words.end, words.text)
