"""Statements the encoder hears where no rule finds a cue, and those it does not believe."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from invented import open_paragraphs
from sijill.annotate.entities import find_entities
from sijill.annotate.statements import find_statements, find_statements_by_rules
from sijill.encode import has_weights
from sijill.model.reading import Reading
from sijill.model.records import Statement

pytestmark = pytest.mark.skipif(not has_weights(), reason="the encoder's weights are not in this checkout: make model")


def reading_of(title: str, *paragraphs: str) -> Reading:
    reading = open_paragraphs(title, *paragraphs, published="2024-05-07")
    return replace(reading, article=replace(reading.article, entities=find_entities(reading)))


def told(found: tuple[Statement, ...]) -> set[tuple[str | None, str]]:
    return {(one.speaker.name, one.content.text) for one in found}


def test_what_no_rule_finds_is_heard() -> None:
    reading = reading_of(
        "خلاف على الجسر",
        "وفي رأي الخبير فهد العجمي أن التكلفة تضاعفت مرتين.",
    )
    heard = told(find_statements(reading)) - told(find_statements_by_rules(reading))
    assert heard == {("فهد العجمي", "التكلفة تضاعفت مرتين")}


def test_what_rules_find_and_the_encoder_believes_stays() -> None:
    reading = reading_of("مجلس البلدة", 'قال رئيس المجلس سليم الحارثي إن الميزانية تكفي، وأضاف: "لن نقترض".')
    assert told(find_statements(reading)) == told(find_statements_by_rules(reading))
    assert len(find_statements(reading)) == 2
