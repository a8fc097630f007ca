"""Entities of a record: what is one thing, what stays two."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.link.entities import Register, link_entities, link_record
from sijill.link.names import read_person, why_same_person
from sijill.model.records import Article, Entity, Published, Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.run.stages import STAGES, annotate
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


def read(page: str, text: str) -> Article:
    """An article as the finder reads it, published on a day in 2031."""
    opened = open_page(Document(page, text.encode(), "text", None, "2031-05-02", None))
    assert not isinstance(opened, Rejection)
    return annotate(opened[0].text, opened[1][0], [stage for stage in STAGES if stage.name == "entities"])


DAM = "بيان من الوزارة\n\nقال وزير الري، المهندس حازم الطويلي، إن سد الرمانة سليم، وحضر محافظ الرمانة لبيب الشماع."
VISIT = "زيارة إلى السد\n\nزار الوزير الطويلي سد الرمانة برفقة محافظ الرمانة لبيب الشماع، وتفقد الأعمال."
MATCH = "مباراة\n\nسجل المهاجم ناظم الطويلي هدفين، وقال المدرب إن اللاعب ناظم الطويلي في أفضل حالاته."
RUSSIA = "موسكو تعلن مناورات\n\nأعلنت موسكو مناورات روسية. وقال متحدث باسم وزارة الدفاع إن القوات الروسية ستشارك."
TURKEY = "أنقرة ترد\n\nردت أنقرة على البيان، وقالت وزارة الدفاع إن السفن التركية تراقب المضيق، وإن تركيا لن تغلقه."
RUSSIAN = "بيان روسي\n\nقالت وزارة الدفاع الروسية إن سفينة عبرت المضيق."
FIRE = "حريق في مخزن\n\nاندلع حريق في مخزن تتبع أرضه وزارة الدفاع، ولم تعرف أسبابه."
STORY = (DAM, VISIT, MATCH, RUSSIA, TURKEY, RUSSIAN, FIRE)


def story() -> list[Article]:
    """The articles of a small record."""
    return [read(f"{at}", text) for at, text in enumerate(STORY)]


def names_of(register: Register, words: str) -> list[str]:
    """The names of the things under which some mention has these words."""
    return sorted(thing.name for thing in register.things if any(e.words == words for e in thing.evidence))


def test_a_surname_alone_is_joined_to_the_bearer_who_stands_beside_the_same_names():
    register = link_record(story())
    (minister,) = [thing for thing in register.things if thing.name == "حازم الطويلي"]
    assert "الطويلي" in minister.aliases
    assert "named beside" in minister.reasons[0].reason
    assert {evidence.words for evidence in minister.reasons[0].evidence} == {"حازم الطويلي", "الطويلي"}
    assert names_of(register, "ناظم الطويلي") == ["ناظم الطويلي"]


def test_a_surname_without_support_is_a_suggestion_and_no_merge():
    register = link_record([read("a", DAM), read("b", "جلسة\n\nوقال الدكتور الطويلي إن الجلسة أجلت إلى الشتاء.")])
    assert names_of(register, "الطويلي") == ["الطويلي"]
    (suggestion,) = register.suggestions
    assert set(suggestion.names) == {"حازم الطويلي", "الطويلي"}
    assert suggestion.score < 0.3
    assert tuple(evidence.words for evidence in suggestion.evidence) == suggestion.names


def test_a_shared_name_belongs_to_the_state_the_article_is_about():
    register = link_record(story())
    assert names_of(register, "وزارة الدفاع الروسية") == ["وزارة الدفاع الروسية"]
    assert names_of(register, "وزارة الدفاع") == ["وزارة الدفاع", "وزارة الدفاع (تركيا)", "وزارة الدفاع الروسية"]
    (russian,) = [thing for thing in register.things if thing.name == "وزارة الدفاع الروسية"]
    assert [join.reason for join in russian.reasons] == ["the article is about روسيا"]


def test_the_pentagon_is_the_american_ministry():
    register = link_record(
        [
            read("a", "بيان\n\nقال البنتاغون إن السفينة عادت."),
            read("b", "بيان آخر\n\nقالت وزارة الدفاع الأميركية إن السفينة لم تعد."),
        ]
    )
    assert [(thing.name, thing.articles) for thing in register.things if thing.kind == "ORG"] == [("البنتاغون", 2)]


def test_father_and_son_are_two():
    register = link_record(
        [
            read("a", "خبر\n\nقال رجل الأعمال فيكتور ستانهوب الأب إنه سيعتزل."),
            read("b", "خبر آخر\n\nوقع رجل الأعمال فيكتور ستانهوب الابن العقد."),
        ]
    )
    assert not [thing for thing in register.things if thing.kind == "PER" and thing.articles > 1]


def test_one_id_of_an_article_leads_to_its_thing():
    articles = story()
    register = link_record(articles)
    mention = next(e for e in articles[1].entities if e.text == "الطويلي")
    thing = register.thing_of((articles[1].page_sha256, 0), mention.entity)
    assert thing is not None
    assert thing.name == "حازم الطويلي"
    assert register.thing_at(articles[1].page_sha256, mention.start, mention.end) is thing


ARTICLES = story()


@given(st.permutations(ARTICLES), st.integers(0, len(STORY)))
@settings(max_examples=40, deadline=None)
def test_no_order_of_any_articles_changes_what_they_name(order, size):
    some = order[:size]
    known = sorted(some, key=lambda one: one.page_sha256)
    first, second = link_record(some), link_record(known)
    assert first.things == second.things
    assert first.suggestions == second.suggestions
    mentions = [e for thing in first.things for e in thing.evidence]
    assert len(mentions) == len(set(mentions)) == sum(len(one.entities) for one in some)
    assert len({thing.id for thing in first.things}) == len(first.things)


def test_titles_and_bin_are_no_part_of_a_name():
    one, other = read_person("الشيخ سليم بن حمد الحارثي"), read_person("سليم حمد الحارثي")
    assert one is not None
    assert other is not None
    assert why_same_person(one, other) == "the same words"
    assert read_person("الحارثي") is None
