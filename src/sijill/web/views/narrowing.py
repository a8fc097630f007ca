"""By what a search can be narrowed: how its answers spread, and what was chosen already."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sijill.model.labels import VALUE_LABELS, Label
from sijill.model.records import EntityKind
from sijill.model.search import Facet, FacetField
from sijill.model.time import TimeValue
from sijill.show.wording import date_words
from sijill.text.gazetteer import find_known
from sijill.text.query import FIELDS, drop_field, parse_query, read_day
from sijill.web.asked import LONGEST
from sijill.web.snapshot import Snapshot

__all__ = ["Chip", "Narrowing", "bare_words", "view_narrowing"]

PATIENCE = 1.0  # seconds a reader waits for names that are not read yet: the answers are shown without the rest
TITLES: dict[str, Label] = {
    "outlet": Label("الجهة الناشرة", "Outlet"), "actor": Label("الأطراف", "Actors"), "place": Label("الأماكن", "Places"),
    "type": Label("نوع الحدث", "Event type"), "act": Label("فعل القول", "What speakers do"),
    "year": Label("سنة النشر", "Year"), "month": Label("شهر النشر", "Month"), "day": Label("يوم النشر", "Day"),
}  # fmt: skip
CHOSEN: dict[str, Label] = {
    "speaker": Label("المتحدث", "Speaker"), "outlet": Label("الجهة", "Outlet"), "actor": Label("الطرف", "Actor"),
    "place": Label("المكان", "Place"), "type": Label("النوع", "Type"), "act": Label("فعل القول", "Act"),
    "after": Label("منذ", "From"), "before": Label("حتى", "Until"), "day": Label("النشر", "Published"),
}  # fmt: skip
KINDS: dict[str, tuple[EntityKind, ...]] = {
    "actor": ("PER", "ORG"), "place": ("LOC", "FAC"), "speaker": ("PER", "ORG"), "outlet": ("ORG",),
}  # fmt: skip


class Choice(Struct, frozen=True):
    """A value to narrow by: what is asked then, and how many answers there are."""

    label: Label
    count: int
    query: str
    chosen: bool


class Group(Struct, frozen=True):
    """The values of one field."""

    field: FacetField
    title: Label
    choices: list[Choice]


class Chip(Struct, frozen=True):
    """A condition of the question, and what is asked without it."""

    title: Label
    label: Label
    query: str


class Narrowing(Struct, frozen=True):
    """The panel beside the answers; `is_counted` is false where the record's names are still being read.

    `is_asked` is false where a link alone stands that asks for it.
    """

    chips: list[Chip]
    groups: list[Group]
    is_counted: bool
    is_asked: bool = True


def bare_words(typed: str) -> str:
    """The question without its fields."""
    for field in FIELDS:
        typed = drop_field(typed, field)
    return typed


def view_narrowing(snapshot: Snapshot, typed: str, *, counted: bool) -> Narrowing:
    """How the answers to the question spread, and what was chosen; without `counted` only the latter."""
    if not counted:
        return Narrowing(list(_chips(typed)), [], is_counted=False, is_asked=False)
    found = snapshot.facets(typed, patience=PATIENCE)
    groups = [_group(facet) for facet in found.facets] if found else []
    return Narrowing(list(_chips(typed)), [group for group in groups if group.choices], found is not None)


def _group(facet: Facet) -> Group:
    choices = [
        Choice(_label(facet.field, one.value), one.count, one.query, one.chosen)
        for one in facet.values
        if len(one.query) <= LONGEST
    ]
    return Group(facet.field, TITLES[facet.unit or facet.field], choices)


def _chips(typed: str) -> Iterator[Chip]:
    fields = parse_query(typed).fields
    after, before = fields.get("after", ()), fields.get("before", ())
    is_one = bool(after and before) and after[-1] == before[-1]
    for field, values in fields.items():
        if field in ("after", "before"):
            if not is_one:
                yield Chip(CHOSEN[field], _day_label(field, values[-1]), drop_field(typed, field))
            elif field == "after":
                yield Chip(
                    CHOSEN["day"], _day_label(field, values[-1]), drop_field(drop_field(typed, "after"), "before")
                )
            continue
        for value in dict.fromkeys(values):
            yield Chip(CHOSEN[field], _label(field, value), drop_field(typed, field, value))


def _day_label(field: str, typed: str) -> Label:
    return date_words(TimeValue(read_day(field, typed)))


def _label(field: str, value: str) -> Label:
    """A value in words."""
    if field == "day":
        return date_words(TimeValue(value))
    if field in ("type", "act"):
        labels = VALUE_LABELS["event" if field == "type" else "act"]
        return labels.get(value.upper() if field == "type" else value.lower(), Label(value, value))
    known = next(filter(None, (find_known(kind, value) for kind in KINDS[field])), None)
    return Label(value, (known.english if known else None) or value)
