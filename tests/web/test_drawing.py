"""The drawing of the timeline leads to what it draws, and is drawn for any days."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from sijill.show import overview
from sijill.web import make_app


@pytest.fixture
def piled(record, monkeypatch):
    """The application with every pile of events drawn as a column."""
    monkeypatch.setattr(overview, "TALLEST", 0)
    return TestClient(make_app(record), base_url="http://localhost")


@pytest.mark.parametrize("asked", ["modality=actual&all=1", "from=2031-05-01&to=2031-05-31&top=9", ""])
@pytest.mark.parametrize("path", ["/timeline", "/"])
def test_a_column_leads_to_its_days_and_keeps_what_is_asked(piled, path, asked):
    html = piled.get(f"{path}?{asked}&page=1").text
    drawn = re.search(r'<figure class="overview".*?</svg>', html, re.S)[0]
    marks = re.findall(r'<a href="([^"]+)" tabindex="-1"><rect[^>]*>(?:</rect>)?<title>(.*?)</title>', drawn)
    columns = [(unescape(href), title) for href, title in marks if href.startswith("/timeline")]
    assert columns
    for href, title in columns:
        words = {name: value for name, (value,) in parse_qs(urlsplit(href).query).items()}
        kept = {name: value for name, (value,) in parse_qs(asked).items() if name not in ("from", "to")}
        first, last = words.pop("from"), words.pop("to")
        assert words == kept
        assert first <= last
        assert "حدث" in title or "أحداث" in title or "واقعة" in title
        rows = piled.get(href.replace("/timeline", "/timeline.json", 1)).json()["rows"]
        assert len(rows) > 1
        assert any(first <= (row["when"]["value"] or "") <= last for row in rows)


@pytest.mark.parametrize(
    "asked", ["to=9999-12-31", "from=0001-01-01", "from=0001-01-01&to=9999-12-31", "from=9999-12-31"]
)
@pytest.mark.parametrize("path", ["/timeline", "/"])
def test_days_at_the_ends_of_the_calendar_can_be_asked_for(client, path, asked):
    assert client.get(f"{path}?{asked}").status_code == 200
