"""The trunk in onnxruntime: pieces in, two vectors a piece out, one unpadded text a call on one thread.

The second is that of the news layers: the trunk's upper layers once more, in a file of their own, whose bytes behind those of
the trunk are one graph with two outputs (protobuf joins the parts of a message that stands twice).

int8 products take one scale from all their inputs, so the rows of a batch would change with what stands beside them; one
text a call costs 4-10 % and always gives the same.  What was read lately is kept, so that every stage that asks for a sentence in
turn is answered from one pass.  A text over the limit is read in windows that overlap, and each piece
keeps the vector from the window in which it stands farthest from an edge: what follows sees one row of vectors.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sijill.encode.pieces import END, START

States = NDArray[np.float32]
KEPT = 256  # passes: the sentences of an article; 40 MB of usual ones, 200 MB at most
WINDOW, OVERLAP = 254, 64  # pieces between <s> and </s>; it was trained on 128 and less, the original read 512


class Window(NamedTuple):
    """Pieces `start` to `stop` are read together; those from `keep` to `keep_to` keep what is read here."""

    start: int
    stop: int
    keep: int
    keep_to: int


def windows(count: int, size: int = WINDOW, overlap: int = OVERLAP) -> Iterator[Window]:
    """Windows over `count` pieces; what they keep parts the pieces without gap or overlap.

    >>> list(windows(10, size=6, overlap=2))
    [Window(start=0, stop=6, keep=0, keep_to=5), Window(start=4, stop=10, keep=5, keep_to=10)]
    """
    start = keep = 0
    while True:
        stop = min(start + size, count)
        keep_to = count if stop == count else stop - overlap // 2
        yield Window(start, stop, keep, keep_to)
        if stop == count:
            return
        start, keep = stop - overlap, keep_to


class Pass(NamedTuple):
    """What one pass gave: a row a piece from the trunk's last layer, and one from the last of the news layers."""

    states: States
    news: States


class Trunk:
    """The graph in `file` with the news layers in `news`, loaded once; without it the trunk's rows stand for its."""

    def __init__(self, file: Path, news: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        self._read_once = lru_cache(maxsize=KEPT)(self._run)
        graph = file.read_bytes() + (news.read_bytes() if news.exists() else b"")
        self._outputs = ["states", "news"] if news.exists() else ["states", "states"]
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def read(self, ids: list[int]) -> Pass:
        """A row for each of `ids` (with <s> and </s>), however many they are."""
        inner = ids[1:-1]
        parts: list[States] = []
        for window in windows(len(inner)):
            states = self._read_once((START, *inner[window.start : window.stop], END))
            first = 1 + window.keep - window.start if window.keep else 0
            last = 1 + window.keep_to - window.start if window.keep_to < len(inner) else len(states)
            parts.append(states[first:last])
        both = parts[0] if len(parts) == 1 else np.concatenate(parts)
        width = both.shape[1] // 2
        return Pass(both[:, :width], both[:, width:])

    def forget(self) -> None:
        """Drop the passes that are kept: what is asked next is read anew."""
        self._read_once.cache_clear()

    def _run(self, ids: tuple[int, ...]) -> States:
        given = self._session.run(self._outputs, {"ids": np.array([ids], np.int64)})
        states: States = np.concatenate([rows[0] for rows in given], axis=1)
        states.setflags(write=False)  # shared by all who ask again
        return states
