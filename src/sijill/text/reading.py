"""Opening an article for annotation: its parts cut into sentences and tokens."""

from __future__ import annotations

from sijill.model.reading import Part, Reading, Sentence
from sijill.model.records import Article
from sijill.text.tokens import split_sentences, tokenize


def open_reading(page_text: str, article: Article) -> Reading:
    """The article's title, dateline, body and clocks as sentences, in that order."""
    sentences: list[Sentence] = []

    def cut(part: Part, start: int, end: int, block: int = -1) -> None:
        for tokens in split_sentences(tokenize(page_text, start, end), page_text):
            sentences.append(Sentence(part, block, tokens[0].start, tokens[-1].end, tokens))

    if article.title:
        cut("title", article.title.start, article.title.end)
    if article.dateline:
        cut("dateline", article.dateline.start, article.dateline.end)
    for block, (start, end) in enumerate(article.body):
        cut("body", start, end, block)
    for piece in article.furniture:
        if piece.kind == "date-line":
            cut("clock", piece.start, piece.end)
    return Reading(page_text, article, tuple(sentences))
