"""Every page in both languages, every link lands, the rows are the dossier's."""

import json
import re
from html import unescape
from importlib import resources

import pytest
from starlette.testclient import TestClient

import sijill
from sijill.web import make_app

from .conftest import links_of, plain, words_of

LISTS = {
    "/timeline": ("الخط الزمني", "Timeline"),
    "/statements": ("التصريحات", "Statements"),
    "/articles": ("المقالات", "Articles"),
    "/actors": ("الأطراف", "Actors"),
    "/places": ("الأماكن", "Places"),
    "/sources": ("المصادر", "Sources"),
    "/commitments": ("التعهدات", "Commitments"),
    "/": ("القصة في نظرة", "The story at a glance"),
    "/add": ("أضف صفحات", "Add pages"),
    "/search": ("بحث", "Search"),
    "/review": ("المراجعة", "Review"),
    "/corrections": ("التصحيحات", "Corrections"),
}


@pytest.mark.parametrize("path", LISTS)
def test_a_page_stands_in_both_languages(client, path):
    arabic, english = client.get(path), client.get(path, params={"lang": "en"})
    assert arabic.status_code == english.status_code == 200
    assert '<html lang="ar" dir="rtl">' in arabic.text
    assert '<html lang="en" dir="ltr">' in english.text
    assert f"<h1>{LISTS[path][0]}" in arabic.text
    assert f"<h1>{LISTS[path][1]}" in english.text
    assert '<html lang="en"' in client.get(path).text, "the language is kept"


def test_english_pages_have_no_arabic_words_or_signs_of_ours(client, dossier):
    thing = next(thing for thing in dossier.actors() if thing.name == "وكالة المرقاب")
    for path in (*LISTS, f"/actors/{thing.id}", "/search?q=السدد"):
        html = client.get(path, params={"lang": "en"} if "?" not in path else {"lang": "en", "q": path[10:]}).text
        ours = re.sub(
            r'<(bdi|p|h1|h2|h3|blockquote|div|title|a|td|small)\b[^>]*(lang="ar"|hreflang)[^>]*>.*?</\1>',
            "",
            html,
            flags=re.S,
        )
        ours = re.sub(r"<title>.*?</title>|<svg.*?</svg>|<datalist.*?</datalist>", "", ours, flags=re.S)
        assert not re.findall(r"[\u0621-\u064a]+|[،؛؟]", words_of(ours)), path


def test_templates_have_arabic_signs_in_arabic_phrases_alone():
    for template in resources.files("sijill.web").joinpath("templates").iterdir():
        rest = re.sub(r'\bui\("(?:[^"\\]|\\.)*"', "", template.read_text(encoding="utf-8"))
        assert not re.findall(r".{0,40}[،؛؟].{0,40}", rest), template.name


@pytest.mark.parametrize("query", ["", "?actor=السد", "?place=وادي الرمان", "?from=2031-05-12&to=2031-05-12", "?all=1"])
def test_the_rows_of_the_timeline_are_the_dossiers(client, dossier, query):
    asked = dict(part.split("=") for part in query[1:].split("&") if part)
    names = {"from": "start", "to": "end", "all": "everything"}
    expected = dossier.timeline(**{names.get(name, name): value == "1" or value for name, value in asked.items()})
    found = client.get(f"/timeline.json{query}").json()
    assert found == plain(expected)
    assert query == "?all=1" or found["total"] > 0


@pytest.mark.parametrize(("name", "call"), [("actors", "actors"), ("places", "places"), ("sources", "copies")])
@pytest.mark.parametrize("as_of", [None, "2031-05-12"])
def test_the_rows_of_other_lists_are_the_dossiers(client, dossier, name, call, as_of):
    found = client.get(f"/{name}.json", params={"as_of": as_of or "", "rows": 1000}).json()
    assert found == plain(getattr(dossier, call)(as_of=as_of))
    assert found["total"] > 0 or name == "sources"


def test_the_rows_of_commitments_are_the_dossiers(client, dossier):
    assert client.get("/commitments.json").json() == plain(dossier.commitments())
    late = client.get("/commitments.json", params={"at": "2032-02-01", "state": "overdue"}).json()
    expected = [row for row in plain(dossier.commitments(at="2032-02-01"))["rows"] if row["state"] == "overdue"]
    assert late == {"rows": expected, "total": len(expected)}
    assert "تعوض الوزارة المزارعين في حزيران المقبل" in {row["what"]["words"] for row in expected}


