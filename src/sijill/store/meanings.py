"""The vectors of meaning: kept in a table of their own, compared with a question in NumPy.

One matrix product over all of them: 100,000 take 65 ms on one core that others use too (2026-11).  sqlite-vec compares every
row as well (200,000 in 82 to 95 ms), has no wheel for every platform, and would lock other SQLite programs out of the table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import Connection, insert, select

from sijill.model.graph import ArticleKey
from sijill.store import tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = tuple[NDArray[np.int64], NDArray[np.int8], NDArray[np.float32]]  # numbers, vectors and their lengths

__all__ = ["Meanings", "Near", "add_meanings", "articles_without", "read_meanings"]


_ROWS = 256  # compared at a time: as floats they stay in the processor's cache; 22,376 took 20 ms by 8,192, take 3 (2026-11)


class Near(Struct, frozen=True):
    """An article that is near a question in meaning, and how near (the cosine)."""

    article: int
    likeness: float


class Meanings:
    """The vectors of a record, read when they are first asked for: for one state of the file."""

    def __init__(self) -> None:
        self._found: Rows | None = None

    def has_any(self, connection: Connection) -> bool:
        """Whether any article has a vector."""
        return len(self._rows(connection)[0]) > 0

    def _rows(self, connection: Connection) -> Rows:
        if self._found is None:
            self._found = _read(connection)
        return self._found

    def nearest(
        self, connection: Connection, vector: NDArray[np.float32], *, most: int, among: Collection[int] | None = None
    ) -> list[Near]:
        """The `most` nearest articles (of those with the numbers `among`), the nearest first."""
        import numpy as np

        numbers, found = self.likenesses(connection, vector, among=among)
        first = np.lexsort((numbers, -found))[:most]
        return [Near(int(numbers[at]), float(found[at])) for at in first]

    def likenesses(
        self, connection: Connection, vector: NDArray[np.float32], *, among: Collection[int] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The numbers of the articles (of those `among`) and how near each is (the cosine)."""
        import numpy as np

        from sijill.encode.vectors import likenesses

        numbers, matrix, lengths = self._rows(connection)
        if among is not None:
            chosen = np.isin(numbers, np.fromiter(among, np.int64, len(among)))
            numbers, matrix, lengths = numbers[chosen], matrix[chosen], lengths[chosen]
        parts = [
            likenesses(matrix[at : at + _ROWS], lengths[at : at + _ROWS], vector)
            for at in range(0, len(numbers), _ROWS)
        ]
        return numbers, np.concatenate([np.empty(0, np.float32), *parts])


def _read(connection: Connection) -> Rows:
    import numpy as np

    from sijill.encode.vectors import WIDTH, measure_lengths, stack_vectors

    columns = tables.meanings.c
    rows = connection.execute(select(columns.article, columns.vector).order_by(columns.article)).all()
    rows = [row for row in rows if len(row.vector) == WIDTH]
    matrix = stack_vectors(row.vector for row in rows)
    return np.array([row.article for row in rows], np.int64), matrix, measure_lengths(matrix)


def add_meanings(connection: Connection, vectors: Mapping[int, bytes]) -> None:
    """Put in the vectors of articles, by the articles' numbers."""
    rows = [{"article": number, "vector": vector} for number, vector in vectors.items()]
    if rows:
        connection.execute(insert(tables.meanings), rows)


def read_meanings(connection: Connection, page: int) -> dict[ArticleKey, bytes]:
    """The vectors of a page's articles."""
    articles, pages, meanings = tables.articles, tables.pages, tables.meanings
    wanted = select(pages.c.sha256, articles.c.ordinal, meanings.c.vector).join(articles, articles.c.page == pages.c.id)
    wanted = wanted.join(meanings, meanings.c.article == articles.c.id).where(pages.c.id == page)
    return {(sha256, ordinal): vector for sha256, ordinal, vector in connection.execute(wanted)}


def articles_without(connection: Connection) -> list[int]:
    """The numbers of the articles that have no vector."""
    columns = tables.articles.c
    wanted = select(columns.id).where(columns.id.not_in(select(tables.meanings.c.article))).order_by(columns.id)
    return list(connection.execute(wanted).scalars())
