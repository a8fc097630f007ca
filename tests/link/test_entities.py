"""Entities of a record: what is one thing, what stays two."""

from __future__ import annotations

import itertools

import pytest

from sijill.link.entities import link_entities
from sijill.link.names import read_person, why_same_person
from sijill.model.records import Article, Entity, Published
from sijill.text.names import entity_id


def article(page: str, *names: tuple[str, str]) -> Article:
    """An article that names these things, one behind the other."""
    entities, at = [], 0
    for name, kind in names:
        entities.append(Entity(name, at, at + len(name), kind, entity_id(kind, name), name))
        at += len(name) + 1
    return Article(
        page,
        page * 64,
        0,
        None,
        None,
        None,
        None,
        Published(),
        None,
        "ar",
        "",
        ((0, at),),
        (),
        entities=tuple(entities),
    )


def test_spellings_of_one_person_are_one_thing_with_its_reasons():
    things = link_entities([article("a", ("يورغن هالستروم", "PER")), article("b", ("يورغن هالسترم", "PER"))])
    assert [(thing.name, thing.aliases) for thing in things] == [("يورغن هالستروم", ("يورغن هالسترم",))]
    (join,) = things[0].reasons
    assert (join.reason, join.names) == ("spelled هالسترم and هالستروم", ("يورغن هالسترم", "يورغن هالستروم"))
    assert [evidence.words for evidence in join.evidence] == ["يورغن هالسترم", "يورغن هالستروم"]
    assert [evidence.page_sha256[0] for evidence in things[0].evidence] == ["a", "b"]
    assert (things[0].mentions, things[0].articles, len(things[0].entities)) == (2, 2, 2)


def test_a_middle_name_may_be_left_out_but_two_middle_names_are_two_people():
    full, short = ("سليم حمد الحارثي", "PER"), ("سليم الحارثي", "PER")
    assert len(link_entities([article("a", full), article("b", short)])) == 1
    other = ("سليم ناصر الحارثي", "PER")
    assert len(link_entities([article("a", full), article("b", short), article("c", other)])) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("حسن الدوسري", "حسين الدوسري"),
        ("سعد الغامدي", "سعيد الغامدي"),
        ("سليم الحارثي", "سليم الحرثي"),
        ("محمد علي", "محمد حسن علي"),
        ("كيم سو جونغ", "كيم جونغ"),
    ],
)
def test_what_may_be_two_people_stays_two(one, other):
    assert len(link_entities([article("a", (one, "PER")), article("b", (other, "PER"))])) == 2


def test_a_surname_alone_joins_nobody():
    assert len(link_entities([article("a", ("سليم الحارثي", "PER")), article("b", ("الحارثي", "PER"))])) == 2


def test_listed_names_settle_abbreviations_and_give_the_english_name():
    things = link_entities([article("a", ("حلف شمال الأطلسي", "ORG"), ("سوريا", "LOC"))])
    assert {(thing.name, thing.english) for thing in things} == {("حلف شمال الأطلسي", "NATO"), ("سوريا", "Syria")}


def test_the_same_words_of_another_kind_are_another_thing():
    assert len(link_entities([article("a", ("برشلونة", "ORG"), ("برشلونة", "LOC"))])) == 2


def test_the_order_of_articles_makes_no_difference():
    articles = [
        article("a", ("سليم حمد الحارثي", "PER"), ("لبنان", "LOC")),
        article("b", ("سليم الحارثي", "PER")),
        article("c", ("يورغن هالستروم", "PER"), ("لبنان", "LOC")),
        article("d", ("يورغن هالسترم", "PER")),
    ]
    assert len({link_entities(order) for order in itertools.permutations(articles)}) == 1


def test_titles_and_bin_are_no_part_of_a_name():
    one, other = read_person("الشيخ سليم بن حمد الحارثي"), read_person("سليم حمد الحارثي")
    assert one is not None
    assert other is not None
    assert why_same_person(one, other) == "the same words"
    assert read_person("الحارثي") is None
