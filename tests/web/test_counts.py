"""What a count leads to is what was counted: namesakes are not among it."""

import json
import re
from html import unescape

import pytest
from starlette.testclient import TestClient

import sijill
from sijill.show.wording import count_words
from sijill.text.names import name_key
from sijill.web import make_app
from sijill.web.links import Links
from sijill.web.views.sources import view_sources

from .conftest import links_of, words_of


def rows_at(client, address):
    path, _, asked = address.partition("?")
    return client.get(f"{path}.json?{asked}&rows=1000").json()["rows"]


def test_an_actor_leads_to_what_he_said_and_to_his_events(client, dossier):
    spoke = {row.entity for row in dossier.statements() if row.entity}
    for thing in dossier.actors():
        html = client.get(f"/actors/{thing.id}").text
        counted = client.get(f"/actors/{thing.id}.json").json()["statements"]["total"]
        found = rows_at(client, f"/statements?speaker={thing.id}")
        assert {row["entity"] for row in found} == ({thing.id} & spoke)
        assert len(found) == counted
        (events,) = links_of(html, "/timeline?actor=")
        assert events == f"/timeline?actor={thing.id}"
        assert all(f"speaker={thing.id}" in link for link in links_of(html, "/statements?speaker="))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_place_leads_to_the_events_counted_there(client, dossier, lang):
    html = client.get("/places", params={"lang": lang}).text
    rows = [row for row in dossier.places() if row.events]
    assert rows
    for row in rows:
        address = f"/timeline?place={row.spot.id}"
        assert address in links_of(html)
        assert len(rows_at(client, address)) == row.events
        told = client.get(address).text
        assert f"<bdi>{row.spot.name if lang == 'ar' else row.spot.english}</bdi>" in told, (
            "the place is named, not its id"
        )
        assert f'name="place" value="{row.spot.id}"' in told
        assert "/timeline" in links_of(told), "and can be taken away"
    wide = next(row for row in dossier.places(within="العراق"))
    html = client.get("/places", params={"within": wide.spot.within[-1].id}).text
    assert (wide.name if lang == "ar" else wide.spot.english) in words_of(html)


def test_an_outlet_leads_to_its_own_articles(tmp_path):
    dossier = sijill.open(tmp_path / "o.sijill")
    for number, outlet in enumerate(("البردي", "صحيفة البردي", "البردى")):
        page = {"id": f"p{number}", "outlet": outlet, "published": f"2031-05-0{number + 1}",
                "text": f"خبر {number} من الميناء\n\nوصلت {number + 3} سفن إلى الميناء أمس."}  # fmt: skip
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(page), encoding="utf-8")
        dossier.build([tmp_path / f"{number}.jsonl"], jobs=1)
    client = TestClient(make_app(dossier.path), base_url="http://localhost")
    snapshot = client.app.state.snapshots.of(None)
    lines = view_sources(snapshot, sijill.web.asked.Asked(), Links(snapshot)).outlets
    assert len(lines) == 2
    for line in lines:
        found = rows_at(client, line.href)
        assert {name_key(row["outlet"]["name"]) for row in found} == {name_key(line.name)}
        assert len(found) == line.articles
        assert line.href in links_of(client.get("/sources").text)
    assert len(rows_at(client, "/articles?outlet=البردي")) == 3, "a name that is typed finds as before"


TALK = (
    ("وكالة المرقاب", "قالت وزيرة الري هدى القيسي لوكالة المرقاب إن الجسر لن يسقط."),
    (
        "البردي",
        "قالت وزيرة الري هدى القيسي لوكالة المرقاب إن الماء سيعود. وطالب نادر السعدي وزيرة الري هدى القيسي بالاستقالة.",
    ),
    ("البردي", "نقلت هدى القيسي عن نادر السعدي قوله إن القرى ستروى قريبا."),
)


def test_who_cites_an_actor_leads_to_just_the_statements_counted(tmp_path):
    dossier = sijill.open(tmp_path / "o.sijill")
    for number, (outlet, text) in enumerate(TALK):
        page = {
            "id": f"p{number}",
            "outlet": outlet,
            "published": f"2031-05-0{number + 1}",
            "text": f"خبر {number}\n\n{text}",
        }
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(page), encoding="utf-8")
        dossier.build([tmp_path / f"{number}.jsonl"], jobs=1)
    client = TestClient(make_app(dossier.path), base_url="http://localhost")
    (thing,) = [one for one in dossier.actors() if one.name == "هدى القيسي"]
    html = client.get(f"/actors/{thing.id}").text
    cited = re.search(r'<div class="two cited">.*?</section>', html, re.S)[0]
    found = re.findall(r'<li><a href="([^"]+)">(.*?)</a>.*?<span class="n">(\d+)</span>', cited, re.S)
    told = {}
    for href, name, count in found:
        rows = rows_at(client, unescape(href))
        assert len(rows) == int(count), (href, name)
        told[words_of(name)] = [row["content"]["words"] for row in rows]
        assert "إزالة" in client.get(unescape(href)).text, "what is asked for can be taken away"
    assert set(told) >= {"البردي", "وكالة المرقاب وكالة", "نادر السعدي"}
    assert all("القرى" not in words for words in told["البردي"]), "of the outlet's statements only hers"
    for href, words in re.findall(r': <a class="u" href="([^"]+)">(.*?)</a></h3>', cited):
        assert words == count_words(len(rows_at(client, unescape(href))), "statement").ar
    assert not links_of(cited, "/articles?outlet")
