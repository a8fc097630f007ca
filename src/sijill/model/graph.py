"""The records above single articles: origins, the lines of the timeline, the rows of the statement list.

Each line carries its evidence: page hash, characters and the words there.  What sources say differently about one thing
(a figure, whether it happened) stands side by side, each with its own evidence; nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct

from sijill.model.corrections import Correction
from sijill.model.places import PlaceName, Spot
from sijill.model.records import (
    Act,
    Article,
    ChainLink,
    EntityKind,
    EventType,
    FigureKind,
    Modality,
    Published,
    Quote,
    labelled,
)
from sijill.model.time import TimeValue

__all__ = [
    "ArticleKey", "Change", "CopyRow", "Corrected",
    "Evidence", "FigureReport", "Join", "LinkedEvent", "ModalityReport", "Origin", "Party", "PlaceRow", "Precision",
    "Source", "StatementRow", "Suggestion", "Thing", "ThingsByEntity", "TimelineEntry", "VersionRow", "Where", "article_key",
]  # fmt: skip

Precision = Literal["minute", "day", "week", "month", "quarter", "season", "year", "decade", "open"]
ArticleKey = tuple[str, int]
ThingsByEntity = Mapping[tuple[ArticleKey, str], "Thing"]
"""Things by article and the id that the article's mentions of them carry."""


def article_key(article: Article) -> ArticleKey:
    """What tells an article from every other: its page's hash and its place on the page."""
    return article.page_sha256, article.ordinal


Corrected = Annotated[
    tuple[Correction, ...], labelled("التصحيحات", "Corrected", "what people put right here: who, when and why")
]


class Evidence(Struct, frozen=True):
    """The characters of a preserved page that justify a line."""

    page_sha256: Annotated[str, labelled("بصمة الصفحة", "Page hash", "SHA-256 of the page's bytes")]
    start: Annotated[int, labelled("من", "Start", "first character, counted in code points from 0")]
    end: Annotated[int, labelled("إلى", "End", "one past the last character")]
    words: Annotated[str, labelled("اللفظ", "Words", "the words that stand there")]


class Origin(Struct, frozen=True):
    """Where an article's text comes from: articles of one `group` are copies of each other, `credit` is the named agency."""

    group: Annotated[str, labelled("مجموعة النسخ", "Group", "the same for every copy of one text")]
    credit: Annotated[str | None, labelled("الوكالة", "Credit", "the agency the article credits, null if none")] = None


class Source(Struct, frozen=True):
    """An article, as a line of the record cites it."""

    page_sha256: Annotated[str, labelled("بصمة الصفحة", "Page hash", "SHA-256 of the page's bytes")]
    ordinal: Annotated[int, labelled("الترتيب", "Ordinal", "which article of the page, from 0")]
    source: Annotated[str, labelled("المصدر", "Source", "the page's id, path or URL")]
    outlet: Annotated[str | None, labelled("الجهة الناشرة", "Outlet", "the publisher")]
    published: Annotated[Published, labelled("تاريخ النشر", "Published", "when it was published")]
    title: Annotated[str | None, labelled("العنوان", "Title", "the headline")]


class ModalityReport(Struct, frozen=True):
    """One way in which sources report the event (done, planned, denied, ...), with the words that do."""

    modality: Annotated[Modality, labelled("الجهة", "Modality", "done, planned, denied, demanded or only possible")]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "the words that say so")]


class FigureReport(Struct, frozen=True):
    """One count some source gives; another source's other count is another report."""

    kind: Annotated[FigureKind, labelled("المعدود", "Counted", "killed, wounded, displaced, arrested or other")]
    low: Annotated[int | None, labelled("الأدنى", "Low", "at least so many, null where left open")]
    high: Annotated[int | None, labelled("الأعلى", "High", "at most so many, null where left open")]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "the words that say so")]


class Where(Struct, frozen=True):
    """A place of the event, as first named; `spot` is null where the text does not settle which place of that name."""

    name: str
    entity: str | None
    evidence: Evidence
    spot: Annotated[Spot | None, labelled("الموضع", "Spot", "where it lies, null where open")] = None


class Party(Struct, frozen=True):
    """Someone who did it (`agent`) or to whom it was done (`patient`), as first named."""

    role: Literal["agent", "patient"]
    name: str
    entity: str | None
    evidence: Evidence


class Join(Struct, frozen=True):
    """Why two names of a thing, or two mentions of an event, are one's, with a mention of each."""

    reason: Annotated[str, labelled("السبب", "Reason", "why, in words")]
    names: Annotated[tuple[str, ...], labelled("الأسماء", "Names", "the names that were put together")]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "a mention under each name")]


