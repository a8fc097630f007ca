"""How a record lies in flat columns: the one mapping from the vocabulary in `model` to tables, and back.

A plain field is a column; a record inside a record is its columns with the field's name before them (`cue_text`); a list
inside a record is JSON text.  Nothing is lost: `shape.restore(shape.flatten(x)) == x`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Any, Generic, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

R = TypeVar("R", bound=Struct)
Kind = Literal["text", "integer", "real", "boolean", "json"]
KINDS: dict[type, Kind] = {str: "text", int: "integer", float: "real", bool: "boolean"}


class Column(NamedTuple):
    """A column: its name, what it holds, and whether it may be null."""

    name: str
    kind: Kind
    optional: bool


class Field(NamedTuple):
    """A field of the record with its columns, and the ways to and from their values."""

    name: str
    columns: tuple[Column, ...]
    flatten: Callable[[Any], Sequence[Any]]
    restore: Callable[[Sequence[Any]], Any]


class Shape(Generic[R]):
    """The columns of a record type, without the fields named in `leave_out`."""

    def __init__(self, record: type[R], *, leave_out: frozenset[str] = frozenset()) -> None:
        self.record = record
        hints = get_type_hints(record)
        self.fields = tuple(make_field(name, hints[name]) for name in record.__struct_fields__ if name not in leave_out)
        self.columns = tuple(column for field in self.fields for column in field.columns)
        self._slices: list[tuple[str, slice | int, Callable[[Sequence[Any]], Any] | None]] = []
        at = 0
        for field in self.fields:
            width = len(field.columns)
            plain = field.restore is first
            self._slices.append((field.name, at if plain else slice(at, at + width), None if plain else field.restore))
            at += width

    def flatten(self, record: R) -> list[Any]:
        """The values of the columns."""
        row: list[Any] = []
        for field in self.fields:
            row.extend(field.flatten(getattr(record, field.name)))
        return row

    def restore_fields(self, row: Sequence[Any]) -> dict[str, Any]:
        """The values of the fields, by name."""
        return {name: restore(row[at]) if restore else row[at] for name, at, restore in self._slices}

    def restore(self, row: Sequence[Any]) -> R:
        """The record that `flatten` made the row of; raises ValueError where a list's JSON is broken."""
        return self.record(**self.restore_fields(row))


@cache
def shape_of(record: type[R]) -> Shape[R]:
    """The shape of a whole record type."""
    return Shape(record)


def make_field(name: str, hint: Any) -> Field:
    """The columns of one field and the ways to and from their values."""
    inner, optional = part_none(hint)
    if inner in KINDS:
        return Field(name, (Column(name, KINDS[inner], optional),), alone, first)
    if get_origin(inner) is Literal:
        return Field(name, (Column(name, "text", optional),), alone, first)
    if isinstance(inner, type) and issubclass(inner, Struct):
        return make_nested_field(name, shape_of(inner), optional)
    decoder = msgspec.json.Decoder(hint)
    return Field(
        name,
        (Column(name, "json", optional),),
        lambda value: (msgspec.json.encode(value).decode(),),
        lambda row: decoder.decode(row[0]),
    )


def make_nested_field(name: str, shape: Shape[Any], optional: bool) -> Field:
    """The columns of a record inside a record; an optional one starts with a column that says whether it is there."""
    inside = tuple(Column(f"{name}_{c.name}", c.kind, c.optional or optional) for c in shape.columns)
    if not optional:
        return Field(name, inside, shape.flatten, shape.restore)
    missing = [False, *[None] * len(inside)]
    return Field(
        name,
        (Column(name, "boolean", False), *inside),
        lambda value: missing if value is None else [True, *shape.flatten(value)],
        lambda row: shape.restore(row[1:]) if row[0] else None,
    )


def part_none(hint: Any) -> tuple[Any, bool]:
    """The type without None, and whether None was there."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    rest = [argument for argument in get_args(hint) if argument is not NoneType]
    return (rest[0], True) if len(rest) == 1 else (hint, True)


def alone(value: Any) -> tuple[Any]:
    """A plain value as a row of one."""
    return (value,)


def first(row: Sequence[Any]) -> Any:
    """The only value of a row of one."""
    return row[0]
