"""Where the words of a question stand in a text, in any form and spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sijill.text.searchkeys import search_key
from sijill.text.tokens import cut_words

__all__ = ["Ways", "find_marks", "index_ways"]

Ways = dict[str, list[tuple[str, ...]]]  # by their first key, the keys of each way to write a word or phrase


def index_ways(ways: Iterable[Sequence[str]]) -> Ways:
    """The ways by their first key, the longest first."""
    found: Ways = defaultdict(list)
    for way in sorted({tuple(way) for way in ways if way}, key=lambda way: (-len(way), way)):
        found[way[0]].append(way)
    return dict(found)


def find_marks(text: str, ways: Ways) -> Iterator[tuple[int, int]]:
    """The offsets of what is found, in order, without overlaps; marks between the words of a phrase do not part them.

    Most texts that are asked have none of the words: their keys alone tell, before any offset is worked out.

    >>> list(find_marks("وللتحالف قوات", index_ways([(search_key("التحالف"),)])))
    [(0, 8)]
    """
    written = cut_words(text)
    found = list(map(search_key, written))
    if ways.keys().isdisjoint(found):
        return
    starts = _find_starts(written, text)
    words = [at for at, key in enumerate(found) if key[:1].isalnum()]
    keys = [found[at] for at in words]
    done = 0
    for at in [at for at, key in enumerate(keys) if key in ways]:
        way = next((way for way in ways[keys[at]] if tuple(keys[at : at + len(way)]) == way), None)
        if way is not None and at >= done:
            done = at + len(way)
            last = words[done - 1]
            yield starts[words[at]], starts[last] + len(written[last])


def _find_starts(written: Sequence[str], text: str) -> list[int]:
    """Where each of the words that a text was cut into begins: only space and marks stand between two."""
    starts, end = [], 0
    for word in written:
        start = text.index(word, end)
        starts.append(start)
        end = start + len(word)
    return starts
