"""What the values of the vocabulary are called, in Arabic and in English; screens, tables and docs take the words from here."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from sijill.model.corrections import ChangeKind, TargetKind
from sijill.model.graph import Precision
from sijill.model.places import PlacePrecision
from sijill.model.records import (
    Act,
    ChainKind,
    EntityKind,
    EventType,
    FigureKind,
    FurnitureKind,
    Modality,
    PublishedHow,
    Quote,
)
from sijill.model.review import CorrectionState

__all__ = ["EVENT_GROUPS", "VALUE_LABELS", "EventGroup", "Label", "group_of"]

EventGroup = Literal["accord", "dispute", "force", "public"]


class Label(NamedTuple):
    """One meaning in both languages."""

    ar: str
    en: str


VALUE_LABELS: dict[str, dict[str, Label]] = {
    "act": {
        "assert": Label("إخبار", "says"),
        "deny": Label("نفي", "denies"),
        "commit": Label("تعهّد", "commits"),
        "request": Label("طلب", "demands"),
        "warn": Label("تحذير", "warns"),
        "accuse": Label("اتهام", "accuses"),
        "opine": Label("رأي", "judges"),
    },
    "quote": {
        "direct": Label("بلفظه", "verbatim"),
        "indirect": Label("بمعناه", "in substance"),
        "mixed": Label("بعضه بلفظه", "partly verbatim"),
    },
    "modality": {
        "actual": Label("وقع", "happened"),
        "planned": Label("مخطَّط له", "planned"),
        "denied": Label("منفيّ", "denied"),
        "requested": Label("مطلوب", "demanded"),
        "possible": Label("محتمل", "possible"),
    },
    "chain": {
        "agency": Label("وكالة", "agency"),
        "media": Label("وسيلة إعلام", "outlet"),
        "platform": Label("منصة", "platform"),
        "document": Label("وثيقة", "document"),
        "event": Label("مناسبة", "occasion"),
        "spokesperson": Label("متحدث باسمه", "spokesperson"),
        "sources": Label("مصادر", "sources"),
    },
    "event": {
        "AGREE": Label("اتفاق", "agreement"),
        "CONSULT": Label("لقاء وتشاور", "consultation"),
        "SUPPORT": Label("تأييد", "support"),
        "COOPERATE": Label("تعاون", "cooperation"),
        "AID": Label("مساعدة", "aid"),
        "CONCEDE": Label("تنازل", "concession"),
        "RETREAT": Label("انسحاب", "retreat"),
        "REQUEST": Label("مطالبة", "demand"),
        "ACCUSE": Label("اتهام", "accusation"),
        "REJECT": Label("رفض", "rejection"),
        "THREATEN": Label("تهديد", "threat"),
        "PROTEST": Label("احتجاج", "protest"),
        "SANCTION": Label("عقوبة", "sanction"),
        "MOBILIZE": Label("حشد", "mobilisation"),
        "COERCE": Label("إكراه", "coercion"),
        "ASSAULT": Label("هجوم", "assault"),
        "ELECT": Label("انتخاب وتعيين", "election, office"),
        "TRIAL": Label("قضاء", "justice"),
        "DISASTER": Label("كارثة", "disaster"),
        "ECONOMY": Label("اقتصاد", "economy"),
        "SPORT": Label("رياضة", "sport"),
        "CULTURE": Label("ثقافة", "culture"),
        "SCIENCE": Label("علم", "science"),
        "HEALTH": Label("صحة", "health"),
        "DEATH": Label("وفاة", "death"),
        "OTHER": Label("حدث آخر", "other"),
    },
    "figure": {
        "killed": Label("قتلى", "killed"),
        "wounded": Label("جرحى", "wounded"),
        "displaced": Label("نازحون", "displaced"),
        "arrested": Label("معتقلون", "arrested"),
        "other": Label("عدد آخر", "other count"),
    },
    "furniture": {
        "caption": Label("تعليق صورة", "caption"),
        "share": Label("أزرار المشاركة", "share bar"),
        "related": Label("اقرأ أيضًا", "related links"),
        "comments": Label("التعليقات", "comments"),
        "keywords": Label("كلمات مفتاحية", "keywords"),
        "source-line": Label("سطر المصدر", "source line"),
        "date-line": Label("سطر التاريخ", "date line"),
        "subscription": Label("دعوة إلى الاشتراك", "subscription"),
        "duplicate-title": Label("عنوان مكرر", "doubled title"),
        "navigation": Label("قوائم الموقع", "navigation"),
        "other": Label("زوائد أخرى", "other furniture"),
    },
    "published": {
        "stated": Label("مذكور في الصفحة", "stated on the page"),
        "given": Label("معطى مع الصفحة", "given with the page"),
        "bounded": Label("مستنتج من النص", "bounded by the text"),
        "unknown": Label("غير معلوم", "not known"),
    },
    "precision": {
        "minute": Label("بالدقيقة", "to the minute"),
        "day": Label("باليوم", "to the day"),
        "week": Label("بالأسبوع", "to the week"),
        "month": Label("بالشهر", "to the month"),
        "quarter": Label("بالربع", "to the quarter"),
        "season": Label("بالفصل", "to the season"),
        "year": Label("بالسنة", "to the year"),
        "decade": Label("بالعقد", "to the decade"),
        "open": Label("مفتوح", "open"),
    },
    "place precision": {
        "point": Label("موضع", "spot"),
        "town": Label("بلدة", "town"),
        "region": Label("إقليم", "region"),
        "country": Label("دولة", "country"),
        "wider": Label("أوسع من دولة", "wider than a country"),
    },
    "entity": {
        "PER": Label("شخص", "person"),
        "ORG": Label("هيئة", "organisation"),
        "LOC": Label("مكان", "place"),
        "FAC": Label("منشأة", "facility"),
    },
    "change": {
        "speaker": Label("المتحدث", "the speaker"),
        "act": Label("الفعل الكلامي", "the act"),
        "day": Label("اليوم", "the day"),
        "place": Label("المكان", "the place"),
        "hide": Label("إخفاء السطر", "the line is hidden"),
        "note": Label("ملاحظة", "a note"),
        "confirm": Label("قُرئ فوُجد صحيحًا", "read and found right"),
        "same": Label("هما واحد", "the two are one"),
        "different": Label("هما اثنان", "the two are two"),
        "undo": Label("تراجع عن تصحيح", "a correction undone"),
    },
    "target": {
        "article": Label("مقالة", "article"),
        "statement": Label("تصريح", "statement"),
        "event": Label("حدث", "event"),
        "mention": Label("اسم", "name"),
    },
    "correction state": {
        "standing": Label("قائم", "standing"),
        "undone": Label("متراجَع عنه", "undone"),
        "waiting": Label("ينتظر مراجعة", "waiting for a person"),
    },
    "group": {
        "accord": Label("توافق وعون", "accord and aid"),
        "dispute": Label("خلاف بالقول", "dispute in words"),
        "force": Label("ضغط وقوة", "pressure and force"),
        "public": Label("شؤون عامة", "public life"),
    },
}

# The four quadrants of PLOVER, news outside politics apart; RETREAT stands with what eases a conflict.
EVENT_GROUPS: dict[EventGroup, tuple[EventType, ...]] = {
    "accord": ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"),
    "dispute": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "force": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    "public": (
        "ELECT", "TRIAL", "DISASTER", "ECONOMY", "SPORT", "CULTURE", "SCIENCE", "HEALTH", "DEATH", "OTHER",
    ),
}  # fmt: skip

_GROUP_BY_TYPE = {kind: group for group, kinds in EVENT_GROUPS.items() for kind in kinds}
VOCABULARIES = {
    "act": Act, "quote": Quote, "modality": Modality, "chain": ChainKind, "event": EventType, "figure": FigureKind,
    "furniture": FurnitureKind, "published": PublishedHow, "precision": Precision, "place precision": PlacePrecision,
    "entity": EntityKind, "group": EventGroup, "change": ChangeKind, "target": TargetKind, "correction state": CorrectionState,
}  # fmt: skip
for _name, _choice in VOCABULARIES.items():  # a new value without a label is found on import, not on a reader's screen
    assert set(get_args(_choice)) == set(VALUE_LABELS[_name]), _name


def group_of(kind: EventType) -> EventGroup:
    """Which of the four groups an event type belongs to."""
    return _GROUP_BY_TYPE[kind]
