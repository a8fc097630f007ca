"""Entities by rules and encoder together: what the encoder adds, what it drops, and what stays in its absence."""

from __future__ import annotations

import time
import warnings
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented import open_paragraphs
from sijill.annotate import listening
from sijill.annotate.entities import find_entities, find_entities_by_rules, heard
from sijill.encode import has_weights
from sijill.model.records import Entity

shipped = pytest.mark.skipif(not has_weights(), reason="the encoder's weights are not in this checkout: make model")


def named(found: tuple[Entity, ...]) -> list[tuple[str, str]]:
    return [(entity.text, entity.kind) for entity in found]


@shipped
def test_the_encoder_drops_what_only_looks_like_a_name() -> None:
    reading = open_paragraphs(
        "منظمة جديدة للصيادين",
        "أعلنت رابطة صيادي البحر الأزرق أن نادية القلهاتي ستتولى رئاستها.",
        "وعلقت شركة نوفاترين على القرار، بينما التزم مدير مصنع الحديد والصلب الصمت.",
    )
    both = [("رابطة صيادي البحر الأزرق", "ORG"), ("نادية القلهاتي", "PER")]
    assert named(find_entities_by_rules(reading)) == [*both, ("مصنع الحديد", "PER")]
    assert named(find_entities(reading)) == both


@shipped
def test_spellings_of_one_name_are_one_thing() -> None:
    found = find_entities(
        open_paragraphs(
            "#محمد_بن_سلمان يزور لندن",
            'انتقد تنظيم "داعش" الزيارة، وقال داعش إن بريت ماكجورك سيغادر. وقال ماكغورك إنه باق في أمريكا أو أميركا.',
        )
    )
    names = {entity.text: entity.name for entity in found}
    assert names["محمد_بن_سلمان"] == "محمد بن سلمان"
    assert names["بريت ماكجورك"] == names["ماكغورك"]
    assert names["أمريكا"] == names["أميركا"] == "الولايات المتحدة"
    assert [entity.text for entity in found].count("داعش") == 2


def test_without_weights_the_rules_stand_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = open_paragraphs("زيارة", "قال وزير النفط سليم الحارثي إن الوفد وصل إلى تونس.")
    monkeypatch.setattr(heard, "installed_encoder", listening.installed_encoder.__wrapped__)
    monkeypatch.setattr("sijill.encode.load_encoder", _missing)
    with pytest.warns(RuntimeWarning, match="rules and lists alone"):
        found = find_entities(reading)
    assert named(found) == [("سليم الحارثي", "PER"), ("تونس", "LOC")]


def _missing() -> None:
    from sijill.model.errors import MissingExtraError

    raise MissingExtraError("The encoder's weights are not there.", hint="make model")


@shipped
@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["قال", "محمد", "ولندن", "للأردن", "«", "في", "London", "الوزير", "،", "س", "ـ"]), max_size=25
    )
)
def test_every_name_is_at_its_offsets_and_none_is_nested(words: list[str]) -> None:
    reading = open_paragraphs("عنوان", " ".join(words))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = find_entities(reading)
    assert all(reading.page_text[entity.start : entity.end] == entity.text for entity in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@shipped
@pytest.mark.parametrize("words", ["س" * 100_000, "بن " * 20_000, "وزير " * 20_000])
def test_monotonous_text_costs_what_it_is_long(words: str) -> None:
    begin = time.process_time()
    find_entities(open_paragraphs("عنوان", words))
    assert time.process_time() - begin < 20
