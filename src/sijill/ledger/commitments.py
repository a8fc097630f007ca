"""What was promised or planned, by when, and what became of it by a given day.

A statement that commits to something is a row, with the planned events inside its words; a planned event told outside any
promise is a row of its own.  What became of it is looked for among the mentions that tell the same event or, for another
day, the same kind of event with the same word and a common party or place: done is `met`, denied is `denied`, a word such
as "called off" in the sentence is `withdrawn`.  Without any of these a row is `open` until its day has passed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from sijill.ledger.asof import latest_day
from sijill.ledger.days import day_bounds, precision_of, sort_key
from sijill.ledger.matching import query_matches
from sijill.ledger.merge import Cluster, Mention, collect_mentions, gather_clusters, share_name
from sijill.ledger.sources import cite, count_independent, day_of, publication_order
from sijill.ledger.speakers import NOTHING, answers_to, thing_of_entity
from sijill.ledger.statements import list_statements
from sijill.model.commitments import CommitmentRow, CommitmentState, Outcome
from sijill.model.graph import ArticleKey, LinkedEvent, Origin, StatementRow, Thing, ThingsByEntity
from sijill.model.records import Actor, Article
from sijill.model.time import TimeValue
from sijill.text.lexicon import load_words, strip_proclitics
from sijill.text.names import name_key
from sijill.text.tokens import tokenize

__all__ = ["choose_commitments", "list_commitments"]

OutcomeState = Literal["met", "withdrawn", "denied"]
NO_DAY = TimeValue(None, None, None, None, "not-stated")


class _Plan(NamedTuple):
    """A cluster of mentions with those that say it is still to come."""

    cluster: Cluster
    planned: list[Mention]


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
    plans = [_Plan(one, planned) for one in clusters if (planned := [m for m in one.mentions if _is_planned(m)])]
    later = _Later(clusters)
    by_page: dict[str, list[int]] = defaultdict(list)
    for at, plan in enumerate(plans):
        for page in {mention.article.page_sha256 for mention in plan.planned}:
            by_page[page].append(at)
    rows: list[CommitmentRow] = []
    promised: set[int] = set()
    for statement in list_statements(articles, origins=origins, things=things) if statements is None else statements:
        if statement.act == "commit":
            near = sorted({at for words in statement.evidence for at in by_page.get(words.page_sha256, ())})
            inside = [plans[at] for at in near if any(_stands_in(mention, statement) for mention in plans[at].planned)]
            promised |= {id(plan.cluster) for plan in inside}
            rows.append(_promise(statement, inside, later, today))
    for plan in plans:
        if id(plan.cluster) not in promised and any(m.is_notable for m in plan.planned):
            rows.append(_plan(plan, later, origins, today, things))
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
    return mention.event.modality == "planned"


def _stands_in(mention: Mention, statement: StatementRow) -> bool:
    trigger = mention.event.trigger
    return any(
        words.page_sha256 == mention.article.page_sha256 and words.start <= trigger.start and trigger.end <= words.end
        for words in statement.evidence
    )


def _promise(statement: StatementRow, plans: Sequence[_Plan], later: _Later, today: str) -> CommitmentRow:
    whens = [
        m.event.when for plan in plans for m in plan.planned if m.event.when and precision_of(m.event.when) != "open"
    ]
    made = day_bounds(statement.said_on)[0]
    named = statement.deadline or (max(whens, key=sort_key) if whens else NO_DAY)
    # The day of speaking stands in many promises ("announced on Monday"): only a later one is a day to be kept.
    due = NO_DAY if made and (day_bounds(named)[1] or "9999") <= made else named
    outcomes = _outcomes(plans, later, made=made)
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
    plan: _Plan,
    later: _Later,
    origins: Mapping[ArticleKey, Origin] | None,
    today: str,
    things: ThingsByEntity,
) -> CommitmentRow:
    mentions = sorted(plan.planned, key=lambda m: (*publication_order(m.article), m.event.trigger.start))
    first = mentions[0]
    whens = [m.event.when for m in mentions if m.event.when and precision_of(m.event.when) != "open"]
    due = whens[-1] if whens else NO_DAY  # the last report of the plan has its newest day
    outcomes = _outcomes([plan], later, made=latest_day(first.article))
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


def _state(outcomes: Sequence[Outcome], due: TimeValue, today: str) -> CommitmentState:
    if outcomes:
        return outcomes[-1].state
    last = day_bounds(due)[1]
    return "overdue" if last is not None and last < today else "open"


def _outcomes(plans: Iterable[_Plan], later: _Later, *, made: str | None) -> tuple[Outcome, ...]:
    """What later articles report, the earliest first; each article's word on one state once."""
    found: dict[tuple[CommitmentState, int], tuple[tuple[object, ...], Outcome]] = {}
    for plan in plans:
        stems = {(m.event.type, m.stem) for m in plan.planned}
        same = {id(m) for m in plan.cluster.mentions}
        known = {(m.event.type, stem) for m in plan.planned for stem in plan.cluster.stems}
        for mention in [*plan.cluster.mentions, *later.near(stems | known, plan.cluster)]:
            if not _comes_after(mention, plan.planned, made):
                continue
            if id(mention) not in same and not _shares_names(mention, plan.cluster):
                continue
            state = later.state_of(mention)
            if state is None:
                continue
            why = "the same event" if id(mention) in same else "the same word and a common party or place"
            outcome = Outcome(state, mention.event.when or day_of(mention.article), why, mention.words)
            order = (*publication_order(mention.article), mention.event.trigger.start)
            found.setdefault((state, id(mention.article)), (order, outcome))
    return tuple(outcome for _, outcome in sorted(found.values(), key=lambda pair: pair[0]))


