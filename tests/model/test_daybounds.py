"""Days between bounds: what is left when all hold, and what is reported when they cannot."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sijill.model.daybounds import WEEKDAYS, DayBound, meet_bounds

DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(date.isoformat)
BOUNDS = st.lists(
    st.builds(
        DayBound,
        reason=st.sampled_from("abcdef"),
        earliest=st.none() | DAYS,
        latest=st.none() | DAYS,
        weekday=st.none() | st.sampled_from(WEEKDAYS),
    ),
    max_size=6,
)


def test_a_weekday_moves_both_ends_and_makes_none() -> None:
    monday = DayBound("a Monday", weekday="monday")
    assert (meet_bounds([monday]).earliest, meet_bounds([monday]).latest) == (None, None)
    between = meet_bounds([monday, DayBound("after", earliest="2020-01-03"), DayBound("before", latest="2020-01-12")])
    assert (between.day, between.reason) == ("2020-01-06", "a Monday; after; before")


def test_a_day_of_the_year_with_its_weekday_names_the_year() -> None:
    pair = DayBound("Sunday 5 January", weekday="sunday", month_day="01-05")
    found = meet_bounds([pair, DayBound("after", earliest="2018-03-01"), DayBound("before", latest="2024-01-01")])
    assert found.day == "2020-01-05"


def test_what_contradicts_is_left_out_and_reported() -> None:
    found = meet_bounds([DayBound("after", earliest="2021-05-02"), DayBound("before", latest="2020-01-01")])
    assert (found.earliest, found.latest) == ("2021-05-02", None)
    assert [bound.reason for bound in found.contradictions] == ["before"]
    assert found.reason == "after; contradiction: before"


@given(BOUNDS)
def test_every_day_that_meets_all_bounds_is_left(bounds: list[DayBound]) -> None:
    found = meet_bounds(bounds)
    assert {*found.used, *found.contradictions} <= set(bounds)
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
        if found.contradictions == () and date.fromisoformat(found.latest) - date.fromisoformat(
            found.earliest
        ) < timedelta(days=800):
            day = date.fromisoformat(found.earliest)
            for end in (found.earliest, found.latest):
                assert found.weekday is None or WEEKDAYS[date.fromisoformat(end).weekday()] == found.weekday
            assert all((b.earliest or "") <= day.isoformat() <= (b.latest or "9") for b in bounds)
