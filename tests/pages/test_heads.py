"""Headline, outlet, writer, dateline and clocks of invented pages, a class of layout each."""

import pytest

from sijill.model.records import Article, Rejection
from sijill.pages import Document, open_page
from sijill.pages.documents import Media

TITLE = "افتتاح محطة مياه جديدة في قرية الزيتون"
BODY = (
    "افتتح مجلس القرية محطة مياه جديدة تخدم ثلاثة آلاف من السكان بعد عامين من العمل في الوادي.\n"
    "وقال رئيس المجلس إن المحطة ستضخ المياه إلى البيوت ست ساعات كل يوم ابتداء من الأسبوع المقبل.\n"
    "وأضاف أن الأهالي تبرعوا بالأرض وأن البلدية دفعت ثمن المضخات والأنابيب من ميزانيتها هذا العام."
)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))


def read(source: str, media: Media = "text") -> Article:
    opened = open_page(Document("x", source.encode(), media))
    assert not isinstance(opened, Rejection)
    page, articles = opened
    for words in (articles[0].title, articles[0].byline, articles[0].dateline, articles[0].outlet):
        if words is not None and words.start is not None:
            assert page.text[words.start : words.end] == words.text
    return articles[0]


def text_page(above: str = "", under: str = "", below: str = "") -> Article:
    return read("\n".join(part for part in (above, TITLE, under, BODY, below) if part))


def html_page(*, title: str = TITLE, head: str = "", above: str = "", under: str = "", below: str = "") -> Article:
    return read(
        f"<html><head><title>{title}</title>{head}</head><body>{above}<main><h1>{TITLE}</h1>{under}{PARAGRAPHS}</main>{below}"
        "</body></html>",
        "html",
    )


