"""What is refused, and what every answer carries."""

import pytest
from starlette.testclient import TestClient

from sijill.web import make_app
from sijill.web.pace import Pace


def test_every_answer_has_its_headers(client):
    for path in ("/timeline", "/timeline.json", "/static/app.css", "/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_no_page_has_script_or_style_of_its_own(client):
    for path in ("/timeline", "/statements", "/articles", "/search?q=السد", "/nothing"):
        html = client.get(path).text
        assert "<style" not in html
        assert " style=" not in html
        assert " on" + "click=" not in html
        assert html.count("<script") == html.count('<script src="/static/app.js" defer></script>')


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "192.168.1.5:8000", "", "[", "[::1", "localhost@[", "]"]
)
def test_other_names_are_refused(client, host):
    assert client.get("/timeline", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_our_own_names_are_not(client, host):
    assert client.get("/static/app.css", headers={"host": host}).status_code == 200


def test_what_another_site_sends_is_refused(client):
    assert client.post("/search", headers={"origin": "https://evil.example"}).status_code == 403
    for origin in ("http://[", "http://localhost:8000]", "http://"):
        assert client.post("/search", headers={"origin": origin}).status_code == 403
    assert client.post("/search", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_a_token_is_asked_for(record):
    client = TestClient(make_app(record, host="0.0.0.0", token="سر-1"), base_url="http://10.0.0.7:8000")
    refused = client.get("/timeline.json")
    assert refused.status_code == 401
    assert refused.json()["error"]["code"] == "token"
    assert "رمز الدخول" in client.get("/timeline").text
    assert client.get("/timeline", params={"token": "سر-2"}).status_code == 401
    assert client.get("/timeline.json", headers={"authorization": "Bearer secret"}).status_code == 401
    given = client.get("/timeline", params={"token": "سر-1", "from": "2031-05-12"}, follow_redirects=False)
    assert (given.status_code, given.headers["location"]) == (303, "/timeline?from=2031-05-12")
    assert "سر-1" not in given.headers["set-cookie"]
    assert client.get("/timeline.json").status_code == 200
    assert client.get("/timeline", headers={"host": "evil.example"}).status_code == 421


def test_guessing_the_token_is_slow(record):
    app = make_app(record, host="0.0.0.0", token="right")
    now = [0.0]
    app.state.entry.wrong_tokens = Pace(per_second=0.2, burst=3, clock=lambda: now[0])
    client, right = TestClient(app, base_url="http://10.0.0.7:8000"), {"authorization": "Bearer right"}
    reader = TestClient(app, base_url="http://10.0.0.7:8000")
    assert reader.get("/timeline", params={"token": "right"}).status_code == 200
    for _ in range(30):
        assert client.get("/timeline.json", headers=right).status_code == 200, "the right one is not counted"
    guesses = [{"params": {"token": "a"}}, {"headers": {"authorization": "Bearer b"}}] * 2
    assert [client.get("/timeline.json", **guess).status_code for guess in guesses] == [401, 401, 401, 429]
    refused = client.get("/timeline.json", headers=right)
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "try-again"), "the right one waits too"
    assert "رموز خاطئة كثيرة" in client.get("/timeline", params={"token": "right"}).text
    assert client.get("/timeline.json").status_code == 401, "who gives none is asked for it"
    assert reader.get("/timeline.json").status_code == 200, "who has come in stays"
    now[0] = 5.0
    assert client.get("/timeline.json", headers=right).status_code == 200


def test_whoever_asks_without_pause_is_slowed():
    now = [0.0]
    pace = Pace(per_second=2, burst=3, clock=lambda: now[0])
    assert [pace.allows("a") for _ in range(4)] == [True, True, True, False]
    assert pace.allows("b")
    now[0] = 0.5
    assert [pace.allows("a") for _ in range(2)] == [True, False]


def test_no_file_but_ours_is_served(client):
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e%2fapp.py").status_code == 404
    assert client.get("/static/none.css").status_code == 404
    assert client.get("/fonts/Bold.woff2").status_code == 404
    assert client.get("/fonts/Regular.woff2").content[:4] == b"wOF2"
