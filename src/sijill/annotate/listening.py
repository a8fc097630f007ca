"""The encoder as the finders ask for it: loaded when first needed, and done without where its weights are not installed."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from sijill.model.errors import MissingExtraError
from sijill.model.reading import Reading, Token

if TYPE_CHECKING:
    from sijill.encode import Encoder
    from sijill.encode.encoder import SentenceRead

__all__ = ["installed_encoder", "read_sentences"]


@cache
def installed_encoder() -> Encoder | None:
    """The shipped encoder; without it articles are read by rules alone, which is said once a process."""
    try:
        from sijill.encode import load_encoder

        return load_encoder()
    except (ImportError, MissingExtraError) as missing:
        warnings.warn(
            f"Names and statements are found by rules and lists alone: {missing}", RuntimeWarning, stacklevel=2
        )
        return None


def read_sentences(reading: Reading, encoder: Encoder) -> Iterator[tuple[tuple[Token, ...], SentenceRead]]:
    """The sentences of title and body with what one pass over each gave."""
    for sentence in reading.sentences:
        if sentence.part in ("title", "body") and sentence.tokens:
            yield sentence.tokens, encoder.read(sentence.tokens)
