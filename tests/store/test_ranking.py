import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sijill.encode import has_weights
from sijill.store.meanings import Near
from sijill.store.ranking import fuse
from sijill.store.searchindex import Found

needs_encoder = pytest.mark.skipif(not has_weights(), reason="the encoder's weights are not here")
PAGES = {
    "quake.txt": "زلزال عنيف يضرب السروة\n\n2021-03-02\n\nضرب زلزال قوي مدينة السروة وانهارت مبان كثيرة وقتل عشرة أشخاص.",
    "match.txt": "فوز فريق الوادي\n\n2021-05-04\n\nفاز فريق الوادي على ضيفه بهدفين في مباراة الدوري لكرة القدم.",
    "bank.txt": "المصرف المركزي يرفع الفائدة\n\n2021-05-05\n\nرفع المصرف المركزي سعر الفائدة لكبح التضخم.",
}
articles = st.integers(1, 12)
found = st.lists(st.tuples(articles, st.floats(0, 20)), max_size=12, unique_by=lambda pair: pair[0])


def told(found):
    return [(hit.article.title, hit.why) for hit in found]


@needs_encoder
def test_a_question_in_english_finds_what_means_it_and_says_so(dossier):
    (hit,) = dossier.search("strong earthquake kills people in a city")
    assert (hit.article.title, hit.why, hit.evidence) == ("زلزال عنيف يضرب السروة", "meaning", ())
    assert hit.passage.words == "ضرب زلزال قوي مدينة السروة وانهارت مبان كثيرة وقتل عشرة أشخاص."


@needs_encoder
def test_words_come_before_meaning_and_some_words_are_told_from_all(dossier):
    assert told(dossier.search("الفائدة")) == [("المصرف المركزي يرفع الفائدة", "words")]
    assert told(dossier.search("زيادة سعر الفائدة")) == [("المصرف المركزي يرفع الفائدة", "some-words")]


@needs_encoder
@pytest.mark.parametrize("query", ['"earthquake kills people"', "earthquake -football", "earthquake OR tremor"])
def test_where_a_question_says_exactly_what_it_wants_meaning_adds_nothing(dossier, query):
    assert told(dossier.search(query)) == []


@needs_encoder
def test_what_is_found_by_meaning_meets_the_fields_too(dossier):
    assert told(dossier.search("strong earthquake kills people in a city after:2021-05")) == []


def test_a_record_without_vectors_is_searched_by_words(dossier):
    with sqlite3.connect(dossier.path) as file:
        file.execute("DELETE FROM meanings")
    assert told(dossier.search("strong earthquake kills people in a city")) == []
    assert told(dossier.search("زلزال السروة")) == [("زلزال عنيف يضرب السروة", "words")]


@given(found, found, found)
@example([(2, 0.0)], [(1, 1.0)], [(1, 16.0), (2, 0.0)])  # both score 1
def test_meaning_never_takes_an_article_with_all_the_words_away_or_puts_another_before_it(exact, some, near):
    words = [Found(article, score) for article, score in exact]
    nearest = sorted((Near(article, score / 20) for article, score in near), key=lambda one: -one.likeness)
    ranked = fuse(words, [Found(*one) for one in some], nearest or [Near(99, 0.5)], floor=0.8)
    assert {one.article for one in ranked[: len(words)]} == {one.article for one in words}
    assert [one.why for one in ranked] == ["words"] * len(words) + ["meaning"] * (len(ranked) - len(words))
    assert len({one.article for one in ranked}) == len(ranked)
