"""Bounds of TIMEX3 values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.model.time import bounds_of, shift_month


@pytest.mark.parametrize(
    ("value", "mod", "bounds"),
    [
        ("2018-04-30", None, ("2018-04-30", "2018-04-30")),
        ("2018-04-30T14:55", None, ("2018-04-30", "2018-04-30")),
        ("2018-04-30TEV", None, ("2018-04-30", "2018-04-30")),
        ("2020-02", None, ("2020-02-01", "2020-02-29")),
        ("2018", "END", ("2018-01-01", "2018-12-31")),
        ("2018", "BEFORE", (None, "2018-01-01")),
        ("2018-01-14", "AFTER", ("2018-01-14", None)),
        ("2018-W01", None, ("2018-01-01", "2018-01-07")),
        ("2018-W01-WE", None, ("2018-01-06", "2018-01-07")),
        ("2018-Q4", None, ("2018-10-01", "2018-12-31")),
        ("2018-H2", None, ("2018-07-01", "2018-12-31")),
        ("2018-WI", None, ("2018-12-01", "2019-02-28")),
        ("198", None, ("1980-01-01", "1989-12-31")),
        ("18", None, ("1800-01-01", "1899-12-31")),
        ("P3D", None, (None, None)),
        ("2018-02-31", None, (None, None)),
        ("", None, (None, None)),
        (None, None, (None, None)),
    ],
)
def test_bounds(value, mod, bounds):
    assert bounds_of(value, mod) == bounds


@given(st.dates())
def test_a_day_bounds_itself(day: date):
    assert bounds_of(day.isoformat()) == (day.isoformat(), day.isoformat())


@given(st.dates(min_value=date(1, 2, 1)))
def test_a_week_holds_its_days(day: date):
    year, week, _ = day.isocalendar()
    first, last = bounds_of(f"{year:04d}-W{week:02d}")
    if first is not None and last is not None:
        assert first <= day.isoformat() <= last


@given(st.integers(100, 3000), st.integers(1, 12), st.integers(-500, 500))
def test_shifting_months_and_back(year: int, month: int, months: int):
    assert shift_month(*shift_month(year, month, months), -months) == (year, month)


@given(st.text(max_size=20))
def test_any_value_is_safe(value: str):
    bounds_of(value)