def test_places_are_found_by_what_holds_them(client, dossier):
    for within in ("العراق", "Iraq"):
        found = client.get("/places.json", params={"within": within}).json()
        assert found == plain(dossier.places(within=within))
        assert [row["name"] for row in found["rows"]] == ["بغداد"]
    assert 'class="spot"' in client.get("/places").text


def test_an_actor_has_names_roles_and_statements(client, dossier):
    thing = next(thing for thing in dossier.actors() if thing.name == "سامر الياسين")
    html = client.get(f"/actors/{thing.id}").text
    assert '<bdi lang="ar">سامر الياسين</bdi></h1>' in html
    assert '<bdi lang="ar">وزير الري</bdi>' in html
    assert "السد سيصلح قبل نهاية العام" in html
    assert "وكالة المرقاب" in html, "named in the same article"
    found = client.get(f"/actors/{thing.id}.json").json()
    assert found["actor"] == plain(thing)
    said = [row for row in plain(dossier.statements())["rows"] if row["entity"] == thing.id]
    assert found["statements"]["rows"] == said
    assert client.get("/actors/0123456789abcdef").status_code == 404
    assert client.get(f"/actors/{thing.id}", params={"as_of": "2031-01-01"}).status_code == 404


def test_news_are_what_was_recorded_after_the_last_visit(app):
    def look(cookie):
        answer = TestClient(app, base_url="http://localhost").get("/", headers={"cookie": cookie})
        return answer.text, re.findall(r"sijill_\w+=[^;]+", answer.headers["set-cookie"])

    html, kept = look("")
    assert "الجديد منذ زيارتك" not in html
    assert [name.partition("=")[0] for name in kept] == ["sijill_seen", "sijill_session"]
    html, kept = look("sijill_seen=2020-01-01T00:00:00+00:00")
    assert "الجديد منذ زيارتك السابقة" in html
    assert "5 مقالات" in html
    html, _ = look("; ".join(kept))
    assert "5 مقالات" in html, "a second look within the hour is the same visit"
    assert (
        "لا مقالات جديدة" in look("sijill_seen=2120-01-01T00:00:00+00:00; sijill_before=2120-01-01T00:00:00+00:00")[0]
    )
    assert "القصة في نظرة" in look("sijill_seen=<script>")[0]


@pytest.mark.parametrize("asked", [{}, {"speaker": "ليلى"}, {"about": "السد"}])
def test_the_rows_of_the_statements_are_the_dossiers(client, dossier, asked):
    found = client.get("/statements.json", params=asked).json()
    assert found == plain(dossier.statements(**asked))
    assert found["total"] > 0


def test_rows_come_a_page_at_a_time(client, dossier):
    rows = plain(dossier.statements())["rows"]
    second = client.get("/statements.json", params={"rows": 2, "page": 2}).json()
    assert second == {"rows": rows[2:4], "total": len(rows)}


def test_every_evidence_link_lands_on_its_words(client):
    seen = set()
    for path in ("/timeline?all=1", "/statements", "/search?q=السد"):
        seen |= set(links_of(client.get(path).text, "mark="))
    assert len(seen) > 10
    pages = {}
    for link in seen:
        html = client.get(link).text
        sha256, start, end = re.search(r"/articles/(\w+)/\d+\?mark=(\d+)-(\d+)", link).groups()
        shown = re.findall(r'<span class="[^"]*l-mark [^"]*"( id="mark")?[^>]*>([^<]*)</span>', html)
        assert sum(bool(anchor) for anchor, _ in shown) == 1, link
        text = pages.setdefault(sha256, client.app.state.snapshots.read_text(sha256))
        marked = text[int(start) : int(end)]
        assert unescape("".join(words for _, words in shown)).count(marked) >= 1, link


def test_an_article_has_layers_and_its_page_beside_it(client, dossier):
    article = dossier.articles().rows[1]
    html = client.get(f"/articles/{article.page_sha256}/0", params={"layers": "people"}).text
    assert 'id="layer-people" value="people" checked' in html
    assert 'id="layer-times" value="times">' in html
    assert '<span class="l-people " title="شخص: سامر الياسين">سامر الياسين</span>' in html
    assert "12 شخصا" in html
    assert client.get(f"/articles/{article.page_sha256[:12]}/0").status_code == 200
    assert client.get(f"/articles/{article.page_sha256}/0.json").json() == plain(article)


def test_what_is_not_there_is_said(client):
    missing = client.get("/articles/00000000/0.json")
    assert missing.status_code == 404
    assert missing.json()["error"]["code"] == "usage"
    wrong = client.get("/timeline.json?from=May")
    assert wrong.status_code == 400
    assert wrong.json()["error"] == {
        "code": "usage", "message": "'May' is not a day.", "hint": "write a day as 2023-08-17",
    }  # fmt: skip
    page = client.get("/statements?act=sing")
    assert page.status_code == 400
    assert "في الطلب خطأ" in page.text


