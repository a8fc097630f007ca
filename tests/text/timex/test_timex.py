"""Temporal expressions: what is found, what it resolves to, what is left alone."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.text.timex import find_timexes, resolve_timex
from sijill.text.timex.words import vocabulary

THURSDAY = date(2021, 6, 17)


def read(text: str, anchor: date | None = THURSDAY) -> list[tuple[str, str | None, str | None]]:
    """Words, value and mod of each time of a text; `previous` is carried as an article carries it."""
    rows, previous = [], ()
    for timex in find_timexes(text):
        value = resolve_timex(timex, anchor, previous=previous)
        previous = (*previous, value.value) if value.value and value.earliest else previous
        rows.append((timex.text, value.value, value.mod))
    return rows


def one(text: str, anchor: date | None = THURSDAY) -> tuple[str, str | None, str | None]:
    rows = read(text, anchor)
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("يوم الاثنين 30 نيسان/إبريل 2018", "2018-04-30"),
        ("30 أبريل 2018", "2018-04-30"),
        ("الثلاثين من شهر نيسان (أبريل) 2018", "2018-04-30"),
        ("30 نيسان - أبريل 2018", "2018-04-30"),
        ("30 نيسان أبريل عام 2018", "2018-04-30"),
        ("مارس 2, 2024", "2024-03-02"),
        ("17th, August 2023", "2023-08-17"),
        ("1er janvier 2018", "2018-01-01"),
        ("٣٠/٤/٢٠١٨", "2018-04-30"),
        ("4/30/2018", "2018-04-30"),
        ("2018-04-30", "2018-04-30"),
        ("30.04.2018", "2018-04-30"),
        ("12 جانفي 2011", "2011-01-12"),
        ("3 غشت 2015", "2015-08-03"),
        ("كانون الثاني/يناير 2016", "2016-01"),
        ("مايو/أيار عام 2017", "2017-05"),
        ("الخامس والعشرين من كانون الثاني/يناير 2011", "2011-01-25"),
        ("عام 2014", "2014"),
        ("عام (1970)", "1970"),
        ("20 / 1 / 1989", "1989-01-20"),
        ("عام ألفين وثمانية عشر", "2018"),
        ("1790 للميلاد", "1790"),
        ("صيف عام 2014", "2014-SU"),
        ("الربع الثالث من عام 2019", "2019-Q3"),
        ("النصف الأول من 2019", "2019-H1"),
        ("ثمانينيات القرن الماضي", "198"),
        ("القرن التاسع عشر", "18"),
        ("الخميس, 17 أغسطس 2023 2:55 م", "2023-08-17T14:55"),
        ("17 أغسطس 2023 الساعة 11:30 صباحا", "2023-08-17T11:30"),
        ("2023-08-17T14:55:00Z", "2023-08-17T14:55Z"),
        ("مساء الجمعة 4 أيار/مايو 2018", "2018-05-04TEV"),
    ],
)
def test_absolute_days_need_no_anchor(phrase, value):
    assert one(f"وصل الوفد في {phrase}.", None)[:2] == (phrase, value)
    assert one(f"وصل الوفد في {phrase}.", THURSDAY)[1] == value


@pytest.mark.parametrize(
    ("text", "phrase", "value", "mod"),
    [
        ("وصل الوفد اليوم", "اليوم", "2021-06-17", None),
        ("وصل الوفد اليوم الخميس", "اليوم الخميس", "2021-06-17", None),
        ("وصل الوفد أمس الأربعاء", "أمس الأربعاء", "2021-06-16", None),
        ("وصل الوفد أول من أمس", "أول من أمس", "2021-06-15", None),
        ("وصل الوفد أمس الأول", "أمس الأول", "2021-06-15", None),
        ("يصل الوفد غدا", "غدا", "2021-06-18", None),
        ("يصل الوفد بعد غد السبت", "بعد غد السبت", "2021-06-19", None),
        ("وصل الوفد الليلة الماضية", "الليلة الماضية", "2021-06-16TNI", None),
        ("وصل الوفد فجر اليوم", "فجر اليوم", "2021-06-17TMO", None),
        ("يصل الوفد صباح غد", "صباح غد", "2021-06-18TMO", None),
        ("قال الوزير الأحد", "الأحد", "2021-06-13", None),
        ("قال الوزير الخميس", "الخميس", "2021-06-17", None),
        ("سيصل الوفد الأحد", "الأحد", "2021-06-20", None),
        ("من المقرر أن يجتمع المجلس الاثنين", "الاثنين", "2021-06-21", None),
        ("قال الوزير الخميس الماضي", "الخميس الماضي", "2021-06-10", None),
        ("ينعقد المؤتمر الخميس المقبل", "الخميس المقبل", "2021-06-24", None),
        ("وقع الحادث ليل السبت الأحد", "ليل السبت الأحد", "2021-06-12TNI", None),
        ("في 14 يناير الماضي", "14 يناير الماضي", "2021-01-14", None),
        ("في 10 يونيو/حزيران المقبل", "10 يونيو/حزيران المقبل", "2022-06-10", None),
        ("في السابع من الشهر الجاري", "السابع من الشهر الجاري", "2021-06-07", None),
        ("في تشرين الثاني/نوفمبر", "تشرين الثاني/نوفمبر", "2020-11", None),
        ("ستجري الانتخابات في تشرين الأول", "تشرين الأول", "2021-10", None),
        ("في شهر كانون الأول/ديسمبر من العام الماضي", "شهر كانون الأول/ديسمبر من العام الماضي", "2020-12", None),
        ("منتصف شباط فبراير", "منتصف شباط فبراير", "2021-02", "MID"),
        ("بحلول نهاية العام", "نهاية العام", "2021", "END"),
        ("مطلع الشهر المقبل", "مطلع الشهر المقبل", "2021-07", "START"),
        ("الأسبوع الماضي", "الأسبوع الماضي", "2021-W23", None),
        ("الأحد من الأسبوع المقبل", "الأحد من الأسبوع المقبل", "2021-06-27", None),
        ("هذا العام", "هذا العام", "2021", None),
        ("العام قبل الماضي", "العام قبل الماضي", "2019", None),
        ("وقت سابق من هذا الشهر", "وقت سابق من هذا الشهر", "2021-06", None),
        ("قبل عامين", "قبل عامين", "2019", None),
        ("قبل ثلاثة أيام", "قبل ثلاثة أيام", "2021-06-14", None),
        ("قبل نحو شهرين", "قبل نحو شهرين", "2021-04", "APPROX"),
        ("سيعود بعد يومين", "بعد يومين", "2021-06-19", None),
        ("عند الساعة 1833 بتوقيت غرينتش", "الساعة 1833 بتوقيت غرينتش", "2021-06-17T18:33Z", None),
        ("قرابة الساعة الواحدة بعد الظهر", "قرابة الساعة الواحدة بعد الظهر", "2021-06-17T13:00", "APPROX"),
        ("حتى السابعة والنصف مساء", "السابعة والنصف مساء", "2021-06-17T19:30", None),
        ("منذ ثلاثة عقود", "منذ ثلاثة عقود", "P30Y", None),
        ("خلال الأشهر الستة الماضية", "خلال الأشهر الستة الماضية", "P6M", None),
        ("استمرت 7 ساعات و45 دقيقة", "7 ساعات و45 دقيقة", "PT7H45M", None),
        ("لمدة عام ونصف", "عام ونصف", "P1Y6M", None),
        ("منذ نصف قرن", "منذ نصف قرن", "P50Y", None),
        ("خلال الـ48 ساعة المقبلة", "خلال الـ48 ساعة المقبلة", "PT48H", None),
        ("خلال الشهرين الأوليين من 2018", "خلال الشهرين الأوليين من 2018", "P2M", "START"),
        ("منذ أشهر", "منذ أشهر", None, None),
        ("كل خميس", "كل خميس", "P1W", None),
        ("كل أربع سنوات", "كل أربع سنوات", "P4Y", None),
        ("يجتمعون مرتين في الأسبوع", "الأسبوع", "P1W", None),
        ("عقد مدته تبلغ خمس سنوات", "خمس سنوات", "P5Y", None),
        ("في الربع الأول", "الربع الأول", "2021-Q1", None),
        ("هذا الصيف", "هذا الصيف", "2021-SU", None),
        ("الساعات الأولى من صباح الجمعة", "الساعات الأولى من صباح الجمعة", "2021-06-11TMO", "START"),
        ("تسيّر رحلتين أسبوعيا", "أسبوعيا", "P1W", None),
    ],
)
def test_relative_times(text, phrase, value, mod):
    assert one(text) == (phrase, value, mod)


def test_lists_share_what_stands_at_their_end():
    assert read("في مارس وأبريل 2012") == [("مارس", "2012-03", None), ("أبريل 2012", "2012-04", None)]
    assert read("من 3 إلى 5 آذار 2018") == [("3", "2018-03-03", None), ("5 آذار 2018", "2018-03-05", None)]
    assert read("يومي السبت والأحد المقبلين") == [
        ("يومي السبت", "2021-06-19", None),
        ("الأحد المقبلين", "2021-06-20", None),
    ]
    assert read("عامي 2015 و2016") == [("عامي 2015", "2015", None), ("2016", "2016", None)]
    assert read("من كانون الأول إلى شباط 2018")[0] == ("كانون الأول", "2017-12", None)


def test_times_that_hang_on_something_told():
    assert read("اغتيل الرجل وبعدها بأيام قليلة أغلق المكتب") == [("بعدها بأيام قليلة", None, "AFTER")]
    assert read("حجزوا قبل 14 يناير 2018 ولم يتأثروا بعد ذلك التاريخ")[1] == ("بعد ذلك التاريخ", "2018-01-14", "AFTER")


def test_weekdays_that_are_numbers_too():
    assert read("التقت تيريزا ماي الاثنين وزير المال") == [("الاثنين", "2021-06-14", None)]
    assert read("يومي 1 و 2 آب/أغسطس 2018")[0] == ("يومي 1", "2018-08-01", None)


def test_the_next_day_counts_from_the_day_told():
    assert read("وصل في 3 مايو 2021 وغادر في اليوم التالي")[1] == ("اليوم التالي", "2021-05-04", None)
    assert read("ولد عام 1950 وفي العام نفسه رحل أبوه")[1] == ("العام نفسه", "1950", None)


@pytest.mark.parametrize(
    "text",
    [
        "الممثل سامر الدالي (49 عاما)",
        "البالغ من العمر 30 عاما",
        "رحل عن عمر يناهز 80 عاما",
        "ثورة 25 يناير",
        "كأس العالم 2018",
        "هجمات 11 سبتمبر",
        "خطبة الجمعة",
        "الأمين العام السابق",
        "2000 دولار",
        "بنحو 1950 جنديا",
        "وصل 2016 شخصا",
        "فاز الفريق 2-1",
        "تيريزا ماي",
        "لامس السعر مستوى جديدا",
        "بشكل عام",
        "عقد اجتماع",
        "فتح الباب",
        "الولاية الثانية",
        "ظهر الرجل في شريط",
        "قناة روسيا اليوم",
        "اليوم الأول من المعرض",
        "أحد أشهر المطربين",
        "في إب وسط البلاد",
        "قتل 9 أشخاص",
    ],
)
def test_these_are_no_times(text):
    assert read(text) == []


def test_names_are_dates_where_a_year_is_told_with_its_noun():
    assert one("فاز بكأس العالم عام 2018")[0] == "عام 2018"


def test_contradictions_keep_both_readings():
    (timex,) = find_timexes("يوم الجمعة 30 نيسان 2018")
    value = resolve_timex(timex, None)
    assert (value.value, value.reason) == ("2018-04-30", "contradiction: 2018-04-30 is no Friday")
    (late,) = find_timexes("اليوم الأربعاء")  # published after midnight, on the Thursday
    assert resolve_timex(late, THURSDAY).value == "2021-06-16"


def test_impossible_days_have_no_value():
    (timex,) = find_timexes("31 شباط 2020")
    assert (resolve_timex(timex, None).value, resolve_timex(timex, None).reason) == (None, "impossible")


@pytest.mark.parametrize(
    "text",
    ["أمس", "الخميس", "الأسبوع الماضي", "العام المقبل", "في تموز", "صباح اليوم", "الساعة 2:55 مساء", "قبل عامين"],
)
def test_without_anchor_no_day_is_invented(text):
    (timex,) = find_timexes(text)
    value = resolve_timex(timex, None)
    assert (value.value, value.earliest, value.latest, value.reason) == (None, None, None, "no-anchor")


MONTHS = [
    ("يناير", "كانون الثاني", "جانفي"), ("فبراير", "شباط", "فيفري"), ("مارس", "آذار", "مارس"), ("أبريل", "نيسان", "أفريل"),
    ("مايو", "أيار", "ماي"), ("يونيو", "حزيران", "جوان"), ("يوليو", "تموز", "جويلية"), ("أغسطس", "آب", "أوت"),
    ("سبتمبر", "أيلول", "شتنبر"), ("أكتوبر", "تشرين الأول", "أكتوبر"), ("نوفمبر", "تشرين الثاني", "نونبر"),
    ("ديسمبر", "كانون الأول", "دجنبر"),
]  # fmt: skip
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FORMS = [
    lambda day, names: f"{day.day} {names[0]} {day.year}",
    lambda day, names: f"{day.day} {names[1]}/{names[0]} {day.year}",
    lambda day, names: f"{day.day} من {names[1]} ({names[0]}) عام {day.year}",
    lambda day, names: f"{day.day} {names[2]} {day.year}",
    lambda day, names: f"{names[0]} {day.day}, {day.year}",
    lambda day, names: f"{WEEKDAYS[day.weekday()]}, {day.day} {names[0]} {day.year}",
    lambda day, names: f"يوم {WEEKDAYS[day.weekday()]} {day.day}/{day.month}/{day.year}",
    lambda day, names: f"{day.day} {names[0]} {day.year}".translate(DIGITS),
    lambda day, names: day.isoformat(),
]
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_written_down_is_that_day(day, form):
    text = form(day, MONTHS[day.month - 1])
    assert one(text, None) == (text, day.isoformat(), None)


@given(DAYS, st.sampled_from(WEEKDAYS), st.sampled_from(["", " الماضي", " المقبل"]))
def test_a_weekday_is_within_a_week_on_its_side(anchor, weekday, direction):
    value = date.fromisoformat(one(f"كان يوم {weekday}{direction}", anchor)[1] or "")
    assert value.weekday() == WEEKDAYS.index(weekday)
    gap = (value - anchor).days
    assert gap in {"": range(-6, 1), " الماضي": range(-7, 0), " المقبل": range(1, 8)}[direction]


@given(DAYS, st.integers(1, 400), st.sampled_from(["أمس", "اليوم", "غدا", "أول من أمس", "قبل ثلاثة أيام"]))
def test_shifting_the_anchor_shifts_the_day(anchor, days, phrase):
    here = date.fromisoformat(one(phrase, anchor)[1] or "")
    there = date.fromisoformat(one(phrase, anchor + timedelta(days))[1] or "")
    assert there - here == timedelta(days)


WORDS = st.sampled_from(sorted(vocabulary()))
PIECES = st.one_of(
    WORDS,
    st.sampled_from(["2018", "و45", "3", "31", ":", "/", "-", "،", "(", ")", "من", "في", "²", "9" * 40]),
    st.text(max_size=6),
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=25), st.sampled_from([" ", "", "/"]), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_with_exact_offsets(pieces, gap, anchor):
    text = gap.join(pieces)
    end = 0
    for timex in find_timexes(text):
        assert text[timex.start : timex.end] == timex.text != ""
        assert end <= timex.start
        end = timex.end
        value = resolve_timex(timex, anchor)
        assert value.earliest is None or value.latest is None or value.earliest <= value.latest
        if anchor is None and value.value is None:
            assert value.earliest is None
            assert value.latest is None


@pytest.mark.parametrize(
    "piece", ["ا", "منذ ", "يوم ", "خمسة وعشرين ", "من 3 إلى ", "قبل عام ونصف ", "2018 ", "( ", "الجمعة 3 "]
)
def test_time_grows_with_length(piece):
    started = time.process_time()
    find_timexes(piece * (60_000 // len(piece)))
    assert time.process_time() - started < 5  # some 0.3 s here; a quadratic reader takes minutes


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("على اللجنة أن تجتمع قبل نهاية الأسبوع.", ["2021-W24"]),  # a deadline is ahead
        (
            "أرجأ المجلس، الاثنين، جلسة انتخاب رئيس البلدية إلى الثلاثاء.",
            ["2021-06-14", "2021-06-22"],
        ),  # put off, further away
        ("تدرب الفريق قبل مباراة المنتخبين الودية، السبت.", ["2021-06-19"]),  # before what is yet to come
        ("تطبق القواعد بداية من العام المقبل.", ["2022"]),  # as of, not the beginning of
        ("حجز الحكم المقعد الثالث، الأخير، للفريق.", []),
        ("ضبط الحراس مدفع 23 م ط.", []),
    ],
)
def test_the_words_before_and_behind_decide(text: str, values: list[str]) -> None:
    found = (resolve_timex(timex, date(2021, 6, 17)).value for timex in find_timexes(text))
    assert list(found) == values
