"""Packed files: every member read as a file would be, and none that can do harm."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.model.records import Rejection
from sijill.pages import Document, read_documents
from sijill.pages.readers import packed
from sijill.pages.readers.fields import Fields
from sijill.pages.readers.kinds import read_stream
from sijill.pages.readers.packed import Budget

ITEM = "افتتاح سوق القرية\n\nافتتح مجلس القرية سوقها الجديد صباح اليوم بحضور جمع من الأهالي والتجار."
LINE = f'{{"id": "سطر", "text": "{ITEM[:17]}"}}\n'
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\nContent-Type: application/http\r\n"
    b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Length: 57\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>\xd8\xae\xd8\xa8\xd8\xb1</p>\r\n\r\n"
)
FILES = {
    "news/خبر.txt": ITEM.encode(),
    "news/picture.png": b"\x89PNG",
    "lines.jsonl": LINE.encode(),
    "lines2.jsonl.gz": gzip.compress(LINE.replace("سطر", "ثان").encode(), mtime=0),
    "crawl.warc": WARC,
    "crawl.warc.gz": gzip.compress(WARC.replace(b"example/1", b"example/2"), mtime=0),
    "__MACOSX/news/._a.txt": b"\x00\x05\x16\x07",
    "table.csv": "id,text\nخلية,خبر".encode(),
}


def as_zip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return made.getvalue()


def as_tar(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, body in files.items():
            head = tarfile.TarInfo(name)
            head.size = len(body)
            archive.addfile(head, io.BytesIO(body))
    return made.getvalue()


def as_tgz(files: dict[str, bytes]) -> bytes:
    return gzip.compress(as_tar(files), mtime=0)


Pack = Callable[[dict[str, bytes]], bytes]
PACKERS: list[tuple[str, Pack]] = [("zip", as_zip), ("tar", as_tar), ("tar.gz", as_tgz), ("tgz", as_tgz)]


def read(path: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Names of the documents, and source and code of what is refused, below the file's own name."""
    found = list(read_documents([path]))
    return (
        [d.source.removeprefix(f"{path}/") for d in found if isinstance(d, Document)],
        [(r.source.removeprefix(f"{path}/"), r.code) for r in found if isinstance(r, Rejection)],
    )


@pytest.mark.parametrize(("suffix", "pack"), PACKERS)
def test_every_kind_is_read_out_of_a_packed_file(tmp_path: Path, suffix: str, pack: Pack) -> None:
    path = tmp_path / f"pages.{suffix}"
    path.write_bytes(pack(FILES))
    names = ["news/خبر.txt", "سطر", "ثان", "http://a.example/1", "http://a.example/2", "خلية"]
    assert read(path) == (names, [])
    (text, *_) = read_documents([path])
    assert isinstance(text, Document)
    assert text.body == ITEM.encode()


@pytest.mark.parametrize(("suffix", "pack"), PACKERS)
def test_a_bad_member_is_refused_alone(tmp_path: Path, suffix: str, pack: Pack) -> None:
    path = tmp_path / f"x.{suffix}"
    files = {
        "../../escape.txt": b"x", "/root.txt": b"x", "C:\\win.txt": b"x", "a/../../b.txt": b"x",
        "cut.txt.gz": gzip.compress(b"abc")[:12],
        "bad.jsonl": b"{\n" + LINE.encode(), "crawl.warc.gz": b"\x1f\x8bjunk", "a..b.txt": ITEM.encode(),
    }  # fmt: skip
    path.write_bytes(pack(files))
    names, refused = read(path)
    assert names == ["سطر", "a..b.txt"]
    assert refused == [
        ("../../escape.txt", "archive"), ("/root.txt", "archive"),
        ("C:\\win.txt", "archive"), ("a/../../b.txt", "archive"), ("cut.txt.gz", "unreadable"),
        ("bad.jsonl:1", "json"), ("crawl.warc.gz", "archive"),
    ]  # fmt: skip


