"""Laws of times: a day written in any calendar and form is that day, anchors shift, no anchor invents nothing."""

from __future__ import annotations

import time as clock
from datetime import date, timedelta

import pytest
from hijridate import Gregorian
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sijill.annotate.times import find_times_in
from sijill.model.time import bounds_of, shift_month
from sijill.text.timex import find_timexes, resolve_timex
from sijill.text.timex.calendars import feast_days
from sijill.text.timex.words import vocabulary

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
HIJRI_DAYS = st.dates(date(1924, 8, 1), date(2077, 11, 16))  # Umm al-Qura
ANCHORS = st.dates(date(1930, 1, 1), date(2070, 12, 31))

GREGORIAN = (
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    ["كانون الثاني", *"شباط آذار نيسان أيار حزيران تموز آب أيلول".split(), "تشرين الأول", "تشرين الثاني", "كانون الأول"],
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر".split(),
    "January February March April May June July August September October November December".split(),
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
)  # fmt: skip
HIJRI = [
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذي القعدة",
    "ذي الحجة",
]  # fmt: skip
UNITS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
ORDINALS = [
    *UNITS, "الحادي عشر", *(f"{unit} عشر" for unit in UNITS[1:9]), "العشرين", "الحادي والعشرين",
    *(f"{unit} والعشرين" for unit in UNITS[1:9]), "الثلاثين", "الحادي والثلاثين",
]  # fmt: skip
WEEKDAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

FORMS = {
    "day month year": lambda d, m: f"{d.day} {m} {d.year}",
    "the day in words": lambda d, m: f"{ORDINALS[d.day - 1]} من {m} {d.year}",
    "weekday": lambda d, m: f"يوم {WEEKDAYS[d.weekday()]} {d.day} {m} {d.year}",
    "month day, year": lambda d, m: f"{m} {d.day}, {d.year}",
    "year with its noun": lambda d, m: f"{d.day} من شهر {m} عام {d.year}",
    "Arabic-Indic figures": lambda d, m: f"{d.day} {m} {d.year}".translate(ARABIC_INDIC),
}
FIGURES = ["{0.day}/{0.month}/{0.year}", "{0.day:02d}-{0.month:02d}-{0.year}", "{0.day}.{0.month}.{0.year}",
           "{0.year}/{0.month}/{0.day}", "{0.year}-{0.month:02d}-{0.day:02d}"]  # fmt: skip
HIJRI_FORMS = ["{0.day} {1} {0.year}هـ", "{2} من {1} {0.year}", "{0.day} من شهر {1} عام {0.year} هجرية",
               "{0.day}/{0.month}/{0.year}هـ"]  # fmt: skip


def one(text: str, anchor: date | None = None) -> str | None:
    """The value of a text that is one time from its first character to its last."""
    (timex,) = find_timexes(text)
    assert timex.text == text
    return resolve_timex(timex, anchor).value


@given(DAYS, st.sampled_from(GREGORIAN), st.sampled_from(sorted(FORMS)))
def test_a_day_written_with_any_month_names_in_any_form_is_that_day(day, months, form):
    assume(
        months[4] not in ("May", "mai", "ماي") or form != "month day, year" or day.month != 5
    )  # ماي 3 may be a name's
    assert one(FORMS[form](day, months[day.month - 1])) == day.isoformat()


@given(DAYS, st.sampled_from(FIGURES))
def test_a_day_in_figures_is_that_day(day, form):
    assert one(form.format(day)) == day.isoformat()


@given(DAYS, DAYS.filter(lambda day: day.day > 12))
def test_the_month_comes_first_where_another_date_of_the_page_says_so(day, other):
    figures = [f"{each.month}/{each.day}/{each.year}" for each in (day, other)]
    values = [time.value for time in find_times_in(" ثم ".join(figures))]
    assert values == [day.isoformat(), other.isoformat()]


@given(HIJRI_DAYS, st.sampled_from(HIJRI_FORMS))
def test_a_hijri_day_is_its_gregorian_one(day, form):
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    assert one(form.format(hijri, HIJRI[hijri.month - 1], ORDINALS[hijri.day - 1])) == day.isoformat()


@given(HIJRI_DAYS, st.sampled_from([" الموافق ", " (", "، "]))
def test_a_hijri_day_beside_its_gregorian_one_is_one_time(day, joined):
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    text = f"{hijri.day} {HIJRI[hijri.month - 1]} {hijri.year}هـ{joined}{day.day} {GREGORIAN[0][day.month - 1]}"
    (time,) = find_times_in(text + (")" if "(" in joined else ""))
    assert (time.value, time.reason) == (day.isoformat(), None)  # the Hijri year gives the Gregorian one


