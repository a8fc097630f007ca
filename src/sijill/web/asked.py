"""What a reader asks for in an address: the fields that every list has, and those of each."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sijill.model.commitments import CommitmentState
from sijill.model.labels import EventGroup
from sijill.model.records import Act, EntityKind, EventType, Modality

__all__ = [
    "LONGEST", "ActorAsked", "ActorPage", "ActorsAsked", "ArticleAsked", "ArticlesAsked", "Asked", "CommitmentsAsked",
    "CommitmentsPage", "CorrectAsked", "FacetsAsked", "Order", "PlacesAsked", "SearchAsked", "SearchPage", "StatementsAsked",
    "StatementsPage", "TimelineAsked", "TimelinePage", "TogetherAsked",
]  # fmt: skip

DAY = "a day, as 2023-08-17"
LONGEST = 400  # characters of a question
QUESTION = 'words, "phrases", OR, NOT, speaker:, outlet:, place:, after: ...'
STRETCH = "2023-08-17/2023-08-19"
TYPED = 'however typed; in "quotation marks" that name alone'
Order = Literal["oldest", "newest"]
# A day as JSON schema has it; what stands in an address is checked where it is used, which tells of it in our own words.
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Stretch = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d$")]


class DayAsked(BaseModel):
    """The field of everything that is read."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="ignore")

    as_of: Day | None = Field(default=None, description=f"only what had certainly been published by {DAY}")

    @model_validator(mode="before")
    @classmethod
    def drop_empty(cls, given: Any) -> Any:
        """A field of a form that was left empty is not asked for."""
        return {name: value for name, value in given.items() if value != ""} if isinstance(given, dict) else given


class Asked(DayAsked):
    """The fields of every list."""

    page: int = Field(default=1, ge=1, le=1_000_000, description="which page of the rows, from 1")
    rows: int = Field(default=50, ge=1, le=1_000, description="rows on a page")

    @property
    def first(self) -> int:
        """The number of the first row, from 0."""
        return (self.page - 1) * self.rows

    def words(self) -> dict[str, str]:
        """What was asked, as it stands in an address; what was not is left out."""
        given = self.model_dump(by_alias=True, exclude_defaults=True)
        return {name: "1" if value is True else str(value) for name, value in given.items() if value is not None}


class TimelineAsked(Asked):
    """The fields of the timeline."""

    start: Day | None = Field(default=None, alias="from", description=f"events that can have happened from {DAY}")
    end: Day | None = Field(default=None, alias="to", description="... up to a day")
    actor: str | None = Field(
        default=None, max_length=LONGEST, description="somebody of the event, however the name is typed, or an id"
    )
    place: str | None = Field(
        None, max_length=LONGEST, description="a place, in Arabic or English, or an id; what lies in it too"
    )
    type: EventType | None = Field(default=None, description="the type of the event")
    modality: Modality | None = Field(default=None, description="done, planned, denied, demanded or possible")
    all: bool = Field(default=False, description="also events told only in passing")
    top: int | None = Field(default=None, ge=1, le=10_000, description="that many alone, the most salient")
    days: Stretch | None = Field(
        default=None, description=f"of all this, only what one day is told of, between two: {STRETCH}"
    )
    span: Stretch | None = Field(
        default=None, description=f"of all this, only what is told of just that month, year ...: {STRETCH}"
    )
    group: EventGroup | None = Field(default=None, description="of all this, only events of one colour of the drawing")
    order: Order = Field(default="oldest", description="by day; those whose day is open come last")

    @property
    def stretch(self) -> tuple[str, str] | None:
        """The first and last day of the mark of the drawing that is asked for; None also where one does not exist."""
        first, _, last = (self.days or self.span or "").partition("/")
        return (first, last) if is_day(first) and is_day(last) else None


def is_day(words: str) -> bool:
    """Whether the calendar has the day."""
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


class TimelinePage(TimelineAsked):
    """The fields of the timeline as people read it: the newest first, unless the address says otherwise."""

    order: Order = "newest"