def test_links_devices_and_sparse_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (
            ("link.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("pipe.txt", tarfile.FIFOTYPE),
        ):
            head = tarfile.TarInfo(name)
            head.type, head.linkname = kind, "/etc/passwd"
            archive.addfile(head)
        head = tarfile.TarInfo("endless.jsonl")
        head.pax_headers = {
            "GNU.sparse.major": "0",
            "GNU.sparse.minor": "1",
            "GNU.sparse.map": "0,1",
            "GNU.sparse.size": "9" * 15,
        }
        head.size = 1
        archive.addfile(head, io.BytesIO(b"x"))
    assert read(path) == ([], [(n, "archive") for n in ("link.txt", "hard.txt", "pipe.txt", "endless.jsonl")])


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    body = bytearray(as_zip({"a.txt": b"x", "b.txt": ITEM.encode()}))
    body[6] |= 1  # the first member's head and its line in the directory
    body[body.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "x.zip").write_bytes(body)
    assert read(tmp_path / "x.zip") == (["b.txt"], [("a.txt", "archive")])


def test_what_unpacks_to_too_much_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "FREE", 1 << 20)
    bomb = b"\n" * (40 << 20)
    for name, body in {
        "a.jsonl.gz": gzip.compress(bomb), "b.zip": as_zip({"a.jsonl": bomb}), "c.tgz": as_tgz({"a.jsonl": bomb}),
        "d.zip": as_zip({"a.zip": as_zip({"a.jsonl": bomb})}), "e.gz": gzip.compress(gzip.compress(bomb)),
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(body)
        found = list(read_documents([tmp_path / name]))
        assert found
        assert all(isinstance(r, Rejection) and "It unpacks to over 200 times its size" in r.reason for r in found)


def test_the_heads_of_a_tar_file_do_not_fill_memory(tmp_path: Path) -> None:
    head = tarfile.TarInfo("x")
    head.type, head.size = tarfile.XHDTYPE, 60 << 20
    (tmp_path / "x.tgz").write_bytes(gzip.compress(head.tobuf() + b" " * (60 << 20)))
    (found,) = read_documents([tmp_path / "x.tgz"])
    assert isinstance(found, Rejection)
    assert (found.code, found.reason) == ("archive", "The head of a member is too long.")


def test_packing_ends_at_a_depth_and_a_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = as_zip({"a.txt": ITEM.encode()})
    (tmp_path / "two.zip").write_bytes(as_zip({"in.zip": inner}))
    (tmp_path / "three.zip").write_bytes(as_zip({"mid.tgz": as_tgz({"in.zip": inner})}))
    assert read(tmp_path / "two.zip") == (["in.zip/a.txt"], [])
    assert read(tmp_path / "three.zip") == ([], [("mid.tgz/in.zip", "archive")])
    monkeypatch.setattr(packed, "MAX_MEMBERS", 2)
    (tmp_path / "many.tar").write_bytes(as_tar({f"{n}.txt": ITEM.encode() for n in range(4)}))
    assert read(tmp_path / "many.tar") == (["0.txt", "1.txt"], [(str(tmp_path / "many.tar"), "archive")])


def test_a_cut_file_gives_what_it_holds(tmp_path: Path) -> None:
    files = {f"{n}.txt": (ITEM + f" {n}").encode() * 30 for n in range(30)}
    (tmp_path / "a.tar").write_bytes(as_tar(files)[:-30_000])
    (tmp_path / "b.tgz").write_bytes(as_tgz(files)[:-400])
    (tmp_path / "c.zip").write_bytes(as_zip(files)[:-400])
    for name, least in (("a.tar", 15), ("b.tgz", 2)):
        names, refused = read(tmp_path / name)
        assert names == [f"{n}.txt" for n in range(len(names))]
        assert len(names) >= least
        assert refused[-1] == (str(tmp_path / name), "archive")
    assert read(tmp_path / "c.zip") == ([], [(str(tmp_path / "c.zip"), "archive")])  # its directory stands at the end


def test_a_member_without_a_name_is_passed_over(tmp_path: Path) -> None:
    body = as_zip({"n": b"x", "b.txt": ITEM.encode()})
    head, directory = body.index(b"PK\x03\x04"), body.index(b"PK\x01\x02")
    body = body[: head + 26] + b"\0\0\1\0" + body[head + 30 : directory + 28] + b"\0\0\1\0" + body[directory + 32 :]
    (tmp_path / "x.zip").write_bytes(body)
    assert read(tmp_path / "x.zip") == (["b.txt"], [])


def test_an_archive_of_nothing_readable_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(as_zip({"a.png": b"x"}))
    (found,) = read_documents([tmp_path / "x.zip"])
    assert isinstance(found, Rejection)
    assert found.reason.startswith("It holds no file that is read (.txt .html")


FEED = (
    '<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>نافذة</title><item><link>http://[a/1</link>"
    "<title>خبر &amp; آخر</title><pubDate>Thu, 17 Aug 2023 01:30:00 +0300</pubDate>"
    "<c:encoded><![CDATA[<p>نص]]></c:encoded></item></channel></rss>"
)
WHOLE = {
    ".xml": FEED.encode(), ".csv": "id;text\n1;\"سطر\nثان\"\n".encode() * 2,
    ".json": f"[{LINE},{LINE}]".encode(),
    ".zip": as_zip(FILES), ".tar": as_tar(FILES), ".tgz": as_tgz(FILES),
}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), max_size=6),
    st.floats(0.1, 1),
)
def test_no_damage_is_a_crash(suffix: str, changes: list[tuple[float, int]], kept: float) -> None:
    body = bytearray(WHOLE[suffix])
    for place, byte in changes:
        body[int(place * len(body))] = byte
    body = body[: int(kept * len(body))]
    stream = io.BufferedReader(io.BytesIO(bytes(body)))  # type: ignore[arg-type]
    for found in read_stream("x", f"x{suffix}", stream, fields=Fields(), budget=Budget(len(body))):
        assert isinstance(found, Document | Rejection)
        found.source.encode()
