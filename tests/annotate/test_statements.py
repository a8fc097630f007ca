"""Statements by rules: invented people, each rule on a sentence of its own; the laws hold with the encoder too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sijill.annotate.statements import find_statements as find_with_encoder
from sijill.annotate.statements import find_statements_by_rules as find_statements
from sijill.annotate.statements.act import find_act
from sijill.annotate.statements.act_features import Said
from sijill.encode import has_weights
from sijill.model.reading import Reading
from sijill.model.records import Act, Article, Entity, Outlet, Published, Statement, Time, Words
from sijill.text.fold import fold_text
from sijill.text.reading import open_reading
from sijill.text.tokens import tokenize

shipped = pytest.mark.skipif(not has_weights(), reason="the encoder's weights are not in this checkout: make model")


def reading_of(body: str, title: str = "", times: tuple[Time, ...] = ()) -> Reading:
    text = f"{title}\n\n{body}" if title else body
    head = Words(title, 0, len(title)) if title else None
    start = len(text) - len(body)
    article = Article(
        "page", "0" * 64, 0, head, None, None, None, Published("2024-05-07", "given"), None, "ar", body,
        ((start, len(text)),), (), times,
    )  # fmt: skip
    return open_reading(text, article)


def read(body: str, title: str = "") -> tuple[Statement, ...]:
    return find_statements(reading_of(body, title))


def told_with(
    body: str, people: str = "", outlet: str = "", places: str = ""
) -> list[tuple[str | None, str, str | None]]:
    """Who as printed, by which cue, and the full name, where the people (parted by `/`) and the outlet are known."""
    reading = reading_of(body)
    entities = [
        Entity(name, at, at + len(name), kind, name, name)
        for kind, names in (("PER", people), ("LOC", places))
        for name in filter(None, names.split("/"))
        for at in (body.index(name),)
    ]
    article = replace(
        reading.article,
        entities=tuple(sorted(entities, key=lambda one: one.start)),
        outlet=Outlet(None, None, None, outlet) if outlet else None,
    )
    found = find_statements(replace(reading, article=article))
    return [(one.speaker.text, one.cue.text, one.speaker.name) for one in found]


def told(body: str, title: str = "") -> list[tuple[str | None, str, str]]:
    """Who (full name), by which cue, said what."""
    return [(one.speaker.name, one.cue.text, one.content.text) for one in read(body, title)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # a verb, its subject, أن
        ("أعلنت وزارة النقل أن الجسر سيفتح غدا.", ("وزارة النقل", "أعلنت", "الجسر سيفتح غدا")),
        # role, then name: the first bare noun behind definite ones
        ("وقال وزير النفط العراقي سليم الحارثي إن الإنتاج ارتفع.", ("سليم الحارثي", "قال", "الإنتاج ارتفع")),
        # name, then role between commas
        ("قال سليم الحارثي، وزير النفط، إن الإنتاج ارتفع.", ("سليم الحارثي", "قال", "الإنتاج ارتفع")),
        # role, comma, name
        (
            "وأوضح المتحدث باسم الهيئة الوطنية للمياه، نادر الصالحي، أن السد سليم.",
            ("نادر الصالحي", "أوضح", "السد سليم"),
        ),
        # a description in place of a name
        ("وقال مسؤول في وزارة الكهرباء إن العطل أصلح.", ("مسؤول في وزارة الكهرباء", "قال", "العطل أصلح")),
        # the subject before its verb
        ("أما رئيس البلدية كريم الدوسري فقال إن الطريق مغلق.", ("كريم الدوسري", "قال", "الطريق مغلق")),
        ("وكانت مصادر محلية قد كشفت عن مقتل شخصين في الحادث.", ("مصادر محلية", "كشفت", "مقتل شخصين في الحادث")),
        # objects that are the content
        ("أعلنت شركة الأفق إغلاق مصنعها في المدينة.", ("شركة الأفق", "أعلنت", "إغلاق مصنعها في المدينة")),
        # prepositions, alone and attached
        ("ودعا الأمين العام للاتحاد فؤاد الزين إلى وقف القتال.", ("فؤاد الزين", "دعا", "وقف القتال")),
        ("وطالب النائب سعد المالح بفتح تحقيق.", ("سعد المالح", "طالب", "فتح تحقيق")),
        # a relayed report: the one behind عن speaks
        ("ونقلت وكالة الأفق عن المدير جابر الحلو قوله إن المصنع يعمل.", ("جابر الحلو", "قوله", "المصنع يعمل")),
        # an attribution behind the words, and before them
        ("قتل ثلاثة أشخاص في انهيار مبنى، بحسب الشرطة.", ("الشرطة", "بحسب", "قتل ثلاثة أشخاص في انهيار مبنى")),
        ("ووفقا لوزارة الصحة، ارتفع عدد الإصابات إلى عشرين.", ("وزارة الصحة", "وفقا", "ارتفع عدد الإصابات إلى عشرين")),
        ("وصلت القافلة إلى البلدة فجرا، كما أفاد المرصد.", ("المرصد", "أفاد", "وصلت القافلة إلى البلدة فجرا")),
        # a verbal noun with its speaker behind it
        ("جاء ذلك بعد تصريح الوزير سليم الحارثي بأن المفاوضات انتهت.", ("سليم الحارثي", "تصريح", "المفاوضات انتهت")),
    ],
)
def test_speaker_cue_and_content(body: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(body)


@pytest.mark.parametrize(
    ("body", "people", "expected"),
    [
        # the name behind a body inside the role, and no object with it
        ("واتهم رئيس مجلس أعالي الوادي نادر جبر الصالحي الشركة بتلويث النهر.", "نادر جبر الصالحي", "نادر جبر الصالحي"),
        ("وقال القاضي نادر الصالحي لدى تلاوة الحكم إن الأدلة كافية.", "نادر الصالحي", "نادر الصالحي"),
        # a given name that is also a title or a verb
        ("وأوضح العميد ناطق الدباغي أن الطريق مفتوح.", "", "ناطق الدباغي"),
        ("وتعهد الوزير يعرب الصالحي بفتح الطريق.", "يعرب الصالحي", "يعرب الصالحي"),
        # Egyptian print: a relative is no speaker
        ("وصل نادر الصالحى، الذى قال إن الطريق مفتوح.", "نادر الصالحى", "نادر الصالحى"),
        # the second noun phrase, the oblique plural and a vowelled object are whom it is put to
        ("اتهم الحارثي وزير النفط بالإخلال بوعده.", "", "الحارثي"),
        ("وقالت نورة القحطاني إن القرار صائب، ودعت الطرفين إلى الهدوء.", "", "نورة القحطاني"),
        ("وقال نادر الصالحي إن القرار صائب، وطالب المجلسَ بفتح الطريق.", "", "نادر الصالحي"),
        # what the verb denies or refuses is no part of its subject
        ("ونفى الحارثي التهم في المحكمة.", "", "الحارثي"),
        ("ورفض الوزير الحديث عن الأسباب.", "", "الوزير"),
        # a source that stays unnamed
        ("وقال مصدر طبي طلب عدم ذكر اسمه إن الحالتين مستقرتان.", "", "مصدر طبي"),
    ],
)
def test_where_a_speaker_ends(body: str, people: str, expected: str) -> None:
    assert {name for _, _, name in told_with(body, people)} == {expected}


def test_whom_one_speaks_to_is_no_speaker() -> None:
    body = "أعلن سليم الحارثي أن الجسر مغلق. وقال لمنارة الساحل إن العمل جار. وأضاف لقناتنا أن الأمر انتهى."
    assert told_with(body, outlet="منارة الساحل") == [
        ("سليم الحارثي", "أعلن", "سليم الحارثي"),
        (None, "قال", "سليم الحارثي"),
        (None, "أضاف", "سليم الحارثي"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # the sentence's own subject goes before the last speaker
        ("قال سليم الحارثي إن الأمر انتهى.\nوزار نادر الصالحي البلدة، وقال إن الطريق مفتوح.", "نادر الصالحي"),
        # who is quoted inside another's words is not carried on
        ("قال سليم الحارثي إن نادر الصالحي أكد انتهاء العمل.\nوأضاف أن الطريق مفتوح.", "سليم الحارثي"),
        # nor is a look back, in the next paragraph
        (
            "قال سليم الحارثي إن الأمر انتهى. وكان نادر الصالحي قد أعلن أن العمل بدأ.\nوأضاف أن الطريق مفتوح.",
            "سليم الحارثي",
        ),
    ],
)
def test_who_is_carried_on(body: str, expected: str) -> None:
    assert told_with(body, "سليم الحارثي/نادر الصالحي")[-1][2] == expected


@pytest.mark.parametrize(
    "body",
    [
        "ولم يعلن الجيش أي حصيلة.",  # did not say
        "ويذكر أن المدينة تقع على النهر.",  # it is worth mentioning
        "سيعلن الوزير أن المشروع انتهى.",  # will say
        "وصل الوفد دون أن يلتقي الرئيس.",
        "افتتح الوزير المعرض وفق خطة العام.",  # a plan is no source
        "واصل الجيش تقدمه في المدينة.",
    ],
)
def test_what_is_no_statement(body: str) -> None:
    assert told(body) == []


def test_a_participle_cuts_the_content_and_carries_the_speaker_on() -> None:
    assert told("قالت نورة القحطاني إن القرار صائب، مضيفة أنه جاء متأخرا.") == [
        ("نورة القحطاني", "قالت", "القرار صائب"),
        ("نورة القحطاني", "مضيفة", "جاء متأخرا"),
    ]


def test_a_verb_without_subject_goes_on_with_the_last_speaker() -> None:
    first, second = read("قال سليم الحارثي إن الإنتاج ارتفع.\nوأضاف أن الأسعار مستقرة.")
    assert (second.speaker.text, second.speaker.name) == (None, "سليم الحارثي")
    assert first.speaker.text == "سليم الحارثي"


def test_short_and_descriptive_forms_find_the_full_name() -> None:
    names = [
        (one.speaker.text, one.speaker.name)
        for one in read(
            "قال وزير النفط العراقي سليم الحارثي إن الإنتاج ارتفع.\n"
            "وقالت المهندسة نورة القحطاني إن الخزان سليم.\n"
            "وأكد الحارثي أن العقد وقع.\n"
            "وأشار الوزير إلى أن الأسعار مستقرة."
        )
    ]
    assert names[2:] == [("الحارثي", "سليم الحارثي"), ("الوزير", "سليم الحارثي")]


def test_a_headline_speaks_and_a_topic_does_not() -> None:
    assert told("وصل الوفد.", "الحارثي: الإنتاج سيرتفع هذا العام") == [("الحارثي", ":", "الإنتاج سيرتفع هذا العام")]
    assert told("وصل الوفد.", "كأس العالم: خسارة جديدة للمنتخب") == []


@pytest.mark.parametrize(("opened", "closed"), ['""', "“”", "”“", "«»", "‹›", "””"])
def test_every_style_of_marks_holds_direct_speech(opened: str, closed: str) -> None:
    speech = "وصلنا إلى المدينة. وجدنا الطرق مغلقة والسوق خاليا"
    (one,) = read(f"وقال سليم الحارثي: {opened}{speech}{closed}.")
    assert (one.content.text, one.quote) == (speech, "direct")


def test_a_mark_that_never_closes_runs_to_the_end_of_the_paragraph() -> None:
    (one,) = read('وقال سليم الحارثي: "وصلنا إلى المدينة. وجدنا السوق خاليا.')
    assert one.content.text == "وصلنا إلى المدينة. وجدنا السوق خاليا"


def test_a_headline_part_ends_at_two_points() -> None:
    assert told("وصل الوفد.", "الحارثي: الإنتاج سيرتفع.. والأسعار تنخفض") == [("الحارثي", ":", "الإنتاج سيرتفع")]


def test_quote_kinds() -> None:
    kinds = {
        one.cue.text: one.quote
        for one in read(
            'قال سليم الحارثي إن الاتفاق "خطوة مهمة جدا" للبلاد.\n'
            'وأكدت نورة القحطاني أن صحيفة "الأفق" أخطأت.\n'
            'وأضافت: "لن نسكت عن هذا أبدا".'
        )
    }
    assert kinds == {"قال": "mixed", "أكدت": "indirect", "أضافت": "direct"}


@pytest.mark.parametrize(
    ("body", "act"),
    [
        ("نفى الحزب أن يكون طرفا في الاتفاق.", "deny"),
        ("قال الحزب إن هذه الأنباء لا أساس لها.", "deny"),
        ("حذر المرصد من أن العاصفة تقترب.", "warn"),
        ("اتهمت البلدية الشركة بتلويث النهر.", "accuse"),
        ("تعهد المدير بإصلاح العطل.", "commit"),
        ("قالت الشركة إنها ستفتح فرعا جديدا.", "commit"),
        ("قالت النقابة إنه يجب وقف العمل.", "request"),
        ("رأى الخبير سامي العلي أن القرار متسرع.", "opine"),
        ("أفادت الشرطة بأن الحريق أخمد.", "assert"),
        ("قال القائد سامي العلي إن قواته سترد إذا تعرضت لهجوم.", "warn"),
        ('قال سليم الحارثي: "أوقفوا هذا العبث".', "request"),
        ("قال سليم الحارثي إنه يرحب بالقرار.", "opine"),
        ("قال سليم الحارثي إنه لا يخشى أحدا.", "assert"),
        ("تبنى التنظيم مسؤولية الهجوم على القافلة.", "assert"),
        ("أعلن المجلس صرف التعويضات.", "commit"),
    ],
)
def test_acts(body: str, act: str) -> None:
    assert [one.act for one in read(body)][:1] == [act]


def test_the_chain_names_each_hand_nearest_the_outlet_first() -> None:
    (one,) = read("وقال سليم الحارثي في مؤتمر صحفي إن الإنتاج ارتفع، وفق ما نقلت وكالة رويترز.")
    assert [(link.kind, link.text) for link in one.chain] == [("agency", "رويترز"), ("event", "مؤتمر صحفي")]
    (tweet,) = read("وقالت نورة القحطاني في تغريدة على موقع التواصل الاجتماعي تويتر: الخزان سليم تماما.")
    assert ("platform", "تويتر") in [(link.kind, link.text) for link in tweet.chain]
    (passed,) = read("وقال سليم الحارثي في تسجيل صوتي بثته قناة الأفق اليومية إن الإنتاج ارتفع.")
    assert [(link.kind, link.text) for link in passed.chain] == [("media", "الأفق"), ("document", "تسجيل صوتي")]
    (spoken,) = read("نفى المجلس هذه الأنباء على لسان رئيسه نادر الصالحي.")
    assert spoken.content.text == "هذه الأنباء"


def test_the_day_of_speaking_and_the_deadline_come_from_the_times() -> None:
    body = "قالت شركة الأفق الاثنين إنها ستفتح المصنع في أول حزيران."
    day, due = body.index("الاثنين"), body.index("أول حزيران")
    times = (
        Time("الاثنين", day, day + 7, "DATE", "2024-05-06", None, "2024-05-06", "2024-05-06", None),
        Time("أول حزيران", due, due + 10, "DATE", "2024-06-01", None, "2024-06-01", "2024-06-01", None),
    )
    (one,) = find_statements(reading_of(body, times=times))
    assert (one.said_on and one.said_on.value, one.deadline and one.deadline.value) == ("2024-05-06", "2024-06-01")


def test_the_addressee_stands_behind_a_preposition() -> None:
    (one,) = read("وقال سليم الحارثي للصحفيين إن الإنتاج ارتفع.")
    assert one.addressee is not None
    assert one.addressee.text == "لصحفيين"


def test_no_speaker_is_taken_from_inside_a_quotation() -> None:
    body = 'قال سليم الحارثي: "قالت لي نورة القحطاني إن الخزان سليم".\nوأضاف أن الأمر انتهى.'
    assert {one.speaker.name for one in read(body)} == {"سليم الحارثي"}


def test_ids_stay_and_differ() -> None:
    reading = reading_of("قال سليم الحارثي إن الإنتاج ارتفع.\nوأضاف أن الأسعار مستقرة.")
    ids = [one.id for one in find_statements(reading)]
    assert ids == [one.id for one in find_statements(replace(reading))]
    assert len(set(ids)) == 2


PIECES = st.sampled_from(
    [
        "قال", "وأضاف", "أعلن", "مضيفا", "نفى", "اتهم", "وصف", "نقلت", "عن", "بحسب", "كما", "ما", "وفقا", "لوزارة", "أن", "إن",
        "بأنه", "إلى", "في", "بيان", "جاء", "ورد", "فيه", "الوزير", "سليم", "الحارثي", "رئيس", "الذي", "قوله", "إعلان", "إغلاق",
        "للصحفيين", "بمقتل", '"', "“", "”", "«", "»", "'", ":", "،", ".", "(", ")", "\n", "2024", "#", "د.", "ـ", "\u200f", "x",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40), st.lists(PIECES, max_size=12))
def test_every_part_is_the_page_at_its_offsets(body: list[str], title: list[str]) -> None:
    check_parts(reading_of(" ".join(body) or ".", " ".join(title).replace("\n", " ").strip()), find_statements)


@shipped
@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40), st.lists(PIECES, max_size=12))
def test_so_it_is_with_the_encoder(body: list[str], title: list[str]) -> None:
    check_parts(reading_of(" ".join(body) or ".", " ".join(title).replace("\n", " ").strip()), find_with_encoder)


def check_parts(reading: Reading, find: Callable[[Reading], tuple[Statement, ...]]) -> None:
    for one in find(reading):
        for part in (one.cue, one.content, one.role, one.addressee, *one.chain):
            if part is not None:
                assert reading.page_text[part.start : part.end] == part.text != ""
        if one.speaker.text is not None:
            assert reading.page_text[one.speaker.start : one.speaker.end] == one.speaker.text != ""
        assert one.cue.end <= one.content.start or one.content.end <= one.cue.start
        assert one.speaker.name


SPEECH = st.sampled_from(["سليم الحارثي", "قال الوزير إن", "وزارة النقل", "أكد", "نحن", "لن نقبل", "بحسب المصدر", "،"])


@settings(max_examples=150, deadline=None)
@given(st.lists(SPEECH, min_size=5, max_size=9), st.sampled_from(["وقال", "وأضاف", "وأكد المدير", "فيما قالت"]))
def test_no_speaker_comes_from_inside_any_quotation(inner: list[str], cue: str) -> None:
    check_quotation(reading_of(f'قالت منى الغريب: "{" ".join(inner)}". {cue} إن الجسر سيفتح غدا.'), find_statements)


@shipped
@settings(max_examples=60, deadline=None)
@given(st.lists(SPEECH, min_size=5, max_size=9), st.sampled_from(["وقال", "وأضاف", "وأكد المدير", "فيما قالت"]))
def test_nor_does_one_the_encoder_hears(inner: list[str], cue: str) -> None:
    check_quotation(reading_of(f'قالت منى الغريب: "{" ".join(inner)}". {cue} إن الجسر سيفتح غدا.'), find_with_encoder)


def check_quotation(reading: Reading, find: Callable[[Reading], tuple[Statement, ...]]) -> None:
    first, last = reading.page_text.index('"'), reading.page_text.rindex('"')
    for one in find(reading):
        if one.speaker.start is not None and not first < one.cue.start < last:
            assert not first < one.speaker.start < last


@pytest.mark.parametrize(
    ("verb", "own", "content", "act"),
    [
        ("قال", "assert", "أهمية دور المدارس في القرى", "opine"),
        ("شدد", "assert", "ضرورة فتح الطريق قبل الشتاء", "request"),
        ("أعلن", "assert", "ستبدأ تسيير رحلات يومية إلى الميناء", "commit"),
        ("أكد", "assert", "لا صحة لما نشر عن بيع المصنع", "deny"),
        ("حذر", "warn", "أعتقد أن الموسم جيد", "warn"),  # a verb that warns keeps its act
        ("أفاد", "assert", "إصابة أربعة عمال في حريق مخزن", "assert"),
    ],
)
def test_an_act_is_told_of_any_cue_and_content(verb: str, own: Act, content: str, act: str) -> None:
    norms = tuple(token.norm for token in tokenize(content))
    assert find_act(Said(fold_text(verb), own, norms, "indirect")) == act


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("قال المدير في مقابلة مع صحيفة الأفق الكويتية إلى جانب زملائه إن السد سليم.", {("event", "مقابلة")}),
        ('قال المدير "السد سليم تماما ولا خطر منه". جاء ذلك في مؤتمر صحفي بالمدينة.', {("event", "مؤتمر صحفي")}),
        ("قال المدير لوكالة الأنباء الليبية إن السد سليم.", {("agency", "وكالة الأنباء الليبية")}),
        ("نفى المدير تقارير عن بيان سري.", set()),  # what is spoken of is no link
    ],
)
def test_links_end_with_their_own_name(body: str, links: set[tuple[str, str]]) -> None:
    found = {(link.kind, link.text) for one in read(body) for link in one.chain}
    assert links <= found
    assert ("document", "بيان") not in found


def test_a_long_role_runs_up_to_its_name() -> None:
    body = 'قال مدير مركز "الأفق" للدراسات في جامعة "النهر الأهلية" العميد سليم الحارثي، إن السد سليم تماما.'
    assert told_with(body, people="سليم الحارثي") == [("سليم الحارثي", "قال", "سليم الحارثي")]
    body = 'قال مدير مركز "الأفق" للدراسات في لقاء مع سليم الحارثي، إن السد سليم تماما.'  # with whom he met
    assert [name for name, _, _ in told_with(body, people="سليم الحارثي")] != ["سليم الحارثي"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    find_statements(reading_of(text or "."))


@pytest.mark.parametrize(
    "piece", ["قال الوزير إن ", '"', '" ا', "، بحسب المصدر", "نقلت الوكالة عن الوزير قوله إن ", "فلان: "]
)
def test_an_endless_line_takes_linear_time(piece: str) -> None:
    find_statements(reading_of(piece * 3_000))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"لا نملك وقتا للانتظار"، يقول سليم الحارثي.', ("يقول", "سليم الحارثي", "لا نملك وقتا للانتظار")),
        ("وطلبت الشركة من الشرطة حماية المصنع.", ("طلبت", "الشركة", "حماية المصنع")),
    ],
)  # fmt: skip
def test_quotations_before_their_verb_and_objects_asked_of_someone(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [(one.cue.text, one.speaker.text, one.content.text) for one in read(text)]


def test_an_outlet_is_told_by_its_place() -> None:
    (one,) = read('قال سليم الحارثي لـ"تونس الآن": "نحن لا نغلق بابا أبدا".')
    assert [(link.kind, link.text) for link in one.chain] == [("media", "تونس الآن")]