class StatementsAsked(Asked):
    """The fields of the statement list."""

    speaker: str | None = Field(
        default=None, max_length=LONGEST, description="who spoke, however the name is typed, or an id"
    )
    about: str | None = Field(default=None, max_length=LONGEST, description="words of what is said, or to whom")
    act: Act | None = Field(default=None, description="what the speaker does by saying it")
    outlet: str | None = Field(default=None, max_length=LONGEST, description=f"an outlet that carries it, {TYPED}")
    via: str | None = Field(
        default=None, max_length=LONGEST, description=f"who passed it on: a link of its chain, {TYPED}; or an id"
    )
    addressee: str | None = Field(
        default=None, max_length=LONGEST, description=f"to whom it was said, {TYPED}; or an id"
    )
    start: Day | None = Field(default=None, alias="from", description=f"said from {DAY}")
    end: Day | None = Field(default=None, alias="to", description="... up to a day")
    order: Order = Field(default="oldest", description="by day; those whose day is open come last")


class StatementsPage(StatementsAsked):
    """The fields of the statement list as people read it."""

    order: Order = "newest"


class ActorAsked(Asked):
    """The fields of one actor: which of his statements."""

    order: Order = Field(default="oldest", description="of the statements, by day; those whose day is open come last")


class ActorPage(ActorAsked):
    """The fields of one actor as people read him."""

    order: Order = "newest"


class TogetherAsked(Asked):
    """The fields of what two actors have in common."""

    of: Literal["events", "statements", "articles"] | None = Field(
        default=None, description="one of the three lists alone; the first rows of each without it"
    )


class ActorsAsked(Asked):
    """The fields of the list of actors."""

    kind: EntityKind | None = Field(default=None, description="a kind of thing; people and bodies without it")
    name: str | None = Field(default=None, max_length=LONGEST, description="words of any of its names")


class PlacesAsked(Asked):
    """The fields of the list of places."""

    within: str | None = Field(
        default=None, max_length=LONGEST, description="a place in Arabic or English, or its id, that holds them"
    )
    whole: bool = Field(default=False, description="a map with the farthest places too")


class ArticlesAsked(Asked):
    """The fields of the list of articles."""

    outlet: str | None = Field(
        default=None,
        max_length=LONGEST,
        description='the publisher, however typed; in "quotation marks" that name alone',
    )
    giver: str | None = Field(
        default=None, max_length=LONGEST, description=f"whose text they carry, by credit or as copies; {TYPED}"
    )
    start: Day | None = Field(default=None, alias="from", description=f"published from {DAY}")
    end: Day | None = Field(default=None, alias="to", description="... up to a day")
    order: Order = Field(default="oldest", description="by day of publication")


class CommitmentsAsked(Asked):
    """The fields of the list of commitments."""

    who: str | None = Field(default=None, max_length=LONGEST, description="who promised, or is to do it")
    state: CommitmentState | None = Field(default=None, description="where it stands")
    at: Day | None = Field(default=None, description=f"where it stood on {DAY}")
    order: Order = Field(default="oldest", description="by the day it is due; those without one come last")


class CommitmentsPage(CommitmentsAsked):
    """The fields of the list of commitments as people read it."""

    order: Order = "newest"


class SearchAsked(Asked):
    """The fields of a search."""

    q: str = Field("", max_length=LONGEST, description=QUESTION)
    rows: int = Field(default=20, ge=1, le=100, description="answers on a page")


class SearchPage(SearchAsked):
    """The fields of a search as people read it."""

    facets: bool = Field(default=False, description="beside the answers how they spread; in a small record always")


class FacetsAsked(DayAsked):
    """The fields of how the answers of a search spread."""

    q: str = Field("", max_length=LONGEST, description=QUESTION)


class ArticleAsked(Asked):
    """How an article is shown."""

    mark: str | None = Field(default=None, pattern=r"^\d{1,9}-\d{1,9}$", description="characters to mark, as 120-180")
    layers: str | None = Field(default=None, max_length=80, description="people, times, statements, events, by commas")


class CorrectAsked(Asked):
    """Which line is put right."""

    target: str = Field(
        pattern=r"^[0-9a-f]{64}:(article|statement|event|mention):\d{1,9}-\d{1,9}$",
        description="page hash, kind and characters",
    )
