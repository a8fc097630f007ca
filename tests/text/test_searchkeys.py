import pytest
from evals.search.pairs import FALSE_CEILING, FOUND_FLOOR, finds, read_pairs, share_found
from hypothesis import given
from hypothesis import strategies as st

from sijill.text.highlights import find_marks, index_ways
from sijill.text.query import Clause, ask_field, drop_field, parse_query
from sijill.text.searchkeys import search_key, search_keys
from sijill.text.tokens import tokenize


def test_pairs_written_by_hand_are_told_apart():
    pairs = read_pairs()
    assert share_found(pairs, finds, "same")[0] >= FOUND_FLOOR
    assert share_found(pairs, finds, "different")[0] <= FALSE_CEILING


@pytest.mark.parametrize(
    ("asked", "printed"), [("التحالف", "وللتحالف"), ("احمد", "أحمد"), ("الإمارات", "الامارات"), ("المدينه", "المدينة")]
)
def test_what_is_promised_is_found(asked, printed):
    assert search_key(printed) in search_keys(asked)


@given(st.text(max_size=20))
def test_any_word_has_a_key_and_its_key_is_its_own(word):
    assert isinstance(search_key(word), str)


def test_a_question_is_taken_apart():
    query = parse_query('انسحاب "قوات التحالف" OR الجيش -إيران متحدث:"محمد السوداني" بعد:2023-08')
    assert query.clauses == (
        Clause((("انسحاب",),)),
        Clause((("قوات", "التحالف"), ("الجيش",))),
        Clause((("إيران",),), negative=True),
    )
    assert query.fields == {"speaker": ("محمد السوداني",), "after": ("2023-08",)}


@given(st.text(max_size=60))
def test_whatever_is_typed_is_some_question(typed):
    query = parse_query(typed)
    assert all(words for clause in query.clauses for words in clause.alternatives)


def test_a_colon_of_no_field_is_words():
    assert parse_query("عاجل:انفجار").words == ("عاجل", "انفجار")


def test_marks_are_the_printed_words():
    text = "وللتحالفِ قوات؛ قال «التحالف» إنه باق"
    marks = list(find_marks(text, index_ways([(search_key("التحالف"),)])))
    assert [text[start:end] for start, end in marks] == ["وللتحالفِ", "التحالف"]


@given(
    st.text(st.sampled_from("القوتحفم.،؛ 12\u064e\u0640\u200f\n²ﷲ-_«»"), max_size=60),
    st.integers(0, 30),
    st.integers(1, 3),
)
def test_marks_stand_where_the_tokens_do(text, at, count):
    words = [token for token in tokenize(text) if search_key(token.text)[:1].isalnum()]  # a lone tatweel is no word
    way = tuple(search_key(token.text) for token in words[at : at + count])
    first = next((n for n in range(len(words)) if way == tuple(search_key(t.text) for t in words[n : n + len(way)])), 0)
    marks = list(find_marks(text, index_ways([way])))
    assert marks[:1] == ([(words[first].start, words[first + len(way) - 1].end)] if way else [])


typed = st.lists(
    st.sampled_from(
        ["جسر", '"', "«", "»", " ", "  ", "-", "OR", "ليس", "أو", ":", "outlet:", "متحدث:", "بعد:2031", "x", "|", "النهر"]
    ),
    max_size=24,
).map("".join)  # fmt: skip


@given(typed, st.text(max_size=12))
def test_a_condition_that_is_added_or_taken_off_leaves_the_rest_of_a_question(question, value):
    before = parse_query(question)
    asked = parse_query(ask_field(question, "outlet", value))
    assert (asked.clauses, asked.is_plain) == (before.clauses, before.is_plain)
    others = {field: values for field, values in before.fields.items() if field != "outlet"}
    assert {field: values for field, values in asked.fields.items() if field != "outlet"} == others
    assert len(asked.fields["outlet"]) == 1
    less = parse_query(drop_field(question, "outlet"))
    assert (less.clauses, less.fields, less.is_plain) == (before.clauses, others, before.is_plain)
