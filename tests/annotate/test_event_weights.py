"""Candidates, their features and the learned decisions about them."""

from __future__ import annotations

from tests.annotate.test_events import article_of

from sijill.annotate.events.candidates import Candidate, find_candidates
from sijill.annotate.events.decide import choose_events
from sijill.annotate.events.ground import open_ground
from sijill.annotate.events.lexicon import types_of_family
from sijill.annotate.events.weights import load_weights, logit, softmax
from sijill.text.reading import open_reading

TEXT = "قصف جوي على بلدة الريحانية\nقصفت طائرات البلدة أمس، وقال مسؤول إن القصف لم يوقع ضحايا."


def candidates_of(text: str) -> list[Candidate]:
    return find_candidates(open_ground(open_reading(text, article_of(text))))


def test_every_listed_word_is_a_candidate_with_its_features() -> None:
    found = candidates_of(TEXT)
    words = [TEXT[one.trigger.start : one.trigger.end] for one in found]
    assert {"قصف", "قصفت", "القصف", "ضحايا"} <= set(words)
    title, again = found[0], next(one for one in found if one.sentence.part == "body")
    assert {"place title", "shape noun title", "rule True", "type ASSAULT"} <= set(title.features)
    assert {"titled", "title type p0", "shape past p0"} <= set(again.features)


def test_a_feature_added_by_another_scorer_decides_as_well() -> None:
    """Features are open: what nobody has a weight for counts nothing, and what weighs much is followed."""
    ground = open_ground(open_reading(TEXT, article_of(TEXT)))
    plain = choose_events(ground, find_candidates(ground))
    stranger = find_candidates(ground)
    for one in stranger:
        one.features.append("encoder says nothing we know")
    assert [one.trigger for one in choose_events(ground, stranger)] == [one.trigger for one in plain]
    assert "قصف" in {TEXT[one.trigger.start : one.trigger.end] for one in plain}


def test_families_name_the_types_of_words_in_any_form() -> None:
    assert types_of_family("اغاثت") == ("AID",)
    assert types_of_family("ابتكارات") == ("SCIENCE",)
    assert "TRIAL" in types_of_family("اعتقاله")
    assert types_of_family("كتف") == ()


def test_weights_are_read_by_feature_and_class() -> None:
    assert logit("keep", ["bias"]) == load_weights("keep")["bias"]["yes"]
    assert logit("keep", ["no such feature"]) == 0.0
    plain = softmax("type", ["bias"])
    scores = softmax("type", ["bias", "family SPORT", "family only SPORT", "family SPORT weak"])
    assert scores["SPORT"] > 1.5 * plain["SPORT"]
    assert abs(sum(scores.values()) - 1) < 1e-9
