"""The drawing of the timeline leads to what it draws, and is drawn for any days."""

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

import sijill
from sijill.model.labels import group_of
from sijill.show import overview
from sijill.show.wording import count_words
from sijill.web import make_app

from .conftest import links_of


@pytest.fixture
def piled(record, monkeypatch):
    """The application with every pile of events drawn as a column."""
    monkeypatch.setattr(overview, "TALLEST", 0)
    return TestClient(make_app(record), base_url="http://localhost")


NAMES = ("السروة", "المرجانة", "النخيل", "الرمان", "الزهور")


def marks_on(html):
    """The addresses and titles of the columns and bars of the drawing that lead to lists."""
    drawn = re.search(r'<figure class="overview".*?</svg>', html, re.S)[0]
    found = re.findall(r'<a href="([^"]+)" tabindex="-1"><rect[^>]*>(?:</rect>)?<title>(.*?)</title>', drawn)
    return [(unescape(href), unescape(title)) for href, title in found if href.startswith("/timeline")]


def rows_at(client, href):
    return client.get(f"{href.replace('/timeline', '/timeline.json', 1)}&rows=1000").json()["rows"]


def asked_in(href):
    return {name: value for name, (value,) in parse_qs(urlsplit(href).query).items()}


@pytest.mark.parametrize("asked", ["modality=actual&all=1", "from=2031-05-01&to=2031-05-31&all=1", ""])
@pytest.mark.parametrize("path", ["/timeline", "/"])
def test_a_column_leads_to_what_it_draws_and_keeps_what_is_asked(piled, path, asked):
    columns = marks_on(piled.get(f"{path}?{asked}&page=1").text)
    assert columns
    for href, title in columns:
        words = asked_in(href)
        (first, last), group = words.pop("days").split("/"), words.pop("group")
        assert words == {name: value for name, (value,) in parse_qs(asked).items()}
        rows = rows_at(piled, href)
        assert len(rows) > 1
        assert title.endswith(count_words(len(rows), "event").ar), "the count is what the list has"
        for row in rows:
            assert first <= row["when"]["value"][:10] <= last
            assert group_of(row["type"]) == group


def test_days_are_taken_out_of_the_top_lines_and_not_the_other_way_round(piled):
    top = rows_at(piled, "/timeline?top=3")
    assert len(top) == 3
    days = {row["when"]["value"][:10] for row in top if row["precision"] == "day"}
    assert days
    for day in days:
        rows = rows_at(piled, f"/timeline?top=3&days={day}/{day}")
        assert [row["id"] for row in rows] == [row["id"] for row in top if (row["when"]["value"] or "")[:10] == day]


@pytest.fixture
def crowded(tmp_path, monkeypatch):
    """Days beside the month and the year around them, every pile drawn as a column and every span as one bar."""
    monkeypatch.setattr(overview, "TALLEST", 0)
    monkeypatch.setattr(overview, "CROWD", 0)
    for number, when in enumerate(("يوم 14 أيار 2031", "يوم 14 أيار 2031", "في أيار 2031", "عام 2031", "عام 2031")):
        text = f"خبر {number}\n\nوقع انفجار في سوق {NAMES[number]} {when}. وانهار جسر {NAMES[number - 1]} {when}."
        page = {"id": f"p{number}", "published": f"2032-02-0{number + 1}", "text": text}
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(page), encoding="utf-8")
    sijill.open(tmp_path / "c.sijill").build(sorted(tmp_path.glob("*.jsonl")), jobs=1)
    return TestClient(make_app(tmp_path / "c.sijill"), base_url="http://localhost")


def test_a_column_of_a_day_holds_no_year_and_a_bar_of_a_year_no_day(crowded):
    marks = marks_on(crowded.get("/timeline?all=1").text)
    found = {asked_in(href).get("days") or asked_in(href)["span"]: rows_at(crowded, href) for href, _ in marks}
    assert {row["when"]["value"] for row in found["2031-05-14/2031-05-14"]} == {"2031-05-14"}
    assert {row["when"]["value"] for row in found["2031-01-01/2031-12-31"]} == {"2031"}
    for href, title in marks:
        assert title.endswith(count_words(len(rows_at(crowded, href)), "event").ar)
    html = crowded.get("/timeline?all=1&days=2031-05-14/2031-05-14&group=force").text
    assert "14 مايو 2031" in re.search(r'<span class="chosen">.*?</span>', html)[0]
    assert "/timeline?all=1" in links_of(html), "and can be taken away"
    for path in ("/timeline", "/timeline.json"):
        assert crowded.get(f"{path}?days=2031-13-31/2031-03-01").status_code == 200
    assert rows_at(crowded, "/timeline?days=2031-02-31/2031-12-31") == []


@pytest.mark.parametrize(
    "asked", ["to=9999-12-31", "from=0001-01-01", "from=0001-01-01&to=9999-12-31", "from=9999-12-31"]
)
@pytest.mark.parametrize("path", ["/timeline", "/"])
def test_days_at_the_ends_of_the_calendar_can_be_asked_for(client, path, asked):
    assert client.get(f"{path}?{asked}").status_code == 200
