"""What the report shows, worked out before any HTML: lines with their links, words in both languages, page pieces."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from sijill.export.report.overview import Overview, draw_overview
from sijill.export.report.pagetext import Piece, cut_page
from sijill.export.report.wording import MONTHS, bound_words, date_words, noun_for, published_words
from sijill.ledger.days import day_bounds, precision_of
from sijill.ledger.sources import publication_order
from sijill.ledger.statements import list_statements
from sijill.ledger.timeline import build_timeline
from sijill.link.duplicates import find_origins
from sijill.link.entities import link_record
from sijill.model.graph import Evidence, Source, StatementRow, Thing, TimelineEntry, article_key
from sijill.model.labels import VALUE_LABELS, Label, group_of
from sijill.model.records import Article, EntityKind, Published, Rejection
from sijill.text.gazetteer import find_known
from sijill.text.names import entity_id, name_keys
from sijill.text.romanize import romanize

__all__ = ["Report", "build_report"]

COARSE = frozenset({"quarter", "season", "year", "decade"})


class SourceLine(Struct, frozen=True):
    """One article behind a line: where its words are, who published them, when."""

    href: str
    outlet: str | None
    day: Label
    number: int


class FigureLine(Struct, frozen=True):
    """The counts of one kind, side by side, each with the link to its words."""

    kind: Label
    counts: list[tuple[str, str]]


class Told(Struct, frozen=True):
    """One event that a line tells: its entry, the link to the word that names it, how it is reported."""

    entry: TimelineEntry
    href: str
    claimed_by: list[str]
    modalities: list[tuple[str, Label, str]]


class EventLine(Struct, frozen=True):
    """A line of the timeline: a sentence of a day with the events it heads; `heading` parts are (text, group of its event)."""

    id: str
    told: list[Told]
    href: str
    heading: list[tuple[str, str | None]]
    when: Label
    year: str
    types: str
    people: str
    places: list[tuple[str, str]]
    figures: list[FigureLine]
    sources: list[SourceLine]
    independent: int

    @property
    def entry(self) -> TimelineEntry:
        """The most salient of its events."""
        return self.told[0].entry


class Month(Struct, frozen=True):
    """A month's events under a year; the name is None for events known to the year or a part of it only."""

    name: Label | None
    lines: list[EventLine]


class SaidLine(Struct, frozen=True):
    """One statement under its speaker."""

    id: str
    row: StatementRow
    href: str
    when: Label
    year: str
    through: list[tuple[Label, str, str]]
    sources: list[SourceLine]


class SpeakerGroup(Struct, frozen=True):
    """A speaker with the roles he was given, by day, and what he is reported to have said."""

    number: int
    name: str | None
    english: str | None
    roles: list[tuple[str, Label | None]]
    acts: list[tuple[Label, int]]
    lines: list[SaidLine]
    aliases: Sequence[str] = ()
    joins: list[tuple[str, str]] = []  # why those names are one's, and where a name of them stands


class ArticleView(Struct, frozen=True):
    """An article for reading."""

    number: int
    article: Article
    title: str | None
    day: Label
    how: Label
    year: str
    pieces: list[Piece]


class Report(Struct, frozen=True):
    """Everything the template writes."""

    title: Label
    span: tuple[Label, Label] | None
    as_of: Label | None
    figures: list[tuple[int, Label, str]]
    overview: Overview | None
    years: list[tuple[str, list[Month]]]
    lines: list[EventLine]
    open_lines: list[EventLine]
    speakers: list[SpeakerGroup]
    articles: list[ArticleView]
    open_articles: Sequence[Article]
    rejections: Sequence[Rejection]
    event_types: list[tuple[str, Label]]
    acts: list[tuple[str, Label]]
    all_years: list[str]


