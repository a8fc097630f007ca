"""The records every stage reads and writes: the one place where the vocabulary is named.

Each field carries its Arabic label, its English label and its meaning (`labelled`); tables, JSON, screens and docs take
them from here.  The order of fields is the order of keys in the JSON lines of `sijill annotate`.

All spans are half-open `[start, end)` in Unicode code points of the page text, and `page.text[start:end] == text`.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from msgspec import Meta, Struct

from sijill.model.time import Mod, TimeType, TimeValue

__all__ = [
    "Act", "Actor", "Article", "ChainKind", "ChainLink", "Entity", "EntityKind", "Event", "EventType", "Figure",
    "FigureKind", "Furniture", "FurnitureKind", "Modality", "Outlet", "Page", "Place", "Published", "PublishedHow", "Quote",
    "Range", "Rejection", "Speaker", "Statement", "Time", "Words", "labelled", "stable_id",
]  # fmt: skip


def labelled(arabic: str, english: str, meaning: str) -> Meta:
    """Label and meaning of a field, read by screens, docs and the JSON schema."""
    return Meta(title=english, description=meaning, extra={"ar": arabic})


def stable_id(page_sha256: str, kind: str, start: int, end: int) -> str:
    """Sixteen hex digits that stay the same as long as the page's bytes, the kind and the span do."""
    return hashlib.sha256(f"{page_sha256}:{kind}:{start}:{end}".encode()).hexdigest()[:16]


Range = tuple[int, int]

FurnitureKind = Literal[
    "caption", "share", "related", "comments", "keywords", "source-line", "date-line", "subscription",
    "duplicate-title", "navigation", "other",
]  # fmt: skip
EntityKind = Literal["PER", "ORG", "LOC", "FAC"]
Quote = Literal["direct", "indirect", "mixed"]
Act = Literal["assert", "deny", "commit", "request", "warn", "accuse", "opine"]
ChainKind = Literal["agency", "media", "platform", "document", "event", "spokesperson", "sources"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    "ELECT", "TRIAL", "DISASTER", "ECONOMY", "SPORT", "CULTURE", "SCIENCE", "HEALTH", "DEATH", "OTHER",
]  # fmt: skip
Modality = Literal["actual", "planned", "denied", "requested", "possible"]
FigureKind = Literal["killed", "wounded", "displaced", "arrested", "other"]
PublishedHow = Literal["stated", "given", "bounded", "unknown"]


class Words(Struct, frozen=True):
    """Words of the page and where they stand."""

    text: Annotated[str, labelled("النص", "Words", "page text from start to end")]
    start: Annotated[int, labelled("البداية", "Start", "first code point of the page text")]
    end: Annotated[int, labelled("النهاية", "End", "one past the last code point")]


class Page(Struct, frozen=True):
    """One preserved document: its bytes' hash and its projection to text.

    `source` is the page's id, path or URL; `projection` names the projector and its version (`text/1`, `html/1`).
    """

    source: Annotated[str, labelled("المصدر", "Source", "id, path or URL")]
    sha256: Annotated[str, labelled("البصمة", "Hash", "SHA-256 of the bytes as given")]
    text: Annotated[str, labelled("النص", "Text", "the projection: what spans refer to")]
    projection: Annotated[str, labelled("الإسقاط", "Projection", "projector and version")]
    url: Annotated[str | None, labelled("الرابط", "Address", "where it was published")] = None
    published: Annotated[str | None, labelled("تاريخ معطى", "Given day", "the day its giver states")] = None
    outlet: Annotated[str | None, labelled("جهة معطاة", "Given outlet", "the publisher its giver states")] = None
    fetched: Annotated[str | None, labelled("وقت الجلب", "Fetched", "when it was fetched, UTC")] = None