def record(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle",{fields}}}</script>'


def outlet(article: Article) -> str | None:
    return article.outlet.name if article.outlet else None


def byline(article: Article) -> str | None:
    return article.byline.text if article.byline else None


def dateline(article: Article) -> str | None:
    return article.dateline.text if article.dateline else None


@pytest.mark.parametrize(
    "page",
    [
        html_page(title=f"{TITLE} - صدى البيادر"),
        html_page(title=f"{TITLE} | صدى البيادر"),
        html_page(title=f"صدى البيادر » {TITLE}"),
        html_page(title=f"{TITLE} :: صدى البيادر"),
        html_page(head='<meta property="og:site_name" content="صدى البيادر">'),
        html_page(head='<meta name="application-name" content="صدى البيادر">'),
        html_page(
            head=record('"publisher":{"@type":"Organization","name":"صدى البيادر"}'),
        ),
        html_page(above='<header><a class="logo" href="/">صدى البيادر</a></header>'),
        html_page(
            above='<div id="top">صدى البيادر</div>', below="<footer>جميع الحقوق محفوظة لصدى البيادر 2021</footer>"
        ),
        html_page(below="<footer>© 2021 صحيفة صدى البيادر</footer>"),
        text_page("صدى البيادر\nالرئيسية | سياسة | رياضة"),
        text_page("صحيفة صدى البيادر", "5 مايو 2021"),
        text_page("", "صدى البيادر - 5 مايو 2021"),
        text_page("", "5 مايو 2021\nصدى البيادر - وكالات"),
        text_page("صدى البيادر - الأربعاء 5 مايو 2021 - العدد 311"),
    ],
)
def test_outlet(page: Article) -> None:
    assert page.title is not None
    assert page.title.text == TITLE
    name = outlet(page)
    assert name is not None
    assert name.removeprefix("صحيفة ") == "صدى البيادر"
    assert byline(page) is None


@pytest.mark.parametrize(
    "page",
    [
        text_page("", "سلمى العطار\n5 مايو 2021"),
        html_page(title=f"{TITLE} - سلمى العطار", under="<div>سلمى العطار</div><div>5 مايو 2021</div>"),
        text_page("القائمة\nبحث"),
        text_page("5 مايو 2021"),
    ],
)
def test_no_outlet_is_invented(page: Article) -> None:
    assert outlet(page) is None
    assert page.title is not None
    assert page.title.text == TITLE


@pytest.mark.parametrize(
    "page",
    [
        text_page("صحيفة البيادر", "كتب: سالم النجار"),
        text_page("صحيفة البيادر", "كتب - سالم النجار\n5 مايو 2021"),
        text_page("صحيفة البيادر", "إعداد: سالم النجار"),
        text_page("صحيفة البيادر", "سالم النجار | 5 مايو 2021 - 10:15"),
        text_page("صحيفة البيادر", "5 مايو 2021 - سالم النجار"),
        text_page("صحيفة البيادر", "سالم النجار\nالأربعاء 5 مايو 2021"),
        text_page("صحيفة البيادر", "بغداد - سالم النجار"),
        text_page("صحيفة البيادر", "البيادر - سالم النجار"),
        text_page("صحيفة البيادر", "من مراسلنا سالم النجار"),
        text_page("صحيفة البيادر", "5 مايو 2021", "تقرير: سالم النجار"),
        html_page(under='<span class="author">سالم النجار</span><span class="date">5 مايو 2021</span>'),
        html_page(under='<p class="meta">By <a rel="author">سالم النجار</a> on May 5, 2021</p>'),
        html_page(under='<div class="info">سالم النجار</div><div>5 مايو 2021</div>'),
        html_page(
            head=record('"author":[{"@type":"Person","name":"سالم النجار"}]'),
            under="<div>سالم النجارقبل ساعتين</div>",
        ),
    ],
)
def test_writer(page: Article) -> None:
    assert byline(page) == "سالم النجار"
    assert outlet(page) in (None, "صحيفة البيادر", "البيادر")


@pytest.mark.parametrize(
    "page",
    [
        text_page("", "admin\n5 مايو 2021"),
        text_page("", "نشره editor في أربعاء, 05/05/2021 - 14:22"),
        text_page("", "هيئة التحرير\n5 مايو 2021"),
        text_page("", "محتويات المقال\n5 مايو 2021"),
        text_page("", "5 مايو 2021 | أخبار محلية"),
        text_page("صحيفة البيادر", "البيادر - وكالات"),
        html_page(under="<div>Posted on <time>May 5, 2021</time></div>"),
        text_page("", "5 مايو 2021", "مقالات ذات صلة\nسالم النجار\nسلمى العطار"),
    ],
)
def test_no_writer(page: Article) -> None:
    assert byline(page) is None


@pytest.mark.parametrize(
    ("under", "place"),
    [
        ("طرابلس - سالم النجار", "طرابلس"),
        ("صنعاء/ خاص", "صنعاء/ خاص"),
        ("بيروت - صدى البيادر", "بيروت - صدى البيادر"),
        ("صدى البيادر - بيروت 2021.05.05 | 08:15 دمشق", "بيروت"),
        ("سالم النجار بيروت 5 مايو 2021، 10:11", "بيروت"),
        ("5 مايو 2021 | وهران", "وهران"),
        ("القاهرة: البيادر", "القاهرة: البيادر"),
        ("صدى البيادر - وكالات", None),
        ("5 مايو 2021 - 10:11 بتوقيت القاهرة", None),
    ],
)
def test_dateline(under: str, place: str | None) -> None:
    assert dateline(text_page("", under)) == place


def test_dateline_of_a_wire() -> None:
    article = read(f"{TITLE}\nالبصرة في 5 - 5 - 2021 (مشكاة) -- {BODY}")
    assert dateline(article) == "البصرة في 5 - 5 - 2021 (مشكاة)"
    assert (outlet(article), article.published.value) == ("مشكاة", "2021-05-05")
    assert article.text.startswith("افتتح مجلس القرية")


@pytest.mark.parametrize(
    ("page", "published", "updated"),
    [
        (text_page("", "ظل النخيل5 مايو 2021 | 7:12 مساءًآخر تحديث منذ 3 أيام"), "2021-05-05T19:12", None),
        (text_page("", "5 مايو 2021 بقلم سالم النجار"), "2021-05-05", None),
        (text_page("", "العدد 44، 5 مايو 2021"), "2021-05-05", None),
        (text_page("", "الأربعاء، 5 مايو 2021 — سالم النجار"), "2021-05-05", None),
        (text_page("", "12:42 | 2021-05-05"), "2021-05-05T12:42", None),
        (text_page("", "05.05.2021 - 18:20 / التحديث 06.05.2021 - 09:10"), "2021-05-05T18:20", "2021-05-06T09:10"),
        (text_page("", "نشر في: 5 مايو 2021 آخر تحديث: 7 مايو 2021"), "2021-05-05", "2021-05-07"),
        (text_page("", "Published: 5 May 2021, 10:30\nUpdated: 6 May 2021"), "2021-05-05T10:30", "2021-05-06"),
        (text_page("", "Publié le 5 mai 2021 à 10:30"), "2021-05-05T10:30", None),
        (text_page("", "23 رمضان 1442هـ الموافق 5 مايو 2021م"), "2021-05-05", None),
        (text_page("اليوم: السبت 8 مايو 2021", "أضيف بتاريخ 5 مايو 2021"), "2021-05-05", None),
        (text_page("السبت 8 مايو 2021", "5 مايو 2021"), "2021-05-05", None),
        (text_page("حفظت في 8 مايو 2021 عند 22:40"), None, None),
        (text_page("", "منذ 3 أيام"), None, None),
        (text_page("", "", "آخر تحديث للأسعار: 8 مايو 2021 12:00"), None, None),
        (text_page("", "", "اقرأ أيضا\nافتتاح سوق جديدة في المدينة\n4 مايو 2021"), None, None),
        (text_page("", "5 مايو 2021", "اقرأ أيضا\nافتتاح سوق جديدة في المدينة\n4 مايو 2021 10:10"), "2021-05-05", None),
        (text_page("", "", "آخر تحديث ( الأربعاء, 5 مايو 2021 17:30 )"), None, "2021-05-05T17:30"),
    ],
)
def test_clocks(page: Article, published: str | None, updated: str | None) -> None:
    assert (page.published.value, page.updated.value if page.updated else None) == (published, updated)


def test_a_record_in_the_zone_of_the_page_goes_before_its_time_element() -> None:
    page = html_page(
        head=record('"datePublished":"2022-02-19T18:05:00+02:00"'),
        under='<time datetime="2022-02-19T16:05:00Z">منذ 3 ساعات</time>',
    )
    assert page.published.value == "2022-02-19T18:05"


def test_a_day_of_a_template_gives_way_to_the_printed_one() -> None:
    head = '<meta property="article:published_time" content="2023-05-01T00:00:00+00:00">'
    assert (
        html_page(head=head, under="<p>نُشر الخميس 12 نوفمبر 2020، الساعة 16:40</p>").published.value
        == "2020-11-12T16:40"
    )


@pytest.mark.parametrize("name", ["إذاعة صدى البيادر", "البيادر", "مدونة قرية الزيتون", "مركز البيادر للدراسات"])
def test_a_masthead_is_no_headline(name: str) -> None:
    for page in (
        text_page(name, "5 مايو 2021"),
        read(
            f"<html><head><title>{name}</title></head><body><h1>{name}</h1><h3>{TITLE}</h3>{PARAGRAPHS}</body></html>",
            "html",
        ),
    ):
        assert page.title is not None
        assert page.title.text == TITLE


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            'وقال الرئيس لـ"صدى البيادر" إن العمل انتهى. وأكد لـ"صدى البيادر" أن المضخات وصلت من الميناء أمس.',
            "صدى البيادر",
        ),
        ('وحصلت "قناة البيادر" على نسخة من العقد الذي وقعه رئيس المجلس مع الشركة في بداية هذا الشهر.', "قناة البيادر"),
        ('وقالت إنها تلقت "رسائل كراهية" بعد نشر رقم هاتفها في الصفحات التي تتابع أخبار القرية كل يوم.', None),
        ('وقال إن الحليف الأول لـ"حزب الله" رفض العقد. وأضاف أن خصما لـ"حزب الله" قبله بعد يومين من ذلك.', None),
        ('وفي تصريح نقلته "رويترز" قال رئيس المجلس إن المضخات وصلت إلى الميناء بعد شهر كامل من الانتظار.', None),
    ],
)
def test_an_outlet_that_the_text_speaks_of(said: str, name: str | None) -> None:
    assert outlet(text_page("", "", said)) == name


