"""Lines put right in the browser's forms, shown as such, and undone."""

import re
import shutil
import sqlite3
import time
from html import unescape

import pytest
from starlette.testclient import TestClient

import sijill
from sijill.show.reasons import say_reasons
from sijill.web import make_app

from .conftest import links_of, plain, words_of


@pytest.fixture
def own(record, tmp_path, monkeypatch):
    """A copy of the record, with its application."""
    monkeypatch.delenv("SIJILL_EDITOR", raising=False)
    monkeypatch.delenv("SIJILL_KEY", raising=False)
    path = shutil.copy(record, tmp_path / "own.sijill")
    with TestClient(make_app(path), base_url="http://localhost") as client:
        client.app.state.snapshots.of(None)  # nobody is shown the page that says it is being made
        yield client, sijill.open(path)


def csrf_of(client):
    return re.search(r'name="csrf" value="(\w+)"', client.get("/add").text)[1]


def forms_of(client, path, like):
    """The address of the forms for the line of a page that has these words."""
    html = client.get(path).text
    at = html.index(like)
    return next(link for link in links_of(html[at:], "/correct?"))


def send(client, forms, what, value="", **more):
    target = re.search(r"target=([^&]+)", forms)[1].replace("%3A", ":")
    given = {
        "csrf": csrf_of(client),
        "target": target,
        "what": what,
        "value": value,
        "who": "ريما",
        "why": "كذا",
        **more,
    }
    return client.post("/correct", data=given, follow_redirects=False)


def test_a_speaker_is_put_right_and_the_line_says_so(own):
    client, dossier = own
    forms = forms_of(client, "/statements", "السد سليم")
    page = client.get(forms).text
    assert "من قاله؟" in page
    assert "سامر الياسين" in words_of(page)
    sent = send(client, forms, "speaker", "ليلى حداد")
    assert (sent.status_code, sent.headers["location"].startswith("/correct?target=")) == (303, True)
    (row,) = [row for row in dossier.statements() if row.content.words == "السد سليم"]
    assert (row.speaker, row.corrected[0].who, row.corrected[0].why, row.corrected[0].signature) == (
        "ليلى حداد", "ريما", "كذا", None,
    )  # fmt: skip
    html = client.get("/statements").text
    assert '<span class="corrected"><b>مصحَّح</b>' in html
    assert client.get("/statements.json").json() == plain(dossier.statements())
    english = words_of(client.get("/statements?lang=en").text)
    assert re.search(r"corrected\s+the speaker", english)
    client.get("/?lang=ar")
    listed = client.get(sent.headers["location"]).text
    assert "قائم" in words_of(listed)
    assert 'name="who" value="ريما"' in listed, "the name is remembered"
    article = client.get(f"/articles/{row.content.page_sha256}/0").text
    assert "ما صُحّح هنا" in article


def test_a_correction_is_undone(own):
    client, dossier = own
    send(client, forms_of(client, "/statements", "السد سليم"), "hide")
    assert "السد سليم" not in client.get("/statements").text
    (row,) = client.get("/corrections.json").json()["rows"]
    assert (row["state"], row["correction"]["target"]["words"]) == ("standing", "السد سليم")
    path = f"/corrections/{row['correction']['id']}/undo"
    assert path in client.get("/corrections").text
    sent = client.post(path, data={"csrf": csrf_of(client), "who": "سعاد", "why": "هو صحيح"}, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, "/corrections")
    assert "السد سليم" in client.get("/statements").text
    assert [one.state for one in dossier.corrections()] == ["standing", "undone"]
    assert "متراجَع عنه" in client.get("/corrections").text
    assert client.get("/corrections.json").json() == plain(dossier.corrections())


def test_days_places_and_events(own):
    client, dossier = own
    forms = forms_of(client, "/timeline", "انهار")
    assert send(client, forms, "day", "2031-05-11").status_code == 303
    assert send(client, forms, "place", "وادي الرمان").status_code == 303
    target = re.search(r"target=([^&]+)", forms)[1].replace("%3A", ":").split(":")
    event = next(
        row
        for row in dossier.timeline()
        if (target[0], target[2]) in {(words.page_sha256, f"{words.start}-{words.end}") for words in row.evidence}
    )
    assert (event.when.value, [place.name for place in event.places]) == ("2031-05-11", ["وادي الرمان"])
    assert send(client, forms, "day", open="true").status_code == 303
    assert send(client, forms, "note", "قارن بالبيان", why="").status_code == 303
    assert "قارن بالبيان" in client.get(forms).text


def test_names_are_put_apart_and_together(own):
    client, dossier = own
    (thing,) = [one for one in dossier.actors() if one.name == "سامر الياسين"]
    html = client.get(f"/actors/{thing.id}").text
    forms = links_of(html, "/correct?")[0]
    page = client.get(forms).text
    stays = re.search(r'name="what" value="different">.*?<option value="([^"]+)"', page, re.S)[1]
    assert send(client, forms, "different", stays).status_code == 303
    assert len([one for one in dossier.actors() if one.name == "سامر الياسين"]) == 2
    assert send(client, forms, "same", stays, why="واحد").status_code == 303
    (thing,) = [one for one in dossier.actors() if one.name == "سامر الياسين"]
    assert "مصحَّح" in client.get(f"/actors/{thing.id}").text


