"""The application in a real browser: at the width of a desk and of a hand, in both directions, with and without script."""

import shutil
import time
from urllib.parse import parse_qs, urlsplit

import pytest

from sijill.web import make_app

from .conftest import DESK, HAND, serving

pytestmark = pytest.mark.browser
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
PATHS = [
    "/",
    "/timeline",
    "/statements",
    "/actors",
    "/places",
    "/commitments",
    "/sources",
    "/articles",
    "/search?q=السد",
    "/search?q=السد type:DISASTER after:2031-05",
    "/add",
    "/review",
    "/corrections",
]


IN_SIGHT = (
    """(box => box.top >= 0 && box.bottom <= innerHeight)(document.querySelector('#mark').getBoundingClientRect())"""
)
CONTRAST = """() => {
  const part = (x) => x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  const parts = (text) => (text.match(/[\\d.]+/g) || []).map((x) => text.startsWith("color(") ? Number(x) : Number(x) / 255);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const found = parts(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] * 255 === 1) return found;
    }
    return [1, 1, 1];
  };
  const poor = [];
  for (const one of document.querySelectorAll("body *:not(svg *):not(script):not(option)")) {
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || !one.getClientRects().length) continue;
    const a = light(parts(getComputedStyle(one).color)), b = light(ground(one));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.push([one.className, one.textContent.trim().slice(0, 30), ratio.toFixed(2)].join(" "));
  }
  return poor;
}"""
CUT = """() => [...document.querySelectorAll("figcaption span,figcaption a,.rows tbody :is(th,td) *,.sift *,.asof-bar *")]
  .filter((one) => one.getClientRects().length && !one.closest("option,svg"))
  .filter((one) => { const box = one.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth; })
  .map((one) => one.outerHTML)"""
NAMELESS = """() => [...document.querySelectorAll("input:not([type=hidden]),select,textarea,button,main a")]
  .filter((one) => !(one.labels && one.labels.length) && !one.getAttribute("aria-label") && !one.textContent.trim())
  .map((one) => one.outerHTML)"""


def until(page, told):
    """Wait until an expression holds: Playwright's own waiting would need a policy that allows eval."""
    for _ in range(200):
        if page.evaluate(told):
            return
        time.sleep(0.03)
    raise AssertionError(told)


def host_of(page):
    return urlsplit(page.url)._replace(path="", query="").geturl()


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("viewport", [DESK, HAND], ids=["desk", "hand"])
def test_no_page_is_wider_than_the_screen(open_page, viewport, lang):
    page = open_page(f"/?lang={lang}", viewport)
    for path in PATHS:
        page.goto(host_of(page) + path)
        assert page.evaluate("document.dir") == ("rtl" if lang == "ar" else "ltr")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert page.locator("h1").inner_text()
        assert page.evaluate("document.fonts.check('16px \"IBM Plex Sans Arabic\"')"), path


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_is_cut_off_at_the_edge_of_a_hand(open_page, lang):
    page = open_page(f"/?lang={lang}", HAND)
    for path in PATHS:
        page.goto(host_of(page) + path)
        assert page.evaluate(CUT) == [], path
        tops = page.evaluate(
            "[...document.querySelectorAll('.asof-bar>:not([type=hidden],button)')].map((e) => e.offsetTop)"
        )
        assert max(tops) - min(tops) < 20, "the day of the view stands on one line"


def test_on_an_english_screen_arabic_words_begin_where_its_lines_do(open_page):
    page = open_page("/statements?lang=en")
    quote, speaker = page.locator("blockquote").first, page.locator(".st .who").first
    assert quote.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert abs(quote.locator("a").bounding_box()["x"] - speaker.locator("bdi").first.bounding_box()["x"]) < 3
    lines = "one => { one.textContent = '30 September 2024'; return one.getClientRects().length; }"
    assert page.locator(".st .when time").first.evaluate(lines) == 1, "a day on one line"


@pytest.mark.parametrize("viewport", [DESK, HAND], ids=["desk", "hand"])
def test_a_line_leads_to_its_marked_words(open_page, viewport):
    page = open_page("/statements", viewport)
    words = page.locator("blockquote a").first.inner_text().strip("«»")
    page.locator("blockquote a").first.click()
    mark = page.locator("#mark")
    assert words in "".join(page.locator(".paper .l-mark").all_inner_texts())
    until(page, IN_SIGHT)
    assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgb(255, 224, 138)"


