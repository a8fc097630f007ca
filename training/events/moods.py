"""Examples of modality: the marked events of an article with what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.annotate.events.moods import features_of_modality
from sijill.annotate.events.timing import find_when
from training.events.examples import ArticleExamples


def read_mood_rows(article: ArticleExamples) -> Iterator[tuple[list[str], str]]:
    """Features and modality of each marked event among the candidates."""
    for one in article.examples:
        if one.row is not None:
            candidate = one.candidate
            own = find_when(candidate.sentence, candidate.trigger, (), candidate.times)
            yield features_of_modality(article.ground, candidate, own[0] if own else None), one.row["modality"]
