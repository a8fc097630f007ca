import base64
import hashlib
import html as markup
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
import pytest
from fontTools.ttLib import TTFont

from invented import PageUnderTest
from invented_flood import HOSTILE, SAID
from sijill.export.report import render_report, write_report
from sijill.ledger.timeline import build_timeline
from sijill.show.fonts import font_faces
from sijill.show.lines import speaker_in_english
from sijill.text.names import entity_id

from .conftest import following_from

VOID = {"meta", "input", "img", "br", "hr", "link"}


class Parsed(HTMLParser):
    """Elements with their attributes and text; fails on a tag that is not closed in order."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.open, self.texts, self.declared = [], [], [], []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def test_the_page_parses_and_loads_nothing(html):
    parsed = Parsed(html)
    for tag, attributes in parsed.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        for name, value in attributes.items():
            assert name not in {"src", "srcset", "action", "style"}, (tag, attributes)
            assert not name.startswith("on")
            if name == "href":
                assert value.startswith("#")
    outside = [
        found for found in re.findall(r"(?:url\(|@import|https?://)[^)\s]{0,40}", html) if "data:font" not in found
    ]
    assert outside == []


def test_the_policy_allows_exactly_this_style_and_script(html):
    policy = markup.unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1])
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        words = re.search(rf"<{element}>(.*?)</{element}>", html, re.S)[1]
        digest = base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_every_link_leads_to_an_element_once_there(html):
    elements = Parsed(html).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {attributes["href"][1:] for tag, attributes in elements if tag == "a"}
    assert links - set(ids) == set()
    assert any(re.fullmatch(r"a\d+-\d+-\d+", link) for link in links)


def test_an_anchor_stands_where_its_words_begin(html, story):
    articles, texts = story
    for words in (SAID, "12 قتيلا", "15 قتيلا"):
        assert re.search(rf'<i id="a\d+-\d+-\d+"></i>(?:<i [^>]+></i>)*{words}', html), words
    for number, start, end in re.findall(r'id="a(\d+)-(\d+)-(\d+)"', html):
        assert 0 <= int(start) < int(end) <= max(map(len, texts.values()))
        assert 1 <= int(number) <= len(articles)


def test_a_hostile_title_is_words_and_no_markup(html):
    assert HOSTILE not in html
    assert "<img" not in html
    assert "<b>منفذ" not in html
    assert HOSTILE in "".join(Parsed(html).texts)


def test_what_sources_say_stands_side_by_side(html):
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
    assert "قتلى 12 / 15 (أعداد متباينة)" in text
    assert "مصدران مستقلان" in text
    assert "مخطَّط له" in text


def test_labels_stand_in_both_languages(html):
    arabic = re.findall(r'data-en="([^"]*)">([^<]*)<', html)
    assert ("Timeline", "الخط الزمني") in arabic
    assert all(english and words.strip() for english, words in arabic)


@pytest.mark.parametrize(
    ("kind", "name", "english"),
    [
        ("PER", "سليم الحارثي", "Salim al-Harthi"),
        ("PER", "نوري المالكي", "Nouri al-Maliki"),
        ("ORG", "حزب الله", "Hezbollah"),
        ("ORG", "هيئة الكنز", None),  # a body that the lists do not know keeps its Arabic name
    ],
)
def test_speakers_have_a_name_in_english(kind, name, english):
    assert speaker_in_english(name, entity_id(kind, name)) == english
    assert speaker_in_english(name, None) is None


def test_an_empty_record_is_a_page_too():
    parsed = Parsed(render_report(following_from([]), {}))
    assert "لم يُعثر على حدث." in parsed.texts


def test_several_articles_of_one_page_show_their_own_part():
    page = PageUnderTest("خبر أول\nجرى لقاء في السروة.\n" + "حشو " * 2000 + "\nخبر ثان\nجرى احتجاج في تل الزيت.")
    articles = [
        page.article(
            "خبر أول", ["جرى لقاء في السروة."], events=[page.event("CONSULT", "لقاء", "2021-03-02", main=True)]
        ),
        page.article(
            "خبر ثان",
            ["جرى احتجاج في تل الزيت."],
            ordinal=1,
            events=[page.event("PROTEST", "احتجاج", "2021-03-03", main=True)],
        ),
    ]
    html = render_report(following_from(articles), {page.sha256: page.text})
    assert html.count("حشو") == 0
    links = set(re.findall(r'class="head"[^>]*><a href="(#a\d)-', html))
    assert links == {"#a1", "#a2"}


def test_the_file_is_written_in_utf_8(tmp_path, story):
    articles, texts = story
    path = write_report(tmp_path / "سجل.html", following_from(articles, as_of="2021-03-02"), texts)
    assert "كما عُرف حتى" in path.read_text(encoding="utf-8")


def test_events_of_one_sentence_and_day_stand_on_one_line():
    page = PageUnderTest("خبر\nقتل حارس في هجوم على السروة.")
    article = page.article(
        "خبر",
        ["قتل حارس في هجوم على السروة."],
        outlet="المرقاب",
        day="2021-03-02",
        events=[
            page.event("ASSAULT", "هجوم", "2021-03-02", places=["السروة"], main=True),
            page.event("DEATH", "قتل", "2021-03-02", places=["السروة"]),
        ],
    )
    html = render_report(following_from([article]), {page.sha256: page.text})
    assert html.count('class="ev ') == 1
    assert 'data-t="ASSAULT DEATH"' in html
    assert re.findall(r'<b class="\w+">(\w+)</b>', html) == ["قتل", "هجوم"]


def test_fonts_carry_no_clock():
    fonts = re.findall(r"font/woff2;base64,([A-Za-z0-9+/=]+)", font_faces("سد"))
    made = {TTFont(io.BytesIO(base64.b64decode(font)))["head"].modified for font in fonts}
    shipped = (Path(fontpkg_ibm_plex_sans_arabic.ROOT) / "files").glob("*.ttf")
    assert made <= {TTFont(file, recalcTimestamp=False)["head"].modified for file in shipped}


def test_what_lies_long_before_the_story_is_folded_away():
    body = ["جرى لقاء في السروة.", "وقّع اتفاق في تل الزيت."]
    page = PageUnderTest("خبر\n" + " ".join(body))
    old = page.event("AGREE", "اتفاق", "1675", main=True)
    new = [page.event("CONSULT", "لقاء", "2021-03-02", main=True)]
    article = page.article("خبر", body, outlet="المرقاب", day="2021-03-02", events=[old, *new])
    later = [
        (other := PageUnderTest(f"خبر {number}\nجرى احتجاج {number} في السروة.")).article(
            f"خبر {number}",
            [f"جرى احتجاج {number} في السروة."],
            day=f"2021-03-{number:02}",
            events=[other.event("PROTEST", "احتجاج", f"2021-03-{number:02}", main=True)],
        )
        for number in range(3, 13)
    ]
    texts = {page.sha256: page.text, **{one.page_sha256: one.title.text + "\n" + one.text for one in later}}
    html = render_report(following_from([article, *later]), texts)
    early, rest = html.split('<details class="openday" id="early">')[1].split("</details>", 1)
    assert "1675" in early
    assert "2021" not in re.sub(r"<small>.*?</small>", "", early)
    assert '<a href="#early">' in html
    assert rest.count('class="ev ') == 11


def bridges(count):
    """Reports of as many bridges that fell, a month apart; those of the first three are carried by three outlets."""
    names = [f"{first} {second}" for first in ("السروة", "المرجانة", "النخيل", "الزهور", "الرمان") for second in
             ("الكبير", "القديم", "الشرقي", "الغربي", "المعلق")]  # fmt: skip
    articles, texts = [], {}
    for number, name in enumerate(names[:count]):
        month = f"{2031 + number // 12}-{number % 12 + 1:02}"
        for outlet in ("المرقاب", "البردي", "الساحل")[: 3 if number < 3 else 1]:
            page = PageUnderTest(f"{outlet}: انهار جسر {name}\n\nانهار الجسر صباحا.")
            event = page.event("DISASTER", "انهار", when=f"{month}-05", main=True)
            articles.append(
                page.article(
                    f"{outlet}: انهار جسر {name}", ["انهار الجسر صباحا."], outlet=outlet, day=f"{month}-06",
                    events=[event],
                )
            )  # fmt: skip
            texts[page.sha256] = page.text
    return articles, texts


def test_the_main_events_stand_before_the_timeline_each_with_its_words():
    articles, texts = bridges(24)
    derived = following_from(articles)
    page = render_report(derived, texts)
    section = re.search(r'<section id="main-events".*?</section>', page, re.S)[0]
    assert page.index('id="main-events"') < page.index('id="timeline"')
    heads = re.findall(r'<p class="head" dir="rtl" lang="ar"><a href="(#a\d+-\d+-\d+)">(.*?)</a>', section)
    wanted = build_timeline(articles, linked=derived.linked, origins=derived.origins, top=12)
    assert [words for _, words in heads] == [entry.heading.words for entry in wanted]
    timeline = page[page.index('<section id="timeline"') :]
    for href, _ in heads:
        assert f'href="{href}"' in timeline, "the same words as the line of the timeline"
    lines = re.findall(r'href="#(e\d+)" data-en="in the timeline"', section)
    assert len(lines) == len(set(lines)) == 12
    assert all(f'id="{line}"' in timeline for line in lines)
    assert page.count('class="ev ') == timeline.count('class="ev '), "no line is searched and counted twice"
    assert 'href="#main-events" data-en="Main events"' in page
    Parsed(page)


def test_a_short_timeline_has_no_main_events_of_its_own():
    articles, texts = bridges(6)
    assert "main-events" not in render_report(following_from(articles), texts)