class _Anchors:
    """Where evidence leads: the number of the article that holds the characters, and every span that is linked to."""

    def __init__(self, ordered: Sequence[Article]) -> None:
        self.on_page: dict[str, list[tuple[int, Article]]] = defaultdict(list)
        self.spans: dict[int, set[tuple[int, int]]] = defaultdict(set)
        self.number_by_key = {article_key(article): at for at, article in enumerate(ordered, 1)}
        for at, article in enumerate(ordered, 1):
            self.on_page[article.page_sha256].append((at, article))

    def link(self, evidence: Evidence) -> str:
        """The deep link to the evidence, `#a3-120-180`."""
        held = self.on_page[evidence.page_sha256]
        number = next((at for at, article in held if _holds(article, evidence.start)), held[0][0])
        self.spans[number].add((evidence.start, evidence.end))
        return f"#a{number}-{evidence.start}-{evidence.end}"

    def sources(self, sources: Iterable[Source], evidence: Sequence[Evidence]) -> list[SourceLine]:
        """Each article once, linked to its first words among the evidence."""
        links: dict[int, str] = {}
        for one in evidence:
            link = self.link(one)
            links.setdefault(int(link[2:].split("-")[0]), link)
        lines = []
        for source in sources:
            number = self.number_by_key[source.page_sha256, source.ordinal]
            link = links.get(number, f"#a{number}")
            lines.append(SourceLine(link, source.outlet, published_words(source.published), number))
        return lines


def _holds(article: Article, at: int) -> bool:
    named = [words for words in (article.title, article.dateline, article.byline) if words]
    ranges = [*article.body, *((words.start, words.end) for words in named)]
    return any(start <= at < end for start, end in ranges)


def build_report(
    articles: Sequence[Article],
    pages_text: Mapping[str, str],
    *,
    title: str | None,
    rejections: Sequence[Rejection],
    as_of: str | None,
    open_articles: Sequence[Article],
) -> Report:
    """The report's contents from the articles alone; `pages_text` gives the text of each page by its hash."""
    ordered = sorted(articles, key=publication_order)
    origins = find_origins(ordered)
    register = link_record(ordered)
    entries = build_timeline(ordered, origins=origins, things=register.by_entity)
    rows = list_statements(ordered, origins=origins, things=register.by_entity)
    anchors = _Anchors(ordered)
    names = _speaker_numbers(rows)
    lines = _event_lines(entries, anchors, names)
    days = sorted(article.published.day for article in ordered if article.published.day)
    speakers = _speakers(rows, names, anchors, {thing.id: thing for thing in register.things})
    dated = [line for line in lines if line.entry.precision != "open"]
    return Report(
        title=Label(title, title) if title else Label("سجلّ القصة", "The record of the story"),
        span=(bound_words(days[0], days[0]), bound_words(days[-1], days[-1])) if days else None,
        as_of=bound_words(as_of, as_of) if as_of else None,
        figures=[
            (count, noun_for(count, noun), target)
            for count, noun, target in (
                (len(ordered), "article", "#articles"),
                (len({_key(article.outlet.name) for article in ordered if article.outlet}), "outlet", "#articles"),
                (len({origin.group for origin in origins.values()}), "text", "#articles"),
                (len(entries), "event", "#timeline"),
                (len(rows), "statement", "#statements"),
                (sum(group.name is not None for group in speakers), "speaker", "#statements"),
                (sum(not article.published.day for article in ordered), "undated", "#articles"),
                (len(rejections), "rejected", "#rejected"),
            )
        ],
        overview=draw_overview(
            [line.entry for line in lines], [day for article in ordered if (day := _any_day(article.published))]
        ),
        years=_years(dated),
        lines=lines,
        open_lines=lines[len(dated) :],
        speakers=speakers,
        articles=_articles(ordered, pages_text, anchors),
        open_articles=open_articles,
        rejections=rejections,
        event_types=_used("event", (entry.type for entry in entries)),
        acts=_used("act", (row.act for row in rows)),
        all_years=sorted({line.year for line in lines if line.year} | {day[:4] for day in days}),
    )


def _any_day(published: Published) -> str | None:
    return published.day or published.earliest or published.latest


