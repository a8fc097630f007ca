"""The lists of names: one row a thing, nothing claimed twice within a kind, and every form found again."""

from __future__ import annotations

from collections import Counter

from sijill.text.gazetteer import find_known, gazetteer, known_names, longest_form
from sijill.text.names import name_key
from sijill.text.tokens import tokenize


def test_the_lists_hold_the_names_once():
    rows = Counter((known.kind, known.name) for known in known_names())
    assert [row for row, count in rows.items() if count > 1] == []
    assert len(rows) > 6_000


def test_every_thing_is_found_by_each_of_its_names():
    kinds = {"PER", "ORG", "LOC", "FAC"}
    for known in known_names():
        assert known.kind in kinds
        for name in known.aliases:
            keys = [name_key(token.text) for token in tokenize(name) if token.text[0].isalnum()]
            found = longest_form(keys, 0, keys[0])
            assert found is not None, name
            assert found[0] == len(keys), name


def test_spaces_and_joins_in_names_make_no_difference():
    assert find_known("PER", "عبدالفتاح السيسي") == find_known("PER", "عبد الفتاح السيسي")
    assert find_known("LOC", "أبوظبي") == find_known("LOC", "أبو ظبي")
    assert find_known("ORG", "أبو ظبي") is None


def test_the_index_marks_names_that_are_common_words():
    assert gazetteer().following["صور"].form.needs == "surroundings"
    assert gazetteer().following["مالي"].form.needs == "preposition"
    assert gazetteer().following["الحي"].form.needs == "noun"
    assert gazetteer().following["لبنان"].form.sure
