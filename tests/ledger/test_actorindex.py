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


def thing(name, *aliases, identity=None):
    return Thing(
        id=identity or name, kind="PER", name=name, english=None, aliases=aliases, entities=(), reasons=(),
        mentions=1, articles=1, evidence=(),
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


def test_the_id_of_a_thing_finds_it_and_no_namesake():
    lines = [told(at, [], [thing("سامر الياسين", identity=identity)]) for at, identity in enumerate(("aa11", "bb22"))]
    for index in (None, ActorIndex(lines)):
        found = {actor: choose_events(lines, actor=actor, actors=index) for actor in ("سامر", "bb22")}
        assert {actor: [entry.id for entry in rows] for actor, rows in found.items()} == {
            "سامر": ["0", "1"], "bb22": ["1"],
        }  # fmt: skip
