"""Which page of a list is shown, and which others there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from sijill.web.asked import Asked

__all__ = ["Paging", "rows_shown"]

T = TypeVar("T")


class Paging(Struct, frozen=True):
    """Rows `first` to `last` of `total`, counted from 1, on page `page` of `pages`."""

    total: int
    page: int
    pages: int
    first: int
    last: int

    @property
    def near(self) -> list[int]:
        """The pages worth a link: the first, the last and those around this one."""
        return [at for at in range(1, self.pages + 1) if at in (1, self.pages) or abs(at - self.page) <= 2]


def rows_shown(rows: Sequence[T], asked: Asked) -> tuple[Sequence[T], Paging]:
    """The rows of the page asked for."""
    shown = rows[asked.first : asked.first + asked.rows]
    return shown, paging_of(len(rows), asked, len(shown))


def paging_of(total: int, asked: Asked, shown: int) -> Paging:
    """The paging of a list that was cut elsewhere."""
    first = min(asked.first + 1, total) if shown else 0
    return Paging(total, asked.page, max(1, -(-total // asked.rows)), first, asked.first + shown)