def _used(vocabulary: str, values: Iterable[str]) -> list[tuple[str, Label]]:
    return [(value, VALUE_LABELS[vocabulary][value]) for value, _ in Counter(values).most_common()]


def _event_lines(entries: Sequence[TimelineEntry], anchors: _Anchors, names: Mapping[str, int]) -> list[EventLine]:
    """The entries as lines: those of one sentence and one time stand on one line, the most salient first."""
    grouped: dict[tuple[object, ...], list[TimelineEntry]] = {}
    for entry in entries:
        heading = entry.heading
        key = (heading.page_sha256, heading.start, heading.end, *day_bounds(entry.when), entry.when.value)
        grouped.setdefault(key, []).append(entry)
    return [_event_line(at, group, anchors, names) for at, group in enumerate(grouped.values())]


def _event_line(at: int, group: Sequence[TimelineEntry], anchors: _Anchors, names: Mapping[str, int]) -> EventLine:
    lead = group[0]
    earliest, latest = day_bounds(lead.when)
    people = {name for entry in group for name in (*entry.claimed_by, *(party.name for party in entry.actors))}
    evidence = [one for entry in group for one in entry.evidence]
    fullest = max(group, key=lambda entry: (entry.independent_sources, len(entry.sources)))
    sources = {(one.page_sha256, one.ordinal): one for entry in (fullest, *group) for one in entry.sources}
    return EventLine(
        id=f"e{at}",
        told=[_told(entry, anchors) for entry in group],
        href=anchors.link(lead.heading),
        heading=_heading(group),
        when=date_words(lead.when),
        year=(earliest or latest or "")[:4] if lead.precision != "open" else "",
        types=" ".join(dict.fromkeys(entry.type for entry in group)),
        people=" ".join(str(names[key]) for key in sorted(set(map(_key, people))) if key in names),
        places=list({place.name: anchors.link(place.evidence) for entry in group for place in entry.places}.items()),
        figures=_figures(group, anchors),
        sources=anchors.sources(sources.values(), evidence),
        independent=fullest.independent_sources,
    )


def _told(entry: TimelineEntry, anchors: _Anchors) -> Told:
    modalities: list[tuple[str, Label, str]] = [
        (one.modality, VALUE_LABELS["modality"][one.modality], anchors.link(one.evidence[0]))
        for one in entry.modalities
    ]
    return Told(entry, anchors.link(entry.trigger), list(entry.claimed_by), modalities)


def _heading(group: Sequence[TimelineEntry]) -> list[tuple[str, str | None]]:
    """The heading cut at the words that name its events."""
    heading, at = group[0].heading, 0
    parts: list[tuple[str, str | None]] = []
    for entry in sorted(group, key=lambda entry: entry.trigger.start):
        start, end = entry.trigger.start - heading.start, entry.trigger.end - heading.start
        if start >= at:
            parts += [(heading.words[at:start], None), (heading.words[start:end], group_of(entry.type))]
            at = end
    return [part for part in (*parts, (heading.words[at:], None)) if part[0]]


def _figures(group: Sequence[TimelineEntry], anchors: _Anchors) -> list[FigureLine]:
    by_kind: dict[str, dict[str, str]] = defaultdict(dict)
    for figure in (figure for entry in group for figure in entry.figures):
        low, high = figure.low, figure.high
        if low == high:
            words = f"{low:,}" if low is not None else "…"
        elif low is not None and high is not None:
            words = f"{low:,}–{high:,}"
        else:
            words = f"≥ {low:,}" if low is not None else f"≤ {high:,}"
        by_kind[figure.kind].setdefault(words, anchors.link(figure.evidence[0]))
    return [FigureLine(VALUE_LABELS["figure"][kind], list(counts.items())) for kind, counts in by_kind.items()]


