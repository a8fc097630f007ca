"""What earlier stages found in an article, by place, for the questions that events ask of it."""

from __future__ import annotations

from typing import NamedTuple

from sijill.annotate.events.figures import Counted, find_figures
from sijill.annotate.events.spans import SpanIndex, StatementIndex
from sijill.annotate.events.timing import PlacedTime, place_times
from sijill.annotate.events.triggers import WEAK, Trigger
from sijill.model.reading import Reading, Sentence
from sijill.model.records import Entity, Statement, Time

LONGEST_NAME = 60  # code points


class Ground(NamedTuple):
    """The records of an article, found by where they stand."""

    reading: Reading
    times: SpanIndex[Time]
    entities: SpanIndex[Entity]
    statements: StatementIndex
    figures: dict[int, list[Counted]]
    cues: frozenset[int]

    def times_of(self, sentence: Sentence) -> list[PlacedTime]:
        """The days and clock times of a sentence."""
        return place_times(sentence, self.times.within(sentence.start, sentence.end))

    def figures_of(self, sentence: Sentence) -> list[Counted]:
        """The counted people of a sentence, read once."""
        if sentence.start not in self.figures:
            self.figures[sentence.start] = find_figures(sentence, self.reading.page_text)
        return self.figures[sentence.start]

    def names(self, trigger: Trigger) -> bool:
        """Whether the trigger is a word of a name or a time: العفو in the name of a body, فجر in `فجر السبت`."""
        first = trigger.start - LONGEST_NAME
        ends = [entity.end for entity in self.entities.within(first, trigger.end)]
        ends += [time.end for time in self.times.within(first, trigger.end)]
        return any(end >= trigger.end for end in ends)

    def reports(self, trigger: Trigger) -> bool:
        """Whether a weak trigger is the cue of a statement: `كشف`, `شدد` tell of saying there."""
        return trigger.strength <= WEAK and trigger.start in self.cues

    def statement_of(self, trigger: Trigger) -> Statement | None:
        """The innermost statement whose words tell it."""
        return self.statements.holding(trigger.start, trigger.end)


def open_ground(reading: Reading) -> Ground:
    """The records of a reading's article, ready to be asked."""
    article = reading.article
    cues = frozenset(statement.cue.start for statement in article.statements if statement.cue)
    return Ground(
        reading, SpanIndex(article.times), SpanIndex(article.entities), StatementIndex(article.statements), {}, cues
    )
