"""Views that are made anew when the file has changed, and what is shown while one is being made."""

import threading

import pytest
from starlette.testclient import TestClient

import sijill
from sijill.model.errors import UsageError
from sijill.web import make_app
from sijill.web.preparing import PreparingError
from sijill.web.snapshots import KEPT, Snapshots

TEXT = "بيان الوزارة\n\nقال الوزير سامر الياسين إن العمل يسير في السد {}."


@pytest.fixture
def growing(tmp_path):
    """A record, and a way to add the nth page to it."""
    dossier = sijill.open(tmp_path / "g.sijill")

    def add(number, day="2031-06-01"):
        (tmp_path / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
        dossier.build([tmp_path / f"{number}.txt"], published=day, jobs=1)

    add(1)
    return dossier, add


def test_a_view_is_kept_until_the_file_changes(growing):
    dossier, add = growing
    snapshots = Snapshots(dossier.path)
    first = snapshots.of(None)
    assert snapshots.of(None) is first
    add(2)
    snapshots.look_again()
    assert len(snapshots.of(None).articles) == 2
    snapshots.close()


def test_a_file_put_in_the_place_of_another_is_read(growing, tmp_path):
    dossier, _ = growing
    snapshots = Snapshots(dossier.path)
    assert len(snapshots.of(None).articles) == 1
    other = sijill.open(tmp_path / "other.sijill")
    for number in (3, 4, 5):
        (tmp_path / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    other.build([tmp_path / f"{number}.txt" for number in (3, 4, 5)], jobs=1)
    other.path.replace(dossier.path)
    snapshots.look_again()
    assert len(snapshots.of(None).articles) == 3


def test_few_days_are_kept(growing):
    snapshots = Snapshots(growing[0].path)
    for day in range(1, KEPT + 4):
        assert snapshots.of(f"2031-06-{day:02}").view.as_of == f"2031-06-{day:02}"
    assert len(snapshots._shown) == KEPT
    with pytest.raises(UsageError):
        snapshots.of("June")


def test_the_old_view_is_shown_while_the_new_one_is_made(growing):
    dossier, add = growing
    snapshots = Snapshots(dossier.path)
    first = snapshots.of(None)
    add(2)
    snapshots.look_again()
    with snapshots._turn:  # nothing is made meanwhile
        assert snapshots.of(None, patience=0.01) is first
        with pytest.raises(PreparingError):
            snapshots.of("2031-07-01", patience=0.01)
    assert len(snapshots.of(None).articles) == 2
    assert len(snapshots.of("2031-07-01").articles) == 2


def test_a_reader_is_told_that_a_view_is_being_made(growing, monkeypatch):
    app = make_app(growing[0].path)
    monkeypatch.setattr("sijill.web.routes.visiting.READER_SECONDS", 0.01)
    monkeypatch.setattr("sijill.web.routes.visiting.PROGRAM_SECONDS", 0.01)
    client = TestClient(app, base_url="http://localhost")
    with app.state.snapshots._turn:
        page, rows = client.get("/statements"), client.get("/statements.json")
    assert (page.status_code, page.headers["retry-after"]) == (503, "2")
    assert "يُعدّ العرض" in page.text
    assert rows.json()["error"]["code"] == "try-again"
    app.state.snapshots.of(None)
    assert client.get("/statements").status_code == 200


def test_readers_at_once_share_one_view(growing):
    snapshots = Snapshots(growing[0].path)
    found = []
    threads = [threading.Thread(target=lambda: found.append(snapshots.of(None))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len({id(one) for one in found}) == 1


def test_pages_that_need_less_are_shown_sooner(growing, monkeypatch):
    go = threading.Event()
    place = Snapshots._locate

    def wait_for_places(snapshots, articles):
        assert go.wait(10)
        return place(snapshots, articles)

    monkeypatch.setattr(Snapshots, "_locate", wait_for_places)
    monkeypatch.setattr("sijill.web.routes.visiting.READER_SECONDS", 5)
    client = TestClient(make_app(growing[0].path), base_url="http://localhost")
    for path in ("/search?q=السد", "/articles", "/sources", "/actors", "/statements"):
        assert client.get(path).status_code == 200, path
    monkeypatch.setattr("sijill.web.routes.visiting.READER_SECONDS", 0.05)
    assert client.get("/timeline").status_code == 503
    go.set()
    assert client.get("/timeline.json").status_code == 200
