import pytest

from sijill.model.records import Published
from sijill.model.time import TimeValue
from sijill.show.wording import bound_words, count_words, date_words, published_words


@pytest.mark.parametrize(
    ("count", "arabic", "english"),
    [
        (0, "0 حدث", "0 events"),
        (1, "حدث واحد", "1 event"),
        (2, "حدثان", "2 events"),
        (10, "10 أحداث", "10 events"),
        (11, "11 حدثًا", "11 events"),
        (100, "100 حدث", "100 events"),
        (102, "102 حدث", "102 events"),
        (1005, "1,005 أحداث", "1,005 events"),
    ],
)
def test_arabic_counts_as_arabic_counts(count, arabic, english):
    assert count_words(count, "event") == (arabic, english)


def test_one_of_a_feminine_noun():
    assert count_words(1, "article").ar == "مقالة واحدة"


@pytest.mark.parametrize(
    ("value", "mod", "arabic", "english"),
    [
        ("2023-08-17", None, "17 أغسطس 2023", "17 August 2023"),
        ("2023-08-17T14:55", None, "17 أغسطس 2023، 14:55", "17 August 2023, 14:55"),
        ("2018-04-30TEV", None, "مساء 30 أبريل 2018", "30 April 2018, evening"),
        ("2018-W14", None, "أسبوع 2 أبريل 2018", "week of 2 April 2018"),
        ("2018-02", "MID", "منتصف فبراير 2018", "mid February 2018"),
        ("2018-Q2", None, "الربع الثاني من 2018", "second quarter of 2018"),
        ("2018-H1", None, "النصف الأول من 2018", "first half of 2018"),
        ("2018-SU", None, "صيف 2018", "summer 2018"),
        ("2021", "END", "أواخر 2021", "late 2021"),
        ("201", None, "عقد 2010", "the 2010s"),
        ("P5M", None, "يوم غير معلوم", "day not known"),
        ("2018-02-30", None, "يوم غير معلوم", "day not known"),
        (None, None, "يوم غير معلوم", "day not known"),
    ],
)
def test_a_time_is_said_as_finely_as_it_is_known(value, mod, arabic, english):
    assert date_words(TimeValue(value, mod)) == (arabic, english)


def test_an_open_day_is_said_by_its_bounds():
    assert bound_words("2018-04-30", None).ar == "لا قبل 30 أبريل 2018"
    assert bound_words("2018-04-30", "2018-05-02").en == "between 30 April 2018 and 2 May 2018"
    assert published_words(Published(None, "bounded", None, "2018-05-02")).en == "no later than 2 May 2018"
