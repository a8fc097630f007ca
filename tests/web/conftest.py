"""A small invented story in a record, and the application over it."""

import re
from html import unescape

import msgspec
import pytest
from starlette.testclient import TestClient

import sijill
from sijill.web import make_app

PAGES = {
    "2031-05-02 a.txt": (
        "وزير الري يعد بإصلاح السد\n\nوادي الرمان - وكالة المرقاب - قال وزير الري سامر الياسين إن السد سيصلح قبل نهاية العام. "
        "وتعهد بأن تعوض الوزارة المزارعين في حزيران المقبل."
    ),
    "2031-05-13 b.txt": (
        "انهيار سد في وادي الرمان\n\nوادي الرمان - انهار أمس جزء من السد وقتل 12 شخصا، "
        "وقال وزير الري سامر الياسين إن السد سليم.\n\n"
        "ونفت ليلى حداد رئيسة البلدية أن يكون أحد قد حذر من الانهيار."
    ),
    "2031-05-20 c.txt": (
        "لجنة تحقيق في بغداد\n\nبغداد - شكل مجلس الوزراء الثلاثاء لجنة للتحقيق في انهيار السد، وطالبت ليلى حداد باستقالة الوزير."
    ),
}
UNDATED = "البلدية تحذر\n\nحذرت بلدية وادي الرمان من انهيار السد، وقالت إن المياه سترتفع."
HOSTILE = (
    '<html><head><title><script>alert("ظهر")</script></title></head><body><h1>&lt;img src=x onerror=alert(1)&gt; خبر</h1>'
    "<p>قال &lt;b&gt;ناصر&lt;/b&gt; القاضي إن &lt;script&gt;alert(2)&lt;/script&gt; كلام. "
    "وانهار جسر يوم 3 أيار 2031.</p></body></html>"
)


@pytest.fixture(scope="session")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("web")
    found = sijill.open(folder / "x.sijill")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
        found.add([folder / name], published=name[:10], jobs=1)
    (folder / "undated.txt").write_text(UNDATED, encoding="utf-8")
    (folder / "hostile.html").write_text(HOSTILE, encoding="utf-8")
    found.add([folder / "undated.txt", folder / "hostile.html"], jobs=1)
    return found.path


@pytest.fixture(scope="session")
def dossier(record):
    return sijill.open(record)


@pytest.fixture(scope="session")
def app(record):
    return make_app(record)


@pytest.fixture
def client(app):
    return TestClient(app, base_url="http://localhost:8000")


def links_of(html, like=""):
    """The addresses a page leads to."""
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', html) if like in found]


def words_of(html):
    """The text of a page without its markup."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def plain(found):
    """Records as they come out of JSON."""
    return msgspec.json.decode(msgspec.json.encode(found))
