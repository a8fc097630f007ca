"""Written forms from dictionary forms: the words news text uses, and none of another verb."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text.inflect import noun_forms, passive_pair, past_forms, present_forms


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        ("قصف", {"قصف", "قصفت", "قصفا", "قصفتا", "قصفوا"}),
        ("أنهى", {"انهى", "انهت", "انهيا", "انهتا", "انهوا"}),
        ("دعا", {"دعا", "دعت", "دعتا", "دعوا"}),
        ("بدأ", {"بدا", "بدات", "بداا", "بداتا", "بداوا", "بدؤوا"}),
        ("لقي", {"لقي", "لقيت", "لقيا", "لقيتا", "لقوا"}),
    ],
)
def test_past(past: str, expected: set[str]) -> None:
    assert past_forms(past).free == expected


@pytest.mark.parametrize(
    ("present", "expected", "bound"),
    [
        ("يقصف", {"يقصف", "تقصف", "يقصفون", "سيقصف", "ستقصف", "يقصفوا"}, {"يقصف", "تقصفو"}),
        ("ينهي", {"ينهي", "تنهي", "ينهون", "سينهي", "ينه"}, {"ينهي"}),
        ("يتلقى", {"يتلقى", "يتلقون", "تتلقى", "يتلق"}, {"يتلقا"}),
    ],
)
def test_present(present: str, expected: set[str], bound: set[str]) -> None:
    forms = present_forms(present)
    assert expected <= forms.free
    assert bound <= forms.bound


@pytest.mark.parametrize(
    ("noun", "expected", "bound"),
    [
        ("هجوم", {"هجوم", "الهجوم", "هجوما", "هجومين", "هجومان"}, {"هجوم"}),
        ("زيارة", {"زيارة", "الزيارة", "زيارات", "زيارتان", "زيارتين"}, {"زيارت"}),
        ("اعتداء", {"اعتداء", "الاعتداء", "اعتداءات"}, {"اعتدائ", "اعتداؤ"}),
        ("هجمات", {"هجمات", "الهجمات"}, {"هجمات"}),
    ],
)
def test_nouns(noun: str, expected: set[str], bound: set[str]) -> None:
    forms = noun_forms(noun)
    assert expected <= forms.free
    assert bound <= forms.bound


@given(st.text(alphabet="ابتثجحقكلمنهوىةءئؤ", min_size=2, max_size=8))
def test_the_listed_form_is_among_the_forms(word: str) -> None:
    assert word in past_forms(word).free
    assert word in noun_forms(word).free
    assert "ي" + word in present_forms("ي" + word).free


@pytest.mark.parametrize(
    ("past", "present", "expected"),
    [
        ("استعاد", "يستعيد", ("استعيد", "يستعاد")),
        ("اختار", "يختار", ("اختير", "")),
        ("أرجأ", "يرجئ", ("ارجئ", "يرجا")),
        ("بنى", "يبني", ("", "يبنى")),
        ("تطور", "يتطور", ("", "")),
        ("استأنف", "يستأنف", ("استؤنف", "")),
    ],
)
def test_passive(past: str, present: str, expected: tuple[str, str]) -> None:
    assert passive_pair(past, present) == expected