class LinkedEvent(Struct, frozen=True):
    """Event mentions, by their ids, that tell one happening, in the order of publication, and why they are one."""

    mentions: Annotated[tuple[str, ...], labelled("المرات", "Mentions", "the ids of the events in the articles")]
    reasons: Annotated[tuple[Join, ...], labelled("سبب الجمع", "Why one", "why they were put together")] = ()


class TimelineEntry(Struct, frozen=True):
    """One event across all articles that report it."""

    id: Annotated[str, labelled("المعرّف", "Id", "the id of its first mention")]
    type: Annotated[EventType, labelled("النوع", "Type", "PLOVER type, or one of ten for news outside politics")]
    heading: Annotated[Evidence, labelled("الحدث", "Event", "a headline or sentence of a source that tells it")]
    trigger: Annotated[Evidence, labelled("اللفظ الدال", "Trigger", "the word that names it there")]
    when: Annotated[TimeValue, labelled("الزمن", "When", "when it happened; value null and a reason where it is open")]
    precision: Annotated[Precision, labelled("دقة الزمن", "Precision", "how finely the sources date it")]
    modality: Annotated[Modality, labelled("الجهة", "Modality", "done, if any source says so; else what they say")]
    modalities: Annotated[tuple[ModalityReport, ...], labelled("ما تقوله المصادر", "As reported", "every way of it")]
    places: Annotated[tuple[Where, ...], labelled("الأماكن", "Places", "where")]
    actors: Annotated[tuple[Party, ...], labelled("الأطراف", "Actors", "who did it, to whom")]
    figures: Annotated[tuple[FigureReport, ...], labelled("الأعداد", "Figures", "every count, side by side")]
    claimed_by: Annotated[
        tuple[str, ...], labelled("بحسب", "Claimed by", "the speakers, where no article tells it in its own words")
    ]
    mentions: Annotated[int, labelled("مرات الذكر", "Mentions", "how often it is told")]
    sources: Annotated[tuple[Source, ...], labelled("المقالات", "Articles", "the articles that tell it")]
    independent_sources: Annotated[
        int, labelled("المصادر المستقلة", "Independent sources", "origins left when copies and wire credits are joined")
    ]
    salience: Annotated[
        float, labelled("البروز", "Salience", "independent sources, twice where it is main, and days told")
    ]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "every mention, the heading's first")]
    reasons: Annotated[
        tuple[Join, ...],
        labelled("سبب الجمع", "Why one", "why mentions of several texts are one event, each reason once"),
    ] = ()
    corrected: Corrected = ()


class StatementRow(Struct, frozen=True):
    """One statement; copies of it in syndicated articles are the same row."""

    id: Annotated[str, labelled("المعرّف", "Id", "the id of the statement in the first article that carries it")]
    speaker: Annotated[str | None, labelled("المتحدث", "Speaker", "who is reported to have said it")]
    entity: Annotated[str | None, labelled("الكيان", "Entity", "the thing the speaker's name stands for")]
    role: Annotated[str | None, labelled("الصفة", "Role", "title or description beside the name")]
    addressee: Annotated[str | None, labelled("المخاطَب", "Addressee", "to whom it was said")]
    cue: Annotated[str, labelled("فعل النقل", "Cue", "the verb, noun or mark that reports")]
    act: Annotated[Act, labelled("الفعل الكلامي", "Act", "what the speaker does by saying it")]
    quote: Annotated[Quote, labelled("نوع النقل", "Quote", "direct, indirect or mixed")]
    content: Annotated[Evidence, labelled("المضمون", "Content", "what is said")]
    chain: Annotated[
        tuple[ChainLink, ...], labelled("السلسلة", "Chain", "from the outlet to the speaker, nearest first")
    ]
    chain_page: Annotated[
        str | None,
        labelled("صفحة السلسلة", "Chain page", "hash of the page whose characters the chain cites, null without"),
    ]
    said_on: Annotated[
        TimeValue, labelled("يوم القول", "Said on", "the day of speaking; the article's own day has reason `published`")
    ]
    deadline: Annotated[TimeValue | None, labelled("الأجل", "Deadline", "the day a commitment names")]
    sources: Annotated[
        tuple[Source, ...], labelled("المقالات", "Articles", "the articles that carry it, first one first")
    ]
    independent_sources: Annotated[
        int, labelled("المصادر المستقلة", "Independent sources", "origins left when copies and wire credits are joined")
    ]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "its words in every article")]
    corrected: Corrected = ()


