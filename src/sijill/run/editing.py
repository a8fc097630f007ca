"""Corrections made and undone, and how they stand: what the command line and the web application do with them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime

from sijill.ledger.corrected import find_waiting
from sijill.ledger.editing import check_change
from sijill.model.corrections import (
    Change,
    Correction,
    DifferentThing,
    SameThing,
    Target,
    Undoing,
    counting,
    make_correction,
    standing,
    targets_of,
)
from sijill.model.errors import UsageError
from sijill.model.graph import Evidence
from sijill.model.records import Article
from sijill.model.review import CorrectionRow, CorrectionState
from sijill.run.sweeping import sweep_if_free
from sijill.store.corrections import add_corrections, read_corrections
from sijill.store.record import Record
from sijill.store.signing import load_key, sign
from sijill.store.targets import article_of

__all__ = ["list_corrections", "make_corrections", "undo_correction"]

LONGEST = 2_000  # characters of a name, a reason or a note
KeyFile = str | os.PathLike[str]


def make_corrections(
    record: Record,
    wanted: Sequence[tuple[Target, Change]],
    *,
    who: str,
    why: str,
    key: KeyFile | None = None,
) -> list[Correction]:
    """Make the corrections, all or none; UsageError where one does not fit what it is to put right."""
    who, why = _said(who, why)
    sweep_if_free(record)
    with record.writing() as connection:
        checked = [(target, check_change(article_of(connection, target), target, change)) for target, change in wanted]
        for _, change in checked:
            if isinstance(change, SameThing | DifferentThing):
                article_of(connection, change.other)
        made = [_signed(make_correction(t, c, who=who, made=_now(), why=why), key) for t, c in checked]
        add_corrections(connection, made)
    return made


def undo_correction(record: Record, identity: str, *, who: str, why: str, key: KeyFile | None = None) -> Correction:
    """Undo a correction by one more; UsageError where there is none that stands."""
    who, why = _said(who, why)
    sweep_if_free(record)
    with record.writing() as connection:
        corrections = read_corrections(connection)
        known = {one.id: one for one in corrections}
        found = [one for one in known if one.startswith(identity)] if len(identity) >= 4 else []
        if len(found) != 1:
            what = f"No correction '{identity}'" if not found else f"{len(found)} corrections begin with '{identity}'"
            raise UsageError(
                f"{what} in {record.path} (it has {len(known)}).", hint=f"sijill correct {record.path} lists them"
            )
        undone = known[found[0]]
        if undone.id not in counting(corrections):
            raise UsageError(
                f"Correction '{undone.id}' is undone already.", hint=f"sijill correct {record.path} lists them"
            )
        made = make_correction(undone.target, Undoing(undone.id), who=who, made=_now(), why=why)
        add_corrections(connection, [made := _signed(made, key)])
    return made


def list_corrections(corrections: Sequence[Correction], articles: Sequence[Article]) -> list[CorrectionRow]:
    """Every correction with its state, the newest first; `articles` are those of the record as they were read."""
    counts = counting(corrections)
    waiting = {one.id for one in find_waiting(articles, standing(corrections))}
    rows = []
    for one in sorted(corrections, key=lambda one: one.order, reverse=True):
        state: CorrectionState = "undone" if one.id not in counts else "waiting" if one.id in waiting else "standing"
        rows.append(CorrectionRow(one, state, () if state == "waiting" else _evidence(one)))
    return rows


def _evidence(correction: Correction) -> tuple[Evidence, ...]:
    return tuple(Evidence(one.page_sha256, one.start, one.end, one.words) for one in targets_of(correction))


def _said(who: str, why: str) -> tuple[str, str]:
    """Who and why, in one line each."""
    who, why = " ".join(who.split()), " ".join(why.split())
    if not who:
        raise UsageError("A correction has an editor.", hint="--who NAME, or SIJILL_EDITOR in the environment")
    if len(who) > LONGEST or len(why) > LONGEST:
        raise UsageError(f"A name or a reason has at most {LONGEST} characters.")
    return who, why


def _signed(correction: Correction, key: KeyFile | None) -> Correction:
    return sign(correction, load_key(key)) if key else correction


def _now() -> str:
    """The recording clock, UTC, to the microsecond: two corrections by one program never have the same."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
