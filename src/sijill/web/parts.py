"""Parts of an object that are worked out when first asked for, once, whichever thread asks."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar, overload

__all__ = ["Memo", "part"]

T = TypeVar("T")


class part(Generic[T]):  # noqa: N801 - reads as a decorator
    """A method whose result is kept: the first to ask works it out under the object's `lock`, the others wait."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, holder: None, owner: type) -> part[T]: ...
    @overload
    def __get__(self, holder: Any, owner: type | None = None) -> T: ...
    def __get__(self, holder: Any, owner: type | None = None) -> T | part[T]:
        if holder is None:
            return self
        with holder.lock:  # once the result stands in the object's own dictionary, Python no longer comes here
            kept: dict[str, T] = holder.__dict__
            if self.name not in kept:
                kept[self.name] = self.make(holder)
            return kept[self.name]


class Memo:
    """The last results of calls by their key, at most `size` of them."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The result for the key, made where it is not kept; two threads may both make it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self.size:
                self._kept.popitem(last=False)
        return made

    def drop(self, key: Hashable) -> None:
        """Make it anew the next time."""
        with self._lock:
            self._kept.pop(key, None)
