"""The meaning of an article as one vector: what search by meaning compares a question with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sijill.annotate.listening import installed_encoder
from sijill.model.records import Article
from sijill.text.tokens import tokenize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LEAD_PIECES", "embed_article", "embed_question"]

# Of title and text, as title-to-article was measured when the encoder was made (training/encoder); more brings nothing.
LEAD_PIECES = 96
_LETTERS = 2_000  # of the text looked at: 96 pieces have seldom more than 600


def embed_article(article: Article) -> bytes | None:
    """The packed vector of headline and lead, which an editor has put the matter into; None without the encoder."""
    encoder = installed_encoder()
    if encoder is None:
        return None
    from sijill.encode.vectors import pack_vector

    title = article.title.text if article.title else ""
    words = [token.text for token in tokenize(f"{title}\n{article.text[:_LETTERS]}")]
    return pack_vector(encoder.embed_lead(words, LEAD_PIECES))


def embed_question(words: str) -> NDArray[np.float32] | None:
    """The vector of a question, of unit length; None without the encoder."""
    encoder = installed_encoder()
    return None if encoder is None else encoder.embed_query(words)
