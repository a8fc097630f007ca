from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from invented import report
from sijill.ledger.timeline import build_timeline as list_lines
from sijill.link.duplicates import find_origins
from sijill.link.events import link_events
from sijill.model.time import TimeValue


def build_timeline(articles, **how):
    return list_lines(articles, linked=link_events(articles), **how)


DAY = TimeValue("2021-03-02", None, "2021-03-02", "2021-03-02")


def flood(outlet, killed, **rest):
    word = f"{killed} قتيلا"
    return report(
        f"فيضان يغمر بلدة السروة: {outlet}",
        f"ضرب فيضان بلدة السروة فجر الثلاثاء وأوقع {word}، بحسب {outlet}.",
        outlet=outlet,
        day="2021-03-02",
        events=[
            lambda page: page.event(
                "DISASTER",
                "فيضان",
                when=DAY,
                n=2,
                places=["بلدة السروة"],
                figures=[("killed", killed, killed, word)],
                main=True,
            )
        ],
        **rest,
    )


def test_one_event_in_two_articles_is_one_line_with_both_counts():
    (entry,) = build_timeline([flood("المرقاب", 12), flood("الضفاف", 15)])
    assert {(figure.low, figure.evidence[0].words) for figure in entry.figures} == {(12, "12 قتيلا"), (15, "15 قتيلا")}
    assert entry.independent_sources == 2
    assert entry.precision == "day"
    assert {source.outlet for source in entry.sources} == {"المرقاب", "الضفاف"}
    assert entry.heading.words.startswith("ضرب فيضان بلدة السروة")


def test_evidence_names_the_words_of_the_page():
    article = flood("المرقاب", 12)
    (entry,) = build_timeline([article])
    page_text = f"{article.title.text}\n\n{article.text}"
    for evidence in (entry.heading, *entry.evidence, entry.places[0].evidence, entry.figures[0].evidence[0]):
        assert page_text[evidence.start : evidence.end] == evidence.words


def strike(place, day, *, actor="سرب الصقور", word="غارة", modality="actual", n=1, **rest):
    return report(
        f"أخبار {place} يوم {day} من {rest.get('outlet')}",
        f"تحدثت المصادر عن {word} نفذها {actor} على {place}.",
        events=[
            lambda page: page.event(
                "ASSAULT",
                word,
                when=day and TimeValue(day),
                places=[place],
                actors=[("agent", actor)],
                modality=modality,
                main=True,
            )
        ],
        day="2021-05-20",
        **rest,
    )


def test_two_places_on_one_day_are_two_events():
    entries = build_timeline([strike("تل الزيت", "2021-05-01"), strike("وادي الرمان", "2021-05-01")])
    assert {entry.places[0].name for entry in entries} == {"تل الزيت", "وادي الرمان"}


def test_a_month_joins_the_one_day_in_it_that_fits():
    day, month = strike("تل الزيت", "2021-05-01", outlet="المرقاب"), strike("تل الزيت", "2021-05", outlet="الضفاف")
    (entry,) = build_timeline([day, month])
    assert (entry.when.value, entry.mentions) == ("2021-05-01", 2)
    second = strike("تل الزيت", "2021-05-09", outlet="الراصد")
    assert [entry.when.value for entry in build_timeline([day, month, second])] == [
        "2021-05-01",
        "2021-05",
        "2021-05-09",
    ]


def test_planned_and_done_stand_side_by_side_and_done_leads():
    planned = strike("تل الزيت", "2021-05-01", outlet="المرقاب", modality="planned")
    done = strike("تل الزيت", "2021-05-01", outlet="الضفاف")
    (entry,) = build_timeline([planned, done])
    assert entry.modality == "actual"
    assert [report.modality for report in entry.modalities] == ["actual", "planned"]
    assert build_timeline([planned])[0].modality == "planned"