class Thing(Struct, frozen=True):
    """A person, body, place or building of the record, once for all articles that name it."""

    id: Annotated[str, labelled("المعرّف", "Id", "hash of its kind and name")]
    kind: Annotated[EntityKind, labelled("النوع", "Kind", "person, body, place or building")]
    name: Annotated[str, labelled("الاسم", "Name", "the list's name, else the one most used")]
    english: Annotated[
        str | None,
        labelled(
            "بالإنكليزية",
            "English",
            "its English name where the lists know it; a person's name in Latin letters otherwise",
        ),
    ]
    aliases: Annotated[tuple[str, ...], labelled("أسماء أخرى", "Also", "the other names the articles use")]
    entities: Annotated[tuple[str, ...], labelled("معرّفات الذكر", "Ids in articles", "the ids its mentions carry")]
    reasons: Annotated[tuple[Join, ...], labelled("سبب الجمع", "Why one", "why different names were put together")]
    mentions: Annotated[int, labelled("مرات الذكر", "Mentions", "how often it is named")]
    articles: Annotated[int, labelled("المقالات", "Articles", "how many articles name it")]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "every mention")]
    corrected: Corrected = ()


class PlaceRow(Struct, frozen=True):
    """A place of the record, once for all articles that name it; a name that stays open is a row without a spot."""

    name: Annotated[str, labelled("الاسم", "Name", "the place's name, or the words that stay open")]
    spot: Annotated[Spot | None, labelled("الموضع", "Spot", "where it lies, null where open")]
    aliases: Annotated[tuple[str, ...], labelled("أسماء أخرى", "Also", "the other words the articles use")]
    mentions: Annotated[int, labelled("مرات الذكر", "Mentions", "how often it is named")]
    articles: Annotated[int, labelled("المقالات", "Articles", "how many articles name it")]
    events: Annotated[int, labelled("الأحداث", "Events", "how many told events happen there or in what it contains")]
    reasons: Annotated[tuple[str, ...], labelled("السبب", "Reasons", "why this place, or why it is open")]
    candidates: Annotated[
        tuple[PlaceName, ...], labelled("الاحتمالات", "Candidates", "the places it may be, where open")
    ]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "every mention")]
    corrected: Corrected = ()


class Suggestion(Struct, frozen=True):
    """Two things that may be one, which nothing settles: a person decides."""

    kind: Annotated[EntityKind, labelled("النوع", "Kind", "person, body, place or building")]
    things: Annotated[tuple[str, ...], labelled("المعرّفات", "Things", "the ids of the two")]
    names: Annotated[tuple[str, ...], labelled("الأسماء", "Names", "the names of the two")]
    score: Annotated[float, labelled("القوة", "Score", "how much speaks for it, from 0 to 1; no probability")]
    reasons: Annotated[tuple[str, ...], labelled("الأسباب", "Reasons", "what speaks for it, and against")]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "a mention of each")]


class CopyRow(Struct, frozen=True):
    """An outlet that carries another's text: by the agency it credits, or by the words themselves."""

    taker: Annotated[str, labelled("الناقل", "Carried by", "the outlet that carries the text")]
    giver: Annotated[
        str, labelled("المنقول عنه", "Taken from", "the agency credited, or the first outlet kept with it")
    ]
    how: Annotated[
        Literal["credit", "text"], labelled("كيف عُرف", "How known", "the article credits it, or the texts are copies")
    ]
    articles: Annotated[int, labelled("المقالات", "Articles", "how many")]
    sources: Annotated[tuple[Source, ...], labelled("المقالات", "Articles", "the articles that carry it")]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "the headline or first words of each")]


class Change(Struct, frozen=True):
    """Words that one version of an article has and the other has not, or has otherwise."""

    kind: Annotated[Literal["added", "removed", "altered"], labelled("النوع", "Kind", "added, taken out or altered")]
    part: Annotated[Literal["title", "text"], labelled("الموضع", "Part", "in the headline or in the text")]
    before: Annotated[Evidence | None, labelled("قبل", "Before", "the words of the earlier version, null where added")]
    after: Annotated[Evidence | None, labelled("بعد", "After", "the words of the later version, null where removed")]


class VersionRow(Struct, frozen=True):
    """A version of an article beside the one before it: what was changed, and when."""

    address: Annotated[str, labelled("العنوان الشبكي", "Address", "where all versions were published")]
    earlier: Annotated[Source, labelled("النسخة السابقة", "Earlier", "the version before")]
    later: Annotated[Source, labelled("النسخة اللاحقة", "Later", "this version")]
    seen: Annotated[
        tuple[str | None, str | None],
        labelled(
            "متى رُئيتا", "Seen", "when the two were fetched, or else changed or published as they say, null where open"
        ),
    ]
    changes: Annotated[tuple[Change, ...], labelled("التغييرات", "Changes", "word by word, in the order of the text")]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "the words of all changes")]