def test_as_of_never_leaks(client, dossier):
    day = "2031-05-12"
    for path, call in (
        ("/timeline", dossier.timeline),
        ("/statements", dossier.statements),
        ("/articles", dossier.articles),
    ):
        assert client.get(f"{path}.json", params={"as_of": day}).json() == plain(call(as_of=day))
        html = client.get(path, params={"as_of": day}).text
        assert "انهيار سد" not in html.replace("حذرت بلدية", "")
        assert "12 مايو 2031" in html
        inner = [
            link for link in links_of(html) if link.startswith(("/articles/", "/timeline", "/statements", "/search"))
        ]
        assert inner
        assert all("as_of=" in link for link in inner if "as_of" not in path and not link.endswith(path))
    late = next(article for article in dossier.articles() if "لجنة تحقيق" in article.title.text)
    assert client.get(f"/articles/{late.page_sha256}/0", params={"as_of": day}).status_code == 404
    assert client.get("/search.json", params={"q": "بغداد", "as_of": day}).json()["total"] == 0


def test_the_data_of_a_page_are_those_of_its_day(client, dossier):
    day = "2031-05-12"
    early = next(article for article in dossier.articles() if "يعد بإصلاح" in article.title.text)
    for path in ("/", "/timeline", f"/articles/{early.page_sha256}/0"):
        (link,) = links_of(client.get(path, params={"as_of": day}).text, ".json?")
        asked = dict(part.split("=") for part in link.partition("?")[2].split("&"))
        assert asked.pop("as_of") == day
        assert client.get(link).json() == client.get(link.partition("?")[0], params={"as_of": day, **asked}).json()
        assert links_of(client.get(path).text, ".json")[0].partition("?")[0] == link.partition("?")[0]


def test_hostile_pages_stay_words(client, dossier):
    hostile = next(article for article in dossier.articles() if article.source.endswith("hostile.html"))
    for path in (
        f"/articles/{hostile.page_sha256}/0",
        "/articles",
        "/timeline?all=1",
        "/statements",
        "/search?q=القاضي",
    ):
        html = client.get(path).text
        assert "<img" not in html
        assert html.count("<script") == 1, "our own script alone"
        assert "onerror=alert" not in re.sub(r"&lt;img src=x onerror=alert\(1\)&gt;", "", html)


def test_a_search_without_answer_offers_words_of_like_spelling(client):
    html = client.get("/search", params={"q": "الرمانن"}).text
    assert "لا شيء يوافق ما طُلب" in html


def test_the_description_names_fields_and_rows(client):
    described = client.get("/openapi.json").json()
    fields = {field["name"] for field in described["paths"]["/timeline.json"]["get"]["parameters"]}
    assert {"from", "to", "actor", "place", "as_of", "page"} <= fields
    assert "salience" in described["components"]["schemas"]["TimelineEntry"]["properties"]


def test_an_article_lists_what_was_read_in_it(client, dossier):
    article = next(one for one in dossier.articles() if one.title.text == "انهيار سد في وادي الرمان")
    html = client.get(f"/articles/{article.page_sha256}/0").text
    said = re.search(r"ما نُقل من أقوال(.*?)</section>", html, re.S)[1]
    told = re.search(r"ما رُوي من أحداث(.*?)</section>", html, re.S)[1]
    assert words_of(said).count("السد سليم") == 1
    assert "سامر الياسين" in said
    assert "قتل 12 شخصا" in words_of(told)
    for statement in article.statements:
        assert f"mark={statement.content.start}-{statement.content.end}#mark" in said
    for event in article.events:
        assert f"mark={event.trigger.start}-{event.trigger.end}#mark" in told


def test_versions_of_an_article_show_what_was_changed(tmp_path):
    dossier = sijill.open(tmp_path / "v.sijill")
    text = "بيان عن السد\n\nقال الوزير إن {} شخصا نقلوا من القرية."
    for name, count in (("one", "12"), ("two", "15")):
        page = {"id": name, "url": "https://invented.example/a", "text": text.format(count)}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(page), encoding="utf-8")
        dossier.build([tmp_path / f"{name}.jsonl"], published="2031-05-02", jobs=1)
    client = TestClient(make_app(dossier.path), base_url="http://localhost")
    html = client.get(f"/articles/{dossier.articles()[0].page_sha256}/0").text
    changed = re.search(r"ما تغيّر بعد النشر(.*?)</section>", html, re.S)[1]
    assert [words_of(found) for found in re.findall(r"<(?:del|ins)>.*?</(?:del|ins)>", changed)] == ["12", "15"]


