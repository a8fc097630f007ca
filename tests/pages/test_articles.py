"""A page's text to its articles: title, text, furniture, datelines, outlets, days."""

import pytest

from sijill.model.records import Article, Page, Rejection
from sijill.pages import Document, open_page
from sijill.pages.blocks import Block
from sijill.pages.dates.clock import find_clocks
from sijill.pages.heads.datelines import find_dateline, find_dateline_line

TITLE = "بلدية الضفاف تفتتح الجسر الجديد أمام الشاحنات"
ONE = "أعلنت بلدية الضفاف افتتاح الجسر الجديد أمام الشاحنات بعد أشهر من أعمال الصيانة."
TWO = "وقال رئيس البلدية سامر الحلواني إن الجسر سيخفف الزحام عن وسط المدينة."
THREE = "وأشار الحلواني إلى أن الشاحنات الثقيلة ستمنع من العبور ليلا حتى إشعار آخر."


def read(*lines: str, published: str | None = None, outlet: str | None = None) -> tuple[Page, tuple[Article, ...]]:
    found = open_page(Document("x", "\n".join(lines).encode(), "text", None, published, outlet))
    assert not isinstance(found, Rejection)
    return found


def kinds(page: Page, article: Article) -> list[tuple[str, str]]:
    return [(page.text[piece.start : piece.end], piece.kind) for piece in article.furniture]


def test_what_is_around_an_article_is_taken_off_and_named() -> None:
    page, (article,) = read(
        "مرصد الضفاف", "الرئيسية | سياسة | رياضة", TITLE, TITLE, "نشر في: 4 آذار 2021 - 08:20 صباحا", "1,204 مشاهدة",
        "فيسبوك تويتر واتساب", "كتبت: هالة الرملي", "Workers speak during the opening of the bridge",
        "عمال خلال افتتاح الجسر (الأناضول)", "رئيس اتحاد البنائين خلال اللقاء [المرصد]",
        ONE, "اقرأ أيضا: موسم التمور يبدأ مبكرا", TWO, "منع ليلي", THREE,
        "المصدر: مرصد الضفاف", "الوسوم: الجسر، الضفاف", "شارك هذا المقال", "تابعونا على تويتر", "الأكثر قراءة",
        "سوق التمور يتوسع", "اترك تعليقا", "سعيد: خبر جميل", "زر الذهاب إلى الأعلى", "جميع الحقوق محفوظة",
    )  # fmt: skip
    assert article.title is not None
    assert article.title.text == TITLE
    assert article.text.split("\n") == [ONE, TWO, "منع ليلي", THREE]
    assert article.byline is not None
    assert article.byline.text == "هالة الرملي"
    assert article.outlet is not None
    assert article.outlet.name == "مرصد الضفاف"
    assert article.published.value == "2021-03-04T08:20"
    assert kinds(page, article) == [
        ("مرصد الضفاف", "navigation"), ("الرئيسية | سياسة | رياضة", "navigation"), (TITLE, "duplicate-title"),
        ("نشر في: 4 آذار 2021 - 08:20 صباحا", "date-line"), ("1,204 مشاهدة", "other"), ("فيسبوك تويتر واتساب", "share"),
        ("Workers speak during the opening of the bridge", "caption"), ("عمال خلال افتتاح الجسر (الأناضول)", "caption"),
        ("رئيس اتحاد البنائين خلال اللقاء [المرصد]", "caption"),
        ("اقرأ أيضا: موسم التمور يبدأ مبكرا", "related"), ("المصدر: مرصد الضفاف", "source-line"),
        ("الوسوم: الجسر، الضفاف", "keywords"), ("شارك هذا المقال", "share"), ("تابعونا على تويتر", "subscription"),
        ("الأكثر قراءة", "related"), ("سوق التمور يتوسع", "related"), ("اترك تعليقا", "comments"),
        ("سعيد: خبر جميل", "comments"), ("زر الذهاب إلى الأعلى", "navigation"), ("جميع الحقوق محفوظة", "other"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "شارك في حفل الافتتاح مئات من سكان القرى المجاورة.",
        "ونقلت الصحيفة عن وكالة الأنباء المحلية (نخيل) أن العمل سيستمر",
        "وتستخدم المواقع ملفات تعريف الارتباط لتتبع زوارها، وهو ما يقلق المشرعين منذ أعوام طويلة بحسب تقرير الهيئة.",
        "سامر الحلواني :: 43 عاما",
        "12 مايو 2020",
        "ماذا بعد؟",
    ],
)
def test_a_line_between_paragraphs_that_may_be_text_stays(line: str) -> None:
    assert line in read(TITLE, "", ONE, line, TWO, THREE)[1][0].text


