"""When what a reader types answers to words of the record; a name row by row and an index of rows agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger.matching import query_matches
from sijill.ledger.placequery import lies_in
from sijill.ledger.wordindex import WordIndex
from sijill.model.places import PlaceName, Spot

NAMES = ["العراق", "وللعراق دور", "لديه مال", "بلدية الرمان", "قال إن الأمر", "بان كي مون", "- ـ"]
SARMADA = Spot("t", "سرمدا", "Sarmada", "SY", 36.19, 36.72, "town", (PlaceName("SY", "سوريا", "Syria", "SY"),))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("والعراق", ["العراق", "وللعراق دور"]),
        ("بالعراق", ["العراق", "وللعراق دور"]),
        ("«العراق»", ["العراق", "وللعراق دور"]),
        ("- العراق ـ", ["العراق", "وللعراق دور"]),
        ("بلدية", ["بلدية الرمان"]),  # its ب is its own: it asks for no لديه
        ("بان", ["بان كي مون"]),
        ("-", []),
        ("ـ", []),
        ("", []),
    ],
)
def test_a_word_is_asked_for_with_or_without_its_proclitics_and_a_mark_is_no_word(query, names):
    assert [name for name in NAMES if query_matches(query, name)] == names


@given(st.lists(st.sampled_from("والعراق بلدية - ـ بان لديه الأمر وللعراق رمان ال".split()), max_size=3).map(" ".join))
def test_an_index_of_rows_answers_as_each_row_does(query):
    index = WordIndex((name,) for name in NAMES)
    assert index.find(query) == [at for at, name in enumerate(NAMES) if query_matches(query, name)]


@pytest.mark.parametrize("query", ["", "-", "ـ", "«»"])
def test_no_place_lies_in_a_question_without_words(query):
    assert not lies_in(query, SARMADA)