class Rejection(Struct, frozen=True):
    """A page that could not be used, and why: `code` is one word, `reason` a sentence for people."""

    source: Annotated[str, labelled("المصدر", "Source", "id, path or URL")]
    sha256: Annotated[str | None, labelled("البصمة", "Hash", "of the bytes, where they could be read")]
    code: Annotated[str, labelled("الرمز", "Code", "one word")]
    reason: Annotated[str, labelled("السبب", "Reason", "a sentence for people")]


class Outlet(Struct, frozen=True):
    """The publisher, as the page names it; `text` is null where the name was given from outside."""

    text: Annotated[str | None, labelled("النص", "Words", "as printed, null where given from outside")]
    start: Annotated[int | None, labelled("البداية", "Start", "first code point, or null")]
    end: Annotated[int | None, labelled("النهاية", "End", "one past the last, or null")]
    name: Annotated[str, labelled("الاسم", "Name", "the publisher's name")]


class Published(Struct, frozen=True):
    """The publication clock of an article: value only where stated, given, or bounded to a single day."""

    value: Annotated[str | None, labelled("يوم النشر", "Published", "ISO day or minute")] = None
    how: Annotated[
        PublishedHow,
        labelled("كيف عُرف", "How known", "stated on the page, given by the caller, bounded by the text, or unknown"),
    ] = "unknown"
    earliest: Annotated[str | None, labelled("أقرب احتمال", "Earliest", "first day it can be")] = None
    latest: Annotated[str | None, labelled("أبعد احتمال", "Latest", "last day it can be")] = None
    weekday: Annotated[
        str | None, labelled("يوم الأسبوع", "Weekday", "English, lower case, where only that is known")
    ] = None
    start: Annotated[int | None, labelled("البداية", "Start", "where it is stated, or null")] = None
    end: Annotated[int | None, labelled("النهاية", "End", "one past the last, or null")] = None
    reason: Annotated[str | None, labelled("السبب", "Reason", "why it is open, or what it rests on")] = None

    @property
    def day(self) -> str | None:
        """The day alone, `YYYY-MM-DD`, of a known value."""
        return self.value[:10] if self.value else None


class Furniture(Struct, frozen=True):
    """What stands on the page and not in the article."""

    start: Annotated[int, labelled("البداية", "Start", "first code point of the page text")]
    end: Annotated[int, labelled("النهاية", "End", "one past the last code point")]
    kind: Annotated[FurnitureKind, labelled("النوع", "Kind", "what sort of furniture")]


class Time(Struct, frozen=True):
    """A temporal expression with its TIMEX3 reading."""

    text: Annotated[str, labelled("العبارة", "Words", "the words of the page")]
    start: Annotated[int, labelled("البداية", "Start", "first code point of the page text")]
    end: Annotated[int, labelled("النهاية", "End", "one past the last code point")]
    type: Annotated[TimeType, labelled("النوع", "Type", "TIMEX3 type")]
    value: Annotated[str | None, labelled("القيمة", "Value", "TIMEX3 value, null where the text does not settle it")]
    mod: Annotated[Mod | None, labelled("التقييد", "Modifier", "start, middle, end, before, after or about")]
    earliest: Annotated[str | None, labelled("أقرب احتمال", "Earliest", "first day it can mean")]
    latest: Annotated[str | None, labelled("أبعد احتمال", "Latest", "last day it can mean")]
    reason: Annotated[str | None, labelled("السبب", "Reason", "why it is open, or what it rests on")]

    @property
    def reading(self) -> TimeValue:
        """The value without the words."""
        return TimeValue(self.value, self.mod, self.earliest, self.latest, self.reason)


class Entity(Struct, frozen=True):
    """A mention that names something, and the thing it names (`entity` id, canonical `name`)."""

    text: Annotated[str, labelled("النص", "Words", "the mention without proclitics")]
    start: Annotated[int, labelled("البداية", "Start", "first code point of the page text")]
    end: Annotated[int, labelled("النهاية", "End", "one past the last code point")]
    kind: Annotated[EntityKind, labelled("النوع", "Kind", "person, organisation, place or facility")]
    entity: Annotated[str, labelled("المعرّف", "Entity", "id of the thing named")]
    name: Annotated[str, labelled("الاسم", "Name", "canonical name")]