FEASTS = [
    ("عيد الفطر", "hijri 10-01"), ("عيد الأضحى", "hijri 12-10"), ("عاشوراء", "hijri 01-10"), ("عيد العمال", "fixed 05-01"),
    ("عيد الشكر", "nth 11-4-4"),
]  # fmt: skip


@given(st.integers(1930, 2070), st.sampled_from(FEASTS))
def test_a_feast_with_its_year_is_its_day(year, feast):
    words, rule = feast
    days = feast_days(rule, year)
    assert one(f"{words} {year}") == (days[0][0].isoformat() if days else None)


@given(ANCHORS, st.integers(-400, 400), st.sampled_from("أمس,اليوم,غدا,أول من أمس,بعد غد,قبل ثلاثة أيام".split(",")))
def test_shifting_the_anchor_by_days_shifts_the_day(anchor, days, phrase):
    here, there = (date.fromisoformat(one(phrase, at) or "") for at in (anchor, anchor + timedelta(days)))
    assert there - here == timedelta(days)


@given(
    ANCHORS,
    st.integers(-60, 60),
    st.sampled_from(["الأسبوع الماضي", "هذا الأسبوع", "الأسبوع المقبل", "الخميس", "السبت الماضي", "الأحد المقبل"]),
)
def test_shifting_the_anchor_by_weeks_shifts_weeks_and_weekdays(anchor, weeks, phrase):
    here, there = (bounds_of(one(phrase, at)) for at in (anchor, anchor + timedelta(weeks=weeks)))
    for before, after in zip(here, there, strict=True):
        assert date.fromisoformat(after or "") - date.fromisoformat(before or "") == timedelta(weeks=weeks)


@given(ANCHORS, st.sampled_from([("الشهر الماضي", -1), ("هذا الشهر", 0), ("الشهر المقبل", 1), ("قبل شهرين", -2)]))
def test_months_count_from_the_month_of_the_anchor(anchor, phrase):
    words, count = phrase
    assert one(words, anchor) == "{:04d}-{:02d}".format(*shift_month(anchor.year, anchor.month, count))


@given(ANCHORS, st.sampled_from([("العام الماضي", -1), ("هذا العام", 0), ("العام المقبل", 1), ("قبل ثلاثة أعوام", -3)]))
def test_years_count_from_the_year_of_the_anchor(anchor, phrase):
    assert one(phrase[0], anchor) == f"{anchor.year + phrase[1]:04d}"


MARKS = [
    "2018",
    "1445",
    "و45",
    "3",
    "31",
    "14/10/1439",
    "5/6/2014",
    "هـ",
    ":",
    "/",
    "-",
    "،",
    "(",
    ")",
    '"',
    "من",
    "إلا",
    "لسنة",
]
PIECES = st.lists(st.one_of(st.sampled_from(sorted(vocabulary())), st.sampled_from(MARKS)), max_size=14)


@settings(max_examples=200)
@given(PIECES, ANCHORS, ANCHORS)
def test_what_the_words_settle_alone_no_anchor_moves(pieces, anchor, other):
    """No anchor, no invented day: a value without an anchor is the value with any."""
    for timex in find_timexes(" ".join(pieces)):
        alone = resolve_timex(timex, None)
        if alone.value is not None:
            assert resolve_timex(timex, anchor).value == alone.value == resolve_timex(timex, other).value
        elif alone.reason == "no-anchor":
            assert (alone.earliest, alone.latest) == (None, None)


@given(PIECES, st.one_of(st.none(), ANCHORS))
def test_the_words_of_a_time_are_those_of_its_place(pieces, anchor):
    text = " ".join(pieces)
    for time in find_times_in(text, anchor):
        assert text[time.start : time.end] == time.text != ""
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest


@pytest.mark.parametrize(
    "piece",
    [
        "الأسبوع المقبل و",
        '" ',
        'فيلم " ',
        "أيام 3 و",
        "القرنين السادس عشر و",
        "5 رجب ",
        "الأحد و",
        "2018-",
        "الساعة 8 إلا ",
    ],
)
def test_no_row_of_words_takes_more_than_its_length(piece):
    started = clock.process_time()
    find_times_in(piece * (20_000 // len(piece)), "2020-01-01")
    assert clock.process_time() - started < 8  # under 1 s here; a quadratic reader takes minutes
