"""Vectors of meaning as bytes: a signed byte a number, so that an article takes 384 bytes at rest.

A number of a unit vector is seldom over .3, so each vector is stretched until its greatest number is 127: the direction alone
is kept, which is all that likeness asks for.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

__all__ = ["WIDTH", "likenesses", "measure_lengths", "pack_vector", "stack_vectors"]

WIDTH = 384
_ROWS = 8_192  # turned into floats at a time: 12 MB

Vector = NDArray[np.float32]
Matrix = NDArray[np.int8]


def pack_vector(vector: Vector) -> bytes:
    """The direction of a vector, a byte a number.

    >>> pack_vector(np.array([0.5, -0.25, 0.0], np.float32)) == bytes([127, 256 - 64, 0])
    True
    """
    longest = max(float(np.abs(vector).max()), 1e-12)
    packed: Matrix = np.rint(vector / np.float32(longest) * 127).astype(np.int8)
    return bytes(packed.tobytes())


def stack_vectors(packed: Iterable[bytes]) -> Matrix:
    """The vectors as the rows of a matrix."""
    return np.frombuffer(b"".join(packed), np.int8).reshape(-1, WIDTH)


def measure_lengths(matrix: Matrix) -> Vector:
    """The length of every row."""
    lengths = np.empty(len(matrix), np.float32)
    for at in range(0, len(matrix), _ROWS):
        lengths[at : at + _ROWS] = np.linalg.norm(matrix[at : at + _ROWS].astype(np.float32), axis=1)
    return np.maximum(lengths, np.float32(1e-12))


def likenesses(matrix: Matrix, lengths: Vector, vector: Vector) -> Vector:
    """The cosine of every row with a vector of unit length."""
    found = np.empty(len(matrix), np.float32)
    for at in range(0, len(matrix), _ROWS):
        found[at : at + _ROWS] = matrix[at : at + _ROWS].astype(np.float32) @ vector
    return found / lengths
