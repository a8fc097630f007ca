"""A small invented story for tests of exports: a flood, a hostile title, a plan, an undated protest."""

from invented import PageUnderTest, page_text_of, report
from sijill.model.time import TimeValue

HOSTILE = '<script>alert("ظهر")</script><img src=x onerror=alert(1)>'
DAY = TimeValue("2021-03-02", None, "2021-03-02", "2021-03-02")
SAID = "لن نغادر الميناء قبل أن تصرف الرواتب كاملة"


def flood():
    """An article with the page's furniture and an emoji before it, so that code points and UTF-16 units differ."""
    title, body = "فيضان يغمر بلدة السروة", "ضرب فيضان بلدة السروة فجر الثلاثاء 😀 وأوقع 12 قتيلا."
    page = PageUnderTest(
        f"شارك الخبر 🌊🌊\n{title}\n\n{body}\n\nقال سالم الهادي لوكالة المرقاب إن {SAID}.\n\nاقرأ أيضا: غيره"
    )
    return page, page.article(
        title,
        [body, f"قال سالم الهادي لوكالة المرقاب إن {SAID}."],
        outlet="المرقاب",
        day="2021-03-02",
        furniture=[("share", "شارك الخبر 🌊🌊"), ("related", "اقرأ أيضا: غيره")],
        events=[
            page.event(
                "DISASTER",
                "فيضان",
                DAY,
                n=2,
                places=["بلدة السروة"],
                figures=[("killed", 12, 12, "12 قتيلا")],
                main=True,
            )
        ],
        statements=[
            page.statement("سالم الهادي", "قال", SAID, chain=[("agency", "وكالة المرقاب")], act="warn", quote="direct")
        ],
    )


def make_story():
    """Articles with their page texts: a flood told twice with two counts, a hostile title, a plan, an undated event."""
    page, first = flood()
    second = report(
        "15 قتيلا في السروة",
        "قالت الضفاف إن فيضان بلدة السروة أوقع 15 قتيلا.",
        outlet="الضفاف",
        day="2021-03-03",
        events=[
            lambda page: page.event(
                "DISASTER", "فيضان", DAY, places=["بلدة السروة"], figures=[("killed", 15, 15, "15 قتيلا")], main=True
            )
        ],
    )
    hostile = report(
        HOSTILE,
        "يعتزم المجلس في السروة بناء سد عام 2022.",
        outlet='"><b>منفذ</b>',
        events=[lambda page: page.event("OTHER", "بناء", "2022", modality="planned", main=True)],
    )
    undated = report(
        "احتجاج في السروة",
        "خرج احتجاج في السروة.",
        outlet="الضفاف",
        day="2021-04-01",
        events=[lambda page: page.event("PROTEST", "احتجاج", None, main=True)],
    )
    texts = {article.page_sha256: page_text_of(article) for article in (second, hostile, undated)}
    return [first, second, hostile, undated], {page.sha256: page.text} | texts
