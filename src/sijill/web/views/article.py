"""One article: its text with layers, the page it stands on, and what was read in it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sijill.ledger.days import precision_of
from sijill.ledger.targets import article_target, event_target, statement_targets
from sijill.model.graph import ArticleKey, VersionRow, article_key
from sijill.model.labels import VALUE_LABELS, Label, group_of
from sijill.model.records import Article
from sijill.show.pagetext import cut_page
from sijill.show.wording import date_words, published_words
from sijill.text.passages import Passages
from sijill.web.asked import ArticleAsked
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot
from sijill.web.trouble import NotFoundError
from sijill.web.views.articles import ArticleLine, article_line
from sijill.web.views.corrections import CorrectionLine, correction_line
from sijill.web.views.layers import Mark, Segment, cut_segments

__all__ = ["LAYERS", "ArticleView", "find_article", "view_article"]

LAYERS = {
    "people": Label("الأعلام", "Names"),
    "times": Label("الأزمنة", "Times"),
    "statements": Label("التصريحات", "Statements"),
    "events": Label("الأحداث", "Events"),
}
COPIES, EDITS = 20, 40


class Block(Struct, frozen=True):
    """A stretch of the page: t title, d dateline or byline, b body, f furniture, g what lies between."""

    kind: str
    segments: list[Segment]
    label: str = ""
    left_out: int = 0


class Read(Struct, frozen=True):
    """Something that was read in the article: what, by or about whom, its words, and the address that marks them."""

    kind: Label
    who: str | None
    words: str
    when: Label | None
    href: str
    forms: str


class Told(Struct, frozen=True):
    """A sentence that tells of events: (kind, its group, when, the addresses that mark its word and put it right) for each."""

    kinds: list[tuple[Label, str, Label | None, str, str]]
    words: str
    href: str


class Edit(Struct, frozen=True):
    """One change between two versions of the page."""

    before: str | None
    before_href: str
    after: str | None
    after_href: str


class Version(Struct, frozen=True):
    """A version beside the one before it."""

    seen: tuple[str | None, str | None]
    edits: list[Edit]
    more: int


class ArticleView(Struct, frozen=True):
    """The page."""

    article: Article
    title: str | None
    day: Label
    how: Label
    reason: str | None
    text: list[Block]
    page: list[Block]
    layers: list[tuple[str, Label, int, bool]]
    marked: str | None
    mark_in_text: bool
    others: list[ArticleLine]
    copies: list[ArticleLine]
    credit: str | None
    statements: list[Read]
    events: list[Told]
    versions: list[Version]
    forms: str | None
    corrections: list[CorrectionLine]


def find_article(snapshot: Snapshot, sha256: str, ordinal: int) -> Article:
    """The article; NotFoundError where the record, as known by the day, has none."""
    pages = snapshot.by_page
    if len(sha256) < 64:
        fitting = [page for page in pages if page.startswith(sha256)]
        sha256 = fitting[0] if len(fitting) == 1 else sha256
    article = snapshot.by_key.get((sha256, ordinal))
    if article is None:
        opened = {article_key(one): one for one in snapshot.view.open}.get((sha256, ordinal))
        if opened is not None:
            return opened
        known = f" as known by {snapshot.view.as_of}" if snapshot.view.as_of else ""
        raise NotFoundError(f"No article {ordinal} of a page {sha256[:12]}{known}.", hint="/articles lists them all")
    return article


def view_article(snapshot: Snapshot, article: Article, asked: ArticleAsked, links: Links) -> ArticleView:
    """The article with the marked characters."""
    page_text = snapshot.read_text(article.page_sha256)
    span = _span(asked.mark, len(page_text))
    marks = list(_marks(article))
    if span:
        marks.append(Mark(*span, "mark"))
    pieces = cut_page(article, page_text, (), number=0, whole=True)
    shown = _layers(asked.layers)
    blocks = [
        Block(piece.kind, cut_segments(piece.parts[0][1], piece.start, marks), piece.label)
        for piece in pieces
        if piece.kind in "tdb" and piece.parts
    ]
    plain = [mark for mark in marks if mark.layer == "mark"]
    page = [
        Block(
            piece.kind,
            cut_segments("".join(words for _, words in piece.parts), piece.start, plain),
            piece.label,
            piece.left_out,
        )
        for piece in pieces
    ]
    counts = {
        "people": article.entities,
        "times": article.times,
        "statements": article.statements,
        "events": article.events,
    }
    key = article_key(article)
    origin = snapshot.origins.get(key)
    on_page = snapshot.by_page.get(article.page_sha256, [])
    return ArticleView(
        article=article,
        title=article.title.text if article.title else None,
        day=published_words(article.published),
        how=VALUE_LABELS["published"][article.published.how],
        reason=article.published.reason if article.published.how == "bounded" else None,
        text=blocks,
        page=page,
        layers=[(name, label, len(counts[name]), name in shown) for name, label in LAYERS.items()],
        marked=page_text[span[0] : span[1]] if span else None,
        mark_in_text=any(segment.begins for block in blocks for segment in block.segments),
        others=[article_line(snapshot, one, links) for one in on_page if article_key(one) != key],
        copies=[article_line(snapshot, one, links) for one in _copies(snapshot, key)],
        credit=origin.credit if origin else None,
        statements=_statements(article, links),
        events=_events(article, links),
        versions=[_version(row, links) for row in snapshot.changes_of(article)],
        forms=links.correct(own) if (own := article_target(article)) else None,
        corrections=[correction_line(row, links) for row in snapshot.corrections_of(article)],
    )


def _span(mark: str | None, length: int) -> tuple[int, int] | None:
    if mark is None:
        return None
    start, end = map(int, mark.split("-"))
    return (start, end) if start < end <= length else None


def _layers(asked: str | None) -> set[str]:
    return set((asked or "").split(","))


def _marks(article: Article) -> Iterator[Mark]:
    """Everything that the layers draw."""
    for entity in article.entities:
        kind = VALUE_LABELS["entity"][entity.kind]
        yield Mark(entity.start, entity.end, "people", (f"{kind.ar}: {entity.name}", f"{kind.en}: {entity.name}"))
    for time in article.times:
        yield Mark(time.start, time.end, "times", tuple(date_words(time.reading)))  # type: ignore[arg-type]
    for said in article.statements:
        act = VALUE_LABELS["act"][said.act]
        name = said.speaker.name or said.speaker.text or "؟"
        yield Mark(said.content.start, said.content.end, "statements", (f"{name}: {act.ar}", f"{name}: {act.en}"))
        yield Mark(said.cue.start, said.cue.end, "cue")
    for event in article.events:
        kind, how = VALUE_LABELS["event"][event.type], VALUE_LABELS["modality"][event.modality]
        yield Mark(event.trigger.start, event.trigger.end, "events", (f"{kind.ar}، {how.ar}", f"{kind.en}, {how.en}"))


def _copies(snapshot: Snapshot, key: ArticleKey) -> list[Article]:
    """Other articles with the same text."""
    origin = snapshot.origins.get(key)
    if origin is None:
        return []
    group = snapshot.by_origin.get(origin.group, [])
    return [article for article in group if article_key(article) != key][:COPIES]


def _statements(article: Article, links: Links) -> list[Read]:
    return [
        Read(
            VALUE_LABELS["act"][one.act],
            one.speaker.name or one.speaker.text,
            one.content.text,
            date_words(one.said_on) if precision_of(one.said_on) != "open" and one.said_on else None,
            links.marked(article, one.content.start, one.content.end),
            links.correct(target),
        )
        for one, target in zip(article.statements, statement_targets(article), strict=True)
    ]


def _events(article: Article, links: Links) -> list[Told]:
    """The sentences that tell of events, each once with all it tells of."""
    passages = Passages(article)
    found: dict[tuple[int, int], Told] = {}
    for one in article.events:
        sentence = passages.sentence_at(one.trigger.start, one.trigger.end, one.trigger.text)
        href = links.marked(article, sentence.start, sentence.end)
        told = found.setdefault((sentence.start, sentence.end), Told([], sentence.words, href))
        when = date_words(one.when) if one.when and precision_of(one.when) != "open" else None
        trigger = links.marked(article, one.trigger.start, one.trigger.end)
        told.kinds.append(
            (
                VALUE_LABELS["event"][one.type],
                group_of(one.type),
                when,
                trigger,
                links.correct(event_target(article, one)),
            )
        )
    return list(found.values())


def _version(row: VersionRow, links: Links) -> Version:
    edits = [
        Edit(
            change.before.words if change.before else None,
            links.link(change.before) if change.before else "",
            change.after.words if change.after else None,
            links.link(change.after) if change.after else "",
        )
        for change in row.changes[:EDITS]
    ]
    return Version(row.seen, edits, len(row.changes) - len(edits))
