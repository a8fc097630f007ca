"""`sijill actors`: the people and bodies of the record, each once for all its names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, AsOf, Heading, print_json, print_rows
from sijill.cli.rows import cite_evidence, note_open, tell_corrected
from sijill.model.errors import UsageError

if TYPE_CHECKING:
    from sijill.model.graph import Suggestion, Thing
    from sijill.model.records import EntityKind

HEADINGS = (
    Heading("articles", wraps=False), Heading("kind", wraps=False), Heading("name"),
    Heading("also", under=True), Heading("why one", under=True), Heading("corrected", under=True),
    Heading("evidence", under=True),
)  # fmt: skip
SUGGESTED = (
    Heading("score", wraps=False), Heading("kind", wraps=False), Heading("may be one"),
    Heading("why", under=True), Heading("evidence", under=True),
)  # fmt: skip
KINDS: tuple[EntityKind, ...] = ("PER", "ORG", "LOC", "FAC")


def actors(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="PER, ORG, LOC or FAC [default: PER and ORG].")
    ] = None,
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help="Pairs that may be one, which nothing settles.")
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show who acts and speaks, under which names, and why those are one's."""
    wanted = read_kind(kind)
    dossier = sijill.open(record)
    if suggestions:
        pairs = dossier.suggested_joins(kind=wanted, as_of=as_of)
        if as_json:
            print_json(pairs)
        else:
            print_rows(SUGGESTED, map(tell_suggestion, pairs.rows), note=note_open(pairs))
        return
    found = dossier.actors(kind=wanted, as_of=as_of)
    if as_json:
        print_json(found)
    else:
        print_rows(HEADINGS, map(tell, found.rows), note=note_open(found))


def read_kind(kind: str | None) -> EntityKind | None:
    """The kind that was asked for; UsageError for another word."""
    if kind is None:
        return None
    for known in KINDS:
        if known == kind.upper():
            return known
    raise UsageError(f"--kind: '{kind}' is no kind of thing.", hint=f"use one of {', '.join(KINDS)}")


def tell(row: Thing) -> tuple[str, ...]:
    """A thing for people."""
    why = "; ".join(join.reason for join in row.reasons)
    return (
        str(row.articles),
        row.kind,
        row.name,
        ", ".join(row.aliases),
        why,
        tell_corrected(row.corrected),
        cite_evidence(row.evidence[0]),
    )


def tell_suggestion(row: Suggestion) -> tuple[str, ...]:
    """A pair for people."""
    cited = "; ".join(f"«{words.words}» {cite_evidence(words)}" for words in row.evidence)
    return f"{row.score:.2f}", row.kind, " = ".join(row.names) + " ?", "; ".join(row.reasons), cited
