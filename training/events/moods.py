"""Examples of modality: the marked events of an article with what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.annotate.events.heard import hear_article
from sijill.annotate.events.moods import features_of_modality
from sijill.annotate.events.timing import find_when
from training.events.examples import ArticleExamples


def read_mood_rows(article: ArticleExamples) -> Iterator[tuple[dict[str, float], str]]:
    """Features and modality of each marked event among the candidates."""
    marked = [one for one in article.examples if one.row is not None]
    heard = hear_article(article.ground.reading) if marked else None
    for one in marked:
        candidate, row = one.candidate, one.row
        assert row is not None
        own = find_when(candidate.sentence, candidate.trigger, (), candidate.times)
        start = candidate.sentence.tokens[candidate.trigger.at].start
        moods = heard.log_moods(start) if heard else None
        yield features_of_modality(article.ground, candidate, own[0] if own else None, moods), row["modality"]