def test_an_event_without_a_time_is_listed_last_and_bounded_by_its_report():
    entries = build_timeline([strike("وادي الرمان", None), strike("تل الزيت", "2021-05-01")])
    assert [entry.precision for entry in entries] == ["day", "open"]
    assert entries[1].when == TimeValue(None, None, None, "2021-05-20", "not-stated")


def test_copies_and_wire_credits_are_one_independent_source():
    body = "أعلنت هيئة الموانئ في مدينة السروة اليوم إغلاق الميناء الشرقي بعد عاصفة رملية شديدة أوقفت حركة السفن يومين كاملين."
    when = [lambda page: page.event("OTHER", "إغلاق", when=DAY, places=["مدينة السروة"], main=True)]
    copies = [
        report("إغلاق", body, outlet="المرقاب", day="2021-03-02", events=when),
        report("هيئة الموانئ تعلن", body + " وتتابع الضفاف.", outlet="الضفاف", day="2021-03-02", events=when),
    ]
    (entry,) = build_timeline(copies, origins=find_origins(copies))
    assert entry.independent_sources == 1
    assert build_timeline(copies)[0].independent_sources == 2


def test_words_of_one_sentence_with_one_type_and_day_are_one_event():
    article = report(
        "أخبار السروة",
        "احتج العمال في السروة يوم 2 آذار في مظاهرة كبيرة.",
        day="2021-03-02",
        events=[
            lambda page: page.event("PROTEST", "احتج", DAY, modality="planned"),
            lambda page: page.event("PROTEST", "مظاهرة", DAY),
        ],
    )
    (entry,) = build_timeline([article])
    assert [evidence.words for evidence in entry.evidence] == ["مظاهرة", "احتج"]
    assert [one.modality for one in entry.modalities] == ["actual"]


def test_filters_find_names_however_they_are_typed():
    articles = [strike("أم الأرز", "2021-05-01", actor="أحمد الشوبكي"), strike("تل الزيت", "2021-07-01")]
    assert [entry.places[0].name for entry in build_timeline(articles, actor="احمد")] == ["أم الأرز"]
    assert [entry.places[0].name for entry in build_timeline(articles, place="ام الأرز")] == ["أم الأرز"]
    assert [entry.when.value for entry in build_timeline(articles, start="2021-06-01")] == ["2021-07-01"]
    assert [entry.when.value for entry in build_timeline(articles, end="2021-05-01")] == ["2021-05-01"]


@settings(max_examples=30, deadline=None)
@given(st.integers())
def test_the_order_of_articles_makes_no_difference(seed):
    articles = [
        flood("المرقاب", 12),
        flood("الضفاف", 15),
        strike("تل الزيت", "2021-05-01", outlet="المرقاب"),
        strike("تل الزيت", "2021-05", outlet="الضفاف"),
        strike("تل الزيت", None, outlet="الراصد"),
        strike("وادي الرمان", "2021-05-01", word="قصف"),
    ]
    shuffled = list(articles)
    Random(seed).shuffle(shuffled)
    assert build_timeline(shuffled, origins=find_origins(shuffled)) == build_timeline(
        articles, origins=find_origins(articles)
    )


def test_a_place_that_one_of_many_texts_names_stands_aside():
    told = [strike("تل الزيت", "2021-05-01", outlet=outlet) for outlet in ("المرقاب", "الضفاف", "الراصد")]
    other = report(
        "غارة نفذها سرب الصقور على تل الزيت",
        "تحدثت المصادر عن غارة نفذها سرب الصقور على تل الزيت ونقلت ذلك وكالة في وادي الرمان.",
        outlet="السنام",
        day="2021-05-20",
        events=[
            lambda page: page.event(
                "ASSAULT",
                "غارة",
                when=TimeValue("2021-05-01"),
                n=2,
                places=["تل الزيت", "وادي الرمان"],
                actors=[("agent", "سرب الصقور")],
                main=True,
            )
        ],
    )
    (entry,) = build_timeline([*told, other])
    assert (entry.mentions, [place.name for place in entry.places]) == (4, ["تل الزيت"])
