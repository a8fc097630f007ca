"""`sijill correct`: what people put right, made, listed and undone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, Heading, print_json, print_rows, typed
from sijill.cli.rows import cite_evidence, cite_target, tell_change
from sijill.ledger.editing import check_reason, read_act
from sijill.model.corrections import (
    ActChange,
    Change,
    Confirmation,
    DayChange,
    DifferentThing,
    Hiding,
    Note,
    PlaceChange,
    SameThing,
    SpeakerChange,
)
from sijill.model.errors import UsageError

if TYPE_CHECKING:
    from sijill.dossier import Dossier
    from sijill.model.corrections import Target
    from sijill.model.review import CorrectionRow

HEADINGS = (
    Heading("id", wraps=False), Heading("made", wraps=False), Heading("who", wraps=False), Heading("state", wraps=False),
    Heading("correction"), Heading("why", under=True), Heading("target", under=True),
)  # fmt: skip
OPEN = "-"

Who = Annotated[str, typer.Option(envvar="SIJILL_EDITOR", metavar="NAME", help="Who corrects.")]
Why = Annotated[str, typer.Option(metavar="TEXT", help="Why.")]


def correct(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="TARGET...", help="Ids of rows, HASH, HASH:START-END; none: list the corrections."),
    ] = None,
    *,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who said it; - for nobody known.")] = None,
    act: Annotated[str | None, typer.Option(metavar="ACT", help="What the speaker does by saying it.")] = None,
    day: Annotated[str | None, typer.Option(metavar="DAY", help="Published, said or happened; - for open.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Where; - for open.")] = None,
    place_id: Annotated[str | None, typer.Option("--place-id", metavar="ID", help="Which place of that name.")] = None,
    hide: Annotated[bool, typer.Option("--hide", help="Show the line no more.")] = False,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Words beside the line.")] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="The line was read and is right.")] = False,
    same: Annotated[bool, typer.Option("--same", help="The targets are one person, body, place or event.")] = False,
    different: Annotated[
        bool, typer.Option("--different", help="The first target is not what the others are.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="The targets are corrections, to be undone.")] = False,
    who: Who = "",
    why: Why = "",
    key: Annotated[
        Path | None, typer.Option(envvar="SIJILL_KEY", metavar="FILE", help="An Ed25519 key to sign with.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Put lines of the record right, with who, when and why; undo that; or list what was put right."""
    dossier = sijill.open(record)
    wanted = [typed(one) for one in targets or ()]
    plain: list[Change] = []
    if speaker is not None:
        plain.append(SpeakerChange(_or_open(speaker)))
    if act is not None:
        plain.append(ActChange(read_act(typed(act))))
    if day is not None:
        plain.append(DayChange(_or_open(day)))
    if place is not None or place_id is not None:
        plain.append(PlaceChange(_or_open(place or OPEN), place_id))
    if note is not None:
        plain.append(Note(typed(note)))
    plain += [change for asked, change in ((hide, Hiding()), (confirm, Confirmation())) if asked]
    asked = len(plain) + same + different + undo
    if not wanted and not asked:
        show_corrections(dossier, as_json=as_json)
        return
    _check_call(asked, wanted, pairs=same or different, why=why or (note or ""))
    who, why = typed(who), typed(why)
    if undo:
        made = [dossier.undo(one, who=who, why=why, key=key) for one in wanted]
    elif same or different:
        made = dossier.correct_all(_pairs(dossier, wanted, same=same), who=who, why=why, key=key)
    else:
        made = dossier.correct_all([(one, plain[0]) for one in wanted], who=who, why=why, key=key)
    if as_json:
        print_json({"made": made})
    else:
        for one in made:
            signed = ", signed" if one.signature else ""
            sys.stdout.write(f"{one.id}: {tell_change(one)} {cite_target(one.target)}, by {one.who}{signed}.\n")


def show_corrections(dossier: Dossier, *, as_json: bool) -> None:
    """List all corrections, the newest first."""
    found = dossier.corrections()
    if as_json:
        print_json(found)
    else:
        print_rows(HEADINGS, map(tell, found.rows))


def tell(row: CorrectionRow) -> tuple[str, ...]:
    """A correction for people."""
    one = row.correction
    cited = "; ".join(f"«{words.words}» {cite_evidence(words)}" for words in row.evidence)
    who = f"{one.who} (signed)" if one.signature else one.who
    return one.id, one.made[:16], who, row.state, tell_change(one), one.why, cited or cite_target(one.target)


def _or_open(text: str) -> str | None:
    words = typed(text).strip()
    return None if words == OPEN else words


def _check_call(asked: int, wanted: Sequence[str], *, pairs: bool, why: str) -> None:
    if not wanted:
        raise UsageError("Nothing to correct is named.", hint="sijill correct RECORD TARGET --day 2031-05-02 --why ...")
    if asked != 1:
        raise UsageError(
            f"{asked} things to put right at once." if asked else "Nothing to put right is named.",
            hint="one of --speaker --act --day --place --hide --note --confirm --same --different --undo",
        )
    if pairs and len(wanted) < 2:
        raise UsageError(
            "--same and --different take two targets or more.", hint="sijill correct RECORD ONE OTHER --same"
        )
    check_reason(why)


def _pairs(dossier: Dossier, wanted: Sequence[str], *, same: bool) -> list[tuple[Target | str, Change]]:
    first, *others = (dossier.find(one) for one in wanted)
    return [(first, SameThing(other) if same else DifferentThing(other)) for other in others]
