"""Sijill: the record of a long-running Arabic news story.

import sijill

with sijill.open("coalition.sijill") as dossier:
    for row in dossier.timeline():
        print(row.when.value, row.heading.words)
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sijill.dossier import Dossier

__all__ = ["__version__", "open"]

__version__ = "0.1.0"


def open(path: str | PathLike[str]) -> Dossier:
    """The record at `path`, as the one object that reads it and adds to it; it need not be there before `build`."""
    from sijill.dossier import Dossier  # here, so that `import sijill` and `sijill annotate` stay light

    return Dossier(path)