def _years(lines: Sequence[EventLine]) -> list[tuple[str, list[Month]]]:
    """Dated lines by year and month; those known to the year or a part of it come first in the year."""
    years: dict[str, dict[int, list[EventLine]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        earliest, latest = day_bounds(line.entry.when)
        month = 0 if line.entry.precision in COARSE else int((earliest or latest or "0000-01")[5:7])
        years[line.year][month].append(line)
    return [
        (year, [Month(MONTHS[month - 1] if month else None, months[month]) for month in sorted(months)])
        for year, months in sorted(years.items())
    ]


def _key(name: str | None) -> str:
    return " ".join(name_keys(name or ""))


def _speaker_numbers(rows: Sequence[StatementRow]) -> dict[str, int]:
    """Speakers numbered from 1 by how much they are reported to have said; 0 is whoever is not named."""
    counts = Counter(_key(row.speaker) for row in rows)
    counts.pop("", None)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    return {"": 0} | {key: at for at, key in enumerate(ranked, 1)}


def _speakers(
    rows: Sequence[StatementRow], names: Mapping[str, int], anchors: _Anchors, things: Mapping[str, Thing]
) -> list[SpeakerGroup]:
    grouped: dict[str, list[StatementRow]] = defaultdict(list)
    for row in rows:
        grouped[_key(row.speaker)].append(row)
    groups = []
    for key, said in sorted(grouped.items(), key=lambda item: names[item[0]] or len(rows) + 1):
        roles: dict[str, Label | None] = {}
        for row in said:
            if row.role and not any(_key(row.role) == _key(role) for role in roles):
                roles[row.role] = date_words(row.said_on) if precision_of(row.said_on) != "open" else None
        acts = Counter(row.act for row in said)
        number = names[key]
        name, entity = Counter((row.speaker, row.entity) for row in said).most_common(1)[0][0]
        thing = next((things[row.entity] for row in said if row.entity and row.entity in things), None) if key else None
        groups.append(
            SpeakerGroup(
                number,
                name if key else None,
                speaker_in_english(name, entity) if name and key else None,
                list(roles.items()),
                [(VALUE_LABELS["act"][act], count) for act, count in acts.most_common()],
                [_said_line(f"s{number}-{at}", row, anchors) for at, row in enumerate(said)],
                [other for other in (thing.name, *thing.aliases) if _key(other) != _key(name)] if thing else (),
                [(join.reason, anchors.link(join.evidence[-1])) for join in thing.reasons] if thing else [],
            )
        )
    return groups


def speaker_in_english(name: str, entity: str | None) -> str | None:
    """The name for English screens: that of the lists, or a person's in Latin letters."""
    kind = next((kind for kind in get_args(EntityKind) if entity_id(kind, name) == entity), None)
    if kind == "PER":
        return romanize(name)
    known = find_known(kind, name) if kind else None
    return known.english if known else None


def _said_line(line_id: str, row: StatementRow, anchors: _Anchors) -> SaidLine:
    earliest, latest = day_bounds(row.said_on)
    first = row.sources[0]
    through = [
        (
            VALUE_LABELS["chain"][link.kind],
            link.text,
            anchors.link(Evidence(row.content.page_sha256, link.start, link.end, link.text)),
        )
        for link in reversed(row.chain)
        if row.content.page_sha256 == first.page_sha256
        and _key(link.text) != _key(first.outlet)  # it ends the line anyway
    ]
    return SaidLine(
        id=line_id,
        row=row,
        href=anchors.link(row.content),
        when=date_words(row.said_on),
        year=(earliest or latest or "")[:4] if precision_of(row.said_on) != "open" else "",
        through=through,
        sources=anchors.sources(row.sources, row.evidence),
    )


def _articles(ordered: Sequence[Article], pages_text: Mapping[str, str], anchors: _Anchors) -> list[ArticleView]:
    views = []
    for number, article in enumerate(ordered, 1):
        alone = len(anchors.on_page[article.page_sha256]) == 1
        text = pages_text[article.page_sha256]
        views.append(
            ArticleView(
                number,
                article,
                article.title.text if article.title else None,
                published_words(article.published),
                VALUE_LABELS["published"][article.published.how],
                (article.published.day or "")[:4],
                cut_page(article, text, anchors.spans[number], number=number, whole=alone),
            )
        )
    return views
