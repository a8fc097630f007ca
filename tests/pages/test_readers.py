"""What is read, in which order, and what is refused with which word."""

import gzip
import os
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard

from sijill.model.errors import UsageError
from sijill.model.records import Rejection
from sijill.pages import Document, open_page, read_documents
from sijill.pages.documents import MAX_PAGE_BYTES
from sijill.pages.readers.warc import unpack_body

ITEM = "افتتاح سوق القرية\n\nافتتح مجلس القرية سوقها الجديد صباح اليوم بحضور جمع من الأهالي والتجار."


def names(paths: list[Path]) -> list[str]:
    return [Path(document.source).name for document in read_documents(paths)]


def refused(path: Path) -> Rejection:
    (found,) = read_documents([path])
    opened = found if isinstance(found, Rejection) else open_page(found)
    assert isinstance(opened, Rejection), opened
    return opened


def answer(url: str, media: str, body: bytes, extra: str = "") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_a_folder_gives_its_known_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "b/c.HTML", "b/a.htm", "a.json", "notes.md"):
        (tmp_path / name).write_text(ITEM, encoding="utf-8")
    assert names([tmp_path]) == ["a.htm", "c.HTML", "z.txt"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ITEM, encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert names([tmp_path]) == ["a.txt", "gone.txt"]


def test_what_is_no_plain_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refused(tmp_path / "pipe.txt").code == "unreadable"


def test_a_missing_path_is_a_wrong_call_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        read_documents([tmp_path / "nowhere"])
    with pytest.raises(UsageError, match="17 August"):
        read_documents([tmp_path], "17 August")


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
        ("noise.txt", bytes(range(256)) * 40, "binary"),
        ("paper.pdf", b"%PDF-1.7 ...", "binary"),
        ("tags.html", b"<div><script>x</script></div>", "empty"),
        ("cut.gz", gzip.compress(ITEM.encode(), mtime=0)[:40], "unreadable"),
        ("none.warc", b"", "archive"),
        ("junk.warc", b"junk" * 100, "archive"),
    ],
)
def test_what_cannot_be_used_says_why(tmp_path: Path, name: str, body: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(body)
    found = refused(tmp_path / name)
    assert found.code == code
    assert found.source.endswith(name)
    assert found.reason.endswith(".")


def test_a_name_that_is_no_utf8_can_be_written(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\xfe.txt")).write_text(ITEM, encoding="utf-8")
    (found,) = read_documents([tmp_path])
    assert found.source.encode().endswith(b"\\xff\\xfe.txt")


def test_a_bad_line_is_refused_alone(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    lines = [
        '{"id": "a", "text": "خبر أول", "published": "2021-03-04T10:20:00+03:00", "outlet": "النافذة"}',
        '{"id": "b"',
        '{"text": "no id"}',
        '{"id": "c"}',
        '{"id": "d", "text": "\\ud800"}',
        "",
        '{"id": "e", "html": "<p>خبر ثان</p>", "url": "https://example.org/e", "more": [1]}',
        '["not", "a", "page"]',
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    found = list(read_documents([file], "2020-01-01"))
    kept = [document for document in found if isinstance(document, Document)]
    assert [(d.source, d.media, d.published, d.outlet, d.url) for d in kept] == [
        ("a", "text", "2021-03-04T10:20:00+03:00", "النافذة", None),
        ("e", "html", "2020-01-01", None, "https://example.org/e"),
    ]
    assert kept[0].body == "خبر أول".encode()
    lost = [(r.source.rpartition(":")[2], r.code) for r in found if isinstance(r, Rejection)]
    assert lost == [("2", "json"), ("3", "field"), ("4", "field"), ("5", "json"), ("8", "field")]


def test_a_named_file_of_another_kind_is_told_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "page.gz").write_bytes(gzip.compress(f"<!doctype html><p>{ITEM}</p>".encode()))
    (tmp_path / "one.json").write_text('{"id": "x",\n "text": "خبر"}', encoding="utf-8")
    (tmp_path / "many.json").write_text('[{"id": 7, "text": "خبر"}, {"id": "y", "html": "<p>خبر"}]', encoding="utf-8")
    (tmp_path / "note").write_text(ITEM, encoding="utf-8")
    paths = [tmp_path / name for name in ("page.gz", "one.json", "many.json", "note")]
    assert [d.media for d in read_documents(paths) if isinstance(d, Document)] == [
        "html",
        "text",
        "text",
        "html",
        "text",
    ]


def test_an_archive_gives_the_pages_among_its_answers(tmp_path: Path) -> None:
    packed = gzip.compress("<p>خبر مضغوط</p>".encode())
    whole = (
        answer("http://a.example/1", "text/html; charset=windows-1256", "<p>خبر قديم</p>".encode("cp1256"))
        + answer("http://a.example/2", "text/html", packed, "Content-Encoding: gzip\r\n")
        + answer("http://a.example/3", "image/png", b"xx")
    )
    (tmp_path / "a.warc").write_bytes(whole)
    (tmp_path / "cut.warc.gz").write_bytes(gzip.compress(whole)[:-60])
    found = [d for d in read_documents([tmp_path / "a.warc"]) if isinstance(d, Document)]
    assert [d.source for d in found] == ["http://a.example/1", "http://a.example/2"]
    assert found[0].fetched == "2020-01-01T00:00:00Z"
    opened = [open_page(d) for d in found]
    assert [o[0].text for o in opened if not isinstance(o, Rejection)] == ["خبر قديم", "خبر مضغوط"]
    assert next(iter(read_documents([tmp_path / "cut.warc.gz"]))).source == "http://a.example/1"
    assert unpack_body(b"plain", "gzip") == b"plain"


def test_an_answer_is_read_in_whatever_way_it_was_sent(tmp_path: Path) -> None:
    page = "<p>خبر مضغوط</p>".encode()
    chunks = b"5;x=y\r\n" + page[:5] + b"\r\n" + b"%x\r\n" % len(page[5:]) + page[5:] + b"\r\n0\r\n\r\n"
    sent = [
        ("Transfer-Encoding: chunked\r\n", chunks),
        ("Transfer-Encoding: chunked\r\n", page),  # joined by the archiving program, which kept the header
        ("Content-Encoding: br\r\n", brotli.compress(page)),
        ("Content-Encoding: zstd\r\n", zstandard.compress(page)),
        ("Content-Encoding: deflate\r\n", zlib.compress(page)[2:-4]),
        ("Content-Encoding: gzip, br\r\n", brotli.compress(gzip.compress(page))),
    ]
    (tmp_path / "a.warc").write_bytes(
        b"".join(answer("http://a.example/", "text/html", body, how) for how, body in sent)
    )
    assert [d.body for d in read_documents([tmp_path / "a.warc"]) if isinstance(d, Document)] == [page] * len(sent)
    many = gzip.compress(b" " * (MAX_PAGE_BYTES + 9))
    for coding, body in (
        ("gzip", many),
        ("br", brotli.compress(b" " * (MAX_PAGE_BYTES + 9))),
        ("gzip, gzip", gzip.compress(many)),
    ):
        assert len(unpack_body(body, coding)) == MAX_PAGE_BYTES + 1


def test_what_is_no_page_in_an_archive_is_passed_over(tmp_path: Path) -> None:
    page = "<html><p>خبر</p>".encode()
    whole = (
        answer("http://a.example/robots.txt", "text/plain", b"User-agent: *")
        + answer("http://a.example/feed", "text/html", b"<?xml version='1.0'?><rss><channel/></rss>")
        + answer("http://a.example/none", "", b"\x00\x01")
        + answer("http://a.example/1", "", page)
        + answer("http://a.example/cut", "text/html", page).replace(
            b"WARC-Type", b"WARC-Truncated: length\r\nWARC-Type"
        )
        + answer("http://[a/2", "text/html", page)
    )
    resource = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: file:///x.html\r\nContent-Type: text/html\r\n"
    (tmp_path / "a.warc").write_bytes(whole + resource + b"Content-Length: %d\r\n\r\n" % len(page) + page + b"\r\n\r\n")
    assert [(d.source, d.code if isinstance(d, Rejection) else "page") for d in read_documents([tmp_path / "a.warc"])] == [
        ("http://a.example/1", "page"), ("http://a.example/cut", "archive"), ("http://[a/2", "page"), ("file:///x.html", "page"),
    ]  # fmt: skip
