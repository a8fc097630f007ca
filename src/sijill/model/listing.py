"""What every listing call gives: rows, how many there are, and ways into the tools of notebooks."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec
from msgspec import UNSET, Struct, UnsetType

from sijill.model.errors import MissingExtraError
from sijill.model.graph import Evidence, Source
from sijill.model.time import TimeValue

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Listing"]

R = TypeVar("R", bound=Struct)
_SHOWN = 20  # rows a notebook shows


class Listing(Struct, Generic[R], frozen=True):
    """Rows and how many there are; with `as_of`, apart, the articles whose day is open."""

    rows: tuple[R, ...]
    total: int
    open: tuple[Source, ...] | UnsetType = UNSET

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[R]: ...
    def __getitem__(self, at: int | slice) -> R | Sequence[R]:
        return self.rows[at]

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain dictionaries, records inside them too."""
        return [msgspec.to_builtins(row) for row in self.rows]

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table: a column a field, records inside them as structs."""
        try:
            import pyarrow
        except ImportError as error:
            raise _missing("pyarrow", "parquet") from error
        return pyarrow.Table.from_pylist(self.to_dicts())

    def to_polars(self) -> polars.DataFrame:
        """The rows as a Polars frame: a column a field, records inside them as structs."""
        try:
            import polars
        except ImportError as error:
            raise _missing("polars", "frames") from error
        return polars.DataFrame(self.to_dicts(), infer_schema_length=None)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame: a column a field, the fields of single records with a dot (`when.value`)."""
        try:
            import pandas
        except ImportError as error:
            raise _missing("pandas", "frames") from error
        return pandas.json_normalize(self.to_dicts())

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        fields = [name for name in (self.rows[0].__struct_fields__ if self.rows else ()) if name not in _LONG]
        head = "".join(f"<th>{html.escape(name)}</th>" for name in fields)
        body = "".join(
            "<tr>"
            + "".join(f'<td dir="auto">{html.escape(_told(getattr(row, name)))}</td>' for name in fields)
            + "</tr>"
            for row in self.rows[:_SHOWN]
        )
        more = f"<caption>{min(len(self), _SHOWN)} / {self.total}</caption>"
        return f"<table>{more}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


_LONG = frozenset({"id", "evidence", "sources", "entities", "text", "body", "furniture"})


def _missing(package: str, extra: str) -> MissingExtraError:
    return MissingExtraError(f"{package} is not installed.", hint=f"pip install 'sijill[{extra}]'")


def _told(value: object) -> str:
    """A value as short as a cell can be."""
    if value is None:
        return ""
    if isinstance(value, Evidence):
        return value.words
    if isinstance(value, Source):
        return value.title or value.source
    if isinstance(value, TimeValue):
        return value.value or " – ".join(filter(None, (value.earliest, value.latest))) or "?"
    if isinstance(value, tuple):
        return "، ".join(filter(None, map(_told, value[:6]))) + (" …" if len(value) > 6 else "")
    if isinstance(value, Struct):
        named = next(
            (getattr(value, name) for name in ("name", "words", "text", "reason") if hasattr(value, name)), None
        )
        return _told(named) if named is not None else ""
    return str(value)
