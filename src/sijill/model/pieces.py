"""What was worked out of single parts of a record, by a digest of all that each rests on, so that it is not worked out twice."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Generic, TypeVar

import msgspec

__all__ = ["Pieces", "digest_of"]

T = TypeVar("T")
BYTES = 16


def digest_of(*grounds: object) -> bytes:
    """16 bytes that stand for what a piece is worked out from: records, texts, numbers, and lists of these in some order.

    >>> digest_of("a", 1) == digest_of("a", 1) != digest_of("a1")
    True
    """
    return blake2b(msgspec.msgpack.encode(grounds), digest_size=BYTES).digest()


class Pieces(Generic[T]):
    """The pieces `before`, and those `used`: asked for and found, or put in.  What nobody asks for is not kept on."""

    def __init__(self, before: Mapping[bytes, T] | None = None) -> None:
        self.before: Mapping[bytes, T] = {} if before is None else before
        self.used: dict[bytes, T] = {}

    def get(self, digest: bytes) -> T | None:
        """The piece of that digest; None where it has to be worked out."""
        found = self.before.get(digest)
        if found is not None:
            self.used[digest] = found
        return found

    def put(self, digest: bytes, piece: T) -> T:
        """Keep a piece that was worked out, and give it back."""
        self.used[digest] = piece
        return piece
