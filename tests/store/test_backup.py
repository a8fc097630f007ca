"""A copy of a record is the record of one moment, and what `info` says of it is so."""

import json
import sqlite3
import threading

import pytest

import sijill
from sijill.cli.main import run
from sijill.model.errors import StoreError, UsageError
from sijill.run.stages import name_versions
from sijill.store.backup import copy_record
from sijill.store.record import Record


@pytest.fixture
def dossier(tmp_path):
    (tmp_path / "a.txt").write_text("سد ينهار\n\nانهار أمس جزء من السد، وقال الوزير إن السد سليم.", encoding="utf-8")
    found = sijill.open(tmp_path / "x.sijill")
    found.add([tmp_path / "a.txt"], published="2031-05-02", jobs=1)
    return found


def test_a_copy_holds_what_the_record_held(dossier, tmp_path):
    made = dossier.backup(tmp_path / "copy.sijill")
    copy = sijill.open(made)
    assert copy.articles() == dossier.articles()
    assert copy.search("السد").total == 1
    assert copy.verify().holds
    assert not made.with_name("copy.sijill-wal").exists()


def test_a_copy_goes_into_a_folder_and_never_over_a_file(dossier, tmp_path):
    (tmp_path / "copies").mkdir()
    assert dossier.backup(tmp_path / "copies") == tmp_path / "copies" / "x.sijill"
    for to in (tmp_path / "copies", tmp_path / "a.txt", tmp_path / "x.sijill", tmp_path / "none" / "y.sijill"):
        with pytest.raises(UsageError):
            dossier.backup(to)


def test_a_copy_is_made_while_another_writes(dossier, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for at in range(40):
        (pages / f"{at}.txt").write_text(f"خبر {at}\n\nقال ناطق رقم {at} إن الجسر سيفتح غدا.", encoding="utf-8")
    writer = threading.Thread(target=dossier.add, args=([pages],), kwargs={"published": "2031-05-03", "jobs": 1})
    writer.start()
    copies = [dossier.backup(tmp_path / f"copy{at}.sijill") for at in range(3)]
    writer.join()
    totals = [sijill.open(copy).articles().total for copy in copies]
    assert totals == sorted(totals)
    assert all(sijill.open(copy).verify().holds for copy in copies)
    assert dossier.articles().total == 41


def test_a_copy_ends_while_another_commits_at_every_step(dossier, tmp_path, monkeypatch):
    monkeypatch.setattr("sijill.store.backup.STEP_PAGES", 4)
    before, done = dossier.counts(), []
    with Record.open_to_write(dossier.path) as writer, Record.open(dossier.path) as record:

        def commit(at, total):
            done.append(at)
            assert len(done) < 500, "it begins anew with every commit"
            with writer.writing() as connection:
                connection.exec_driver_sql("DELETE FROM times")
                connection.exec_driver_sql(f"INSERT INTO about VALUES ('step {len(done)}', '')")

        copy_record(record, tmp_path / "copy.sijill", watch=commit)
    assert done == sorted(done)
    assert len(done) > 3
    assert sijill.open(tmp_path / "copy.sijill").counts() == before != dossier.counts()


def test_a_record_on_a_medium_that_cannot_be_written_is_copied(dossier, tmp_path, monkeypatch):
    opened = []
    connect = sqlite3.connect
    monkeypatch.setattr("sijill.store.record.os.access", lambda folder, mode: False)
    monkeypatch.setattr(
        "sijill.store.backup.sqlite3.connect", lambda at, **named: opened.append(str(at)) or connect(at, **named)
    )
    (tmp_path / "copies").mkdir()
    copy = dossier.backup(tmp_path / "copies")
    assert {address.partition("?")[2] for address in opened if "x.sijill?" in address} == {"mode=ro&immutable=1"}
    assert sijill.open(copy).articles() == dossier.articles()


def test_what_went_wrong_leaves_nothing(dossier, tmp_path, monkeypatch):
    monkeypatch.setattr("sijill.store.backup.os.replace", lambda *_: (_ for _ in ()).throw(OSError("no room")))
    with pytest.raises(StoreError, match="no room"):
        dossier.backup(tmp_path / "copy.sijill")
    assert [path.name for path in tmp_path.glob("copy*")] == []


def test_the_health_of_a_record(dossier):
    found = dossier.health()
    assert found.counts["articles"] == 1
    assert (found.first_published, found.last_published) == ("2031-05-02", "2031-05-02")
    assert (found.unread, found.unindexed, found.problems) == (0, 0, ())
    assert found.file_bytes == dossier.path.stat().st_size
    assert 0 < found.page_bytes < found.file_bytes


def test_what_is_wrong_is_said(dossier, capsys):
    with sqlite3.connect(dossier.path) as connection:
        connection.execute("PRAGMA foreign_keys = off")
        connection.execute("UPDATE runs SET fingerprint = 'older/1'")
        connection.execute("DELETE FROM pages")
    connection.close()
    assert run(["info", str(dossier.path)]) == 1
    told = capsys.readouterr()
    assert "2 problems" in told.out or "problems" in told.out
    assert "a row of articles belongs to a row of pages that is gone" in told.err


def test_pages_of_older_stages_are_counted(dossier, capsys):
    with sqlite3.connect(dossier.path) as connection:
        connection.execute("UPDATE runs SET fingerprint = 'older/1'")
    connection.close()
    assert dossier.health().unread == 1
    assert " ".join(name_versions()) != "older/1"
    assert run(["info", str(dossier.path)]) == 0
    assert "1 pages were read by other stages" in capsys.readouterr().out


def test_the_commands(dossier, tmp_path, capsys):
    assert run(["backup", str(dossier.path), str(tmp_path / "c.sijill"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["copy"] == str(tmp_path / "c.sijill")
    assert run(["info", str(tmp_path / "c.sijill"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []
    assert run(["backup", str(dossier.path), str(tmp_path / "c.sijill")]) == 2
