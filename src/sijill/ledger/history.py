"""What one reading of an article holds that another does not: parts are matched by their characters, never by their values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, cast, get_args

import msgspec
from msgspec import Struct

from sijill.model.graph import Evidence
from sijill.model.history import ArticlePart, FieldChange, ReadingChange
from sijill.model.records import Article

__all__ = ["compare_readings", "evidence_of"]

_LISTS = ("times", "entities", "statements", "events")


def compare_readings(before: Article | None, after: Article | None) -> tuple[ReadingChange, ...]:
    """What was added, taken out and altered, in the order of the vocabulary; null stands for no such article."""
    return tuple(chain.from_iterable(_compare(part, before, after) for part in get_args(ArticlePart)))


def evidence_of(changes: tuple[ReadingChange, ...]) -> tuple[Evidence, ...]:
    """The words of all changes, once each."""
    words = (one for change in changes for one in (change.before, change.after) if one is not None)
    return tuple(dict.fromkeys(words))


def _compare(part: ArticlePart, before: Article | None, after: Article | None) -> Iterator[ReadingChange]:
    old, new = (_items(article, part) for article in (before, after))
    for key in sorted({**old, **new}):
        one, other = old.get(key), new.get(key)
        if one == other:
            continue
        kind = "altered" if one and other else "removed" if one else "added"
        cited = [_cite(article, item) for article, item in ((before, one), (after, other))]
        fields = tuple(_fields(one, other)) if one and other else ()
        yield ReadingChange(cast("Any", kind), part, cited[0], cited[1], fields)


class _Value(Struct, frozen=True):
    """Something of an article without characters of its own."""

    value: str | None


class _Body(Struct, frozen=True):
    """The text of an article: where it stands, and its words."""

    body: tuple[tuple[int, int], ...]
    text: str


def _items(article: Article | None, part: str) -> dict[tuple[Any, ...], Struct]:
    """The things of one part, by what makes them the same in another reading."""
    if article is None:
        return {}
    if part == "text":
        return {(): _Body(tuple((start, end) for start, end in article.body), article.text)}
    found = getattr(article, part)
    if part in _LISTS or part == "furniture":
        return _numbered([(_place(item), item) for item in found])
    if found is None:
        return {}
    return {(): found if isinstance(found, Struct) else _Value(found)}


def _numbered(found: list[tuple[tuple[int, int], Struct]]) -> dict[tuple[Any, ...], Struct]:
    """Things by their characters; of several on the same ones the first, the second, ..."""
    items: dict[tuple[Any, ...], Struct] = {}
    for place, item in found:
        count = 0
        while (*place, count) in items:
            count += 1
        items[(*place, count)] = item
    return items


def _place(item: Any) -> tuple[int, int]:
    """The characters of a time, a name, a statement (its content), an event (its trigger), a stretch of furniture."""
    words = getattr(item, "content", None) or getattr(item, "trigger", None) or item
    return words.start, words.end


def _cite(article: Article | None, item: Any) -> Evidence | None:
    """The words of it; null where it is not there or has none."""
    if article is None or item is None or isinstance(item, _Value):
        return None
    if isinstance(item, _Body):
        start = item.body[0][0] if item.body else 0
        words = item.text[: item.body[0][1] - start] if item.body else ""
        return Evidence(article.page_sha256, start, start + len(words), words) if words else None
    words = getattr(item, "content", None) or getattr(item, "trigger", None) or item
    text = getattr(words, "text", None)
    if text is None or words.start is None:
        return None
    return Evidence(article.page_sha256, words.start, words.end, text)


def _fields(one: Struct, other: Struct) -> Iterator[FieldChange]:
    for name in one.__struct_fields__:
        if name == "id":
            continue
        before, after = getattr(one, name), getattr(other, name)
        if before != after:
            yield FieldChange(name, _tell(before), _tell(after))


def _tell(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode()
