import builtins

import pytest

from sijill.model.errors import MissingExtraError
from sijill.model.graph import Evidence, Source
from sijill.model.listing import Listing
from sijill.model.records import Published
from sijill.model.search import SearchHit

PASSAGE = Evidence("ab", 3, 9, "<b>جسر</b>")
HIT = SearchHit(
    Source("ab", 0, "a.txt", "المرقاب", Published("2021-03-02"), "جسر السروة"), 1.5, "words", PASSAGE, (), (PASSAGE,)
)
FOUND = Listing((HIT,), 7)


def test_rows_go_into_every_kind_of_table():
    assert FOUND.to_dicts()[0]["article"]["outlet"] == "المرقاب"
    assert FOUND.to_arrow().column("score").to_pylist() == [1.5]
    assert FOUND.to_polars()["passage"].struct.field("words").to_list() == ["<b>جسر</b>"]
    assert FOUND.to_pandas()["article.published.value"].tolist() == ["2021-03-02"]


def test_a_notebook_shows_words_and_never_their_markup():
    shown = FOUND._repr_html_()
    assert "جسر السروة" in shown
    assert "&lt;b&gt;جسر" in shown
    assert "<b>" not in shown
    assert "1 / 7" in shown
    assert Listing((), 0)._repr_html_().startswith("<table>")


@pytest.mark.parametrize(
    ("call", "package"), [("to_arrow", "pyarrow"), ("to_polars", "polars"), ("to_pandas", "pandas")]
)
def test_what_is_not_installed_is_named(monkeypatch, call, package):
    real = builtins.__import__

    def refuse(name, *rest):
        if name == package:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError, match=package):
        getattr(FOUND, call)()
