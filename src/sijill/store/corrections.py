"""Corrections at rest: rows are only ever added; undoing is one more row.

A page's rows are read again and again, the corrections stay.  They go only with a page that is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select

from sijill.model.corrections import Change, Correction, Target, make_correction
from sijill.store import tables

__all__ = ["add_corrections", "read_corrections"]

_CHANGE: msgspec.json.Decoder[Change] = msgspec.json.Decoder(Change)


def add_corrections(connection: Connection, corrections: Iterable[Correction]) -> int:
    """Put in the corrections that are not there yet; gives their number."""
    known = {correction.id for correction in read_corrections(connection)}
    fresh = {correction.id: correction for correction in corrections if correction.id not in known}
    rows = [_row(one) for one in sorted(fresh.values(), key=lambda one: one.order)]
    if rows:
        connection.execute(insert(tables.corrections), rows)
    return len(rows)


def read_corrections(connection: Connection) -> list[Correction]:
    """All corrections, those undone and the undoings too, in the order they were made.

    Their ids are worked out from their content, so a row that somebody changed has another id than before.
    """
    return sorted(map(_correction, connection.execute(select(tables.corrections))), key=lambda one: one.order)


def _row(correction: Correction) -> dict[str, Any]:
    target = correction.target
    return {
        "page_sha256": target.page_sha256,
        "kind": target.kind,
        "start": target.start,
        "end": target.end,
        "words": target.words,
        "change": msgspec.json.encode(correction.change).decode(),
        "who": correction.who,
        "made": correction.made,
        "why": correction.why,
        "signature": correction.signature,
    }


def _correction(row: Row[Any]) -> Correction:
    named = {name: getattr(row, name) for name in ("page_sha256", "kind", "start", "end", "words")}
    target = msgspec.convert({**named, "words": row.words or ""}, Target)
    found = make_correction(target, _CHANGE.decode(row.change), who=row.who, made=row.made, why=row.why or "")
    return msgspec.structs.replace(found, signature=row.signature)
