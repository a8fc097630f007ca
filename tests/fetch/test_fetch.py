"""Pages from a site into an archive: what is kept, what is asked for again, what is told of failures."""

import gzip
import json
import socket
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator

from fetch.site import Site, drip, one_after_the_other, page, redirect
from sijill.cli.main import run
from sijill.fetch import FetchReport, addresses, fetch_pages
from sijill.fetch.addresses import check_url
from sijill.fetch.errors import FetchError
from sijill.fetch.pace import Pace
from sijill.model.errors import DataError, TryAgainError, UsageError
from sijill.pages import Document, read_documents
from sijill.pages.documents import MAX_PAGE_BYTES
from sijill.store.lock import WriterLock

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>نافذة</title>
<item><title>أول</title><link>/1</link></item><item><title>ثان</title><link>{url}/2</link></item>
<item><title>مكرر</title><link>{url}/1</link></item></channel></rss>"""


@pytest.fixture
def fetch(tmp_path: Path, pace: Pace) -> Any:
    def call(*given: str | Path, output: str = "pages.warc.gz", **settings: Any) -> FetchReport:
        return fetch_pages(given, tmp_path / output, pace=pace, **{"allow_private": True, "timeout": 5.0, **settings})

    return call


def told(report: FetchReport) -> list[tuple[str, str, int | None, str | None]]:
    """Path, result, status and code of every row."""
    return [("/" + row.url.split("/", 3)[3], row.result, row.status, row.code) for row in report.rows]


def records(path: Path) -> list[tuple[str, str, int | None]]:
    """Type, path and status of every record of an archive, whose digests are right."""
    with path.open("rb") as stream:
        return [
            (
                record.headers["WARC-Type"],
                "/" + record.headers["WARC-Target-URI"].split("/", 3)[3] if "WARC-Target-URI" in record.headers else "",
                record.http_headers.status_code
                if record.http_headers and record.headers["WARC-Type"] != "request"
                else None,
            )
            for record in ArchiveIterator(stream, parse_http=True)
        ]


@pytest.mark.parametrize("output", ["pages.warc.gz", "pages.warc"])
def test_pages_come_into_an_archive_that_is_read(site: Site, fetch: Any, tmp_path: Path, output: str) -> None:
    site.routes["/1"] = page("فتح الجسر")
    site.routes["/%D8%AE%D8%A8%D8%B1"] = redirect("/2", 301)
    old = "<html><p>نص قديم من العراق والشام".encode("cp1256")
    site.routes["/2"] = (
        200,
        {"Content-Type": "text/html; charset=windows-1256", "Content-Encoding": "gzip"},
        gzip.compress(old),
    )
    report = fetch(f"{site.url}/1#top", f"{site.url}/خبر", output=output)
    assert (report.fetched, report.unchanged, report.failed, report.left) == (2, 0, 0, 0)
    assert report.rows[1].location == f"{site.url}/2"
    assert records(tmp_path / output) == [
        ("warcinfo", "", None),
        ("response", "/robots.txt", 404), ("request", "/robots.txt", None),
        ("response", "/1", 200), ("request", "/1", None),
        ("response", "/%D8%AE%D8%A8%D8%B1", 301), ("request", "/%D8%AE%D8%A8%D8%B1", None),
        ("response", "/2", 200), ("request", "/2", None),
    ]  # fmt: skip
    found = [d for d in read_documents([tmp_path / output]) if isinstance(d, Document)]
    assert [(d.url, d.charset, d.body) for d in found] == [
        (f"{site.url}/1", "utf-8", page("فتح الجسر")[2]),
        (f"{site.url}/2", "windows-1256", old),
    ]
    assert all(d.fetched and d.fetched.endswith("Z") for d in found)
    agent = site.asked[0][1]["User-Agent"]
    assert agent.startswith("Sijill/")


def test_an_archive_keeps_request_and_answer_to_the_letter(site: Site, fetch: Any, tmp_path: Path) -> None:
    def chunked(handler: Any) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\nX-Name: \xd8\xa7\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"3\r\n<p>\r\n4\r\n\xd8\xa7\xd8\xa8\r\n0\r\n\r\n"
        )

    site.routes["/1"] = chunked
    fetch(f"{site.url}/1", output="a.warc")
    whole = (tmp_path / "a.warc").read_bytes()
    assert (
        b"\r\n\r\nHTTP/1.1 200 Fine\r\nContent-Type: text/html\r\nX-Name: \xd8\xa7\r\n"
        b"X-Archive-Orig-Transfer-Encoding: chunked\r\nContent-Length: 7\r\n\r\n<p>\xd8\xa7\xd8\xa8\r\n\r\n"
    ) in whole
    assert b"\r\n\r\nGET /1 HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % site.port in whole
    assert b"WARC-IP-Address: 127.0.0.1\r\n" in whole
    with (tmp_path / "a.warc").open("rb") as stream:
        kinds = [record.headers["WARC-Type"] for record in ArchiveIterator(stream, verify_digests=True)]
    assert kinds == ["warcinfo", "response", "request", "response", "request"]
    with (tmp_path / "a.warc").open("rb") as stream:
        info, *others = [record.headers for record in ArchiveIterator(stream)]
    assert {head["WARC-Warcinfo-ID"] for head in others} == {info["WARC-Record-ID"]}
    assert [d.body for d in read_documents([tmp_path / "a.warc"]) if isinstance(d, Document)] == ["<p>اب".encode()]


def test_an_unchanged_page_is_not_sent_again(site: Site, fetch: Any, tmp_path: Path) -> None:
    site.routes["/tag"] = page("أول", ETag='"v1"')
    site.routes["/none"] = page("ثان")
    site.routes["/new"] = one_after_the_other(page("ثالث"), page("رابع"))
    urls = [f"{site.url}/{name}" for name in ("tag", "none", "new")]
    assert told(fetch(*urls))[0] == ("/tag", "fetched", 200, None)
    site.asked.clear()
    again = fetch(*urls)
    assert told(again) == [
        ("/tag", "unchanged", 304, None), ("/none", "unchanged", 200, None), ("/new", "fetched", 200, None),
    ]  # fmt: skip
    assert (again.fetched, again.unchanged) == (1, 2)
    assert [headers.get("If-None-Match") for path, headers in site.asked if path == "/tag"] == ['"v1"']
    kinds = [
        kind
        for kind, path, _ in records(tmp_path / "pages.warc.gz")
        if path in ("/tag", "/none", "/new") and kind != "request"
    ]
    assert kinds == ["response"] * 3 + ["revisit", "revisit", "response"]
    bodies = [d.body for d in read_documents([tmp_path / "pages.warc.gz"]) if isinstance(d, Document)]
    assert bodies == [page(words)[2] for words in ("أول", "ثان", "ثالث", "رابع")]


def test_the_items_of_a_feed_are_fetched(site: Site, fetch: Any, tmp_path: Path) -> None:
    feed = FEED.format(url=site.url).encode()
    site.routes["/feed"] = (200, {"Content-Type": "application/rss+xml", "ETag": "w"}, feed)
    site.routes["/1"], site.routes["/2"] = page("أول", ETag="a"), page("ثان")
    expected = [("/feed", "fetched", 200, None), ("/1", "fetched", 200, None), ("/2", "fetched", 200, None)]
    assert told(fetch(f"{site.url}/feed")) == expected
    assert [result for _, result, _, _ in told(fetch(f"{site.url}/feed"))] == ["unchanged"] * 3
    limited = fetch(f"{site.url}/feed", output="b.warc.gz", limit=2)
    assert (told(limited), limited.left) == (expected[:2], 1)
    (tmp_path / "local.xml").write_bytes(
        FEED.replace("/1", "{url}/1").replace("{url}{url}", "{url}").format(url=site.url).encode()
    )
    assert told(fetch(tmp_path / "local.xml", output="c.warc.gz")) == expected[1:]
    assert [d.source for d in read_documents([tmp_path / "c.warc.gz"])] == [f"{site.url}/1", f"{site.url}/2"]


def test_a_list_may_hold_what_is_no_url(site: Site, fetch: Any, tmp_path: Path) -> None:
    site.routes["/1"] = page("أول")
    (tmp_path / "list.txt").write_text(
        f"# صفحات\n\n{site.url}/1\nftp://a.example/x\nhttp://\n{site.url}/1#again\nكلام\n", "utf-8"
    )
    report = fetch(tmp_path / "list.txt")
    assert [(row.url, row.result, row.code) for row in report.rows] == [
        (f"{site.url}/1", "fetched", None), ("ftp://a.example/x", "failed", "url"), ("http://", "failed", "url"),
        ("كلام", "failed", "url"),
    ]  # fmt: skip


def test_robots_txt_is_obeyed(site: Site, fetch: Any, fake_time: Any) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: sijill\nDisallow: /private/*.html\nCrawl-delay: 5\n"
    site.routes["/robots.txt"] = (200, {"Content-Type": "application/octet-stream"}, rules.encode())
    site.routes["/a"] = page("أول")
    site.routes["/b"] = redirect("/private/x.html")
    report = fetch(f"{site.url}/private/x.html", f"{site.url}/a", f"{site.url}/b")
    assert told(report) == [
        ("/private/x.html", "failed", None, "robots"), ("/a", "fetched", 200, None), ("/b", "failed", None, "robots"),
    ]  # fmt: skip
    assert site.paths() == ["/robots.txt", "/a", "/b"]
    assert fake_time.slept == [1.0, 5.0]
    other = fetch(f"{site.url}/a", output="b.warc.gz", user_agent="Other/1.0")
    assert other.rows[0].reason == f"{site.url}/robots.txt does not allow it."


@pytest.mark.parametrize(("status", "code"), [(404, None), (403, None), (503, "robots"), (429, "robots")])
def test_a_robots_txt_that_fails_closes_the_site_but_none_opens_it(
    site: Site, fetch: Any, status: int, code: str | None
) -> None:
    site.routes["/robots.txt"] = (status, {}, b"")
    site.routes["/a"] = page("أول")
    assert fetch(f"{site.url}/a").rows[0].code == code
    assert ("/a" in site.paths()) == (code is None)


def test_redirects_end(site: Site, fetch: Any) -> None:
    site.routes["/loop"] = redirect("/loop")
    site.routes["/file"] = redirect("file:///etc/passwd")
    site.routes["/none"] = (302, {}, b"")
    for n in range(5):
        site.routes[f"/{n}"] = redirect(f"/{n + 1}", 307)
    site.routes["/5"] = page("آخر")
    report = fetch(*(f"{site.url}/{name}" for name in ("loop", "file", "none", "0")))
    assert told(report) == [
        ("/loop", "failed", 302, "redirect"), ("/file", "failed", None, "url"), ("/none", "failed", 302, "redirect"),
        ("/0", "fetched", 200, None),
    ]  # fmt: skip
    assert site.paths().count("/loop") == 6


def test_failures_are_rows_and_the_rest_goes_on(site: Site, fetch: Any, tmp_path: Path) -> None:
    def half(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>half")

    html = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    site.routes["/half"] = half
    site.routes["/halfgz"] = (200, html, gzip.compress(b"<p>" + bytes(range(256)) * 99)[:-50])
    site.routes["/bomb"] = (200, html, gzip.compress(b" " * (MAX_PAGE_BYTES + 1)))
    site.routes["/huge"] = lambda handler: (
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<p>") and None
    )
    site.routes["/pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7")
    site.routes["/map"] = (200, {"Content-Type": "text/xml"}, b"<?xml version='1.0'?><urlset/>")
    site.routes["/junk"] = lambda handler: handler.wfile.write(b"no such protocol\r\n\r\n") and None
    site.routes["/last"] = page("آخر")
    names = ("half", "halfgz", "bomb", "huge", "pdf", "map", "junk", "gone", "last")
    report = fetch(*(f"{site.url}/{name}" for name in names))
    assert told(report) == [
        ("/half", "failed", None, "cut"), ("/halfgz", "failed", 200, "cut"), ("/bomb", "failed", 200, "large"),
        ("/huge", "failed", 200, "large"), ("/pdf", "failed", 200, "kind"), ("/map", "failed", 200, "kind"),
        ("/junk", "failed", None, "cut"), ("/gone", "failed", 404, "status"), ("/last", "fetched", 200, None),
    ]  # fmt: skip
    assert all(row.reason and row.reason.endswith(".") for row in report.rows[:-1])
    assert report.rows[7].reason == "The server answered 404 Not Found."
    assert site.paths().count("/half") == 3
    assert [d.source for d in read_documents([tmp_path / "pages.warc.gz"])] == [f"{site.url}/last"]
    assert ("response", "/gone", 404) in records(tmp_path / "pages.warc.gz")


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>"),
        (b"", b""),
    ],
)
def test_a_server_that_never_ends_is_left(site: Site, fetch: Any, head: bytes, piece: bytes) -> None:
    site.routes["/slow"] = drip(head, piece)
    site.routes["/robots.txt"] = (404, {}, b"")
    (row,) = fetch(f"{site.url}/slow", timeout=0.3).rows
    assert (row.code, row.reason) == ("slow", "No whole answer came within 0.3 seconds.")


def test_a_busy_server_is_asked_again_when_it_says(site: Site, fetch: Any, fake_time: Any) -> None:
    site.routes["/busy"] = one_after_the_other((429, {"Retry-After": "7"}, b""), (503, {}, b""), page("أخيرا"))
    site.routes["/never"] = (503, {"Retry-After": "86400"}, b"")
    site.routes["/down"] = (500, {}, b"")
    report = fetch(f"{site.url}/busy", f"{site.url}/never", f"{site.url}/down")
    assert told(report) == [
        ("/busy", "fetched", 200, None), ("/never", "failed", 503, "busy"), ("/down", "failed", 500, "status"),
    ]  # fmt: skip
    assert fake_time.slept == [1.0, 7.0, 8.0, 1.0, 1.0, 2.0, 8.0]
    assert site.paths()[1:] == ["/busy"] * 3 + ["/never"] + ["/down"] * 3


def test_a_private_address_is_not_asked(site: Site, fetch: Any) -> None:
    (row,) = fetch(f"{site.url}/1", allow_private=False).rows
    assert (row.code, row.status) == ("address", None)
    assert "127.0.0.1" in (row.reason or "")
    assert site.asked == []


def test_the_address_is_checked_where_the_connection_is_made(
    site: Site, fetch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"open.example": ["127.0.0.1"], "inner.example": ["127.0.0.2"], "mixed.example": ["127.0.0.2", "127.0.0.1"]}
    turns = iter([["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"]])
    monkeypatch.setattr(addresses, "look_up", lambda host, port: names[host] if host in names else next(turns))
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    site.routes["/out"] = redirect(f"http://inner.example:{site.port}/secret")
    site.routes["/1"] = site.routes["/2"] = site.routes["/secret"] = page("سر")
    hosts = ("open.example", "mixed.example", "turning.example")
    urls = [f"http://{host}:{site.port}/1" for host in hosts] + [f"http://turning.example:{site.port}/2"]
    report = fetch(f"http://open.example:{site.port}/out", *urls, allow_private=False)
    assert [(row.result, row.code) for row in report.rows] == [
        ("failed", "address"), ("fetched", None), ("fetched", None), ("fetched", None), ("failed", "address"),
    ]  # fmt: skip
    assert "/secret" not in site.paths()


def test_a_name_that_is_not_found_is_said(fetch: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(addresses, "look_up", fail)
    (row,) = fetch("http://no.example/").rows
    assert (row.code, row.reason) == ("dns", "The name no.example is not found: Name or service not known.")


@pytest.mark.parametrize(
    "url", ["", "x", "//a.example/", "mailto:a@b.example", "http://a b/", "http://u:p@a.example/", "http://a.example:99999/",
            "http://a.example/" + "x" * 9000, "http://[::1", "javascript://a.example/"],
)  # fmt: skip
def test_what_is_no_url_of_a_page(url: str) -> None:
    with pytest.raises(FetchError) as raised:
        check_url(url)
    assert raised.value.code == "url"


@pytest.mark.parametrize("output", ["pages.warc.gz", "pages.warc"])
def test_what_a_killed_run_left_half_written_is_cut_off(site: Site, fetch: Any, tmp_path: Path, output: str) -> None:
    site.routes["/1"], site.routes["/2"] = page("أول"), page("ثان")
    fetch(f"{site.url}/1", output=output)
    path = tmp_path / output
    whole = path.read_bytes()
    for cut in (1, 30, 200, len(whole) // 2):
        path.write_bytes(whole + whole[:cut])
        fetch(f"{site.url}/2", output=output)
        assert path.read_bytes().startswith(whole)
        sources = [d.source for d in read_documents([path])]
        assert sources == [f"{site.url}/1", f"{site.url}/2"]


def test_a_file_that_is_no_archive_is_left_alone(fetch: Any, tmp_path: Path) -> None:
    for name, body in (
        ("a.warc.gz", gzip.compress(b"my thesis")),
        ("b.warc", b"my thesis"),
        ("c.warc.gz", b"my thesis"),
    ):
        (tmp_path / name).write_bytes(body)
        with pytest.raises(DataError, match="no web archive"):
            fetch("http://127.0.0.1:9/", output=name)
        assert (tmp_path / name).read_bytes() == body
    for name in ("pages.txt", "none/pages.warc"):
        with pytest.raises(UsageError):
            fetch("http://127.0.0.1:9/", output=name)
    with pytest.raises(UsageError, match="no file that can be read"):
        fetch("example.org")
    lock = WriterLock(tmp_path / "pages.warc.gz")
    lock.acquire()
    with pytest.raises(TryAgainError):
        fetch("http://127.0.0.1:9/")
    lock.release()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.warc.gz", "b.warc", "c.warc.gz"]


def test_the_command_says_what_came_of_it(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    site.routes["/1"] = page("فتح الجسر القديم")
    words = ["fetch", f"{site.url}/1", f"{site.url}/2", "-o", "p.warc.gz", "--allow-private", "--delay", "0"]
    assert run(words) == 1
    out, err = capsys.readouterr()
    assert out == "p.warc.gz: 1 fetched, 0 unchanged, 1 failed.\n"
    assert err == f"{site.url}/2: The server answered 404 Not Found.\n"
    assert run([*words[:2], *words[3:], "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["unchanged"], report["rows"][0]["result"]) == (1, "unchanged")
    assert run(["build", "x.sijill", "p.warc.gz", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == 1
    for wrong in (["fetch"], ["fetch", "http://a.example/"], ["fetch", "x", "-o", "p.warc"], [*words[:2], "-o", "p.zip"],
                  [*words, "--limit", "0"], [*words, "--user-agent", "/"]):  # fmt: skip
        assert run(wrong) == 2
        assert "\nhint: " in capsys.readouterr().err
