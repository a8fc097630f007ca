"""Days that an article does not state, as far as its own text bounds them."""

import pytest

from sijill.model.records import Published
from sijill.pages import open_page
from sijill.pages.documents import Document

FIRST = "افتتحت بلدية وادي الرمان الجسر الجديد أمام السيارات بعد أشغال دامت طويلا، وحضر الأهالي المناسبة."


@pytest.mark.parametrize(
    ("told", "bounds"),
    [
        ("وكانت الأشغال بدأت في 30 نيسان 2018 بعد فيضان النهر.", ("2018-04-30", None)),
        ("وقال سامر الحداد في 30 نيسان 2018 إن الجسر متين.", ("2018-04-30", None)),
        ("وسيفتتح الجسر الثاني في 12 أيار 2021 بحسب المجلس.", (None, "2021-05-12")),
        ("ويعمل المجلس على المشروع منذ عام 2011 بلا انقطاع.", ("2011-01-01", None)),
        ("ويتوقع المجلس أن يبلغ عدد السيارات ضعفه عام 2050 في الوادي.", (None, None)),
        ("وأحيا الأهالي الذكرى العاشرة لفيضان 25 يناير 2011 قرب الجسر.", ("2020-12-25", "2022-01-25")),
        ("وصمم الجسر المهندس كامل الحداد المولود عام 1975 (43 عاما) وهو من أبناء الوادي.", ("2018-01-01", "2019-12-31")),
    ],
)  # fmt: skip
def test_what_is_told_bounds_the_day(told: str, bounds: tuple[str | None, str | None]) -> None:
    opened = open_page(Document("page.txt", f"الجسر الجديد يفتح أبوابه\n\n{FIRST}\n\n{told}".encode(), "text"))
    assert isinstance(opened, tuple)
    published = opened[1][0].published
    assert (published.earliest, published.latest) == bounds
    assert published.how == ("bounded" if any(bounds) else "unknown")
    if published.start is not None:
        assert opened[0].text[published.start : published.end] in published.reason or "birth" in published.reason


def test_a_weekday_with_its_date_leaves_the_years_in_which_they_meet() -> None:
    lead = "قال المجلس، أمس الأحد 5 كانون الثاني، إن الجسر مفتوح أمام الجميع."
    text = f"الجسر مفتوح\n\n{lead}\n\nوكانت الأشغال بدأت في 30 نيسان 2018 بعد فيضان النهر."
    opened = open_page(Document("page.txt", text.encode(), "text"))
    assert isinstance(opened, tuple)
    published = opened[1][0].published
    assert (published.value, published.weekday, published.earliest) == (None, "monday", "2020-01-06")


def published_on(text: str, **hints: str) -> Published:
    opened = open_page(Document("page.txt", text.encode(), "text", **hints))
    assert isinstance(opened, tuple)
    return opened[1][0].published


def test_an_address_may_tell_the_day_and_fetching_bounds_it() -> None:
    text = f"الجسر الجديد يفتح أبوابه\n\n{FIRST}\n\n{FIRST}"
    told = published_on(text, url="https://nakheel.example/2024/03/02/bridge")
    assert (told.value, told.how, told.reason) == ("2024-03-02", "bounded", "the address says 2024-03-02")
    fetched = published_on(text, fetched="2024-03-05T10:00:00Z")
    assert (fetched.value, fetched.latest) == (None, "2024-03-05")


def test_what_disagrees_with_a_stated_day_is_reported() -> None:
    text = f"الجسر الجديد يفتح أبوابه\n\nنشر في: 9 مارس 2024\n\nقال المجلس، أمس الخميس، إن الجسر مفتوح أمام الجميع.\n\n{FIRST}"
    stated = published_on(text, url="https://nakheel.example/2024/03/02/bridge", fetched="2024-03-05T10:00:00Z")
    assert stated.value == "2024-03-09"
    assert stated.reason.split("; ") == [
        "date-line",
        "contradiction: the address says 2024-03-02",
        "contradiction: it was fetched on 2024-03-05",
        "contradiction: the text says 'أمس الخميس', and 2024-03-09 is a Saturday",
    ]