class Speaker(Struct, frozen=True):
    """Who is reported to have said it; `text` is null where the verb has no subject of its own."""

    text: Annotated[str | None, labelled("النص", "Words", "as printed, or null")]
    start: Annotated[int | None, labelled("البداية", "Start", "first code point, or null")]
    end: Annotated[int | None, labelled("النهاية", "End", "one past the last, or null")]
    name: Annotated[str | None, labelled("الاسم", "Name", "whom the words stand for")]
    entity: Annotated[str | None, labelled("المعرّف", "Entity", "id of the speaker, where it is a named thing")]


class ChainLink(Struct, frozen=True):
    """One hand a statement passed through on its way to the outlet."""

    kind: Annotated[ChainKind, labelled("النوع", "Kind", "what sort of hand")]
    text: Annotated[str, labelled("النص", "Words", "as printed")]
    start: Annotated[int, labelled("البداية", "Start", "first code point of the page text")]
    end: Annotated[int, labelled("النهاية", "End", "one past the last code point")]


class Statement(Struct, frozen=True):
    """What a speaker is reported to have said."""

    id: Annotated[str, labelled("المعرّف", "Id", "hash of page, kind and span")]
    speaker: Annotated[Speaker, labelled("المتحدث", "Speaker", "who is reported to have said it")]
    addressee: Annotated[Words | None, labelled("المخاطَب", "Addressee", "to whom it was said")]
    role: Annotated[Words | None, labelled("الصفة", "Role", "title or description beside the name")]
    cue: Annotated[Words, labelled("فعل النقل", "Cue", "the verb, noun or mark that reports")]
    content: Annotated[Words, labelled("المضمون", "Content", "what is said")]
    quote: Annotated[Quote, labelled("نوع النقل", "Quote", "direct, indirect or mixed")]
    act: Annotated[Act, labelled("الفعل الكلامي", "Act", "what the speaker does by saying it")]
    chain: Annotated[
        tuple[ChainLink, ...], labelled("السلسلة", "Chain", "from the outlet to the speaker, nearest first")
    ]
    said_on: Annotated[TimeValue | None, labelled("يوم القول", "Said on", "the day of speaking, where it can be told")]
    deadline: Annotated[TimeValue | None, labelled("الأجل", "Deadline", "the day a commitment names")]
    certainty: Annotated[
        float | None, labelled("الثقة", "Certainty", "calibrated probability, null where not calibrated")
    ]


class Place(Struct, frozen=True):
    """Where an event happened, in the event's own words."""

    text: Annotated[str, labelled("النص", "Words", "as printed")]
    start: Annotated[int, labelled("البداية", "Start", "first code point of the page text")]
    end: Annotated[int, labelled("النهاية", "End", "one past the last code point")]
    entity: Annotated[str | None, labelled("المعرّف", "Entity", "id, where it is a named thing")]


class Actor(Struct, frozen=True):
    """Who did it (`agent`) or to whom it was done (`patient`)."""

    role: Annotated[Literal["agent", "patient"], labelled("الدور", "Role", "who did it, or to whom it was done")]
    text: Annotated[str, labelled("النص", "Words", "as printed")]
    start: Annotated[int, labelled("البداية", "Start", "first code point of the page text")]
    end: Annotated[int, labelled("النهاية", "End", "one past the last code point")]
    entity: Annotated[str | None, labelled("المعرّف", "Entity", "id, where it is a named thing")]