@pytest.mark.parametrize(
    "title",
    ["شاهد.. لحظة افتتاح الجسر الجديد في الضفاف", "لماذا تأخر افتتاح الجسر الجديد حتى هذا اليوم من الشهر؟", "جسر"],
)
def test_the_first_line_of_a_bare_page_is_its_title(title: str) -> None:
    (article,) = read(title, "", ONE, TWO, THREE)[1]
    assert article.title is not None
    assert article.title.text == title
    assert article.text == "\n".join((ONE, TWO, THREE))


def test_a_second_article_inherits_nothing() -> None:
    page, (first, second) = read(
        TITLE, "4 آذار 2021", "الضفاف/ مرصد الضفاف", ONE, TWO, "المصدر: مرصد الضفاف", "إقرأ أيضا:",
        "سوق التمور في النخيل يفتح أبوابه", "فتح سوق التمور في بلدة النخيل أبوابه، أمس الجمعة، أمام التجار والزوار.",
        "وقال التاجر وليد النجار لـ\"الواحة\" إن الموسم جيد.",
        "وأضاف النجار في حديثه لـ\"الواحة\" أن الأسعار لن ترتفع هذا العام.",
        published="2020-01-01",
    )  # fmt: skip
    assert (first.published.value, first.published.how) == ("2021-03-04", "stated")
    assert first.outlet is not None
    assert first.outlet.name == "مرصد الضفاف"
    assert second.title is not None
    assert second.title.text == "سوق التمور في النخيل يفتح أبوابه"
    assert (second.published.value, second.published.weekday, second.dateline) == (None, "saturday", None)
    assert second.outlet is not None
    assert second.outlet.name == "الواحة"
    assert ("إقرأ أيضا:", "related") in kinds(page, first)


def test_links_inside_an_article_begin_no_other() -> None:
    (article,) = read(TITLE, ONE, "اقرأ أيضا:", "سوق التمور يتوسع", "الجسر القديم يغلق", TWO, THREE)[1]
    assert article.text == "\n".join((ONE, TWO, THREE))


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("الخميس, 17 أغسطس 2023 2:55 م", [("2023-08-17T14:55", None)]),
        ("تاريخ النشر: 17th, August 2023 GMT", [("2023-08-17", "published")]),
        ("مارس 2, 2024آخر تحديث: مارس 3, 2024", [("2024-03-02", None), ("2024-03-03", "updated")]),
        ("الثلاثاء ١٥/يونيو/٢٠٢١ - ١٢:٤٠ ص", [("2021-06-15T00:40", None)]),
        ("27 شوال 1444هـ الموافق 17 مايو 2023م", [("2023-05-17", None)]),
        ("توقيت زيارتك: 3 أيلول 2022", [("2022-09-03", "other")]),
        ("28 آب/اغسطس 2013، آخر تحديث 14:00", [("2013-08-28", None), ("2013-08-28T14:00", "updated")]),
        ("الأربعاء 29 أيلول", [(None, None)]),
        ("2020-13-45", [(None, None)]),
    ],
)
def test_printed_clocks(line: str, values: list[tuple[str | None, str | None]]) -> None:
    assert [(clock.value, clock.role) for clock in find_clocks(line)] == values


def test_a_minute_beats_a_day_and_a_stated_day_a_given_one() -> None:
    page, (article,) = read(
        TITLE, "تاريخ النشر: 4th, March 2021 GMT", "الخميس 4 مارس 2021 2:05 م", ONE, TWO, published="2019-01-01"
    )
    clock = article.published
    assert (clock.value, clock.how) == ("2021-03-04T14:05", "stated")
    assert page.text[clock.start : clock.end] == "الخميس 4 مارس 2021 2:05 م"
    given = read(TITLE, ONE, TWO, published="2019-01-01T05:38:20+00:00")[1][0].published
    assert (given.value, given.how) == ("2019-01-01T05:38", "given")
    unread = read(TITLE, ONE, TWO, published="1 January 2019")[1][0].published
    assert (unread.value, unread.how) == (None, "unknown")
    assert unread.reason == "the given '1 January 2019' is not written as 2023-08-17; no day is stated"


