"""Which page of a list is shown, and which others there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from sijill.web.asked import Asked

__all__ = ["Paging", "pages_of", "paging_of", "rows_shown"]

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
    """The rows of the page asked for; of one beyond the end, those of the last."""
    page = min(asked.page, pages_of(len(rows), asked))
    first = (page - 1) * asked.rows
    shown = rows[first : first + asked.rows]
    return shown, paging_of(len(rows), asked, page=page)


def paging_of(total: int, asked: Asked, *, page: int | None = None) -> Paging:
    """The paging of a list, which may have been cut elsewhere."""
    at = page or asked.page
    first = (at - 1) * asked.rows + 1
    return Paging(total, at, pages_of(total, asked), min(first, total), min(first + asked.rows - 1, total))


def pages_of(total: int, asked: Asked) -> int:
    """How many pages there are; an empty list has one."""
    return max(1, -(-total // asked.rows))