def test_the_queue_shows_what_waits(own):
    client, dossier = own
    assert client.get("/review.json", params={"rows": 1000}).json() == plain(dossier.review())
    html = client.get("/review").text
    assert "البلدية تحذر" in html
    forms = forms_of(client, "/review", "مفتوح:")
    assert send(client, forms, "confirm").status_code == 303
    assert client.get("/review.json").json()["total"] == dossier.review().total


def test_a_correction_whose_words_are_gone_is_shown_with_what_is_read_there_now(own):
    client, dossier = own
    send(client, forms_of(client, "/statements", "السد سليم"), "hide")
    with sqlite3.connect(dossier.path) as file:
        file.execute('UPDATE corrections SET words = \'السد سليم تماما\', "end" = "end" + 6')
    file.close()
    html = client.get("/review").text
    assert "تصحيح لم يعد لفظه مقروءًا" in html
    assert re.search(r"السد سليم تماما</blockquote>.*?يُقرأ هناك الآن.*?>السد سليم</a>", html, re.S)
    assert client.get(links_of(html, "/correct?")[0]).status_code == 200


def test_an_article_lists_the_forms_of_everything_in_it(own):
    client, _ = own
    forms = forms_of(
        client, "/articles/" + links_of(client.get("/articles").text, "/articles/")[0].split("/")[2] + "/0", "by"
    )
    page = client.get(forms).text
    parts = links_of(page, "/correct?")
    assert len(parts) > 3
    for part in parts[:12]:
        assert client.get(part).status_code == 200


def test_what_is_not_right_is_refused(own):
    client, dossier = own
    forms = forms_of(client, "/statements", "السد سليم")
    for what, value, more, status in (
        ("speaker", "", {}, 400),
        ("act", "shout", {}, 400),
        ("day", "غدا", {}, 400),
        ("place", "بغداد", {}, 400),
        ("shout", "", {}, 400),
        ("same", "nothing", {}, 404),
        ("hide", "", {"why": ""}, 400),
        ("hide", "", {"who": " "}, 400),
        ("hide", "", {"csrf": "0" * 64}, 403),
        ("hide", "", {"target": "a" * 64 + ":event:0-3"}, 404),
        ("hide", "", {"target": "nothing"}, 400),
    ):
        assert send(client, forms, what, value, **more).status_code == status, (what, more)
    assert client.get("/correct?target=nothing").status_code == 400
    assert client.get(f"/correct?target={'a' * 64}:event:0-3").status_code == 404
    assert (
        client.post(f"/corrections/{'0' * 16}/undo", data={"csrf": csrf_of(client), "who": "ريما"}).status_code == 400
    )
    assert dossier.corrections().total == 0


def test_words_of_people_stay_words(own):
    client, _ = own
    forms = forms_of(client, "/statements", "السد سليم")
    send(client, forms, "speaker", "<script>alert(1)</script>", who='"><img src=x onerror=alert(2)>', why="<b>كذا</b>")
    for path in ("/statements", "/corrections", forms, "/review"):
        html = client.get(path).text
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<b>كذا" not in html


@pytest.mark.parametrize(
    ("machine", "headers", "is_signed"),
    [("127.0.0.1", {}, True), ("127.0.0.1", {"x-forwarded-for": "10.0.0.9"}, False), ("10.0.0.9", {}, False)],
)
def test_the_key_signs_for_this_machine_alone(own, tmp_path, monkeypatch, *, machine, headers, is_signed):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key.pem").write_bytes(key)
    monkeypatch.setenv("SIJILL_KEY", str(tmp_path / "key.pem"))
    _, dossier = own
    client = TestClient(make_app(dossier.path), base_url="http://localhost", headers=headers, client=(machine, 5000))
    assert send(client, forms_of(client, "/statements", "السد سليم"), "hide").status_code == 303
    (row,) = dossier.corrections()
    assert (row.correction.signature is not None) == is_signed
    assert dossier.verify().signed == int(is_signed)


DAY = "2031-05-12"  # the first page had been published by then, the others had not