class Figure(Struct, frozen=True):
    """A count of people: `low` and `high` are equal where the text gives one number; null where it leaves a side open."""

    kind: Annotated[FigureKind, labelled("النوع", "Kind", "what happened to them")]
    low: Annotated[int | None, labelled("الأدنى", "Low", "at least, null where open")]
    high: Annotated[int | None, labelled("الأقصى", "High", "at most, null where open")]
    text: Annotated[str, labelled("النص", "Words", "as printed")]
    start: Annotated[int, labelled("البداية", "Start", "first code point of the page text")]
    end: Annotated[int, labelled("النهاية", "End", "one past the last code point")]


class Event(Struct, frozen=True):
    """Words that report a happening."""

    id: Annotated[str, labelled("المعرّف", "Id", "hash of page, kind and span")]
    type: Annotated[EventType, labelled("النوع", "Type", "PLOVER type, or one of ten for news outside politics")]
    trigger: Annotated[Words, labelled("اللفظ الدال", "Trigger", "the word that names it")]
    when: Annotated[TimeValue | None, labelled("الزمن", "When", "when it happened, in the text's own terms")]
    places: Annotated[tuple[Place, ...], labelled("الأماكن", "Places", "where")]
    actors: Annotated[tuple[Actor, ...], labelled("الأطراف", "Actors", "who did it, to whom")]
    figures: Annotated[
        tuple[Figure, ...], labelled("الأعداد", "Figures", "people killed, wounded, displaced, arrested")
    ]
    said_in: Annotated[str | None, labelled("ضمن تصريح", "Said in", "the statement whose words these are")]
    modality: Annotated[Modality, labelled("الجهة", "Modality", "done, planned, denied, demanded or only possible")]
    main: Annotated[bool, labelled("الحدث الرئيس", "Main", "the one event the article is about")]
    certainty: Annotated[
        float | None, labelled("الثقة", "Certainty", "calibrated probability, null where not calibrated")
    ]


class Article(Struct, frozen=True):
    """One published text on a page, with all that was read in it: the JSON line of `sijill annotate`."""

    source: Annotated[str, labelled("المصدر", "Source", "the page's id, path or URL")]
    page_sha256: Annotated[str, labelled("بصمة الصفحة", "Page hash", "SHA-256 of the bytes as given")]
    ordinal: Annotated[int, labelled("الترتيب", "Ordinal", "which article of the page, from 0")]
    title: Annotated[Words | None, labelled("العنوان", "Title", "the headline")]
    outlet: Annotated[Outlet | None, labelled("الجهة الناشرة", "Outlet", "the publisher")]
    byline: Annotated[Words | None, labelled("الكاتب", "Byline", "who wrote it")]
    dateline: Annotated[Words | None, labelled("مكان الخبر", "Dateline", "the place or body the report is headed with")]
    published: Annotated[Published, labelled("تاريخ النشر", "Published", "when it was published")]
    updated: Annotated[Published | None, labelled("آخر تحديث", "Updated", "when the page says it was changed")]
    language: Annotated[str | None, labelled("اللغة", "Language", "ISO 639 code")]
    text: Annotated[str, labelled("النص", "Text", "the article as people read it, without furniture")]
    body: Annotated[tuple[Range, ...], labelled("مواضع النص", "Body", "ranges of the page that make the text")]
    furniture: Annotated[tuple[Furniture, ...], labelled("زوائد الصفحة", "Furniture", "what is not in the article")]
    times: Annotated[tuple[Time, ...], labelled("الأزمنة", "Times", "temporal expressions")] = ()
    entities: Annotated[tuple[Entity, ...], labelled("الأعلام", "Entities", "named mentions")] = ()
    statements: Annotated[
        tuple[Statement, ...], labelled("التصريحات", "Statements", "reported speech and thought")
    ] = ()
    events: Annotated[tuple[Event, ...], labelled("الأحداث", "Events", "reported happenings")] = ()

    @property
    def blocks(self) -> tuple[tuple[int, str], ...]:
        """The blocks of the text in order, each with the place of its first character on the page."""
        found, at = [], 0
        for start, end in self.body:
            found.append((start, self.text[at : at + end - start]))
            at += end - start + 1
        return tuple(found)