def test_a_page_beyond_the_end_is_the_last(client, dossier):
    total = dossier.statements().total
    html = client.get("/statements", params={"rows": 3, "page": 999}).text
    assert f"إلى {total}" in words_of(html)
    assert client.get("/statements.json", params={"rows": 3, "page": 999}).json() == {"rows": [], "total": total}


def test_a_search_beyond_the_end_shows_the_last_answers(client):
    asked = {"q": "السد", "rows": 2}
    total = client.get("/search.json", params=asked).json()["total"]
    last = client.get("/search", params={**asked, "page": -(-total // 2)}).text
    beyond = client.get("/search", params={**asked, "page": 999}).text
    assert total > 2
    assert links_of(beyond, "mark=") == links_of(last, "mark=") != []
    assert f"إلى {total}" in words_of(beyond)
    assert re.search(r'rel="prev" href="[^"]*page=(\d+)', beyond)[1] == str(-(-total // 2) - 1)
    assert client.get("/search.json", params={**asked, "page": 999}).json() == {"rows": [], "total": total}
    assert client.get("/search", params={"q": "الرمانن", "page": 9}).status_code == 200


def test_a_day_before_everything_can_be_left_again(client):
    html = client.get("/timeline", params={"as_of": "2001-01-01"}).text
    assert "لا شيء يوافق ما طُلب" in html
    assert 'data-last="2031-05-20"' in html
    assert "/timeline" in links_of(html)
    assert client.get("/", params={"as_of": "2001-01-01"}).status_code == 200


def test_the_readings_of_an_article_are_the_dossiers(client, dossier):
    article = dossier.articles()[0]
    rows = client.get(f"/articles/{article.page_sha256[:12]}/{article.ordinal}/history.json").json()
    expected = [row for row in dossier.history(article.page_sha256).to_dicts() if row["ordinal"] == article.ordinal]
    assert rows["total"] == 1
    assert json.dumps(rows["rows"]) == json.dumps(expected)
    assert client.get("/articles/00000000/0/history.json").status_code == 404


def test_an_empty_list_says_what_is_not_there(client):
    assert "لم يُصحَّح شيء بعد." in client.get("/corrections").text
    assert "Nothing has been put right yet." in client.get("/corrections", params={"lang": "en"}).text


def test_who_promised_is_named_in_the_readers_language_and_leads_to_his_page(client, dossier):
    html = client.get("/commitments", params={"lang": "en"}).text
    thing = next(one for one in dossier.actors() if one.name == "سامر الياسين")
    assert f'<a href="/actors/{thing.id}"><bdi lang="en">{thing.english}</bdi></a>' in html


def test_statements_of_one_day_need_no_drawing(client, dossier):
    thing = next(one for one in dossier.actors() if one.name == "سامر الياسين")
    early = {"as_of": "2031-05-02"}
    said = client.get(f"/actors/{thing.id}.json", params=early).json()["statements"]["rows"]
    assert len(said) > 1
    assert {row["said_on"]["value"] for row in said} == {"2031-05-02"}
    assert "by-day" not in client.get(f"/actors/{thing.id}", params=early).text
    assert "by-day" in client.get(f"/actors/{thing.id}").text


def test_a_line_of_the_network_leads_to_just_what_it_counts(client):
    some, others = (row["id"] for row in client.get("/actors.json?rows=2").json()["rows"])
    client.get(
        f"/actors/{some}/with/{others}"
    )  # works out what the drawing shows, which a server does in the background
    html = client.get("/actors", params={"lang": "en"}).text
    assert '<svg class="desk"' in html
    ties = dict.fromkeys(unescape(href).split("?")[0] for href in re.findall(r'href="([^"]+/with/[^"]+)"', html))
    assert ties
    for tie in list(ties)[:5]:
        data = client.get(f"{tie}.json").json()
        totals = [data[of]["total"] for of in ("events", "statements", "articles")]
        assert sum(totals) > 0
        words = words_of(re.search(rf'<li>.*?href="{tie}[^"]*">(.*?)</a></li>', html, re.S)[1])
        assert [int(number) for number in re.findall(r"\d+", words)] == [
            total for total in totals if total
        ] or "one" in words
        page = client.get(tie, params={"lang": "ar"})
        assert page.status_code == 200
        one, other = (thing["name"] for thing in data["actors"])
        assert one in page.text
        assert other in page.text
    lone = next(iter(ties)).split("/with/")[0].removeprefix("/actors/")
    assert client.get(f"/actors/{lone}/with/{lone}").status_code == 404
