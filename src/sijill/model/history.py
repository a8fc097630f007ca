"""What the record said of an article from when until when, and what each reading changed."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct

from sijill.model.graph import Evidence
from sijill.model.records import labelled

__all__ = ["FieldChange", "ReadingChange", "ReadingRow"]

ArticlePart = Literal[
    "title", "outlet", "byline", "dateline", "published", "updated", "language", "text", "furniture", "times", "entities",
    "statements", "events",
]  # fmt: skip


class FieldChange(Struct, frozen=True):
    """A field of something that both readings hold; values that are no plain words as JSON."""

    name: Annotated[str, labelled("الحقل", "Field", "its name in the vocabulary")]
    before: Annotated[str | None, labelled("قبل", "Before", "as the earlier reading had it")]
    after: Annotated[str | None, labelled("بعد", "After", "as the later reading has it")]


class ReadingChange(Struct, frozen=True):
    """Something that one reading of an article holds and the one before did not, or the other way round."""

    kind: Annotated[Literal["added", "removed", "altered"], labelled("النوع", "Kind", "added, taken out or altered")]
    part: Annotated[ArticlePart, labelled("الموضع", "Part", "what of the article it is")]
    before: Annotated[
        Evidence | None, labelled("قبل", "Before", "its words in the earlier reading, null where it had none")
    ]
    after: Annotated[Evidence | None, labelled("بعد", "After", "its words in this reading, null where it has none")]
    fields: Annotated[
        tuple[FieldChange, ...], labelled("الحقول", "Fields", "what is altered of it, where both hold it")
    ] = ()


class ReadingRow(Struct, frozen=True):
    """One reading of an article, the time in which the record said so, and what it changed."""

    page_sha256: Annotated[str, labelled("بصمة الصفحة", "Page hash", "SHA-256 of the page's bytes")]
    ordinal: Annotated[int, labelled("الترتيب", "Ordinal", "which article of the page, from 0")]
    recorded_from: Annotated[str, labelled("منذ", "Recorded from", "since when the record said so, UTC")]
    recorded_to: Annotated[
        str | None, labelled("حتى", "Recorded to", "until when, not included; null for what it says now")
    ]
    is_there: Annotated[bool, labelled("موجودة", "There", "no where the record said that the page has no such article")]
    stages: Annotated[
        str | None, labelled("المراحل", "Stages", "the stages that last read it so, null where not known")
    ]
    text_sha256: Annotated[
        str | None, labelled("بصمة النص", "Text hash", "of the page text that the spans of this reading count in")
    ]
    changes: Annotated[
        tuple[ReadingChange, ...], labelled("التغييرات", "Changes", "against the reading before; none for the first")
    ]
    evidence: Annotated[tuple[Evidence, ...], labelled("الدليل", "Evidence", "the words of all changes")]