def _reported_state(mention: Mention) -> OutcomeState | None:
    if _is_called_off(mention):
        return "withdrawn"
    if mention.event.modality == "actual":
        return "met"
    return "denied" if mention.event.modality == "denied" else None


def _comes_after(mention: Mention, planned: Sequence[Mention], made: str | None) -> bool:
    """Whether it was reported later than the plan and, where it is dated, did not happen before the plan was made."""
    if mention.event.modality == "actual" and mention.latest and made and mention.latest < made:
        return False
    reported = latest_day(mention.article)
    first = min((day for m in planned if (day := latest_day(m.article))), default=None)
    if any(mention.article is m.article for m in planned):
        return False
    return reported is not None and (first is None or reported >= first)


def _shares_names(mention: Mention, cluster: Cluster) -> bool:
    single = Cluster()
    single.add(mention)
    return share_name(single.places | single.actors, cluster.places | cluster.actors)


class _Later:
    """All mentions, found by type, stem and a word of a name; what each reports is worked out once."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._found: dict[tuple[str, str, str], list[tuple[int, Mention]]] = defaultdict(list)
        self._states: dict[int, OutcomeState | None] = {}
        for number, mention in enumerate(mention for cluster in clusters for mention in cluster.mentions):
            single = Cluster()
            single.add(mention)
            for word in single.words():
                self._found[mention.event.type, mention.stem, word].append((number, mention))

    def near(self, stems: Iterable[tuple[str, str]], cluster: Cluster) -> list[Mention]:
        """The mentions of these types and stems that share a word of a name with the cluster."""
        words = cluster.words()
        near = {
            (stem, number): mention
            for stem in stems
            for word in words
            for number, mention in self._found.get((*stem, word), ())
        }
        return [near[key] for key in sorted(near)]

    def state_of(self, mention: Mention) -> OutcomeState | None:
        """What a mention reports of a plan."""
        if id(mention) not in self._states:
            self._states[id(mention)] = _reported_state(mention)
        return self._states[id(mention)]


def _is_called_off(mention: Mention) -> bool:
    """Whether a word right before the trigger says that it is off: `إلغاء الزيارة`, `أرجأ مجلس الوزراء التصويت`."""
    trigger = mention.event.trigger
    sentence = mention.passages.sentence_at(trigger.start, trigger.end, trigger.text)
    before = [token.norm for token in tokenize(sentence.words[: trigger.start - sentence.start])][-_REACH:]
    return any(form in load_words("withdrawal_words") for word in before for _, form in strip_proclitics(word))


_REACH = 5  # words between "called off" and what is
