"""HTML to page text, with what the markup says."""

import time

from sijill.model.records import Article, Page, Rejection
from sijill.pages import Document, open_page
from sijill.pages.markup.html import project_html

ONE = "أعلنت بلدية الضفاف، صباح اليوم، افتتاح الجسر الجديد أمام الشاحنات بعد أشهر من أعمال الصيانة."
TWO = "وقال رئيس البلدية سامر الحلواني إن الجسر سيخفف الزحام، مضيفا أن العمل فيه استمر عاما كاملا."
THREE = "وأشار الحلواني إلى أن الشاحنات الثقيلة ستمنع من العبور ليلا حتى إشعار آخر من البلدية."


def opened(html: str) -> tuple[Page, tuple[Article, ...]]:
    found = open_page(Document("x", html.encode(), "html"))
    assert not isinstance(found, Rejection)
    return found


def test_a_reader_sees_blocks_and_no_code() -> None:
    text, _ = project_html(
        "<title>t</title><style>p{}</style><p>خبر&nbsp;<b>أ</b>ول &amp; ثان<br>سطر</p><script>x='<p>no'</script>"
        "<div hidden>no</div><div style='display: none'>no<div>no</div></div><template>no</template><!-- no -->"
        "<table><tr><td>يمين<td>يسار</table><noscript>no</noscript><ul><li>بند<li>آخر</ul>"
    )
    assert text.splitlines() == ["خبر أول & ثان", "سطر", "يمين", "يسار", "بند", "آخر"]


def test_links_side_by_side_are_words_apart() -> None:
    assert project_html("<div><a>سياسة</a><a>رياضة</a> و<b>خبـ</b>ر</div>")[0] == "سياسة رياضة وخبـر"


def test_depth_costs_no_recursion_and_no_time() -> None:
    begin = time.process_time()
    assert project_html("<div>" * 10_000 + "نص" + "</div>" * 10_000)[0] == "نص"
    assert project_html("<div>نص" * 10_000)[0].count("نص") == 10_000
    assert project_html("<b hidden>" * 10_000 + "نص")[0] == ""
    assert time.process_time() - begin < 5


def test_an_article_is_found_among_what_is_around_it() -> None:
    page, (article,) = opened(
        f"""<html><head><title>افتتاح الجسر الجديد في الضفاف - النافذة</title>
        <meta property="og:site_name" content="النافذة"><meta property="article:published_time" content="2021-03-04T10:20:00Z">
        </head><body><header><a href="/">النافذة</a>
        <nav><ul><li><a href="/s">سياسة</a><li><a href="/r">رياضة</a></ul></nav></header>
        <div class="wrap"><h1>افتتاح الجسر الجديد في الضفاف</h1><span class="author">هالة الرملي</span>
        <div class="post-share"><a>فيسبوك</a> <a>تويتر</a></div><figure><img><figcaption>الجسر بعد صيانته</figcaption></figure>
        <div class="text"><p>الضفاف - {ONE}</p><p>{TWO}</p><p><a href="/9">اقرأ أيضا: موسم التمور يبدأ</a></p><h2>منع ليلي</h2>
        <p>{THREE}</p></div><div class="tags">وسوم: <a>الجسر</a></div></div>
        <aside><h3>الأكثر قراءة</h3><p>
        <a href="/1">خبر آخر طويل عن سوق الخضار في وسط المدينة القديمة وأسعاره هذا الصيف كله</a></p></aside>
        <section class="comments"><h3>التعليقات</h3><p>{"تعليق طويل من قارئ غاضب على الجسر وما حوله. " * 2}</p></section>
        <footer><p>جميع الحقوق محفوظة</p></footer></body></html>"""
    )
    assert article.title is not None
    assert article.title.text == "افتتاح الجسر الجديد في الضفاف"
    assert article.text.split("\n") == [ONE, TWO, "منع ليلي", THREE]
    assert article.byline is not None
    assert article.byline.text == "هالة الرملي"
    assert article.dateline is not None
    assert article.dateline.text == "الضفاف"
    assert article.outlet is not None
    assert article.outlet.name == "النافذة"
    clock = article.published
    assert (clock.value, clock.how, clock.start, clock.reason) == (
        "2021-03-04T10:20", "stated", None, "article:published_time",
    )  # fmt: skip
    kinds = {page.text[f.start : f.end]: f.kind for f in article.furniture}
    assert kinds["الجسر بعد صيانته"] == "caption"
    assert kinds["فيسبوك تويتر"] == "share"
    assert kinds["اقرأ أيضا: موسم التمور يبدأ"] == "related"


