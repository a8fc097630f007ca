"""Entities of an article by rules and lists: extents, kinds, traps, repetition and names.

The encoder judges sentences, so fragments are read without it; `test_entities_heard.py` has both together.
"""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.annotate.entities import find_entities_by_rules
from sijill.model.records import Article, Entity, Outlet, Published, Words
from sijill.text.names import resolve_name, resolve_role
from sijill.text.reading import open_reading


def entities_of(title: str, *blocks: str, outlet: str | None = None) -> tuple[Entity, ...]:
    text, spans = "", []
    for part in (title, *blocks):
        spans.append((len(text), len(text) + len(part)))
        text += part + "\n"
    heading = Words(title, *spans[0]) if title else None
    body = tuple(spans[1:])
    publisher = Outlet(None, None, None, outlet) if outlet else None
    article = Article("page", "0" * 64, 0, heading, publisher, None, None, Published(), None, "ar", "", body, ())
    found = find_entities_by_rules(open_reading(text, article))
    assert all(text[entity.start : entity.end] == entity.text for entity in found)
    assert list(found) == sorted(found, key=lambda entity: entity.start)
    assert all(one.end <= other.start for one, other in pairwise(found)), "nothing is nested"
    return found


def named(*parts: str) -> list[tuple[str, str]]:
    return [(entity.text, entity.kind) for entity in entities_of("", *parts)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("وصل الوفد إلى لبنان وسوريا ثم بتونس", [("لبنان", "LOC"), ("سوريا", "LOC"), ("تونس", "LOC")]),
        ("رسالة للسعودية", [("لسعودية", "LOC")]),  # the mention begins at the second lam
        ("احتجاج في #كوريا_الشمالية", [("كوريا_الشمالية", "LOC")]),
        ("في محافظة إدلب", [("إدلب", "LOC")]),  # the generic noun stands outside
        ("تنظيم داعش وحركة طالبان", [("داعش", "ORG"), ("طالبان", "ORG")]),
        ("نقلت رويترز عن أ.ف.ب", [("رويترز", "ORG"), ("أ.ف.ب", "ORG")]),
        ("في قاعدة عين الأسد الجوية", [("قاعدة عين الأسد الجوية", "FAC")]),
    ],
)
def test_known_names_have_the_extent_of_the_guidelines(words, expected):
    assert named(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("قال وزير النفط سليم الحارثي إن", [("سليم الحارثي", "PER")]),
        ("قالت الوزيرة إلفيرا سانتوريني", [("إلفيرا سانتوريني", "PER")]),  # a foreign name behind a title
        ("اجتمع الوفد مع خالد بن سعد الدوسري", [("خالد بن سعد الدوسري", "PER")]),
        ("رئيس اللجنة السابق، دراغان ميروفيتش، أن", [("دراغان ميروفيتش", "PER")]),
        ("تحدث المتقاعد سامي الغامدي", [("سامي الغامدي", "PER")]),
        ("وقال هالستروم إن العمل بدأ", [("هالستروم", "PER")]),  # an unknown word between a reporting verb and إن
        ("رئيسها، تشونغ بارك سو، غادر", [("تشونغ بارك سو", "PER")]),
    ],
)
def test_people_are_shown_by_given_names_and_titles(words, expected):
    assert named(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("أعلنت وزارة الصحة والسكان المصرية أمس", [("وزارة الصحة والسكان المصرية", "ORG")]),
        ("أعلنت الحكومة العراقية", [("الحكومة العراقية", "ORG")]),
        ("القوات المسلحة السودانية", [("القوات المسلحة السودانية", "ORG")]),
        ("الهيئة الوطنية لإدارة الكوارث", [("الهيئة الوطنية لإدارة الكوارث", "ORG")]),
        ("المركز العربي للدراسات أصدر", [("المركز العربي للدراسات", "ORG")]),
        ('شركة "نجمة البحر" للنقل', [("نجمة البحر", "ORG")]),
        ("قرب مطار بيروت الدولي", [("مطار بيروت الدولي", "FAC")]),
        ("أمام السفارة الأميركية في بغداد", [("السفارة الأميركية", "FAC"), ("بغداد", "LOC")]),
    ],
)
def test_bodies_and_buildings_are_shown_by_the_noun_before_them(words, expected):
    assert named(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "قال الرئيس للوزارة إن القوات الحكومية تتقدم",  # roles and bodies without a name
        "القوات العراقية والسلطات السورية والنظام الإيراني",  # nationality adjectives name nothing
        "وزير الخارجية القطري",  # the adjective is the minister's
        "نشر صورا في صور قديمة",  # Tyre is also: pictures
        "على كل حال أدى ذلك إلى خسارة مالية",  # على is not علي, أدى is not إدي, مالية is not مالي
        "يعمل في العديد من المدن",
        "وكان ذلك في الباب الأول",
        "عمر المبنى مئة عام",
    ],
)
def test_common_words_are_no_names(words):
    assert named(words) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "رئيس رابطة صيادي الخور عمران جاسم المزروعي إن",
            [("رابطة صيادي الخور", "ORG"), ("عمران جاسم المزروعي", "PER")],
        ),
        ("الناطق باسم مجلس أسافل الوادي زغلول الشنفري", [("مجلس أسافل الوادي", "ORG"), ("زغلول الشنفري", "PER")]),
        ("أعلن وزير الدولة لشؤون البوادي دهمش الشنفري أن", [("دهمش الشنفري", "PER")]),
        ("اجتمع سليم الحارثي المسؤولين", [("سليم الحارثي", "PER")]),  # the surname closes the name
        ("قالت وفاء يوسف المغربي إن", [("وفاء يوسف المغربي", "PER")]),  # the nationality is a surname
        ("قال العميد سلطان جاسم الشنفري", [("سلطان جاسم الشنفري", "PER")]),  # a title that is a given name
        ("تحدثت أم خالد عن بيتها", [("أم خالد", "PER")]),
        ("مؤتمر قائد حركة فرسان الوادي عمران زغيب", [("حركة فرسان الوادي", "ORG"), ("عمران زغيب", "PER")]),
        ("تعهدت مجموعة زمردة للأعمال البحرية", [("مجموعة زمردة للأعمال البحرية", "ORG")]),
        ("أغلقوا سد المزروع وتمهلوا", [("سد المزروع", "FAC")]),
        ("حفر قناة الميسر الغربية", [("قناة الميسر الغربية", "FAC")]),
        ("قالت صحيفة صدى المدينة إن", [("صدى المدينة", "ORG")]),
    ],
)
def test_the_grammar_of_a_construct_ends_a_name(words, expected):
    assert named(words) == expected


