"""What a newcomer meets: readings as a page, why names are one's, the newest first, a map that begins where most is told."""

import re
import shutil

import pytest
from starlette.testclient import TestClient

import sijill
from sijill.web import make_app

from .conftest import DESK, HAND, serving, words_of

READ_TWICE = "بيان النفي\n\nنفى سامر الياسين أن يكون السد قد انهار أمس."
LONG = "تصريح جديد\n\nقال وزير الري سامر كريم الياسين إن السد سليم. وأضاف الياسين أن المياه تنخفض."


@pytest.fixture(scope="module")
def twice(record, tmp_path_factory):
    """The record with a page that was read anew for another day, and a name that stands in two forms."""
    folder = tmp_path_factory.mktemp("history")
    dossier = sijill.open(shutil.copy(record, folder / "x.sijill"))
    for name, text in (("twice.txt", READ_TWICE), ("long.txt", LONG)):
        (folder / name).write_text(text, encoding="utf-8")
    dossier.add([folder / "twice.txt", folder / "long.txt"], jobs=1)
    dossier.add([folder / "twice.txt"], published="2031-05-25", jobs=1)
    return dossier


@pytest.fixture(scope="module")
def twice_read(twice):
    return next(article for article in twice.articles() if article.source.endswith("twice.txt"))


def test_the_readings_of_an_article_are_a_page(twice, twice_read):
    client = TestClient(make_app(twice.path), base_url="http://localhost:8000")
    address = f"/articles/{twice_read.page_sha256}/0"
    assert f'href="{address}/history"' in client.get(address).text
    html = client.get(f"{address}/history").text
    told = words_of(html)
    assert "بيان النفي" in told
    assert told.index("ما يقوله السجل الآن") < told.index("القراءة الأولى"), "the present reading comes first"
    assert re.search(r"القيمة:\s*مفتوح\s*←\s*2031-05-24", told), "yesterday has a day since the page has one"
    found = re.search(r'<a href="([^"]+#mark)">أمس</a>', html)[1]
    assert "أمس" in client.get(found.removesuffix("#mark")).text
    english = words_of(client.get(f"{address}/history?lang=en").text)
    assert "what the record says now" in english
    assert re.search(r"Value:\s*open\s*→\s*2031-05-24", english)
    assert client.get("/articles/00000000/0/history").status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("viewport", [DESK, HAND], ids=["desk", "hand"])
def test_readings_are_reached_from_the_article(open_page, twice, twice_read, viewport, lang):
    with serving(make_app(twice.path)) as own:
        page = open_page(f"/articles/{twice_read.page_sha256}/0?lang={lang}", viewport, address=own)
        page.locator(".preserved a[href$=history]").click()
        page.wait_for_url("**/history")
        assert page.locator(".reading-of").count() == 2
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.locator(".edits a", has_text="أمس").first.click()
        page.wait_for_url("**#mark")
        assert page.locator("#mark").inner_text() == "أمس"


@pytest.mark.browser
def test_why_names_are_ones_is_told_and_leads_to_the_words(open_page, twice):
    thing = next(one for one in twice.actors() if "سامر كريم الياسين" in (one.name, *one.aliases))
    assert thing.reasons
    with serving(make_app(twice.path)) as own:
        page = open_page(f"/actors/{thing.id}", address=own)
        why = page.locator("details.why", has_text="سند الجمع")
        assert not why.locator("li").first.is_visible()
        why.locator("summary").click()
        told = why.locator("li").first.inner_text()
        assert "سامر الياسين" in told
        assert not re.search("[a-z]", told), "the reason is told in Arabic"
        why.locator("li a").first.click()
        page.wait_for_url("**#mark")
        assert "الياسين" in page.locator("#mark").inner_text()


def test_lists_begin_with_the_newest_where_asked(client, dossier):
    for name, day in (("timeline", "when"), ("statements", "said_on"), ("commitments", "due")):
        oldest = client.get(f"/{name}.json").json()["rows"]
        newest = client.get(f"/{name}.json", params={"order": "newest"}).json()["rows"]
        assert sorted(map(str, oldest)) == sorted(map(str, newest))
        days = [row[day]["value"] for row in newest if row[day]["value"]]
        assert days == sorted(days, reverse=True)
        html = client.get(f"/{name}", params={"order": "newest"}).text
        assert '<option value="newest" selected>' in html


def test_the_front_page_begins_with_what_is_new(client):
    told = words_of(client.get("/").text)
    heads = ["أحدث المقالات", "آخر ما وقع", "آخر ما قيل", "أبرز ما وقع، الأحدث أولًا", "تعهدات مفتوحة"]
    places = [told.index(head) for head in heads]
    assert places == sorted(places)
    assert told.index("لجنة تحقيق في بغداد") < told.index("انهيار سد في وادي الرمان"), "the newest article first"


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_map_on_a_phone_begins_where_most_is_told(open_page, lang):
    page = open_page(f"/places?lang={lang}", HAND)
    assert page.evaluate("(map => map.scrollWidth > map.clientWidth)(document.querySelector('.atlas .pan'))")
    widest = """[...document.querySelectorAll('.atlas circle')].map((one) => one.getBoundingClientRect())
      .reduce((best, one) => (best.width >= one.width ? best : one))"""
    assert page.evaluate(f"(spot => spot.left >= 0 && spot.right <= innerWidth)({widest})")
