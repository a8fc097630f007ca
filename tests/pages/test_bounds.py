"""Days that an article does not state, as far as its own text bounds them."""

import pytest

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
