"""The words of many rows by which a query finds them: the same answers as `query_matches` row by row, at once."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Mapping

from sijill.ledger.matching import query_words, word_forms

__all__ = ["WordIndex"]


class WordIndex:
    """Rows by the forms of their words.

    >>> words = WordIndex([("قوات التحالف", None), ("وللتحالف موقف",), ("موقف العراق",)])
    >>> words.find("تحالف"), words.find("والتحالف موقف"), words.find("إيران"), words.find("-")
    ([0, 1], [1], [], [])
    """

    def __init__(self, rows: Iterable[Iterable[str | None]]) -> None:
        self._rows: dict[str, array[int]] = {}
        for at, texts in enumerate(rows):
            words = {word for text in texts if text for word in text.split()}
            for form in {form for word in words for form in word_forms(word)}:
                self._rows.setdefault(form, array("I")).append(at)

    def pack(self) -> dict[str, bytes]:
        """The index as plain values, to be kept: numbers of rows as 32 bits each, the lowest byte first."""
        return {form: _swapped(rows).tobytes() for form, rows in self._rows.items()}

    @classmethod
    def unpack(cls, packed: Mapping[str, bytes]) -> WordIndex:
        """The index that `pack` told of; ValueError where it is none.

        >>> WordIndex.unpack(WordIndex([("قوات التحالف",)]).pack()).find("التحالف")
        [0]
        """
        index = cls(())
        index._rows = {form: _swapped(array("I", rows)) for form, rows in packed.items()}
        return index

    def find(self, query: str) -> list[int]:
        """The numbers of the rows that have every word of the query, in their order."""
        wanted = [{at for form in word for at in self._rows.get(form, ())} for word in query_words(query)]
        return sorted(set.intersection(*wanted)) if wanted else []


def _swapped(rows: array[int]) -> array[int]:
    """The numbers as they are kept, or back: another order of bytes on machines that have the highest first."""
    if sys.byteorder == "big":
        rows = rows[:]
        rows.byteswap()
    return rows
