"""What was promised or planned, by when, and what became of it by a given day.

A statement that commits to something is a row, with the planned events inside its words; a planned event told outside any
promise is a row of its own; rows that tell one commitment are one (`ledger.onepromise`).  What became of it is looked for
among the mentions that tell the same event or, for another day, the same kind of event with the same word and a common party
or place: done is `met`, denied is `denied`, a word such as "called off" in the sentence is `withdrawn`.  Without any of these a
row is `open` until its day has passed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from sijill.ledger.asof import latest_day
from sijill.ledger.days import day_bounds, precision_of, sort_key
from sijill.ledger.matching import query_matches
from sijill.ledger.merge import Cluster, Mention, collect_mentions, gather_clusters
from sijill.ledger.onepromise import Told, join_told, weigh_words
from sijill.ledger.outcomes import Later, Plan, list_outcomes
from sijill.ledger.sources import cite, count_independent, day_of, origin_at, publication_order
from sijill.ledger.speakers import NOTHING, answers_to, thing_of_entity
from sijill.ledger.statements import list_statements
from sijill.model.commitments import CommitmentRow, CommitmentState, Outcome
from sijill.model.graph import (
    ArticleKey,
    Evidence,
    LinkedEvent,
    Origin,
    StatementRow,
    Thing,
    ThingsByEntity,
    article_key,
)
from sijill.model.records import Actor, Article
from sijill.model.time import TimeValue
from sijill.text.names import name_key
from sijill.text.passages import Passages

__all__ = ["choose_commitments", "list_commitments"]

NO_DAY = TimeValue(None, None, None, None, "not-stated")


def list_commitments(
    articles: Sequence[Article],
    *,
    origins: Mapping[ArticleKey, Origin] | None = None,
    linked: Sequence[LinkedEvent] | None = None,
    today: str | None = None,
    statements: Sequence[StatementRow] | None = None,
    clusters: Sequence[Cluster] | None = None,
    things: ThingsByEntity = NOTHING,
) -> list[CommitmentRow]:
    """The commitments in the order they fall due; those without a day come last, by the day they were made.

    `linked` comes from `link.events.link_events(articles)`; without it every mention is an event of its own.
    `today` is the day on which a row counts as overdue: by default the latest day an article can have been published.
    `statements` and `clusters` are those of the articles, where they are at hand; with `things` whoever is to do it is told by
    the whole name, body or person.
    """
    days = [day for article in articles if (day := latest_day(article))]
    today = today or max(days, default="")
    if clusters is None:
        clusters = gather_clusters(collect_mentions(articles, origins), linked)
    plans = [Plan(one, planned) for one in clusters if (planned := [m for m in one.mentions if _is_planned(m)])]
    later = Later(clusters)
    by_page: dict[str, list[int]] = defaultdict(list)
    for at, plan in enumerate(plans):
        for page in {mention.article.page_sha256 for mention in plan.planned}:
            by_page[page].append(at)
    found: list[tuple[Told, list[Plan]]] = []
    promised: set[int] = set()
    sentences = _Sentences(articles, plans)
    for statement in list_statements(articles, origins=origins, things=things) if statements is None else statements:
        if statement.act == "commit":
            near = sorted({at for words in statement.evidence for at in by_page.get(words.page_sha256, ())})
            inside = [plans[at] for at in near if any(_stands_in(mention, statement) for mention in plans[at].planned)]
            promised |= {id(plan.cluster) for plan in inside}
            row = _promise(statement, inside, later, today)
            found.append((_told_promise(row, statement, sentences, origins), inside))
    for plan in plans:
        if id(plan.cluster) not in promised and any(m.is_notable for m in plan.planned):
            found.append((_told_plan(_plan(plan, later, origins, today, things), plan), [plan]))
    plans_of = {id(told): own for told, own in found}
    by_key = {article_key(article): article for article in articles}
    rows = []
    for group in join_told([told for told, _ in found]):
        own = [plan for told in group for plan in plans_of[id(told)]]
        alone = len(group) == 1
        rows.append(group[0].row if alone else _merged(group, own, later, by_key=by_key, origins=origins, today=today))
    return sorted(
        rows, key=lambda row: (precision_of(row.due) == "open", *sort_key(row.due), row.made_on.value or "", row.id)
    )


def choose_commitments(
    rows: Iterable[CommitmentRow], *, who: str | None = None, things: Iterable[Thing] = ()
) -> list[CommitmentRow]:
    """Those that this name promised or is to keep; a person or body of `things` is found by every name it has."""
    if who is None:
        return list(rows)
    known = {name_key(thing.name) for thing in things if answers_to(who, thing)}
    return [row for row in rows if query_matches(who, *row.who) or any(name_key(name) in known for name in row.who)]


def _name_of(actor: Actor, article: Article, things: ThingsByEntity) -> str:
    """Who is to do it: the person or body whose name the words are, or hold, or are a piece of; else the words themselves.

    `الأسلحة الكيميائية` inside `منظمة حظر الأسلحة الكيميائية` is the body.
    """
    over = [
        one
        for one in article.entities
        if one.kind in ("PER", "ORG") and one.start < actor.end and actor.start < one.end
    ]
    if not over:
        return actor.text
    named = max(over, key=lambda one: (one.end - one.start, -one.start))
    thing = thing_of_entity(article, named.entity, things)
    return thing.name if thing is not None else named.name


def _is_planned(mention: Mention) -> bool:
    """Whether it is told as still to come; what had its day before it was reported is not."""
    if mention.event.modality != "planned":
        return False
    published = mention.article.published
    reported = published.day or published.earliest
    return not (reported and mention.latest and mention.latest < reported)


def _stands_in(mention: Mention, statement: StatementRow) -> bool:
    """Whether it is told inside what is promised; a letter written together with it may stand before: `ب` of `بافتتاح`."""
    trigger = mention.event.trigger
    return any(
        words.page_sha256 == mention.article.page_sha256 and words.start < trigger.end and trigger.start < words.end
        for words in statement.evidence
    )


class _Sentences:
    """Where the sentence around words of a page begins; articles are cut only where asked for."""

    def __init__(self, articles: Iterable[Article], plans: Iterable[Plan]) -> None:
        self._cut = {id(m.article): m.passages for plan in plans for m in plan.planned}
        self._on_page: dict[str, list[Article]] = defaultdict(list)
        for article in articles:
            self._on_page[article.page_sha256].append(article)

    def around(self, words: Evidence) -> tuple[str, int] | None:
        """The page and the first character of the sentence; None where the words stand in no sentence of an article."""
        for article in self._on_page[words.page_sha256]:
            passages = self._cut.setdefault(id(article), Passages(article))
            if passages.in_title(words.start) or passages.block_of(words.start) is not None:
                return words.page_sha256, passages.sentence_start(words.start, words.start + 1)
        return None


def _told_promise(
    row: CommitmentRow, statement: StatementRow, sentences: _Sentences, origins: Mapping[ArticleKey, Origin] | None
) -> Told:
    return Told(
        row,
        words=tuple((one.page_sha256, one.start, one.end) for one in row.evidence),
        sentences=frozenset(found for one in row.evidence if (found := sentences.around(one)) is not None),
        verbs=frozenset({name_key(statement.cue)}),
        groups=frozenset(origin_at((source.page_sha256, source.ordinal), origins).group for source in row.sources),
        stems=weigh_words(row.what.words),
    )


def _told_plan(row: CommitmentRow, plan: Plan) -> Told:
    triggers = [(m.article.page_sha256, m.event.trigger) for m in plan.planned]
    return Told(
        row,
        words=tuple((page, trigger.start, trigger.end) for page, trigger in triggers),
        sentences=frozenset(
            (m.article.page_sha256, m.passages.sentence_start(m.event.trigger.start, m.event.trigger.start + 1))
            for m in plan.planned
        ),
        verbs=frozenset(name_key(trigger.text) for _, trigger in triggers),
        groups=frozenset(m.group for m in plan.planned),
        stems=weigh_words(row.what.words),
    )


def _promise(statement: StatementRow, plans: Sequence[Plan], later: Later, today: str) -> CommitmentRow:
    whens = [
        m.event.when for plan in plans for m in plan.planned if m.event.when and precision_of(m.event.when) != "open"
    ]
    made = day_bounds(statement.said_on)[0]
    named = statement.deadline or (max(whens, key=sort_key) if whens else NO_DAY)
    # The day of speaking stands in many promises ("announced on Monday"): only a later one is a day to be kept.
    due = NO_DAY if made and (day_bounds(named)[1] or "9999") <= made else named
    outcomes = list_outcomes(plans, later, made=made)
    return CommitmentRow(
        id=statement.id,
        kind="promise",
        who=(statement.speaker,) if statement.speaker else (),
        what=statement.content,
        made_on=statement.said_on,
        due=due,
        state=_state(outcomes, due, today),
        outcomes=outcomes,
        sources=statement.sources,
        independent_sources=statement.independent_sources,
        evidence=statement.evidence,
    )


def _plan(
    plan: Plan,
    later: Later,
    origins: Mapping[ArticleKey, Origin] | None,
    today: str,
    things: ThingsByEntity,
) -> CommitmentRow:
    mentions = sorted(plan.planned, key=lambda m: (*publication_order(m.article), m.event.trigger.start))
    first = mentions[0]
    whens = [m.event.when for m in mentions if m.event.when and precision_of(m.event.when) != "open"]
    due = whens[-1] if whens else NO_DAY  # the last report of the plan has its newest day
    outcomes = list_outcomes([plan], later, made=latest_day(first.article))
    articles = list({id(m.article): m.article for m in mentions}.values())
    agents = {
        _name_of(actor, m.article, things): None for m in mentions for actor in m.event.actors if actor.role == "agent"
    }
    trigger = first.event.trigger
    return CommitmentRow(
        id=first.event.id,
        kind="plan",
        who=tuple(agents),
        what=first.passages.sentence_at(trigger.start, trigger.end, trigger.text),
        made_on=day_of(first.article),
        due=due,
        state=_state(outcomes, due, today),
        outcomes=outcomes,
        sources=tuple(cite(article) for article in articles),
        independent_sources=count_independent(articles, origins),
        evidence=tuple(mention.words for mention in mentions),
    )


def _merged(
    group: Sequence[Told],
    plans: Sequence[Plan],
    later: Later,
    *,
    by_key: Mapping[ArticleKey, Article],
    origins: Mapping[ArticleKey, Origin] | None,
    today: str,
) -> CommitmentRow:
    """One commitment of rows that tell the same: the wording of the first, the evidence of all."""
    rows = [told.row for told in group]
    keys = {(source.page_sha256, source.ordinal) for row in rows for source in row.sources}
    articles = sorted((by_key[key] for key in keys), key=publication_order)
    made = min((row.made_on for row in rows), key=lambda when: (precision_of(when) == "open", *sort_key(when)))
    due = next((row.due for row in rows if precision_of(row.due) != "open"), rows[0].due)
    outcomes = list_outcomes(plans, later, made=day_bounds(made)[0])
    return replace(
        rows[0],
        who=next((row.who for row in rows if row.who), ()),
        made_on=made,
        due=due,
        state=_state(outcomes, due, today),
        outcomes=outcomes,
        sources=tuple(map(cite, articles)),
        independent_sources=count_independent(articles, origins),
        evidence=tuple(dict.fromkeys(words for row in rows for words in row.evidence)),
        also=tuple(dict.fromkeys(row.id for row in rows[1:] if row.id != rows[0].id)),
    )


def _state(outcomes: Sequence[Outcome], due: TimeValue, today: str) -> CommitmentState:
    if outcomes:
        return outcomes[-1].state
    last = day_bounds(due)[1]
    return "overdue" if last is not None and last < today else "open"
