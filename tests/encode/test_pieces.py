"""Words, pieces and offsets: clean-up changes what is read, never where it stands."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.encode.pieces import END, START, UNKNOWN, Cutter, clean_word
from sijill.text.tokens import tokenize

HARAKAT = "\u064b\u064e\u064f\u0650\u0651\u0652"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئ"
PIECES = [
    ("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -3.0),
    *((letter, -9.0) for letter in LETTERS),
    ("▁ال", -4.0), ("▁في", -2.0), ("▁بغداد", -5.0), ("بغداد", -6.0), ("▁.", -3.5),
]  # fmt: skip


@pytest.fixture(scope="module")
def cutter(tmp_path_factory: pytest.TempPathFactory) -> Cutter:
    """A cutter over a handful of pieces."""
    model = {"type": "Unigram", "unk_id": 3, "vocab": PIECES, "byte_fallback": False}
    space = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    plain = dict.fromkeys(("truncation", "padding", "normalizer", "post_processor", "decoder"))
    file = tmp_path_factory.mktemp("pieces") / "tokenizer.json"
    file.write_text(json.dumps({"version": "1.0", **plain, "added_tokens": [], "pre_tokenizer": space, "model": model}))
    return Cutter(Path(file))


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("بَغْدَاد", "بغداد"),  # vowelled
        ("بغـــداد", "بغداد"),  # stretched
        ("ﺑﻐﺪﺍﺩ", "بغداد"),  # presentation forms
        ("ﷲ", "الله"),  # one sign, four letters
        ("أحمد", "أحمد"),  # hamza stays
        ("\u064e", "-"),  # a haraka alone
    ],
)
def test_a_word_is_read_clean(printed: str, read: str) -> None:
    assert clean_word(printed) == read


def test_every_word_has_its_first_piece(cutter: Cutter) -> None:
    ids, firsts = cutter.cut(words("في بغداد."))
    named = [PIECES[at][0] for at in ids]
    assert named == ["<s>", "▁في", "▁بغداد", "▁.", "</s>"]
    assert [named[at] for at in firsts] == ["▁في", "▁بغداد", "▁."]


def test_a_full_stop_reads_alike_with_and_without_a_space(cutter: Cutter) -> None:
    assert cutter.cut(words("في بغداد.")) == cutter.cut(words("في بغداد ."))


def test_what_leads_belongs_to_no_word(cutter: Cutter) -> None:
    ids, firsts = cutter.cut(words("بغداد"), lead="في")
    assert [PIECES[at][0] for at in ids] == ["<s>", "▁في", "▁بغداد", "</s>"]
    assert firsts == [2]


@given(st.text(max_size=60))
def test_any_text_has_a_piece_a_word_between_start_and_end(cutter: Cutter, text: str) -> None:
    tokens = tokenize(text)
    ids, firsts = cutter.cut([token.text for token in tokens])
    assert ids[0] == START
    assert ids[-1] == END
    assert len(firsts) == len(tokens)
    assert firsts == sorted(set(firsts))
    assert all(0 < at < len(ids) - 1 for at in firsts)
    assert all(text[token.start : token.end] == token.text for token in tokens)


@given(st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=6), st.data())
def test_marks_change_no_piece_and_spans_cover_the_same_letters(
    cutter: Cutter, plain: list[str], data: st.DataObject
) -> None:
    marks = st.text(HARAKAT + "\u0640", max_size=3)
    printed = ["".join(letter + data.draw(marks) for letter in word) for word in plain]
    text = " ".join(printed)
    tokens = tokenize(text)
    assert cutter.cut([token.text for token in tokens]) == cutter.cut(plain)
    assert [clean_word(text[token.start : token.end]) for token in tokens] == plain


@given(st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=6))
def test_presentation_forms_read_as_letters(cutter: Cutter, plain: list[str]) -> None:
    initial = {"ب": "\ufe91", "س": "\ufeb3", "م": "\ufee3", "ا": "\ufe8d", "ل": "\ufedf"}
    printed = ["".join(initial.get(letter, letter) for letter in word) for word in plain]
    tokens = tokenize(" ".join(printed))
    assert cutter.cut([token.text for token in tokens]) == cutter.cut(plain)
    assert [token.text for token in tokens] == printed


def test_what_no_piece_writes_is_unknown(cutter: Cutter) -> None:
    assert UNKNOWN in cutter.cut(words("漢")).ids
