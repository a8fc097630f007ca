"""Records of a page found by where they stand, without reading all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from sijill.model.records import Entity, Statement, Time

LOOK_BACK = 16  # statements that can begin before a word and still hold it; nesting is never so deep


S = TypeVar("S", Time, Entity)


class SpanIndex(Generic[S]):
    """Records in the order of the page; `within` gives those that begin in a range."""

    def __init__(self, records: Iterable[S]) -> None:
        self._records: Sequence[S] = sorted(records, key=lambda record: record.start)
        self._starts = [record.start for record in self._records]

    def within(self, start: int, end: int) -> Sequence[S]:
        """The records that begin in `[start, end)`."""
        return self._records[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class StatementIndex:
    """Statements by their content; `holding` gives the innermost one around a range."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._statements = sorted(statements, key=lambda statement: statement.content.start)
        self._starts = [statement.content.start for statement in self._statements]

    def holding(self, start: int, end: int) -> Statement | None:
        """The innermost statement whose content holds `[start, end)`."""
        last = bisect_right(self._starts, start)
        near = self._statements[max(0, last - LOOK_BACK) : last]
        holding = [statement for statement in near if end <= statement.content.end]
        return min(holding, key=lambda s: s.content.end - s.content.start, default=None)
