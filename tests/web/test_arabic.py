"""Arabic screens are Arabic: on no page of the sample record stands a Latin word of ours."""

import re
from html import unescape
from importlib import resources
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

import sijill
from sijill.web import make_app

from .conftest import links_of

TERMS = {"JSON", "OpenAPI", "SHA", "HTML", "robots", "txt", "Natural", "Earth", "https"}  # called so in Arabic too
# The record's own words are marked as such; names of files and hashes stand in elements of their own.
THEIRS = re.compile(
    r'<(\w+)\b[^>]*(?:lang="ar"|hreflang="en"|class="path")[^>]*>.*?</\1>'
    r'|<bdi lang="en">.*?</bdi>|<code>.*?</code>|<script.*?</script>',
    re.S,
)
TOLD = re.compile(r'(?:title|aria-label|placeholder|alt)="([^"]*)"')


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    dossier = sijill.open(tmp_path_factory.mktemp("sample") / "sample.sijill")
    with resources.as_file(resources.files("sijill").joinpath("sample", "pages")) as pages:
        dossier.build([pages], jobs=1)
    app = make_app(dossier.path)
    app.state.snapshots.of(None)
    return TestClient(app, base_url="http://localhost")


def latin_words(html):
    """Words in Latin letters of what a reader sees or hears, quotations and the record's own words left out."""
    body = html[html.index("<title>") :]
    ours = THEIRS.sub(" ", body)
    told = " ".join(TOLD.findall(ours))
    seen = unescape(re.sub(r"<[^>]+>", " ", ours) + " " + told)
    return set(re.findall(r"[A-Za-z]{2,}", re.sub(r"«[^»]*»", " ", seen))) - TERMS


def test_no_page_has_a_latin_word_of_ours(sample):
    todo, seen, found = ["/"], set(), {}
    while todo:
        path = todo.pop()
        seen.add(path)
        answer = sample.get(path)
        assert answer.status_code == 200, path
        if words := latin_words(answer.text):
            found[path] = words
        for link in links_of(answer.text):
            bare = link.partition("#")[0].partition("?")[0]
            if bare == "/correct":  # the forms of one line of each kind
                kind = link.split("%3A")[1]
                bare = link if kind not in seen else "/"
                seen.add(kind)
            if link.startswith("/") and not link.startswith("/static") and "." not in bare and bare not in seen:
                seen.add(bare)
                todo.append(bare)
    assert len(seen) > 100
    assert found == {}


@pytest.mark.parametrize(
    "path",
    [
        "/timeline?from=May", "/timeline?as_of=2023", "/articles/00000000/0", "/actors/0123456789abcdef", "/nothing",
        "/statements?act=sing", "/jobs/abcdefgh", "/articles/00000000/0?as_of=2023-01-01", "/search?q=" + quote("بعد:أمس"),
        "/timeline?as_of=2020-01-01", "/commitments?at=2024-01-01", "/places?whole=1",
    ],
)  # fmt: skip
def test_trouble_is_told_in_arabic(sample, path):
    assert latin_words(sample.get(path).text) <= {"May"}