def test_layers_are_drawn_and_kept_in_the_address(open_page):
    page = open_page("/articles")
    page.locator(".card h2 a", has_text="انهيار سد").click()
    name = page.locator(".paper .l-people").first
    shadow = "one => getComputedStyle(one).boxShadow"
    assert name.evaluate(shadow) == "none"
    page.check("#layer-people")
    assert name.evaluate(shadow) != "none"
    assert page.url.endswith("?layers=people")
    page.reload()
    assert page.is_checked("#layer-people")


def test_a_choice_filters_in_place(open_page):
    page = open_page("/timeline")
    page.evaluate("window.same = true")
    page.select_option("select[name=type]", "DISASTER")
    until(page, "location.search.includes('type=DISASTER')")
    until(page, "!document.documentElement.classList.contains('loading')")
    assert page.locator(".ev").count() > 0
    assert page.locator(".ev:not(.public)").count() == 0
    assert page.evaluate("window.same"), "the page was not loaded anew"
    page.go_back()
    until(page, "document.querySelector('select[name=type]').value === ''")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_dragging_over_the_drawing_zooms(open_page, lang):
    page = open_page(f"/timeline?lang={lang}")
    box = page.locator("#overview svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 8, steps=4)
    page.mouse.up()
    until(page, "location.search.includes('from=')")
    asked = parse_qs(urlsplit(page.url).query)
    first, last = (
        page.locator("#overview").get_attribute("data-first"),
        page.locator("#overview").get_attribute("data-last"),
    )
    assert first <= asked["from"][0] < asked["to"][0] <= last


def test_the_day_slides(open_page):
    page = open_page("/articles")
    page.locator("#slide").fill("0")
    until(page, "location.search.includes('as_of=')")
    until(page, "document.querySelector('.past')")
    assert parse_qs(urlsplit(page.url).query)["as_of"] == [page.locator("#slide").get_attribute("data-first")]
    assert "انهيار سد" not in page.locator("main").inner_text()
    page.locator(".asof-bar a").click()
    until(page, "!document.querySelector('.past')")


def test_pages_are_read_without_script(open_page):
    page = open_page("/", java_script_enabled=False)
    page.locator(".parts a", has_text="التصريحات").click()
    page.fill("input[name=speaker]", "الياسين")
    page.locator(".sift button").click()
    assert page.locator(".st").count() > 0
    sync_api.expect(page.locator("#slide")).to_be_hidden()
    page.locator(".lang").click()
    assert page.locator("h1").inner_text() == "Statements"
    assert "speaker=" in page.url


def test_the_keyboard_reaches_everything(open_page):
    page = open_page("/timeline")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("السد")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.locator("mark").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(open_page, scheme):
    page = open_page("/", color_scheme=scheme)
    for path in [*PATHS, "/timeline?as_of=2031-05-12"]:
        page.goto(host_of(page) + path)
        assert page.evaluate(CONTRAST) == [], path


def test_every_field_and_button_has_a_name(open_page):
    page = open_page("/")
    for path in PATHS:
        page.goto(host_of(page) + path)
        assert page.evaluate(NAMELESS) == [], path
        assert page.locator("h1").count() == 1


def test_a_pasted_page_is_read_while_one_watches(open_page, record, tmp_path):
    shutil.copy(record, tmp_path / "own.sijill")
    with serving(make_app(tmp_path / "own.sijill")) as own:
        page = open_page("/add", address=own)
        page.fill("#text", "بيان جديد\n\nقال ناطق باسم البلدية إن الجسر سيفتح غدا.")
        page.fill("input[name=published]", "2031-06-01")
        page.click("button.main")
        page.wait_for_url("**/jobs/*")
        until(page, "document.querySelector('#job').dataset.state === 'done'")
        assert "أُضيف إلى السجل: صفحة واحدة" in page.locator("#job").inner_text()
        page.goto(f"{own}/articles?order=newest&rows=3")
        sync_api.expect(page.locator(".card h2", has_text="بيان جديد")).to_be_visible()
