"""Words of the language are known in their forms; names are not taken for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text.ordinary import is_inflected, ordinary_words


@pytest.mark.parametrize("word", ["القرار", "وقراراتهم", "بالمدرسة", "يعلنون", "معلومات", "للمفاوضات", "كبيرا"])
def test_forms_of_a_listed_word_are_ordinary(word):
    assert is_inflected(word)


@pytest.mark.parametrize("word", ["الشنفري", "زغلول", "سانتوريني", "هالستروم", "دراغان"])
def test_names_are_not(word):
    assert not is_inflected(word)


def test_the_list_is_short_and_holds_no_given_names():
    assert 4_000 < len(ordinary_words()) < 7_000
    assert ordinary_words().isdisjoint({"محمد", "خديجه", "جورج", "سليم"})


@given(st.text(alphabet="ابتويلمنهةىءس", max_size=40))
def test_any_word_has_an_answer(word):
    assert is_inflected(word) in (True, False)
