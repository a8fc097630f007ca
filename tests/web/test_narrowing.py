"""The panel that narrows a search: what it counts, where it leads, and what was chosen."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from sijill.web.views import search

from .conftest import DESK, HAND, links_of, plain, words_of


@pytest.fixture(autouse=True)
def without_pause(monkeypatch):
    monkeypatch.setattr("sijill.web.routes.search.PACE.allows", lambda address: True)


def panel(html):
    """(words, count, address, whether it is chosen) of every value of the panel."""
    inside = re.search(r'<aside class="facets".*?</aside>', html, re.S)[0]
    found = re.findall(r'<li><a href="([^"]+)"( aria-current="true")?>(.*?) <span>([\d,]+)</span></a></li>', inside)
    return [(words_of(words), int(count), unescape(href), bool(chosen)) for href, chosen, words, count in found]


def chips(html):
    inside = re.search(r'<ul class="chips".*?</ul>', html, re.S)
    return re.findall(r"<li>(.*?)</li>", inside[0]) if inside else []


def asked(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@pytest.mark.parametrize("question", ["السد", "انهيار السد", "السد type:DISASTER", "وزير after:2031-05"])
@pytest.mark.parametrize("as_of", [None, "2031-05-14"])
def test_a_value_leads_to_as_many_answers_as_it_says(client, question, as_of):
    given = {"q": question, **({"as_of": as_of} if as_of else {})}
    found = panel(client.get("/search", params=given).text)
    assert found
    for words, count, href, _ in found:
        assert asked(href).get("as_of") == as_of
        answer = client.get(href)
        assert client.get("/search.json", params=asked(href)).json()["total"] == count, words
        assert len(re.findall(r'<li class="card">', answer.text)) == count
        assert chips(answer.text)


def test_all_else_that_is_asked_for_is_kept_but_the_page(client):
    html = client.get("/search", params={"q": "السد", "rows": "1", "page": "2", "as_of": "2031-05-14"}).text
    address = next(href for words, _, href, _ in panel(html) if words == "ليلى حداد")
    assert asked(address) == {"q": 'السد actor:"ليلى حداد"', "rows": "1", "as_of": "2031-05-14"}


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ar", ["النوع: كارثة إزالة", "منذ: مايو 2031 إزالة"]),
        ("en", ["Type: disaster remove", "From: May 2031 remove"]),
    ],
)
def test_what_was_chosen_stands_in_words_and_can_be_taken_off(client, lang, told):
    html = client.get("/search", params={"q": "السد type:disaster after:2031-05", "lang": lang}).text
    assert [words_of(one) for one in chips(html)] == told
    first, second = (asked(links_of(one)[0]) for one in chips(html))
    assert (first["q"], second["q"]) == ("السد after:2031-05", "السد type:disaster")
    assert [words for words, _, _, chosen in panel(html) if chosen] == ["كارثة" if lang == "ar" else "disaster"]


def test_a_month_is_one_condition_and_the_last_one_leads_back_to_the_help(client):
    html = client.get("/search", params={"q": "after:2031-05 before:2031-05", "lang": "en"}).text
    (chip,) = chips(html)
    assert words_of(chip) == "Published: May 2031 remove"
    address = unescape(re.search(r'href="([^"]+)"', chip)[1])
    assert "q" not in asked(address)
    assert '<table class="help">' in client.get(address).text


def test_where_nothing_answers_what_was_chosen_can_still_be_taken_off(client):
    html = client.get("/search", params={"q": "السد type:SPORT"}).text
    assert [words_of(one) for one in chips(html)] == ["النوع: رياضة إزالة"]
    assert any(words == "كارثة" for words, *_ in panel(html)), "another type can be chosen"


def test_names_of_pages_are_data(client):
    found = panel(client.get("/search", params={"q": "خبر outlet:<b>x</b>"}).text)
    html = client.get("/search", params={"q": 'actor:"<b>x</b>"'}).text
    assert found == []
    assert "<b>x</b>" not in html


def test_programs_get_the_same(client, dossier):
    for given in ({"q": "السد"}, {"q": "السد type:DISASTER", "as_of": "2031-05-14"}):
        found = client.get("/search/facets.json", params=given).json()
        assert found == plain(dossier.facets(given["q"], as_of=given.get("as_of")))
    assert client.get("/search/facets.json").status_code == 400
    assert client.get("/search/facets.json", params={"q": "after:x"}).status_code == 400


def test_while_names_are_read_the_answers_are_there_and_say_so(client, app, monkeypatch):
    monkeypatch.setattr(app.state.snapshots, "_read_names", lambda names, is_read: None)
    monkeypatch.setattr(app.state.snapshots, "_counted", None)
    monkeypatch.setattr("sijill.web.views.narrowing.PATIENCE", 0.01)
    html = client.get("/search", params={"q": "السد باقي", "lang": "en"}).text
    assert "How the answers spread is being counted" in html
    assert panel(html) == []
    monkeypatch.undo()
    app.state.snapshots._counted = None
    assert panel(client.get("/search", params={"q": "السد"}).text)


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_panel_stands_beside_the_answers_and_is_folded_on_a_hand(open_page, script):
    page = open_page("/search?q=السد&lang=en", DESK, java_script_enabled=script)
    aside, answers = page.locator(".facets").bounding_box(), page.locator(".answers").bounding_box()
    assert aside["x"] + aside["width"] <= answers["x"]
    assert page.locator(".groups a").first.is_visible()
    page.set_viewport_size(HAND)
    value = page.locator(".groups a", has_text="disaster")
    assert not value.is_visible()
    page.locator(".facets summary").first.click()
    value.click()
    page.locator(".chips").wait_for()
    assert page.locator(".chips b").all_inner_texts() == ["disaster"]
    assert parse_qs(urlsplit(page.url).query)["q"] == ["السد type:DISASTER"]
    page.locator(".chips .clear").click()
    page.locator(".chips").wait_for(state="detached")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["السد"]


def test_of_a_large_record_how_answers_spread_is_counted_where_it_is_asked_for(client, monkeypatch):
    monkeypatch.setattr(search, "SMALL", 0)
    html = client.get("/search", params={"q": "السد", "lang": "en"}).text
    assert "<details><summary>Narrow the search</summary>" not in html
    (href,) = [one for one in links_of(html) if "facets=1" in one]
    assert panel(client.get(href).text)
