"""Chains: through whom words came to the outlet, on invented sentences."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sijill.annotate.statements import find_statements_by_rules as find_statements
from sijill.model.records import Article, Outlet, Published, Statement
from sijill.text.reading import open_reading

Links = list[tuple[str, str]]


def read(body: str, outlet: str = "صحيفة الأفق") -> tuple[Statement, ...]:
    article = Article(
        "page", "0" * 64, 0, None, Outlet(None, None, None, outlet), None, None, Published("2024-05-07", "given"), None, "ar",
        body, ((0, len(body)),), (), (),
    )  # fmt: skip
    reading = open_reading(body, article)
    return find_statements(replace(reading, article=article))


def links(one: Statement) -> Links:
    return [(link.kind, link.text) for link in one.chain]


@pytest.mark.parametrize(
    ("body", "speaker", "expected"),
    [
        ('أظهرت دراسة نشرتها مجلة "أعماق" الثلاثاء أن القيلولة تحسن الذاكرة.', "دراسة", [("media", "أعماق")]),
        (
            'وفي رسالة اطلعت عليها "المشرق الحر"، أكد النقيب سامي مطر أن الكرامة خط أحمر.',
            "سامي مطر",
            [("media", "المشرق الحر"), ("document", "رسالة")],
        ),
        (
            "وقالت سعاد العبيدي في تصريح خصت به وكالة هرمز للأنباء إن المحاكمة ستبدأ غدا.",
            "سعاد العبيدي",
            [("agency", "وكالة هرمز للأنباء"), ("event", "تصريح")],
        ),
    ],
)
def test_who_handed_words_on_is_a_link_and_no_part_of_the_speaker(body: str, speaker: str, expected: Links) -> None:
    (one,) = read(body)
    assert (one.speaker.text, links(one)) == (speaker, expected)


@pytest.mark.parametrize("told", ["لـ«أصداء الجنوب»", "لأصداء الجنوب", "في حديث إلى «أصداء الجنوب»"])
def test_the_outlet_itself_is_a_link_where_it_was_told(told: str) -> None:
    (one,) = read(f"قال سعيد مراد {told} إن الماء عاد إلى القرية.", outlet="صحيفة أصداء الجنوب")
    assert ("media", "أصداء الجنوب") in links(one)