def test_the_minute_of_a_time_element_stands_where_its_day_is_printed() -> None:
    page, (article,) = opened(
        f'<h1>افتتاح الجسر الجديد</h1><p><time datetime="2019-09-12T18:40:00+03:00">الخميس 12 أيلول 2019</time></p>'
        f"<div><p>{ONE}</p><p>{TWO}</p></div>"
    )
    clock = article.published
    assert (clock.value, clock.how, clock.reason) == ("2019-09-12T18:40", "stated", "time-element")
    assert page.text[clock.start : clock.end] == "الخميس 12 أيلول 2019"


def test_a_linked_record_tells_headline_and_day() -> None:
    record = '{"@graph":[{"@type":"NewsArticle","headline":"افتتاح الجسر","datePublished":"2020-05-06"},{"@type":"WebSite"}]}'
    _, (article,) = opened(
        f'<script type="application/ld+json">{record}</script><script type="application/ld+json">{{bad</script>'
        f"<div>النافذة اليوم</div><div class=x>افتتاح الجسر</div><p>{ONE}</p><p>{TWO}</p>"
    )
    assert article.title is not None
    assert article.title.text == "افتتاح الجسر"
    assert (article.published.value, article.published.reason) == ("2020-05-06", "json-ld")


def test_a_template_of_many_parts_is_told_from_short_paragraphs() -> None:
    page, (article,) = opened(
        f"""<body class="single comments-open related-on"><header><p class="site-title"><a href="/">صدى الوادي</a></p></header>
        <div><article><div class="cat"><a>محليات</a></div><h1>افتتاح سد صغير في الوادي</h1>
        <div class="meta"><span class="posted"><a><time datetime="2022-11-03T09:12:00+03:00">3 نوفمبر، 2022</time></a></span><span
        class="byline"><a>نادر الصيفي</a></span><span class="comments-link"><a>اترك تعليقا</a></span></div>
        <div class="entry"><p><strong>الوادي – صدى الوادي:</strong> {ONE}</p><p>وقال الرئيس إن السد نافع.</p>
        <div><span>اقرأ أيضا</span><ul><li><a>موسم الزيتون يبدأ باكرا هذا العام</a></li></ul></div><p>وأضاف أن العمل انتهى.</p>
        <h3>خطط لاحقة</h3><ul><li>حفر بئرين</li><li>مد شبكة ري</li></ul><p>واختتم: "الماء أولا".</p></div></article>
        <div><h3>مقالات ذات صلة</h3><a>سدود العالم القديم</a></div><div id="comments"><h2>تعليقان (2)</h2><ol><li>أبو أحمد
        <p>{"مبارك لكم وإن شاء الله نرى سدودا أكثر في كل الوديان. " * 4}</p></li></ol></div></div></body>"""
    )
    assert article.text.split("\n") == [
        ONE, "وقال الرئيس إن السد نافع.", "وأضاف أن العمل انتهى.", "خطط لاحقة", "حفر بئرين", "مد شبكة ري",
        'واختتم: "الماء أولا".',
    ]  # fmt: skip
    assert article.byline is not None
    assert article.byline.text == "نادر الصيفي"
    assert article.dateline is not None
    assert article.dateline.text == "الوادي – صدى الوادي"
    assert (article.published.value, article.outlet.name if article.outlet else None) == (
        "2022-11-03T09:12",
        "صدى الوادي",
    )
    assert all(page.text[f.start : f.end] != "حفر بئرين" for f in article.furniture)
