"""Word lists: UTF-8 files under `lexicons/ar`, one entry a line, `#` starts a comment, tabs part the columns."""

from __future__ import annotations

from functools import cache
from importlib import resources

from sijill.text.fold import fold_text

PROCLITICS = ("وب", "ول", "وك", "فب", "فل", "و", "ف", "ب", "ل", "ك")


@cache
def load_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `lexicons/ar/NAME.txt`, each a tuple of its columns, as written."""
    text = resources.files("sijill.text").joinpath("lexicons", "ar", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].rstrip() for line in text.splitlines())
    return tuple(tuple(column.strip() for column in line.split("\t")) for line in lines if line.strip())


@cache
def load_words(name: str) -> frozenset[str]:
    """The folded first column of a word list."""
    return frozenset(fold_text(row[0]) for row in load_rows(name))


def strip_proclitics(norm: str) -> tuple[tuple[str, str], ...]:
    """The readings of a folded word as (proclitics, rest), the whole word first; nothing is looked up.

    >>> strip_proclitics("وللتحالف")  # "and for the coalition"
    (('', 'وللتحالف'), ('ول', 'لتحالف'), ('ول', 'التحالف'), ('و', 'للتحالف'))
    """
    readings = [("", norm)]
    for prefix in PROCLITICS:
        rest = norm[len(prefix) :]
        if norm.startswith(prefix) and len(rest) >= 2:
            readings.append((prefix, rest))
            if prefix.endswith("ل") and rest.startswith("ل"):  # للتحالف = ل + التحالف
                readings.append((prefix, "ا" + rest))
    return tuple(readings)
