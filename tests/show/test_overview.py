"""The drawing of the timeline: every mark says which days it stands for, whatever days are asked for."""

import pytest

from sijill.ledger.days import precision_of
from sijill.model.graph import Evidence, TimelineEntry
from sijill.model.time import TimeValue
from sijill.show.overview import CROWD, TALLEST, draw_overview

WORDS = Evidence("0" * 64, 0, 1, "x")


def entry(value, type_="ASSAULT"):
    when = TimeValue(value)
    return TimelineEntry(
        id=value, type=type_, heading=WORDS, trigger=WORDS, when=when, precision=precision_of(when), modality="actual",
        modalities=(), places=(), actors=(), figures=(), claimed_by=(), mentions=1, sources=(), independent_sources=1,
        salience=1.0, evidence=(WORDS,),
    )  # fmt: skip


def test_a_column_says_the_days_of_its_events():
    days = [f"2031-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 2, 3)]
    entries = [entry(day) for day in days for _ in range(TALLEST)]
    drawing = draw_overview(entries, ["2031-06-01"], first="2029-01-01")
    assert drawing.as_columns
    assert sum(dot.count for dot in drawing.dots) == len(entries)
    for dot in drawing.dots:
        assert dot.count == sum(dot.first <= day <= dot.last for day in days) * TALLEST
    assert ("2031-03-01", "2031-03-03") in {(dot.first, dot.last) for dot in drawing.dots}


def test_dots_and_bars_say_their_days():
    drawing = draw_overview([entry("2031-05-02"), entry("2031-05"), entry("2031")], ["2031-05-02"])
    assert [(dot.first, dot.last, dot.count) for dot in drawing.dots] == [("2031-05-02", "2031-05-02", 1)]
    assert {(bar.first, bar.last) for bar in drawing.bars} == {
        ("2031-05-01", "2031-05-31"), ("2031-01-01", "2031-12-31"),
    }  # fmt: skip
    crowd = draw_overview([entry("2031-05")] * (CROWD + 1), ["2031-05-02"])
    assert [(bar.first, bar.last, bar.count) for bar in crowd.bars] == [("2031-05-01", "2031-05-31", CROWD + 1)]


@pytest.mark.parametrize(("first", "last"), [
    (None, "9999-12-31"), ("0001-01-01", None), ("0001-01-01", "9999-12-31"), ("9999-12-30", "9999-12-31"),
    ("0001-01-01", "0001-01-01"), ("9999-12-31", None),
])  # fmt: skip
def test_the_calendar_has_ends(first, last):
    for values in (
        ["2031-05-02", "2031-05"],
        ["0001-01-01", "0001"],
        ["9999-12-31", "9999"],
        ["9999-12-31", "9999-W52"],
    ):
        days = [value for value in values if len(value) == 10]
        drawing = draw_overview([entry(value) for value in values], days, first=first, last=last)
        assert "0001-01-01" <= drawing.first <= drawing.last <= "9999-12-31"
        assert all(0 <= mark.x <= 1 for mark in (*drawing.dots, *drawing.bars, *drawing.ticks))
