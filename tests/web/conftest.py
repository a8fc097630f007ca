"""A small invented story in a record, and the application over it."""

import re
import threading
import time
from contextlib import contextmanager
from html import unescape

import msgspec
import pytest
import uvicorn
from starlette.testclient import TestClient

import sijill
from sijill.web import make_app

DESK, HAND = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
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


@contextmanager
def serving(app):
    app.state.snapshots.of(None)  # nobody is shown the page that says it is being made
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server, socket = uvicorn.Server(config), config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join(5)


def is_expected(one, page):
    """Whether what the console says is no complaint, or only that the page asked for is not there."""
    return one.type not in {"error", "warning"} or ("status of 404" in one.text and one.location["url"] == page.url)


@pytest.fixture(scope="module")
def address(app):
    with serving(app) as found:
        yield found


@pytest.fixture
def open_page(browser, address):
    complaints, contexts = [], []

    def open_(path, viewport=DESK, *, address=address, **options):
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda one: None if is_expected(one, page) else complaints.append(one.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda one: None if one.url.startswith(address) else complaints.append(one.url))
        page.goto(address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
