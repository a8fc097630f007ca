"""`sijill verify`: proof of every span against the stored bytes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, bare_line, print_json
from sijill.cli.progress import watch_progress

if TYPE_CHECKING:
    from sijill.store.verify import Proof


def verify(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    as_json: AsJson = False,
) -> int:
    """Prove every hash and every span of the record against the stored bytes; exit 1 with what does not hold."""
    dossier = sijill.open(record)
    total = dossier.counts()["pages"] if sys.stderr.isatty() else None
    with watch_progress("verifying", total) as watch:
        proof = dossier.verify(watch=watch)
    if as_json:
        print_json(proof)
    else:
        sys.stdout.write(
            f"{record}: proved {proof.pages} pages by their SHA-256, {proof.projections} page texts projected anew, "
            f"{proof.articles} articles, {proof.spans} spans and {proof.ids} ids{tell_rest(proof)}.\n"
        )
        for problem in proof.problems:
            line = f"page {problem.page_sha256 or '-'}, {problem.where}: {problem.problem}"
            sys.stderr.write(bare_line(line) + "\n")
        if proof.problems:
            sys.stderr.write(f"{len(proof.problems)} rows do not hold.\n")
    return 0 if proof.holds else 1


def tell_rest(proof: Proof) -> str:
    """How many earlier readings and how many signatures of corrections hold; nothing where there are none."""
    readings = f", {proof.readings} earlier readings" if proof.readings else ""
    signatures = f", and {proof.signed} signatures of {proof.corrections} corrections" if proof.corrections else ""
    return readings + signatures