def test_an_article_names_its_own_outlet_and_a_body_by_its_parts():
    found = entities_of("", "الزورق لـ«شراع الخليج»: لن نبحر.", "وقال لشراع الخليج أمس.", outlet="شراع الخليج")
    assert [entity.text for entity in found] == ["شراع الخليج", "شراع الخليج"]
    found = entities_of("", "قالت (مرساة) إن مرساة السفينة انكسرت.", outlet="مرساة")
    assert [entity.text for entity in found if entity.kind == "ORG"][:1] == ["مرساة"]
    found = entities_of("", "فازت شركة زمردة للنقل البحري بالعقد.", "وقالت زمردة إنها جاهزة.")
    assert [entity.text for entity in found] == ["شركة زمردة للنقل البحري", "زمردة"]


def test_a_surname_that_is_a_common_word_counts_beside_a_reporting_verb():
    found = entities_of(
        "", "قال الطبيب خالد سعد البحر إن العمل بدأ.", "وأضاف البحر أن الوضع هادئ. ورأينا الموج في البحر."
    )
    assert [entity.text for entity in found] == ["خالد سعد البحر", "البحر"]


def test_a_doubtful_name_counts_where_its_surroundings_speak_for_it():
    assert named("قصف مدينة صور") == [("صور", "LOC")]
    assert named("جنود من مالي") == [("مالي", "LOC")]
    assert named('ذكرت صحيفة "المدى" أمس') == [("المدى", "ORG")]


def test_a_name_found_once_is_found_everywhere_also_by_its_surname():
    found = entities_of("الحارثي يغادر", "قال الوزير سليم الحارثي إنه باق.", "وأضاف الحارثي أن سليم الحارثي لن يعود.")
    assert [entity.text for entity in found] == ["الحارثي", "سليم الحارثي", "الحارثي", "سليم الحارثي"]
    assert {entity.name for entity in found} == {"سليم الحارثي"}
    assert len({entity.entity for entity in found}) == 1


def test_a_surname_of_two_people_stays_unnamed():
    found = entities_of("", "التقى الوزير سليم الحارثي الطبيب ناصر الحارثي. وقال الحارثي إن اللقاء مفيد.")
    assert [entity.text for entity in found] == ["سليم الحارثي", "ناصر الحارثي", "الحارثي"]
    assert found[2].name == "الحارثي"


def test_other_names_of_a_known_thing_share_its_id_in_every_article():
    one = entities_of("", "أعلن حلف الأطلسي ذلك في أميركا")
    other = entities_of("", "قال الناتو إن الولايات المتحدة الأمريكية وافقت")
    assert [entity.name for entity in one] == ["حلف شمال الأطلسي", "الولايات المتحدة"]
    assert [entity.entity for entity in one] == [entity.entity for entity in other]


