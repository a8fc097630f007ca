"""Feeds: an item a page, its day in its own zone."""

from pathlib import Path

import pytest

from sijill.model.records import Article, Page, Rejection
from sijill.pages import Document, open_page, read_documents
from sijill.pages.readers.feeds import find_links, is_feed

RSS = """<?xml version="1.0" encoding="windows-1256"?>
<!-- made by hand --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>نافذة القرية</title><link>https://a.example/</link>
<item><title>فتح الجسر &amp;amp; السوق</title><link>/n/1</link><pubDate>Thu, 17 Aug 2023 01:30:00 +0300</pubDate>
<description>ملخص</description>
<content:encoded><![CDATA[<p>فتح الجسر القديم أمام الشاحنات أمس.</p>
<script>x()</script>]]></content:encoded></item>
<item><title>خبر ثان</title><guid isPermaLink="false">tag:a.example,2</guid><pubDate>الخميس، 17 أغسطس 2023 - 10:30</pubDate>
<description>سطر أول من الخبر.
سطر ثان منه.</description><source url="https://b.example/feed">صوت الوادي</source></item>
<item><link>javascript:alert(1)</link><title>ثالث</title><pubDate>قريبا</pubDate></item>
<item><link>https://a.example/n/4</link></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>نشرة</title>
<entry><id>urn:1</id><title type="html">&lt;b&gt;عاجل&lt;/b&gt; فتح السد</title><link href="https://a.example/s"/>
<updated>2023-08-18T09:00:00+03:00</updated><summary>فتحت بوابات السد.</summary></entry></feed>"""


def read(tmp_path: Path, body: bytes, name: str = "feed.xml") -> list[Document | Rejection]:
    (tmp_path / name).write_bytes(body)
    return list(read_documents([tmp_path / name]))


def opened(document: Document | Rejection) -> tuple[Page, Article]:
    assert isinstance(document, Document)
    found = open_page(document)
    assert not isinstance(found, Rejection)
    return found[0], found[1][0]


@pytest.mark.parametrize("encoding", ["cp1256", "utf-8", "utf-16"])
def test_an_item_is_a_page_whatever_the_feed_says_of_its_encoding(tmp_path: Path, encoding: str) -> None:
    first, second, third, fourth = read(tmp_path, RSS.encode(encoding))
    page, article = opened(first)
    assert (page.source, page.url, page.outlet) == ("https://a.example/n/1", "https://a.example/n/1", "نافذة القرية")
    assert article.title
    assert (article.title.text, article.text) == ("فتح الجسر & السوق", "فتح الجسر القديم أمام الشاحنات أمس.")
    assert (article.published.value, article.published.how) == ("2023-08-17T01:30", "given")
    page, article = opened(second)
    assert (page.source, page.outlet, page.published) == ("tag:a.example,2", "صوت الوادي", "2023-08-17T10:30")
    assert page.text.split("\n") == ["خبر ثان", "سطر أول من الخبر.", "سطر ثان منه."]
    assert isinstance(third, Document)
    assert (third.source, third.url, third.published) == (f"{tmp_path / 'feed.xml'}:3", None, "قريبا")
    assert isinstance(fourth, Rejection)
    assert (fourth.source, fourth.code) == ("https://a.example/n/4", "empty")


def test_the_day_of_a_change_is_not_taken_for_the_day_of_publication(tmp_path: Path) -> None:
    page, article = opened(*read(tmp_path, ATOM.encode(), "news.atom"))
    assert page.text.startswith("عاجل فتح السد")
    published = article.published
    assert (published.value, published.how, published.latest) == (None, "bounded", "2023-08-18")


def test_a_damaged_feed_gives_what_can_be_read(tmp_path: Path) -> None:
    whole = RSS.encode().replace(b"windows-1256", b"utf-8")
    first, cut = read(tmp_path, whole[: whole.index("سطر ثان".encode()) + 3])
    assert isinstance(first, Document)
    assert first.url == "https://a.example/n/1"
    assert isinstance(cut, Rejection)
    assert (cut.source, cut.code) == ("tag:a.example,2", "feed")
    (none,) = read(tmp_path, b"<rss version='2.0'><channel><title>x</title></channel></rss>")
    assert isinstance(none, Rejection)
    assert none.code == "feed"
    (other,) = read(tmp_path, b"<?xml version='1.0'?><sitemap><url>x</url></sitemap>")
    assert isinstance(other, Rejection)
    assert other.code == "kind"


@pytest.mark.parametrize("link", ["http://[a", "http://[::1", "//[", "\x00", " "])
def test_a_link_that_is_none_is_not_followed(tmp_path: Path, link: str) -> None:
    found = read(
        tmp_path,
        RSS.encode().replace(b"https://a.example/</link>", f"{link}</link>".encode()).replace(b"/n/1", link.encode()),
    )
    assert next(d.url for d in found if isinstance(d, Document)) is None


def test_entities_of_a_feed_neither_grow_nor_reach_out(tmp_path: Path) -> None:
    grow = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "lol">{grow}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    body = f"{bomb}<rss version='2.0'><channel><title>x</title><item><title>&a11; &f;</title></item></channel></rss>"
    for document in read(tmp_path, body.encode()):
        assert isinstance(document, Rejection) or (len(document.body) < 10_000 and b"root:" not in document.body)


def test_links_are_whole(tmp_path: Path) -> None:
    assert find_links(RSS.encode("cp1256"), "https://a.example/rss") == [
        "https://a.example/n/1",
        "https://a.example/n/4",
    ]


def test_a_feed_is_told_by_its_first_element() -> None:
    assert is_feed(b'\xef\xbb\xbf <?xml version="1.0"?>\n<!DOCTYPE x><rdf:RDF xmlns="x">')
    assert is_feed("<feed>".encode("utf-16"))
    assert not is_feed(b"<html><body><rss>")
