"""Lists open with what is newest; programs get them as before, and every address that names an order keeps it."""

import re

import pytest

from sijill.ledger.days import precision_of
from sijill.model.commitments import CommitmentRow
from sijill.model.graph import Evidence
from sijill.model.time import TimeValue
from sijill.web.views.commitments import list_pressing

from .conftest import links_of

WORDS = Evidence("0" * 64, 0, 1, "x")
NONE = TimeValue(None, None, None, None, "not-stated")
LISTED = {"timeline": "ev", "statements": "st"}  # with the class of their lines


def ids_on(html, kind):
    return re.findall(rf'<li class="{kind} [^"]*" id="([^"]+)"', html)


def commitment(identity, made, due=None):
    return CommitmentRow(
        id=identity, kind="plan", who=(), what=WORDS, made_on=TimeValue(made), due=TimeValue(due) if due else NONE,
        state="open", outcomes=(), sources=(), independent_sources=1, evidence=(WORDS,),
    )  # fmt: skip


@pytest.mark.parametrize("name", LISTED)
def test_a_list_opens_with_the_newest_and_its_control_says_so(client, name):
    html = client.get(f"/{name}").text
    assert '<option value="newest" selected>' in html
    newest, oldest = (client.get(f"/{name}", params={"order": order}).text for order in ("newest", "oldest"))
    assert ids_on(html, LISTED[name]) == ids_on(newest, LISTED[name]) != ids_on(oldest, LISTED[name])
    assert '<option value="newest">' in oldest
    rows = client.get(f"/{name}.json").json()["rows"]
    assert ids_on(oldest, LISTED[name])[0] == rows[0]["id"], "programs get the oldest first"
    (address,) = links_of(html, f"/{name}.json")
    assert client.get(address).json()["rows"][0]["id"] == ids_on(html, LISTED[name])[0]
    assert links_of(oldest, f"/{name}.json") == [f"/{name}.json"]


def test_commitments_open_with_what_is_due_last(client, dossier):
    rows = list(dossier.commitments())
    dated = [row for row in rows if precision_of(row.due) != "open"]
    open_ = sorted((row for row in rows if precision_of(row.due) == "open"), key=lambda row: row.made_on.value or "")
    found = client.get("/commitments.json", params={"order": "newest"}).json()["rows"]
    assert [row["id"] for row in found] == [row.id for row in (*dated[::-1], *open_[::-1])]
    html = client.get("/commitments").text
    assert '<option value="newest" selected>' in html
    assert re.findall(r'<li class="[^"]*" id="([0-9a-f]+)"', html) == [row["id"] for row in found]
    assert client.get("/commitments.json").json()["rows"][0]["id"] == rows[0].id


def test_an_actors_statements_come_newest_first(client, dossier):
    thing = next(thing for thing in dossier.actors() if thing.name == "سامر الياسين")
    rows = [row.id for row in dossier.statements() if row.entity == thing.id]
    assert len(rows) > 1
    html = client.get(f"/actors/{thing.id}").text
    assert ids_on(html, "st") == rows[::-1]
    assert '<option value="newest" selected>' in html
    assert ids_on(client.get(f"/actors/{thing.id}", params={"order": "oldest"}).text, "st") == rows
    found = client.get(f"/actors/{thing.id}.json").json()["statements"]["rows"]
    assert [row["id"] for row in found] == rows


def test_open_commitments_are_shown_by_what_presses():
    rows = [
        commitment("later", "2031-05-01", "2031-12-31"),
        commitment("sooner", "2031-01-01", "2031-06-30"),
        commitment("old", "2029-01-01"),
        commitment("new", "2031-05-20"),
        commitment("same day, made later", "2031-05-02", "2031-06-30"),
    ]
    assert [row.id for row in list_pressing(rows)] == ["same day, made later", "sooner", "later", "new", "old"]


def test_the_front_page_shows_what_presses(client, dossier):
    shown = re.findall(r'<li class="st promise open" id="([0-9a-f]+)"', client.get("/").text)
    open_rows = [row for row in dossier.commitments() if row.state == "open"]
    assert shown
    assert shown == [row.id for row in list_pressing(open_rows)][: len(shown)]
