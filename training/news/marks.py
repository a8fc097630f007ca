"""Marked articles as the news layers learn from them: rows of the lower layers, and what is known of the words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from evals.gold import GoldPage, Row
from numpy.typing import NDArray

from sijill.annotate.events.candidates import outline_of
from sijill.annotate.statements.act_features import LOOKED_AT
from sijill.encode.encoder import PIECES_FILE, WEIGHTS
from sijill.encode.heads import ACTS, EVENTS, MOODS
from sijill.encode.pieces import Cutter
from sijill.model.reading import Token
from sijill.text.reading import open_reading
from training.encoder.e5file import Array
from training.news.lower import Lower

UNSAID = -100  # of a word of which the gold does not say what it is
Numbers = NDArray[np.int64]
Place = tuple[int, int]
"""A word by the number of its sentence in the article, and its own in the sentence."""


@dataclass
class Sentence:
    """Rows of its pieces, where each word begins among them, and a number a word for each question."""

    rows: Array
    firsts: list[int]
    events: Numbers
    moods: Numbers
    main: Numbers


@dataclass
class Spoken:
    """A statement: the word that reports it, the first words of what is said, its act."""

    cue: Place
    words: list[Place]
    act: int


@dataclass
class MarkedArticle:
    """One article; `weight` is what it counts, `early` whether its readers had not yet been held against the hand-made gold."""

    sentences: list[Sentence] = field(default_factory=list)
    spoken: list[Spoken] = field(default_factory=list)
    weight: float = 1.0
    early: bool = False

    @property
    def telling(self) -> list[int]:
        """The sentences that teach something."""
        told = {at for at, sentence in enumerate(self.sentences) if (sentence.events != UNSAID).any()}
        return sorted(told.union(*({one.cue[0], *(at for at, _ in one.words)} for one in self.spoken)))


def read_marked(pages: Iterable[GoldPage], *, weight: float = 1.0) -> Iterator[MarkedArticle]:
    """The pages' articles, one a page; of news the gold holds title and lead, and below them only what is dated."""
    lower, cutter = Lower(), Cutter(WEIGHTS / PIECES_FILE)
    for page in pages:
        lead_end = max((gold["lead_end"] for gold in page.golds if "lead_end" in gold), default=None)
        article = MarkedArticle(weight=weight, early=any(gold.get("early", False) for gold in page.golds))
        places: dict[int, Place] = {}
        tokens: list[tuple[Token, ...]] = []
        for one in page.articles:
            for sentence in open_reading(page.page.text, one).sentences:
                if sentence.part not in ("title", "body") or not sentence.tokens:
                    continue
                ids, firsts = cutter.cut([token.text for token in sentence.tokens])
                rows = lower.read(ids)
                firsts = [at for at in firsts if at < len(rows) - 1]
                words = sentence.tokens[: len(firsts)]
                full = lead_end is None or sentence.part == "title"
                known = [0 if full or (lead_end and word.start < lead_end) else UNSAID for word in words]
                unsaid = np.full(len(words), UNSAID)
                article.sentences.append(Sentence(rows, firsts, np.array(known), unsaid, unsaid.copy()))
                places |= {word.start: (len(tokens), at) for at, word in enumerate(words)}
                tokens.append(words)
        starts = sorted(places)
        _mark_events(article, page.rows("events"), tokens, places, starts)
        article.spoken = list(_find_spoken(page.rows("statements"), places, starts))
        yield article


def _mark_events(
    article: MarkedArticle,
    rows: list[Row],
    tokens: list[tuple[Token, ...]],
    places: dict[int, Place],
    starts: list[int],
) -> None:
    """A happening is marked once: of the other words like a marked one nothing is known."""
    marked: set[str] = set()
    for row in rows:
        at = bisect_right(starts, row["span"][0]) - 1
        if at < 0:
            continue
        number, word = places[starts[at]]
        if tokens[number][word].end <= row["span"][0]:
            continue
        sentence = article.sentences[number]
        sentence.events[word] = EVENTS.labels.index(row["type"])
        sentence.moods[word] = MOODS.labels.index(row["modality"])
        sentence.main[word] = int(row["main"])
        marked.add(outline_of(tokens[number][word].norm))
    for sentence, words in zip(article.sentences, tokens, strict=True):
        for at, word in enumerate(words):
            if sentence.events[at] == 0 and outline_of(word.norm) in marked:
                sentence.events[at] = UNSAID


def _find_spoken(rows: list[Row], places: dict[int, Place], starts: list[int]) -> Iterator[Spoken]:
    for row in rows:
        if row.get("cue_start") is None:
            continue
        first, end = row["span"]
        words = starts[bisect_left(starts, first) : bisect_left(starts, end)][:LOOKED_AT]
        cue = bisect_right(starts, row["cue_start"]) - 1
        if words and cue >= 0:
            yield Spoken(places[starts[cue]], [places[start] for start in words], ACTS.labels.index(row["act"]))
