"""What the record said of an article from when until when, and what each reading changed, for the screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import Meta, Struct

from sijill.model.graph import Evidence
from sijill.model.history import FieldChange, ReadingChange, ReadingRow
from sijill.model.labels import VALUE_LABELS, Label
from sijill.model.records import Article, Entity, Event, Published, Statement, Time, Words
from sijill.show.wording import day_words
from sijill.web.links import Links
from sijill.web.snapshot import Snapshot

__all__ = ["HistoryView", "view_history"]

SHOWN = 200  # changes of one reading; the data have them all
LONGEST = 160  # characters of a value
KINDS = {"added": Label("أُضيف", "added"), "removed": Label("حُذف", "taken out"), "altered": Label("عُدّل", "altered")}
RECORDS: dict[str, type[Struct]] = {
    "times": Time, "entities": Entity, "statements": Statement, "events": Event, "published": Published, "updated": Published,
}  # fmt: skip
VALUES = {("statements", "act"): "act", ("statements", "quote"): "quote", ("events", "type"): "event"} | {
    ("events", "modality"): "modality", ("entities", "kind"): "entity", ("published", "how"): "published",
}  # fmt: skip


class FieldLine(Struct, frozen=True):
    """A field that is altered."""

    name: Label
    before: Label | None
    after: Label | None


class ChangeLine(Struct, frozen=True):
    """Something that a reading added, took out or altered, with the words and, where they still count so, their address."""

    kind: str
    said: Label
    part: Label
    before: tuple[str, str | None] | None
    after: tuple[str, str | None] | None
    fields: list[FieldLine]


class ReadingLine(Struct, frozen=True):
    """One reading and the time in which the record said so."""

    since: Label
    until: Label | None
    is_first: bool
    is_there: bool
    stages: str | None
    changes: list[ChangeLine]
    more: int


class HistoryView(Struct, frozen=True):
    """The page: the readings from the present one back to the first."""

    title: str | None
    article: str
    readings: list[ReadingLine]


def view_history(snapshot: Snapshot, article: Article, rows: Sequence[ReadingRow], links: Links) -> HistoryView:
    """The page for an article and its readings in the order of time."""
    current = rows[-1].text_sha256 if rows else None

    def address(words: Evidence | None, row: ReadingRow) -> tuple[str, str | None] | None:
        """The words of a reading; where the page text is another now, its characters are others too."""
        if words is None:
            return None
        return words.words[:LONGEST], links.link(words) if row.text_sha256 == current else None

    readings = []
    for at, row in enumerate(rows):
        earlier = rows[at - 1] if at else row
        changes = [
            _change_line(one, address(one.before, earlier), address(one.after, row)) for one in row.changes[:SHOWN]
        ]
        readings.append(
            ReadingLine(
                _moment(row.recorded_from),
                _moment(row.recorded_to) if row.recorded_to else None,
                at == 0,
                row.is_there,
                row.stages,
                changes,
                len(row.changes) - len(changes),
            )
        )
    title = article.title.text if article.title else None
    return HistoryView(title, links.article(article.page_sha256, article.ordinal), readings[::-1])


def _change_line(
    change: ReadingChange, before: tuple[str, str | None] | None, after: tuple[str, str | None] | None
) -> ChangeLine:
    fields = [] if change.part == "text" else [_field_line(change.part, one) for one in change.fields]
    part = _labels(Article).get(change.part, Label(change.part, change.part))
    return ChangeLine(change.kind, KINDS[change.kind], part, before, after, fields)


def _field_line(part: str, field: FieldChange) -> FieldLine:
    name = _labels(RECORDS.get(part, Words)).get(field.name, Label(field.name, field.name))
    words = VALUE_LABELS.get(VALUES.get((part, field.name), ""), {})
    before, after = (words.get(value or "") or _value(value) for value in (field.before, field.after))
    return FieldLine(name, before, after)


def _value(text: str | None) -> Label | None:
    """A value as people read it: of a record its value, name or words; None for what is open."""
    try:
        plain = _plain(msgspec.json.decode(text)) if text and text[0] in "{[" else text
    except msgspec.DecodeError:
        plain = text
    return Label(plain[:LONGEST], plain[:LONGEST]) if plain else None


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return " · ".join(filter(None, map(_plain, value)))
    if isinstance(value, dict):
        told = next((value[key] for key in ("value", "name", "text") if value.get(key)), None)
        bounds = [value.get("earliest"), value.get("latest")]
        return str(told or ("..".join(day or "" for day in bounds) if any(bounds) else ""))
    return "" if value is None else str(value)


def _moment(moment: str) -> Label:
    """A moment of the record's clock: day and time, UTC."""
    day = day_words(moment[:10])
    return Label(f"{day.ar}، {moment[11:16]}", f"{day.en}, {moment[11:16]}")


@lru_cache(maxsize=16)
def _labels(record: type[Struct]) -> dict[str, Label]:
    """What the fields of a record are called."""
    found = {}
    for name, hint in get_type_hints(record, include_extras=True).items():
        for meta in get_args(hint)[1:]:
            if isinstance(meta, Meta) and meta.title and meta.extra:
                found[name] = Label(meta.extra["ar"], meta.title)
    return found
