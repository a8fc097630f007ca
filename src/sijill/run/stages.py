"""What a stage is, and the list of stages that reads an article.

A stage is data about a pure function.  The list is checked before work starts: a stage may read only what an earlier one
wrote, and no two write the same field.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from sijill.annotate.entities import find_entities
from sijill.annotate.events import find_events
from sijill.annotate.statements import find_statements
from sijill.annotate.times import find_times
from sijill.model.errors import UsageError
from sijill.model.reading import Reading
from sijill.model.records import Article
from sijill.text.reading import open_reading

Scope = Literal["page", "article", "record"]
GIVEN = frozenset({"title", "outlet", "byline", "dateline", "published", "updated", "text", "body", "furniture"})


class Stage(Struct, frozen=True):
    """A pure function with its declaration: `reads` are fields of the article, `writes` the one field it fills."""

    name: str
    version: str
    reads: tuple[str, ...]
    writes: str
    scope: Scope
    run: Callable[[Reading], tuple[Any, ...]]


STAGES: tuple[Stage, ...] = (
    Stage("times", "3", ("text", "published"), "times", "article", find_times),
    Stage("entities", "5", ("text", "outlet"), "entities", "article", find_entities),
    Stage("statements", "9", ("text", "times", "entities"), "statements", "article", find_statements),
    Stage(
        "events",
        "8",
        ("title", "published", "text", "times", "entities", "statements"),
        "events",
        "article",
        find_events,
    ),
)


# Opening a page (projection, furniture, splitting, clocks) comes before all stages: raise it when its rows change.
PAGES_VERSION = "3"


def name_versions(stages: Sequence[Stage] = STAGES) -> tuple[str, ...]:
    """Which readers in which versions make an article: pages read by others are read again by the next build."""
    return (f"pages/{PAGES_VERSION}", *(f"{stage.name}/{stage.version}" for stage in stages))


def check_stages(stages: Sequence[Stage]) -> None:
    """Refuse a list in which a stage reads what nothing before it wrote, or writes what another did.

    Raises UsageError with the stage, the field, and the order that would be right.
    """
    written = set(GIVEN)
    for stage in stages:
        missing = [field for field in stage.reads if field not in written]
        if missing:
            raise UsageError(
                f"Stage '{stage.name}' reads {', '.join(missing)}, which no earlier stage writes.",
                hint=f"put the stage that writes {missing[0]} before '{stage.name}'",
            )
        if stage.writes in written:
            raise UsageError(
                f"Stage '{stage.name}' writes {stage.writes}, which is already there.", hint="drop one of them"
            )
        written.add(stage.writes)


def annotate(page_text: str, article: Article, stages: Sequence[Stage] = STAGES) -> Article:
    """The article with the field of every stage filled."""
    reading = open_reading(page_text, article)
    for stage in stages:
        found = replace(reading.article, **{stage.writes: stage.run(reading)})
        reading = replace(reading, article=found)
    return reading.article
