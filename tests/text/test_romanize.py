"""Names in Latin letters: from the lists, from the table, by rule; and how near the spelling comes on people held out."""

from __future__ import annotations

import pytest
from evals.romanize.score import FLOORS, score_ways

from sijill.text.lexicon import load_rows
from sijill.text.romanize import aligned, by_rule, romanize


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("نوري المالكي", "Nouri al-Maliki"),  # of the lists
        ("سليم الحارثي", "Salim al-Harthi"),
        ("محمد حسين الشامي", "Mohammed Hussein al-Shami"),  # a sun letter leaves the article as it is
        ("عبدالرحمن بن خالد", "Abdul-Rahman bin Khaled"),
        ("عبد الودود الشنفري", "Abdul-Wadoud al-Shanfari"),
        ("فاطمة بنت علي", "Fatima bint Ali"),
        ("آل الشيخ", "Al Sheikh"),
        ("سعد العبد الله", "Saad al-Abdullah"),
        ("مُحَمَّد دهمش", "Mohammed Dahmash"),  # marks make no difference; the second word by rule
        ("John Smith", "John Smith"),
        ("", ""),
    ],
)
def test_a_name_is_spelled_as_the_press_does(name: str, latin: str):
    assert romanize(name) == latin


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("زغلول", "zaghloul"),
        ("جدعان", "jadaan"),  # ع before a long vowel
        ("غضبة", "ghadba"),
        ("يمامة", "yamama"),
        ("تشوركوف", "chorkov"),  # from another language: no vowel is put in
    ],
)
def test_an_unknown_word_goes_by_rule(word: str, latin: str):
    assert by_rule(word) == latin


def test_words_are_learnt_only_where_both_names_have_as_many():
    assert aligned("جان ماري لوبان", "Jean-Marie Le Pen") == []
    assert aligned("سلمان بن عبد العزيز", "Salman bin Abdulaziz") == [
        ("سلمان", "Salman"),
        ("بن", "bin"),
        ("عبد العزيز", "Abdulaziz"),
    ]


def test_the_table_holds_each_word_once_and_latin_letters_only():
    rows = load_rows("romanized")
    assert len(rows) >= 1_300
    assert len({row[0] for row in rows}) == len(rows)
    assert [row for row in rows if len(row) != 2 or not row[1].replace("-", "").replace(" ", "").isalpha()] == []


def test_people_held_out_are_spelled_near_enough():
    figures = score_ways()
    for way, (exact, similar) in FLOORS.items():
        assert figures[way][0] >= exact, way
        assert figures[way][1] >= similar, way
