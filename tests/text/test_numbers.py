"""Numbers in words and digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text.fold import fold_text
from sijill.text.numbers import parse_number, parse_ordinal, read_digits

UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def spell(number: int) -> str:
    """A number below a million as Arabic writes it."""
    thousands, rest = divmod(number, 1000)
    parts = []
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفان")
    elif thousands:
        parts.append(f"{spell(thousands)} {'آلاف' if thousands <= 10 else 'ألفا'}")
    hundreds, below = divmod(rest, 100)
    if hundreds:
        parts.append(HUNDREDS[hundreds])
    tens, unit = divmod(below, 10)
    if below == 11:
        parts.append("أحد عشر")
    elif below == 12:
        parts.append("اثنا عشر")
    elif tens == 1 and unit:
        parts.append(f"{UNITS[unit]} عشر")
    else:
        parts += [word for word in (UNITS[unit], TENS[tens]) if word]
    return " و".join(parts)


@given(st.integers(1, 999_999))
def test_a_spelled_number_is_itself(number: int):
    words = fold_text(spell(number)).split()
    parsed = parse_number(words)
    assert parsed is not None
    assert (parsed.value, parsed.length) == (number, len(words))


@pytest.mark.parametrize(
    ("words", "value", "length"),
    [
        ("ثلاثة عشر قتيلا", 13, 2),
        ("خمسة وعشرين", 25, 2),
        ("مائة وخمسة وعشرون جريحا", 125, 3),
        ("ألفين وثمانية عشر", 2018, 3),
        ("ثلاثة آلاف وخمسمائة", 3500, 3),
        ("4.5 مليون", 4_500_000, 2),
        ("3 آلاف و500", 3500, 3),
        ("2,500 نازح", 2500, 1),
        ("٢٥ قتيلا", 25, 1),
        ("نصف مليون", None, 0),
        ("ثلاثة وأربعة", 3, 1),
        ("مليونين ومئتي ألف", 2_200_000, 3),
    ],
)
def test_numbers_of_news(words, value, length):
    parsed = parse_number(fold_text(words).split())
    assert (parsed.value if parsed else None, parsed.length if parsed else 0) == (value, length)


def test_proclitics_are_told_apart():
    assert parse_number(["و45"]).proclitic == "و"
    assert parse_number([fold_text("بثلاثة")]).proclitic == "ب"
    assert read_digits("ال15") == ("", True, 15.0)
    assert read_digits("في1989") == ("في", False, 1989.0)
    assert read_digits("كوفيد19") is None


@pytest.mark.parametrize(
    ("words", "value", "length"),
    [
        ("الأول", 1, 1),
        ("الثالث عشر", 13, 2),
        ("الحادي والثلاثين", 31, 2),
        ("الخامس والعشرين من", 25, 2),
        ("العشرين", 20, 1),
        ("السابعة", 7, 1),
    ],
)
def test_ordinals(words, value, length):
    parsed = parse_ordinal(fold_text(words).split())
    assert (parsed.value, parsed.length) == (value, length)


@given(
    st.lists(
        st.sampled_from([*UNITS[1:], *TENS[1:], "ألف", "مليون", "ومئة", "وعشرين", "عشر", "12", "²", "و"]), min_size=1
    )
)
def test_any_row_of_number_words_is_safe(words: list[str]):
    norms = [fold_text(word) for word in words]
    for at in range(len(norms)):
        for parse in (parse_number, parse_ordinal):
            parsed = parse(norms, at)
            assert parsed is None or 1 <= parsed.length <= len(norms) - at
