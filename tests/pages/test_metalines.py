"""The line of names, clocks and counters under a headline, and what is none."""

import pytest

from sijill.pages.heads.metalines import MetaLine, read_meta_line

BY, BAGHDAD = "سلمى العطار", "بغداد"


def read(text: str) -> MetaLine:
    line = read_meta_line(text, 100)
    assert line is not None
    return line


def byline(text: str) -> str | None:
    line = read(text)
    return text[line.byline[0] - 100 : line.byline[1] - 100] if line.byline else None


@pytest.mark.parametrize(
    "text",
    [
        "سلمى العطار | 5 مايو 2021",
        "سلمى العطار بغداد 5 مايو 2021، 10:11 آخر تحديث: 6 مايو 2021",
        "5 مايو 2021 بقلم سلمى العطار",
        "الأربعاء، 5 مايو 2021 — سلمى العطار",
        "سلمى العطار نشر في: 5 مايو 2021 - 01:20 م المشاهدات: 2,311",
        "العدد 44، 5 مايو 2021 | سلمى العطار",
        "كتب: سلمى العطار",
        "كتبتها سلمى العطار",
        "من مراسلتنا سلمى العطار",
        "مرسلة بواسطة سلمى العطار",
        "By سلمى العطار · 3 دقائق للقراءة",
    ],
)
def test_writer(text: str) -> None:
    assert byline(text) == BY


def test_clocks_places_and_names() -> None:
    line = read("تلفزيون النخلة - بغداد 2021.05.05 | 08:15 دمشق")
    assert [(clock.value, clock.role) for clock in line.clocks] == [("2021-05-05T08:15", None)]
    assert [(place.text, place.start) for place in line.places] == [
        (BAGHDAD, 117)
    ]  # the town behind the hour is its zone
    assert [(name.text, name.kind) for name in line.rest] == [("تلفزيون النخلة", "outlet")]


def test_a_clock_glued_to_a_name_and_to_a_label() -> None:
    line = read("ظل الزيتون5 مايو 2021 | 7:12 مساءًآخر تحديث منذ 3 أيام")
    assert [clock.value for clock in line.clocks] == ["2021-05-05T19:12"]
    assert line.age
    assert line.byline is None
    assert line.rest[0].text == "ظل الزيتون"


def test_counters_alone() -> None:
    line = read("0 1,204 دقيقة واحدة")
    assert line.counts
    assert (line.clocks, line.rest) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "وقال سالم العطار إن الجسر فتح في 5 مايو 2021.",
        "5 مايو 2021: وصول أول بعثة",
        "عاجل | الفريق يفوز 3-1",
        "تحرير الموصل",
        "سلمى العطار",
        "بغداد",
        "x" * 400,
        "1 " * 40,
    ],
)
def test_no_such_line(text: str) -> None:
    assert read_meta_line(text) is None
