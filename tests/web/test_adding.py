"""Pages sent by file, paste and address; forms of other sites; sendings called off."""

import hashlib
import re
import threading
import time

import pytest
from starlette.testclient import TestClient

import sijill
from sijill.web import jobs, make_app
from sijill.web.jobs import Jobs, Sending

PAGE = "الوزير يزور السد\n\nزار وزير الري سامر الياسين السد اليوم وقال إن العمل يسير كما خُطط له."


@pytest.fixture
def own(tmp_path):
    """A record of one page, with its application."""
    (tmp_path / "first.txt").write_text(PAGE.replace("يزور", "يتفقد"), encoding="utf-8")
    dossier = sijill.open(tmp_path / "own.sijill")
    dossier.build([tmp_path / "first.txt"], published="2031-06-01", jobs=1)
    with TestClient(make_app(dossier.path), base_url="http://localhost") as client:
        yield client, dossier


def csrf_of(client):
    return re.search(r'name="csrf" value="(\w+)"', client.get("/add").text)[1]


def wait_for(client, address):
    for _ in range(600):
        state = client.get(f"{address}.json").json()
        if state["state"] in ("done", "failed", "cancelled"):
            return state
        time.sleep(0.02)
    raise AssertionError(state)


def test_pages_are_added_by_file_and_by_paste(own):
    client, dossier = own
    sent = client.post(
        "/add",
        data={"csrf": csrf_of(client), "published": "2031-06-03", "text": PAGE},
        files=[("files", ("../../صفحة.txt", PAGE.replace("الري", "الطاقة").encode(), "text/plain"))],
        follow_redirects=False,
    )
    assert sent.status_code == 303
    state = wait_for(client, sent.headers["location"])
    assert (state["state"], state["added"], state["refused"]) == ("done", 2, [])
    assert {article.published.day for article in dossier.articles()} == {"2031-06-01", "2031-06-03"}
    assert client.get("/articles.json").json()["total"] == 3, "the pages are shown at once"
    assert "أُضيف إلى السجل: صفحتان" in client.get(sent.headers["location"]).text
    again = client.post("/add", data={"csrf": csrf_of(client), "text": PAGE}, follow_redirects=False)
    assert wait_for(client, again.headers["location"])["skipped"] == 1


def test_what_was_sent_is_called_by_its_name_and_content(own):
    client, dossier = own
    pasted = PAGE.replace("اليوم", "أمس").replace("\n", "\r\n")
    other, long_ = PAGE.replace("الري", "الطاقة").encode(), "新" * 90 + ".txt"
    files = [("files", (name, body, "text/plain")) for name, body in (("خبر.txt", PAGE.encode()), ("خبر.txt", other))]
    files += [("files", (long_, PAGE.replace("سامر", "عامر").encode(), "text/plain"))]
    sent = {"csrf": csrf_of(client), "published": "2031-06-03", "text": pasted}
    state = wait_for(client, client.post("/add", data=sent, files=files, follow_redirects=False).headers["location"])
    assert (state["state"], state["added"], state["refused"]) == ("done", 4, [])
    hashes = {article.source: article.page_sha256 for article in dossier.articles() if "first" not in article.source}
    assert {source.partition("-")[2][:8] or source.split("/")[1] for source in hashes} == {
        sha256[:8] for sha256 in hashes.values()
    }
    assert {source.split("/")[-1] for source in hashes if source.startswith("upload/")} == {"خبر.txt", long_[-69:]}
    assert hashlib.sha256(pasted.encode()).hexdigest() in hashes.values(), "with its own line ends"
    for source, sha256 in hashes.items():
        assert {row.page_sha256 for row in dossier.history(source).rows} == {sha256}
    html = client.get("/articles/" + hashlib.sha256(other).hexdigest() + "/0").text
    assert '<bdi class="path">خبر.txt</bdi>' in html


def test_what_is_not_taken_is_said(own):
    client, _ = own
    csrf = csrf_of(client)
    for data, files, words in (
        ({}, [], "Nothing was sent."),
        ({"urls": "ftp://example.org"}, [], "An address begins with http"),
        ({"text": "x", "published": "May"}, [], "is not a day"),
        ({}, [("files", ("virus.exe", b"MZ", "text/plain"))], "of a kind that is not read"),
    ):
        answer = client.post("/add?lang=en", data={"csrf": csrf, **data}, files=files)
        assert answer.status_code == 400
        assert words in answer.text


def test_a_form_of_another_place_is_refused(own):
    client, dossier = own
    assert client.post("/add", data={"csrf": "0" * 64, "text": PAGE}).status_code == 403
    assert client.post("/add", data={"text": PAGE}).status_code == 400
    other = TestClient(client.app, base_url="http://localhost")
    assert other.post("/add", data={"csrf": csrf_of(client), "text": PAGE}).status_code == 403
    assert dossier.counts()["pages"] == 1


def test_addresses_of_private_networks_are_not_fetched(own):
    client, _ = own
    data = {"csrf": csrf_of(client), "urls": "http://127.0.0.1:9/x\nhttp://localhost/y"}
    sent = client.post("/add", data=data, follow_redirects=False)
    state = wait_for(client, sent.headers["location"])
    assert state["added"] == 0
    assert {one["code"] for one in state["refused"]} == {"address"}


def test_a_sending_can_be_called_off(own, monkeypatch, tmp_path):
    _, dossier = own
    begun, go = threading.Event(), threading.Event()

    class Slow(sijill.dossier.Dossier):
        def build(self, *given, watch, **asked):
            begun.set()
            go.wait(5)
            watch(1)
            raise AssertionError("goes on after it was called off")

    monkeypatch.setattr(jobs, "Dossier", Slow)
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "a.txt").write_text(PAGE, encoding="utf-8")
    kept = Jobs(dossier.path)
    job, waiting = kept.begin(Sending(folder, {folder / "a.txt": "a.txt"})), kept.begin(Sending(tmp_path / "none", {}))
    assert begun.wait(5)
    assert job.state.state == "reading"
    assert waiting.state.state == "waiting"
    waiting.cancelled.set()
    job.cancelled.set()
    go.set()
    for _ in range(200):
        if job.is_over and waiting.is_over:
            break
        time.sleep(0.02)
    assert (job.state.state, waiting.state.state) == ("cancelled", "cancelled")
    assert not folder.exists()
