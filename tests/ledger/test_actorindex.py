"""An index of actors finds the lines that asking line by line finds."""

import pytest

from sijill.ledger.timeline import ActorIndex, ToldEvent, choose_events
from sijill.model.graph import Evidence, Thing, TimelineEntry
from sijill.model.time import TimeValue


def told(number, names, things=()):
    words = Evidence("0" * 64, 0, 1, "x")
    entry = TimelineEntry(
        id=str(number), type="CONSULT", heading=words, trigger=words, when=TimeValue(None), precision="open",
        modality="actual", modalities=(), places=(), actors=(), figures=(), claimed_by=(), mentions=1, sources=(),
        independent_sources=1, salience=1.0, evidence=(words,),
    )  # fmt: skip
    return ToldEvent(entry, tuple(names), tuple(things))


def thing(name, *aliases):
    return Thing(
        id=name, kind="PER", name=name, english=None, aliases=aliases, entities=(), reasons=(), mentions=1, articles=1,
        evidence=(),
    )  # fmt: skip


LINES = [
    told(0, ["وزير الري"], [thing("سامر الياسين", "الياسين")]),
    told(1, ["الوزير", "ليلى حداد"]),
    told(2, ["وللوزير"], [thing("ليلى حداد")]),
    told(3, []),
]


@pytest.mark.parametrize(
    "actor", ["الوزير", "وزير الري", "الياسين", "سامر", "ليلى حداد", "ليلي", "الري الياسين", "حداد", "", "٪"]
)
def test_the_index_finds_the_same_lines(actor):
    assert choose_events(LINES, actor=actor, actors=ActorIndex(LINES)) == choose_events(LINES, actor=actor)


def test_names_are_found_one_by_one():
    found = choose_events(LINES, actor="الياسين", actors=ActorIndex(LINES))
    assert [entry.id for entry in found] == ["0"]
    assert choose_events(LINES, actor="الري الياسين", actors=ActorIndex(LINES)) == [], "two names are not one"
