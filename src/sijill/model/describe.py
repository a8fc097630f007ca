"""The vocabulary as a page: every record with its fields, types, labels and meanings, as Markdown.

`python -m sijill.model.describe > docs/model.md` writes the page; a test holds the file against the records.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct

from sijill.model import commitments, corrections, daybounds, graph, history, places, records, review, search
from sijill.model.time import TimeValue

RECORDS: tuple[type[Struct], ...] = (
    records.Article, records.Published, records.Outlet, records.Words, records.Furniture, records.Time, TimeValue,
    records.Entity, records.Statement, records.Speaker, records.ChainLink, records.Event, records.Place, records.Actor,
    records.Figure, records.Page, records.Rejection, graph.TimelineEntry, graph.StatementRow, graph.Thing,
    graph.Join, graph.Evidence, graph.Source, graph.ModalityReport, graph.FigureReport, graph.Where, graph.Party,
    graph.PlaceRow, places.Spot, places.PlaceName, places.Located, graph.Suggestion, graph.VersionRow, graph.CopyRow,
    graph.Change, history.ReadingRow, history.ReadingChange, history.FieldChange, search.SearchHit, search.SaidHit,
    search.Facets, search.Facet, search.FacetValue,
    commitments.CommitmentRow, commitments.Outcome, daybounds.DayRow, daybounds.DayBound, corrections.Correction,
    corrections.Target, *get_args(corrections.Change), review.CorrectionRow, review.ReviewRow,
)  # fmt: skip

PLAIN = {"str": "text", "int": "number", "float": "number", "bool": "yes/no", "NoneType": "null"}


def describe_type(hint: Any) -> str:
    """A type as people read it: `text or null`, `list of Time`, the words of a choice."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return describe_type(arguments[0])
    if origin is Literal:
        return " \\| ".join(arguments)
    if origin is tuple:
        return f"list of {describe_type(arguments[0])}" if arguments[-1] is ... else "[start, end]"
    if arguments:
        return " or ".join(describe_type(argument) for argument in arguments)
    return PLAIN.get(hint.__name__, str(hint.__name__))


def describe_record(record: type[Struct]) -> Iterator[str]:
    """The lines of one record's section."""
    yield f"## {record.__name__}"
    yield ""
    yield from (line.strip() for line in (record.__doc__ or "").strip().splitlines())
    yield ""
    yield "| field | type | Arabic | meaning |"
    yield "|---|---|---|---|"
    for name, hint in get_type_hints(record, include_extras=True).items():
        if get_origin(hint) is type(None) or name.startswith("_"):
            continue
        meta = (
            next((extra for extra in get_args(hint)[1:] if isinstance(extra, Meta)), None)
            if get_origin(hint) is Annotated
            else None
        )
        arabic = (meta.extra or {}).get("ar", "") if meta else ""
        yield f"| `{name}` | {describe_type(hint)} | {arabic} | {meta.description if meta else ''} |"
    yield ""


def describe_records() -> str:
    """The whole page."""
    head = [
        "# The records",
        "",
        "Made from `src/sijill/model/` by `python -m sijill.model.describe > docs/model.md`.",
        "",
    ]
    return "\n".join([*head, *(line for record in RECORDS for line in describe_record(record))])


if __name__ == "__main__":
    sys.stdout.write(describe_records())
