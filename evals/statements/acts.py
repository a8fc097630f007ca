"""`python -m evals.statements.acts`: the act of invented statements in fields that were not learned from, and a table.

An item is a line `act, cue, quote, content` of a file named after its field.  The contents were written for this purpose,
without a look at the program's answers; those of `training/statements/acts` are learned from, those here are not.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple, cast

from evals.measure import Tally, print_scores
from sijill.annotate.statements.act import ACTS, find_act
from sijill.annotate.statements.act_features import Said
from sijill.annotate.statements.cues import entry_at
from sijill.model.records import Act, Quote
from sijill.text.fold import fold_text
from sijill.text.tokens import tokenize

HELD_OUT = Path(__file__).parent / "acts"


class Item(NamedTuple):
    """One statement with its act; `field` is the file it stands in, or the article."""

    field: str
    said: Said
    act: Act


def said_of(cue: str, quote: Quote, content: str, speaker: str = "", role: str = "") -> Said:
    """A statement given as its strings, as its act is told from it."""
    names = tuple(token.norm for token in tokenize(speaker) if len(token.norm) > 2)
    norms = tuple(token.norm for token in tokenize(content))
    roles = tuple(token.norm for token in tokenize(role))
    if cue.strip() == ":":
        return Said(":", "assert", norms, quote, names, roles)
    for word in fold_text(cue).split():
        entry, _ = entry_at(word)
        if entry is not None:
            return Said(entry.verb.past, entry.verb.act, norms, quote, names, roles)
    return Said("", "assert", norms, quote, names, roles)


def read_items(folder: Path) -> list[Item]:
    """The items of every field of a folder, in the order of their files."""
    return [
        Item(file.stem, said_of(cue, cast(Quote, quote), content), cast(Act, act))
        for file in sorted(folder.glob("*.tsv"))
        for act, cue, quote, content in (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    ]


def score_items(items: list[Item]) -> dict[str, list[Tally]]:
    """One tally a field: how many acts are told right."""
    scores: dict[str, list[Tally]] = {}
    for item in items:
        right = find_act(item.said) == item.act
        scores.setdefault("acts: all fields", []).append(Tally(right, 1, 1))
        scores.setdefault(f"acts: {item.field}", []).append(Tally(right, 1, 1))
    return scores


def confusion(pairs: list[tuple[str, str]]) -> str:
    """A table of pairs (gold, given): a row a gold act, a column a given one."""
    counts = Counter(pairs)
    rows = ["gold \\ ours".ljust(12) + "".join(act.rjust(9) for act in ACTS)]
    rows += [
        gold.ljust(12) + "".join((str(counts[gold, act]) if counts[gold, act] else ".").rjust(9) for act in ACTS)
        for gold in ACTS
    ]
    return "\n".join(rows)


def main() -> int:
    """Print the figures of the held-out items and their confusion table."""
    items = read_items(HELD_OUT)
    naive = {"acts: all fields": [Tally(item.act == item.said.own, 1, 1) for item in items]}
    print_scores("authored", score_items(items), naive)
    print(confusion([(item.act, find_act(item.said)) for item in items]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
