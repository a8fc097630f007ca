import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from sijill.model.errors import SchemaError, StoreError, TryAgainError, UsageError
from sijill.model.records import Page
from sijill.model.time import TimeValue
from sijill.pages import Document
from sijill.store import tables
from sijill.store.reading import read_articles
from sijill.store.record import Record
from sijill.store.validtime import valid_days
from sijill.store.writing import add_pages, begin_run

from .pages import articles_of

HERE = Path(__file__).parent


def make_version_1(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript((HERE / "version_1.sql").read_text(encoding="utf-8"))
    connection.close()


def describe(path: Path) -> dict:
    with Record.open(path) as record, record.reading() as connection:
        inspector = inspect(connection)
        return {
            table: (
                [(c["name"], str(c["type"]), c["nullable"], c["primary_key"]) for c in inspector.get_columns(table)],
                sorted((i["name"], i["column_names"], i["unique"]) for i in inspector.get_indexes(table)),
                [
                    (k["constrained_columns"], k["referred_table"], k["options"])
                    for k in inspector.get_foreign_keys(table)
                ],
            )
            for table in inspector.get_table_names()
        }


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_written_is_read_back(data: st.DataObject) -> None:
    text = data.draw(st.text("ابج \n", min_size=1, max_size=30))
    page = Page("صفحة.txt", hashlib.sha256(text.encode()).hexdigest(), text, "text/1")
    articles = [data.draw(articles_of(page, ordinal)) for ordinal in range(2)]
    with tempfile.TemporaryDirectory() as folder, Record.open_to_write(Path(folder, "x.sijill")) as record:
        with record.writing() as connection:
            run = begin_run(connection, fingerprint="f", stages="[]", program="p", recorded="now")
            document = Document(page.source, text.encode(), "text")
            add_pages(connection, [(document, page, articles)], run=run, recorded="now")
        with record.reading() as connection:
            assert read_articles(connection) == articles
            assert read_articles(connection, {"events"})[0].events == articles[0].events
            assert read_articles(connection, {"events"})[0].times == ()


def test_a_record_is_one_file_when_nobody_has_it_open(tmp_path: Path) -> None:
    with Record.open_to_write(tmp_path / "سجل %41 #1?.sijill"):
        assert len(os.listdir(tmp_path)) > 1
    assert os.listdir(tmp_path) == ["سجل %41 #1?.sijill"]


def test_an_older_record_is_led_to_the_present_tables(tmp_path: Path) -> None:
    old, new = tmp_path / "old.sijill", tmp_path / "new.sijill"
    make_version_1(old)
    Record.open_to_write(new).close()
    assert describe(old) == describe(new)
    with Record.open(old) as record, record.reading() as connection:
        (article,) = read_articles(connection)
        assert article.title is not None
        assert article.title.text == "وزير النقل الافتراضي: الجسر يفتح غدا"
        version = connection.exec_driver_sql("SELECT value FROM about WHERE key = 'schema'").scalar()
        assert version == str(tables.SCHEMA_VERSION)
        recorded = connection.exec_driver_sql(
            "SELECT recorded, recorded_from FROM articles JOIN pages ON pages.id = page"
        )
        assert {row.recorded == row.recorded_from for row in recorded} == {True}
        valid = connection.exec_driver_sql("SELECT when_earliest, valid_from, when_latest, valid_to FROM events").all()
        assert [(row[1], row[3]) for row in valid] == [
            valid_days(TimeValue(None, None, row[0], row[2])) for row in valid
        ]
        assert [row[1] for row in valid] == ["2031-05-04"]


def test_a_newer_record_is_refused_with_a_hint(tmp_path: Path) -> None:
    path = tmp_path / "new.sijill"
    Record.open_to_write(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE about SET value = '99' WHERE key = 'schema'")
    connection.close()
    before = path.read_bytes()
    for opening in (Record.open, Record.open_to_write):
        with pytest.raises(SchemaError, match=r"newer Sijill \(tables version 99") as caught:
            opening(path)
        assert caught.value.hint == "install the newer Sijill: pip install --upgrade sijill"
    assert path.read_bytes() == before


def test_what_is_no_record_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "page.sijill").write_text("خبر", encoding="utf-8")
    (tmp_path / "empty.sijill").touch()
    (tmp_path / "broken.sijill").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    other = sqlite3.connect(tmp_path / "other.sijill")
    other.execute("CREATE TABLE notes (text)")
    other.close()
    for name, kind, words in (
        ("page.sijill", StoreError, "is not a Sijill record"),
        ("empty.sijill", StoreError, "is an empty record"),
        ("broken.sijill", StoreError, "is damaged|cannot be used"),
        ("other.sijill", StoreError, "is a database, but not a Sijill record"),
        ("missing.sijill", UsageError, "There is no record"),
        (".", UsageError, "is a folder"),
    ):
        with pytest.raises(kind, match=words):
            Record.open(tmp_path / name)
    before = (tmp_path / "other.sijill").read_bytes()
    for name in ("page.sijill", "broken.sijill", "other.sijill", ".", "no folder/x.sijill"):
        with pytest.raises((StoreError, UsageError)):
            Record.open_to_write(tmp_path / name)
    assert not [name for name in os.listdir(tmp_path) if name.endswith("-writer")]
    assert (tmp_path / "other.sijill").read_bytes() == before, "a stranger's database stays as it is, its journal too"


def test_a_record_whose_rows_are_broken_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.sijill"
    make_version_1(path)
    Record.open(path).close()
    for change in (
        "articles SET body = '[['",
        "pages SET text = x'00'",
        "about SET value = 'two' WHERE key = 'schema'",
    ):
        with sqlite3.connect(path) as connection:
            connection.execute(f"UPDATE {change}")
        connection.close()
        with (
            pytest.raises(StoreError, match="is damaged"),
            Record.open(path) as record,
            record.reading() as reader,
        ):
            read_articles(reader)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_no_record_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for opening in (Record.open, Record.open_to_write):
        with pytest.raises(UsageError, match="is no plain file"):
            opening(tmp_path / "pipe")


def test_one_writes_and_any_number_read(tmp_path: Path) -> None:
    path = tmp_path / "x.sijill"
    with Record.open_to_write(path) as record, record.writing():
        with pytest.raises(TryAgainError, match="Another program is writing"):
            Record.open_to_write(path)
        code = f"from sijill.store.record import *; Record.open_to_write(Path({str(path)!r}))"
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "TryAgainError" in other.stderr
        with Record.open(path) as reader, reader.reading() as connection:
            assert read_articles(connection) == []
    Record.open_to_write(path).close()


def test_a_record_on_a_medium_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.sijill"
    make_version_1(path)
    Record.open(path).close()
    monkeypatch.setattr("sijill.store.record.os.access", lambda folder, mode: False)
    with Record.open(path) as record, record.reading() as connection:
        assert os.listdir(tmp_path) == ["x.sijill"]
        assert [article.title.text for article in read_articles(connection) if article.title] == [
            "وزير النقل الافتراضي: الجسر يفتح غدا"
        ]


def test_looking_at_the_file_lets_go_of_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "x.sijill"
    Record.open_to_write(path).close()
    write = "INSERT OR REPLACE INTO about (key, value) VALUES ('note', ?)"
    script = (
        f"import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nwith c: c.execute({write!r}, sys.argv[2:])\nc.close()"
    )
    with Record.open(path) as shown:
        for words in (
            "one",
            "two",
            "three",
        ):  # another program that closes the file as its last user clears the log away
            Record.open(path).close()
            subprocess.run([sys.executable, "-c", script, str(path), words], check=True)
            with shown.reading() as connection:
                found = connection.exec_driver_sql("SELECT value FROM about WHERE key = 'note'").scalar()
            assert found == words
            assert path.with_name("x.sijill-wal").exists()
    assert not path.with_name("x.sijill-wal").exists()
