"""Events: what they are called, whether they are told as done, and that every span holds its words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sijill.annotate.events import find_events_by_weights as find_events
from sijill.model.records import Actor, Article, Entity, Event, Figure, Place, Published, Time, Words
from sijill.text.reading import open_reading


def article_of(text: str) -> Article:
    title, _, body = text.partition("\n")
    blocks, at = [], len(title) + 1
    for line in body.split("\n"):
        if line.strip():
            blocks.append((at, at + len(line)))
        at += len(line) + 1
    return Article(
        "x", "0" * 64, 0, Words(title, 0, len(title)), None, None, None, Published("2023-08-17", "given"), None, "ar",
        body, tuple(blocks), (),
    )  # fmt: skip


def events_of(text: str) -> tuple[Event, ...]:
    return find_events(open_reading(text, article_of(text)))


def told(text: str) -> set[tuple[str, str, str]]:
    return {(event.trigger.text, event.type, event.modality) for event in events_of(text)}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("قصف جوي على بلدة الريحانية", {("قصف", "ASSAULT", "actual")}),
        ("المسلحون يفتحون النار على حافلة", {("يفتحون", "ASSAULT", "actual")}),
        ("السلطات تفتح معبرا حدوديا أمام الأهالي", {("تفتح", "CONCEDE", "actual")}),
        ("البعثة تنهي مهمتها في الجزيرة", {("تنهي", "RETREAT", "actual")}),
        ("البعثة تعلق عملياتها في الجزيرة", {("تعلق", "RETREAT", "actual")}),
        ("المحكمة تطلق سراح الصحفي", {("تطلق", "CONCEDE", "actual")}),
        ("الفنانة ليلى عقدت قرانها", {("عقدت", "CULTURE", "actual")}),
        ("الوزيران يعقدان اجتماعا طارئا", {("اجتماعا", "CONSULT", "actual")}),
        ("وللهجوم على الميناء ضحايا", {("لهجوم", "ASSAULT", "actual"), ("ضحايا", "DEATH", "actual")}),
    ],
)
def test_the_object_decides_the_type(title: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(title) == expected


@pytest.mark.parametrize(
    ("title", "modality"),
    [
        ("الجيش سيقصف مواقع المسلحين", "planned"),
        ("الحكومة تعتزم إغلاق المعبر", "planned"),
        ("الوزير ينفي اعتقال الناشط", "denied"),
        ("النقابة تدعو إلى إضراب عام", "requested"),
        ("الشرطة تتلقى بلاغا عن إطلاق نار", "possible"),
        ("الاتفاق ينص على إغلاق المعبر", "planned"),
        ("الوزير يتعهد في ختام الزيارة بأن تبني بلاده السد", "planned"),
        ("مخاوف من هجوم على الميناء", "possible"),
        ("الجيش قصف مواقع المسلحين", "actual"),
    ],
)
def test_modality(title: str, modality: str) -> None:
    assert [event.modality for event in events_of(title)][-1] == modality


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أخبار\nبدأ المجلس أمس ترميم الجسر القديم.", ("ترميم", "actual")),
        ("الوزير يتعهد بإنجاز القناة", ("إنجاز", "planned")),
        ("أخبار\nفاض النهر ما أدى إلى غمر البساتين.", ("غمر", "actual")),
        ("البلدية تزيل السوق القديم", ("تزيل", "actual")),
        ("البلدية ستقيم الخيام قرب النبع", ("ستقيم", "planned")),
    ],
)
def test_a_doing_of_no_type_tells_the_news_where_it_stands_for_it(text: str, expected: tuple[str, str]) -> None:
    assert expected in {(word, modality) for word, _, modality in told(text)}


def test_the_same_doing_in_passing_is_no_event() -> None:
    assert told("أخبار\nمقدمة أولى.\nوعند الجسر الذي رممه الأهالي سوق صغير.") == set()


def test_the_nearest_object_gives_the_type() -> None:
    assert told("الشرطة تلقي القبض على رجل يحمل سلاحا") == {("القبض", "TRIAL", "actual")}


def test_a_definite_noun_of_the_lead_points_back() -> None:
    events = events_of("قصف بلدة الزيتونة\nقال شهود إن الغارات بدأت فجرا.")
    assert [event.trigger.text for event in events] == ["قصف"]


def test_votes_in_figures_are_no_vote() -> None:
    assert told("أخبار\nمقدمة أولى.\nوكان له 172 صوتا.") == set()


@pytest.mark.parametrize(("title", "modality"), [("التوصل لاتفاق في الجزيرة", "actual"), ("خطط لبناء سد", "planned")])
def test_what_follows_l_is_planned_where_it_can_be_meant(title: str, modality: str) -> None:
    assert [event.modality for event in events_of(title)][-1:] == [modality]


def test_saying_is_no_event() -> None:
    assert told("قال الوزير إن الأمور بخير وأكد أن لا جديد") == set()


def test_a_happening_told_twice_is_one_event() -> None:
    events = events_of("هجوم على قرية الزيتونة\nأفادت الشرطة بأن هجوما وقع في قرية الزيتونة.\nوأسفر الهجوم عن أضرار.")
    assert [(event.trigger.text, event.trigger.start, event.main) for event in events] == [("هجوم", 0, True)]


def test_figures_keep_what_the_words_leave_open() -> None:
    (event,) = events_of("مقتل أكثر من 12 شخصا وإصابة ما بين 20 و25 في هجوم على سوق")[:1]
    assert {(figure.kind, figure.low, figure.high) for figure in event.figures} == {
        ("killed", 12, None), ("wounded", 20, 25),
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='ابتثلمنوهيقفسعكر ةىءأإآ.،:\n"«»0123456789ـَّ#_()', max_size=300))
def test_any_text_gives_events_whose_words_stand_on_the_page(text: str) -> None:
    events = events_of(text)
    for event in events:
        parts: list[Words | Place | Actor | Figure] = [event.trigger, *event.places, *event.actors, *event.figures]
        assert [text[part.start : part.end] for part in parts] == [part.text for part in parts]
    assert sum(event.main for event in events) <= 1
    assert not events or sum(event.main for event in events) == 1


def with_parts(text: str, *, times: dict[str, str] | None = None, places: tuple[str, ...] = ()) -> tuple[Event, ...]:
    """The events of a text in which these times and places were found by earlier stages."""
    found_times = tuple(
        Time(words, text.index(words), text.index(words) + len(words), "DATE", day, None, day, day, None)
        for words, day in (times or {}).items()
    )
    found_places = tuple(
        Entity(name, text.index(name), text.index(name) + len(name), "LOC", name, name) for name in places
    )
    article = replace(article_of(text), times=found_times, entities=found_places)
    return find_events(open_reading(text, article))


def test_a_day_belongs_to_the_trigger_beside_it() -> None:
    text = "أخبار\nمقدمة أولى.\nمقدمة ثانية.\nوقع الهجوم في 3 آذار، وزار الوزير البلدة في 9 أيار."
    events = with_parts(text, times={"3 آذار": "2023-03-03", "9 أيار": "2023-05-09"})
    assert {(event.trigger.text, event.when.value if event.when else None) for event in events} == {
        ("الهجوم", "2023-03-03"), ("زار", "2023-05-09"),
    }  # fmt: skip


def test_a_title_takes_the_day_of_its_lead_and_no_day_is_invented() -> None:
    text = "قصف قرية الزيتونة\nقصفت طائرات قرية الزيتونة يوم الثلاثاء."
    (event,) = with_parts(text, times={"يوم الثلاثاء": "2023-08-15"})
    assert event.when is not None
    assert (event.trigger.start, event.when.value) == (0, "2023-08-15")
    assert events_of("قصف قرية الزيتونة\nقصفت طائرات قرية الزيتونة.")[0].when is None


def test_a_length_counts_back_from_the_news() -> None:
    text = "أخبار\nاعتقلت الشرطة المزارع الأحد بعد يومين على تظاهرة في البلدة."
    day, length = text.index("الأحد"), text.index("بعد")
    times = (
        Time("الأحد", day, day + 5, "DATE", "2023-08-13", None, "2023-08-13", "2023-08-13", None),
        Time("بعد يومين", length, length + 9, "DURATION", "P2D", None, None, None, None),
    )
    events = find_events(open_reading(text, replace(article_of(text), times=times)))
    assert {(event.trigger.text, event.when and event.when.value) for event in events} == {
        ("اعتقلت", "2023-08-13"), ("تظاهرة", "2023-08-11"),
    }  # fmt: skip


def test_places_stand_behind_a_locative() -> None:
    (event,) = with_parts("هجوم مسلح في بلدة الزيتونة شمال تلعفار", places=("الزيتونة", "تلعفار"))
    assert [place.text for place in event.places] == ["الزيتونة", "تلعفار"]


def test_a_word_inside_a_name_is_no_event() -> None:
    named = with_parts("مجلس التعاون يقر اتفاقا", places=("مجلس التعاون",))
    assert "التعاون" not in {event.trigger.text for event in named}
    assert named


def test_a_killing_and_its_cause_are_one_event() -> None:
    (event,) = events_of("مقتل 3 جنود في تفجير قرب الحدود")
    assert (event.trigger.text, event.type) == ("تفجير", "ASSAULT")
    assert [(figure.kind, figure.low, figure.high, figure.text) for figure in event.figures] == [
        ("killed", 3, 3, "3"),
    ]  # fmt: skip


def test_the_object_may_be_in_any_case() -> None:
    assert told("السلطات علقت عملياتهم") == {("علقت", "RETREAT", "actual")}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("مقتل شخصين", (2, 2)),
        ("سقوط 12 قتيلا", (12, 12)),
        ("إصابة ما لا يقل عن 20 شخصا", (20, None)),
        ("مقتل عشرات المدنيين", (20, None)),
        ("سقوط قتيلين", (2, 2)),
    ],
)
def test_figures(title: str, expected: tuple[int | None, int | None]) -> None:
    figures = [figure for event in events_of(title + " في قصف على البلدة") for figure in event.figures]
    assert (figures[0].low, figures[0].high) == expected


def test_long_lines_take_linear_time() -> None:
    events = events_of("قصف\n" + "قصف زيارة اتفاق 12 قتيلا " * 2000)
    assert events[0].trigger.text == "قصف"


@pytest.mark.parametrize(
    ("body", "trigger", "actors"),
    [
        ("تعهد الوزير بأن تقصف القوات المدينة.", "تقصف", {("agent", "القوات المدينة")}),
        ("أعلن الحزب ذلك حين اقتحمت القوات المبنى.", "اقتحمت", {("agent", "القوات المبنى")}),
    ],
)
def test_a_particle_is_nobody(body: str, trigger: str, actors: set[tuple[str, str]]) -> None:
    events = [event for event in events_of(f"خبر من البلدة\n{body}") if event.trigger.text == trigger]
    assert [{(actor.role, actor.text) for actor in event.actors} for event in events] == [actors]


def places_of(text: str, names: tuple[str, ...], trigger: str) -> list[str]:
    entities = tuple(Entity(name, text.index(name), text.index(name) + len(name), "LOC", name, name) for name in names)
    events = find_events(open_reading(text, replace(article_of(text), entities=entities)))
    return [place.text for event in events if event.trigger.text == trigger for place in event.places]


@pytest.mark.parametrize(
    ("text", "names", "trigger", "places"),
    [
        ("الرمانية: مقتل ثلاثة في تفجير\nخبر من الصحيفة.", ("الرمانية",), "تفجير", ["الرمانية"]),
        ("زلزال الرمانية يشرد المئات\nخبر من الصحيفة.", ("الرمانية",), "زلزال", ["الرمانية"]),
        ("خبر اليوم\nوصل الوزير الرمانية صباح أمس.", ("الرمانية",), "وصل", ["الرمانية"]),
        ("خبر اليوم\nاستقالة الرمانية من الاتحاد أعلنت أمس.", ("الرمانية",), "استقالة", []),
    ],
)
def test_where_an_event_is(text: str, names: tuple[str, ...], trigger: str, places: list[str]) -> None:
    assert places_of(text, names, trigger) == places


@pytest.mark.parametrize(
    ("title", "trigger"),
    [("هجوم كيميائي على البلدة", "هجوم"), ("تحقيق عاجل في الحريق", "تحقيق"), ("اجتماع الخميس في البلدية", "اجتماع")],
)
def test_how_and_when_are_nobody(title: str, trigger: str) -> None:
    events = [event for event in events_of(f"{title}\nخبر من الصحيفة.") if event.trigger.text == trigger]
    assert [event.actors for event in events] == [()]


def test_what_is_spoken_about_has_a_place_of_its_own() -> None:
    assert places_of("خبر اليوم\nأدانت البلدية الهجوم على الرمانية.", ("الرمانية",), "أدانت") == []
