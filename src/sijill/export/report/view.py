"""What the report shows, worked out before any HTML: lines with their links, words in both languages, page pieces."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sijill.ledger.corrected import find_marks, mark_rows
from sijill.ledger.days import day_bounds, precision_of
from sijill.ledger.sources import publication_order
from sijill.ledger.statements import choose_statements
from sijill.ledger.targets import holds
from sijill.ledger.timeline import choose_events
from sijill.ledger.toplines import keep_salient
from sijill.model.graph import Evidence, Source, StatementRow, Thing, TimelineEntry, article_key
from sijill.model.labels import VALUE_LABELS, Label
from sijill.model.records import Article, Published, Rejection
from sijill.run.derived import Derived
from sijill.show.lines import (
    EventLine,
    SaidLine,
    SourceLine,
    Told,
    event_lines,
    name_as_key,
    said_line,
    speaker_in_english,
)
from sijill.show.overview import Overview, draw_overview
from sijill.show.pagetext import Piece, cut_page
from sijill.show.wording import MONTHS, bound_words, date_words, noun_for, published_words

__all__ = ["Report", "build_report"]

TOPS, MOST_TOPS, TOP_OF = 12, 20, 25  # main events of a small record and of a large one, and how many events have one
COARSE = frozenset({"quarter", "season", "year", "decade"})


class Month(Struct, frozen=True):
    """A month's events under a year; the name is None for events known to the year or a part of it only."""

    name: Label | None
    lines: list[EventLine]


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


class TopLine(Struct, frozen=True):
    """One of the main events: the line of the timeline that tells it, and which of the line's events it is."""

    line: EventLine
    told: Told


class Report(Struct, frozen=True):
    """Everything the template writes."""

    title: Label
    span: tuple[Label, Label] | None
    as_of: Label | None
    figures: list[tuple[int, Label, str]]
    overview: Overview | None
    tops: list[TopLine]
    early_years: list[tuple[str, list[Month]]]  # before the drawing begins: background, folded away
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
        number = next((at for at, article in held if holds(article, evidence.start, evidence.start + 1)), held[0][0])
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


def build_report(
    derived: Derived, pages_text: Mapping[str, str], *, title: str | None, rejections: Sequence[Rejection]
) -> Report:
    """The report's contents from what follows from a view; `pages_text` gives the text of each page by its hash."""
    view = derived.view
    ordered = sorted(view.articles, key=publication_order)
    origins, as_of = derived.origins, view.as_of
    marks = find_marks(ordered, view.corrections)
    entries = mark_rows(choose_events(derived.told), marks)
    rows = mark_rows(choose_statements(derived.said), marks)
    anchors = _Anchors(ordered)
    names = _speaker_numbers(rows)
    lines = event_lines(entries, anchors, names)
    days = sorted(article.published.day for article in ordered if article.published.day)
    speakers = _speakers(rows, names, anchors, {thing.id: thing for thing in derived.register.things})
    dated = [line for line in lines if line.entry.precision != "open"]
    overview = draw_overview(
        [line.entry for line in lines], [day for article in ordered if (day := _any_day(article.published))]
    )
    begins = overview.first if overview else ""
    return Report(
        title=Label(title, title) if title else Label("سجلّ القصة", "The record of the story"),
        span=(bound_words(days[0], days[0]), bound_words(days[-1], days[-1])) if days else None,
        as_of=bound_words(as_of, as_of) if as_of else None,
        figures=[
            (count, noun_for(count, noun), target)
            for count, noun, target in (
                (len(ordered), "article", "#articles"),
                (
                    len({name_as_key(article.outlet.name) for article in ordered if article.outlet}),
                    "outlet",
                    "#articles",
                ),
                (len({origin.group for origin in origins.values()}), "text", "#articles"),
                (len(entries), "event", "#timeline"),
                (len(rows), "statement", "#statements"),
                (sum(group.name is not None for group in speakers), "speaker", "#statements"),
                (sum(not article.published.day for article in ordered), "undated", "#articles"),
                (len(rejections), "rejected", "#rejected"),
            )
        ],
        overview=overview,
        tops=_tops(entries, lines),
        early_years=_years([line for line in dated if _ends_before(line, begins)]),
        years=_years([line for line in dated if not _ends_before(line, begins)]),
        lines=lines,
        open_lines=lines[len(dated) :],
        speakers=speakers,
        articles=_articles(ordered, pages_text, anchors),
        open_articles=view.open,
        rejections=rejections,
        event_types=_used("event", (entry.type for entry in entries)),
        acts=_used("act", (row.act for row in rows)),
        all_years=sorted({line.year for line in lines if line.year} | {day[:4] for day in days}),
    )


def _tops(entries: Sequence[TimelineEntry], lines: Sequence[EventLine]) -> list[TopLine]:
    """The lines to read first, in the order of time; none where the timeline itself is no longer than they would be."""
    count = min(MOST_TOPS, max(TOPS, len(entries) // TOP_OF))
    if len(lines) <= count:
        return []
    salient = {entry.id for entry in keep_salient(entries, count)}
    found = ((line, [told for told in line.told if told.entry.id in salient]) for line in lines)
    return [TopLine(line, told[0]) for line, told in found if told]


def _ends_before(line: EventLine, day: str) -> bool:
    return (day_bounds(line.entry.when)[1] or "9999") < day


def _any_day(published: Published) -> str | None:
    return published.day or published.earliest or published.latest


def _used(vocabulary: str, values: Iterable[str]) -> list[tuple[str, Label]]:
    return [(value, VALUE_LABELS[vocabulary][value]) for value, _ in Counter(values).most_common()]


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


def _speaker_numbers(rows: Sequence[StatementRow]) -> dict[str, int]:
    """Speakers numbered from 1 by how much they are reported to have said; 0 is whoever is not named."""
    counts = Counter(name_as_key(row.speaker) for row in rows)
    counts.pop("", None)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    return {"": 0} | {key: at for at, key in enumerate(ranked, 1)}


def _speakers(
    rows: Sequence[StatementRow], names: Mapping[str, int], anchors: _Anchors, things: Mapping[str, Thing]
) -> list[SpeakerGroup]:
    grouped: dict[str, list[StatementRow]] = defaultdict(list)
    for row in rows:
        grouped[name_as_key(row.speaker)].append(row)
    groups = []
    for key, said in sorted(grouped.items(), key=lambda item: names[item[0]] or len(rows) + 1):
        roles: dict[str, Label | None] = {}
        for row in said:
            if row.role and not any(name_as_key(row.role) == name_as_key(role) for role in roles):
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
                [said_line(f"s{number}-{at}", row, anchors) for at, row in enumerate(said)],
                [other for other in (thing.name, *thing.aliases) if name_as_key(other) != name_as_key(name)]
                if thing
                else (),
                [(join.reason, anchors.link(join.evidence[-1])) for join in thing.reasons] if thing else [],
            )
        )
    return groups


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
