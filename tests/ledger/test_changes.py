"""Versions of an article: pages of one address, compared in the order they were seen."""

from pathlib import Path

import pytest

import sijill
from sijill.dossier import Dossier
from sijill.model.errors import UsageError
from sijill.text.addresses import address_key

PAGE = """<!doctype html><html lang="ar"><head><title>{title}</title><link rel="canonical" href="{address}">
<meta property="article:modified_time" content="{changed}"></head><body><article><h1>{title}</h1>
<p>قالت مديرية السدود إن {count} شخصا قتلوا في انهيار سد وادي الرمان فجر الثلاثاء، وإن البحث ما زال جاريا.</p>
<p>{second}</p></article></body></html>"""
SAFE = "وقال وزير الري سامر الياسين إن السدود الأخرى كلها سليمة وإن التحقيق بدأ."
FIRST = {"title": "انهيار سد وادي الرمان", "changed": "2031-05-13T08:00", "count": "12", "second": SAFE}
LATER = {"title": "انهيار سد وادي الرمان: 15 قتيلا", "changed": "2031-05-14T09:30", "count": "15",
         "second": "وفتحت النيابة تحقيقا مع مدير السد بعد ساعات من وقوع الانهيار كما جاء في بيان لها."}  # fmt: skip


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    (tmp_path / "b.html").write_text(PAGE.format(**FIRST, address="https://www.nakheel.example/dam?utm_source=x"))
    (tmp_path / "a.html").write_text(PAGE.format(**LATER, address="http://nakheel.example/dam/"))
    (tmp_path / "c.html").write_text(PAGE.format(**LATER, address="http://nakheel.example/other"))
    found = sijill.open(tmp_path / "x.sijill")
    found.build([tmp_path / "a.html", tmp_path / "b.html", tmp_path / "c.html"])
    return found


def test_what_was_changed(dossier: Dossier) -> None:
    (row,) = dossier.changes()
    assert (row.address, row.seen) == ("nakheel.example/dam", ("2031-05-13T08:00", "2031-05-14T09:30"))
    told = [(c.part, c.kind, c.before and c.before.words, c.after and c.after.words) for c in row.changes]
    assert told[:2] == [("title", "added", None, ": 15 قتيلا"), ("text", "altered", "12", "15")]
    assert ("text", "removed", SAFE, None) in told
    assert ("text", "added", None, LATER["second"]) in told
    texts = dossier.page_texts()
    for words in row.evidence:
        assert texts[words.page_sha256][words.start : words.end] == words.words


@pytest.mark.parametrize("name", ["https://nakheel.example/dam", "nakheel", "hash"])
def test_an_article_is_named_by_address_or_hash(dossier: Dossier, name: str) -> None:
    page = dossier.changes()[0].later.page_sha256
    if name == "nakheel":
        with pytest.raises(UsageError, match="No article 'nakheel'"):
            dossier.changes(name)
    else:
        assert dossier.changes(page[:12] if name == "hash" else name).total == 1


def test_one_address_however_it_is_linked() -> None:
    one = "https://www.nakheel.example/خبر/12/amp?id=3&utm_medium=social"
    assert address_key(one) == address_key("http://m.nakheel.example/%D8%AE%D8%A8%D8%B1/12?id=3#comments")
    assert address_key("http://nakheel.example/12?id=4") != address_key("http://nakheel.example/12?id=3")
    assert (address_key("file:///etc/passwd"), address_key("page.html"), address_key(None)) == (None, None, None)
