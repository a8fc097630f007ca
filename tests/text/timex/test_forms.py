"""The page of forms is right: every row of docs/times.md is read as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sijill.annotate.times import find_times_in

PAGE = Path(__file__).parents[3] / "docs" / "times.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.read_text(encoding="utf-8").split("## The forms")[1].split("## Days that nobody")[0].splitlines()
    if line.startswith("| ") and not line.startswith("| text")
]


def told(value: str | None, mod: str | None) -> str:
    return (f"`{value}`" if value else "open") + (f" {mod}" if mod else "")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_form_is_read_as_its_row_says(row: list[str]) -> None:
    text, published, values = row[0], row[1], row[2]
    times = find_times_in(re.sub(r"[\[\]]", "", text), published or None)
    assert [time.text for time in times] == re.findall(r"\[([^\]]*)\]", text)
    assert (" · ".join(told(time.value, time.mod) for time in times) or "none") == values


def test_the_page_has_every_form() -> None:
    assert len(ROWS) > 100
