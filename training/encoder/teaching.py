"""The original's vectors of the texts that ours must keep near each other: what the search was, the search stays."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from training.encoder.e5file import Array
from training.encoder.original import FULL_TOKENIZER, TEACHER

LONGEST = 130  # pieces the original reads of a text


class Original:
    """multilingual-e5-small with all its pieces, in fp32, on one thread."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(TEACHER), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(FULL_TOKENIZER))

    def read(self, text: str, *, is_query: bool, longest: int = LONGEST) -> Array:
        """The vector of a text, of unit length."""
        prefixed = ("query: " if is_query else "passage: ") + unicodedata.normalize("NFKC", text)
        ids = self._tokenizer.encode(prefixed, add_special_tokens=False).ids[: longest - 2]
        mean = self._session.run(None, {"ids": np.array([[0, *ids, 2]])})[0][0].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)


def read_all(original: Original, texts: list[tuple[str, bool]], file: Path, longest: int = LONGEST) -> Array:
    """The vectors of (text, is it a query?), kept in `file`."""
    if file.exists():
        kept: Array = np.load(file)
        if len(kept) == len(texts):
            return kept
    vectors = np.stack([original.read(text, is_query=is_query, longest=longest) for text, is_query in texts])
    np.save(file, vectors)
    return vectors
