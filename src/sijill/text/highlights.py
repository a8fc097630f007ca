"""Where the words of a question stand in a text, in any form and spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sijill.model.reading import Token
from sijill.text.searchkeys import search_key

__all__ = ["Ways", "find_marks", "index_ways"]

Ways = dict[str, list[tuple[str, ...]]]  # by their first key, the keys of each way to write a word or phrase


def index_ways(ways: Iterable[Sequence[str]]) -> Ways:
    """The ways by their first key, the longest first."""
    found: Ways = defaultdict(list)
    for way in sorted({tuple(way) for way in ways if way}, key=lambda way: (-len(way), way)):
        found[way[0]].append(way)
    return dict(found)


def find_marks(tokens: Sequence[Token], ways: Ways) -> Iterator[tuple[int, int]]:
    """The offsets of what is found, in order, without overlaps; marks between the words of a phrase do not part them.

    >>> from sijill.text.tokens import tokenize
    >>> list(find_marks(tokenize("وللتحالف قوات"), index_ways([(search_key("التحالف"),)])))
    [(0, 8)]
    """
    words = [(token, search_key(token.text)) for token in tokens if token.norm[:1].isalnum()]
    keys = [key for _, key in words]
    at = 0
    while at < len(words):
        way = next((way for way in ways.get(keys[at], ()) if tuple(keys[at : at + len(way)]) == way), None)
        if way is None:
            at += 1
            continue
        yield words[at][0].start, words[at + len(way) - 1][0].end
        at += len(way)
