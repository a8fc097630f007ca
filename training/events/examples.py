"""Examples from hand-made gold: each candidate with its gold event, or as no event, or as unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evals.events.score import FULL
from evals.gold import GoldPage, Row
from evals.measure import match_spans

from sijill.annotate.events.candidates import Candidate, find_candidates
from sijill.annotate.events.ground import Ground, open_ground
from sijill.annotate.events.timing import find_when
from sijill.text.reading import open_reading


@dataclass
class Example:
    """A candidate with the gold row it tells; `is_event` is None where the gold does not say.

    `undated` where the gold would hold it if it had a day of its own: below the lead of news, no word of a marked event.
    """

    candidate: Candidate
    row: Row | None
    is_event: bool | None
    undated: bool


@dataclass
class ArticleExamples:
    """The candidates of one article."""

    ground: Ground
    examples: list[Example]


def read_examples(page: GoldPage, *, real: bool) -> Iterator[ArticleExamples]:
    """The candidates of a page whose articles carry times, entities and statements.

    Of `real` news the gold holds title and lead, and what is dated; of written articles all.  Each happening is marked
    once: an unmarked word of the lexeme of a marked one is unknown.
    """
    golds = page.rows("events")
    full = any(len(gold.get("events", [])) >= FULL for gold in page.golds)
    lead_end = max((gold["lead_end"] for gold in page.golds if "lead_end" in gold), default=None)
    for article in page.articles:
        ground = open_ground(open_reading(page.page.text, article))
        candidates = find_candidates(ground)
        spans = [(one.trigger.start, one.trigger.end) for one in candidates]
        row_of = {j: golds[i] for i, j in match_spans([row["span"] for row in golds], spans)}
        marked = {candidates[j].lexeme for j in row_of}
        examples = []
        for j, one in enumerate(candidates):
            is_event: bool | None = j in row_of
            first_two = one.sentence.part == "title" or (
                one.trigger.start < lead_end if lead_end is not None else one.sentence.block < 2
            )
            undated = real and not full and not first_two and one.lexeme not in marked
            if not is_event:
                dated = find_when(one.sentence, one.trigger, (), one.times) is not None
                known = one.lexeme not in marked and (not real or (not full and (first_two or dated)))
                is_event = False if known else None
            examples.append(Example(one, row_of.get(j), is_event, undated))
        yield ArticleExamples(ground, examples)