def test_a_short_first_line_is_the_headline_where_there_is_no_other() -> None:
    page = read(f"صراع الديوك!\n\n{BODY}")
    assert page.title is not None
    assert page.title.text == "صراع الديوك!"
    assert outlet(page) is None


def test_a_lead_said_twice_is_no_headline() -> None:
    lead = BODY.split("\n", maxsplit=1)[0].rstrip(".")
    page = read(f"{TITLE}\n{TITLE}\n5 مايو 2021\nسلمى العطار\n{lead}\n{BODY}")
    assert page.title is not None
    assert page.title.text == TITLE


def test_a_tail_has_nothing_of_the_article_above_it() -> None:
    second = BODY.replace("محطة مياه", "مدرسة").replace("المحطة", "المدرسة").replace("المياه", "الكتب")
    tail = f"المصدر: وكالة البيادر\nاقرأ أيضا\nافتتاح مدرسة جديدة في قرية الزيتون\n{second}"
    opened = open_page(Document("x", f"{TITLE}\nوكالة البيادر\n5 مايو 2021\n{BODY}\n{tail}".encode(), "text"))
    assert not isinstance(opened, Rejection)
    articles = opened[1]
    assert outlet(articles[0]) == "وكالة البيادر"
    assert len(articles) == 2
    assert (outlet(articles[1]), articles[1].published.value) == (None, None)