def test_a_view_of_one_day_tells_of_no_correction_on_later_pages(own):
    client, dossier = own
    early, late = forms_of(client, "/statements", "السد سيصلح"), forms_of(client, "/statements", "السد سليم")
    send(client, late, "hide")
    send(client, early, "act", "opine")
    assert client.get("/corrections.json").json()["total"] == 2
    asked = {"as_of": DAY}
    (row,) = client.get("/corrections.json", params=asked).json()["rows"]
    assert row["correction"]["change"] == {"what": "act", "act": "opine"}
    html = client.get("/corrections", params=asked).text
    assert "السد سليم" not in html
    for link in links_of(html, "/articles/"):
        assert client.get(link).status_code == 200
    with sqlite3.connect(dossier.path) as file:
        file.execute('UPDATE corrections SET words = words || \' تماما\', "end" = "end" + 6')
    file.close()
    client.app.state.snapshots.look_again()
    assert "السد سليم تماما" in client.get("/review").text
    html = client.get("/review", params=asked).text
    assert "نهاية العام تماما" in html
    assert "السد سليم" not in html
    assert client.get("/review.json", params={**asked, "rows": 1000}).json() == plain(dossier.review(as_of=DAY))


def test_nothing_is_put_right_that_is_not_known_by_the_day(own):
    client, _ = own
    late = forms_of(client, "/statements", "السد سليم")
    assert client.get(f"{late}&as_of={DAY}").status_code == 404
    assert client.get(late).status_code == 200


def test_the_day_of_the_view_is_kept_when_a_line_is_put_right(own):
    client, dossier = own
    forms = forms_of(client, f"/statements?as_of={DAY}", "السد سيصلح")
    assert forms.endswith(f"&as_of={DAY}")
    page = client.get(forms).text
    assert set(re.findall(r'class="mending" method="post" action="([^"]+)"', page)) == {f"/correct?as_of={DAY}"}
    target = re.search(r"target=([^&]+)", forms)[1].replace("%3A", ":")
    given = {"csrf": csrf_of(client), "target": target, "what": "hide", "who": "ريما", "why": "كذا"}
    sent = client.post(f"/correct?as_of={DAY}", data=given, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, forms)
    page = client.get(forms).text
    (undo,) = re.findall(r'action="(/corrections/[^"]+)"', page)
    sent = client.post(undo, data={**given, "why": "هو صحيح"}, follow_redirects=False)
    assert sent.headers["location"] == f"/corrections?as_of={DAY}"
    assert [one.state for one in dossier.corrections()] == ["standing", "undone"]
    assert client.get(sent.headers["location"]).text.count('class="fix ') == 2


def test_an_article_hidden_or_dated_later_does_not_end_in_a_dead_link(own):
    client, dossier = own
    article = next(one for one in dossier.articles() if one.title.text == "وزير الري يعد بإصلاح السد")
    forms = forms_of(client, f"/articles/{article.page_sha256}/0?as_of={DAY}", 'class="by"')
    target = re.search(r"target=([^&]+)", forms)[1].replace("%3A", ":")
    given = {"csrf": csrf_of(client), "target": target, "who": "ريما", "why": "كذا"}

    def back(what, value=""):
        sent = client.post(
            f"/correct?as_of={DAY}", data={**given, "what": what, "value": value}, follow_redirects=False
        )
        answer = client.get(sent.headers["location"])
        assert (sent.status_code, answer.status_code) == (303, 200)
        return sent.headers["location"]

    assert f"as_of={DAY}" in back("hide")
    assert "/articles/" not in "".join(links_of(client.get(f"/corrections?as_of={DAY}").text, article.page_sha256))
    assert "as_of" not in back("day", "2031-05-14")
    assert client.get(f"/corrections.json?as_of={DAY}").json()["total"] == 0


def test_an_article_whose_day_is_open_is_put_right_in_a_view_of_one_day(own):
    client, dossier = own
    article = next(one for one in dossier.articles() if one.title.text == "البلدية تحذر")
    page = f"/articles/{article.page_sha256}/0?as_of={DAY}"
    forms = forms_of(client, page, 'class="by"')
    assert send(client, forms, "note", "اسأل البلدية").status_code == 303
    assert "اسأل البلدية" in client.get(forms).text
    assert "اسأل البلدية" in client.get(page).text
    assert client.get(f"/corrections.json?as_of={DAY}").json()["total"] == 0, "it is in no list"


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_row_of_the_queue_says_why_and_marks_its_words(own, tmp_path, lang):
    client, dossier = own
    (tmp_path / "d.txt").write_text(
        "الربيشي: نقبل ملء الخزان بضمانة مكتوبة\n\nقال الربيشي إن المياه كثيرة.", encoding="utf-8"
    )
    dossier.add([tmp_path / "d.txt"], published="2031-05-21", jobs=1)
    wanted = dossier.review().total
    for _ in range(200):  # the old view is shown until the new one is made
        if client.get("/review.json").json()["total"] == wanted:
            break
        time.sleep(0.05)
    html = client.get("/review", params={"lang": lang, "rows": 1000}).text
    rows = dossier.review().rows
    told = re.findall(r'<p class="reason"><small><bdi dir="\w+">(.*?)</bdi>', html)
    assert [unescape(words) for words in told] == [say_reasons(row.why)[lang == "en"] for row in rows]
    assert all(row.why for row in rows)
    marked = [one.words for row in rows if row.kind in ("event", "pair") for one in row.evidence]
    assert marked
    assert re.findall(r"<mark>(.*?)</mark>", html) == marked
