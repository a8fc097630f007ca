"""JSON, CSV and Parquet with columns of any name."""

import datetime
import importlib.util
from pathlib import Path

import pytest

from sijill.model.errors import MissingExtraError, UsageError
from sijill.model.records import Rejection
from sijill.pages import Document, open_page, read_documents
from sijill.pages.readers import tables

MAP = {"text": "headline+body", "published": "day", "outlet": "paper"}


def read(path: Path, fields: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    return [
        (d.source, d.body.decode(), d.published or "", d.outlet or "")
        if isinstance(d, Document)
        else (d.source.removeprefix(str(path)), d.code, d.reason)
        for d in read_documents([path], fields=fields)
    ]


def test_columns_of_json_are_mapped(tmp_path: Path) -> None:
    row = '{"headline": "فتح الجسر", "body": "فتح اليوم.", "day": "2021-03-04", "paper": "النافذة", "url": "http://a.example/1"}'
    expected = ("http://a.example/1", "فتح الجسر\n\nفتح اليوم.", "2021-03-04", "النافذة")
    (tmp_path / "a.jsonl").write_text(f'{row}\n{{"body": 3}}\n{{"other": ""}}\n', "utf-8")
    good, wrong, none = read(tmp_path / "a.jsonl", MAP)
    assert good == expected
    assert wrong == (":2", "field", "The row has not the fields of a page: `body` is int, not text.")
    assert none[:2] == (":3", "field")
    assert "it has other" in none[2]
    (tmp_path / "a.json").write_text(f"\n[{row},\n{row}]", "utf-8")
    assert read(tmp_path / "a.json", MAP) == [expected, expected]
    (tmp_path / "b.json").write_text(row.replace(", ", ",\n"), "utf-8")
    assert read(tmp_path / "b.json", MAP) == [expected]
    (refused,) = read(tmp_path / "b.json")
    assert refused[1] == "field"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_in_any_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [
        ["id", "headline", "body", "day", "paper"],
        ["1", "فتح الجسر", '"سطر أول\nسطر ""ثان"", كما; قيل"', "2021-03-04", "النافذة"],
        ["2", "", "خبر بلا عنوان", "", ""],
        ["3", "قصير"],
        ["4", "طويل", "أ", "2021-03-04", "ب", "زائد"],
        [""] * 5,
        ["5", "", "", "2021-03-04", "ب"],
    ]
    (tmp_path / "t.csv").write_bytes("\r\n".join(map(delimiter.join, rows)).encode(encoding))
    found = read(tmp_path / "t.csv", MAP)
    assert found[:2] == [
        ("1", 'فتح الجسر\n\nسطر أول\nسطر "ثان", كما; قيل', "2021-03-04", "النافذة"),
        ("2", "خبر بلا عنوان", "", ""),
    ]
    assert [row[:2] for row in found[2:]] == [(":5", "row"), (":6", "row"), (":8", "field")]


def test_a_table_without_the_columns_says_which_it_has(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("title,body\nأ,ب\n", "utf-8")
    assert read(tmp_path / "t.csv") == [
        ("", "field", "No column is `text` or `html`; its columns are title, body: map one as text=COLUMN.")
    ]
    assert read(tmp_path / "t.csv", {"text": "boddy"}) == [
        ("", "field", "It has no column 'boddy'; its columns are title, body.")
    ]
    assert read(tmp_path / "t.csv", {"html": "body"}) == [(f"{tmp_path / 't.csv'}:2", "ب", "", "")]
    (tmp_path / "mac.csv").write_bytes(b"id,text\r1,x\r")
    assert read(tmp_path / "mac.csv")[0][1] == "row"
    (tmp_path / "empty.csv").touch()
    assert read(tmp_path / "empty.csv")[0][1] == "field"


def test_a_mapping_of_no_field_is_a_wrong_call(tmp_path: Path) -> None:
    for fields in ({"author": "x"}, {"text": ""}, {"text": "a+"}):
        with pytest.raises(UsageError) as raised:
            read_documents([tmp_path], fields=fields)
        assert "id, text, html, url, published, outlet" in (raised.value.hint or "")


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is None, reason="the optional part is not installed")
def test_parquet_gives_its_rows(tmp_path: Path) -> None:
    import pyarrow as arrow
    from pyarrow import parquet

    day = datetime.datetime(2021, 3, 4, 10, 20, tzinfo=datetime.UTC)
    table = arrow.table(
        {
            "id": [7, 8],
            "headline": ["فتح الجسر", None],
            "body": ["نص", None],
            "day": [day, day],
            "paper": ["أ", "ب"],
            "n": [1, 2],
        }
    )
    parquet.write_table(table, tmp_path / "t.parquet")
    first, second = read(tmp_path / "t.parquet", MAP)
    assert first == ("7", "فتح الجسر\n\nنص", "2021-03-04T10:20+00:00", "أ")
    assert second[:2] == (":2", "field")
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "t.parquet").read_bytes()[:-9])
    assert read(tmp_path / "cut.parquet")[0][1] == "unreadable"
    opened = open_page(next(d for d in read_documents([tmp_path / "t.parquet"], fields=MAP) if isinstance(d, Document)))
    assert not isinstance(opened, Rejection)
    assert opened[1][0].published.value == "2021-03-04T10:20"


def test_parquet_without_its_part_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "has_parquet", lambda: False)
    (tmp_path / "t.parquet").write_bytes(b"PAR1")
    with pytest.raises(MissingExtraError) as raised:
        read_documents([tmp_path / "t.parquet"])
    assert raised.value.hint == "pip install 'sijill[parquet]'"
    (found,) = tables.read_parquet("x", (tmp_path / "t.parquet").open("rb"), tables.Fields())
    assert isinstance(found, Rejection)
    assert found.code == "missing-extra"


def test_patterns_stand_for_what_they_match(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.csv", "a.csv", "sub/c.csv"):
        (tmp_path / name).write_text(f"id,text\n{name},خبر\n", "utf-8")
    assert [d.source for d in read_documents([tmp_path / "*.csv"])] == ["a.csv", "b.csv"]
    assert [d.source for d in read_documents([str(tmp_path / "**" / "*.csv")])] == ["a.csv", "b.csv", "sub/c.csv"]
    with pytest.raises(UsageError, match="Nothing matches"):
        read_documents([tmp_path / "*.xml"])
    (tmp_path / "[x].csv").write_text("id,text\nx,خبر\n", "utf-8")
    assert [d.source for d in read_documents([tmp_path / "[x].csv"])] == ["x"]
