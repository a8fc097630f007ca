"""The report in a real browser: reading, switching, searching, at the width of a desk and of a hand."""

import pytest

from invented_flood import SAID
from sijill.export.report import write_report

from .conftest import following_from
from .test_report import bridges

pytestmark = pytest.mark.browser
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
DESK, HAND = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def open_page(browser, html, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(html, encoding="utf-8")
    complaints, pages = [], []

    def open_(viewport=DESK, fragment="", **options):
        page = browser.new_page(viewport=viewport, **options)
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if request.url.startswith("http") else None)
        page.goto(path.as_uri() + fragment)
        pages.append(page)
        return page

    yield open_
    for page in pages:
        page.close()
    assert complaints == []


@pytest.mark.parametrize("viewport", [DESK, HAND], ids=["desk", "hand"])
def test_a_line_opens_its_article_with_the_words_marked(open_page, viewport):
    page = open_page(viewport)
    page.click(".ev .head a >> nth=0")
    mark = page.locator("#reader mark").first
    assert mark.is_visible()
    assert "فيضان" in mark.inner_text()
    assert page.evaluate(
        "(box => box.top >= 0 && box.bottom <= innerHeight)(document.querySelector('#reader mark').getBoundingClientRect())"
    )
    page.keyboard.press("Escape")
    assert page.locator("#reader").is_hidden()


def test_marks_count_characters_as_the_record_does(open_page):
    page = open_page()
    page.click("blockquote a >> nth=0")
    assert page.locator("#reader mark").all_inner_texts() == [SAID]
    page.go_back()
    assert page.locator("#reader").is_hidden()


def test_a_deep_link_opens_the_evidence(open_page):
    link = open_page().locator("blockquote a").first.get_attribute("href")
    page = open_page(fragment=link)
    assert page.locator("#reader mark").all_inner_texts() == [SAID]


def test_the_language_switch_changes_every_label_and_back(open_page):
    page = open_page()
    before = page.locator("body").text_content()
    page.click("#lang")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]
    assert page.locator("#h-timeline").inner_text() == "Timeline"
    assert "2 independent sources" in page.locator("#timeline").inner_text()
    assert page.locator("#q").get_attribute("placeholder") == "Search the record"
    page.click("#lang")
    assert page.locator("body").text_content() == before


def test_nothing_is_wider_than_the_hand(open_page):
    for scheme in ("light", "dark"):
        page = open_page(HAND, color_scheme=scheme)
        for act in ("0", "document.querySelector('#lang').click()", "document.querySelector('.head a').click()"):
            page.evaluate(act)
            assert page.evaluate("document.documentElement.scrollWidth") == HAND["width"]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_bar_is_one_row_at_a_desk(browser, tmp_path, lang):
    articles, texts = bridges(24)
    file = write_report(tmp_path / "b.html", following_from(articles), texts)
    page = browser.new_page(viewport=DESK)
    page.goto(file.as_uri())
    if lang == "en":
        page.click("#lang")
    shown = (
        "[...document.querySelectorAll('.jump>*,.filters>:not([hidden])')].map((one) => one.getBoundingClientRect())"
    )
    boxes = page.evaluate(f"{shown}.map((box) => [box.top, box.height])")
    page.close()
    assert len(boxes) == 8
    middles = [top + height / 2 for top, height in boxes]
    assert max(middles) - min(middles) < 8


def test_search_folds_letters_and_filters_join(open_page):
    page = open_page()
    page.fill("#q", "السروه")
    sync_api.expect(page.locator("#found")).not_to_be_empty()
    assert page.locator(".ev:visible").count() == 3
    page.select_option("#type", "PROTEST")
    sync_api.expect(page.locator(".ev:not([hidden])")).to_have_count(1)
    assert page.locator(".st:visible").count() == 0
    page.click("#clear")
    sync_api.expect(page.locator(".ev[hidden]")).to_have_count(0)


def test_the_page_as_preserved_shows_the_furniture(open_page):
    page = open_page(fragment="#a1")
    assert page.get_by_text("شارك الخبر").locator("visible=true").count() == 0
    page.check("#reader .whole input")
    assert "شارك الخبر 🌊🌊" in page.locator("#reader .text").inner_text()


def test_without_javascript_a_link_leads_to_the_words(open_page):
    page = open_page(java_script_enabled=False)
    assert page.locator("#q").is_hidden()
    page.click("blockquote a >> nth=0")
    assert page.get_by_text(SAID).last.is_visible()
