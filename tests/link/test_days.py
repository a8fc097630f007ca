"""Days that nobody states: found through landmarks and copies of other articles, with their grounds."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sijill
from sijill.link.landmarks import find_landmarks
from sijill.model.records import Article
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.run.days import date_articles
from sijill.run.stages import annotate

OPEN = (
    "بعثة الأنهار توقف دورياتها\n\nأعلنت بعثة الأنهار، أمس الأحد، وقف دورياتها في وادي الرمان. وجاء القرار غداة اغتيال سامر "
    "الياسين قائد حرس السدود في كمين مسلح.\n\nوقال الناطق باسم البعثة إن القرار مؤقت."
)
KILLING = (
    "مقتل قائد حرس السدود\n\nقُتل قائد حرس السدود سامر الياسين فجر الجمعة 3 أيار/مايو 2030 في كمين مسلح قرب السد، وقالت الشرطة "
    "إنها تبحث عن الفاعلين."
)
COPY = (
    "حريق في السوق القديم\n\nوادي الرمان - اندلع حريق كبير في السوق القديم مساء أمس الثلاثاء وأتى على عشرات المحال قبل أن تتمكن "
    "فرق الإطفاء من السيطرة عليه. وقال قائد فرق الإطفاء كامل الحداد إن أربعة من رجاله أصيبوا بحروق طفيفة وإن التحقيق في أسباب "
    "الحريق بدأ الأربعاء."
)


def read(text: str, published: str | None = None, name: str = "page.txt") -> tuple[str, Article]:
    opened = open_page(Document(name, text.encode(), "text", published=published))
    assert isinstance(opened, tuple)
    page, articles = opened
    return page.text, annotate(page.text, articles[0])


def dated(*pages: tuple[str, Article], as_of: str | None = None):
    texts = {article.page_sha256: text for text, article in pages}
    return date_articles([article for _, article in pages], texts.__getitem__, as_of=as_of)


@pytest.mark.parametrize(
    ("text", "landmark"),
    [
        ("غداة اغتيال سامر الياسين", ("اغتيال سامر الياسين", 1, 0)),
        ("جاء ذلك بعد يومين من مقتل سامر الياسين", ("مقتل سامر الياسين", 2, 0)),
        ("أحيت المدينة الذكرى الثانية لاغتيال سامر الياسين", ("اغتيال سامر الياسين", 0, 2)),
        ("نجا من محاولة اغتيال سامر الياسين", None),
        ("قبل مقتل سامر الياسين", None),
        ("قتل عشرة في عهد سامر الياسين", None),
        ("نفت الشرطة مقتل سامر الياسين", None),
    ],
)  # fmt: skip
def test_a_landmark_is_what_happened_once(text: str, landmark: tuple[str, int, int] | None) -> None:
    _, article = read(f"عنوان الخبر هنا\n\nقالت الشرطة في بيان طويل إن الطريق أغلق. {text} في وادي الرمان.")
    found = [(one.evidence.words, one.days, one.years) for one in find_landmarks(article)]
    assert found == ([landmark] if landmark else [])


def test_a_landmark_dated_by_another_article_gives_the_first_day() -> None:
    undated, killing = read(OPEN), read(KILLING)
    assert (undated[1].published.value, undated[1].published.weekday) == (None, "monday")
    found = dated(undated, killing)
    published = next(one.published for one in found.known if one.title.text.startswith("بعثة"))
    assert (published.value, published.earliest, published.latest) == (None, "2030-05-06", None)
    assert (published.how, published.weekday) == ("bounded", "monday")
    domain = next(one for one in found.domains.values() if one.weekday == "monday")
    ground = domain.used[-1]
    assert ground.reason == "not before 1 days after 'اغتيال سامر الياسين', which another article dates 2030-05-03"
    texts = {article.page_sha256: text for text, article in (undated, killing)}
    words = [(e.words, texts[e.page_sha256][e.start : e.end]) for e in ground.evidence]
    assert [pair[0] for pair in words] == [pair[1] for pair in words]
    assert words[-1][0] == "فجر الجمعة 3 أيار/مايو 2030"


def test_times_are_read_again_from_the_new_bound() -> None:
    found = dated(read(OPEN), read(KILLING))
    article = next(one for one in found.known if one.title.text.startswith("بعثة"))
    yesterday = next(time for time in article.times if time.text == "أمس الأحد")
    assert (yesterday.value, yesterday.earliest, yesterday.reason) == (None, "2030-05-05", "bounded")


def test_a_copy_with_a_day_dates_the_same_relative_days() -> None:
    found = dated(read(COPY + "\n\nالمصدر: الوكالات"), read(COPY, published="2031-03-05", name="b.txt"))
    assert [one.published.day for one in found.known] == ["2031-03-05", "2031-03-05"]
    reasons = [bound.reason for domain in found.domains.values() for bound in domain.used]
    assert "'مساء أمس الثلاثاء' is 2031-03-04 in a copy of 2031-03-05" in reasons


def test_what_contradicts_is_reported() -> None:
    text = OPEN.replace("وقال الناطق", "وكان السد قد افتتح في 1 شباط/فبراير 2029. وقال الناطق")
    late = text.replace("وقال الناطق", "وسيعقد الاجتماع في 9 آذار/مارس 2029 كما قال الناطق")
    found = dated(read(late), read(KILLING))
    domain = next(one for one in found.domains.values() if one.weekday == "monday")
    assert [bound.latest or bound.earliest for bound in domain.contradictions] == ["2030-05-04"]
    assert (domain.earliest, domain.latest) == ("2029-02-05", "2029-03-05")


def test_as_of_rests_on_nothing_later() -> None:
    undated, killing = read(OPEN), read(KILLING, published="2030-05-04")
    early = dated(undated, killing, as_of="2030-05-03")
    assert [one.published.earliest for one in early.open] == [None]
    later = dated(undated, killing, as_of="2030-05-05")
    assert later.open == []  # it cannot have been published before the sixth
    assert [one.published.earliest for one in dated(undated, killing, as_of="2030-06-01").open] == ["2030-05-06"]


PAGES = [
    read(OPEN),
    read(KILLING, published="2030-05-04"),
    read(COPY + "\n\nالمصدر: الوكالات"),
    read(COPY, published="2031-03-05", name="b.txt"),
    read(
        "ذكرى قائد الحرس\n\nأحيا الحراس الذكرى الأولى لاغتيال سامر الياسين قرب السد، وسط حضور كبير من أهالي وادي الرمان."
    ),
]


@settings(max_examples=25, deadline=None)
@given(st.permutations(PAGES), st.sampled_from([None, "2030-05-03", "2030-05-10", "2031-03-06", "2032-01-01"]))
def test_neither_order_nor_the_future_makes_a_difference(pages, as_of: str | None) -> None:
    found = dated(*pages, as_of=as_of)
    same = dated(*PAGES, as_of=as_of)
    assert {a.page_sha256: a.published for a in found.known} == {a.page_sha256: a.published for a in same.known}
    assert {a.page_sha256: a.published for a in found.open} == {a.page_sha256: a.published for a in same.open}
    if as_of is not None:
        known = {a.page_sha256 for a in found.known}
        alone = dated(*[page for page in pages if page[1].page_sha256 in known], as_of=as_of)
        assert {a.page_sha256: a.published for a in alone.known} == {a.page_sha256: a.published for a in found.known}
        mine = {a.page_sha256 for a in found.open} | known
        for key, domain in found.domains.items():
            cited = {e.page_sha256 for bound in domain.used for e in bound.evidence}
            assert cited <= known | {key[0]}
            assert key[0] in mine or domain.earliest > as_of


# Fifty words in three orders, which share no run: articles that are copies only by what stands between them.
WORDS = (
    "جسر نهر قناة وزارة مشروع شركة ميناء سوق مدرسة جامعة مستشفى قرية بلدة ساحل جبل صحراء مصنع مزرعة سفينة طائرة قطار محطة مطار "
    "حديقة متحف مكتبة مسرح ملعب بنك صندوق ميزانية ضريبة تجارة صناعة زراعة سياحة طاقة كهرباء غاز نفط معدن حديد نحاس ذهب فضة قمح"
).split()
FIRST, TURNED, SECOND = " ".join(WORDS), " ".join(WORDS[::-1]), " ".join(WORDS[::2] + WORDS[1::2])
BEGAN = "وأكد مسؤول محلي كبير أن الأعمال بدأت أمس في الموقع الجديد بحضور الأهالي"
DATED_END = read(f"خبر الأول\n\n{FIRST}.\n\n{BEGAN}.", "2021-03-06", "dated.txt")
BRIDGING = read(f"خبر الثاني\n\n{FIRST}.\n\n{SECOND}.", None, "bridging.txt")
FAR_END = read(f"خبر الثالث\n\n{TURNED}.\n\n{SECOND}.\n\n{BEGAN}.", None, "far.txt")
CHAIN = [
    DATED_END,
    BRIDGING,
    FAR_END,
    read(f"خبر الرابع\n\n{FIRST}.\n\n{BEGAN}.", None, "near.txt"),
    read(f"خبر الخامس\n\n{SECOND}.\n\n{BEGAN}.", "2021-06-01", "second.txt"),
    read(f"خبر السادس\n\n{TURNED}.\n\n{BEGAN}.", None, "turned.txt"),
    read(f"خبر السابع\n\n{SECOND}.\n\n{TURNED}.", None, "between.txt"),
    read(f"خبر الثامن\n\n{FIRST}.\n\n{SECOND}.\n\n{BEGAN}.", "2022-01-05", "late.txt"),
]


def test_an_article_of_unknown_day_brings_no_copies_together() -> None:
    found = dated(DATED_END, BRIDGING, FAR_END, as_of="2021-12-31")
    assert [one.source for one in found.known] == ["dated.txt"]
    assert {one.source: one.published.latest for one in found.open} == {"bridging.txt": None, "far.txt": None}


@settings(max_examples=20, deadline=None)
@given(st.permutations(CHAIN), st.integers(1, len(CHAIN)), st.sampled_from(["2021-03-06", "2021-12-31", "2022-12-31"]))
def test_what_is_known_is_what_the_known_articles_alone_tell(pages, count: int, as_of: str) -> None:
    found = dated(*pages[:count], as_of=as_of)
    known = {article.page_sha256: article for article in found.known}
    alone = dated(*[page for page in pages[:count] if page[1].page_sha256 in known], as_of=as_of)
    assert {article.page_sha256: article for article in alone.known} == known
    assert alone.open == []


def test_the_record_lists_its_days(tmp_path: Path) -> None:
    for name, text in (("open.txt", OPEN), ("killing.txt", KILLING)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    dossier = sijill.open(tmp_path / "x.sijill")
    dossier.build([tmp_path / "open.txt", tmp_path / "killing.txt"])
    rows = {row.article.title: row for row in dossier.days()}
    row = rows["بعثة الأنهار توقف دورياتها"]
    assert row.article.published.earliest == "2030-05-06"
    assert [words.words for words in row.evidence][:2] == ["أمس الأحد", "اغتيال سامر الياسين"]
    assert rows["مقتل قائد حرس السدود"].article.published.earliest == "2030-05-03"