def test_a_club_has_the_name_of_its_city_in_sports_news():
    match = "فاز برشلونة في المباراة على ضيفه بهدف، وقال المدرب إن اللاعبين قدموا موسما جيدا في الدوري."
    assert named(match, "وعاد الفريق إلى مدينة برشلونة.") == [("برشلونة", "ORG"), ("برشلونة", "LOC")]
    assert named("زار الوزير برشلونة وشارك في معرض") == [("برشلونة", "LOC")]


def test_a_surname_and_a_role_are_resolved_to_the_person():
    text = "قال وزير النفط سليم الحارثي إن الإنتاج مستقر"
    found = entities_of("", text)
    page = "\n" + text
    assert resolve_name("الحارثي", found).name == "سليم الحارثي"
    assert resolve_name("الوزير الحارثي", found).name == "سليم الحارثي"
    assert resolve_name("الدوسري", found) is None
    assert resolve_role("الوزير", page, found).name == "سليم الحارثي"
    assert resolve_role("السفير", page, found) is None


WORDS = st.sampled_from(
    'الرئيس وزير سليم الحارثي لبنان و في قال ، « » " # _ - . بن عبد الله مدينة حركة وزارة الصحة مطار الدولي ( ) 24 CNN'.split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_mentions_that_stand_where_they_say(text):
    entities_of(text.replace("\n", " "), text)


@pytest.mark.parametrize("words", ["س" * 400_000, "« " * 30_000, "بن " * 60_000, "وزير " * 60_000, "محمد " * 60_000])
def test_time_is_linear_on_monotonous_text(words):
    begin = time.process_time()
    entities_of("", words)
    assert time.process_time() - begin < 20


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("وصلوا إلى سوق الشيوخ وقلعة صالح", [("سوق الشيوخ", "LOC"), ("قلعة صالح", "LOC")]),
        ("أهالي الحي غاضبون", []),  # the quarter
        ("في قضاء الحي", [("الحي", "LOC")]),  # the town
        ("كان خطرا كبيرا على فاطمة", []),  # no ك + بيرا (Beira), no ف + أطمة (Atme)
        ("زار وباريس تنتظر", [("باريس", "LOC")]),  # the least is cut off: no وب + أريس
        ("مطلع آب الماضي", []),  # August is not إب
        ("غادر أمس إلى إب", [("إب", "LOC")]),
    ],
)
def test_towns_are_told_from_words(words, expected):
    assert named(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("هنأه الجميع في عيد الفطر", []),  # عيد is foremost a feast
        ("قال خالد عيد السالمي إن", [("خالد عيد السالمي", "PER")]),
        ("علي ضفتي النهر", []),  # على as Egypt types it
        ("استقبلت علي خالد أمس", [("علي خالد", "PER")]),
        ("شكر وائل القباني ووائل الصافي", [("وائل القباني", "PER"), ("وائل الصافي", "PER")]),  # و and hamza
        ("قتل الجندي المنتمي إلى السرية", []),
        ("دخلت آية الله طه الموسوي", [("طه الموسوي", "PER")]),
    ],
)
def test_doubtful_given_names_need_a_name_behind_them(words, expected):
    assert named(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قال حازم الطويلي إن السد سليم. وأضاف الطويلي أن الفحص انتهى.",
            {"حازم الطويلي": "حازم الطويلي", "الطويلي": "حازم الطويلي"},
        ),
        ("قال جورج بوش الأب إنه بخير.", {"جورج بوش الأب": "جورج بوش الأب"}),
        (
            "أعلن تجمع درع الوادي الموحد (تدوم) انسحابه، ونفى «تدوم» الخبر.",
            {"تجمع درع الوادي الموحد": "تجمع درع الوادي الموحد", "تدوم": "تجمع درع الوادي الموحد"},
        ),
        ("قالت وزارة الدفاع (البنتاغون) إن السفينة عادت.", {"وزارة الدفاع": "البنتاغون", "البنتاغون": "البنتاغون"}),
        (
            "قال البنك المركزي المصري (رويترز) إن السعر ثابت.",
            {"البنك المركزي المصري": "البنك المركزي المصري", "رويترز": "رويترز"},
        ),
    ],
)  # fmt: skip
def test_one_canonical_name_for_all_names_of_a_thing_in_the_article(text, expected):
    found = {entity.text: entity.name for entity in entities_of("", text)}
    assert {words: found.get(words) for words in expected} == expected