def test_a_day_that_is_not_stated_is_bounded_by_the_text_or_open() -> None:
    day = read(TITLE, "قالت البلدية، أمس الثلاثاء 16 آب 2022، إن الجسر الجديد سيفتح أمام الشاحنات قريبا.", TWO)[1][
        0
    ].published
    assert (day.value, day.how, day.earliest, day.latest) == ("2022-08-17", "bounded", "2022-08-17", "2022-08-17")
    weekday = read(TITLE, "قالت البلدية، أمس الأحد، إن الجسر الجديد سيفتح أمام الشاحنات قريبا.", TWO)[1][0].published
    assert (weekday.value, weekday.how, weekday.weekday) == (None, "unknown", "monday")
    past = read(TITLE, "أغلق الجسر يوم 3 مايو 2020 بعد حادث، ومن المقرر أن يفتح في 5 يونيو 2023 أمام الجميع.", TWO)[1][
        0
    ].published
    assert (past.value, past.earliest) == (None, "2020-05-03")


@pytest.mark.parametrize(
    ("words", "dateline"),
    [
        ("بغداد – ", "بغداد"), ("برلين - د ب أ - ", "برلين - د ب أ"), ("دبي، الإمارات (CNN)-- ", "دبي، الإمارات (CNN)"),
        ("واشنطن (رويترز) - ", "واشنطن (رويترز)"), ("المرصد/- ", "المرصد"), ("#مرصد_الضفاف: ", "#مرصد_الضفاف"),
        ("لندن - «النافذة»: ", "لندن - «النافذة»"), ("قلعة النهر (نخيل) 6 - 4 - 2020 - ", "قلعة النهر (نخيل)"),
    ],
)  # fmt: skip
def test_datelines_end_before_their_dash(words: str, dateline: str) -> None:
    found = find_dateline(words + ONE)
    assert found is not None
    assert (words[: found.length], found.begins) == (dateline, len(words))


@pytest.mark.parametrize(
    "text",
    [
        TWO,
        "قال الوزير - وهو من أبناء الضفاف - إن الجسر سيفتح قريبا أمام الجميع.",
        "هذا - كما قيل - صحيح تماما وقد أكدته البلدية.",
    ],
)
def test_a_sentence_has_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_a_dateline_may_be_a_line_and_name_the_writer() -> None:
    found = find_dateline_line(Block("الكوت / الضفاف - هالة الرملي", 0))
    assert found is not None
    assert found.names == ("الكوت", "الضفاف")
    assert found.byline == (17, 28)


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("#مرصد_الضفاف: ", "مرصد الضفاف"),
        ("النافذة/- ", "النافذة"),
        ("دمشق (النافذة) - ", "النافذة"),
        ("دمشق (رويترز) - ", None),
    ],
)
def test_the_outlet_that_a_dateline_names(lead: str, name: str | None) -> None:
    page, (article,) = read(TITLE, lead + ONE, TWO)
    assert (article.outlet.name if article.outlet else None) == name
    if article.outlet and article.outlet.start is not None:
        assert page.text[article.outlet.start : article.outlet.end] == article.outlet.text


def test_a_byline_and_a_dateline_are_no_titles() -> None:
    (article,) = read("الرياض - واس:", ONE, TWO)[1]
    assert (article.title, article.outlet) == (None, None)
    assert article.dateline is not None
    assert article.dateline.text == "الرياض - واس"
    (signed,) = read(TITLE, "كتب/ أحمد سالم", "أخبار - 12 مايو 2021", ONE, TWO)[1]
    assert signed.byline is not None
    assert (signed.byline.text, signed.dateline, signed.published.value) == ("أحمد سالم", None, "2021-05-12")
    assert signed.text == f"{ONE}\n{TWO}"


def test_a_page_that_tells_only_when_it_was_changed_is_bounded_by_it() -> None:
    (article,) = read(TITLE, "آخر تحديث: 4 مارس 2021", ONE, TWO)[1]
    clock = article.published
    assert (clock.value, clock.how, clock.latest) == (None, "bounded", "2021-03-04")
    assert article.updated is not None
    assert article.updated.value == "2021-03-04"


def test_a_page_in_another_language_is_read_plainly() -> None:
    (article,) = read(
        "Bridge opens", "", "The town council opened the new bridge to trucks on Monday, officials said."
    )[1]
    assert article.language == "en"
    assert article.text == "The town council opened the new bridge to trucks on Monday, officials said."


def test_several_titles_without_an_end_before_them_are_links() -> None:
    lines = (TITLE, ONE, TWO, "اقرأ أيضا:", "الشاحنات الثقيلة على الجسر الجديد", "سوق التمور يتوسع")
    last = "الشاحنات الثقيلة تعبر الجسر الجديد ليلا منذ سنوات من دون رقابة."
    (article,) = read(*lines, last, THREE)[1]
    assert article.text == "\n".join((ONE, TWO, last, THREE))
