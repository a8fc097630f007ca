"""Times of an article: anchors, scenes, parts."""

from __future__ import annotations

from sijill.annotate.times import find_times, find_times_in
from sijill.model.records import Article, Furniture, Published, Words
from sijill.text.reading import open_reading


def times_of(title: str, *blocks: str, published: Published = Published(), clock: str = "") -> dict[str, tuple]:  # noqa: B008
    """Value, mod and reason of each time by its words, over an article made of these parts."""
    text, spans = "", []
    for part in (title, clock, *blocks):
        spans.append((len(text), len(text) + len(part)))
        text += part + "\n"
    furniture = (Furniture(*spans[1], "date-line"),) if clock else ()
    article = Article(
        "page",
        "0" * 64,
        0,
        Words(title, *spans[0]),
        None,
        None,
        None,
        published,
        None,
        "ar",
        "",
        tuple(spans[2:]),
        furniture,
    )
    found = find_times(open_reading(text, article))
    assert all(text[time.start : time.end] == time.text for time in found)
    assert list(found) == sorted(found, key=lambda time: time.start)
    return {time.text: (time.value, time.mod, time.reason) for time in found}


def test_relative_times_count_from_the_publication_day():
    published = Published("2021-06-17T09:00", "stated")
    times = times_of("وصول الوفد اليوم", "وصل الوفد أمس الأربعاء وغادر الجمعة الماضية.", published=published)
    assert times == {
        "اليوم": ("2021-06-17", None, None),
        "أمس الأربعاء": ("2021-06-16", None, None),
        "الجمعة الماضية": ("2021-06-11", None, None),
    }


def test_the_day_of_a_report_anchors_what_it_says():
    published = Published("2021-06-17", "given")
    times = times_of("عنوان", "وقال الوزير الأحد إنه سيسافر غدا.", published=published)
    assert times == {"الأحد": ("2021-06-13", None, None), "غدا": ("2021-06-14", None, None)}


def test_the_lead_anchors_where_no_day_is_known():
    times = times_of("عنوان", "أعلن المجلس يوم الاثنين 30 نيسان/إبريل 2018 وقف العمل.", "واجتمع المجلس أمس.")
    assert times == {
        "يوم الاثنين 30 نيسان/إبريل 2018": ("2018-04-30", None, None),
        "أمس": ("2018-04-29", None, "lead"),
    }


def test_a_start_or_two_days_in_the_lead_anchor_nothing():
    assert times_of("عنوان", "يقيم هناك منذ 15 آذار 2011.", "واجتمع أمس.")["أمس"] == (None, None, "no-anchor")
    assert times_of("عنوان", "بين 3 آذار 2011 و5 آذار 2012.", "واجتمع أمس.")["أمس"] == (None, None, "no-anchor")


def test_without_any_anchor_no_day_is_invented():
    times = times_of("عنوان", "وصل الوفد أمس، وكان قد زار المدينة عام 2014 في رحلة استمرت ثلاثة أيام.")
    assert times == {
        "أمس": (None, None, "no-anchor"),
        "عام 2014": ("2014", None, None),
        "ثلاثة أيام": ("P3D", None, None),
    }


def test_a_bounded_publication_bounds_its_times():
    text = "اجتمع المجلس أمس.\n"
    bounded = Published(None, "bounded", "2020-01-06", "2020-01-10", "monday")
    article = Article("page", "0", 0, None, None, None, None, bounded, None, "ar", "", ((0, 17),), ())
    (yesterday,) = find_times(open_reading(text, article))
    assert (yesterday.value, yesterday.earliest, yesterday.latest) == (None, "2020-01-05", "2020-01-09")
    assert yesterday.reason == "bounded"


def test_clocks_are_read_too():
    times = times_of("عنوان", "وصل الوفد.", clock="الخميس, 17 أغسطس 2023 2:55 م")
    assert times == {"الخميس, 17 أغسطس 2023 2:55 م": ("2023-08-17T14:55", None, None)}


def test_a_clock_time_alone_stands_on_the_day_told_last():
    times = times_of(
        "عنوان", "أقلعت الطائرة الأربعاء. وحطت عند الساعة 03:25 مساء.", published=Published("2021-06-17", "given")
    )
    assert times["الساعة 03:25 مساء"] == ("2021-06-16T15:25", None, None)


def test_a_text_alone():
    assert [(time.text, time.value) for time in find_times_in("عاد أمس بعد غياب دام عامين", "2019-03-01")] == [
        ("أمس", "2019-02-28"),
        ("عامين", "P2Y"),
    ]


def test_the_pages_own_dates_tell_whether_the_month_comes_first():
    text = ("ورد البلاغ بتاريخ 4/13/2014.", "وأغلق الملف بتاريخ 5/6/2014.")
    assert times_of("عنوان", *text)["5/6/2014"][0] == "2014-05-06"
    assert times_of("عنوان", text[1])["5/6/2014"][0] == "2014-06-05"
    given = Published("2014-05-06", "given")  # read so, it is the day of publication
    assert times_of("عنوان", text[1], published=given)["5/6/2014"][0] == "2014-05-06"


def test_a_year_told_with_its_month_goes_on():
    given = Published("2018-06-22", "given")
    times = times_of(
        "عنوان", "نظمت الدورة في 7 حزيران 2015 وأعيدت في تشرين الثاني. وفي كانون الأول افتتح المعرض.", published=given
    )
    assert [times[words][0] for words in ("7 حزيران 2015", "تشرين الثاني", "كانون الأول")] == [
        "2015-06-07",
        "2015-11",
        "2017-12",
    ]


def test_the_day_before_the_verb_of_the_report_anchors_it_too():
    times = times_of("عنوان", "في 28 نيسان أعلن المدير أنه سيتنحى غدا.", published=Published("2022-05-04", "given"))
    assert times["غدا"] == ("2022-04-29", None, None)


def test_a_hijri_day_that_its_gregorian_one_contradicts():
    times = times_of("عنوان", "صدر القرار في 5 رجب 1445هـ الموافق 27 يناير 2024.")
    ((value, _, reason),) = times.values()
    assert (value, reason) == ("2024-01-27", "contradiction: the Hijri day is 2024-01-17")


def test_what_was_told_before_is_told_in_this_sentence_or_the_one_before():
    near = find_times_in("غادر القرية عام 2011. ومنذ ذلك الحين لم يعد.", "2021-06-17")
    assert [time.value for time in near] == ["2011", "2011"]
    far = find_times_in("غادر القرية عام 2011. مات أبوه. بكى أخوه. كان فقيرا في ذلك الوقت.", "2021-06-17")
    assert [(time.value, time.reason) for time in far] == [("2011", None), (None, "no-day-before")]


def test_a_day_of_the_last_week_is_told_as_now_and_not_as_then():
    times = find_times_in("قال الوزير الأحد إن المصنع كان مغلقا في ذلك الوقت.", "2021-06-17")
    assert [time.value for time in times] == ["2021-06-13", None]


def test_that_date_is_a_day():
    times = find_times_in("عمل فيها عام 2011 ولم يعد بعد ذلك التاريخ، واقتصر على ذلك التاريخ.", "2021-06-17")
    assert [time.value for time in times] == ["2011", None, None]
