"""Chains: through whom words came to the outlet, on invented sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sijill.annotate.statements import find_statements_by_rules as find_statements
from sijill.model.records import Article, Outlet, Published, Statement, Words
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
            [("agency", "وكالة هرمز للأنباء")],
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


@pytest.mark.parametrize(
    ("body", "speaker", "expected"),
    [
        ("وأبلغ مسؤول في الميناء رويترز أن السفينة غادرت.", "مسؤول في الميناء", [("agency", "رويترز")]),
        ("نقلت وكالة الريف عن متحدثة باسم الشركة قولها إن الخط توقف.", "متحدثة باسم الشركة", [("agency", "وكالة الريف")]),
        ("نسبت صحيفة «الريف» إلى مصدر عسكري قوله إن الخط توقف.", "مصدر عسكري", [("media", "الريف")]),
        ("وأفاد بيان للشرطة بأن الطريق مغلق.", "لشرطة", [("document", "بيان")]),
        ("ونشرت الوزارة بيانا قالت فيه إن الطريق مغلق.", None, [("document", "بيانا")]),
        ("وقال القاضي في منطوق الحكم إن المتهم بريء.", "القاضي", [("document", "منطوق الحكم")]),
        ("وقال المدير في تقرير أولي نشر أمس إن الخط توقف.", "المدير", [("document", "تقرير أولي")]),
        ("وأعلنت الجماعة في بيان تلاه ناطقها سالم المري أن الهدنة انتهت.", "الجماعة",
         [("document", "بيان"), ("spokesperson", "سالم المري")]),
        ("وقال الوزير، وفق مصادر برلمانية، إن الخط توقف.", "الوزير", [("sources", "مصادر برلمانية")]),
        ("وبحسب مصدر أمني تحدث إلى رويترز، فإن الطريق مغلق منذ الفجر.", "مصدر أمني", [("agency", "رويترز")]),
        ("الطريق مغلق منذ الفجر، حسبما نقلت صحيفة «الريف» عن مصدر أمني.", "مصدر أمني", [("media", "الريف")]),
    ],
)  # fmt: skip
def test_hands_between_a_speaker_and_the_outlet(body: str, speaker: str | None, expected: Links) -> None:
    found = {one.speaker.text: links(one) for one in read("قال المدير سامي مراد إن الماء عاد.\n" + body)}
    assert found[speaker] == expected


def test_a_place_is_no_outlet_and_a_rating_agency_no_news_agency() -> None:
    (one,) = read("وقال المدير سامي مراد للصحفيين في موقع الحادث إن الطريق مغلق.")
    assert links(one) == []
    found = read("ورأت وكالة موديز للتصنيف الائتماني أن الدين يكبر، وقالت إن البنك نفى ذلك.")
    assert all(links(one) == [] for one in found)


def test_what_an_outlet_tells_of_others_came_through_it() -> None:
    found = read("ذكرت إذاعة «الملعب» أن الاتحاد الوطني هدد النادي بخصم ثلاث نقاط.")
    assert [links(one) for one in found if one.cue.text == "هدد"] == [[("media", "الملعب")]]


def test_a_headline_says_to_whom_it_was_told() -> None:
    text = "وزير الري لرويترز: لن نخفض الحصة\n\nكان يوما عاديا في المدينة."
    title = text.split("\n", 1)[0]
    article = Article(
        "page", "0" * 64, 0, Words(title, 0, len(title)), None, None, None, Published("2024-05-07", "given"), None, "ar",
        text, ((len(title) + 2, len(text)),), (), (),
    )  # fmt: skip
    (one,) = find_statements(open_reading(text, article))
    assert (one.speaker.text, links(one)) == ("وزير الري", [("agency", "رويترز")])


SENTENCES = st.sampled_from(
    [
        'قالت منى الغريب لـ«أصداء الجنوب»: "لن نقبل، كما قال سالم المري أمس، بحسب المصدر، أي تأخير".',
        "وأضافت في بيان نشرته وكالة الريف أن الطريق مغلق منذ الفجر.",
        "نقلت صحيفة «الريف» عن مصدر أمني قوله إن القافلة وصلت، وفق ما أفادت الوزارة.",
        "ونفى المدير سامي مراد، في اتصال مع إذاعة محلية، أي تقصير، متهما البلدية بالمماطلة.",
        "وأصدرت الشركة بيانا قالت فيه إنها ستعوض المتضررين.",
        '"هذا بيتنا ولن نتركه"، يقول خالد العلي على صفحته في فيسبوك.',
        "أظهرت دراسة أجرتها جامعة الساحل ونشرتها مجلة «أعماق» أن البحر يرتفع.",
        "وطالب الأهالي الحكومة بفتح الجسر، على لسان محاميهم رائد الحسن.",
        "جاء ذلك في مقابلة مع قناة الضفة مساء أمس.",
        "وزير الري لرويترز: لن نخفض الحصة",
        "وتوعد القائد، في تسجيل مصور، \"كل من يقترب\" بالرد.",
        "ورحب الاتحاد بالقرار.",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(SENTENCES, min_size=1, max_size=9), st.lists(st.sampled_from([" ", "\n", "\n\n"]), min_size=9, max_size=9)
)
def test_any_mix_of_sentences_keeps_the_laws_of_statements(sentences: list[str], joints: list[str]) -> None:
    body = "".join(part for pair in zip(sentences, joints, strict=False) for part in pair).strip()
    found = read(body, outlet="صحيفة أصداء الجنوب")
    quotes = [(one.content.start, one.content.end) for one in found if one.quote == "direct"]
    for one in found:
        for part in (one.cue, one.content, one.role, one.addressee, *one.chain):
            if part is not None:
                assert body[part.start : part.end] == part.text != ""
        assert one.cue.end <= one.content.start or one.content.end <= one.cue.start
        assert one.speaker.name
        if one.speaker.text is not None and one.speaker.start is not None and one.speaker.end is not None:
            assert body[one.speaker.start : one.speaker.end] == one.speaker.text
            for start, end in quotes:
                assert start <= one.cue.start < end or not start <= one.speaker.start < end


@pytest.mark.parametrize(
    "piece", ["بيانا قالت فيه إن ", "قال، وفق مصادر، إن ", "دراسة نشرتها مجلة ", "قال لرويترز في بيان تلاه "]
)
def test_an_endless_line_of_links_takes_linear_time(piece: str) -> None:
    read(piece * 2_000)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("أفاد بيان لوزارة الري أن السد آمن.", ("وزارة الري", [("document", "بيان")])),
        ("وقال بيان لشركة السدود إن السد آمن.", ("شركة السدود", [("document", "بيان")])),
        ("وذكر بيان صادر عن وزارة الري أن السد آمن.", ("وزارة الري", [("document", "بيان")])),
        ("وأفاد بيان صحفي نشرته وزارة الري أن السد آمن.", ("وزارة الري", [("document", "بيان صحفي")])),
        ("السد آمن منذ عام والعمل فيه مستمر، كما أفاد بيان لوزارة الري.", ("وزارة الري", [("document", "بيان")])),
        ("السد آمن منذ عام والعمل فيه مستمر، وفق ما جاء في بيان لوزارة الري.", ("وزارة الري", [("document", "بيان")])),
        (
            "السد آمن منذ عام والعمل فيه مستمر، وفقا لبيان نشرته وزارة الري على موقعها.",
            ("وزارة الري", [("platform", "موقعها"), ("document", "بيان")]),
        ),
        (
            "السد آمن منذ عام والعمل مستمر، وفق بيان صدر عن المجلس ونشره على صفحته في فيسبوك.",
            ("المجلس", [("platform", "فيسبوك"), ("document", "بيان")]),
        ),
    ],
)
def test_whose_document_it_is_speaks(body: str, expected: tuple[str, Links]) -> None:
    (one,) = read(body)
    assert (one.speaker.text, links(one)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "قال الوزير سامي مطر إن السد آمن، وفقا لبيان نقلته بوابة الجنوب.",
            [("media", "بوابة الجنوب"), ("document", "بيان")],
        ),
        ("قال الوزير سامي مطر إن السد آمن، وفقا لتصريحات أدلى بها لقناة الأفق.", [("media", "الأفق")]),
        ("قال الوزير سامي مطر إن السد آمن، وفقا لرويترز.", [("agency", "رويترز")]),
        (
            "قال الوزير سامي مطر إن السد آمن، وفقا لما نقلته على لسانه وكالة هرمز للأنباء.",
            [("agency", "وكالة هرمز للأنباء")],
        ),
        ("قال المرصد المائي إن السد آمن، وفق المرصد المائي.", []),
        ("قال الوزير سامي مطر إن السد آمن، وفقا لما جاء على موقعه الإلكتروني.", [("platform", "موقعه الإلكتروني")]),
        ("قال الوزير سامي مطر إن السد آمن، بحسب ما نقلت عنه الصحف المحلية.", [("media", "الصحف المحلية")]),
    ],
)
def test_a_source_behind_the_words_of_another_hands_them_on(body: str, expected: Links) -> None:
    (one,) = read(body)
    assert links(one) == expected


@pytest.mark.parametrize(
    ("body", "speaker", "expected"),
    [
        (
            'ونقلت وكالة الأنباء الأفقية على لسان مطر قوله: "السد آمن منذ عام".',
            "مطر",
            [("agency", "وكالة الأنباء الأفقية")],
        ),
        (
            "ونقلت وكالة الأنباء المركزية عن سامي مطر قوله إن السد آمن.",
            "سامي مطر",
            [("agency", "وكالة الأنباء المركزية")],
        ),
        (
            "وقال سامي مطر في مقابلة مع صحيفة صوت الجبل إن السد آمن.",
            "سامي مطر",
            [("media", "صوت الجبل"), ("event", "مقابلة")],
        ),
        ("وقال سامي مطر لشبكة إيه.بي.سي إن السد آمن.", "سامي مطر", [("media", "إيه.بي.سي")]),
        ("وقال سامي مطر على موقع #تويتر إن السد آمن.", "سامي مطر", [("platform", "تويتر")]),
        ("وقال سامي مطر على هامش مؤتمر حول المياه إن السد آمن.", "سامي مطر", []),
        ("وقال سامي مطر في مؤتمر صحفي إن السد آمن.", "سامي مطر", [("event", "مؤتمر صحفي")]),
        ("وذكرت سي إن إن أن السد آمن.", "سي إن إن", []),
        ("وذكرت صحيفة بوليتيكو أن السد آمن.", "صحيفة بوليتيكو", []),
        ("ونشر شهود صورا عبر تويتر، وقال سامي مطر إن السد آمن.", "سامي مطر", []),
    ],
)
def test_what_names_an_outlet_and_what_does_not(body: str, speaker: str, expected: Links) -> None:
    (one,) = read(body)
    assert (one.speaker.text, links(one)) == (speaker, expected)


def test_a_chain_holds_through_the_paragraph_past_words_within_it() -> None:
    body = "وقال سامي مطر في مقابلة إن الاتحاد طالب بفتح البوابات. وأضاف أن السد آمن."
    first, *_, last = read(body)
    assert (links(first), last.speaker.name, links(last)) == ([("event", "مقابلة")], "سامي مطر", [("event", "مقابلة")])


def test_a_channel_that_broadcasts_nothing_is_no_medium() -> None:
    (one,) = read("كشف مسؤول عبر قناة سرية أن المحادثات بدأت.")
    assert links(one) == []
    (one,) = read("قال الوزير سعيد مراد لقناة محلية إن المحادثات بدأت.")
    assert links(one) == [("media", "قناة محلية")]
