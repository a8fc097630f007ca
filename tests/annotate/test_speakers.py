"""Who is named as a speaker and who is not, on invented sentences."""

from __future__ import annotations

import pytest

from sijill.annotate.statements import find_statements_by_rules as find_statements
from sijill.model.reading import Reading
from sijill.model.records import Article, Entity, Published, Words
from sijill.text.reading import open_reading


def open_text(body: str, people: tuple[str, ...] = (), title: str = "") -> Reading:
    text = f"{title}\n\n{body}" if title else body
    start = len(text) - len(body)
    mentions = tuple(
        Entity(name, text.index(name, start), text.index(name, start) + len(name), "PER", name, name) for name in people
    )
    article = Article(
        "page", "0" * 64, 0, Words(title, 0, len(title)) if title else None, None, None, None,
        Published("2024-05-07", "given"), None, "ar", body, ((start, len(text)),), (), (), entities=mentions,
    )  # fmt: skip
    return open_reading(text, article)


@pytest.mark.parametrize(
    ("body", "people", "expected"),
    [
        ("أما نادي المرفأ فرئيسه يقول إن الفريق سيعود.", (), "رئيسه"),
        ("اجتمع الوزير بالوفد. ونفى صحة التقارير التي تحدثت عن انهيار السد.", (), "التقارير"),
        ("وقال رئيس مجلس الاندماج في الشطرة، سامي مطر، إن السد آمن.", ("سامي مطر",), "سامي مطر"),
        ("وقال الباحث، مقتبساً من كتاب قديم، إن السد آمن.", (), "الباحث"),
    ],
)
def test_a_name_ends_and_begins_where_it_should(body: str, people: tuple[str, ...], expected: str) -> None:
    (one,) = find_statements(open_text(body, people))
    assert one.speaker.text == expected


def test_a_conjunction_that_stands_alone_is_nobody() -> None:
    found = find_statements(open_text("وقال سامي مطر إن السد آمن. و أكد أن العمل مستمر.", ("سامي مطر",)))
    assert [(one.speaker.text, one.speaker.name) for one in found] == [("سامي مطر", "سامي مطر"), (None, "سامي مطر")]


@pytest.mark.parametrize("label", ["تصويب", "تصحيح", "فيديو", "تحليل"])
def test_a_label_of_a_headline_says_nothing(label: str) -> None:
    assert find_statements(open_text("انهار السد صباحا.", title=f"{label}: الوزير باق في منصبه")) == ()


def test_an_agreement_is_no_source() -> None:
    assert find_statements(open_text("وتوقفت الأعمال في الموقع كله وفقا للاتفاق، وغادر العمال.")) == ()


def test_a_cue_keeps_its_own_letters() -> None:
    (one,) = find_statements(open_text("السد آمن منذ عام والعمل فيه مستمر، وفقا لوزارة الري."))
    assert one.cue.text == "وفقا"
